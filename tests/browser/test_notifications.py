"""What is sent and when: dates of applications, preferences, the calendar, and stopped mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pytest
from playwright.async_api import expect

from jobscout.sql import database
from tests.browser.chromium import Window, needs_chromium
from tests.browser.test_views import FINDINGS
from tests.drills import drill

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

DEMO: Final = ("demo@jobscout.example", "demo-password-1")
SUPPRESSED: Final = """
UPDATE users SET timezone = 'America/New_York', mail_suppressed_at = now() - interval '3 days',
  mail_suppressed_reason = '550 no <b>such</b> mailbox'
WHERE email = 'demo@jobscout.example'"""
# moments around the changes of the clock, there and back; the last two are hours that are left out
CLOCKS: Final = """async () => {
  const { momentOf, wallOf, known } = await import("./console/zones.js");
  const zones = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "UTC"];
  const walls = ["2026-03-08T03:00", "2026-03-29T01:59", "2026-11-01T02:00", "2026-12-31T00:00"];
  const wrong = zones.flatMap((zone) =>
    walls.filter((wall) => wallOf(momentOf(wall, zone), zone) !== wall));
  return [
    wrong, known("Mars/Olympus"), momentOf("2026-12-01T09:30", "Asia/Kolkata"),
    wallOf(momentOf("2026-03-29T02:30", "Europe/Berlin"), "Europe/Berlin"),
    wallOf(momentOf("2026-03-08T02:30", "America/New_York"), "America/New_York"),
  ];
}"""


async def test_dates_of_an_application(browser: Browser, start: Start, seeded: str) -> None:
    """An interview is said in the person's zone, whatever the browser's; a date can be removed.

    Since when and why no mail is sent stands above, as text, with the way back.
    """
    async with database.connect(seeded, min_size=1, max_size=1) as db:
        await db.text(SUPPRESSED)
    async with start(ROLES="http,scheduler,matcher") as program:
        await program.until("jobs matched")
        window = await Window.open(browser, program.url, width=360)
        page, notice = window.page, window.page.locator("#notice")
        await window.sign_in(*DEMO)
        stopped = page.get_by_role("region", name="Mail")
        await expect(stopped).to_contain_text("3 days ago")
        await expect(stopped).to_contain_text("550 no <b>such</b> mailbox.")
        await stopped.get_by_role("button", name="Send the mail").click()
        await expect(notice).to_contain_text("on its way to demo@jobscout.example")

        card = page.get_by_role("list", name="Alerts").get_by_role("article").first
        dates = card.locator("details").first
        await dates.locator("summary").click()
        interview, deadline = card.get_by_label("Interview"), card.get_by_label("Your deadline")
        await expect(interview).to_have_accessible_description("In America/New_York")
        await deadline.fill("2026-12-24")
        await interview.fill("2026-12-01T09:30")
        answer = await changed(page, card.get_by_role("button", name="Save interview"))
        assert answer["interview_at"].startswith("2026-12-01T14:30:00")
        await expect(notice).to_contain_text("Dec 1, 2026, 09:30 (America/New_York)")
        await expect(card.get_by_role("button", name="Save interview")).to_be_focused()
        await expect(deadline).to_have_value("2026-12-24")
        answer = await changed(page, card.get_by_role("button", name="Save deadline"))
        assert answer["deadline"] == "2026-12-24"
        assert await page.evaluate(FINDINGS) == []

        await page.reload()
        await expect(dates.locator("summary")).to_have_text(
            "Interview Dec 1, 2026, 09:30 (America/New_York) · Apply by Dec 24, 2026"
        )
        await dates.locator("summary").click()
        answer = await changed(page, card.get_by_role("button", name="Remove interview"))
        assert (answer["interview_at"], answer["deadline"]) == (None, "2026-12-24")
        await expect(interview).to_be_focused()
        await expect(interview).to_have_value("")
        assert await page.evaluate(CLOCKS) == [
            *([], "UTC", "2026-12-01T04:00:00.000Z"),
            *("2026-03-29T03:30", "2026-03-08T01:30"),
        ]
        assert window.faults == []


async def test_preferences_and_calendar(browser: Browser, start: Start) -> None:
    """What is chosen is there after a reload; a calendar's address is renewed and the old one ends.

    Quiet hours have two ends or none.
    """
    async with start(ROLES="http") as program, aiohttp.ClientSession() as reader:
        window = await Window.open(browser, program.url, width=360)
        page = window.page
        await window.sign_in(*DEMO)
        await window.go("channels", "Channels")
        mine = page.get_by_role("region", name="Notifications")
        await mine.get_by_label("Send alerts").select_option("daily")
        await mine.get_by_label("Hour of the digest").select_option("18:00")
        await mine.get_by_label("Time zone").select_option("Pacific/Auckland")
        await mine.get_by_label("Most alerts a day").fill("7")
        await mine.get_by_label("Nudges").uncheck()
        await mine.get_by_label("To", exact=True).fill("")
        await mine.get_by_label("From").fill("22:00")
        await mine.get_by_role("button", name="Save notifications").click()
        await expect(mine.locator("input[name=end]:invalid")).to_be_focused()
        await mine.get_by_label("To", exact=True).fill("06:30")
        await mine.get_by_role("button", name="Save notifications").click()
        await expect(page.locator("#notice")).to_contain_text("Notifications are saved.")
        await page.reload()
        await expect(mine.get_by_label("Send alerts")).to_have_value("daily")
        await expect(mine.get_by_label("Hour of the digest")).to_have_value("18")
        await expect(mine.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
        await expect(mine.get_by_label("Most alerts a day")).to_have_value("7")
        await expect(mine.get_by_label("From")).to_have_value("22:00")
        await expect(mine.get_by_label("Reminders")).to_be_checked()
        await expect(mine.get_by_label("Nudges")).not_to_be_checked()

        calendar = page.get_by_role("region", name="Calendar")
        address = calendar.get_by_label("Address")
        old = await address.input_value()
        await expect(calendar).to_contain_text("Anyone with the address can read")
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await calendar.get_by_role("button", name="Copy").click()
        await expect(page.locator("#notice")).to_contain_text("The address is copied.")
        assert await page.evaluate("navigator.clipboard.readText()") == old
        page.on("dialog", lambda dialog: dialog.accept())
        await calendar.get_by_role("button", name="New address").click()
        await expect(address).not_to_have_value(old)
        async with reader.get(old) as gone, reader.get(await address.input_value()) as new:
            assert (gone.status, new.status) == (404, 200)
        assert await page.evaluate(FINDINGS) == []
        assert window.faults == []


async def changed(page: Page, button: Any) -> Any:
    """Press *button*; the alert that the program answers."""
    async with page.expect_response("**/alerts/*") as answered:
        await button.click()
    return await (await answered.value).json()
