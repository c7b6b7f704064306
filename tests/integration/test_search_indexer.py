"""The index of searches is never older than what was committed before it was asked."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import msgspec
import pytest

from jobscout.actors import flow
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.rules.search_index import terms
from jobscout.rules.search_terms import SearchTerms
from jobscout.rules.skills.skill import Skill
from jobscout.sql.notifications import Notifications
from jobscout.sql.search_changes import RESUMED_WITHIN, SearchChanges
from jobscout.sql.searches import Searches
from jobscout.sql.skills import Skills
from tests.integration.board_rows import add, add_search, add_user
from tests.integration.index_rows import asking, indexer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.searches import SearchCriteria
    from jobscout.sql.database import Database

CHANGES = {
    "edited": ("UPDATE searches SET keywords = '{pilot}'", False),
    "paused": ("UPDATE searches SET paused = true", False),
    "removed": ("DELETE FROM searches", False),
    "erased": ("DELETE FROM users", False),
    "skill": (
        """
        INSERT INTO user_skills (user_id, skill_id, source)
        SELECT users.id, skills.id, 'cv' FROM users, skills
        """,
        True,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_follows(db: Database, change: str) -> None:
    """Whatever changes what is asked is in the index as soon as it is committed."""
    statement, by_skills = CHANGES[change]
    await add(db, "skills", slug="go", name="Go", category="language")
    keywords = [] if by_skills else ["engineer"]
    search_id = await add_search(
        db, await add_user(db), keywords=keywords, skills=["Rust"], use_cv_skills=True
    )
    index = indexer(db)
    before = await asking(index)

    await db.text(statement)

    assert (before, await asking(index)) == (([], [search_id]) if by_skills else ([search_id], []))


async def test_skill_is_removed(db: Database) -> None:
    """A search is found by the skills of a CV only as long as the person has them."""
    skill_id = await add(db, "skills", slug="go", name="Go", category="language")
    user_id = await add_user(db)
    search_id = await add_search(db, user_id, keywords=[], use_cv_skills=True)
    await add(db, "cvs", user_id=user_id, filename="a", size=1, sha256=b"1", storage_key="a")
    give = "INSERT INTO user_skills (user_id, skill_id, source) VALUES ($1, $2, 'manual')"
    await db.text(give, user_id, skill_id)
    index = indexer(db)
    found = [await asking(index)]
    for statement in (
        "UPDATE user_skills SET removed = true",
        "UPDATE user_skills SET removed = false",
        "DELETE FROM user_skills",
    ):
        await db.text(statement)
        found.append(await asking(index))

    assert found == [[search_id], [], [search_id], []]


async def test_taxonomy_is_replaced(db: Database) -> None:
    """A search that is found by skills alone is found by the names that they have now."""
    user_id = await add_user(db)
    search_id = await add_search(db, user_id, keywords=[], skills=["k8s"])
    index = indexer(db)
    before = await asking(index)

    await Skills(db).replace(
        [Skill(slug="kubernetes", name="Kubernetes", aliases=("k8s orchestra",), category="tool")]
    )
    await db.text("UPDATE searches SET skills = '{k8s orchestra}'")
    renamed = await asking(index)
    await Skills(db).replace(
        [Skill(slug="kubernetes", name="Kube", aliases=("k8s orchestra",), category="tool")]
    )

    assert before == [search_id]  # P6: spelling alone
    assert renamed == [search_id]
    assert await asking(index) == []


async def test_changes_that_overlap(db: Database) -> None:
    """Of two changes at once, the one that began earlier and ended later is noticed too."""
    first, second = [await add_search(db, await add_user(db)) for _ in range(2)]
    index = indexer(db)
    change = "UPDATE searches SET keywords = '{pilot}' WHERE id = $1"
    async with db.transaction() as early:
        await early.text(change, first)
        await db.text(change, second)
        found = await asking(index)
        await db.text("UPDATE searches SET keywords = '{engineer}' WHERE id = $1", second)
        again = await asking(index)

    assert (found, again) == ([first], [first, second])
    assert await asking(index) == [second]


async def test_a_search_that_cannot_be_read(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One search that our rules fail on is left out and named, and the others are found."""
    ids = [await add_search(db, await add_user(db)) for _ in range(3)]
    index = indexer(db)
    found = await asking(index)
    read = terms.keys

    def failing(criteria: SearchCriteria) -> set[str]:
        if criteria.id == ids[1]:
            raise KeyError(criteria.id)
        return read(criteria)

    monkeypatch.setattr(terms, "keys", failing)
    await db.text("UPDATE searches SET keywords = '{engineer,pilot}'")

    assert found == ids
    assert await asking(index) == [ids[0], ids[2]]
    assert [vars(one).get("search_id") for one in caplog.records] == [ids[1]]


async def test_what_was_undone(db: Database) -> None:
    """A change that was not committed never happened."""
    search_id = await add_search(db, await add_user(db))
    index = indexer(db)
    with suppress(ZeroDivisionError):
        async with db.transaction() as t:
            await t.text("DELETE FROM searches")
            raise ZeroDivisionError

    assert await asking(index) == [search_id]


async def test_each_change_is_read_once(db: Database) -> None:
    """What did not change is not read again, whoever else signs in or is busy meanwhile."""
    read: list[int] = []

    class Noting(SearchChanges):
        async def asked(self, search_ids: Sequence[int]) -> list[SearchCriteria]:
            read.extend(search_ids)
            return await super().asked(search_ids)

    ids = [await add_search(db, await add_user(db)) for _ in range(3)]
    index = SearchIndexer(60, changes=Noting(db))
    await index.catch_up()
    async with db.transaction() as slow:
        await slow.text("UPDATE users SET last_seen_at = now()")
        await db.text("UPDATE searches SET name = 'b' WHERE id = $1", ids[1])
        for _ in range(3):
            await index.catch_up()
    await index.catch_up()

    assert read == [ids[1]]


async def test_any_edits(db: Database) -> None:
    """After random additions, changes and removals it is what a new one would be."""
    rng = random.Random(14)  # noqa: S311 - the same edits each time
    users = [await add_user(db) for _ in range(3)]
    index, ids = indexer(db), [await add_search(db, users[0])]
    for _ in range(40):
        edit = rng.choice(["add", "change", "pause", "remove"])
        one = rng.choice(ids)
        keywords = rng.sample(["engineer", "pilot", "go"], 2)
        if edit == "add":
            ids.append(await add_search(db, rng.choice(users), keywords=keywords))
        elif edit == "change":
            await db.text("UPDATE searches SET keywords = $2 WHERE id = $1", one, keywords)
        elif edit == "pause":
            await db.text("UPDATE searches SET paused = NOT paused WHERE id = $1", one)
        else:
            await db.text("DELETE FROM searches WHERE id = $1", one)
        if rng.random() < 0.5:
            assert await asking(index) == await asking(indexer(db))

    assert await asking(index) == await asking(indexer(db)) != []


async def test_purge(db: Database) -> None:
    """What every index has read is removed; an index that slept longer reads all searches."""
    ids = [await add_search(db, await add_user(db)) for _ in range(2)]
    index, changes = indexer(db), SearchChanges(db)
    await index.catch_up()
    await db.text("UPDATE searches SET keywords = '{pilot}' WHERE id = $1", ids[0])
    await db.text("UPDATE search_changes SET changed_at = now() - interval '8 days'")

    removed = await changes.purge(timedelta(days=7))
    assert index._position is not None
    index._position = msgspec.structs.replace(
        index._position, at=index._position.at - RESUMED_WITHIN - timedelta(minutes=1)
    )

    assert removed == 3
    assert await asking(index) == [ids[1]]


async def test_hears_of_changes(db: Database, database_url: str) -> None:
    """A change that another process announces is in the index long before the next pass."""
    ticked, read = asyncio.Event(), asyncio.Event()

    class Noting(SearchChanges):
        async def asked(self, search_ids: Sequence[int]) -> list[SearchCriteria]:
            read.set()
            return await super().asked(search_ids)

    class Ticking(SearchIndexer):
        async def tick(self) -> None:
            await super().tick()
            ticked.set()

    user_id = await add_user(db)
    await add_search(db, user_id, keywords=["pilot"])
    searches = Searches(db, base_url="https://scout.example")
    (there,) = await searches.page(user_id, 0, 1)
    stated = {name: getattr(there, name) for name in SearchTerms.__struct_fields__}
    index = Ticking(3600, changes=Noting(db))
    wake = flow._waking(SimpleNamespace(wake=lambda: None), [index], [])  # type: ignore[arg-type]
    notifications = Notifications(database_url, flow.CHANNEL, wake)
    stopping = asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as running:
        running.create_task(index.run())
        running.create_task(notifications.run_until(stopping))
        await ticked.wait()
        while not read.is_set():  # until it listens
            await searches.change(user_id, int(there.id), lambda _: SearchTerms(**stated))
        await index.stop()
        stopping.set()
