"""P13: erasure leaves no trace in PostgreSQL, Redis or storage, and gives a receipt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from jobscout.actors.eraser import Eraser
from jobscout.inbox import Inbox
from jobscout.messages import ErasureDue
from jobscout.outgoing import Mail
from jobscout.outside.limits import Limits, connect
from jobscout.outside.mail import FileMailer
from jobscout.outside.storage import Storage
from jobscout.outside.tokens import RevokedSessions
from jobscout.rate_limits import RateLimitRequest
from jobscout.sql.erasures import BATCH, Erasures
from tests.integration import complete_user
from tests.integration.rows import PASSWORD, Rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from redis.asyncio import Redis

    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

NAME = "Ada Unmistakable"
DUE = (
    "UPDATE erasures SET due_at = now(), next_try_at = now() WHERE finished_at IS NULL RETURNING 1"
)


class KilledError(BaseException):
    """Nothing inside gets a word in."""


class World(NamedTuple):
    db: Database
    redis: Redis
    storage: Storage
    mailer: FileMailer
    revoked_sessions: RevokedSessions
    limits: Limits
    folder: Path

    def eraser(self, **changes: Any) -> Eraser:
        usual: dict[str, Any] = {
            "erasures": Erasures(self.db),
            "files": self.storage,
            "mailer": self.mailer,
            "revoked_sessions": self.revoked_sessions,
            "limits": self.limits,
        }
        return Eraser(Inbox("eraser", 4), **usual | changes)

    async def erase_due(self, **changes: Any) -> None:
        for erasure_id in await Erasures(self.db).due(10):
            await self.eraser(**changes).attempt(ErasureDue(erasure_id))

    async def traces(self, *needles: str) -> list[str]:
        """Where any of these words still stands."""
        everything = await complete_user.whole_database(self.db)
        async for key in self.redis.scan_iter():
            value = await self.redis.get(key)
            everything[f"redis {key!r}"] = f"{key!r} {value!r}"
        for path in self.folder.rglob("*"):
            if path.is_file():
                everything[str(path)] = f"{path.name} {path.read_bytes()!r}"
        return [
            f"{needle} in {place}"
            for place, text in everything.items()
            for needle in needles
            if needle in text or needle.encode().hex() in text
        ]


@pytest.fixture
async def at(db: Database, redis_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """Everything outside that knows people."""
    async with connect(redis_url) as redis:
        revoked_sessions = RevokedSessions(redis)
        yield World(
            db=db,
            redis=redis,
            storage=Storage((tmp_path / "storage").as_uri()),
            mailer=FileMailer(tmp_path / "mail", "jobs@example.org"),
            revoked_sessions=revoked_sessions,
            limits=Limits(redis, revoked_sessions),
            folder=tmp_path,
        )


async def unmistakable(rows: Rows, at: World, user_id: int) -> SignedInUser:
    """A person whose id, address and name stand nowhere by chance, everywhere they can."""
    await rows.value("SELECT setval('users_id_seq', $1)", user_id - 1)
    user = await rows.user()
    assert user.id == user_id
    await complete_user.fill(rows, user, NAME)
    await at.storage.put(f"users/{user.id}/cv.pdf", NAME.encode())
    await at.storage.put(f"users/{user.id}/orphan.pdf", user.email.encode())
    await at.mailer.send(letter(user.email))
    await at.limits.admit(None, RateLimitRequest(key=f"jobs:user-{user.id}", limit=5, period_s=60))
    await at.revoked_sessions.revoke([user.session_id])
    return user


def letter(to: str) -> Mail:
    return Mail(to=to, subject="s", text="t", html="h", message_id=f"<{to}>")


async def close(server: Server, user: SignedInUser) -> None:
    body = {"password": PASSWORD}
    await server.json("DELETE", "/users/me", 204, json=body, headers=user.headers)


async def test_every_table_about_users_is_filled(db: Database) -> None:
    """A table that is new and knows people must be erased and exported: this test asks for it."""
    rows = Rows(db)
    user = await rows.user()
    await complete_user.fill(rows, user, NAME)
    found = {
        table: await rows.value(f"SELECT count(*) FROM {table} WHERE user_id = $1", user.id)  # noqa: S608
        for table in await complete_user.user_tables(db)
    }

    assert found.pop("erasures") == 0
    assert {table for table, count in found.items() if not count} == set()


async def test_no_trace(server: Server, at: World) -> None:
    """P13: address, name and id are gone from every table, key and file; others' are not."""
    other = await server.rows.user()
    await complete_user.fill(server.rows, other, "Grace Otherwise")
    await at.storage.put(f"users/{other.id}/cv.pdf", b"Grace")
    await at.mailer.send(letter(other.email))
    user = await unmistakable(server.rows, at, 987_654_321_987)
    needles = (user.email, NAME, str(user.id))
    before = await at.traces(*needles)
    await close(server, user)
    await at.erase_due()
    too_early = await server.rows.value("SELECT count(*) FROM users WHERE id = $1", user.id)
    await server.rows.value(DUE)
    others = await at.traces(other.email, "Grace")
    await at.erase_due()

    assert len(before) > 20
    assert too_early == 1
    audit = await server.rows.value("SELECT count(*) FROM audit")
    assert audit == 4  # what was done stays, whoever did it, to whomever
    assert await at.traces(*needles) == []
    assert await at.traces(other.email, "Grace") == others
    assert await at.storage.keys("users/") == [f"users/{other.id}/cv.pdf"]


async def test_receipt(server: Server, at: World) -> None:
    """The number that was mailed names a row that says what was erased and when, and not whose."""
    user = await unmistakable(server.rows, at, 987_654_321_987)
    await close(server, user)
    (mail,) = await server.due_mails("account_closed")
    await server.rows.value(DUE)
    await at.erase_due()
    (row,) = await at.db.text("SELECT *, erased::text AS said FROM erasures")

    assert mail.receipt == str(row["receipt"])
    assert mail.erased_at is not None
    assert abs(mail.erased_at - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=1)
    assert row["user_id"] is None
    assert row["finished_at"] is not None
    for counted in ('"files": 2', '"alerts": 1', '"deliveries": 1', '"cvs": 1', '"users": 1'):
        assert counted in row["said"]


STEPS = [
    *("delete_under", "forget", "note_files", "sessions_of", "erase_rows"),
    *("forget_user", "complete"),
]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
async def test_killed(server: Server, at: World, step: str, when: str) -> None:
    """A kill before or after any step loses nothing: when the claim lapses, the rest is done."""

    def dying(real: Any) -> Any:
        class Dying:
            def __getattr__(self, name: str) -> Any:
                if name != step:
                    return getattr(real, name)

                async def die(*given: Any) -> Any:
                    if when == "after":
                        await getattr(real, name)(*given)
                    raise KilledError

                return die

        return Dying()

    user = await unmistakable(server.rows, at, 987_654_321_987)
    await close(server, user)
    await server.rows.value(DUE)
    parts = {"erasures": Erasures(at.db), "files": at.storage, "mailer": at.mailer}
    ports = {**parts, "limits": at.limits}
    with pytest.raises(KilledError):
        await at.erase_due(**{name: dying(real) for name, real in ports.items()})
    held = await Erasures(at.db).due(10)
    await server.rows.value(
        "UPDATE erasures SET claimed_until = NULL, next_try_at = now() RETURNING 1"
    )
    await at.erase_due()

    assert held == []
    assert await at.traces(user.email, NAME, str(user.id)) == []
    assert await server.rows.value("SELECT finished_at IS NOT NULL FROM erasures") is True
    erased = await server.rows.value("SELECT erased->>'alerts' FROM erasures")
    assert erased == "1"


async def test_many_alerts(server: Server, at: World) -> None:
    """More alerts than a batch go too, in more than one transaction."""
    user = await server.rows.user()
    await server.rows.value("INSERT INTO companies (slug, name) VALUES ('x', 'X') RETURNING 1")
    await server.rows.value(
        "WITH made AS (INSERT INTO jobs (company_id, title, posted_at)"
        " SELECT (SELECT id FROM companies), 'Job', now() FROM generate_series(1, $2::integer)"
        " RETURNING id), told AS (INSERT INTO alerts (user_id, job_id, score)"
        " SELECT $1, id, 0.5 FROM made RETURNING 1) SELECT count(*) FROM told",
        user.id,
        BATCH + 10,
    )
    await close(server, user)
    await server.rows.value(DUE)
    await at.erase_due()

    erased = await server.rows.value("SELECT (erased->>'alerts')::integer FROM erasures")
    assert erased == BATCH + 10


async def test_closing(server: Server) -> None:
    """Sign-in, tokens, alerts and mails end at once; the address is free for a new account."""
    user = await server.rows.user()
    other = await server.rows.sign_in(user)

    await close(server, user)

    for gone in (user, other):
        said = await server.problem("GET", "/users/me", 401, headers=gone.headers)
        assert said == "token-revoked"
    assert sorted(server.revoked) == sorted([user.session_id, other.session_id])
    login = {"email": user.email, "password": PASSWORD}
    assert await server.problem("POST", "/auth/login", 401, json=login) == "invalid-credentials"
    new = {"email": user.email, "password": "quite another long one"}
    await server.json("POST", "/auth/register", 201, json=new)
    await server.json("POST", "/auth/login", json=new)


async def test_closing_needs_the_password(server: Server) -> None:
    """401 and nothing happens; a bad body is named; an unverified person may close too."""
    user = await server.rows.user(verified=False)
    path, headers = "/users/me", user.headers

    wrong = await server.problem("DELETE", path, 401, json={"password": "guess"}, headers=headers)

    assert wrong == "invalid-credentials"
    assert await server.faults("DELETE", path, json={}, headers=headers) == ["password"]
    assert await server.faults("DELETE", path, json={"password": 1, "a": 1}, headers=headers) == [
        *("a", "password"),
    ]
    await server.json("GET", path, headers=headers)
    await close(server, user)


async def test_two_accounts_of_one_address(server: Server, at: World) -> None:
    """The erasure of the closed one leaves the one that was opened after it alone."""
    user = await server.rows.user()
    await close(server, user)
    new = {"email": user.email, "password": "quite another long one"}
    said = await server.json("POST", "/auth/register", 201, json=new)
    await server.rows.value(DUE)
    await at.erase_due()

    headers = {"Authorization": f"Bearer {said['access_token']}"}
    assert (await server.json("GET", "/users/me", headers=headers))["email"] == user.email
