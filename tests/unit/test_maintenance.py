"""Maintenance: gives up what cannot be finished, and forgets what is old."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout.actors.maintenance import (
    DELIVERIES_KEPT,
    EVENTS_KEPT,
    GONE_CHANNELS_KEPT,
    MAILS_KEPT,
    PURGE_EVERY_TICKS,
    SCRAPES_KEPT,
    SEARCH_CHANGES_KEPT,
    Maintenance,
)
from jobscout.errors import Outage

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Rows:
    """All its nouns in one."""

    def __init__(self, *, away: bool = False) -> None:
        self._away = away
        self.purged: list[object] = []
        self.lost_keys: list[str] = []
        self.plannings = 0

    async def abandon(self) -> list[int]:
        if self._away:
            raise Outage("away")
        return [7]

    async def expire(self, now: datetime) -> int:
        return 4

    async def refresh(self) -> int:
        self.plannings += 1
        return 0

    async def oldest_due_s(self) -> float:
        return 61.5

    async def purge(self, older_than: timedelta) -> int:
        self.purged.append(older_than)
        return 3

    async def purge_expired(self) -> int:
        self.purged.append("sessions")
        return 0

    async def sweep(self) -> int:
        return 0

    async def purge_tokens(self) -> int:
        self.purged.append("tokens")
        return 0

    async def lost(self) -> list[str]:
        return list(self.lost_keys)

    async def forget(self, storage_key: str) -> None:
        self.lost_keys.remove(storage_key)


class Files:
    """A storage that is away at its *nth* call."""

    def __init__(self, nth: int = 0) -> None:
        self._nth = nth
        self.asked: list[str] = []

    async def delete_under(self, prefix: str) -> int:
        self.asked.append(prefix)
        if len(self.asked) == self._nth:
            raise Outage("the storage is away")
        return 1


class Deliveries:
    """One whose outcome is unknown."""

    def __init__(self, rows: Rows) -> None:
        self.purge = rows.purge
        self.oldest_due_s = rows.oldest_due_s

    async def abandon(self) -> list[int]:
        return [9]


def maintenance(rows: Rows, files: Files | None = None) -> Maintenance:
    nouns = (
        *("scrapes", "closings", "source_plans", "sessions", "accounts", "account_mails"),
        *("events", "search_changes", "cvs", "user_channels"),
    )
    stores: Any = SimpleNamespace(**dict.fromkeys(nouns, rows), deliveries=Deliveries(rows))
    outside: dict[str, Any] = {"files": files or Files(), "mailer": rows}
    return Maintenance(stores, **outside)


GIVEN_UP = [
    ("jobscout_scrapes_total", {"kind": "unknown", "outcome": "failed"}),
    ("jobscout_deliveries_total", {"channel": "unknown", "outcome": "failed"}),
]


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_says_what_was_given_up(caplog: pytest.LogCaptureFixture) -> None:
    """An abandoned scrape and a delivery of unknown outcome are errors for an operator."""
    before = [value(name, **labels) for name, labels in GIVEN_UP]

    await maintenance(Rows()).tick()

    after = [value(name, **labels) for name, labels in GIVEN_UP]
    assert after == [number + 1 for number in before]
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.message for record in errors] == ["scrape abandoned", "delivery outcome unknown"]
    assert vars(errors[0])["source_id"] == 7
    assert vars(errors[1])["delivery_id"] == 9


async def test_plans() -> None:
    """Each pass plans readings; the store knows whether it is time."""
    rows = Rows()

    await maintenance(rows).tick()

    assert rows.plannings == 1


async def test_measures() -> None:
    """Each pass exports the age of the oldest delivery."""
    await maintenance(Rows()).tick()

    assert REGISTRY.get_sample_value("jobscout_oldest_pending_delivery_seconds") == 61.5


async def test_purges_once_an_hour(caplog: pytest.LogCaptureFixture) -> None:
    """Old rows are removed in the first pass and then in every sixtieth."""
    rows = Rows()
    actor = maintenance(rows)

    with caplog.at_level(logging.INFO):
        for _ in range(PURGE_EVERY_TICKS):
            await actor.tick()
        once = list(rows.purged)
        await actor.tick()

    kept = [
        *(SCRAPES_KEPT, GONE_CHANNELS_KEPT, DELIVERIES_KEPT, "sessions", "tokens"),
        *(MAILS_KEPT, EVENTS_KEPT, SEARCH_CHANGES_KEPT),
    ]
    assert once == kept
    assert rows.purged == once * 2
    purges = [vars(record) for record in caplog.records if record.message == "purged"]
    assert [said["scrapes"] for said in purges] == [3, 3]


async def test_outage_passes() -> None:
    """An outage goes up, and the pass that it cut off is made again in full."""
    rows = Rows(away=True)
    actor = maintenance(rows)

    with pytest.raises(Outage):
        await actor.tick()
    rows._away = False
    await actor.tick()

    assert len(rows.purged) == 8


async def test_lost_files_wait_for_the_storage(caplog: pytest.LogCaptureFixture) -> None:
    """A storage that is away keeps nothing else from its turn; the next pass removes the rest."""
    rows, files = Rows(), Files(nth=2)
    rows.lost_keys = ["users/7/cv/a/cv.pdf", "users/8/cv/b/cv.pdf", "users/9/cv/c/cv.pdf"]
    actor = maintenance(rows, files)

    with caplog.at_level(logging.INFO):
        await actor.purge()
        left = list(rows.lost_keys)
        await actor.purge()

    assert left == ["users/8/cv/b/cv.pdf", "users/9/cv/c/cv.pdf"]
    assert rows.lost_keys == []
    assert files.asked == [f"users/{key}" for key in ("7/cv/a", "8/cv/b", "8/cv/b", "9/cv/c")]
    assert [vars(record)["lost_files"] for record in caplog.records if record.msg == "purged"] == [
        1,
        2,
    ]
