"""Seeds: what a fresh database is given, once however often it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import BadConfig
from jobscout.sources import board_address
from jobscout.sql.seeds import NewCompany, NewSearch, NewSource, Seeds
from tests.integration.board_rows import Board
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

ACME = NewCompany("acme", "Acme", "https://acme.example")
BOARD = NewSource(
    kind="greenhouse", config={"board": "acme"}, name="Acme on Greenhouse", company="acme"
)
EVERYTHING = NewSource(kind="remotive", config={}, name="Remotive", priority="low", active=False)


async def add_ada(db: Database) -> int | None:
    return await Seeds(db).add_user(
        email="Ada@example.org",
        password_hash="-",
        full_name="Ada",
        timezone="Africa/Nairobi",
        is_admin=False,
        email_verified=True,
        searches=[NewSearch(name="mine", titles=["Engineer"], countries=["KE"])],
    )


async def test_companies_twice(db: Database) -> None:
    """The same companies again keep their ids, names and websites."""
    seeds = Seeds(db)
    first = await seeds.add_companies([ACME])

    second = await seeds.add_companies([NewCompany("acme", "Other", "https://other.example")])

    (row,) = await db.text("SELECT name, website FROM companies")
    assert first == second
    assert tuple(row) == ("Acme", "https://acme.example")


async def test_sources_twice(db: Database) -> None:
    """A board is added once, with the identity, page and host of its kind."""
    seeds = Seeds(db)
    companies = await seeds.add_companies([ACME])

    added = [
        await seeds.add_sources([BOARD, EVERYTHING], companies, board_address) for _ in range(2)
    ]

    acme, everything = await db.text("SELECT * FROM sources ORDER BY kind")
    assert added == [2, 0]
    assert (acme["board"], acme["company_id"]) == ("acme", companies["acme"])
    assert acme["host"] == "boards-api.greenhouse.io"
    assert (everything["company_id"], everything["priority"]) == (None, "low")
    assert not everything["active"]


async def test_bad_config(db: Database) -> None:
    """A source that lacks what its kind needs is refused with the field's name."""
    broken = NewSource(kind="greenhouse", config={}, name="Nameless")

    with pytest.raises(BadConfig, match="board"):
        await Seeds(db).add_sources([broken], {}, board_address)


async def test_shelves_twice(db: Database) -> None:
    """Each company has one shelf for samples, which is never scraped."""
    seeds = Seeds(db)
    companies = await seeds.add_companies([ACME])

    first, second = [await seeds.add_shelves(companies) for _ in range(2)]

    (row,) = await db.text("SELECT id, active FROM sources")
    assert first == {companies["acme"]: row["id"]}
    assert second == {}
    assert not row["active"]


async def test_user_twice(db: Database) -> None:
    """An account is made once, whatever the case of its address, with its searches."""
    first = await add_ada(db)
    await db.text("UPDATE users SET email = 'ada@EXAMPLE.org'")

    second = await add_ada(db)

    (search,) = await db.text("SELECT * FROM searches")
    (user,) = await db.text("SELECT * FROM users")
    assert (first, second) == (user["id"], None)
    assert user["email_verified_at"] is not None
    assert (search["user_id"], search["titles"], search["countries"]) == (
        first,
        ["Engineer"],
        ["KE"],
    )


async def test_applications_twice(db: Database) -> None:
    """One tracked job in each state, newest first; none of them has a delivery."""
    user_id = await add_ada(db)
    assert user_id is not None
    board = await Board.open(db)
    await board.read(*(posting(str(n), n) for n in range(3)))

    for _ in range(2):
        await Seeds(db).add_applications(user_id, ["Applied", "Offer"])

    rows = await db.text("SELECT * FROM alerts ORDER BY id")
    assert [row["application_status"] for row in rows] == ["Applied", "Offer"]
    assert all(row["bundled_at"] for row in rows)
    assert len(await db.text("SELECT FROM alert_events")) == 2


async def test_is_empty(db: Database) -> None:
    """A database is empty until somebody or something uses it."""
    before = await Seeds(db).is_empty()

    await add_ada(db)

    assert before is True
    assert await Seeds(db).is_empty() is False
