"""Which addresses of a career site are the pages of single jobs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from jobscout.errors import BadConfig
from jobscout.sources.base import Config, text_setting
from jobscout.sources.web_pages import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LINK_CHARS: Final = 500
"""Of a job page's address, which is the posting's id."""

_JOB: Final = (
    r"jobs?|job-?(?:details?|openings?|offers?|listings?|ads?|posting)|viewjob|vacanc(?:y|ies)"
    r"|(?:open-)?positions?|(?:current-|job-)?openings?|(?:open-)?roles?|opportunit(?:y|ies)"
    r"|listings?|requisitions?|stellen?|stellenangebote?|stellenanzeigen?|offene-stellen"
    r"|emplois?|annonces?|offers?|offres?(?:-d-?emploi)?|empleos?|ofertas?|vacantes?|vacatures?|vagas?|lavoro"
    r"|jobb|ledig[a-z]*-(?:jobb|stillinger)|stillinger|tyopaikat|praca|oferty-pracy"
)
_CAREER: Final = (
    r"careers?|karriere|carrieres?|carreras?|karriar|werken-bij|join(?:-us|-our-team)?|hiring"
    r"|work(?:-with|-for|-at)-us|recrutement|recruitment|employment|trabaja-con-nosotros"
)
_STRONG: Final = re.compile(rf"(?:{_JOB})", re.IGNORECASE)
_WEAK: Final = re.compile(rf"(?:{_CAREER})", re.IGNORECASE)
_SPEAKS: Final = re.compile(rf"(?:^|[^a-z])(?:{_JOB}|{_CAREER})(?:[^a-z]|$)", re.IGNORECASE)
# What follows "jobs/" in the address of a list, of a form and of pages about the employer.
_NO_JOB: Final = re.compile(
    r"(?:search|results?|all|page|pages|category|categories|departments?|teams?|locations?|tags?"
    r"|types?|filter|feed|rss|sitemap|alerts?|login|apply|benefits|culture|about|faq|students?"
    r"|internships|graduates?|life.*|our-.*|why-.*|how-.*|connect|talent-(?:community|network)"
    r"|privacy.*|.*\.(?:xml|rss|json|png|jpe?g|svg|css|js|pdf|gz))",
    re.IGNORECASE,
)
_NUMBERED: Final = frozenset(
    {
        "gh_jid",
        "ashby_jid",
        "jobid",
        "job_id",
        "job",
        "jid",
        "vacancyid",
        "positionid",
        "rid",
        "reqid",
    }
)
_PAGE_QUERY: Final = re.compile(
    r"(?:^|&)(?:page|p|pg|page_?number|paged)=(\d{1,4})(?:&|$)", re.ASCII
)
_PAGE_PATH: Final = re.compile(r"/page/(\d{1,4})/?$", re.ASCII)


def pattern(config: Config) -> str | None:
    """The setting ``links``: how the paths of job pages begin, ``*`` being any signs.

    Raises:
        BadConfig: it does not begin with ``/``.
    """
    if config.get("links") is None:
        return None
    said = text_setting(config, "links")
    if not said.startswith("/"):
        raise BadConfig("links", "must be how the paths of job pages begin, as in /jobs/*")
    return said


def job_pages(links: Iterable[str], page: str, said: str | None) -> list[str]:
    """Of *links* those that lead to jobs, absolute, each once, in their order.

    Args:
        page: the address of the page that has them; other sites' pages are left out.
        said: the source's ``pattern``; without one, the words of the addresses decide.
    """
    here = urlsplit(page)
    found = [
        link
        for link in dict.fromkeys(absolute(link, page) for link in links)
        if link is not None and not page.startswith(link) and same_site(link, page)
    ]
    if said is not None:
        return [link for link in found if _matches(link, said)]
    strong = [link for link in found if is_job(link, _STRONG)]
    return strong or [
        link for link in found if is_job(link, _WEAK) and urlsplit(link).path != here.path
    ]


def is_job(link: str, words: re.Pattern[str] = _STRONG) -> bool:
    """Whether the address has a word for jobs, and after it what names one."""
    parts = urlsplit(link)
    segments = [segment for segment in parts.path.split("/") if segment]
    if any(name.lower() in _NUMBERED and value for name, value in parse_qsl(parts.query)[:50]):
        return True
    for at, segment in enumerate(segments[:-1]):
        if words.fullmatch(segment):
            rest = segments[at + 1 :]
            return not _NO_JOB.fullmatch(rest[0])
    return False


def is_list(link: str) -> bool:
    """Whether the address ends with a word for jobs, as in ``/company/open-positions``."""
    last = urlsplit(link).path.rstrip("/").rpartition("/")[2]
    return _STRONG.fullmatch(last.rsplit(".", 1)[0]) is not None


def speaks_of_jobs(text: str) -> bool:
    """Whether a title, a file's name or an address has a word for jobs or careers."""
    return _SPEAKS.search(text[:2000].replace("_", "-")) is not None


def absolute(link: str, page: str) -> str | None:
    """A link of *page* as an http(s) address without fragment; None for anything else."""
    if len(link) > 2 * MAX_LINK_CHARS:
        return None
    try:
        parts = urlsplit(urljoin(page, link.strip()))
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return None
    whole = urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))
    is_fit = len(whole) <= MAX_LINK_CHARS and whole.isprintable() and " " not in whole
    return whole if is_fit else None


def next_numbered(hrefs: Iterable[str], page: str) -> list[str]:
    """The link to the list's page whose number follows, as in ``?page=2`` or ``/page/2``."""
    wanted = _number(page) + 1
    path = _PAGE_PATH.sub("", urlsplit(page).path).rstrip("/")
    for href in hrefs:
        link = absolute(href, page)
        if link is None or _number(link) != wanted:
            continue
        if _PAGE_PATH.sub("", urlsplit(link).path).rstrip("/") == path:
            return [link]
    return []


def _number(link: str) -> int:
    parts = urlsplit(link)
    found = _PAGE_QUERY.search(parts.query) or _PAGE_PATH.search(parts.path)
    return int(found[1]) if found else 1


def same_site(link: str, page: str) -> bool:
    """Whether a link stays at the page's employer: its host, or one below its domain.

    ``jobs.acme.example`` and ``www.acme.example`` are one site, ``a.board.example`` and
    ``b.board.example`` are two.
    """
    theirs, ours = urlsplit(link), urlsplit(page)
    if theirs.netloc == ours.netloc:
        return True
    host, below = theirs.hostname or "", site_of(ours.hostname or "")
    return host == below or host.endswith(f".{below}")


def names_jobs(segment: str) -> bool:
    """Whether a segment of a path is a word for jobs or careers."""
    return bool(_STRONG.fullmatch(segment) or _WEAK.fullmatch(segment))


def _matches(link: str, said: str) -> bool:
    parts = urlsplit(link)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    first, *rest = said.split("*")
    at = len(first) if path.startswith(first) else -1
    for piece in rest:
        if at < 0:
            break
        at = path.find(piece, at)
        at = at if at < 0 else at + len(piece)
    return at >= 0 and len(path) > len(said) - said.count("*")
