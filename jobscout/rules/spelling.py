"""The one spelling of each word that ``words`` compares, searches and indexes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

Words: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Words, and others that they also match."""
ALIASES: Final = {
    "apis": "api",  # the plural rule skips words in -is and -us
    "cpp": "cplusplus",
    "cpus": "cpu",
    "d3js": "d3",
    "emberjs": "ember",
    "gpus": "gpu",
    "jr": "junior",
    "js": "javascript",
    "k8s": "kubernetes",
    "mongo": "mongodb",
    "objc": "objectivec",
    "pgsql": "postgresql",
    "postgres": "postgresql",
    "reactjs": "react",
    "sr": "senior",
    "sveltejs": "svelte",
    "vuejs": "vue",
}
"""Other spellings of a word, replaced in documents and queries. Unambiguous ones only: ``ts`` is
also a security clearance, ``node`` also a machine, ``ml`` also a language."""

ALSO: Final = {"golang": "go", "nodejs": "node"}
"""The long word in a document also matches the short word in a query, but not the reverse: a
query for Golang must not match every text with the verb "go"."""

SYMBOL_TERMS: Final = {
    ".net": ("dotnet",),
    "a/b": ("ab",),
    "ado.net": ("adodotnet", "dotnet"),
    "asp.net": ("aspdotnet", "dotnet"),
    "c#": ("csharp",),
    "c++": ("cplusplus",),
    "ci/cd": ("cicd",),
    "f#": ("fsharp",),
    "i/o": ("io",),
    "n/a": (),
    "objective-c": ("objectivec",),
    "objective-c++": ("objectivec", "cplusplus"),
    "pl/sql": ("plsql",),
    "tcp/ip": ("tcpip",),
    "vb.net": ("vbdotnet", "dotnet"),
}

_PAIRS: Final = (
    (" front end ", " frontend "),
    (" back end ", " backend "),
    (" full stack ", " fullstack "),
)
_ENDING_IN_S: Final = "always cookies devops kubernetes movies news sales sass series species this"
_NOT_PLURAL: Final = frozenset(_ENDING_IN_S.split())
# A hyphen joins these to the next word: "go-to-market" does not name Go, nor "C-level" C.
_BOUND: Final = re.compile("[a-z]|by|co|de|ex|go|in|of|on|re|to|un|up")
# It also joins two letters to these: an "AI-powered" product is not work in AI. "AI-Engineer" is,
# as German writes all such titles. "UK-based" says where the work is.
_DESCRIBED: Final = re.compile(
    r"(?<![^-])(?!(?:us|uk|eu|nz|hk|ny|la|sf|dc)-)[a-z]{2}-(?:[a-z]+(?<!e)ed|driven|written|proven|first"
    r"|native|ready|centric|friendly|led|free|aware|capable|heavy|only|savvy|specific|wide"
    r"|(?:gestutzt|basiert|getrieben|unterstutzt|gesteuert|affin|fahig)(?:e[mnrs]?)?)(?![^-])"
)
# Underscores in an identifier, as in JAVA_HOME and node_js, do not separate words (as in UAX #29).
# Those in mixed case, as in "Business Analyst_Retail", do.
_UNDERSCORED: Final = re.compile(r"(?<!\w)[^\W_]*+_\w*")
_UNDERSCORES: Final = re.compile("_+")
_MARKS: Final = re.compile("[\u0300-\u036f]+")
# str.replace, because str.translate takes a millisecond for 10 kB of non-ASCII text.
_LETTERS: Final = tuple(
    zip("øłđðħıæœþ", ["o", "l", "d", "d", "h", "i", "ae", "oe", "th"], strict=True)
)
_CHUNK: Final = re.compile(r"[\w.+#&'/-]+")
# Vowels of these scripts are marks on letters, and parts of words, though no letters themselves.
_MARKED: Final = (
    "\u0900-\u0963\u0966-\u0dff\u0e00-\u0e3a\u0e40-\u0e4e\u0e50-\u0eff\u1000-\u1049"
    "\u1050-\u109f\u1780-\u17d3\u17dc-\u17ff"
)
_MARKED_CHUNK: Final = re.compile(rf"[\w.+#&'/{_MARKED}-]+")
_MARKED_WORD: Final = re.compile(rf"[{_MARKED}\u200c\u200d]+")
_DETACHED_JS: Final = re.compile(
    r"(?<![^\W_])(node|react|vue|next|nuxt|express|angular|ember|backbone|three|nest|svelte"
    r"|electron|knockout|meteor|discord|chart|d3) js\b"
)
_GENDER: Final = re.compile(r"[mwfdxhvi](?:/[mwfdxhvi]){1,3}")
_DETACHED_SIGNS: Final = re.compile(r"(?<=\bc) (#|\+\+)(?![\w#+])")
_SPACED_AND: Final = re.compile(r"(?<=\b[a-z]) & (?=[a-z]\b)")
_SYMBOLS: Final = re.compile(r"([a-z]{1,12})(\+\+|#)(\d\d)?")
_CACHED_CHARS: Final = 60  # longer chunks are links and noise, not worth caching
_PLURAL_LETTERS: Final = 4  # shorter words in -s are names: aws, ios, sas, gas
# Most English postings are ASCII except for these, and ASCII is ten times as fast.
_TYPOGRAPHY: Final = (
    ("\N{BULLET}", "*"),
    ("\N{NO-BREAK SPACE}", " "),
    ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    ("\N{LEFT DOUBLE QUOTATION MARK}", '"'),
    ("\N{RIGHT DOUBLE QUOTATION MARK}", '"'),
    ("\N{HYPHEN}", "-"),
    ("\N{NON-BREAKING HYPHEN}", "-"),
    ("\N{EN DASH}", "-"),
    ("\N{EM DASH}", "-"),
    ("\N{HORIZONTAL ELLIPSIS}", "..."),
)
_SHORT: Final = 2
_PLACE_PUNCTUATION: Final = re.compile(r"[-./_·・\s]+")
_SAINTS_AND_FORTS: Final = re.compile(r"^ft(?= )|^mt(?= )|\b(?:saint|sankt|sint)(?= )")
_IN_FULL: Final = {"ft": "fort", "mt": "mount"}


def fold(text: str) -> str:
    """*text* in lower case, without accents, with ASCII quotes and dashes.

    Letters of other scripts stay letters. Idempotent. "Zürich" and "ZURICH" fold alike, ß becomes
    ss, compatibility forms become plain.
    """
    if text.isascii():
        return text.lower()
    for curly, straight in _TYPOGRAPHY:
        text = text.replace(curly, straight)
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = _MARKS.sub("", folded)
    for letter, ascii_letters in _LETTERS:
        folded = folded.replace(letter, ascii_letters)
    return unicodedata.normalize("NFC", folded)


@lru_cache(maxsize=65_536)
def place_key(text: str) -> str:
    """The spelling of names of places: "St. John's", "Saint Johns" and "ST-JOHNS" agree."""
    folded = fold(text).replace("'", "").replace("`", "")
    if "&" in folded:
        folded = folded.replace("&", " and ")
    plain = _PLACE_PUNCTUATION.sub(" ", folded).strip()
    return _SAINTS_AND_FORTS.sub(lambda found: _IN_FULL.get(found[0], "st"), plain)


def words_of(text: str) -> tuple[list[str], list[str]]:
    """The words of *text* in order, and other words that it also matches."""
    words: list[str] = []
    extras: list[str] = []
    for chunk in chunks(readable(text)):
        said, also = words_of_chunk(chunk)
        words += said
        extras += also
    return words, extras


def readable(text: str) -> str:
    """*text* folded, with the signs that are parts of names as ``chunks`` expects them."""
    if "_" in text:
        text = _UNDERSCORED.sub(_whole, text)
    folded = fold(text).replace("_", " ")
    if " js" in folded:
        folded = _DETACHED_JS.sub(r"\1.js", folded)
    if "c #" in folded or "c ++" in folded:
        folded = _DETACHED_SIGNS.sub(r"\1", folded)
    if " & " in folded:
        folded = _SPACED_AND.sub("&", folded)
    return folded


def chunks(readable: str) -> list[str]:
    """The parts of a ``readable`` text that blanks and most signs separate."""
    return (_CHUNK if readable.isascii() else _MARKED_CHUNK).findall(readable)


def words_of_chunk(chunk: str) -> Words:
    """The words of a chunk, and others that it also matches."""
    if chunk.isalnum():
        word = plain_word(chunk)
        return (word,), (ALSO[word],) if word in ALSO else ()
    if not chunk.isascii() and _MARKED_WORD.fullmatch(chunk):
        return (chunk,), ()
    return _compound(chunk) if len(chunk) <= _CACHED_CHARS else _compound.__wrapped__(chunk)


def _whole(found: re.Match[str]) -> str:
    """An identifier as one word that equals no other word; anything else unchanged."""
    name = found[0].strip("_")
    if not ("_" in name and name.isascii() and name[0].isalpha()):
        return found[0]
    if not (name.islower() or name.isupper()):
        return found[0]
    return found[0].replace(name, _UNDERSCORES.sub("underscore", name))


def line_of(words: list[str]) -> str:
    """Words in one line, with "front end" and similar pairs written as one word."""
    line = f" {' '.join(words)} "
    for apart, together in _PAIRS:
        while apart in line:  # at most twice: neighbours share a space
            line = line.replace(apart, together)
    return line.strip()


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> str:
    """One plain word in its canonical spelling."""
    return ALIASES.get(word) or ALIASES.get(singular := _singular(word)) or singular


def _singular(word: str) -> str:
    if len(word) < _PLURAL_LETTERS or not word.endswith("s") or word in _NOT_PLURAL:
        return word
    if word.endswith(("ss", "us", "is", "os", "js")) or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65_536)
def _compound(chunk: str) -> Words:
    """The words of a chunk with punctuation inside, and others that it also matches."""
    words: list[str] = []
    extras: list[str] = []
    chunk = chunk.rstrip(".&'/-").lstrip("+#&'/-")
    if chunk in SYMBOL_TERMS:
        first = SYMBOL_TERMS[chunk]
        return first[:1], first[1:]
    if _GENDER.fullmatch(chunk):
        return (), ()
    for part in chunk.split("/"):
        said, also = _part(part.strip(".&'-"), dotted=part.startswith(".net"))
        words += said
        extras += also
    return tuple(words), tuple(extras)


def _part(part: str, *, dotted: bool) -> tuple[list[str], list[str]]:
    """One part of a chunk between slashes."""
    name = f".{part}" if dotted else part
    if name in SYMBOL_TERMS:
        return list(SYMBOL_TERMS[name][:1]), list(SYMBOL_TERMS[name][1:])
    if part.isalnum():
        word = plain_word(part)
        return [word], [ALSO[word]] if word in ALSO else []
    if part.endswith(".js") and part[:-3].isalnum():
        word = plain_word(part[:-3] + "js")
        return [word], [ALSO[word]] if word in ALSO else []
    if symbol := _SYMBOLS.fullmatch(part):
        ending = "plusplus" if symbol[2] == "++" else "sharp"
        return [symbol[1] + ending, *filter(None, [symbol[3]])], []
    return _joined(part)


def _joined(part: str) -> tuple[list[str], list[str]]:
    """Words joined by hyphens, dots, ampersands or apostrophes."""
    words: list[str] = []
    extras: list[str] = []
    for piece in part.split("-"):
        words += _pieces(piece)
    bound = "-" in part and any(_BOUND.fullmatch(word) for word in words)
    bound = bound or _DESCRIBED.search(part) is not None
    if bound or ("&" in part and all(len(word) == 1 for word in words) and len(words) > 1):
        extras = [word for word in words if len(word) > _SHORT]
        words = [("n" if "&" in part else "").join(words)]
    return [plain_word(word) for word in words], [plain_word(word) for word in extras]


def _pieces(piece: str) -> list[str]:
    """A piece without hyphens: initials and apostrophes join, everything else separates."""
    piece = re.sub(r"^(?:[cdjlmnst]|qu)'(?=\w)", "", piece.removesuffix("'s"))
    letters = [letter for letter in piece.split(".") if letter]
    if len(letters) > 1 and all(letter.isalpha() for letter in letters):
        initials = any(len(letter) == 1 for letter in letters)
        letters = ["".join(letters)] if initials else letters
    found: list[str] = []
    for letter in letters:
        if symbol := _SYMBOLS.fullmatch(letter):
            found.append(symbol[1] + ("plusplus" if symbol[2] == "++" else "sharp"))
        else:
            found += re.findall(r"\w+", letter.replace("'", ""))
    return found
