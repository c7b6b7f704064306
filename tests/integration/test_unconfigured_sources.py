"""Sources whose kind lacks a setting: not read, not failing, and told apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout.errors import Conflict, NotFound, SourceError
from jobscout.model import ScrapeStats
from jobscout.sources import board_address
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.sources import SourceFilter, Sources
from jobscout.sql.stats import stats
from tests.integration.board_rows import add_source, add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database

LACKS = {"reliefweb": "RELIEFWEB_APPNAME"}
DUE = datetime.now(UTC) - timedelta(hours=1)


async def test_only_configured_kinds_are_queued(db: Database) -> None:
    """With the setting the same source is due at once."""
    await add_source(db, kind="reliefweb", next_run_at=DUE)

    without = await Scrapes(db, unconfigured=LACKS).enqueue_due("normal", per_host=2, most=10)
    with_it = await Scrapes(db).enqueue_due("normal", per_host=2, most=10)

    assert (without, len(with_it)) == ([], 1)


async def test_nobody_can_ask_for_a_scrape(db: Database) -> None:
    source_id = await add_source(db, kind="reliefweb")
    scrapes = Scrapes(db, unconfigured=LACKS)

    with pytest.raises(Conflict, match="need the setting RELIEFWEB_APPNAME") as caught:
        await scrapes.trigger(source_id, "manual")
    with pytest.raises(NotFound):
        await scrapes.trigger(10**9, "manual")

    assert caught.value.slug == "unconfigured"
    assert await scrapes.running(source_id) is None


async def test_health_and_figures(db: Database) -> None:
    """Failures of earlier days open no breaker; a paused source is paused."""
    lacking = await add_source(db, kind="reliefweb", failures=3, name="a")
    paused = await add_source(db, kind="reliefweb", active=False, name="b")
    failing = await add_source(db, failures=1, name="c")
    sources = Sources(db, board_address, LACKS)

    found = {source.id: source for source in (await sources.page(SourceFilter(), None, 10))[0]}
    listed, total = await sources.page(SourceFilter(status="unconfigured"), None, 10)
    ill, _ = await sources.page(SourceFilter(status="failing"), None, 10)
    figures = (await stats(db, LACKS)).sources

    one = found[str(lacking)]
    assert (one.health, one.breaker) == ("unconfigured", "closed")
    assert one.health_reason == "Not read: boards of this kind need the setting RELIEFWEB_APPNAME."
    assert found[str(paused)].health == "paused"
    assert ([source.id for source in listed], total) == ([str(lacking)], 1)
    assert [source.id for source in ill] == [str(failing)]
    assert (figures.total, figures.ok, figures.failing) == (3, 0, 1)
    assert (figures.paused, figures.unconfigured) == (1, 1)
    assert (await Sources(db, board_address).get(lacking)).health == "failing"


async def test_reset_queues_nothing(db: Database) -> None:
    source_id = await add_source(db, kind="reliefweb", failures=3)
    by = await add_user(db)

    found = await Sources(db, board_address, LACKS).reset(source_id, by=by)

    assert (found.failures, found.running) == (0, None)
    assert (await Sources(db, board_address).reset(source_id, by=by)).running is not None


async def test_scrape_that_waited_counts_nothing(db: Database) -> None:
    """It was queued while there was the setting."""
    source_id = await add_source(db, kind="reliefweb", next_run_at=DUE)
    scrapes = Scrapes(db)
    scrape_id, _ = await scrapes.trigger(source_id, "manual")
    await scrapes.claim(scrape_id, timedelta(minutes=1))

    failures = await scrapes.discard(
        scrape_id, SourceError("unconfigured", "the setting is not given"), ScrapeStats()
    )

    assert failures == 0
    found = await Sources(db, board_address).get(source_id)
    assert (found.failures, found.health, found.running) == (0, "ok", None)
