"""Claims that an outage interrupted: let go, they are owed at once, as if nobody had tried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobscout.actors.ingester import Ingester
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.messages import BoardScraped
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.scrapes import Scrapes
from tests.integration.alert_rows import add_delivery
from tests.integration.board_rows import Board, add_person
from tests.rows import posting, reading
from tests.unit.fakes_flow import FakePostings, FakeScrapes

if TYPE_CHECKING:
    from jobscout.sql.database import Database

LEASE = timedelta(minutes=5)


async def test_scrape(db: Database) -> None:
    board, scrapes = await Board.open(db), Scrapes(db)
    scrape_id, _ = await scrapes.trigger(board.id, "manual")
    await scrapes.claim(scrape_id, LEASE)
    held = await scrapes.owed("normal", 5)

    await scrapes.release(scrape_id)
    await scrapes.release(scrape_id)

    (row,) = await db.text("SELECT attempts FROM scrapes")
    assert (held, await scrapes.owed("normal", 5)) == ([], [scrape_id])
    assert row["attempts"] == 0


async def test_delivery(db: Database) -> None:
    """One that was claimed and not sent; what was sent stays so."""
    store = Deliveries(db, domain="scout.example", push_configured=False)
    one = await add_delivery(db, await add_person(db))
    other = await add_delivery(db, await add_person(db))
    for delivery_id in (one, other):
        await store.claim(delivery_id, LEASE)
    await store.sent(other)

    for delivery_id in (one, other):
        await store.release(delivery_id)

    rows = await db.text("SELECT status, attempts FROM deliveries ORDER BY id")
    assert [tuple(row) for row in rows] == [("pending", 0), ("sent", 1)]
    assert await store.owed(5) == [one]


async def test_reading_is_stored_after_the_outage() -> None:
    """A board that was read before the outage is not asked again."""
    inbox: Inbox[BoardScraped] = Inbox("ingester", 2)
    scrapes = FakeScrapes()
    ingester = Ingester(inbox, postings=FakePostings(Outage("away")), scrapes=scrapes, matcher=None)
    message = BoardScraped(reading(posting("a")))

    await ingester.release(message)
    assert (len(inbox), scrapes.given_back) == (1, [])
    await inbox.close()
    await ingester.release(message)

    assert scrapes.given_back == [message.reading.source.scrape_id]


async def test_pause_is_kept(db: Database) -> None:
    """A message that comes twice cuts no pause short, and uses up no attempt."""
    store = Deliveries(db, domain="scout.example", push_configured=False)
    delivery_id = await add_delivery(db, await add_person(db))
    await store.claim(delivery_id, LEASE)
    await store.retry(delivery_id, "the mail server is away", timedelta(minutes=1))

    again = await store.claim(delivery_id, LEASE)

    (row,) = await db.text("SELECT status, attempts FROM deliveries")
    assert again is None
    assert tuple(row) == ("pending", 1)
