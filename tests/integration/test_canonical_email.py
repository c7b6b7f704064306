"""Accounts of before the canonical form: each gets its own, and none is lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import psycopg
import pytest

from jobscout.sql import database, inspection, migrations
from jobscout.sql.account_mails import AccountMails
from jobscout.sql.accounts import Accounts
from jobscout.sql.users import Users
from tests.integration.stepping import stepping

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATION: Final = "0016.canonical_email"
# id, address, whether it was verified; older ids are older accounts
ROWS: Final = (
    (1, "Ada@Example.org", False),
    (2, "ada@example\u3002org", True),
    (3, "ada@example.org\u200b", False),
    (4, "user@m\u00fcnchen.de", False),
    (5, "USER@xn--mnchen-3ya.de", False),
    (6, "a b@example.org", True),
    (7, "\u00fcser@example.org", False),
)


@pytest.fixture
def filled(servers: tuple[str, str]) -> Iterator[str]:
    """A database of the migrations before, with people in it."""
    with stepping(servers[0], "before_canonical") as schema:
        schema.up(*(one for one in schema.ids if one < MIGRATION))
        with psycopg.connect(schema.url) as connection, connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO users (id, email, password_hash, email_verified_at, created_at)"
                " VALUES (%s, %s, 'hash', CASE WHEN %s THEN now() END,"
                " now() + %s * interval '1 s')",
                [(*row, row[0]) for row in ROWS],
            )
            cursor.execute("UPDATE users SET deleted_at = now() WHERE email LIKE 'a b%'")
            cursor.execute(
                "INSERT INTO users (id, email, password_hash) SELECT 100 + n,"
                " 'person-' || n || '@example.org', 'hash' FROM generate_series(1, 12000) n"
            )
        yield schema.url


async def test_accounts_of_before(filled: str, caplog: pytest.LogCaptureFixture) -> None:
    """The verified one holds an address, else the older; the others sign in as they did.

    No spelling of a held address makes another account, and the migration can be undone.
    """
    with caplog.at_level(logging.WARNING, "jobscout.migrations"):
        applied = migrations.apply(filled)
    async with database.connect(filled, min_size=1, max_size=2) as db:
        rows = await db.text("SELECT id, email, canonical_email FROM users WHERE id < 100")
        users, mails = Users(db), AccountMails(db, domain="x")
        signs_in = {}
        for _, email, _ in ROWS:
            found = await users.credentials(email)
            signs_in[email] = found and int(found.user.id)
        others = {
            spelling: await users.credentials(spelling)
            for spelling in ("ADA@example.org", "user@M\u00dcNCHEN.de", "U\u0308SER@example.org")
        }
        missing = await db.text("SELECT count(*) FROM users WHERE canonical_email IS NULL")
        asked = await mails.ask("user@xn--mnchen-3ya.de", "reset_password")
        (addressee,) = await db.text("SELECT user_id FROM account_mails")
        await Accounts(db, domain="x").set_admin("\uff55ser@m\u00fcnchen\u3002de", is_admin=True)
        (admin,) = await db.text("SELECT id FROM users WHERE is_admin")
        facts = await inspection.inspect(filled)

    assert MIGRATION in applied
    assert {row["id"]: row["email"] for row in rows} == {row[0]: row[1] for row in ROWS}
    assert {row["id"]: row["canonical_email"] for row in rows} == {
        **dict.fromkeys((1, 3, 5, 6)),
        2: "ada@example.org",
        4: "user@xn--mnchen-3ya.de",
        7: "\u00fcser@example.org",
    }
    assert list(signs_in.values()) == [1, 2, 3, 4, 5, None, 7]
    assert [found and int(found.user.id) for found in others.values()] == [1, 4, 7]
    assert (missing[0][0], facts.uncanonical) == (4, 3)
    assert (asked, addressee["user_id"], admin["id"]) == (True, 5, 4)
    (said,) = [record for record in caplog.records if record.name == "jobscout.migrations"]
    assert vars(said)["user_ids"] == [1, 3, 5]

    with psycopg.connect(filled) as connection, pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute(
            "INSERT INTO users (email, canonical_email, password_hash)"
            " VALUES ('other', 'ada@example.org', 'hash')"
        )
    assert MIGRATION in migrations.roll_back(filled)
