"""Which language a posting is written in, as a primary code of BCP 47."""

from __future__ import annotations

import re
from typing import Final

from gcld3 import NNetLanguageIdentifier

from jobscout.rules import function_words

MIN_LETTERS: Final = 60
"""Fewer letters, as in a line of names and products, are no text."""
PROBE_CHARS: Final = 75
"""Length of each of two probes, which decide when they are plainly of one language."""
SAMPLE_CHARS: Final = 700
"""What is read of a text whose probes leave a doubt, which takes 0.2 ms."""
SURE: Final = 0.9
LIKELY: Final = 0.6
MIN_PLAIN_CHARS: Final = 1_000
PLAIN_CHARS: Final = 300
MIN_PLAIN_WORDS: Final = 3
"""Words of one language in each of two parts of that length of a text. Recorded texts in other
languages have none, and nine of ten long ones in English are known by them."""

_IDENTIFIER: Final = NNetLanguageIdentifier(0, 4 * SAMPLE_CHARS)
# Languages that jobs are posted in. The model knows others, which it finds in lists of names
# and in Lorem ipsum (Latin, Frisian, Esperanto …).
_POSTED: Final = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id"
    " is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl"
    " so sq sr sv sw ta te tg th tr uk ur uz vi zh zu"
)
_WRITTEN: Final = frozenset(_POSTED.split())
# Words of one language alone, in small letters as inside a sentence.
_ENGLISH_WORDS: Final = (
    "the and with you your our this that from have their who they which other into what how working"
    " work experience skills ability about through across while where should within using"
)
_GERMAN_WORDS: Final = (
    "und für mit wir eine einen einer oder auf dich dir deine deinen unsere unser unserem ist bei"
    " zum zur sowie durch werden ihre sich nicht"
)
_OTHER_WORDS: Final = (
    "et les des pour avec nous vous el los las para con una se com não uma você il che di del het"
    " een van voor wij och att som og på jest oraz nie je"
)
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
_GERMAN: Final = frozenset(_GERMAN_WORDS.split())
_OTHERS: Final = frozenset(_OTHER_WORDS.split())
_PLAIN: Final = (
    ("en", _ENGLISH, _OTHERS | _GERMAN | {"der", "das", "du", "sie"}),
    ("de", _GERMAN, _OTHERS | _ENGLISH),
)
"""Languages of most postings, with their words and those of others."""
# Other codes of the same languages, of ISO 639-1 and 639-2, as models and boards write them.
_OTHER_CODES: Final = (
    "iw he in id nb no nn no tl fil mo ro yue zh cmn zh eng en deu de ger de fra fr fre fr spa es"
    " ita it por pt nld nl dut nl swe sv dan da nor no nob no fin fi pol pl ces cs cze cs slk sk"
    " hun hu ron ro rum ro bul bg ell el gre el rus ru ukr uk tur tr ara ar heb he hin hi zho zh"
    " chi zh jpn ja kor ko tha th vie vi ind id msa ms swa sw hrv hr srp sr"
)
_NAMES: Final = dict(zip(_OTHER_CODES.split()[::2], _OTHER_CODES.split()[1::2], strict=True))
# Written so much alike that the board knows better than a detector.
_ALIKE: Final = (frozenset(("bs", "hr", "sr")), frozenset(("id", "ms")))
_CODE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_].*|[A-Z][a-z]{3})?")
_NO_LETTERS: Final = re.compile(r"[\W\d_]+")
_DENSE: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_KANA: Final = re.compile("[\u3040-\u30ff]")


def read(stated: str | None, text: str) -> str | None:
    """The language of a posting; None if neither its text nor its board tells.

    The text decides where it is long enough, since a board may state the language of its site.
    What is *stated* decides for the rest, and between languages that are written alike.

    Args:
        stated: the board's code, as in ``de``, ``en-US``, ``zhHant`` or ``deu``.
        text: the plain text, without title.
    """
    code = _primary(stated) if stated else None
    found = detect(text)
    if found is None or any(found in group and code in group for group in _ALIKE):
        return code or found
    return found


def detect(text: str) -> str | None:
    """The language that most of *text* is written in; None if it is too short or unclear."""
    if plain := _plainly(text):
        return plain
    middle = text[len(text) // 3 :][:PROBE_CHARS]
    later = text[2 * len(text) // 3 :][:PROBE_CHARS]
    probe = f"{middle} {later}" if len(text) > 3 * PROBE_CHARS else text[: 3 * PROBE_CHARS]
    if not _is_enough(probe):
        probe = text[:SAMPLE_CHARS]
        if not _is_enough(probe):
            return function_words.language(probe)
    if found := _identified(probe, SURE):
        return found
    sample = _sample(text)
    return _identified(sample, LIKELY) or function_words.language(sample)


def _plainly(text: str) -> str | None:
    """The language of a long text two parts of which have so many words of it alone.

    Then the model need not be asked. None if they have words of others, too.
    """
    if len(text) < MIN_PLAIN_CHARS:
        return None
    starts = (len(text) // 3, 2 * len(text) // 3)
    parts = [text[start : start + PLAIN_CHARS].split() for start in starts]
    for code, own, others in _PLAIN:
        if all(
            sum(map(own.__contains__, words)) >= MIN_PLAIN_WORDS and others.isdisjoint(words)
            for words in parts
        ):
            return code
    return None


def _is_enough(text: str) -> bool:
    letters = _NO_LETTERS.sub("", text)
    if letters.isascii():
        return len(letters) >= MIN_LETTERS
    # a sign of Chinese, Japanese, Korean or Thai says as much as four letters
    return len(letters) + 3 * len(_DENSE.findall(letters)) >= MIN_LETTERS


def _sample(text: str) -> str:
    """Four parts of *text*, spread over it."""
    if len(text) <= SAMPLE_CHARS:
        return text
    part = SAMPLE_CHARS // 4
    starts = (len(text) * n // 8 for n in (1, 3, 5, 7))
    return " ".join(text[start : start + part] for start in starts)


def _identified(text: str, least: float) -> str | None:
    result = _IDENTIFIER.FindLanguage(text.encode(errors="ignore").decode())
    code = _NAMES.get(result.language, result.language)
    if result.probability < least or code not in _WRITTEN:
        return None
    # a text of nothing but names and numbers is empty to the model, and that is Japanese to it
    return code if code != "ja" or _KANA.search(text) else None


def _primary(stated: str) -> str | None:
    match = _CODE.fullmatch(stated.strip())
    if not match:
        return None
    code = match[1].lower()
    code = _NAMES.get(code, code)
    return code if len(code) == 2 or code == "fil" else None
