"""Possible duplicates on a job's page: for everybody in words, for admins with what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from playwright.async_api import expect

from jobscout.sql import database
from tests.browser.chromium import Window, needs_chromium
from tests.browser.test_views import ADMIN
from tests.drills import drill

if TYPE_CHECKING:
    from asyncpg import Record
    from playwright.async_api import Browser, Locator, Page

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

HOSTILE: Final = "<img src=x onerror=\"document.title='ran'\">"
PARTS: Final = (("words_shared", 3.4), ("days_apart", -1.5), (f"doubt: {HOSTILE}", -0.7))
# two jobs of one company on different boards, which a rule would not merge
_PAIR: Final = """
SELECT a.id, a.title, p.id AS posting_id, b.id AS other_id, b.title AS other_title,
       q.id AS other_posting_id, s.id AS source_id
FROM jobs a JOIN jobs b ON b.company_id = a.company_id AND b.id > a.id
JOIN postings p ON p.job_id = a.id JOIN postings q ON q.job_id = b.id
JOIN sources s ON s.id <> p.source_id
WHERE a.postings = 1 AND b.postings = 1 AND a.title <> b.title ORDER BY a.id, b.id, s.id LIMIT 1
"""


async def _linked(url: str) -> Record:
    """Two jobs, of which the other is on a board with a hostile name."""
    async with database.connect(url, min_size=1, max_size=1) as db:
        (pair,) = await db.text(_PAIR)
        await db.text(
            "UPDATE postings SET source_id = $2 WHERE id = $1",
            pair["other_posting_id"],
            pair["source_id"],
        )
        await db.text("UPDATE sources SET name = $2 WHERE id = $1", pair["source_id"], HOSTILE)
        await db.text(
            "INSERT INTO posting_links (posting_id, other_id, score, parts)"
            " VALUES ($1, $2, 0.4, $3::text::jsonb), ($2, $1, 0.4, $3::text::jsonb)",
            pair["posting_id"],
            pair["other_posting_id"],
            msgspec.json.encode(PARTS).decode(),
        )
    return pair


def _section(page: Page, heading: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading))


async def test_possible_duplicates(browser: Browser, start: Start, seeded: str) -> None:
    """Title, company, board and a link, without signing in, also on a phone."""
    pair = await _linked(seeded)
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url, width=360)
        page = window.page
        await window.go(f"jobs/{pair['id']}", pair["title"])
        shown = _section(page, "May be the same opening").get_by_role("listitem")

        await expect(shown).to_have_count(1)
        await expect(shown).to_contain_text(f"{pair['other_title']} on {HOSTILE}")
        await expect(shown.locator("strong")).not_to_be_empty()  # the company
        assert await page.locator("main img, main script, main [onerror]").count() == 0
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await expect(_section(page, "What it was compared with")).to_have_count(0)
        await shown.get_by_role("link", name=pair["other_title"]).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(pair["other_title"])
        assert window.faults == []


async def test_admins_join_and_split(browser: Browser, start: Start, seeded: str) -> None:
    """They see why, join the two, and take them apart again."""
    pair = await _linked(seeded)
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        await window.go(f"jobs/{pair['id']}", pair["title"])
        compared = _section(page, "What it was compared with")
        await expect(compared).to_contain_text(f"{pair['other_title']} on {HOSTILE} 40 % likely")

        await compared.get_by_text("Why", exact=True).click()
        parts = await compared.locator(".conditions li").all_inner_texts()
        assert parts == [
            "for words that both titles have",
            "against days between the two",
            f"against doubt: {HOSTILE}",
        ]

        await compared.get_by_role("button", name="It is the same opening").click()
        await expect(page.get_by_text("They are one job now, for good.")).to_be_visible()
        await expect(compared).to_contain_text("one job, 40 % likely")
        await expect(_section(page, "May be the same opening")).to_have_count(0)
        await expect(page.get_by_role("main")).to_be_focused()

        await compared.get_by_role("button", name="It is another opening").click()
        await expect(page.get_by_text("They are two jobs now, for good.")).to_be_visible()
        await expect(compared.get_by_role("button", name="It is another opening")).to_have_count(0)
        assert window.faults == []
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        rows = await db.text(
            "SELECT DISTINCT job_id FROM postings WHERE id = ANY($1)",
            [pair["posting_id"], pair["other_posting_id"]],
        )
        assert len(rows) == 2
