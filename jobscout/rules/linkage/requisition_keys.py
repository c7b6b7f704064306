"""The vendor's own number of an opening, as the link to apply names it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_URL_CHARS: Final = 2_000
ANY: Final = "*"
"""In a tenant's place: the vendor gives each number once, whoever the employer is."""

_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LABEL: Final = r"[a-z0-9-]+"
_NAME: Final = r"[\w.%~+-]+"
_LOCALE: Final = r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?/)?"

# By vendor: patterns over host, path and, after "?", the parameters that matter. *tenant* is left
# out where the vendor gives each number once; then the same posting is recognised on the
# employer's own site too, which does not name the tenant.
_PATTERNS: Final[dict[str, tuple[str, ...]]] = {
    "greenhouse": (
        r"[\w.-]+\.greenhouse\.io/(?:v1/boards/)?[^/]+/jobs/(?P<id>\d{4,})",
        r"[\w.-]+\.greenhouse\.io/embed/job_app.*[?&]token=(?P<id>\d{4,})",
    ),
    "lever": (
        rf"(?:jobs|api)\.(?:eu\.)?lever\.co/(?:v0/postings/)?(?P<tenant>{_NAME})/(?P<id>{_UUID})",
    ),
    "ashby": (rf"jobs\.ashbyhq\.com/[^/]+/(?P<id>{_UUID})",),
    "workday": (
        (rf"(?P<tenant>{_LABEL})\.wd\d+\.myworkdayjobs(?:-impl)?\.com/.*?(?:job|details)/(?:[^?]*/)?"
        r"[^/?]*_(?P<id>[\w-]*\d[\w-]*)"),
        (rf"wd\d+\.myworkdaysite\.com/{_LOCALE}(?:recruiting/)?(?P<tenant>{_NAME})/"
        r".*?(?:job|details)/(?:[^?]*/)?[^/?]*_(?P<id>[\w-]*\d[\w-]*)"),
    ),
    "smartrecruiters": (
        r"(?:jobs|careers|www)\.smartrecruiters\.com/(?:ni/)?(?P<tenant>[\w-]+)/(?P<id>\d{6,})",
        r"api\.smartrecruiters\.com/v1/companies/(?P<tenant>[\w-]+)/postings/(?P<id>\d{6,})",
    ),
    "icims": (rf"(?P<tenant>{_LABEL})\.icims\.com/jobs/(?P<id>\d+)",),
    "workable": (
        r"apply\.workable\.com/(?:[^/]+/)?j/(?P<id>[0-9a-f]{8,12})",
        rf"{_LABEL}\.workable\.com/(?:j|jobs)/(?P<id>[0-9a-f]{{10}})",
    ),
    "jobvite": (
        r"jobs\.jobvite\.com/(?:[^?]+/)?job/(?P<id>\w{6,12})",
        r"(?:app|hire|jobs)\.jobvite\.com/.*[?&]j=(?P<id>\w{6,12})",
    ),
    "oracle": (
        (rf"(?P<tenant>{_LABEL})\.fa\.[a-z0-9.-]*oraclecloud\d*\.com/.*"
        r"/(?:job|requisitions/preview)/(?P<id>[\w-]+)"),
    ),
    "recruitee": (rf"(?P<tenant>{_LABEL})\.recruitee\.com/(?:l/[a-z-]+/)?o/(?P<id>[\w-]+)",),
    "personio": (rf"(?P<tenant>{_LABEL})\.jobs\.personio\.(?:de|com)/job/(?P<id>\d+)",),
    "bamboohr": (
        rf"(?P<tenant>{_LABEL})\.bamboohr\.com/(?:careers|jobs)/(?P<id>\d+)",
        rf"(?P<tenant>{_LABEL})\.bamboohr\.com/(?:jobs/)?view\.php\?.*\bid=(?P<id>\d+)",
    ),
    "rippling": (
        rf"ats\.(?:\w+\.)?rippling\.com/{_LOCALE}(?P<tenant>{_NAME})/jobs/(?P<id>{_UUID})",
    ),
    "ukg": (
        (r"(?:recruiting\d*\.ultipro\.(?:com|ca)|[a-z0-9-]+\.rec\.pro\.ukg\.net)/(?P<tenant>\w+)/.*"
        rf"[?&]opportunityid=(?P<id>{_UUID})"),
    ),
    "taleo": (rf"(?P<tenant>{_LABEL})\.taleo\.net/careersection/.*[?&]job=(?P<id>[\w-]+)",),
    "eightfold": (
        rf"(?P<tenant>{_LABEL})\.eightfold(?:-\w+)?\.ai/careers/job/(?P<id>\d+)",
        rf"(?P<tenant>{_LABEL})\.eightfold(?:-\w+)?\.ai/careers.*[?&]pid=(?P<id>\d+)",
    ),
    "teamtailor": (
        rf"(?P<tenant>{_LABEL}(?:\.[a-z]{{2}})?)\.teamtailor\.com/{_LOCALE}jobs/(?P<id>\d+)",
    ),
    "breezy": (rf"(?P<tenant>{_LABEL})\.breezy\.hr/p/(?P<id>[0-9a-f]{{12}})",),
    "pinpoint": (
        rf"(?P<tenant>{_LABEL})\.pinpointhq\.com/{_LOCALE}(?:postings|jobs)/(?P<id>{_UUID}|\d+)",
    ),
    "jazzhr": (
        rf"(?P<tenant>{_LABEL})\.applytojob\.com/apply/(?:jobs/details/)?(?P<id>\w{{8,12}})",
    ),
    "paylocity": (r"recruiting\.paylocity\.com/recruiting/jobs/(?:details|apply)/(?P<id>\d+)",),
    "join": (r"(?:www\.)?join\.com/companies/(?P<tenant>[\w-]+)/(?P<id>\d+)",),
    "comeet": (
        (r"(?:www\.)?comeet\.com?/jobs/[^/]+/(?P<tenant>[0-9a-f]{2}\.[0-9a-f]{3})/[^/]+/"
        r"(?P<id>[0-9a-f]{2}\.[0-9a-f]{3})"),
    ),
    "gem": (r"jobs\.gem\.com/(?P<tenant>[\w.-]+)/(?P<id>\d{4,}|[\w-]{8,})",),
    "dover": (rf"app\.dover\.com/apply/[^/]+/(?P<id>{_UUID})",),
    "manatal": (r"(?:www\.)?careers-page\.com/(?P<tenant>[\w-]+)/job/(?P<id>\w+)",),
    "google": (
        r"(?:www\.)?google\.com/about/careers/applications/jobs/results/(?P<id>\d{6,})",
    ),
}  # fmt: skip
_COMPILED: Final = {
    vendor: tuple(re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in patterns)
    for vendor, patterns in _PATTERNS.items()
}
VENDORS: Final = frozenset(_PATTERNS)
"""Those whose numbers are known, by the names of the kinds that read their boards."""
# What part of a host leads to the vendor.
_DOMAINS: Final = {
    "greenhouse.io": "greenhouse", "lever.co": "lever", "ashbyhq.com": "ashby",
    "myworkdayjobs.com": "workday", "myworkdaysite.com": "workday",
    "myworkdayjobs-impl.com": "workday", "smartrecruiters.com": "smartrecruiters",
    "icims.com": "icims", "workable.com": "workable", "jobvite.com": "jobvite",
    "recruitee.com": "recruitee", "personio.de": "personio", "personio.com": "personio",
    "bamboohr.com": "bamboohr", "rippling.com": "rippling", "ultipro.com": "ukg",
    "ultipro.ca": "ukg", "ukg.net": "ukg", "taleo.net": "taleo", "teamtailor.com": "teamtailor",
    "breezy.hr": "breezy", "pinpointhq.com": "pinpoint", "applytojob.com": "jazzhr",
    "paylocity.com": "paylocity", "join.com": "join", "comeet.com": "comeet", "comeet.co": "comeet",
    "gem.com": "gem", "dover.com": "dover", "careers-page.com": "manatal", "google.com": "google",
}  # fmt: skip
_NUMBERED_DOMAIN: Final = re.compile(r"(oracle)cloud\d*\.com|(eightfold)(?:-\w+)?\.ai")
# Parameters in which an employer's own site names the vendor's number.
_PARAMETERS: Final = (
    ("gh_jid", "greenhouse", re.compile(r"\d{4,}")),
    ("ashby_jid", "ashby", re.compile(_UUID, re.IGNORECASE)),
)
_CASE_SENSITIVE: Final = frozenset({"jobvite", "jazzhr"})
# The same requisition on several of the employer's sites: R-114814 and R-114814-1.
_REPEATED: Final = re.compile(r"(?<=\d{4})-\d{1,2}$")
# Several career sites of one employer share its numbers: "uscareers-acme", "internal-acme".
_PORTAL: Final = re.compile(
    r"(?:[a-z]{0,12}(?:careers?|jobs?)\d?|internal|external|interns?|university|campus|early)-"
)


def requisition_key(url: str | None) -> str | None:
    """The key "vendor:tenant:requisition" that *url* names; None if it names none.

    Two links with one key lead to the same opening: pages in other languages, the form and the
    page before it, the vendor's hosts in other regions, the employer's own page that embeds the
    vendor's.
    """
    return _key(url) if url and len(url) <= MAX_URL_CHARS else None


def tenant(key: str) -> str:
    """The "vendor:tenant" of a key, whose numbers are all different openings."""
    return key.rpartition(":")[0]


@lru_cache(maxsize=8192)
def _key(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    given = {name.lower(): value for name, value in reversed(parse_qsl(parts.query))}
    for parameter, vendor, number in _PARAMETERS:
        if found := number.match(given.get(parameter, "")):
            return f"{vendor}:{ANY}:{found[0].lower()}"
    domain = ".".join(host.split(".")[-2:])
    numbered = None if domain in _DOMAINS else _NUMBERED_DOMAIN.fullmatch(domain)
    vendor = _DOMAINS.get(domain) or (numbered[1] or numbered[2] if numbered else "")
    if not vendor:
        return None
    asked = "&".join(f"{name}={value}" for name, value in sorted(given.items()))
    said = f"{host}{unquote(parts.path)}?{asked}"
    for pattern in _COMPILED[vendor]:
        if found := pattern.match(said):
            return _formatted(vendor, found.groupdict())
    return None


def _formatted(vendor: str, said: dict[str, str]) -> str:
    number, whose = said["id"], said.get("tenant", ANY).lower()
    if vendor == "workday":
        number = _REPEATED.sub("", number)
    elif vendor == "icims":
        whose = _PORTAL.sub("", whose, count=1)
    if vendor not in _CASE_SENSITIVE:
        number = number.lower()
    return f"{vendor}:{whose}:{number}"
