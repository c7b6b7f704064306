"""P3 over whole histories of a board: whatever it lists, nothing closes on another's word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobscout.rules.changes import Changes, StoredPosting, compare
from jobscout.rules.lifecycle import FEW, LEAST_IN_COMMON, MOST_CLOSED_AT_ONCE, SMALL_BOARD
from jobscout.rules.verdicts import Memory, decide
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
        self._memory = Memory()
        self._readings = 0
        self._whole_at: datetime | None = None
        self._trusted: frozenset[str] = frozenset()
        self._missed: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._now = START

    @property
    def open_ids(self) -> frozenset[str]:
        return frozenset(key for key, row in self.rows.items() if not row.closed)

    def read(
        self,
        listed: Sequence[Posting],
        *,
        whole: bool = True,
        after: timedelta = timedelta(hours=1),
    ) -> Changes:
        """One more reading, *after* the one before."""
        self._now += after
        self._readings += 1
        found = compare(
            scrape_result(*listed, whole=whole),
            list(self.rows.values()),
            whole_before=True,
            whole_at=self._whole_at,
        )
        shown = frozenset(one.external_id for one in listed)
        verdict = decide(
            found,
            self._memory,
            scrape_id=self._readings,
            listed=shown if whole else None,
            now=self._now,
        )
        stored, self._memory = verdict.changes, verdict.memory
        if verdict.suspicion:
            self.suspect.append(verdict.suspicion.reason)
        due = {key for key, row in self.rows.items() if row.id in stored.due}
        before = self._trusted & self.open_ids - due
        self._write(stored, shown, before)
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


A_QUARTER_DAY = timedelta(hours=6)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "after", "readings"),
    [
        ([0, 1, 2], [0, 1], 2),
        ([0, 1], [0], 2),
        ([0, 1, 2, 3], [0, 1], 2),
        (range(5), range(3), 2),
        (range(6), range(4), 2),
        ([0], [], 4),  # the fourth, three hours after the first
        ([0, 1], [], 4),
    ],
)
def test_small_boards_shrink(before: Iterable[int], after: Iterable[int], readings: int) -> None:
    """One or two postings go after two readings, the last ones after several over three hours."""
    board = Board()
    board.read(postings(before))
    needed = 0
    while board.open_ids != ids(after):
        board.read(postings(after), after=HOUR)
        needed += 1
        assert needed <= readings

    assert needed == readings


@pytest.mark.parametrize(
    ("after", "days"), [(range(3), 3), (range(100, 130), 3), (range(5), 3), ((), 7)]
)
def test_believed_after_days(after: Iterable[int], days: int) -> None:
    """A board that lists the same for days is believed: then what it lacks closes."""
    board = Board()
    board.read(postings(range(20)))
    readings = 0
    while len(board.suspect) == readings:
        board.read(postings(after), after=A_QUARTER_DAY)
        readings += 1
    board.read(postings(after), after=A_QUARTER_DAY)

    assert (readings - 1) * A_QUARTER_DAY == timedelta(days=days)
    assert board.open_ids == ids(after)


def test_not_believed_while_it_varies() -> None:
    """A broken board lists now these and now those: days of that prove nothing."""
    board = Board()
    board.read(postings(range(20)))
    for number in range(60):
        part = range(5) if number % 2 else range(10, 15)
        board.read(postings(part), after=A_QUARTER_DAY)

    assert board.open_ids == ids(range(20))


def test_not_believed_in_a_few_readings() -> None:
    """Two readings prove nothing, however far apart they are."""
    board = Board()
    board.read(postings(range(20)))
    for _ in range(2):
        board.read(postings(range(5)), after=timedelta(days=9))

    assert board.open_ids == ids(range(20))
    assert len(board.suspect) == 2


class Life(NamedTuple):
    """What a board really has, from one day to the next, and how often it then answers wrongly."""

    has: frozenset[int]
    wrong: tuple[str, ...] = ()


@st.composite
def lives(draw: st.DrawFn) -> list[Life]:
    """Boards that grow and lose some postings a day, and fail for up to a day and a half."""
    has = set(range(draw(st.sampled_from((1, 2, 3, 5, 12, 40)))))
    days = [Life(frozenset(has))]
    for _ in range(draw(st.integers(1, 6))):
        has |= set(draw(st.lists(st.integers(0, 99), max_size=6)))
        gone = draw(st.integers(0, max(1, len(has) // 4)))
        has -= set(sorted(has)[:gone])
        # a board of one or two that is empty for hours is believed to be
        most = 6 if len(has) > FEW else 1
        faults = st.sampled_from(("empty", "alien", "cut", "windowed"))
        days.append(Life(frozenset(has), tuple(draw(st.lists(faults, max_size=most)))))
    return days


def answered(has: frozenset[int], fault: str) -> list[int]:
    """What a board with these postings lists in error."""
    alien = list(range(100, 125))
    return {"empty": [], "alien": alien, "cut": sorted(has)[: len(has) // 3]}.get(
        fault, sorted(has)[:1]
    )


@given(lives())
def test_nothing_false_and_nothing_forgotten(days: list[Life]) -> None:
    """What a board has never closes, and what it lost does: in the end both agree."""
    board = Board()
    for day in days:
        truth = postings(sorted(day.has))
        for _ in range(3):
            board.read(truth, after=A_QUARTER_DAY)
        shown = board.open_ids & ids(day.has)
        for fault in day.wrong:
            listed = postings(answered(day.has, fault))
            board.read(listed, whole=fault != "windowed", after=A_QUARTER_DAY)
        assert shown <= board.open_ids
        board.read(truth, after=A_QUARTER_DAY)
    for _ in range(30):
        board.read(truth, after=A_QUARTER_DAY)

    assert board.open_ids == ids(days[-1].has)
