"""By what else than its name a company is known: its boards at vendors, and its domains."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from jobscout.rules.companies import UNNAMED, clean
from jobscout.rules.company_names import name_key, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["name", "board", "domain"]
MAX_URL_CHARS: Final = 2_000
MAX_TOKEN_CHARS: Final = 200


class Key(NamedTuple):
    """One thing that a company is known by, of one company only.

    *key*: of a name see ``company_names.name_key``; of a board ``vendor:token``, so that one token
    at two vendors may be two companies; of a domain what was registered, as ``acme.co.ke``.
    """

    kind: Kind
    key: str


class Hints(NamedTuple):
    """What a posting says of its company.

    *keys*: the first that is known decides. *name*: the company to make if none is; None for a
    posting that names none.
    """

    keys: tuple[Key, ...]
    name: str | None


# In the path: what may stand before the token, which no token is.
_IN_PATH: Final[dict[str, tuple[str, str]]] = {
    "greenhouse": (
        r"(?:boards|job-boards|boards-api)\.(?:eu\.)?greenhouse\.io",
        r"(?:v1/boards/)?(?!embed\b)",
    ),
    "lever": (r"(?:jobs|api)\.(?:eu\.)?lever\.co", r"(?:v0/postings/)?"),
    "ashby": (r"jobs\.ashbyhq\.com", ""),
    "smartrecruiters": (r"(?:jobs|careers|www)\.smartrecruiters\.com", r"(?:ni/)?"),
    "workable": (r"apply\.workable\.com", r"(?!j/)"),
    "jobvite": (r"jobs\.jobvite\.com", r"(?:careers/)?(?!job/)"),
    "join": (r"(?:www\.)?join\.com", r"companies/"),
    "rippling": (r"ats\.(?:\w+\.)?rippling\.com", r"(?:[a-z]{2}(?:-[A-Za-z]{2})?/)?"),
    "gem": (r"jobs\.gem\.com", ""),
    "dover": (r"app\.dover\.com", r"(?:apply|jobs|dover/careers)/"),
    "manatal": (r"(?:www\.)?careers-page\.com", ""),
}
# A label of the host.
_IN_HOST: Final = {
    "workday": r"\.wd\d+\.myworkdayjobs(?:-impl)?\.com",
    "icims": r"\.icims\.com",
    "workable": r"\.workable\.com",
    "recruitee": r"\.recruitee\.com",
    "personio": r"\.jobs\.personio\.(?:de|com)",
    "bamboohr": r"\.bamboohr\.com",
    "taleo": r"\.taleo\.net",
    "teamtailor": r"\.teamtailor\.com",
    "breezy": r"\.breezy\.hr",
    "pinpoint": r"\.pinpointhq\.com",
    "jazzhr": r"\.applytojob\.com",
    "eightfold": r"\.eightfold(?:-\w+)?\.ai",
}
_NAMED: Final = r"(?P<token>[\w.%~+-]+)"
_PATTERNS: Final = (
    *(
        (vendor, re.compile(f"{host}/{before}{_NAMED}", re.IGNORECASE))
        for vendor, (host, before) in _IN_PATH.items()
    ),
    *(
        (vendor, re.compile(rf"(?P<token>[a-z0-9-]+){host}/", re.IGNORECASE))
        for vendor, host in _IN_HOST.items()
    ),
)
_EIGHTFOLD: Final = re.compile(r"eightfold(?:-\w+)?\.ai")
_EMBEDDED: Final = re.compile(r"(?:[\w-]+\.)*greenhouse\.io/embed/", re.IGNORECASE)
# Several career sites of one employer: "uscareers-acme", "internal-acme".
_PORTAL: Final = re.compile(r"^(?:[a-z]{0,12}(?:careers?|jobs?)\d?|internal|external)-")
_NO_TENANTS: Final = frozenset({"www", "apply", "app", "jobs", "api", "careers", "help", "support"})

# Hosts of many: vendors of boards, boards, public mail, places where pages are put.
_SHARED_LISTED: Final = (
    "greenhouse.io lever.co ashbyhq.com myworkdayjobs.com myworkdaysite.com "
    "myworkdayjobs-impl.com smartrecruiters.com icims.com workable.com jobvite.com "
    "recruitee.com personio.de personio.com bamboohr.com rippling.com ultipro.com ultipro.ca "
    "ukg.net taleo.net teamtailor.com breezy.hr pinpointhq.com applytojob.com paylocity.com "
    "join.com comeet.com comeet.co gem.com dover.com careers-page.com eightfold.ai "
    "oraclecloud.com successfactors.com successfactors.eu sapsf.com phenompeople.com "
    "jibeapply.com brassring.com adp.com paycomonline.net paycom.com dayforcehcm.com "
    "zohorecruit.com freshteam.com jobylon.com traffit.com softgarden.io jobs.cz "
    "factorialhr.com avature.net cornerstoneondemand.com csod.com silkroad.com hirehive.com "
    "homerun.co trinethire.com workatastartup.com ycombinator.com wellfound.com angel.co "
    "linkedin.com indeed.com glassdoor.com monster.com ziprecruiter.com stepstone.de xing.com "
    "seek.com.au reed.co.uk totaljobs.com themuse.com remotive.com remoteok.com "
    "weworkremotely.com himalayas.app arbeitnow.com jobicy.com landing.jobs nofluffjobs.com "
    "justjoin.it welcometothejungle.com wttj.co dice.com simplify.jobs builtin.com otta.com "
    "hh.ru naukri.com bayt.com myjobmag.co.ke myjobmag.com brightermonday.co.ke reliefweb.int "
    "usajobs.gov europa.eu arbeitsagentur.de arbeidsplassen.nav.no nav.no "
    "arbetsformedlingen.se google.com facebook.com twitter.com x.com instagram.com "
    "youtube.com github.com github.io gitlab.com gitlab.io notion.site notion.so netlify.app "
    "vercel.app pages.dev web.app herokuapp.com appspot.com wordpress.com wixsite.com "
    "squarespace.com webflow.io myshopify.com blogspot.com medium.com substack.com linktr.ee "
    "bit.ly typeform.com airtable.com forms.gle gmail.com googlemail.com outlook.com "
    "hotmail.com live.com msn.com yahoo.com yahoo.co.uk icloud.com me.com aol.com gmx.de "
    "gmx.net gmx.com web.de t-online.de mail.ru yandex.ru yandex.com proton.me protonmail.com "
    "qq.com 163.com 126.com naver.com zoho.com fastmail.com hey.com amazonaws.com "
    "azurewebsites.net cloudfront.net firebaseapp.com hn.algolia.com example.com example.org "
    "example.net"
)
_SHARED: Final = frozenset(_SHARED_LISTED.split())
# Under the domains of countries: what employers register below.
_SECOND_LEVEL_LISTED: Final = (
    "ac co com edu gen go gob gouv gov govt gv id info ltd me mil ne net nhs or org plc pro "
    "sch web asn ind firm maori iwi school geek kiwi nom res"
)
_SECOND_LEVEL: Final = frozenset(_SECOND_LEVEL_LISTED.split())
_COUNTRY_CHARS: Final = 2
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]+|[a-z]{2,24})"
)
_NAMED_DOMAIN: Final = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,10})/?")


def hints(company: str | None, *links: str | None) -> Hints:
    """What a posting says of its company.

    A name that says no more than the board's token, or that is a domain, is that board's or
    domain's company, if one is known; every other name is what the posting states. Where it names
    none, its links are all there is.

    Args:
        company: as the posting states it.
        links: where to apply, and the posting's own page.
    """
    name = clean(company or "")
    boards = list(dict.fromkeys(filter(None, map(board_key, links))))
    if not name or name_key(name) == _UNNAMED:
        domains = dict.fromkeys(filter(None, map(domain_key, links)))
        return Hints((*boards, *domains), None)
    stated = Key("name", name_key(name))
    said = [board for board in boards if stem(board.key.partition(":")[2]) == stem(name)]
    if (domain := _NAMED_DOMAIN.fullmatch(name.lower())) and (own := domain_key(domain[1])):
        return Hints((*said, own, stated), name)
    return Hints((*said, stated), name)


_UNNAMED: Final = name_key(UNNAMED)


def board_key(url: str | None) -> Key | None:
    """The board at a vendor that *url* leads to; None if it names none."""
    return _board(url) if url and len(url) <= MAX_URL_CHARS else None


def domain_key(url: str | None) -> Key | None:
    """The domain of a host, a URL or a mail address that is one company's; else None.

    Without the list of public suffixes: two labels, or three below the usual second-level
    domains of countries. A wrong one is never shared by two who registered theirs.
    """
    if not url or len(url) > MAX_URL_CHARS:
        return None
    said = url.strip().rpartition("@")[2] if "//" not in url else url
    parts = _split(said)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    if not _HOST.fullmatch(host):
        return None
    labels = host.split(".")
    country = len(labels[-1]) == _COUNTRY_CHARS and labels[-2] in _SECOND_LEVEL
    many = 3 if country else 2
    if len(labels) < many:
        return None
    if any(".".join(labels[-n:]) in _SHARED for n in range(2, len(labels) + 1)):
        return None
    return Key("domain", ".".join(labels[-many:]))


@lru_cache(maxsize=8192)
def _board(url: str) -> Key | None:
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    domain = ".".join(host.split(".")[-2:])
    if parts is None or (domain not in _SHARED and not _EIGHTFOLD.fullmatch(domain)):
        return None
    said = f"{host}/{unquote(parts.path).lstrip('/')}"
    if _EMBEDDED.match(said):
        token = dict(parse_qsl(parts.query)).get("for", "")
        return _key("greenhouse", token)
    for vendor, pattern in _PATTERNS:
        if found := pattern.match(said):
            return _key(vendor, found["token"])
    return None


def _key(vendor: str, token: str) -> Key | None:
    plain = token.lower()
    if vendor == "icims":
        plain = _PORTAL.sub("", plain)
    if not plain or plain in _NO_TENANTS or len(plain) > MAX_TOKEN_CHARS:
        return None
    return Key("board", f"{vendor}:{plain}")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
        has_host = bool(parts.hostname)
    except ValueError:
        return None
    return parts if has_host else None


def of_source(kind: str, board: str, url: str) -> Iterator[Key]:
    """The keys of a board that carries one company: its token, and its domain if it is its own."""
    yield board_key(url) or Key("board", f"{kind}:{board}".lower()[:MAX_TOKEN_CHARS])
    if domain := domain_key(url):
        yield domain
