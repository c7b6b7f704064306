"""Feed formats: RSS 2.0, JSON Feed 1.1, and CSV for spreadsheets.

Sources: rssboard.org/rss-specification, jsonfeed.org/version/1.1, RFC 4180.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Annotated, Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

import msgspec

from jobscout.model import JobAttributes, Salary
from jobscout.rules import formatting, spreadsheets
from jobscout.rules.lines import line
from jobscout.sql.job_views import JobSummary, locations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.feeds import FeedItem

JSON_FEED: Final = "https://jsonfeed.org/version/1.1"
ATOM: Final = "http://www.w3.org/2005/Atom"
CATEGORIES: Final = 10  # a reader creates a folder for each
MIN_TTL: Final = 15  # minutes; a reader need not ask more often
# Characters that XML 1.0 cannot contain, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS: Final = (
    *("id", "title", "company", "places", "workplace", "seniority", "employment_type"),
    *("pay", "skills", "posted_at", "first_seen_at", "url"),
)
# later ones come last, for programs that count columns
COLUMNS: Final = tuple(
    dict.fromkeys((*_COLUMNS, *JobAttributes.__struct_fields__, "remote_countries"))
)

register_namespace("atom", ATOM)


class JsonFeedItem(msgspec.Struct, frozen=True, kw_only=True, rename={"job": "_job"}):
    """*_job* is the job as in ``GET /jobs``: an extension that JSON Feed allows."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: datetime
    tags: list[str]
    job: JobSummary


class JsonFeed(msgspec.Struct, frozen=True, kw_only=True):
    version: Annotated[str, msgspec.Meta(description=JSON_FEED)]
    title: str
    home_page_url: str
    feed_url: str
    description: str
    items: list[JsonFeedItem]


def as_json(name: str, items: Sequence[FeedItem], *, home: str, address: str) -> JsonFeed:
    """*name*: of the search; *home*: this server's URL; *address*: the feed's own URL."""
    return JsonFeed(
        version=JSON_FEED,
        title=_title(name),
        home_page_url=home,
        feed_url=address,
        description=_description(name),
        items=[
            JsonFeedItem(
                id=_guid(item.job),
                url=item.url,
                title=_headline(item.job),
                content_text="\n\n".join(filter(None, (_facts(item), item.text))),
                date_published=item.job.first_seen_at,
                tags=item.job.skills,
                job=item.job,
            )
            for item in items
        ],
    )


def as_rss(name: str, items: Sequence[FeedItem], *, home: str, address: str) -> bytes:
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    _add(channel, "title", _title(name))
    _add(channel, "link", home)
    _add(channel, "description", _description(name))
    _add(channel, "ttl", str(MIN_TTL))
    SubElement(channel, f"{{{ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    for item in items:
        entry = SubElement(channel, "item")
        _add(entry, "title", _headline(item.job))
        _add(entry, "link", item.url)
        guid = _add(entry, "guid", _guid(item.job))
        guid.set("isPermaLink", "false")
        _add(entry, "pubDate", format_datetime(item.job.first_seen_at))
        paragraphs = filter(None, (_facts(item), item.text))
        _add(entry, "description", "".join(f"<p>{escape(text)}</p>" for text in paragraphs))
        for skill in item.job.skills[:CATEGORIES]:
            _add(entry, "category", skill)
    written: bytes = tostring(rss, encoding="utf-8", xml_declaration=True)
    return written


def as_csv(items: Sequence[FeedItem]) -> str:
    """One row for each job, with the columns ``COLUMNS``."""
    return spreadsheets.table(COLUMNS, map(_row, items))


def _row(item: FeedItem) -> tuple[str | int, ...]:
    job = item.job
    values = msgspec.structs.asdict(job) | {
        "id": int(job.id),
        "company": job.company.name,
        "places": _locations(job),
        "pay": _salary(job),
        "remote_countries": "worldwide" if job.remote_anywhere else ", ".join(job.remote_countries),
        "skills": ", ".join(job.skills),
        "posted_at": _instant(job.posted_at),
        "first_seen_at": _instant(job.first_seen_at),
        "url": item.url,
    }
    return tuple(_cell(values[name]) for name in COLUMNS)


def _cell(value: str | int | date | None) -> str | int:
    """Empty for what is not stated; 0 is stated."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def _add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = _NOT_XML.sub("", text)
    return child


def _title(name: str) -> str:
    return f"Job Scout: {name}"


def _description(name: str) -> str:
    return f"Open jobs that match the search “{name}”, newest first"


def _guid(job: JobSummary) -> str:
    """Independent of the server's URL, or a reader would show everything again."""
    return f"jobscout:job:{job.id}"


def _headline(job: JobSummary) -> str:
    return line(f"{job.title} at {job.company.name}")


def _facts(item: FeedItem) -> str:
    job = item.job
    workplace = "" if job.workplace == "unknown" else job.workplace
    via = item.attribution and f"via {item.attribution}"
    return " · ".join(filter(None, (_locations(job), workplace, _salary(job), via)))


def _locations(job: JobSummary) -> str:
    return formatting.listed(formatting.location_names(locations(job)))


def _salary(job: JobSummary) -> str:
    if job.salary is None:
        return ""
    stated = job.salary
    salary = Salary(min=stated.min, max=stated.max, currency=stated.currency, period=stated.period)
    return formatting.salary_text(salary) or ""


def _instant(at: datetime) -> str:
    text: str = msgspec.to_builtins(at)
    return text
