"""Whatever boards and admins do, in any order: a job's history leads from its birth to its present.

The test knows what each job stated when it was new, replays its events on that, and must come out
at what the job states now. So every event begins with what the last one of its kind ended with.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest

from jobscout.model import Salary
from jobscout.rules.formatting import all_location_names, salary_text
from jobscout.rules.job_history import JobEventKind
from jobscout.sources import board_address
from jobscout.sql.job_views import locations
from jobscout.sql.jobs import Jobs
from jobscout.sql.sources import Sources
from tests.drills import drill
from tests.integration.board_rows import Board, add_user, jobs
from tests.integration.cluster_rows import OTHERS, join, split
from tests.rows import posting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.sql.database import Database
    from jobscout.sql.job_views import Job, JobEvent

pytestmark = drill()

STEPS: Final = 100
DOINGS: Final = ("add", *["edit"] * 6, "drop", "back", "split", "join", "read", "gone")
TITLES: Final = ("Pilot", "Site Engineer", "Nurse")
WAYS: Final[dict[str, tuple[Any, ...]]] = {
    "title": TITLES,
    "salary": (
        None,
        Salary(min=50_000.0, max=60_000.0, currency="EUR", period="year"),
        Salary(max=40.0, currency="USD", period="hour"),
    ),
    "locations": (("Nairobi, Kenya",), ("Berlin, Germany", "Lagos, Nigeria"), ()),
    "workplace": (None, "Remote", "Hybrid"),
}

State = dict[str, Any]


def state(job: Job) -> State:
    """What a job states, in the words of its history, and why it is closed."""
    salary = None
    if job.salary is not None:
        salary = Salary(**{name: getattr(job.salary, name) for name in Salary.__struct_fields__})
    return {
        "title": job.title,
        "pay": salary_text(salary),
        "places": "; ".join(sorted(all_location_names(locations(job)))) or None,
        "workplace": None if job.workplace == "unknown" else job.workplace,
        "closed": job.closed_reason,
    }


class World:
    """Two boards of one company.

    *born* is what each job stated when it was new, *last* what it stated at the last look, also of
    jobs that are gone. *padding*: jobs that keep readings from looking suspect.
    """

    def __init__(self, db: Database, seed: int, boards: list[Board], admin: int) -> None:
        self.db = db
        self.admin = admin
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.boards = boards
        self.listed: list[dict[str, State]] = [{}, {}]
        self.dropped: list[list[tuple[str, State]]] = [[], []]
        self.born: dict[int, State] = {}
        self.last: dict[int, State] = {}
        self.kinds: Counter[str] = Counter()
        self.padding: frozenset[int] = frozenset()
        self.ids = iter(range(1000, 9999))

    async def step(self) -> None:
        which = self.random.randrange(2)
        listed, dropped = self.listed[which], self.dropped[which]
        doing = self.random.choice(DOINGS)
        if doing == "add" and len(listed) < 4:
            wording = {"about": "one", **{name: ways[0] for name, ways in WAYS.items()}}
            if self.random.random() < 0.5:
                wording["about"] = str(next(self.ids))
            listed[str(next(self.ids))] = wording
        elif doing == "edit" and listed:
            field = self.random.choice(list(WAYS))
            listed[self.random.choice(list(listed))][field] = self.random.choice(WAYS[field])
        elif doing == "drop" and listed:
            external_id = self.random.choice(list(listed))
            dropped.append((external_id, listed.pop(external_id)))
            await self.read(which)
        elif doing == "back" and dropped:
            external_id, said = dropped.pop(self.random.randrange(len(dropped)))
            listed[self.random.choice([external_id, str(next(self.ids))])] = said
        elif doing == "split":
            await self.split()
        elif doing == "join":
            await self.join()
        elif doing == "gone":
            await self.end(which)
        await self.read(which)

    async def read(self, which: int) -> None:
        said = [posting(external_id, **one) for external_id, one in self.listed[which].items()]
        others = OTHERS if which == 0 else ()
        await self.boards[which].read(*said, *others)
        await self.look()

    async def end(self, which: int) -> None:
        """The board is gone, until it is read again."""
        board = self.boards[which]
        if (await board.row())["gone_at"] is None:
            await Sources(self.db, board_address).declare_gone(board.id, self.admin)
            await self.look()

    async def split(self) -> None:
        members = await self.db.text(
            "SELECT array_agg(id) FROM postings GROUP BY job_id HAVING count(*) > 1"
            " ORDER BY job_id LIMIT 1"
        )
        if members:
            chosen = self.random.choice(members[0][0])
            (row,) = await self.db.text("SELECT * FROM postings WHERE id = $1", chosen)
            board = next(board for board in self.boards if board.id == row["source_id"])
            await split(self.db, board, row["external_id"])
            await self.look()

    async def join(self) -> None:
        ids = [row["id"] for row in await jobs(self.db) if row["id"] not in self.padding]
        if len(ids) > 1:
            await join(self.db, *self.random.sample(ids, 2))
            await self.look()

    async def look(self) -> None:
        """Check every job, and remember it."""
        for row in await jobs(self.db):
            job = await Jobs(self.db).get(row["id"], None)
            now = state(job)
            # it was open when it was born; that it closed at once is in its history
            self.born.setdefault(row["id"], now | {"closed": None})
            self.last[row["id"]] = now
        for row in await jobs(self.db):
            job = await Jobs(self.db).get(row["id"], None)
            self.check(job)

    def check(self, job: Job) -> None:
        own = [one for one in job.history if one.other_job_id is None]
        assert replay(own, self.born[int(job.id)]) == self.last[int(job.id)], job
        moved = {int(one.other_job_id) for one in job.history if one.other_job_id}
        for former in moved:
            theirs = [one for one in job.history if one.other_job_id == str(former)]
            if any(one.kind == "merged" for one in theirs):
                assert replay(theirs, self.born[former]) == self.last[former], (former, job)
                (name,) = [one.from_ for one in theirs if one.kind == "merged"]
                assert name == self.last[former]["title"]
        assert sum(one.kind == "reposted" for one in job.history) == job.reposted
        self.kinds.update(one.kind for one in job.history)


def replay(newest_first: Iterable[JobEvent], said: State) -> State:
    """What is stated after the events, each of which begins with what was."""
    said = dict(said)
    is_open = said["closed"] is None
    for one in reversed(list(newest_first)):
        if one.kind in {"closed", "reopened"}:
            assert one.from_ == said["closed"], one
            assert (one.kind == "reopened") <= (not is_open), one
            said["closed"] = one.to
            is_open = one.kind == "reopened"
        elif one.kind in said:
            assert one.from_ == said[one.kind] != one.to, one
            said[one.kind] = one.to
    return said


@pytest.mark.parametrize("seed", range(6))
async def test_history_explains_the_present(db: Database, seed: int) -> None:
    """After each of many steps, for every job, merged ones included."""
    world = World(db, seed, [await Board.open(db), await Board.open(db)], await add_user(db))
    await world.read(0)
    world.padding = frozenset(world.born)

    for _ in range(STEPS):
        await world.step()

    assert len(world.kinds) >= len(get_args(JobEventKind)) - 1  # the steps do reach them
