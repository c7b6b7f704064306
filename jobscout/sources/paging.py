"""Lists that are asked for page by page: how far a reading is, and where it ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec

from jobscout.errors import SourceChanged
from jobscout.sources.base import Page, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.model import RawPosting
    from jobscout.sources.base import Config
    from jobscout.sources.reading import Entries


class Progress(msgspec.Struct, frozen=True):
    """What the pages of a list before *offset* said: the ``state`` of a request.

    *total* is the number of entries they stated, *found* that of their entries; *marks* are the
    ids of their first postings, or what else tells a page from others, by which a repeated page is
    recognised.
    """

    offset: int = 0
    total: int | None = None
    found: int = 0
    marks: tuple[str, ...] = ()

    @classmethod
    def before(cls, request: Request) -> Progress:
        return request.state if isinstance(request.state, Progress) else cls()

    def is_repeated_by(self, page: Sequence[RawPosting]) -> bool:
        """Whether *page* begins as an earlier one did."""
        return bool(page) and page[0].external_id in self.marks

    def after(
        self,
        page: Sequence[RawPosting],
        *,
        offset: int,
        total: int | None,
        found: int,
        mark: str | None = None,
    ) -> Progress:
        """The progress with *page*; *found* is that of all pages so far."""
        marks = [posting.external_id for posting in page[:1]] if mark is None else [mark]
        return Progress(offset, total, found, (*self.marks, *marks))


class InSteps:
    """For boards whose list is asked for in steps of *step* rows.

    Rows from *last_row* on are not asked for; *newest_first*: these are the oldest.
    """

    kind: str
    step: int
    last_row: int
    newest_first = True

    def list_request(self, config: Config, progress: Progress) -> Request:
        """The request for the page at the progress's offset; it needs no state."""
        raise NotImplementedError

    def number(self, progress: Progress) -> int:
        """The number of the page at the progress's offset, from 1."""
        return 1 + progress.offset // self.step

    def first_request(self, config: Config) -> Request:
        return self._following(config, Progress())

    def page_of(
        self,
        read: Entries,
        request: Request,
        config: Config,
        *,
        rows: int,
        total: int | None,
        mark: str | None = None,
    ) -> Page:
        """The page that *request* asked for, see the function ``page_of``."""
        return page_of(
            self.kind,
            read,
            request,
            partial(self._following, config),
            rows=rows,
            size=self.step,
            total=total,
            most=self.last_row,
            newest_first=self.newest_first,
            mark=mark,
        )

    def _following(self, config: Config, progress: Progress) -> Request:
        return msgspec.structs.replace(self.list_request(config, progress), state=progress)


@runtime_checkable
class Resumable(Protocol):
    """A kind whose list only grows: a reading goes on at the ``cursor`` of the last one's pages.

    If the cursor leads nowhere any more, or to no list, it begins with ``first_request``.
    """

    def resumed_request(self, config: Config, cursor: str) -> Request: ...


@runtime_checkable
class Holding(Protocol):
    """A kind whose postings come with a list's last page, as later pages add to earlier ones."""

    def held(self, request: Request) -> Sequence[RawPosting]:
        """Those of the pages before *request*, as far as these go."""
        ...


def page_of(
    kind: str,
    read: Entries,
    request: Request,
    ask: Callable[[Progress], Request],
    *,
    rows: int,
    size: int,
    total: int | None,
    most: int,
    newest_first: bool,
    mark: str | None = None,
) -> Page:
    """One page of a list that is asked for in steps of *size* rows until its stated *total*.

    A short page does not end the reading; an empty or repeated one does, and one after which there
    are as many rows as the total.

    Args:
        ask: the request for the page at an offset, with the progress as its state.
        rows: how many entries the page has, *total* how many there are by its own word.
        most: rows from here on are not asked for; *newest_first*: these are the oldest.
        mark: what tells the page from others, if that is not its first posting.

    Raises:
        SourceChanged: the list has entries and the first page has none.
    """
    before = Progress.before(request)
    if not rows and before.offset == 0 and total:
        raise SourceChanged(kind, f"{total} jobs and an empty first page")
    is_new = not before.is_repeated_by(read.postings) and mark not in before.marks
    offset, found = before.offset + size, before.found + rows
    # A page may have more rows than were asked for.
    more = bool(rows) and is_new and (total is None or max(offset, found) < total)
    is_cut = more and offset >= most
    after = before.after(read.postings, offset=offset, total=total, found=found, mark=mark)
    return Page(
        **read._asdict(),
        next=ask(after) if more and not is_cut else None,
        whole=not is_cut and is_new and (more or total is None or found >= total),
        windowed=is_cut and newest_first,
    )
