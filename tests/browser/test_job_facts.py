"""What jobs ask for and offer besides place and pay: shown as plain facts, and filtered by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

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

FILL = """
UPDATE jobs SET years_min = NULL, visa_sponsorship = NULL, deadline = NULL, language = 'en';
WITH chosen AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM jobs WHERE closed_at IS NULL)
UPDATE jobs SET
    title = 'Told ' || n, words = 'told', workplace = 'remote',
    language = CASE n WHEN 1 THEN 'de' ELSE 'en' END,
    years_min = CASE n WHEN 1 THEN 3 WHEN 2 THEN 0 ELSE 1 END,
    visa_sponsorship = CASE n WHEN 1 THEN 'yes' WHEN 2 THEN 'no' END,
    deadline = current_date + CASE n WHEN 1 THEN 3 WHEN 2 THEN 90 END::int,
    remote_countries = CASE n WHEN 1 THEN '{AT,CH,DE,FR}' WHEN 2 THEN '{KE}' ELSE '{}' END::text[],
    remote_anywhere = n = 3
FROM chosen WHERE chosen.id = jobs.id AND n <= 3
"""
ALIASES = """
INSERT INTO company_aliases (company_id, kind, key, spelling, stem)
SELECT company_id, 'name', 'told b of old', 'Told <b>of old</b>', 'told' FROM jobs
WHERE title = 'Told 1'
"""


async def test_facts_and_filters(browser: Browser, start: Start, seeded: str) -> None:
    """A card and a page say each; each filter leaves those that fit, or do not say."""
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        for statement in FILL.split(";"):
            await db.text(statement)
        (first,) = await db.text("SELECT id FROM jobs WHERE title = 'Told 1'")
        await db.text(ALIASES)
    until = datetime.now(UTC).date() + timedelta(days=3)

    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.go("jobs?q=told", "Jobs")
        cards = page.get_by_role("list", name="Jobs").get_by_role("article")
        await expect(cards).to_have_count(3)
        facts = {
            "Told 1": [
                *("open to Austria, Switzerland, Germany and 1 more", "visa sponsorship"),
                *("3 years of experience", "in German"),
                f"apply by {until:%b} {until.day}, {until.year}",
            ],
            "Told 2": ["open to Kenya", "no experience needed", "no visa sponsorship"],
            "Told 3": ["open to all countries", "1 year of experience", "in English"],
        }
        for title, said in facts.items():
            card = cards.filter(has=page.get_by_role("heading", name=title, exact=True))
            for fact in said:
                await expect(card.get_by_text(fact, exact=True)).to_have_count(1)

        for label, value, left in (
            ("Language", "de", ["Told 1"]),
            ("Visa sponsorship", "no", ["Told 2"]),
            ("Closing", "7", ["Told 1"]),
        ):
            await page.get_by_label(label).select_option(value)
            await expect(cards.get_by_role("heading")).to_have_text(left)
            await window.go("jobs?q=told", "Jobs")
            await expect(cards).to_have_count(3)
        await page.get_by_label("Most years").fill("2")
        await page.get_by_role("button", name="Search").click()
        await expect(cards).to_have_count(2)
        await expect(cards.filter(has_text="Told 1")).to_have_count(0)

        await window.go(f"jobs/{first['id']}", "Told 1")
        await page.get_by_text("Open to 4 countries").click()
        whole = page.get_by_text("Austria, France, Germany, Switzerland", exact=True)
        await expect(whole).to_be_visible()
        await expect(page.locator(".facts")).to_contain_text("visa sponsorship")
        await page.locator("summary", has_text="About ").click()
        await expect(page.get_by_role("main")).to_contain_text("Also known asTold <b>of old</b>")
        assert window.faults == []


async def test_searches_say_what_they_ask(browser: Browser, start: Start) -> None:
    """What was chosen is stored, shown in words, and there when the form opens again."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in("demo@jobscout.example", "demo-password-1")
        await window.go("searches/new", "New search")
        await page.get_by_label("Name").fill("Beginner abroad")
        await page.get_by_role("group", name="Visa sponsorship").get_by_label("Yes").check()
        await page.get_by_label("German", exact=True).check()
        await page.get_by_label("Most years of experience").fill("0")
        await page.get_by_role("button", name="Save").click()

        mine = page.get_by_role("article").filter(has_text="Beginner abroad")
        await expect(mine).to_contain_text("German")
        await expect(mine).to_contain_text("at most 0 years")
        await mine.get_by_role("link", name="Change").click()
        await expect(page.get_by_label("Most years of experience")).to_have_value("0")
        await expect(
            page.get_by_role("group", name="Visa sponsorship").get_by_label("Yes")
        ).to_be_checked()
        assert window.faults == []
