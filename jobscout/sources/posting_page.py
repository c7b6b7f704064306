"""What the page of a single posting says of it: its title, its employer and its place.

Read from schema.org's JobPosting (https://schema.org/JobPosting) where the page has exactly one,
else from the page's title and the site's name (https://ogp.me).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import SourceError
from jobscout.rules import companies, titles
from jobscout.rules.lines import line
from jobscout.sources import html_pages, markup, schema_org
from jobscout.sources.base import content
from jobscout.sources.texts import plain

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborHTMLParser

MAX_LOCATION_CHARS: Final = 200
_MAX_PLACES: Final = 5
_KIND: Final = "posting"


class PostingPage(NamedTuple):
    """Each is a line of text; None where the page does not say it."""

    title: str | None = None
    company: str | None = None
    location: str | None = None


def read(body: bytes | Path) -> PostingPage:
    """A page that shows several postings says nothing of any, nor does one beyond reason."""
    try:
        page = html_pages.tree(_KIND, content(body))
    except SourceError:
        return PostingPage()
    jobs = schema_org.readable(markup.read(page).jobs)
    if len(jobs) > 1:
        return PostingPage()
    found = _stated(jobs[0]) if jobs else PostingPage()
    return PostingPage(
        title=found.title or _title(_meta(page, "og:title") or _heading(page)),
        company=found.company or _company(_meta(page, "og:site_name")),
        location=found.location,
    )


def _stated(job: schema_org.JobPosting) -> PostingPage:
    raw = schema_org.to_raw(job, external_id=_KIND, page="")
    places = "; ".join(line(plain(place)) for place in raw.locations[:_MAX_PLACES])
    return PostingPage(
        title=_title(raw.title),
        company=_company(raw.company),
        location=line(places, MAX_LOCATION_CHARS) or None,
    )


def _meta(page: LexborHTMLParser, name: str) -> str | None:
    found = page.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return found.attributes.get("content") if found else None


def _heading(page: LexborHTMLParser) -> str | None:
    found = page.css_first("title")
    return found.text() if found else None


def _title(said: str | None) -> str | None:
    return titles.clean(plain(said)) or None if said else None


def _company(said: str | None) -> str | None:
    return companies.clean(plain(said)) or None if said else None
