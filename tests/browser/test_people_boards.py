"""What people bring, in the console: an admin decides about a board; private postings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.async_api import expect

from jobscout.sql import database
from tests.browser.chromium import Window, needs_chromium
from tests.drills import drill

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

ADMIN: Final = ("admin@jobscout.example", "admin-password-1")
DEMO: Final = ("demo@jobscout.example", "demo-password-1")
ADD: Final = """
INSERT INTO board_requests (user_id, url, kind, board, config, name)
SELECT id, 'https://' || board || '.example/jobs', 'greenhouse', board,
    jsonb_build_object('board', board), initcap(board)
FROM users, unnest(ARRAY['acme-one', 'acme-two']) AS board WHERE email = 'demo@jobscout.example'
"""
TRACK: Final = """
INSERT INTO alerts (user_id, score, title, company, url, bundled_at)
SELECT id, 0, 'Bush Pilot', 'Flights', 'https://flights.example/7', now()
FROM users WHERE email = 'demo@jobscout.example'
"""


async def test_deciding(browser: Browser, start: Start, seeded: str) -> None:
    """Accepted, it is among the sources; refused, it waits no more."""
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        await db.text(ADD)
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        await window.go("sources", "Sources")
        waiting = page.get_by_role("list", name="Proposals").get_by_role("article")
        await expect(waiting).to_have_count(2)

        await waiting.filter(has_text="Acme-One").get_by_role("button", name="Accept").click()
        await expect(page.get_by_role("status")).to_contain_text("Acme-One is a source now")
        await expect(waiting).to_have_count(1)
        await waiting.get_by_label("Reason for refusing").fill("An agency")
        await waiting.get_by_role("button", name="Refuse").click()
        await expect(page.get_by_role("status")).to_contain_text("Acme-Two is refused.")
        await expect(waiting).to_have_count(0)
        await page.get_by_label("Name").fill("Acme One")
        await page.get_by_role("button", name="Filter").click()
        sources = page.get_by_role("list", name="Sources").get_by_role("article")
        await expect(sources).to_have_count(1)
        assert window.faults == []


async def test_private_posting(browser: Browser, start: Start, seeded: str) -> None:
    """Its title leads to its own site, not to a page that does not exist; it can be deleted."""
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        await db.text(TRACK)
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*DEMO)
        mine = page.get_by_role("list", name="Alerts").get_by_role("article")
        mine = mine.filter(has_text="Bush Pilot")
        link = mine.get_by_role("link", name="Bush Pilot")
        await expect(link).to_have_attribute("href", "https://flights.example/7")
        await mine.get_by_role("button", name="Delete").click()
        await expect(page.get_by_role("status")).to_contain_text("Bush Pilot is deleted.")
        await expect(mine).to_have_count(0)
        assert window.faults == []
