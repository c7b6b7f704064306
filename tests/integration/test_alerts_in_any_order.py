"""P1, P2 and P5: boards, admins and people do what they like, and processes die in between.

Whatever the order, a person has at most one alert for a job, is told of a posting once, and gets
no delivery twice, but one that a process had begun to send when it died.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

from jobscout.actors.matcher import Matcher
from jobscout.actors.notifier import Notifier
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.inbox import Inbox
from jobscout.messages import DeliveryDue, JobsStored
from jobscout.outside.channels import Adapter
from jobscout.rules.matching import Matcher as Index
from jobscout.rules.search_terms import SearchTerms
from jobscout.sources import board_address
from jobscout.sql.clusters import Clusters
from jobscout.sql.database import Transaction
from jobscout.sql.matches import Matches
from jobscout.sql.search_changes import SearchChanges
from jobscout.sql.searches import Searches
from jobscout.sql.sources import Sources
from tests.channels import channels
from tests.drills import drill
from tests.integration.alert_rows import deliveries_of
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.cluster_rows import OTHERS
from tests.rows import posting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.sql.database import Database

pytestmark = [drill(), pytest.mark.timeout(120)]

STEPS: Final = 150
TITLES: Final = ("Site Engineer", "Nurse", "Pilot")
PLACES: Final = (("Nairobi, Kenya",), ("Mombasa, Kenya",), ("Nairobi, Kenya", "Berlin, Germany"))
KEYWORDS: Final = ("engineer", "nurse", "pilot", "machines")


class Died(BaseException):
    """The process ended: nothing that it would still do happens."""


class Process:
    """Statements of a process that may die before one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._left: int | None = None
        self.deaths = 0
        for name in ("all", "maybe", "value", "run", "remove", "text"):
            monkeypatch.setattr(Transaction, name, self._mortal(getattr(Transaction, name)))

    def _mortal(self, step: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def run(*given: Any, **named: Any) -> Any:
            if self._left is not None:
                if self._left <= 0:
                    raise Died
                self._left -= 1
            return await step(*given, **named)

        return run

    @asynccontextmanager
    async def dying(self, after: int | None) -> AsyncIterator[None]:
        """Whatever is done inside dies before its next statement but *after*; None: it lives."""
        self._left = after
        try:
            yield
        except Died:
            self.deaths += 1
        except BaseExceptionGroup as group:
            if group.split(Died)[1] is not None:
                raise
            self.deaths += 1
        finally:
            self._left = None


class World:
    """Two boards of one company, three people, and what each was told.

    *with_people*: people change their searches, and admins split and join jobs.
    *sent*: how often each delivery went out. *told*: the deliveries by which a person heard of a
    posting.
    """

    def __init__(self, db: Database, process: Process, seed: int, *, with_people: bool) -> None:
        self.db = db
        self.with_people = with_people
        self.process = process
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.searches = Searches(db, base_url="https://scout.example")
        self.indexer = SearchIndexer(60, changes=SearchChanges(db))
        self.boards: list[Board] = []
        self.people: list[int] = []
        self.admin = 0
        self.listed: list[dict[str, dict[str, Any]]] = [{}, {}]
        self.dropped: list[list[tuple[str, dict[str, Any]]]] = [[], []]
        self.ids = iter(range(1000, 99999))
        self.sent: Counter[int] = Counter()
        self.told: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self.done: Counter[str] = Counter()

    async def begin(self) -> None:
        self.boards = [await Board.open(self.db), await Board.open(self.db)]
        self.admin = await add_user(self.db)
        for word in KEYWORDS[:3]:
            person = await add_user(self.db)
            self.people.append(person)
            await add_search(self.db, person, keywords=[word])
        await self.read(0)

    async def step(self) -> None:
        """One thing happens; one time in three, whoever does it dies at some statement."""
        boards = (self.add, self.add, self.twin, self.edit, self.drop, self.come_back, self.end)
        people = (self.split, self.join, self.change_search) if self.with_people else ()
        doing = self.random.choice((*boards, *people, self.match, self.match, self.tell))
        after = self.random.randrange(25) if self.random.random() < 0.35 else None
        async with self.process.dying(after):
            await doing()
            self.done[doing.__name__] += 1
        await self.restart()

    async def add(self) -> None:
        which = self.random.randrange(2)
        if len(self.listed[which]) < 5:
            title = self.random.choice(TITLES)
            wording = {"about": str(next(self.ids)), "title": title, "locations": PLACES[0]}
            self.listed[which][str(next(self.ids))] = wording
        await self.read(which)

    async def twin(self) -> None:
        """The other board lists what this one does."""
        which = self.random.randrange(2)
        if self.listed[which]:
            wording = self.random.choice(list(self.listed[which].values()))
            self.listed[1 - which][str(next(self.ids))] = dict(wording)
        await self.read(1 - which)

    async def edit(self) -> None:
        which = self.random.randrange(2)
        if self.listed[which]:
            wording = self.random.choice(list(self.listed[which].values()))
            wording["title"] = self.random.choice(TITLES)
            wording["locations"] = self.random.choice(PLACES)
        await self.read(which)

    async def drop(self) -> None:
        which = self.random.randrange(2)
        if self.listed[which]:
            external_id = self.random.choice(list(self.listed[which]))
            self.dropped[which].append((external_id, self.listed[which].pop(external_id)))
        for _ in range(2):
            await self.read(which)

    async def come_back(self) -> None:
        """Under the same id, or posted again under another."""
        which = self.random.randrange(2)
        if self.dropped[which]:
            external_id, wording = self.dropped[which].pop()
            again = self.random.choice([external_id, str(next(self.ids))])
            self.listed[which][again] = wording
        await self.read(which)

    async def end(self) -> None:
        """The board is gone, until it is read again."""
        board = self.random.choice(self.boards)
        if (await board.row())["gone_at"] is None:
            await Sources(self.db, board_address).declare_gone(board.id, self.admin)

    async def split(self) -> None:
        shared = await self.db.text(
            "SELECT job_id, array_agg(id) AS ids FROM postings GROUP BY job_id HAVING count(*) > 1"
        )
        if shared:
            one = self.random.choice(shared)
            chosen = self.random.choice(one["ids"])
            await Clusters(self.db).split(one["job_id"], [chosen], by=self.admin)

    async def join(self) -> None:
        ids = [row["id"] for row in await jobs(self.db)]
        if len(ids) > 1:
            await Clusters(self.db).join(*self.random.sample(ids, 2), by=self.admin)

    async def change_search(self) -> None:
        person = self.random.choice(self.people)
        found = await self.searches.page(person, 0, 20)
        one = self.random.choice(found)
        stated = {name: getattr(one, name) for name in SearchTerms.__struct_fields__}
        stated["keywords"] = [self.random.choice(KEYWORDS)]
        if len(found) < 3 and self.random.random() < 0.5:
            stated["name"] = str(next(self.ids))
            await self.searches.create(person, SearchTerms(**stated))
        elif len(found) > 1 and self.random.random() < 0.3:
            await self.searches.delete(person, int(one.id))
        else:
            await self.searches.change(person, int(one.id), lambda _: SearchTerms(**stated))

    async def read(self, which: int) -> None:
        said = [posting(key, **one) for key, one in self.listed[which].items()]
        await self.boards[which].read(*said, *(OTHERS if which == 0 else ()))

    async def match(self) -> None:
        matches = Matches(self.db)
        matcher = Matcher(
            Inbox("matcher", 4), matches=matches, searches=self.indexer, notifier=None
        )
        if due := await matches.due(1000, tried=False):
            await matcher.handle(JobsStored(tuple(due)))

    async def tell(self) -> None:
        """What is due is bundled and sent."""
        deliveries = deliveries_of(self.db)
        mail = channels() | {"email": Mail(self)}
        notifier = Notifier(Inbox("notifier", 1), deliveries=deliveries, channels=mail)
        for person in await deliveries.due_bundles(100):
            await deliveries.bundle(person, datetime.now(UTC))
        for delivery_id in await deliveries.due(100):
            await notifier.handle(DeliveryDue(delivery_id))
        await deliveries.abandon()

    async def heard(self, outgoing: Outgoing, alerts: Alerts) -> None:
        """A mail arrived."""
        self.sent[outgoing.id] += 1
        if self.sent[outgoing.id] > 1:
            return
        rows = await self.db.text(
            "SELECT a.id, p.id AS posting_id FROM alerts a JOIN postings p USING (job_id)"
            " WHERE a.id = ANY($1)",
            [one.alert_id for one in alerts.items],
        )
        for row in rows:
            self.told[outgoing.user_id, row["posting_id"]].append(outgoing.id)

    async def restart(self) -> None:
        """What a dead process held is due again, and what it knew is gone."""
        self.indexer = SearchIndexer(60, changes=SearchChanges(self.db))
        for table in ("deliveries", "jobs"):
            await self.db.text(
                f"UPDATE {table} SET claimed_until = NULL, next_try_at = now()"  # noqa: S608
                " WHERE claimed_until IS NOT NULL"
            )

    async def check(self) -> None:
        """What holds at any moment."""
        again = await self.db.text(
            "SELECT d.id, o.id AS other, d.alert_ids FROM deliveries d JOIN deliveries o"
            " USING (user_id, channel)"
            " WHERE d.id <> o.id AND d.status = 'pending' AND d.alert_ids && o.alert_ids"
        )
        assert again == []
        if not self.with_people:  # who takes a job apart says that it is another's
            assert {key: ids for key, ids in self.told.items() if len(ids) > 1} == {}
        rows = await self.db.text("SELECT id, resends FROM deliveries")
        assert all(self.sent[row["id"]] <= row["resends"] + 1 for row in rows)

    async def check_all_were_told(self) -> None:
        """Nobody has missed an open job that suits, be it while it was a part of another."""
        there = await SearchChanges(self.db).page(0, 1000)
        criteria, *_ = await Matches(self.db).wanted([one.id for one in there])
        features = await Matches(self.db).job_features(
            [row["id"] for row in await jobs(self.db) if row["closed_at"] is None]
        )
        index = Index(criteria)
        wanted = {(one.user_id, job.id) for job in features for one, _ in index.match(job)}
        rows = await self.db.text(
            "SELECT user_id, job_id FROM alerts UNION SELECT user_id, job_id FROM informed_users"
        )
        known = {(row["user_id"], row["job_id"]) for row in rows}
        assert wanted <= known


class Mail(Adapter):
    """Mails of a world, which arrive as soon as they are sent."""

    kind = "email"
    one_per = "search"
    by_mail = True

    def __init__(self, world: World) -> None:
        self._world = world

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        await self._world.heard(outgoing, alerts)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("with_people", [False, True], ids=["boards", "people"])
async def test_told_once(
    db: Database, monkeypatch: pytest.MonkeyPatch, seed: int, with_people: bool
) -> None:
    world = World(db, Process(monkeypatch), seed, with_people=with_people)
    await world.begin()

    for _ in range(STEPS):
        await world.step()
        await world.check()
    for _ in range(3):
        await world.match()
        await world.tell()

    await world.check()
    if not with_people:  # a changed search asks for what is new
        await world.check_all_were_told()
    assert world.process.deaths > 10
    assert world.sent.total() > 5
