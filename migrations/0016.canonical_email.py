"""One account for an address, however it is spelt: each has the canonical form of its own.

IDNA and NFKC are more than SQL can do, so that the accounts there are get theirs from here. Where
two are spellings of one address, the verified one holds it, else the older. The other, like one
whose address mail can never reach, keeps no canonical form: its person signs in by the very
spelling, and ``main.py doctor`` counts such accounts.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from yoyo import step

from jobscout import mail_addresses

if TYPE_CHECKING:
    import psycopg

__depends__ = {"0015.openings"}

log = logging.getLogger("jobscout.migrations")

BATCH: Final = 5_000  # accounts in one statement


def fill(connection: psycopg.Connection) -> None:
    """Give every living account its canonical address, as far as it has one of its own."""
    held: set[str] = set()
    left: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, email FROM users WHERE deleted_at IS NULL"
            " ORDER BY email_verified_at IS NULL, created_at, id"
        )
        accounts = cursor.fetchall()
        for start in range(0, len(accounts), BATCH):
            ids, canonical = [], []
            for user_id, email in accounts[start : start + BATCH]:
                key = mail_addresses.key(email)
                if key is None or key in held:
                    left.append(user_id)
                    continue
                held.add(key)
                ids.append(user_id)
                canonical.append(key)
            cursor.execute(
                "UPDATE users SET canonical_email = n.canonical"
                " FROM unnest(%s::bigint[], %s::text[]) AS n(id, canonical) WHERE users.id = n.id",
                (ids, canonical),
            )
    if left:
        log.warning("accounts without a canonical address", extra={"user_ids": left[:100]})


steps = [
    step(
        "ALTER TABLE users ADD COLUMN canonical_email text",
        "ALTER TABLE users DROP COLUMN canonical_email",
    ),
    step(fill),
    step(
        "CREATE UNIQUE INDEX users_canonical_email ON users (canonical_email)"
        " WHERE deleted_at IS NULL",
        "DROP INDEX users_canonical_email",
    ),
    # Whoever is asked for by an address. An account without a canonical address is found by its
    # own spelling, before the one that holds the address.
    step(
        """
        CREATE FUNCTION account_of(typed text, canonical text) RETURNS bigint
        LANGUAGE sql STABLE AS $$
            SELECT id FROM users
            WHERE deleted_at IS NULL AND (canonical_email = canonical
                OR (canonical_email IS NULL AND lower(email) = lower(typed)))
            ORDER BY canonical_email NULLS FIRST
            LIMIT 1
        $$
        """,
        "DROP FUNCTION account_of",
    ),
]
