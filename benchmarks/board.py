"""A Greenhouse board of many postings on loopback: every answer is a new edition of them all.

``python -m benchmarks.board PORT POSTINGS``
"""

from __future__ import annotations

import sys
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import web

from benchmarks.samples import raw_postings

if TYPE_CHECKING:
    from jobscout.model import RawPosting

TOKEN = "bench"  # noqa: S105  (what Greenhouse calls a board's name)


class Board:
    """Answers are made beforehand, so that making one costs the reading nothing."""

    def __init__(self, many: int) -> None:
        self._postings = raw_postings(many)
        self._edition = 0
        self._next = self._made()

    async def list_jobs(self, _: web.Request) -> web.Response:
        return web.Response(body=self._next, content_type="application/json")

    async def renew(self, _: web.Request) -> web.Response:
        """Asked between two readings."""
        self._edition += 1
        self._next = self._made()
        return web.json_response({"edition": self._edition})

    async def health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    def _made(self) -> bytes:
        jobs = [_job(one, self._edition) for one in self._postings]
        return msgspec.json.encode({"jobs": jobs, "meta": {"total": len(jobs)}})


def _job(one: RawPosting, edition: int) -> dict[str, Any]:
    return {
        "id": int(one.external_id),
        "internal_job_id": int(one.external_id) - 1_000_000,
        "title": one.title,
        "absolute_url": one.url,
        "company_name": "Bench Works",
        "location": {"name": one.locations[0]},
        "departments": [{"id": 1, "name": one.department}],
        "first_published": one.posted_at,
        "updated_at": one.posted_at,
        "content": escape(f"{one.description_html}<p>Edition {edition} of this text.</p>"),
        "language": "en",
    }


def main(arguments: list[str]) -> None:
    port, many = map(int, arguments)
    board = Board(many)
    app = web.Application()
    app.router.add_get(f"/v1/boards/{TOKEN}/jobs", board.list_jobs)
    app.router.add_get("/renew", board.renew)
    app.router.add_get("/health", board.health)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(sys.argv[1:])
