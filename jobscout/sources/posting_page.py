"""What the page of a single posting says of it: its title, its employer and its place.

Read from schema.org's JobPosting (https://schema.org/JobPosting) where the page has exactly one,
else from the page's title and the site's name.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from jobscout.rules import companies, titles
from jobscout.rules.lines import line
from jobscout.sources.base import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_LOCATION_CHARS: Final = 200
_MAX_BLOCKS: Final = 50
_MAX_NODES: Final = 10_000
_MAX_PLACES: Final = 5
# A tag ends before the next "<", and quantifiers are possessive: no page takes quadratic time.
_TAG: Final = re.compile(
    r"<(script|meta|title)\b([^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+)>", re.IGNORECASE
)
_END: Final = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "title")}
_ATTRIBUTE: Final = re.compile(
    r"([\w:-]{1,50})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
)


class PostingPage(NamedTuple):
    """Each is a line of text; None where the page does not say it."""

    title: str | None = None
    company: str | None = None
    location: str | None = None


def read(body: bytes | Path) -> PostingPage:
    """A page that shows several postings says nothing of any."""
    page = content(body).decode("utf-8", "replace")
    blocks: list[str] = []
    metas: dict[str, str] = {}
    for tag, attributes, text in _tags(page):
        if tag == "title":
            metas.setdefault("title", text)
        elif tag == "meta" and "content" in attributes:
            name = attributes.get("property") or attributes.get("name", "")
            metas.setdefault(name.lower(), attributes["content"])
        elif attributes.get("type", "").strip().lower() == "application/ld+json":
            blocks.append(text)
    postings = list(islice(_job_postings(blocks[:_MAX_BLOCKS]), 2))
    if len(postings) > 1:
        return PostingPage()
    found = _stated(postings[0]) if postings else PostingPage()
    return PostingPage(
        title=found.title or _title(metas.get("og:title") or metas.get("title")),
        company=found.company or _company(metas.get("og:site_name")),
        location=found.location,
    )


def _tags(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Each script, meta and title: its name, its attributes, and the text inside."""
    at = 0
    while found := _TAG.search(page, at):
        tag, at, text = found[1].lower(), found.end(), ""
        if tag != "meta":
            end = _END[tag].search(page, at)
            if end is None:  # the rest of the page is its text
                return
            text, at = page[at : end.start()], end.end()
        attributes = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "")
            for one in _ATTRIBUTE.finditer(found[2])
        }
        yield tag, attributes, text


def _job_postings(blocks: list[str]) -> Iterator[dict[str, Any]]:
    """All JobPostings, also inside of lists and graphs; broken blocks are skipped."""
    for block in blocks:
        try:
            nodes = [msgspec.json.decode(block)]
        except (msgspec.DecodeError, RecursionError, ValueError):
            continue
        for _ in range(_MAX_NODES):
            if not nodes:
                break
            node = nodes.pop()
            if isinstance(node, list):
                nodes += node[:_MAX_NODES]
            elif isinstance(node, dict):
                if "JobPosting" in _all(node.get("@type")):
                    yield node
                else:
                    nodes += list(node.values())[:_MAX_NODES]


def _stated(posting: dict[str, Any]) -> PostingPage:
    places = [_place(one) for one in _all(posting.get("jobLocation"))[:_MAX_PLACES]]
    return PostingPage(
        title=_title(posting.get("title") or posting.get("name")),
        company=_company(_name(posting.get("hiringOrganization"))),
        location=line("; ".join(filter(None, places)), MAX_LOCATION_CHARS) or None,
    )


def _place(location: Any) -> str:
    address = location.get("address", location) if isinstance(location, dict) else location
    for one in _all(address)[:1]:
        if isinstance(one, dict):
            parts = ("addressLocality", "addressRegion", "addressCountry")
            said = [_name(one.get(part)) for part in parts]
        else:
            said = [_name(one)]
        return ", ".join(line(unescape(part)) for part in said if part)
    return ""


def _name(thing: Any) -> str | None:
    """The name of a thing, or the text that stands for it."""
    for one in _all(thing)[:1]:
        said = one.get("name") if isinstance(one, dict) else one
        if isinstance(said, str):
            return said
    return None


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _title(said: Any) -> str | None:
    return titles.clean(unescape(said)) or None if isinstance(said, str) else None


def _company(said: Any) -> str | None:
    return companies.clean(unescape(said)) or None if isinstance(said, str) else None
