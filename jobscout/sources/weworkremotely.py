"""We Work Remotely: remote jobs of many companies, the newest of them in one RSS feed.

Feeds: https://weworkremotely.com/remote-job-rss-feed (no key), one of all jobs and one for each
category. Terms, https://weworkremotely.com/api-terms-and-guidelines: the data must not be used
for a job search service unless agreed with them; applications go through their site; name them
and link to each job's page there. So a source of this kind is inactive until an operator who has
their permission says otherwise.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources import feed_hints
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    token,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import each_element
from jobscout.sources.values import written_time
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_EVERYTHING = "all"
_ANYWHERE = "Anywhere in the World"
_CATEGORY = re.compile(r"categories/remote-(.+)-jobs(?:\.rss)?")
# "🇨🇦 Canada and 🇺🇸 United States of America": a flag before each country.
_FLAGS = re.compile("(?:,|\\band\\b)?\\s*[\U0001f1e6-\U0001f1ff\U0001f3f4\U000e0020-\U000e007f]+")


class _Job(msgspec.Struct):
    guid: str
    title: str
    link: str
    region: str | None = None
    country: str | None = None
    category: str | None = None
    type: str | None = None
    description: str | None = None
    published: str | None = msgspec.field(default=None, name="pubDate")
    expires_at: str | None = None


class WeWorkRemotely(OfManyEmployers):
    kind = "weworkremotely"
    attribution = "We Work Remotely"
    needs_permission = (
        "The terms of We Work Remotely forbid the use of its data for a job search service"
        " unless it has agreed to it."
    )
    min_interval = timedelta(hours=1)
    page = "https://weworkremotely.com/"
    hosts = frozenset({"weworkremotely.com", "www.weworkremotely.com"})
    paths = frozenset({"", "remote-jobs", "remote-jobs.rss"})

    def board(self, config: Config) -> str:
        return text_setting(config, "category", default=_EVERYTHING)

    def page_url(self, config: Config) -> str:
        return f"{self.page}{self._path(config)}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _CATEGORY.fullmatch(address.path.strip("/"))
        if found is None or address.hostname not in self.hosts:
            return super().recognise(address)
        category = token(found[1])
        return {"category": category} if category else None

    def first_request(self, config: Config) -> Request:
        return Request(url=endpoint(self.page, f"/{self._path(config)}.rss", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        found = read_document(self.kind, body, roots={"rss"}, entries={"item"}, facts=Element.texts)
        read = each_element(self.kind, found.entries, _Job, _to_raw, id_field="guid")
        hints = feed_hints.hints(found.root)
        return Page(**read._asdict(), whole=False, windowed=True, poll_hints=hints)

    def _path(self, config: Config) -> str:
        category = self.board(config)
        if category == _EVERYTHING:
            return "remote-jobs"
        return f"categories/remote-{part(category)}-jobs"


def _to_raw(job: _Job) -> RawPosting:
    company, colon, title = job.title.partition(": ")
    return RawPosting(
        external_id=job.guid,
        title=title if colon else job.title,
        url=job.link,
        apply_url=job.link,
        company=company if colon else None,
        locations=_locations(job),
        workplace="remote",
        department=job.category,
        employment_type=job.type,
        description_html=job.description,
        posted_at=written_time(job.published),
        expires_at=deadline(job.expires_at),
    )


def _locations(job: _Job) -> tuple[str, ...]:
    """Where one may live; the ``state`` of a job is where its employer has its seat."""
    countries = tuple(filter(str.strip, _FLAGS.split(job.country or "")))
    region = (job.region or "").strip()
    return countries if countries and region in {"", "Remote", _ANYWHERE} else (region, *countries)
