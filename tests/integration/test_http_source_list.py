"""The list of sources: what it leaves out, and what it says of all sources together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.sql.seeds import NewCompany, Seeds
from tests.integration.board_rows import Board
from tests.integration.test_http_sources import fail

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

PATH = "/sources/"


async def test_sample_postings_are_no_source(server: Server, db: Database) -> None:
    """The seed's made-up postings are neither listed nor counted as paused boards."""
    admin = await server.rows.user(admin=True)
    await Board.open(db, name="Acme")
    companies = await Seeds(db).add_companies([NewCompany("acme", "Acme")])
    assert len(await Seeds(db).add_shelves(companies)) == 1

    page = await server.json("GET", PATH, headers=admin.headers)
    stats = await server.json("GET", "/admin/stats", headers=admin.headers)

    assert ([one["name"] for one in page["items"]], page["total"]) == (["Acme"], 1)
    assert (stats["sources"]["total"], stats["sources"]["paused"]) == (1, 0)


async def test_no_network_is_one_sentence(server: Server, db: Database) -> None:
    """When no host of several is reached; not for one host, nor while another one answers."""
    admin = await server.rows.user(admin=True)
    sources = [await Board.open(db, name=name) for name in ("a", "b", "c")]
    await db.text("UPDATE sources SET host = name || '.example'")

    async def notice() -> str | None:
        said: str | None = (await server.json("GET", PATH, headers=admin.headers))["notice"]
        return said

    told = [await notice()]
    for board in sources:
        await fail(db, board, "unreachable")
        told.append(await notice())
    await db.text("UPDATE sources SET host = 'a.example'")
    told.append(await notice())
    await db.text("UPDATE sources SET host = name || '.example', active = name <> 'c'")
    await fail(db, sources[0], "server-error")
    told.append(await notice())

    assert told[:1] == [None]
    assert told[1] is None  # one host alone may be down
    assert "None of 2 hosts" in (told[2] or "")  # the third was never read
    assert "None of 3 hosts" in (told[3] or "")
    assert told[4:] == [None, None]
