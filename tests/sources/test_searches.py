"""Boards that are a search: their names, and how their pages follow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Progress, Request
from jobscout.sources.reading import Entries
from jobscout.sources.searches import filters_of, page_of, search_query

if TYPE_CHECKING:
    from jobscout.sources.base import Page

FILTERS = ("q", "place")


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


def test_filters_are_quoted_and_in_order() -> None:
    assert search_query({"place": "a&b", "q": "x=y", "other": 5}, FILTERS) == "q=x%3Dy&place=a%26b"
    assert search_query({}, FILTERS) == ""


def test_every_bad_filter_is_named() -> None:
    with pytest.raises(BadConfig) as caught:
        search_query({"q": 5, "place": ""}, FILTERS)

    assert [caught.value.field, *(other.field for other in caught.value.also)] == ["q", "place"]


def test_filters_of_an_address() -> None:
    assert filters_of("q=a%20b&page=3&place=", FILTERS) == {"q": "a b"}
    assert filters_of("q=%00", FILTERS) is None


def test_a_page_is_followed_until_the_total() -> None:
    """However short it is."""
    first, last = page(3, 11), page(8, 11, Progress(offset=10, total=11, found=3))

    assert first.next == asked(Progress(offset=10, total=11, found=3, firsts=("0",)))
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
    repeated = page(10, 50, Progress(offset=10, found=10, firsts=("0",)))

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
