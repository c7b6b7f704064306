"""Remotive: a saved answer in, raw postings out. No network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout.sources.remotive import Remotive
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("remotive.json")
KIND = Kind(config={}, needs=(), quoted="category", totals=[("job-count",), ("total-job-count",)])
SOURCE = Remotive()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, {}, SOURCE.first_request({}))


def test_whole_feed_is_one_board() -> None:
    """Without a category the board is everything."""
    assert SOURCE.board({}) == "all"
    assert SOURCE.first_request({}).url == "https://remotive.com/api/remote-jobs"
    assert SOURCE.page_url({}) == "https://remotive.com/remote-jobs"


def test_category_is_a_board() -> None:
    """A category is a board of its own, with its name quoted."""
    config = {"category": "sales & care"}

    assert SOURCE.board(config) == "sales & care"
    assert SOURCE.first_request(config).url == (
        "https://remotive.com/api/remote-jobs?category=sales%20%26%20care"
    )
    assert SOURCE.page_url(config) == "https://remotive.com/remote-jobs/sales%20%26%20care"


def test_is_read_four_times_a_day_at_most() -> None:
    """The terms allow about four calls a day."""
    assert SOURCE.min_interval >= timedelta(hours=6)


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "700001"
    assert posting.title == "Kite Designer"
    assert posting.url == "https://remotive.com/remote-jobs/design/kite-designer-700001"
    assert posting.apply_url == posting.url
    assert posting.company == "Updraft"
    assert posting.locations == ("Northern America, Europe, UK",)
    assert posting.workplace == "remote"
    assert posting.department == "Design"
    assert posting.employment_type == "freelance"
    assert (posting.salary, posting.salary_text) == (None, "$18 - $22/hr")
    assert posting.description_html == "<p>Draw &lt;kites&gt;.</p>"


def test_time_without_a_zone_is_utc() -> None:
    """Remotive writes no zone and means UTC."""
    assert read(SAVED).postings[0].posted_at == datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC)


def test_empty_texts_are_none() -> None:
    """An empty salary, type, place or text is not stated, and nonsense is no date."""
    posting = read(SAVED).postings[1]

    assert (posting.salary_text, posting.employment_type, posting.locations) == (None, None, ())
    assert (posting.description_html, posting.posted_at) == (None, None)


@pytest.mark.parametrize(
    ("counts", "whole"),
    [
        (b'"job-count": 2, "total-job-count": 2,', True),
        (b'"job-count": 2, "total-job-count": 3,', False),
        (b'"job-count": 3, "total-job-count": 2,', False),
        (b'"job-count": 1,', False),
        (b"", True),
    ],
)
def test_counts_say_whether_the_feed_is_whole(counts: bytes, whole: bool) -> None:
    """When Remotive counts more jobs than it sent, nothing missing may close."""
    ours = b'"job-count": 2,\n  "total-job-count": 2,'
    assert ours in SAVED

    assert read(SAVED.replace(ours, counts)).whole is whole


@pytest.mark.parametrize(
    ("name", "postings"),
    [("all_2026-07-18", 42), ("all_2026-07-29_bom", 35), ("subset_no_notice", 5)],
)
def test_recorded_feeds_are_read_without_rejects(name: str, postings: int) -> None:
    """Every job of every recorded feed is read, byte order mark or not."""
    page = read(recorded(f"remotive/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    assert all(posting.posted_at and posting.company for posting in page.postings)
    assert all(posting.url.startswith("https://remotive.com/") for posting in page.postings)


def test_recorded_sequence() -> None:
    """Eleven days apart three jobs came and ten went."""
    first, second = (
        {posting.external_id for posting in read(recorded(f"remotive/{name}.json")).postings}
        for name in ("all_2026-07-18", "all_2026-07-29_bom")
    )

    assert (len(second - first), len(first - second)) == (3, 10)


def test_recorded_fields() -> None:
    """Titles, places, pay texts and dates of the real feed come through."""
    postings = read(recorded("remotive/all_2026-07-29_bom.json")).postings

    assert postings[0].title == "Data Labeling Specialists"
    assert (postings[0].salary_text, postings[0].locations) == ("$18 - $22/hr", ("USA",))
    assert postings[2].locations == ("Northern America, Europe, UK, France, European timezones",)
    assert postings[2].posted_at == datetime(2026, 7, 23, 15, 39, 28, tzinfo=UTC)
    assert sum(posting.salary_text is None for posting in postings) == 8
    assert sum(posting.employment_type is None for posting in postings) == 1
