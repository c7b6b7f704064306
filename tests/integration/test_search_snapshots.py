"""A snapshot of the index is read only where what changed since can be followed."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.actors import search_indexer
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.rules.search_index import SearchIndex, snapshots
from jobscout.sql.search_changes import RESUMED_WITHIN, Position, SearchChanges
from tests.integration.board_rows import add_search, add_user
from tests.integration.index_rows import asking, indexer

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.rules.searches import SearchCriteria
    from jobscout.sql.database import Database


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
