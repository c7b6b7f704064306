"""P1, P5: which postings of several boards are one job, whatever comes first."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sql import linking, posting_links
from jobscout.sql.clusters import Clusters
from jobscout.sql.database import Transaction
from jobscout.sql.jobs import Jobs
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.cluster_rows import job_of, split
from tests.integration.match_rows import match_all
from tests.rows import posting, text

if TYPE_CHECKING:
    from jobscout.model import Posting
    from jobscout.sql.database import Database
    from jobscout.sql.queries import Query

TITLES = (
    "Software Engineer",
    "Software Engineer, Backend",
    "Backend Software Engineer",
    "Software Engineer - Backend (m/w/d)",
    "SWE, Platform",
    "Platform Engineer",
    "Senior Platform Engineer",
)
PLACES = (
    ("Nairobi, Kenya",),
    ("Nairobi",),
    ("Nairobi, Kenya", "Mombasa, Kenya"),
    ("Mombasa, Kenya",),
)
BOARDS = 3


def _listed(chance: random.Random) -> list[tuple[int, Posting]]:
    """Postings of one company, each with its board; some of different boards are the same.

    A board has no two that are equal: a second one that comes in a later part of the board
    continues the first, as if it were posted again.
    """
    return [
        (
            board,
            posting(
                f"{board}-{n}",
                words,
                title=chance.choice(TITLES),
                locations=chance.choice(PLACES),
                description_html=text(words) if chance.random() < 0.5 else None,
                department=words,
            ),
        )
        for board in range(BOARDS)
        for n, words in enumerate(chance.sample("abcdef", chance.randint(1, 5)))
    ]


async def _partition(db: Database, company: str) -> set[frozenset[str]]:
    rows = await db.text(
        "SELECT array_agg(p.external_id) AS ids FROM postings p JOIN companies c"
        " ON c.id = p.company_id WHERE c.name = $1 GROUP BY p.job_id",
        company,
    )
    return {frozenset(row["ids"]) for row in rows}


async def _links(db: Database, company: str) -> list[tuple[str, str, float]]:
    """What is stored of each pair, in either direction."""
    rows = await db.text(
        "SELECT a.external_id AS one, b.external_id AS other, l.score FROM posting_links l"
        " JOIN postings a ON a.id = l.posting_id JOIN postings b ON b.id = l.other_id"
        " JOIN companies c ON c.id = a.company_id AND c.id = b.company_id WHERE c.name = $1"
        " ORDER BY 1, 2",
        company,
    )
    return [(row["one"], row["other"], round(row["score"], 9)) for row in rows]


@pytest.mark.parametrize("seed", range(12))
async def test_order_and_batches_do_not_matter(db: Database, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    listed = _listed(chance)
    found: list[tuple[set[frozenset[str]], list[tuple[str, str, float]]]] = []
    for turn in range(4):
        company = f"Company {turn}"
        boards = [await Board.open(db, company) for _ in range(BOARDS)]
        left = list(listed)
        chance.shuffle(left)
        while left:
            board = left[0][0]
            many = chance.randint(1, 4)
            batch = [one for one in left if one[0] == board][:many]
            left = [one for one in left if one not in batch]
            await boards[board].read(*(one for _, one in batch), whole=False)
        found.append((await _partition(db, company), await _links(db, company)))

    assert found[1:] == [found[0]] * 3


async def test_typed_by_somebody_else(db: Database) -> None:
    """Another list has the job in other words: it is the same job, and nobody is told again."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    own, other = await Board.open(db), await Board.open(db)
    await own.read(posting("1", title="Senior Software Engineer (Backend), Payments"))
    await match_all(db)

    typed = posting(
        "x",
        title="Sr. Backend Software Engineer - Payments",
        locations=("Nairobi",),
        description_html=None,
    )
    stored = await other.read(typed)
    await match_all(db)

    assert stored.duplicates == 1
    assert len(await jobs(db)) == 1
    assert len(await db.text("SELECT FROM alerts")) == 1


async def test_bridge_between_two_jobs(db: Database) -> None:
    """A board that shows two jobs to be one merges them; a user with alerts on both keeps one."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    boards = [await Board.open(db) for _ in range(3)]
    words = text("a") + text("b")
    await boards[0].read(posting("1", description_html=text("a")))
    await boards[1].read(posting("1", description_html=text("b")))
    await match_all(db)
    assert len(await jobs(db)) == 2
    assert len(await db.text("SELECT FROM alerts")) == 2

    stored = await boards[2].read(posting("1", description_html=words))
    await match_all(db)

    (job,) = await jobs(db)
    assert (job["postings"], stored.unmatched) == (3, (job["id"],))
    history = (await Jobs(db).get(job["id"], None)).history
    assert [(one.kind, one.from_) for one in history] == [("merged", "Site Engineer")]
    assert len(await db.text("SELECT FROM alerts")) == 1
    found = await db.text("SELECT rules FROM postings WHERE id = $1", job["lead_posting_id"])
    assert found[0]["rules"] == 0  # it is read again, so that the job is found by its words


async def test_better_partner(db: Database) -> None:
    """A posting that fits better takes the place of another of its board, and tells nobody."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    own, other = await Board.open(db), await Board.open(db)
    await own.read(posting("1", title="Software Engineer, Payments"))
    first = posting("worse", title="Software Engineer Payments Africa", description_html=None)
    await other.read(first, whole=False)
    await match_all(db)
    assert await job_of(other, "worse") == await job_of(own, "1")

    stored = await other.read(
        first, posting("better", title="Software Engineer, Payments"), whole=False
    )
    await match_all(db)

    assert await job_of(other, "better") == await job_of(own, "1")
    assert await job_of(other, "worse") != await job_of(own, "1")
    assert stored.unmatched == ()
    assert len(await db.text("SELECT FROM alerts")) == 1
    apart = await Jobs(db).get(await job_of(other, "worse"), None)
    assert [(one.kind, one.from_) for one in apart.history] == [
        ("split", "Software Engineer, Payments")
    ]


async def test_one_requisition_in_three_countries(db: Database) -> None:
    """A board that lists a requisition once for each place has one job with all of them."""
    board = await Board.open(db)
    cities = ("Nairobi, Kenya", "Kampala, Uganda", "Kigali, Rwanda")
    listed = [
        posting(str(n), requisition_id="R7", locations=(city,)) for n, city in enumerate(cities)
    ]
    await board.read(listed[0], whole=False)

    await board.read(*listed)

    (job,) = await jobs(db)
    assert job["countries"] == ["KE", "RW", "UG"]


async def test_same_requisition_under_another_name(db: Database) -> None:
    """An aggregator names the company otherwise, and leads to the employer's own page."""
    own, aggregator = await Board.open(db, "Acme"), await Board.open(db, "Acme Labs Holding")
    await own.read(posting("1", url="https://boards.greenhouse.io/acme/jobs/4100041"))

    await aggregator.read(
        posting(
            "x", "other words", apply_url="https://boards.greenhouse.io/acme/jobs/4100041?gh_src=x"
        )
    )

    assert await job_of(aggregator, "x") == await job_of(own, "1")


async def test_possible_duplicate(db: Database) -> None:
    """What is likely but not certain is shown on both jobs, with the reasons for admins."""
    own, other = await Board.open(db), await Board.open(db)
    await own.read(posting("1", description_html=text("a")))
    await other.read(posting("x", description_html=text("b")))
    one, two = await job_of(own, "1"), await job_of(other, "x")
    assert one != two

    shown = await Jobs(db).get(one, None)
    (link,) = await Clusters(db).links(one)

    assert [job.id for job in shown.possible_duplicates] == [str(two)]
    assert shown.possible_duplicates[0].possible_duplicates == 1
    named = await db.text("SELECT name FROM sources WHERE id = $1", other.id)
    assert shown.possible_duplicates[0].source_names == [named[0]["name"]]
    assert (link.other_job_id, link.is_merged) == (str(two), False)
    assert 0.1 <= link.score < 0.5
    assert {part.name for part in link.parts} >= {"text", "words_contained"}


async def test_split_is_no_possible_duplicate(db: Database) -> None:
    """An admin who took two apart has said that they are two."""
    own, other = await Board.open(db), await Board.open(db)
    await own.read(posting("1"))
    await other.read(posting("x"))

    await split(db, other, "x")
    await other.read(posting("x", department="Sites"))

    one, two = await job_of(own, "1"), await job_of(other, "x")
    assert one != two
    assert (await Jobs(db).get(one, None)).possible_duplicates == []


@pytest.mark.parametrize(("days", "is_news"), [(80, False), (100, True)])
async def test_posted_again(db: Database, days: int, is_news: bool) -> None:
    """A job that comes back within 90 days is no news; later it is."""
    board = await Board.open(db)
    await board.read(posting("1"))
    await db.text(
        "UPDATE postings SET closed_at = now() - $1 * interval '1 day',"
        " last_seen_at = now() - $1 * interval '1 day'",
        days,
    )

    stored = await board.read(posting("2"))

    assert bool(stored.unmatched) is is_news


async def test_boards_that_hide_the_company(db: Database) -> None:
    """Two employers that are not named are not one employer: only equal words make one job."""
    boards = [await Board.open(db, None) for _ in range(3)]
    await boards[0].read(posting("1", description_html=None), posting("2", "same"))

    await boards[1].read(posting("1", description_html=None, department="Sites"))
    await boards[2].read(posting("2", "same"))

    assert await job_of(boards[0], "1") != await job_of(boards[1], "1")
    assert await job_of(boards[0], "2") == await job_of(boards[2], "2")


async def test_removed_postings_leave_no_keys(db: Database) -> None:
    """A source that is removed takes the keys of its postings along, and no others."""
    own, other = await Board.open(db), await Board.open(db)
    await own.read(posting("1"), posting("2", "two"))
    await other.read(posting("x", "three"))

    await db.text("DELETE FROM sources WHERE id = $1", own.id)

    left = await db.text("SELECT DISTINCT source_id FROM posting_keys")
    assert [row["source_id"] for row in left] == [other.id]


async def test_reading_is_linked_in_parts(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """No statement packs or unpacks a whole reading, and what is found is the same."""
    most = {"sharing": 0, "records": 0, "put_keys": 0, "put_links": 0}
    listed = [posting(str(n), str(n), title=f"Engineer {TITLES[n % 7]} {n}") for n in range(9)]
    own, other = await Board.open(db, "Whole"), await Board.open(db, "Whole")
    await own.read(*listed)
    await other.read(*listed)
    whole = await _links(db, "Whole")

    def counted(step: Any) -> Any:
        async def run(t: Transaction, query: Query, **given: Any) -> Any:
            name = query.name.rpartition(".")[2]
            if name in most:
                sizes = [len(set(one)) for key, one in given.items() if key.endswith("ids")]
                most[name] = max(most[name], 1, *sizes)
            return await step(t, query, **given)

        return run

    for module in (linking, posting_links):
        monkeypatch.setattr(module, "POSTINGS_A_PART", 2)
        monkeypatch.setattr(module, "IDS_A_STATEMENT", 3)
    monkeypatch.setattr(Transaction, "all", counted(Transaction.all))
    monkeypatch.setattr(Transaction, "run", counted(Transaction.run))
    own, other = await Board.open(db, "Parts"), await Board.open(db, "Parts")
    await own.read(*listed)
    await other.read(*listed)

    assert whole
    assert await _links(db, "Parts") == whole
    assert all(0 < many <= 3 for many in most.values()), most
