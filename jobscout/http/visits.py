"""Pages of the web that are fetched while the person who named them waits."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from jobscout.errors import Busy, FieldError, InvalidInput, SourceError
from jobscout.http.fair_semaphore import Shares

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

AT_ONCE: Final = 8
AT_ONCE_EACH: Final = 2
PATIENCE_S: Final = 3.0
VISIT_S: Final = 60.0


class Visits:
    """Bounds how many visits there are at a time in this process, of one person, and their time."""

    def __init__(self, at_once: int = AT_ONCE, *, within_s: float = VISIT_S) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._shares = Shares(AT_ONCE_EACH, noun="pages", patience_s=PATIENCE_S)
        self._within_s = within_s

    @asynccontextmanager
    async def of(self, user_id: int) -> AsyncIterator[None]:
        """A visit for *user_id*; what goes wrong inside is said of the field ``url``.

        Raises:
            InvalidInput: the page cannot be read, or not in time.
            RateLimited: the person has others under way.
            Busy: all slots stay in use.
        """
        async with self._shares.of(str(user_id)):
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await self._free.acquire()
            except TimeoutError as error:
                raise Busy("other pages are being read; try again in a few seconds") from error
            try:
                async with asyncio.timeout(self._within_s):
                    yield
            except SourceError as error:
                raise unreadable(error) from error
            except TimeoutError as error:
                late = SourceError("timed-out", f"no answer in {self._within_s:g} s")
                raise unreadable(late) from error
            finally:
                self._free.release()


def unreadable(error: SourceError) -> InvalidInput:
    """The refusal of a URL whose page or board could not be read."""
    return InvalidInput([FieldError("url", f"could not be read: {error.kind}, {error}"[:300])])
