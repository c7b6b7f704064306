"""Stand-ins for what the actors of the flow talk to."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pyroaring import BitMap

from jobscout.actors.search_indexer import Sought
from jobscout.outgoing import Alerts, Outgoing
from jobscout.outside.answers import Answer
from jobscout.rules.notification_times import NotificationPreferences
from jobscout.rules.searches import JobFeatures, PreparedJob, SearchCriteria
from jobscout.rules.skills.rows import pack
from jobscout.rules.skills.skill import Skill
from jobscout.sql.matches import Saved, Wanted
from jobscout.sql.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import timedelta

    from jobscout.actors.base import Consumer
    from jobscout.errors import SourceError
    from jobscout.model import RobotsDecision, ScrapeResult, ScrapeStats
    from jobscout.outgoing import AlertItem, Mail, Push
    from jobscout.outside.mail import MailState
    from jobscout.sources.base import Proof, Request
    from jobscout.sql.matches import Found


async def run_to_end(actor: Consumer[Any], *messages: Any) -> None:
    """Feed *actor*, close its inbox, and wait until it has drained it."""
    for message in messages:
        await actor.inbox.put(message)
    await actor.inbox.close()
    async with asyncio.timeout(15):
        await actor.run()


def answer(body: bytes = b"", **changes: Any) -> Answer:
    given: dict[str, Any] = {
        "not_modified": False,
        "etag": None,
        "last_modified": None,
        "max_age_s": None,
    }
    return Answer(body=body, **(given | changes))


class FakeFetcher:
    """Answers each request by *reply*, and remembers what was asked and with what."""

    def __init__(self, reply: Callable[[Request], Any], *, allowlisted: bool = False) -> None:
        self._reply = reply
        self._allowlisted = allowlisted
        self.asked: list[str] = []
        self.forgiven: list[str] = []
        self.proofs: list[Proof | None] = []
        self.validators: list[tuple[str | None, str | None]] = []

    async def get(
        self,
        request: Request,
        stats: ScrapeStats,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        proof: Proof | None = None,
    ) -> Answer:
        self.asked.append(request.url)
        self.proofs.append(proof)
        self.validators.append((etag, last_modified))
        stats.http_requests += 1
        found = self._reply(request)
        if isinstance(found, BaseException):
            raise found
        if isinstance(found, Answer):
            return found
        return answer(found)

    def check(self, url: str) -> None:
        pass

    async def forgive(self, url: str) -> None:
        self.forgiven.append(url)

    def is_allowlisted(self, url: str) -> bool:
        return self._allowlisted


class FakeScrapes:
    """What became of the scrapes that were claimed."""

    def __init__(self, failures: int = 1) -> None:
        self.released: list[int] = []
        self.robots: list[tuple[int, RobotsDecision]] = []
        self.snoozed: list[tuple[int, timedelta]] = []
        self.failed: list[tuple[int, SourceError, ScrapeStats]] = []
        self._failures = failures

    async def discard(self, scrape_id: int, error: SourceError, stats: ScrapeStats) -> int | None:
        self.failed.append((scrape_id, error, stats))
        return self._failures

    async def release(self, scrape_id: int) -> None:
        self.released.append(scrape_id)

    async def note_robots(self, source_id: int, decision: RobotsDecision) -> None:
        self.robots.append((source_id, decision))

    async def snooze(self, scrape_id: int, wait: timedelta) -> None:
        self.snoozed.append((scrape_id, wait))


class FakeSkills:
    """A taxonomy of one skill."""

    async def packed(self) -> bytes:
        return pack([Skill(slug="python", name="Python", category="language")])


class FakePostings:
    def __init__(
        self,
        stored: Stored | Exception | None = None,
        *,
        hashes: Mapping[str, bytes] | None = None,
    ) -> None:
        self._stored = stored
        self._hashes = hashes or {}
        self.results: list[ScrapeResult] = []

    async def list_hashes(self, source_id: int) -> Mapping[str, bytes]:
        return self._hashes

    async def store(self, result: ScrapeResult) -> Stored | None:
        self.results.append(result)
        if isinstance(self._stored, Exception):
            raise self._stored
        return self._stored


def stored(**changes: Any) -> Stored:
    given: dict[str, Any] = {
        "status": "ok",
        "kind": None,
        "reason": None,
        "unmatched": (),
        "found": 0,
        "new": 0,
        "updated": 0,
        "closed": 0,
        "unchanged": 0,
        "duplicates": 0,
        "before": "ok",
    }
    return Stored(**(given | changes))


class FakeMatches:
    """Jobs to match, searches to match them with, and what came of it; the index too."""

    def __init__(
        self, *criteria: SearchCriteria, preferences: NotificationPreferences | None = None
    ) -> None:
        self.searches = list(criteria)
        self.preferences = preferences or NotificationPreferences()
        self.catches = 0
        self.reads: list[int] = []
        self.finished: list[int] = []
        self.closed: set[int] = set()
        self.poison: set[int] = set()
        self.refused: set[int] = set()
        self.saved: list[tuple[list[int], list[Found]]] = []
        self.failures: dict[int, str] = {}
        self.released: list[int] = []
        self.due = True

    async def claim(self, job_ids: Sequence[int], lease: timedelta) -> dict[int, datetime]:
        return {n: datetime.now(UTC) for n in job_ids if n not in self.refused}

    async def job_features(self, job_ids: Sequence[int]) -> list[JobFeatures]:
        if bad := self.poison.intersection(job_ids):
            raise KeyError(min(bad))
        return [
            JobFeatures(id=job_id, title="Site Engineer", company_slug="acme", company_name="Acme")
            for job_id in job_ids
            if job_id not in self.closed
        ]

    async def catch_up(self) -> None:
        self.catches += 1

    async def find(self, jobs: Sequence[JobFeatures]) -> list[Sought]:
        asking = BitMap(one.id for one in self.searches)
        return [Sought(job.id, PreparedJob(job), asking) for job in jobs]

    async def by_user(self, search_ids: Sequence[int]) -> list[tuple[int, int]]:
        asked = [one for one in self.searches if one.id in search_ids]
        return sorted(((one.id, one.user_id) for one in asked), key=itemgetter(1, 0))

    async def wanted(self, search_ids: Sequence[int]) -> Wanted:
        asked = [one for one in self.searches if one.id in search_ids]
        self.reads.append(len(asked))
        return Wanted(asked, {one.user_id: self.preferences for one in asked})

    async def complete(
        self, job_ids: Sequence[int], found: Sequence[Found], *, finished: bool = True
    ) -> Saved:
        self.finished += [job_id for job_id in job_ids if finished]
        self.saved.append((list(job_ids), list(found)))
        users = tuple(dict.fromkeys(one.user_id for one in found))
        return Saved(len(found), users if self.due else ())

    async def retry(self, job_ids: Sequence[int], error: str, wait: timedelta | None) -> bool:
        (job_id,) = job_ids
        self.failures[job_id] = error
        return True

    async def release(self, job_ids: Sequence[int]) -> None:
        self.released += job_ids


def outgoing(**changes: Any) -> Outgoing:
    given: dict[str, Any] = {
        "id": 5,
        "user_id": 2,
        "channel": "email",
        "alert_ids": [1],
        "message_id": "<same@scout.example>",
        "attempts": 1,
        "device_id": None,
        "address": "ada@example.org",
        "full_name": "Ada",
        "reachable": True,
    }
    return Outgoing(**(given | changes))


class FakeDeliveries:
    """One delivery, its jobs, and what was noted about it, in order."""

    def __init__(
        self,
        one: Outgoing | None,
        jobs: Sequence[AlertItem] = (),
        *,
        search_id: int | None = 3,
        bundles: Sequence[int] = (),
        again: bool = True,
    ) -> None:
        self._one = one
        self._jobs = list(jobs)
        self._search_id = search_id
        self._bundles = list(bundles)
        self._again = again
        self.steps: list[tuple[Any, ...]] = []

    async def bundle(self, user_id: int, now: datetime) -> list[int]:
        self.steps.append(("bundle", user_id))
        return self._bundles

    async def claim(self, delivery_id: int, lease: timedelta) -> Outgoing | None:
        self.steps.append(("claim", delivery_id))
        return self._one._replace(id=delivery_id) if self._one else None

    async def alerts(self, alert_ids: list[int], _reminder_ids: Sequence[int] = ()) -> Alerts:
        return Alerts(self._jobs, self._search_id)

    async def complete(self, delivery_id: int) -> None:
        self.steps.append(("sent", delivery_id))

    async def release(self, delivery_id: int) -> None:
        if ("sent", delivery_id) not in self.steps:
            self.steps.append(("release", delivery_id))

    async def retry(self, delivery_id: int, error: str, wait: timedelta | None) -> bool:
        self.steps.append(("retry", delivery_id, error, wait))
        return self._again

    async def discard(self, delivery_id: int, error: str) -> None:
        self.steps.append(("discard", delivery_id, error))

    async def forget_device(self, device_id: int) -> None:
        self.steps.append(("forget", device_id))

    async def suppress_mail(self, user_id: int, email: str, reason: str) -> None:
        self.steps.append(("suppress", user_id, email, reason))


class FakeMailer:
    """Notes each mail in *steps*, then does as told."""

    state: MailState = "ok"

    def __init__(self, steps: list[tuple[Any, ...]], refusal: Exception | None = None) -> None:
        self._steps = steps
        self._refusal = refusal
        self.mails: list[Mail] = []

    async def send(self, mail: Mail) -> None:
        self._steps.append(("mail", mail.message_id))
        self.mails.append(mail)
        if self._refusal:
            raise self._refusal

    async def forget(self, address: str) -> None:
        raise NotImplementedError

    async def sweep(self) -> int:
        raise NotImplementedError


class FakePusher:
    def __init__(self, refusal: Exception | None = None) -> None:
        self._refusal = refusal
        self.pushes: list[Push] = []

    async def send(self, push: Push) -> None:
        self.pushes.append(push)
        if self._refusal:
            raise self._refusal

    def close(self) -> None:
        raise NotImplementedError
