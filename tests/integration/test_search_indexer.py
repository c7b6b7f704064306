"""The index of searches is never older than what was committed before it was asked."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.actors import search_indexer
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.rules.search_index import SearchIndex, snapshots
from jobscout.rules.searches import JobFeatures
from jobscout.rules.skills import Skill
from jobscout.sql.search_changes import RESUMED_WITHIN, Position, SearchChanges
from jobscout.sql.skills import Skills
from tests.integration.board_rows import add, add_search, add_user

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobscout.rules.searches import SearchCriteria
    from jobscout.sql.database import Database

JOB = JobFeatures(
    id=1,
    title="Engineer",
    company_slug="acme",
    company_name="Acme",
    skills=("Go", "Kubernetes"),
)


def indexer(db: Database, folder: Path | None = None) -> SearchIndexer:
    return SearchIndexer(60, changes=SearchChanges(db), folder=folder)


async def asking(index: SearchIndexer, job: JobFeatures = JOB) -> list[int]:
    """The searches that ask for a job, as the matcher asks."""
    await index.catch_up()
    (sought,) = await index.find([job])
    return list(sought.asking)


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


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which snapshots of any number of searches are kept."""
    monkeypatch.setattr(search_indexer, "SNAPSHOT_OF", 1)
    return tmp_path / "search_index"


class Unread(SearchChanges):
    """Whose table may not be read as a whole."""

    async def page(self, after: int, most: int) -> list[SearchCriteria]:
        raise AssertionError


async def test_starts_from_a_snapshot(db: Database, kept: Path) -> None:
    """It is read instead of the table, and what changed since is followed."""
    ids = [await add_search(db, await add_user(db)) for _ in range(4)]
    first = indexer(db, kept)
    await first.catch_up()
    await first.stop()
    await first.run()

    await db.text("DELETE FROM searches WHERE id = $1", ids[0])
    await db.text("UPDATE searches SET keywords = '{pilot}' WHERE id = $1", ids[1])
    ids.append(await add_search(db, await add_user(db)))
    second = SearchIndexer(60, changes=Unread(db), folder=kept)

    assert await asking(second) == ids[2:]
    assert [path.name for path in kept.iterdir()] == [search_indexer.SNAPSHOT]
    assert (kept / search_indexer.SNAPSHOT).stat().st_mode & 0o777 == 0o600


def _old(position: Position) -> Position:
    return msgspec.structs.replace(position, at=position.at - RESUMED_WITHIN - timedelta(hours=1))


def _foreign(position: Position) -> Position:
    return msgspec.structs.replace(position, server="another 1 00000001")


def _ahead(position: Position) -> Position:
    return msgspec.structs.replace(position, snapshot="999999999:999999999:")


@pytest.mark.parametrize("change", [_old, _foreign, _ahead])
async def test_a_snapshot_that_cannot_be_followed(db: Database, kept: Path, change: Any) -> None:
    """One that is too old, or of another database or one that was restored, is left alone."""
    search_id = await add_search(db, await add_user(db))
    position = change(await SearchChanges(db).position())
    kept.mkdir()
    packed = snapshots.pack(SearchIndex(), msgspec.msgpack.encode(position))
    (kept / search_indexer.SNAPSHOT).write_bytes(packed)

    assert await asking(indexer(db, kept)) == [search_id]


async def test_a_torn_snapshot(db: Database, kept: Path) -> None:
    """Half a file is left alone, and replaced."""
    search_id = await add_search(db, await add_user(db))
    kept.mkdir()
    (kept / search_indexer.SNAPSHOT).write_bytes(b"jobscout search index 1\n half")
    index = indexer(db, kept)

    found = await asking(index)
    await index.stop()
    await index.run()

    assert found == [search_id]
    snapshots.unpack((kept / search_indexer.SNAPSHOT).read_bytes())


async def test_a_server_that_does_not_tell(db: Database, kept: Path) -> None:
    """Where nobody knows which history it is, changes are followed and no snapshot is left."""
    told: list[str] = []
    with suppress(ZeroDivisionError):
        async with db.transaction() as t:
            await t.text("CREATE ROLE plain")
            for role in ("none", "plain"):
                await t.text(f"SET LOCAL ROLE {role}")
                told.append((await t.text("SELECT server_history()"))[0][0])
            await t.text("SET LOCAL ROLE none")
            await t.text("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public")
            await t.text("SET LOCAL ROLE plain")
            told.append((await t.text("SELECT server_history()"))[0][0])
            raise ZeroDivisionError
    await db.text(
        "CREATE OR REPLACE FUNCTION server_history() RETURNS text LANGUAGE sql AS $$ SELECT '' $$"
    )
    search_id = await add_search(db, await add_user(db))
    index = indexer(db, kept)
    found = await asking(index)
    await db.text("DELETE FROM searches")
    found += await asking(index)
    await index.stop()
    await index.run()

    assert told == [told[0], told[0], ""]
    assert told[0]
    assert found == [search_id]
    assert not kept.exists()


async def test_few_searches_leave_no_file(db: Database, tmp_path: Path) -> None:
    """What is read from the table as fast is not written to disk, and no old file is left."""
    await add_search(db, await add_user(db))
    (tmp_path / search_indexer.SNAPSHOT).write_bytes(b"of more searches")
    index = indexer(db, tmp_path)
    await index.catch_up()
    await index.stop()
    await index.run()

    assert list(tmp_path.iterdir()) == []
