"""Lists in pages: how they follow each other, and where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Config, Request
from jobscout.sources.paging import InSteps, Progress, page_of
from jobscout.sources.reading import Entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page


def asked(progress: Progress) -> Request:
    return Request(url="https://a.example/", state=progress)


def page(
    rows: int, total: int | None, before: Progress | None = None, *, newest_first: bool = True
) -> Page:
    postings = [
        RawPosting(external_id=str(row), title="Diver", url="https://a.example/1")
        for row in range(rows)
    ]
    return page_of(
        "acme",
        Entries(postings, [], 0, 0),
        asked(before or Progress()),
        asked,
        rows=rows,
        size=10,
        total=total,
        most=100,
        newest_first=newest_first,
    )


def test_a_page_is_followed_until_the_total() -> None:
    """However short it is."""
    first, last = page(3, 11), page(8, 11, Progress(offset=10, total=11, found=3))

    assert first.next == asked(Progress(offset=10, total=11, found=3, marks=("0",)))
    assert (first.whole, first.windowed) == (True, False)
    assert (last.next, last.whole) == (None, True)


def test_rows_that_the_total_counts_and_no_page_has_are_missing() -> None:
    assert not page(7, 11, Progress(offset=10, total=11, found=3)).whole


def test_a_page_with_more_rows_than_asked_may_be_the_last() -> None:
    longer = page(11, 11)

    assert (longer.next, longer.whole) == (None, True)


def test_without_a_total_an_empty_page_ends_the_list() -> None:
    following, last = page(3, None), page(0, None, Progress(offset=10, found=3))

    assert following.next is not None
    assert (last.next, last.whole) == (None, True)


def test_a_repeated_page_ends_the_reading() -> None:
    repeated = page(10, 50, Progress(offset=10, found=10, marks=("0",)))

    assert (repeated.next, repeated.whole, repeated.windowed) == (None, False, False)


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_long_list_is_cut(newest_first: bool) -> None:
    """It is a window only where what is cut off is known to be the oldest."""
    cut = page(10, 101, Progress(offset=90, found=90), newest_first=newest_first)
    exact = page(10, 100, Progress(offset=90, found=90))

    assert (cut.next, cut.whole, cut.windowed) == (None, False, newest_first)
    assert (exact.next, exact.whole, exact.windowed) == (None, True, False)


def test_an_empty_first_page_of_a_list_is_no_empty_board() -> None:
    with pytest.raises(SourceChanged, match=r"^acme: 5 jobs and an empty first page"):
        page(0, 5)

    assert page(0, 0).whole


def test_a_mark_tells_pages_apart_that_begin_alike() -> None:
    board, read, config = Board(), Entries([*page(2, None).postings], [], 0, 0), {"q": "diver"}
    first = board.page_of(read, board.first_request(config), config, rows=2, total=None, mark="x")
    assert first.next is not None

    other = board.page_of(read, first.next, config, rows=2, total=None, mark="y")
    same = board.page_of(read, first.next, config, rows=2, total=None, mark="x")

    assert first.next.state == Progress(offset=2, found=2, marks=("x",))
    assert [request.url for request in (first.next, other.next) if request] == [
        "https://a.example/diver/2",
        "https://a.example/diver/3",
    ]
    assert (other.whole, same.next, same.whole) == (True, None, False)


class Board(InSteps):
    kind, step, last_row = "acme", 2, 10

    def list_request(self, config: Config, progress: Progress) -> Request:
        return Request(url=f"https://a.example/{config['q']}/{self.number(progress)}")
