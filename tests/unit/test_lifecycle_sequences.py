"""P3 over whole histories of a board: whatever it lists, nothing closes on another's word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobscout.rules import lifecycle
from jobscout.rules.changes import Changes, StoredPosting, accepted, compare
from jobscout.rules.lifecycle import FEW, LEAST_IN_COMMON, MOST_CLOSED_AT_ONCE, SMALL_BOARD
from tests.rows import posting, scrape_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.model import Posting

START = datetime(2026, 1, 1, tzinfo=UTC)
POSTINGS = [posting(f"id-{number}", number) for number in range(140)]
IDS = {one.external_id: one for one in POSTINGS}


class Step(NamedTuple):
    """One reading: which postings are listed, and whether the list was whole."""

    listed: frozenset[int]
    whole: bool = True


class Closing(NamedTuple):
    """What closed, and on what evidence.

    *before*: what the last whole reading before the first miss had left open, and what did not
    close with that miss; empty for what no whole reading ever listed. *readings*: ids that those
    two listed that it was missing from.
    """

    external_id: str
    before: frozenset[str]
    readings: tuple[frozenset[str], frozenset[str]]


class Board:
    """What ``sql.postings`` keeps of a board, in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, StoredPosting] = {}
        self.closings: list[Closing] = []
        self.suspect: list[str] = []
        self._recent: tuple[int, ...] = ()
        self._whole_at: datetime | None = None
        self._trusted: frozenset[str] = frozenset()
        self._missed: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._now = START

    @property
    def open_ids(self) -> frozenset[str]:
        return frozenset(key for key, row in self.rows.items() if not row.closed)

    def read(self, listed: Sequence[Posting], *, whole: bool = True) -> Changes:
        self._now += timedelta(hours=1)
        found = compare(
            scrape_result(*listed, whole=whole),
            list(self.rows.values()),
            whole_before=True,
            whole_at=self._whole_at,
        )
        suspicion = lifecycle.judge(found.found, self._recent, found.open_now, found.overlaps)
        stored = accepted(found, suspicion)
        if suspicion:
            self.suspect.append(suspicion.reason)
        elif whole:
            self._recent = lifecycle.with_latest(self._recent, found.found)
        due = {key for key, row in self.rows.items() if row.id in stored.due}
        before = self._trusted & self.open_ids - due
        self._write(stored, frozenset(one.external_id for one in listed), before)
        if stored.whole:
            self._whole_at, self._trusted = self._now, self.open_ids
        return stored

    def _write(self, stored: Changes, ids: frozenset[str], before: frozenset[str]) -> None:
        by_id = {row.id: key for key, row in self.rows.items()}
        for one in stored.new:
            self.rows[one.external_id] = StoredPosting(
                len(self.rows), one.external_id, 0, one.content_hash, None, 0, closed=False,
                fingerprint=one.fingerprint, seen_at=self._now,
            )  # fmt: skip
        for row in self._of(stored.reappeared, by_id):
            seen_at = self._now if row.closed else row.seen_at
            self.rows[row.external_id] = row._replace(missed=0, closed=False, seen_at=seen_at)
        for row in self._of(stored.missing, by_id):
            seen_at = row.seen_at
            if not row.missed:
                self._missed[row.external_id] = (before, ids)
                seen_at = max(row.seen_at, self._whole_at or row.seen_at)
            self.rows[row.external_id] = row._replace(missed=row.missed + 1, seen_at=seen_at)
        for row in self._of(stored.due, by_id):
            self.rows[row.external_id] = row._replace(closed=True)
            known, first = self._missed[row.external_id]
            known = known if row.external_id in known else frozenset()
            self.closings.append(Closing(row.external_id, known, (first, ids)))

    def _of(self, ids: Iterable[int], by_id: dict[int, str]) -> list[StoredPosting]:
        return [self.rows[by_id[one]] for one in ids]


def postings(*numbers: Iterable[int]) -> list[Posting]:
    return [POSTINGS[number] for part in numbers for number in part]


def ids(numbers: Iterable[int]) -> frozenset[str]:
    return frozenset(POSTINGS[number].external_id for number in numbers)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Blocks of postings that come, go, shrink, come back, and are read in part."""
    bounds = st.tuples(st.integers(0, 120), st.integers(0, 45))
    steps: list[Step] = []
    listed: set[int] = set(range(draw(st.sampled_from((1, 2, 3, 4, 10, 40)))))
    for _ in range(draw(st.integers(2, 14))):
        match draw(st.sampled_from(("same", "more", "fewer", "other", "return"))):
            case "more":
                low, many = draw(bounds)
                listed = listed | set(range(low, low + many))
            case "fewer":
                low, many = draw(bounds)
                listed = listed - set(range(low, low + many))
            case "other":
                low, many = draw(bounds)
                listed = set(range(low, low + many))
            case "return" if steps:
                listed = set(draw(st.sampled_from(steps)).listed)
        kept = frozenset(number for number in listed if number < len(POSTINGS))
        steps.append(Step(kept, draw(st.booleans() | st.just(value=True))))
    return steps


ORIGINAL, FOREIGN = frozenset(range(40)), frozenset(range(40, 80))


@given(histories())
@example([Step(ORIGINAL), *[Step(FOREIGN)] * 4])
@example([Step(ORIGINAL), Step(FOREIGN, whole=False), *[Step(FOREIGN)] * 3])
@example([Step(ORIGINAL), *[Step(ORIGINAL | FOREIGN)] * 2, *[Step(FOREIGN)] * 3])
def test_closes_only_on_what_it_shares(steps: list[Step]) -> None:
    """A posting closes by readings that share enough with what was open before its first miss.

    And no more than half of that goes at once.
    """
    board = Board()
    for step in steps:
        already = len(board.closings)
        board.read(postings(sorted(step.listed)), whole=step.whole)
        closings = board.closings[already:]

        for closing in closings:
            if not (before := closing.before):
                continue
            for listed in closing.readings:
                shared = len(before & listed)
                few = len(before) - shared <= FEW and len(listed) <= SMALL_BOARD
                assert few or shared >= LEAST_IN_COMMON * len(before)
            going = sum(one.external_id in before for one in closings)
            assert going <= max(FEW, MOST_CLOSED_AT_ONCE * len(before))


def test_another_board() -> None:
    """Forty foreign postings close nothing and are not stored, however often they are listed."""
    board = Board()
    board.read(postings(range(40)))
    for _ in range(5):
        assert board.read(postings(range(40, 80))).new == ()
    board.read(postings(range(40)))

    assert board.open_ids == ids(range(40))
    assert len(board.suspect) == 5


def test_alternating_boards() -> None:
    """A host that serves two boards by turns keeps the first."""
    board = Board()
    for _ in range(4):
        board.read(postings(range(40)))
        board.read(postings(range(40, 80)))

    assert board.open_ids == ids(range(40))


def test_half_replaced() -> None:
    """Half of a board may change at once; then the other half may not go with it."""
    board = Board()
    board.read(postings(range(40)))
    for _ in range(2):
        board.read(postings(range(20), range(40, 60)))

    assert board.open_ids == ids([*range(20), *range(40, 60)])
    assert board.suspect == []


def test_half_and_then_the_rest() -> None:
    """What came with the first miss does not vouch for the second."""
    board = Board()
    board.read(postings(range(40)))
    board.read(postings(range(20), range(40, 60)))
    for _ in range(3):
        board.read(postings(range(40, 80)))

    assert board.open_ids >= ids(range(40))
    assert len(board.suspect) == 3


@pytest.mark.parametrize("pace", [1, 5, 10, 14])
def test_turnover(pace: int) -> None:
    """A board that replaces some postings in each reading is normal, and old ones close."""
    board = Board()
    for first in range(0, 100, pace):
        board.read(postings(range(first, min(first + 40, 140))))
    board.read(postings(range(first, min(first + 40, 140))))

    assert board.suspect == []
    assert board.open_ids == ids(range(first, min(first + 40, 140)))


def test_other_ids_for_the_same() -> None:
    """A board that moves to other ids all at once is the same: the old ones close."""
    board = Board()
    board.read(postings(range(40)))
    renamed = [posting(f"new-{number}", number) for number in range(40)]
    for _ in range(2):
        board.read(renamed)

    assert board.suspect == []
    assert board.open_ids == {one.external_id for one in renamed}


@pytest.mark.parametrize(
    ("before", "after", "closes"),
    [
        ([0], [1], True),
        ([0, 1], [0, 2], True),
        ([0, 1], [2, 3], True),
        ([0, 1], [0], True),
        ([0, 1, 2], [0, 1], True),
        ([0, 1, 2], [0, 3, 4], True),
        ([0], [], False),
        ([0, 1], [2], False),
        ([0, 1, 2], [0], False),
        ([0, 1, 2], [3, 4, 5], False),
        ([0, 1], range(2, 20), False),
    ],
)
def test_small_boards(before: Iterable[int], after: Iterable[int], *, closes: bool) -> None:
    """One or two postings may go from a small board; it may not become another one."""
    board = Board()
    board.read(postings(before))
    for _ in range(3):
        board.read(postings(after))

    gone = ids(before) - ids(after)
    assert gone.isdisjoint(board.open_ids) if closes else gone <= board.open_ids
