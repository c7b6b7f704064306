"""P2 and P12: due work of every kind is claimed once, and ended by who holds it, by one rule."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout.sql import holders
from jobscout.sql.query_variants import taken
from tests.integration.board_rows import add
from tests.integration.lease_rows import KINDS, Work, taken_over

if TYPE_CHECKING:
    from jobscout.sql.database import Database

MINUTE = timedelta(minutes=1)
ENDINGS = ("complete", "retry", "snooze", "release", "discard")
# A scrape that failed is not read again: its source gets another one. No erasure is given up.
# Who waits for a mail about their account, and for how long, is known by its actor.
RETRIED = [kind for kind in KINDS if kind != "scrape"]
GIVEN_UP = [kind for kind in RETRIED if kind not in {"erasure", "account_mail"}]
DISCARDED = [kind for kind in KINDS if kind != "erasure"]
ENDED = [
    (kind, ending)
    for kind in KINDS
    for ending in ENDINGS
    if ending != "discard" or kind in DISCARDED
]


async def join(db: Database, *, died: bool = False) -> None:
    """From now on *db* claims as another process."""
    row = {"name": "test", "alive_until": (await db.text("SELECT now() + interval '1 h'"))[0][0]}
    db.holder = await add(db, "holders", **row)
    if died:
        await db.text("UPDATE holders SET died_at = now() WHERE id = $1", db.holder)


async def end(work: Work, ending: str) -> None:
    if ending == "snooze":
        await work.snooze(MINUTE)
    else:
        await getattr(work, ending)()


async def is_over(work: Work) -> bool:
    """Whenever one asks, there is nothing to do."""
    await work.set("next_try_at = now() - interval '1 s'")
    return await work.due() == [] and not await work.claim()


@pytest.mark.parametrize("kind", KINDS)
async def test_due_until_it_is_claimed(db: Database, kind: str) -> None:
    """What is due is listed until somebody has it, and is nobody else's for so long."""
    work = await KINDS[kind].add(db)
    other = work.at(db)
    before = taken_over(work.leases.work.kind)

    due = await work.due()
    claimed = await work.claim()

    assert due == [work.due_as]
    assert claimed
    assert await other.due() == []
    assert not await other.claim()
    assert taken_over(work.leases.work.kind) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_longest_due_first(db: Database, kind: str) -> None:
    """In the order of their time, and no more than are wanted."""
    first, second, third = [await KINDS[kind].add(db) for _ in range(3)]
    for work, minutes in ((first, 1), (second, 3), (third, 2)):
        await work.set(f"next_try_at = now() - interval '{minutes} min'")

    assert await first.due(2) == [second.due_as, third.due_as]
    assert await first.due() == [second.due_as, third.due_as, first.due_as]


@pytest.mark.parametrize("kind", KINDS)
async def test_one_of_many_gets_it(db: Database, kind: str) -> None:
    """Of those that want a row at the same moment one gets it."""
    work = await KINDS[kind].add(db)

    claims = await asyncio.gather(*(work.at(db).claim() for _ in range(5)))

    assert claims.count(True) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_before_its_time(db: Database, kind: str) -> None:
    """A message that comes twice cuts no pause short, and uses up no attempt."""
    work = await KINDS[kind].add(db)
    await work.set("next_try_at = now() + interval '1 min'")
    due, early, row = await work.due(), await work.claim(), await work.row()

    await work.set("next_try_at = now()")

    assert (due, early) == ([], False)
    assert (row["attempts"], row["claimed_until"]) == (0, None)
    assert await work.claim()


@pytest.mark.parametrize("kind", KINDS)
async def test_lapsed_claim(db: Database, kind: str) -> None:
    """P2: who forgot what it claimed loses it, and that counts as an attempt where it began one."""
    work = await KINDS[kind].add(db)
    label = work.leases.work.kind
    before = taken_over(label)
    await work.claim()
    await work.lapse()

    due = await work.due()
    again = await work.at(db).claim()

    assert due == [work.due_as]
    assert again
    assert (await work.row())["attempts"] == (2 if work.leases.work.counts_claims else 0)
    assert taken_over(label) == before + 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["dead", "unknown", "nobody"])
async def test_who_may_not_claim(db: Database, kind: str, who: str) -> None:
    """Nothing is claimed in the name of a process that is dead, or not there."""
    work = await KINDS[kind].add(db)
    await join(db, died=who == "dead")
    if who != "dead":
        db.holder = holders.NOBODY if who == "nobody" else 404

    refused = await work.claim()
    await join(db)

    assert not refused
    assert await work.claim()
    assert (await work.row())["claimed_by"] == db.holder


@pytest.mark.parametrize("kind", KINDS)
async def test_index_of_due_work(db: Database, kind: str) -> None:
    """However many rows are done, what is due and what a dead process held is found by an index."""
    work = KINDS[kind]
    given = {"most": 10, "holders": [1], "died": 1, "pauses": [MINUTE], **work.only}
    plans = []
    async with db.transaction() as t:
        await t.text("SET LOCAL enable_seqscan = off")
        for query in (work.leases.queries.due, work.leases.queries.reclaim):
            values = query.values(taken(query, given))
            lines = await t.text(f"EXPLAIN {query.sql}", *values)
            plans.append("\n".join(line[0] for line in lines))

    usual = f"{work.leases.work.table}_owed"
    by_due = {"job": "jobs_unmatched", "webhook_call": "deliveries_to_call"}.get(kind, usual)
    by_death = "jobs_unmatched" if kind == "job" else usual
    assert [by_due in plans[0], by_death in plans[1]] == [True, True], plans


@pytest.mark.parametrize(("kind", "ending"), ENDED)
async def test_who_lost_its_claim_ends_nothing(db: Database, kind: str, ending: str) -> None:
    """What one says whose work another has taken up changes nothing about it."""
    late = await KINDS[kind].add(db)
    await join(db)
    first = db.holder
    await late.claim()
    await late.lapse()
    await join(db)
    assert await late.at(db).claim()
    rows = "SELECT * FROM webhooks"
    before = {**await late.row(), "wait": None}, await db.text(rows)

    db.holder = first
    await end(late, ending)

    assert ({**await late.row(), "wait": None}, await db.text(rows)) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_death_is_an_attempt(db: Database, kind: str) -> None:
    """What a process held that died is due at once for the first time; what waits goes on so."""
    work, waiting = [await KINDS[kind].add(db) for _ in range(2)]
    await waiting.claim()
    await waiting.snooze(MINUTE)
    await work.claim()

    found = await holders.take_up(db)

    row = await work.row()
    assert found == {work.leases.work.kind: 1}
    assert (row["attempts"], row["claimed_until"]) == (1, None)
    assert await work.due() == [work.due_as]
    assert await work.at(db).claim()


@pytest.mark.parametrize("kind", RETRIED)
async def test_retry(db: Database, kind: str) -> None:
    """It waits as long as it was told, says why where an operator looks, and is due after that."""
    work = await KINDS[kind].add(db)
    await work.claim()

    again = await work.retry()

    row = await work.row()
    assert again
    assert timedelta(minutes=6) < row["wait"] <= timedelta(minutes=7)
    assert (row["attempts"], row["claimed_until"]) == (1, None)
    if work.leases.work.tells_retries:
        assert row["last_error"] == "refused"
    assert (await work.due(), await work.claim()) == ([], False)
    await work.set("next_try_at = now()")
    assert await work.due() == [work.due_as]
    assert await work.claim()


@pytest.mark.parametrize("kind", RETRIED)
async def test_our_own_fault(db: Database, kind: str) -> None:
    """The pause for it is the same for all work of a kind, and grows with the attempts."""
    work = await KINDS[kind].add(db)
    pauses = []
    for _ in range(2):
        await work.claim()
        assert await work.retry(None)
        pauses.append((await work.row())["wait"])
        await work.set("next_try_at = now()")

    first, second = work.leases.own_pauses[:2]
    assert second == 2 * first
    assert first - MINUTE / 6 < pauses[0] <= first
    assert second - MINUTE / 6 < pauses[1] <= second


@pytest.mark.parametrize("kind", GIVEN_UP)
async def test_gives_up_after_the_last_attempt(db: Database, kind: str) -> None:
    """P12: the last attempt is the last one, and the row says why."""
    work = await KINDS[kind].add(db)
    most = work.leases.work.attempts_max
    assert most is not None
    await work.set(f"attempts = {most - 2}")

    said = []
    for _ in range(2):
        assert await work.claim()
        said.append(await work.retry())
        await work.set("next_try_at = now()")

    row = await work.row()
    assert said == [True, False]
    assert (row["attempts"], row[work.leases.work.error]) == (most, "refused")
    assert await is_over(work)


@pytest.mark.parametrize("kind", [kind for kind in RETRIED if kind not in GIVEN_UP])
async def test_is_never_given_up(db: Database, kind: str) -> None:
    """What has no last attempt is tried again however often it has failed."""
    work = await KINDS[kind].add(db)
    await work.set("attempts = 1000")
    await work.claim()

    assert await work.retry()
    assert (await work.row())["wait"] > timedelta(minutes=6)


@pytest.mark.parametrize("kind", KINDS)
async def test_snoozed_and_released(db: Database, kind: str) -> None:
    """Neither uses an attempt: one is due after its pause, the other at once."""
    work = await KINDS[kind].add(db)
    await work.claim()

    await work.snooze(MINUTE)
    snoozed = await work.row()
    early = (await work.due(), await work.claim())
    await work.set("next_try_at = now() - interval '1 h'")
    late = await work.claim()
    await work.release()
    released = await work.row()

    assert (snoozed["attempts"], snoozed["claimed_until"]) == (0, None)
    assert MINUTE / 2 < snoozed["wait"] <= MINUTE
    assert early == ([], False)
    assert late
    assert (released["attempts"], released["claimed_until"]) == (0, None)
    assert -MINUTE < released["wait"] <= timedelta()
    assert await work.due() == [work.due_as]
    assert await work.claim()


@pytest.mark.parametrize("kind", KINDS)
async def test_released_once(db: Database, kind: str) -> None:
    """Only a claim can be released: without one, or a second time, nothing changes."""
    work = await KINDS[kind].add(db)
    await work.claim()
    await work.release()
    before = await work.row()

    await work.release()
    await work.snooze(MINUTE)

    assert {**await work.row(), "wait": None} == {**before, "wait": None}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("kind", "last"), [(kind, end) for kind, end in ENDED if end in {"complete", "discard"}]
)
async def test_the_last_word(db: Database, kind: str, last: str, ending: str) -> None:
    """P2: what is done or given up stays so, whatever is said of it afterwards."""
    work = await KINDS[kind].add(db)
    await work.claim()
    await end(work, last)
    assert await work.has(work.done if last == "complete" else work.hopeless)
    before = await work.row()

    if ending != "discard" or kind in DISCARDED:
        await end(work, ending)

    assert {**await work.row(), "wait": None} == {**before, "wait": None}
    assert await is_over(work)


@pytest.mark.parametrize("kind", KINDS)
async def test_word_of_one_that_was_taken_for_dead(db: Database, kind: str) -> None:
    """P2: that its work is done holds as long as nobody else has taken it up."""
    work = await KINDS[kind].add(db)
    await join(db)
    await work.claim()
    await holders.take_up(db)

    await work.complete()

    if kind == "cv":  # waits again by then, and is read once more
        assert await work.due() == [work.due_as]
    else:
        assert await is_over(work)
