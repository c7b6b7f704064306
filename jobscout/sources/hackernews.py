"""Hacker News: the comments of the newest thread "Ask HN: Who is hiring?", one posting each.

API: https://hn.algolia.com/api (no key). Terms: free to use; a handful of requests a day is enough.
The newest thread is asked for first, then its comments. Only the uppermost are advertisements:
others answer these. A new thread each month, so the list is a window.

What its first line says is read in ``hiring_line``. Addresses of persons are removed from the
texts, also those that are spelt out.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Config, Page, Request, endpoint, part
from jobscout.sources.hiring_line import read_line
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.texts import without_inboxes
from jobscout.sources.values import time, time_from_epoch

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://hn.algolia.com"
_THREADS = "/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=10"
_ASKED_FOR_THREADS = "threads"  # the state of the first request
_IS_THREAD = re.compile(r"\s*Ask HN: Who is hiring\?", re.IGNORECASE)
_THREAD_PAGE = re.compile(
    rf"(?:<title>|class=\"titleline\">\s{{0,9}}<a\s[^<>]*>){_IS_THREAD.pattern}", re.IGNORECASE
)
_NUMBER = re.compile(r"[1-9]\d{0,14}", re.ASCII)
_PAGE_NUMBER = re.compile(r"&page=(\d{1,2})$", re.ASCII)
_LAST_PAGE = 4  # a page has up to a thousand; threads have a few hundred


class _Hit(msgspec.Struct, rename={"id": "objectID"}):
    id: Identity
    comment_text: str
    parent_id: int | None = None
    story_id: int | None = None
    created_at_i: Any = None
    created_at: Any = None
    updated_at: Any = None


class _List(msgspec.Struct, rename="camel"):
    hits: list[msgspec.Raw]
    nb_pages: int | None = None


class _Thread(msgspec.Struct):
    id: str = msgspec.field(name="objectID")
    title: str | None = None


class _Threads(msgspec.Struct):
    hits: list[_Thread]


_LIST = msgspec.json.Decoder(_List)
_HIT = msgspec.json.Decoder(_Hit)
_THREAD_LIST = msgspec.json.Decoder(_Threads)


class HackerNews(OfManyEmployers):
    kind = "hackernews"
    min_interval = timedelta(hours=6)
    page = "https://news.ycombinator.com/submitted?id=whoishiring"
    hosts = frozenset({"news.ycombinator.com"})

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        is_list = address.hostname in self.hosts and address.path in {"/submitted", "/user"}
        return {} if is_list and address.query == "id=whoishiring" else None

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        is_thread = address.hostname in self.hosts and _THREAD_PAGE.search(page)
        return {} if is_thread else None

    def first_request(self, config: Config) -> Request:
        return Request(url=endpoint(_ROOT, _THREADS, config), state=_ASKED_FOR_THREADS)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        if request.state == _ASKED_FOR_THREADS:
            return Page(postings=(), next=_comments(self._newest(body), 0, config))
        answer = envelope(self.kind, body, _LIST)
        asked = _PAGE_NUMBER.search(request.url)
        number = 1 + (int(asked[1]) if asked else 0)
        more = bool(answer.hits) and number < (answer.nb_pages or 0) and number <= _LAST_PAGE
        return Page(
            **each(self.kind, answer.hits, _HIT, _to_raw, id_field="objectID")._asdict(),
            next=_comments(request.state, number, config) if more else None,
            whole=False,
            windowed=True,
        )

    def _newest(self, body: bytes) -> str:
        """The id of the newest thread. Raises SourceChanged."""
        for thread in envelope(self.kind, body, _THREAD_LIST).hits:  # newest first
            if _IS_THREAD.match(thread.title or "") and _NUMBER.fullmatch(thread.id):
                return thread.id
        raise SourceChanged(self.kind, "no thread 'Ask HN: Who is hiring?' among the newest")


def _comments(thread: str, number: int, config: Config) -> Request:
    path = f"/api/v1/search_by_date?tags=comment,story_{thread}&hitsPerPage=1000&page={number}"
    return Request(url=endpoint(_ROOT, path, config), state=thread)


def _to_raw(hit: _Hit) -> RawPosting | None:
    if hit.parent_id is None or hit.parent_id != hit.story_id:
        return None
    said = read_line(hit.comment_text)
    if said is None:
        return None
    identity = str(hit.id)
    return RawPosting(
        external_id=identity,
        title=without_inboxes(said.title),
        url=f"https://news.ycombinator.com/item?id={part(identity)}",
        company=said.company,
        locations=said.places,
        workplace=said.workplace,
        employment_type=said.employment_type,
        salary_text=said.pay,
        description_html=without_inboxes(hit.comment_text),
        posted_at=time_from_epoch(hit.created_at_i) or time(hit.created_at),
        updated_at=time(hit.updated_at),
    )
