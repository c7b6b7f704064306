"""Gem's job boards: one answer with all postings and their texts.

API: https://api.gem.com/job_board/v0/reference (no key), for the employers' own pages; no limits
are published. Postings link to the board's page. An id may be a number or a
long token, and a posting with the same title in two places is two postings.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint, part, titled, token
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_API_PATH = re.compile(r"/job_board/v0/([^/]+)/job_posts")


class _Named(msgspec.Struct):
    name: str | None = None


class _Office(msgspec.Struct):
    name: str | None = None
    location: _Named | None = None


class _Post(msgspec.Struct):
    id: Identity
    title: str
    absolute_url: str
    content: str | None = None
    departments: list[_Named] | None = None
    employment_type: str | None = None
    first_published_at: Any = None
    location: _Named | None = None
    location_type: str | None = None
    offices: list[_Office] | None = None
    requisition_id: str | None = None
    updated_at: Any = None


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_POST = msgspec.json.Decoder(_Post)


class Gem(OneRequest):
    kind = "gem"
    min_interval = timedelta(minutes=30)

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"https://jobs.gem.com/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname == "api.gem.com":
            found = _API_PATH.match(address.path)
            board = token(found[1]) if found else None
        elif address.hostname == "jobs.gem.com":
            board = token(address.path.strip("/").split("/")[0])
        else:
            return None
        return None if board is None else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        path = f"/job_board/v0/{part(self.board(config))}/job_posts/"
        return Request(url=endpoint("https://api.gem.com", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        posts = envelope(self.kind, body, _LIST)
        return Page(**each(self.kind, posts, _POST, _to_raw)._asdict())


def _to_raw(post: _Post) -> RawPosting:
    places = [post.location.name if post.location else None]
    places += [
        (office.location.name if office.location else None) or office.name
        for office in post.offices or ()
    ]
    departments = [one.name for one in post.departments or () if one.name]
    return RawPosting(
        external_id=str(post.id),
        title=post.title,
        url=post.absolute_url,
        requisition_id=post.requisition_id,
        locations=tuple(place for place in places if place),
        workplace=post.location_type,
        department=departments[0] if departments else None,
        employment_type=post.employment_type,
        description_html=post.content,
        posted_at=time(post.first_published_at),
        updated_at=time(post.updated_at),
    )
