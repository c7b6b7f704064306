"""What changed on a job, on its page: in words, and whatever a board called it stays text."""

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

HOSTILE: Final = "<img src=x onerror=\"document.title='ran'\">"
LONG: Final = "x" * 500
EVENTS: Final = (
    ("title", HOSTILE, "Pilot", None),
    ("pay", None, "50,000–60,000 EUR a year", None),
    ("places", "Nairobi, Kenya", LONG, 7),
    ("workplace", "onsite", "remote", None),
    ("closed", None, "not-listed", None),
    ("closed", None, HOSTILE, None),
    ("reopened", "not-listed", None, None),
    ("reposted", None, None, 7),
    ("merged", HOSTILE, None, 7),
    ("split", None, "Chief Pilot", 8),
    ("split", "Pilot", None, 9),
)
SHOWN: Final = (
    "Split from “Pilot”",
    "Split from “Chief Pilot”",
    f"Merged with “{HOSTILE}”",
    "Posted again under a new id, before it was merged into this job",
    "Open again",
    f"Closed: {HOSTILE}",
    "Closed: no longer listed",
    "Workplace from on site to remote",
    f"Places from Nairobi, Kenya to {LONG}, before it was merged into this job",
    "Pay from not stated to 50,000–60,000 EUR a year",
    f"Title from “{HOSTILE}” to “Pilot”",
)


async def test_history(browser: Browser, start: Start, seeded: str) -> None:
    """Newest first, also on a phone; a job without history has no such list."""
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        job, other = await db.text("SELECT id, title FROM jobs ORDER BY id LIMIT 2")
        for event in EVENTS:
            await db.text(
                "INSERT INTO job_events (job_id, kind, before, after, other_job_id)"
                " VALUES ($1, $2, $3, $4, $5)",
                job["id"],
                *event,
            )
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url, width=360)
        page = window.page
        section = page.locator("section").filter(
            has=page.get_by_role("heading", name="What changed")
        )

        await window.go(f"jobs/{job['id']}", job["title"])
        shown = await section.get_by_role("listitem").all_inner_texts()

        assert [text.partition(": ")[2] for text in shown] == list(SHOWN)
        assert await page.locator("main img, main script, main [onerror]").count() == 0
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await window.go(f"jobs/{other['id']}", other["title"])
        await expect(section).to_have_count(0)
        assert window.faults == []
