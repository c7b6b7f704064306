"""Every view: reachable, named, labelled, quiet, and usable on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.async_api import expect

from tests.browser.chromium import Window, needs_chromium
from tests.drills import drill

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

ADMIN: Final = ("admin@jobscout.example", "admin-password-1")
VIEWS: Final = {
    "alerts": "Alerts",
    "jobs": "Jobs",
    "jobs?workplace=remote&sort=salary": "Jobs",
    "searches": "Searches",
    "searches/new": "New search",
    "cv": "CV",
    "channels": "Channels",
    "sources": "Sources",
    "status": "Status",
    "nothing": "Page not found",
    "jobs/999999": "Job",
}
FINDINGS: Final = """() => {
  const found = [];
  const all = (kinds) => [...document.querySelectorAll(kinds)];
  const note = (what, ones) => found.push(...ones.map((one) => `${what}: ${one.outerHTML}`));
  const ids = all("[id]").map((one) => one.id);
  const named = (one) => one.textContent.trim() || one.getAttribute("aria-label");
  const isSmall = (one) => one.checkVisibility() && one.getBoundingClientRect().height < 24;
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the screen");
  if (all("h1").length !== 1) found.push("not one h1");
  if (new Set(ids).size !== ids.length) found.push("an id twice");
  if (!document.title.endsWith("Job Scout")) found.push(`title ${document.title}`);
  note("no label", all("input, select, textarea").filter((one) => !one.labels.length));
  note("no name", all("button, a").filter((one) => !named(one)));
  note("too small", all("button, .button").filter(isSmall));
  return found;
}"""


async def test_every_view_on_a_phone(browser: Browser, start: Start) -> None:
    """At 360 pixels: no sideways scrolling, one heading, names for everything, a quiet console."""
    async with start(ROLES="http,matcher") as program:
        expected = ("404 /users/me/cv", "404 /jobs/999999")
        window = await Window.open(browser, program.url, width=360, expected=expected)
        found: dict[str, Any] = {"door": await window.page.evaluate(FINDINGS)}
        await window.sign_in(*ADMIN)
        await expect(window.page.get_by_role("heading", level=1)).to_have_text("Alerts")
        for view, heading in VIEWS.items():
            await window.go(view, heading)
            await expect(window.page.locator("[aria-busy]")).to_have_count(0)
            found[view] = await window.page.evaluate(FINDINGS)

        assert {view: said for view, said in found.items() if said} == {}
        assert window.faults == []


async def test_keyboard(browser: Browser, start: Start) -> None:
    """Signing in and reaching a job needs no mouse; what has the focus is seen."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("main")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(page.get_by_label("Email")).to_be_focused()
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert await page.evaluate(outline) == "solid"
        await page.keyboard.type(ADMIN[0])
        await page.keyboard.press("Tab")
        await page.keyboard.type(ADMIN[1])
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        await expect(page.get_by_role("main")).to_be_focused()

        await window.go("jobs", "Jobs")
        link = page.get_by_role("list", name="Jobs").get_by_role("link").first
        title = await link.inner_text()
        await link.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert window.faults == []


async def test_without_network(browser: Browser, start: Start) -> None:
    """One sentence stands in place of the failing sources, which can still be seen."""
    sentence = "None of 10 hosts can be reached"

    async def answer(route: Route) -> None:
        said = await (await route.fetch()).json()
        await route.fulfill(json={**said, "notice": sentence})

    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        await window.page.route("**/sources?*", answer)
        await window.sign_in(*ADMIN)
        await expect(window.page.get_by_role("heading", level=1)).to_have_text("Alerts")
        await window.go("sources", "Sources")
        await expect(window.page.get_by_text(sentence)).to_be_visible()
        await expect(window.page.get_by_role("article")).not_to_be_visible()
        await window.page.get_by_role("button", name="Show them all the same").click()
        await expect(window.page.get_by_role("article").first).to_be_visible()
        assert window.faults == []
