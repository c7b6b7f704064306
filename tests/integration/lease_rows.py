"""Due work of every kind, and all that can become of it, in the same words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from prometheus_client import REGISTRY

from jobscout.errors import SourceError
from jobscout.model import Findings, ScrapeStats
from jobscout.sql import account_mails, cvs, deliveries, erasures, matches, recent_searches, scrapes
from jobscout.sql import webhook_attempts as calls
from jobscout.sql.scrape_leases import LEASES
from jobscout.sql.search_dry_run import SearchDryRun
from tests.integration.alert_rows import add_delivery, add_job, deliveries_of
from tests.integration.board_rows import add, add_search, add_source, add_user
from tests.integration.match_rows import claimed
from tests.integration.webhook_rows import add_receiver

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database
    from jobscout.sql.leases import Leases

LEASE = timedelta(minutes=5)
FINDINGS = Findings(
    pages=1, skills=(), maybe_skills=(), years_of_experience=None, languages=(), sections={}
)


def taken_over(kind: str) -> float:
    return REGISTRY.get_sample_value("jobscout_claims_taken_over_total", {"kind": kind}) or 0.0


class Work:
    """A row of due work, and the store that it is claimed from.

    What ends a claim takes effect on the last one that was made here.
    """

    leases: ClassVar[Leases]
    only: ClassVar[dict[str, Any]] = {}  # which of these rows, as ``due`` is told
    store: Any
    done: ClassVar[str]  # what is true of a row that is
    hopeless: ClassVar[str]  # and of one that was discarded

    def __init__(self, db: Database, row_id: int) -> None:
        self.db = db
        self.id = row_id
        self.claimed: Any = None

    @classmethod
    async def add(cls, db: Database) -> Work:
        return cls(db, await cls.make(db))

    @classmethod
    async def make(cls, db: Database) -> int:
        raise NotImplementedError

    def at(self, db: Database) -> Work:
        """The same row, for another process."""
        return type(self)(db, self.id)

    @property
    def due_as(self) -> int:
        return self.id

    @property
    def held(self) -> Any:
        return self.id

    async def due(self, most: int = 10) -> list[int]:
        found: list[int] = await self.store.due(most, **self.only)
        return found

    async def claim(self) -> bool:
        claimed = await self.store.claim(self.due_as, LEASE)
        self.claimed = claimed or self.claimed
        return bool(claimed)

    async def complete(self) -> None:
        await self.store.complete(self.held)

    async def retry(self, wait: timedelta | None = timedelta(minutes=7)) -> bool:
        again: bool = await self.store.retry(self.held, "refused\0", wait)
        return again

    async def snooze(self, wait: timedelta) -> None:
        await self.store.snooze(self.held, wait)

    async def release(self) -> None:
        await self.store.release(self.held)

    async def discard(self) -> None:
        await self.store.discard(self.held, "hopeless")

    async def row(self) -> asyncpg.Record:
        sql = f"SELECT *, next_try_at - now() AS wait FROM {self.leases.work.table} WHERE id = $1"  # noqa: S608
        (row,) = await self.db.text(sql, self.id)
        return row

    async def has(self, condition: str) -> bool:
        """Whether this is true of the row now."""
        sql = f"SELECT {condition} FROM {self.leases.work.table} WHERE id = $1"  # noqa: S608
        return bool((await self.db.text(sql, self.id))[0][0])

    async def set(self, sets: str) -> None:
        """Change the row behind everybody's back."""
        await self.db.text(f"UPDATE {self.leases.work.table} SET {sets} WHERE id = $1", self.id)  # noqa: S608

    async def lapse(self) -> None:
        """Whoever held it has forgotten it, or is past its time."""
        await self.set("claimed_until = now() - interval '1 s'")


class Scrape(Work):
    leases = LEASES
    only: ClassVar = {"priority": "normal"}
    done = "status = 'ok' AND finished_at IS NOT NULL"
    hopeless = "status = 'failed' AND finished_at IS NOT NULL AND error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        scrape_id, _ = await scrapes.Scrapes(db).trigger(await add_source(db), "manual")
        return scrape_id

    @property
    def store(self) -> Any:
        return scrapes.Scrapes(self.db)

    async def complete(self) -> None:
        numbers = ("http_requests", "not_modified", "bytes", "found", "new", "updated", "closed")
        result: dict[str, Any] = dict.fromkeys((*numbers, "unchanged", "duplicates"), 0)
        result |= {"status": "ok", "error_kind": None, "error": None, "rejects": "[]"}
        await self.leases.complete(self.db, self.id, **result)

    async def discard(self) -> None:
        await self.store.discard(self.id, SourceError("not-found", "hopeless"), ScrapeStats())


class Job(Work):
    leases = matches.LEASES
    only: ClassVar = {"tried": False}
    done = "matched_at IS NOT NULL AND last_error IS NULL"
    hopeless = "matched_at IS NULL AND last_error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        return await add_job(db)

    @property
    def store(self) -> Any:
        return matches.Matches(self.db)

    @property
    def held(self) -> Any:
        return [self.id]

    async def due(self, most: int = 10) -> list[int]:
        store = matches.Matches(self.db)
        return [id_ for tried in (False, True) for id_ in await store.due(most, tried=tried)]

    async def claim(self) -> bool:
        return list(await self.store.claim([self.id], LEASE)) == [self.id]

    async def complete(self) -> None:
        await self.store.complete(await claimed(self.db, self.id), [])

    async def discard(self) -> None:
        await self.leases.discard(self.db, [self.id], "hopeless")


class Delivery(Work):
    leases = deliveries.LEASES
    done = "status = 'sent' AND sent_at IS NOT NULL AND last_error IS NULL"
    hopeless = "status = 'failed' AND failed_at IS NOT NULL AND last_error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        return await add_delivery(db, await add_user(db))

    @property
    def store(self) -> Any:
        return deliveries_of(self.db)


class Reminder(Delivery):
    """One that reminds."""

    @classmethod
    async def make(cls, db: Database) -> int:
        return await add_delivery(db, await add_user(db), reminder_ids=[1])


class WebhookCall(Work):
    """Known by its person, and claimed with their webhook."""

    leases = calls.LEASES
    done, hopeless = Delivery.done, Delivery.hopeless
    user_id: int

    @classmethod
    async def add(cls, db: Database) -> Work:
        user_id = await add_receiver(db)
        work = cls(db, await add_delivery(db, user_id, channel="webhook"))
        work.user_id = user_id
        return work

    def at(self, db: Database) -> Work:
        work = type(self)(db, self.id)
        work.user_id = self.user_id
        return work

    @property
    def store(self) -> Any:
        return calls.WebhookAttempts(self.db)

    @property
    def due_as(self) -> int:
        return self.user_id

    @property
    def held(self) -> Any:
        return self.claimed

    async def lapse(self) -> None:
        await super().lapse()
        past = "claimed_until = now() - interval '1 s'"
        await self.db.text(f"UPDATE webhooks SET {past} WHERE user_id = $1", self.user_id)  # noqa: S608


class AccountMail(Work):
    leases = account_mails.LEASES
    done = "status = 'sent' AND sent_at IS NOT NULL AND last_error IS NULL"
    hopeless = "status = 'failed' AND last_error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        user_id = await add_user(db)
        given = {"kind": "password_changed", "message_id": f"<{user_id}@x>"}
        return await add(db, "account_mails", user_id=user_id, **given)

    @property
    def store(self) -> Any:
        return account_mails.AccountMails(self.db, domain="x")


class CV(Work):
    leases = cvs.LEASES
    done = "status = 'ready' AND processed_at IS NOT NULL AND error IS NULL"
    hopeless = "status = 'failed' AND processed_at IS NOT NULL AND error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        user_id = await add_user(db)
        file = {"filename": "cv.pdf", "size": 1, "sha256": b"\0" * 32}
        return await add(db, "cvs", user_id=user_id, storage_key=f"users/{user_id}/cv", **file)

    @property
    def store(self) -> Any:
        return cvs.CVs(self.db)

    async def complete(self) -> None:
        await self.store.complete(self.claimed, FINDINGS)


class Erasure(Work):
    leases = erasures.LEASES
    done = "finished_at IS NOT NULL AND user_id IS NULL AND last_error IS NULL"

    @classmethod
    async def make(cls, db: Database) -> int:
        user_id = await add_user(db)
        (row,) = await db.text(
            "INSERT INTO erasures (user_id, due_at, next_try_at) VALUES ($1, now(), now())"
            " RETURNING id",
            user_id,
        )
        return int(row["id"])

    @property
    def store(self) -> Any:
        return erasures.Erasures(self.db)


class RecentSearch(Work):
    leases = recent_searches.LEASES
    done = "done_at IS NOT NULL AND last_error IS NULL"
    hopeless = "done_at IS NOT NULL AND last_error = 'hopeless'"

    @classmethod
    async def make(cls, db: Database) -> int:
        search_id = await add_search(db, await add_user(db))
        return await add(db, "recent_searches", id=search_id)

    @property
    def store(self) -> Any:
        return recent_searches.RecentSearches(
            self.db, matches.Matches(self.db), SearchDryRun(self.db)
        )

    async def complete(self) -> None:
        await self.store.complete(self.claimed)

    async def discard(self) -> None:
        await self.leases.discard(self.db, self.id, "hopeless")


KINDS: dict[str, type[Work]] = {
    "scrape": Scrape,
    "job": Job,
    "search": RecentSearch,
    "delivery": Delivery,
    "reminder": Reminder,
    "webhook_call": WebhookCall,
    "account_mail": AccountMail,
    "cv": CV,
    "erasure": Erasure,
}
