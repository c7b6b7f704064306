"""What appears by itself: alerts, what operators see of a board, and what strangers write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import aiohttp
import pytest
from playwright.async_api import expect

from jobscout.sql import database
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.browser.chromium import Window, needs_chromium
from tests.drills import drill
from tests.program import boards
from tests.program.conftest import fill

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

SECRET: Final = "a webhook's secret of more than 32 bytes"
ADMIN: Final = ("admin@jobscout.example", "admin-password-1")
DEMO: Final = ("demo@jobscout.example", "demo-password-1")
HOSTILE: Final = "<img src=x onerror=\"document.title='ran'\">"
PREFIX: Final = "/v1/boards/acaciapay"


async def add_source(database_url: str, base_url: str) -> str:
    """The first of the demo's boards, which nobody reads unless asked to; its id."""
    source: dict[str, Any] = next(
        one for one in demo.sources(base_url) if one["kind"] == "greenhouse"
    )
    async with database.connect(database_url, min_size=1, max_size=2) as db:
        await fill(db, [{**source, "interval_seconds": 86_400}], {})
        await db.text("UPDATE sources SET next_run_at = now() + interval '1 d'")
        (row,) = await db.text("SELECT id FROM sources WHERE active")
        return str(row["id"])


async def test_alert_arrives(browser: Browser, start: Start, seeded: str) -> None:
    """A new posting is an alert on the open page within moments, and a count beside another view.

    A title that is markup is shown as the text it is.
    """
    board = make_board()
    async with boards.serving(board) as base_url:
        source_id = await add_source(seeded, base_url)
        roles = "http,scheduler,scraper,matcher"
        host = urlsplit(base_url).netloc
        settings = {"FETCH_ALLOW": host, "ROLES": roles, "WEBHOOK_SECRET": SECRET}
        async with start(**settings, SCRAPE_TRIGGERS_PER_MINUTE="1000") as program:
            await program.until("jobs matched")
            window = await Window.open(browser, program.url)
            page = window.page
            await window.sign_in(*DEMO)
            await expect(page.get_by_text("Live", exact=True)).to_be_visible()
            title = f"{HOSTILE} Backend Engineer"

            async def publish(title: str) -> None:
                board[WORLD].publish(
                    "acacia-pay",
                    title=title,
                    location_key="nairobi",
                    boards=["greenhouse"],
                    favoured=True,
                )
                headers = {"Authorization": f"Bearer {SECRET}"}
                async with (
                    aiohttp.ClientSession(program.url, headers=headers) as ci,
                    ci.post(f"/webhooks/scrape/{source_id}") as answer,
                ):
                    assert answer.status == 202, await answer.text()

            await publish(title)
            first = (
                page.get_by_role("list", name="Alerts")
                .get_by_role("article")
                .filter(has_text=HOSTILE)
            )
            await expect(first.get_by_role("heading")).to_have_text(title)
            await expect(first.get_by_role("list", name="Why it suits you")).to_contain_text(
                "Nairobi"
            )
            await first.get_by_role("link", name=title).click()
            await expect(page.get_by_role("heading", level=1)).to_have_text(title)
            await expect(page).to_have_title(f"{title} · Job Scout")

            await publish("Backend Engineer, Ledgers")
            await expect(page.get_by_role("status")).to_contain_text("Backend Engineer, Ledgers")
            await expect(
                page.get_by_role("link", name=re.compile(r"Alerts \d+ new"))
            ).to_be_visible()
            assert await page.locator("main img, main script, main [onerror]").count() == 0
            assert window.faults == []


async def test_stream_that_breaks(browser: Browser, start: Start) -> None:
    """It says so, tries again after pauses, and asks for what it has missed."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        asked: list[str | None] = []

        async def play(route: Route) -> None:
            asked.append(route.request.headers.get("last-event-id"))
            match len(asked):
                case 1:
                    await route.fulfill(content_type="text/event-stream", body="id: 7-7-7\n\n")
                case 2:
                    await route.fulfill(status=503, body="a proxy's page", content_type="text/html")
                case _:
                    await route.continue_()

        await page.route("**/events", play)
        await window.sign_in(*DEMO)
        await expect(page.get_by_text("Reconnecting …")).to_be_visible()
        await expect(page.get_by_text("Live", exact=True)).to_be_visible()

        assert asked == [None, "7-7-7", "7-7-7"]
        assert len(window.faults) == 1  # the network log's word of the 503


async def test_failing_source(browser: Browser, start: Start, seeded: str) -> None:
    """Its sentence says what is wrong; "Scrape now" reads it, and how that ended shows by itself.

    Too many tries are refused in words that say when to come back.
    """
    board = make_board()
    board[WORLD].fault(PREFIX, "500")
    async with boards.serving(board) as base_url:
        source_id = await add_source(seeded, base_url)
        settings = {"FETCH_ALLOW": urlsplit(base_url).netloc, "SCRAPE_TRIGGERS_PER_MINUTE": "2"}
        async with start(**settings, ROLES="http,scheduler,scraper") as program:
            window = await Window.open(
                browser, program.url, expected=(f"429 /sources/{source_id}/scrape",)
            )
            page = window.page
            await window.sign_in(*ADMIN)
            await window.go("sources", "Sources")
            await page.get_by_label("Name").fill("Acacia Pay")
            await page.get_by_role("button", name="Filter").click()
            card = page.get_by_role("article").filter(has_text="Acacia Pay (Greenhouse)")
            scrape = card.get_by_role("button", name="Scrape now")

            await scrape.click()
            await expect(card.locator(".chip").first).to_have_text("failing")
            await expect(card).to_contain_text("The board's own server fails")
            await expect(card).to_contain_text("1 failure in a row")
            await card.get_by_text("Last scrape").click()
            await expect(card.get_by_role("listitem")).to_contain_text("failed")

            board[WORLD].fault(PREFIX, None)
            await scrape.click()
            await expect(card.locator(".chip").first).to_have_text("ok")
            await expect(card.get_by_role("listitem")).to_have_count(2)
            await expect(card).not_to_contain_text("0 open jobs")
            await expect(scrape).to_be_focused()
            await card.get_by_role("button", name="Preview").click()
            await expect(card).to_contain_text("as they would be stored")
            await scrape.click()
            await expect(page.get_by_role("alert")).to_contain_text("Too many requests.")
            await expect(page.get_by_role("alert")).to_contain_text("Try again in")
            assert window.faults == []


async def test_page_of_several_boards(browser: Browser, start: Start) -> None:
    """The boards are offered, and the chosen one is added; another address forgets them."""
    sent: list[Any] = []
    candidates = [
        {"choice": f"{kind}:acme", "kind": kind, "board": "acme", "name": "Acme", "jobs": jobs}
        for kind, jobs in (("greenhouse", None), ("lever", 12))
    ]

    async def ambiguous(route: Route) -> None:
        if route.request.method != "POST":
            await route.continue_()
            return
        sent.append(route.request.post_data_json)
        problem = {
            "type": "/problems/ambiguous-board",
            "title": "Page shows several boards",
            "status": 409,
            "detail": "The page shows 2 boards; choose one of them.",
            "candidates": candidates,
        }
        await route.fulfill(
            status=409, content_type="application/problem+json", body=json.dumps(problem)
        )

    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url, expected=("409 /sources",))
        page = window.page
        await window.sign_in(*ADMIN)
        await window.go("sources", "Sources")
        await page.route("**/sources", ambiguous)
        address = page.get_by_label("Add a career page by its address")
        add = page.get_by_role("button", name="Add")
        board = page.get_by_label("Board")
        await address.fill("https://acme.example/careers")
        await add.click()
        await expect(page.get_by_role("alert")).to_contain_text("choose one of them")
        await board.select_option(label="acme (lever, 12 jobs)")
        await add.click()
        await expect(board).to_have_value("greenhouse:acme")
        await address.fill("https://other.example/careers")
        await expect(board).to_have_count(0)

        assert sent == [
            {"url": "https://acme.example/careers"},
            {"url": "https://acme.example/careers", "choice": "lever:acme"},
        ]
        assert window.faults == []
