"""The pages of one board, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.scraping.gathered import Gathered, for_worker
from jobscout.sources import pages
from jobscout.sources.base import of_board

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jobscout.model import ScrapeStats
    from jobscout.outside.answers import Answer
    from jobscout.outside.fetch import Fetcher
    from jobscout.scraping.work import Work
    from jobscout.sources.base import Config, Proof, Request
    from jobscout.sources.pages import Parsed

MAX_PAGES = 500


def once(wait: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[object]]:
    """*wait*, which waits at the first call only."""
    waited = False

    async def first() -> None:
        nonlocal waited
        if not waited:
            waited = True
            await wait()

    return first


class Walk:
    """*gathered* is what the pages had so far, *next* requests the following; None after the last.

    Of a walk that is given up both stay as they were after the last page.
    """

    def __init__(
        self,
        kind: str,
        config: Config,
        request: Request,
        stats: ScrapeStats,
        *,
        fetcher: Fetcher,
        work: Work,
        proof: Proof | None,
    ) -> None:
        self.next: Request | None = None
        self.gathered = Gathered(kind)
        self._first = request
        self._kind = kind
        self._config = config
        self._stats = stats
        self._fetcher = fetcher
        self._work = work
        self._proof = proof

    async def begin(
        self,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        changed: Callable[[], Awaitable[object]] | None = None,
    ) -> Answer:
        """The first page. Raises SourceError.

        Nothing of it is gathered if the board has not changed; else *changed* is awaited before.
        """
        answer = await self._get(self._first, etag=etag, last_modified=last_modified)
        if not answer.not_modified:
            if changed is not None:
                await changed()
            await self._gather(answer, self._first)
        return answer

    async def follow(self, most: int = MAX_PAGES, *, until_any: bool = False) -> None:
        """The pages after the first, up to *most* in all. Raises SourceError.

        *until_any*: only as long as there is no posting.
        """
        while self.next is not None and self.gathered.pages < most:
            if until_any and self.gathered.parcels:
                return
            await self._gather(await self._get(self.next), self.next)

    async def _get(
        self, request: Request, *, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        return await self._fetcher.get(
            of_board(request, self._config),
            self._stats,
            etag=etag,
            last_modified=last_modified,
            proof=self._proof,
        )

    async def _gather(self, answer: Answer, request: Request) -> None:
        self.gathered.weigh(answer.body)
        body = for_worker(answer.body)
        page: Parsed = await self._work(
            pages.parse, self._kind, self._config, body, request, subject=self._kind
        )
        self._stats.found += page.found
        self._stats.unknown_fields += page.unknown_fields
        self.gathered.add(page)
        self.next = page.next
