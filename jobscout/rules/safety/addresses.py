"""Addresses in a posting that look like the employer's, or could be anybody's.

They are collected when the text is read. Which of them differ from the employer's own domains is
seen when the job is shown, as those become known later.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from jobscout.rules import sentences, texts
from jobscout.rules.company_keys import domain_key
from jobscout.rules.evidence import Found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Kind = Literal["lookalike_domain", "free_mail"]

MAX_ADDRESSES: Final = 10
_MAX_SEEN: Final = 100
_MIN_BRAND: Final = 4
_MIN_TYPO: Final = 5
"""Shortest name of which another one with one letter changed looks like it."""
_MIN_TWO_TYPOS: Final = 10

_ADDRESS: Final = re.compile(
    r"(?<![\w.+@-])(?:(?P<user>[\w.+-]{1,64})@|https?://(?:www\.)?|www\.)"
    r"(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,23})"
)
_FREE: Final = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|aol|gmx|web"
    r"|t-online"
    r"|mail|inbox|list|bk|yandex|proton|protonmail|pm|qq|163|126|sina|naver|daum|hanmail|zoho"
    r"|zohomail"
    r"|fastmail|hey|tutanota|tuta|mailinator|rediffmail|libero|virgilio|orange|laposte|free"
    r"|wanadoo|uol"
    r"|bol|terra|seznam|wp|onet|o2|interia|hotmail\.fr|yopmail|consultant|usa)"
    r"\.(?:com|com\.\w\w|co\.\w\w|net|org|me|de|fr|it|es|ru|cn|pl|cz|at|ch|br|in)"
)
_APPLYING: Final = re.compile(
    r"\bappl(?:y|ication|ications)\b|\bsend\b|\bsubmit\b|\bcv\b|\bresum|\bcurriculum"
    r"|\be-?mail (?:us|your|to)"
    r"|\bbewerb|\bunterlagen\b|\blebenslauf|\bcandidat|\bpostul|\benv[ií]|\bmand[ae]|\bsollicit"
    r"|\baplik"
    r"|резюме|отклик|简历|応募|履歴書|이력서|지원|lamaran|hồ sơ|başvur|ارسل|إرسال|आवेदन"
    r"|\binterested\b|\bwrite to\b",
    re.IGNORECASE,
)
_EXTRA_LISTED: Final = """
    career careers job jobs hr hiring hire recruit recruiter recruiters recruiting recruitment
    team talent work apply application applications vacancy vacancies employment staffing
    staff interview onboarding offer offers official portal online support global group
    worldwide international inc ltd llc corp company co usa us uk eu de in ng ke za ca au web
    site net hub secure login payroll my the join human resources
"""
_EXTRA: Final = frozenset(_EXTRA_LISTED.split())
_CONFUSED: Final = str.maketrans(
    {
        **dict(zip("0134578", "oleastb", strict=True)),
        **dict(zip("аеорсухікѕјԁɡһոսցνӏ", "aeopcyxiksjdghnugvl", strict=True)),
        **dict(zip("αοιερτκχ", "aoieptkx", strict=True)),
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "b",
    }
)


def collected(text: str) -> list[Found[str]]:
    """Mail addresses and hosts in *text*, in lower case, each once with its sentence."""
    whole, low, _ = texts.read(text)
    found: dict[str, Found[str]] = {}
    for match in islice(_ADDRESS.finditer(low), _MAX_SEEN):
        host = match["host"].strip(".-")
        address = f"{match['user']}@{host}" if match["user"] else host
        if address not in found:
            found[address] = Found(address, sentences.around(whole, *match.span()))
    kept = [one for one in found.values() if is_free(one.value) or _domain(one.value)]
    return kept[:MAX_ADDRESSES]


def differing(said: Iterable[Found[str]], own: Collection[str]) -> list[Found[Kind]]:
    """Those addresses that are not the employer's, although they look so, or could be anybody's.

    Args:
        said: what ``collected`` found, and the host where one applies.
        own: the employer's domains, as registered: ``acme.co.ke``. Without any, nothing differs.
    """
    domains = {key.key for one in own if (key := domain_key(one)) is not None}
    found: dict[str, Found[Kind]] = {}
    for address, words in said if domains else ():
        domain = _domain(address)
        if is_free(address):
            if _APPLYING.search(words):
                found.setdefault(address, Found("free_mail", words))
        elif domain and domain not in domains and any(looks_like(domain, one) for one in domains):
            found.setdefault(domain, Found("lookalike_domain", words))
    return list(found.values())


def host_of(url: str) -> str | None:
    """The host of an address to which one applies; None if it is a shared one or none."""
    key = domain_key(url)
    return None if key is None else key.key


def is_free(address: str) -> bool:
    """Whether a mail address is at a provider that gives one to everybody."""
    user, at, host = address.rpartition("@")
    return bool(user and at) and _FREE.fullmatch(host) is not None


def looks_like(domain: str, own: str) -> bool:
    """Whether people may take *domain* for *own*: letters changed, or words added to the name.

    The same name below another top-level domain does not differ: many register several.
    """
    name, brand = _name(domain), own.partition(".")[0]
    if name == brand or len(brand) < _MIN_BRAND:
        return False
    plain, plain_brand = _skeleton(name), _skeleton(brand)
    if plain == plain_brand:
        return True
    if _adds_words(name, brand):
        return True
    allowed = (len(brand) >= _MIN_TYPO) + (len(brand) >= _MIN_TWO_TYPOS)
    return name[0] == brand[0] and _distance(name, brand, allowed) <= allowed


def _domain(address: str) -> str | None:
    key = domain_key(_ascii(address.rpartition("@")[2]))
    return None if key is None else key.key


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _name(domain: str) -> str:
    """The label that was registered, with its letters of other scripts."""
    label = domain.partition(".")[0]
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _skeleton(name: str) -> str:
    """*name* with letters that look alike made equal."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_CONFUSED)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("-", "")


def _adds_words(name: str, brand: str) -> bool:
    parts = name.split("-")
    if brand in parts and len(parts) > 1:
        return all(part == brand or part in _EXTRA for part in parts)
    if "-" in brand and brand in name:
        return all(part in _EXTRA for part in name.replace(brand, "-").split("-") if part)
    for rest in (name.removeprefix(brand), name.removesuffix(brand)):
        if rest != name and rest.strip("-") in _EXTRA:
            return True
    return False


def _distance(one: str, other: str, most: int) -> int:
    """Letters changed, added, left out or exchanged with the next one; *most* + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        row = [n]
        for m, wanted in enumerate(other, 1):
            cost = min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (letter != wanted))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == wanted:
                cost = min(cost, before[m - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
