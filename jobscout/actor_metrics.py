"""Metrics that several actors record, and those that are measured when Prometheus asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from jobscout import metrics
from jobscout.errors import OWNERS
from jobscout.outgoing import FRESHNESS_PARTS
from jobscout.rules import freshness
from jobscout.sources import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.model import ActorReport
    from jobscout.outgoing import Steps
    from jobscout.sql.database import PoolUse

_KINDS = frozenset(source.kind for source in ALL)

for _kind in (*_KINDS, "unknown"):  # export from 0, as in ``metrics``
    for _status in ("ok", "partial", "suspect", "failed"):
        metrics.SCRAPES.labels(_kind, _status)
    for _error, _owner in OWNERS.items():
        metrics.SCRAPE_FAILURES.labels(_kind, _error, _owner)


class FreshnessFacts(Protocol):
    """A job in a delivered alert, see ``outgoing.AlertItem``."""

    @property
    def seen_at(self) -> datetime: ...

    @property
    def is_backlog(self) -> bool: ...

    @property
    def held_back(self) -> bool: ...

    @property
    def steps(self) -> Steps | None: ...


def label_of(kind: str | None) -> str:
    """A kind of board as a label; rows may contain kinds that do not exist any more."""
    return kind if kind in _KINDS else "unknown"


def count_scrape(kind: str | None, outcome: str) -> None:
    """*outcome* is the status of a finished scrape; *kind* is None if it is unknown."""
    metrics.SCRAPES.labels(label_of(kind), outcome).inc()


def count_failure(kind: str | None, error_kind: str) -> None:
    """Count a reading that failed."""
    count_scrape(kind, "failed")
    error = error_kind if error_kind in OWNERS else "unknown"
    metrics.SCRAPE_FAILURES.labels(label_of(kind), error, OWNERS.get(error, "ours")).inc()


def count_freshness(item: FreshnessFacts) -> None:
    """Record how long a job took until its alert was delivered just now."""
    if item.is_backlog:
        return
    now, held_back = datetime.now(UTC), "true" if item.held_back else "false"
    metrics.FRESHNESS.labels(held_back).observe((now - item.seen_at).total_seconds())
    if item.steps is not None:
        spent = freshness.parts_s(item.seen_at, *item.steps, now)
        for part, seconds in zip(FRESHNESS_PARTS, spent, strict=True):
            metrics.FRESHNESS_PARTS.labels(part, held_back).observe(seconds)


def sample(actors: Iterable[ActorReport], pool: PoolUse) -> None:
    """Set the gauges that change all the time."""
    for actor in actors:
        metrics.ACTOR_RUNNING.labels(actor.name).set(actor.state == "running")
        if actor.capacity:
            metrics.INBOX_DEPTH.labels(actor.name).set(actor.mailbox)
            metrics.INBOX_CAPACITY.labels(actor.name).set(actor.capacity)
    metrics.DB_CONNECTIONS.labels("busy").set(pool.busy)
    metrics.DB_CONNECTIONS.labels("idle").set(pool.open - pool.busy)
    metrics.DB_CONNECTIONS_MAX.set(pool.max)
