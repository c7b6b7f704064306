"""Feeds: a search's jobs at an address that is the key."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from jobscout.sql.feeds import EXCERPT, ITEMS

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

SEARCHES = "/users/me/searches"
FORMATS = ("rss", "json", "csv")
SEEN = datetime(2026, 1, 9, 8, tzinfo=UTC)


async def search_of(server: Server, user: SignedInUser, **columns: Any) -> dict[str, Any]:
    search = await server.rows.search(user, "Data & more", keywords=["engineer"], **columns)
    found: dict[str, Any] = await server.json("GET", f"{SEARCHES}/{search}", headers=user.headers)
    return found


def path(search: dict[str, Any], kind: str) -> str:
    address: str = search["feeds"][kind]
    return urlsplit(address).path


async def job(server: Server, title: str, text: str = "", **columns: Any) -> int:
    job_id = await server.rows.job(title, **columns)
    source = await server.rows.source()
    await server.rows.posting(
        job_id, source, url=f"https://boards.example/{job_id}", description_text=text
    )
    return job_id


async def fetch(server: Server, where: str, **options: Any) -> str:
    async with await server.ask("GET", where, **options) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.text()


async def rss_of(server: Server, search: dict[str, Any]) -> ET.Element:
    text = await fetch(server, path(search, "rss"))
    channel = ET.fromstring(text).find("channel")  # noqa: S314  (our own answer)
    assert channel is not None
    return channel


async def test_addresses(server: Server) -> None:
    """Each search has three addresses, wherever it is shown; no two searches share one."""
    user = await server.rows.user()
    one, other = [
        await server.json(
            "POST", SEARCHES, 201, json={"name": n, "keywords": ["x"]}, headers=user.headers
        )
        for n in "ab"
    ]
    listed = await server.json("GET", SEARCHES, headers=user.headers)

    addresses = [address for search in (one, other) for address in search["feeds"].values()]
    assert len({address.rpartition(".")[0] for address in addresses}) == 2
    assert [urlsplit(a).path.rpartition(".")[2] for a in addresses] == [*FORMATS, *FORMATS]
    assert [search["feeds"] for search in listed["items"]] == [one["feeds"], other["feeds"]]


async def test_rss(server: Server, db: Database) -> None:
    """A reader gets the open jobs that match, with link, date, facts and the text's beginning."""
    user = await server.rows.user()
    search = await search_of(server, user)
    made = await job(
        server,
        "R&D Engineer <b>",
        "We build.\n" + "x" * 2 * EXCERPT,
        locations='[{"text": "Taipei, Taiwan"}, {"text": "Tokyo, Japan"}]',
        workplace="hybrid",
        salary_min=50000,
        salary_currency="EUR",
        salary_period="year",
        posted=3,
        first_seen_at=SEEN,
    )
    await server.rows.skill(made, "Python")
    await job(server, "Pilot")
    await job(server, "Gone Engineer", closed_at=SEEN)
    await db.text("UPDATE sources SET attribution = 'Remotive'")

    channel = await rss_of(server, search)
    (item,) = channel.findall("item")

    assert channel.findtext("title") == "Job Scout: Data & more"
    link = channel.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.get("href") == search["feeds"]["rss"]
    assert item.findtext("title") == "R&D Engineer <b> at Acme"
    assert item.findtext("link") == f"https://boards.example/{made}"
    assert item.findtext("guid") == f"jobscout:job:{made}"
    assert item.findtext("pubDate") == "Fri, 09 Jan 2026 08:00:00 +0000"
    assert item.findtext("category") == "Python"
    description = item.findtext("description") or ""
    assert description.startswith(
        "<p>Taipei, Taiwan; Tokyo, Japan · hybrid · from 50,000 EUR a year · via Remotive</p>"
        "<p>We build."
    )
    assert len(description) < EXCERPT + 100


async def test_json(server: Server) -> None:
    """JSON Feed 1.1, each item with the job as the API has it."""
    user = await server.rows.user()
    search = await search_of(server, user)
    made = await job(server, "Engineer", "We build.", first_seen_at=SEEN)

    said = await server.json("GET", path(search, "json"))
    listed = await server.json("GET", "/jobs")

    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["feed_url"] == search["feeds"]["json"]
    (item,) = said["items"]
    assert item.pop("_job") == listed["items"][0]
    assert item == {
        "id": f"jobscout:job:{made}",
        "url": f"https://boards.example/{made}",
        "title": "Engineer at Acme",
        "content_text": "We build.",
        "date_published": "2026-01-09T08:00:00Z",
        "tags": [],
    }


async def test_csv(server: Server) -> None:
    """A row a job, taken for UTF-8 by spreadsheets; what they would run as a formula is text."""
    user = await server.rows.user()
    search = await search_of(server, user)
    made = await job(server, '=HYPERLINK("https://evil.example","Engineer")')

    text = (await fetch(server, path(search, "csv"))).removeprefix("\ufeff")
    async with await server.ask("GET", path(search, "csv")) as answer:
        assert (await answer.read()).startswith(b"\xef\xbb\xbfid,title")
    rows = list(csv.DictReader(io.StringIO(text)))

    (row,) = rows
    assert row == row | {
        "id": str(made),
        "title": '\'=HYPERLINK("https://evil.example","Engineer")',
        "company": "Acme",
        "places": "",
        "workplace": "unknown",
        "seniority": "",
        "employment_type": "",
        "pay": "",
        "skills": "",
        "posted_at": "2026-01-01T00:00:00Z",
        "first_seen_at": row["first_seen_at"],
        "url": f"https://boards.example/{made}",
    }


@pytest.mark.parametrize(
    ("open_to", "said"),
    [
        ({"remote_countries": ["AT", "DE"]}, "AT, DE"),
        ({"remote_anywhere": True}, "worldwide"),
        ({}, ""),
    ],
)
async def test_csv_of_facts(server: Server, open_to: dict[str, Any], said: str) -> None:
    """What the text states has a column each; no experience is not the same as none stated."""
    user = await server.rows.user()
    search = await search_of(server, user)
    facts: dict[str, Any] = {"years_min": 0, "visa_sponsorship": "no", "language": "en"}
    await job(server, "Engineer", **facts, **open_to, deadline=date(2026, 11, 30))

    text = (await fetch(server, path(search, "csv"))).removeprefix("\ufeff")

    (row,) = csv.DictReader(io.StringIO(text))
    expected = {"years_min": "0", "visa_sponsorship": "no", "language": "en"}
    assert row == row | expected | {"deadline": "2026-11-30", "remote_countries": said}


@pytest.mark.parametrize(
    "title",
    [
        *("Engineer;=1+1", 'Engineer;"=1+1"', "Engineer\t=1+1", "Engineer\n=1+1", "Engineer|@x"),
        *(
            "Engineer, -1",
            " =Engineer",
            "\t=Engineer",
            "\r=Engineer",
            "＝Engineer",
            "Engineer；＋1",
        ),
    ],
)
async def test_csv_parted_elsewhere(server: Server, title: str) -> None:
    """A spreadsheet that parts cells at semicolons or tabs finds no formula, quotes or not."""
    user = await server.rows.user()
    search = await search_of(server, user)
    made = await job(server, title)

    text = (await fetch(server, path(search, "csv"))).removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    cells = re.split("[;,|\t\r\n；]", text)

    assert not [
        cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@", "＝", "＋"))
    ]
    assert row["title"].replace("'", "") == title
    assert text.splitlines()[1].startswith(f'{made},"')


async def test_what_no_xml_can_hold(server: Server) -> None:
    """A board's control characters and half letters leave the feed readable."""
    user = await server.rows.user()
    search = await search_of(server, user)
    await job(server, "Engineer \x0b\x1b\ufffe]]>")

    channel = await rss_of(server, search)

    assert channel.findtext("item/title") == "Engineer ]]> at Acme"


async def test_what_was_seen_last_comes_first(server: Server) -> None:
    """A job that was long on its board when we found it is no less news; fifty are listed."""
    user = await server.rows.user()
    search = await search_of(server, user)
    for n in range(ITEMS + 1):
        await job(server, f"Engineer {n}", posted=28, first_seen_at=SEEN)
    await job(server, "Old Engineer", posted=1)

    said = await server.json("GET", path(search, "json"))

    assert len(said["items"]) == ITEMS
    assert said["items"][0]["title"] == "Old Engineer at Acme"


@pytest.mark.parametrize("kind", FORMATS)
async def test_unchanged_feed(server: Server, kind: str) -> None:
    """A reader that has it gets 304, and the whole again once there is another job."""
    user = await server.rows.user()
    where = path(await search_of(server, user), kind)
    await job(server, "Engineer")

    async with await server.ask("GET", where) as first:
        known = {"If-None-Match": first.headers["ETag"]}
    async with await server.ask("GET", where, headers=known) as second:
        assert (second.status, await second.read()) == (304, b"")
    await job(server, "Second Engineer")
    async with await server.ask("GET", where, headers=known) as third:
        assert third.status == 200


async def test_paused_search(server: Server) -> None:
    """A pause is of alerts; who reads the feed asks for it."""
    user = await server.rows.user()
    search = await search_of(server, user, paused=True)
    await job(server, "Engineer")

    said = await server.json("GET", path(search, "json"))

    assert len(said["items"]) == 1


async def test_new_addresses(server: Server) -> None:
    """Whoever knew the old ones reads no more; another person can give no new ones."""
    user, stranger = await server.rows.user(), await server.rows.user()
    before = await search_of(server, user)
    renew = f"{SEARCHES}/{before['id']}/feeds"

    refused = await server.problem("POST", renew, 404, headers=stranger.headers)
    after = await server.json("POST", renew, headers=user.headers)

    assert refused == "not-found"
    assert after == before | {"feeds": after["feeds"]}
    for kind in FORMATS:
        assert await server.problem("GET", path(before, kind), 404) == "not-found"
        await fetch(server, path(after, kind))


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE users SET deleted_at = now() RETURNING id",
        "UPDATE users SET disabled_at = now() RETURNING id",
    ],
)
async def test_closed_account(server: Server, ended: str) -> None:
    """The feeds of an account that is closed or deactivated lead nowhere."""
    search = await search_of(server, await server.rows.user())
    await server.rows.value(ended)

    assert await server.problem("GET", path(search, "rss"), 404) == "not-found"


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 31, "G" * 32, "%00", "..%2F"])
async def test_guessed_address(server: Server, token: str) -> None:
    """What is no address of ours is 404, and leaves no count behind."""
    for kind in FORMATS:
        assert await server.problem("GET", f"/feeds/{token}.{kind}", 404) == "not-found"

    assert not server.window.calls


async def test_limit(idle_server: Server) -> None:
    """Twenty requests a minute for all feeds of a user together, from any client."""
    server = await idle_server.start(calls={})
    user, other = await server.rows.user(), await server.rows.user()
    search = await search_of(server, user)
    second = await server.rows.search(user, "Second")
    theirs = await search_of(server, other)
    more = await server.json("GET", f"{SEARCHES}/{second}", headers=user.headers)

    for n in range(20):
        await fetch(server, path(more if n % 2 else search, FORMATS[n % 3]))
    async with await server.ask("GET", path(search, "rss")) as refused:
        assert refused.status == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["RateLimit-Limit"] == "20"
    await fetch(server, path(theirs, "rss"))


async def test_export(server: Server) -> None:
    """The addresses are the person's: the export has them."""
    user = await server.rows.user()
    search = await search_of(server, user)
    token = urlsplit(search["feeds"]["rss"]).path.rpartition("/")[2].removesuffix(".rss")

    said = await fetch(server, "/users/me/data-export", headers=user.headers)

    assert token in said.replace("-", "")
