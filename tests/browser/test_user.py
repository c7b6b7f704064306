"""What a person does in the console: coming in, reading alerts, tracking an application."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import aiohttp
import pytest
from playwright.async_api import expect

from tests.browser.chromium import Window, needs_chromium
from tests.drills import drill
from tests.unit.cv_files import down, pdf

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

EMPTY: Final = (
    *("keywords", "excluded_keywords", "locations", "near", "countries", "companies", "skills"),
    *("workplace", "employment_types", "languages"),
)
DEMO: Final = ("demo@jobscout.example", "demo-password-1")


async def test_door(browser: Browser, start: Start) -> None:
    """Whoever comes first sees jobs and a form.

    A wrong password and too many tries are said in words; signing out leaves nothing behind.
    """
    async with start(ROLES="http", AUTH_CALLS_PER_MINUTE="4") as program:
        refused = ("401 /auth/login", "429 /auth/login")
        window = await Window.open(browser, program.url, expected=refused)
        page = window.page
        await expect(
            page.get_by_role("list", name="Newest jobs").get_by_role("article")
        ).to_have_count(20)
        await page.get_by_role("button", name="Load more").click()
        await expect(
            page.get_by_role("list", name="Newest jobs").get_by_role("article")
        ).to_have_count(40)

        await window.sign_in(DEMO[0], "not the password")
        await expect(page.get_by_role("alert")).to_contain_text("Email or password is wrong.")
        await window.sign_in(*DEMO)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("status")).to_contain_text("Signed out.")
        assert await page.evaluate("Object.keys(sessionStorage)") == ["jobscout.tab"]

        await window.sign_in(DEMO[0], "not the password")
        await expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
        await window.sign_in(*DEMO)
        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("Try again in")
        assert window.faults == []


async def test_alerts(browser: Browser, start: Start) -> None:
    """Each says why; an application that was marked is there after a reload and in its list."""
    async with start(ROLES="http,scheduler,matcher") as program:
        await program.until("jobs matched")
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*DEMO)
        alerts = page.get_by_role("list", name="Alerts").get_by_role("article")
        untouched = alerts.filter(has_text="Remote").filter(has=page.locator(".chip.fresh")).first
        await expect(untouched.get_by_role("list", name="Why it suits you")).to_contain_text(
            "Mentions “python”"
        )
        title = await untouched.get_by_role("heading").inner_text()
        mine = alerts.filter(has=page.get_by_role("heading", name=title, exact=True)).first

        await mine.get_by_label("Application").select_option("Interviewing")
        await expect(page.get_by_role("status")).to_contain_text("Saved: Interviewing.")
        await mine.get_by_text("Notes and history").click()
        await mine.get_by_label("Notes", exact=True).fill("Call <b>Wanjiru</b> on Monday")
        await mine.get_by_role("button", name="Save", exact=True).click()
        await expect(mine.get_by_role("button", name="Saved")).to_be_focused()
        await mine.get_by_role("button", name="Save notes").click()
        await expect(page.get_by_role("status")).to_contain_text("Notes saved.")

        await page.reload()
        await expect(mine.get_by_label("Application")).to_have_value("Interviewing")
        await mine.get_by_text("Notes and history").click()
        await expect(mine.get_by_label("Notes", exact=True)).to_have_value(
            "Call <b>Wanjiru</b> on Monday"
        )
        await expect(mine.get_by_text("Not applied → Interviewing")).to_be_visible()
        await page.get_by_label("Show").select_option("saved")
        await expect(page).to_have_url(f"{program.url}/#/alerts?show=saved")
        await expect(mine).to_be_visible()
        await mine.get_by_role("link", name=title).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        await expect(page.get_by_role("link", name="Apply at the company")).to_have_attribute(
            "rel", "noopener noreferrer"
        )
        await page.go_back()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        assert window.faults == []


async def test_searches(browser: Browser, start: Start) -> None:
    """A search is kept, changed, paused and deleted; a rule it breaks is said beside the form."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url, expected=("422 /users/me/searches",) * 2)
        page = window.page
        await window.sign_in(*DEMO)
        await window.go("searches/new", "New search")
        await page.get_by_label("Name", exact=True).fill("Data in Nairobi")
        await page.get_by_label("Words", exact=True).fill("data\nanalytics")
        await page.get_by_label("Places").fill("Nairobi, Kenya\nremote")
        await page.get_by_label("Countries").fill("Kenya")
        await page.get_by_label("Remote").check()
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert")).to_contain_text("ISO 3166")
        await page.get_by_label("Countries").fill("KE")
        await page.get_by_label("Within a distance").fill("Nakuru, Kenya 30 km\nNaivasha")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert")).to_contain_text("km")
        await page.get_by_label("Within a distance").fill("Nakuru, Kenya 30 km\nNaivasha 12.5")
        await page.get_by_role("button", name="Save").click()

        await expect(page.get_by_role("heading", level=1)).to_have_text("Searches")
        mine = page.get_by_role("article").filter(has_text="Data in Nairobi")
        await expect(mine).to_contain_text("data, analytics")
        await expect(mine).to_contain_text("Kenya")
        await expect(mine).to_contain_text("30 km of Nakuru, Kenya, 12.5 km of Naivasha")
        await mine.get_by_role("button", name="Pause").click()
        await expect(mine.locator(".chip")).to_have_text("paused")
        await mine.get_by_role("link", name="Change").click()
        await expect(page.get_by_label("Words", exact=True)).to_have_value("data\nanalytics")
        await expect(page.get_by_label("Places")).to_have_value("Nairobi, Kenya\nremote")
        await expect(page.get_by_label("Within a distance")).to_have_value(
            "Nakuru, Kenya 30 km\nNaivasha 12.5 km"
        )
        await page.get_by_label("Words", exact=True).fill("data")
        await page.get_by_role("button", name="Save").click()
        await expect(mine.locator("dd").first).to_have_text("data")
        page.on("dialog", lambda dialog: dialog.accept())
        await mine.get_by_role("button", name="Delete").click()
        await expect(mine).to_have_count(0)
        assert window.faults == []


async def test_trying_a_search(browser: Browser, start: Start) -> None:
    """What a search would find is shown with its numbers, and nothing is kept."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*DEMO)
        await window.go("searches/new", "New search")
        await page.get_by_label("Titles").fill("engineer\nanalyst")
        await page.get_by_label("Senior", exact=True).check()
        await page.get_by_label("Amount").fill("50000")
        await page.get_by_role("group", name="Visa sponsorship").get_by_label("Yes").check()
        await page.get_by_label("Most years of experience").fill("6")
        async with page.expect_response("**/users/me/searches/preview") as answered:
            await page.get_by_role("button", name="Try it").click()
        answer = await answered.value
        found = await answer.json()

        outcome = page.locator(".outcome")
        top = found["top_companies"][0]
        await expect(outcome).to_contain_text(f"{found['alerts_14d']} alerts in the last fourteen")
        await expect(outcome).to_contain_text(f"Most at {top['company']['name']} ({top['jobs']})")
        await expect(outcome.get_by_role("article")).to_have_count(len(found["items"]))
        assert json.loads(answer.request.post_data or "") == {
            "name": "Trial",
            "titles": ["engineer", "analyst"],
            **{name: [] for name in EMPTY},
            "excluded_companies": [],
            "excluded_in_text": False,
            "seniority": ["senior"],
            "visa_sponsorship": ["yes"],
            "years_max": 6,
            "min_salary": {"amount": 50000, "currency": "USD", "period": "year"},
            "min_score": 0,
            "use_cv_skills": False,
        }
        await page.get_by_label("Titles").fill("zookeeper")
        await page.get_by_role("button", name="Try it").click()
        await expect(outcome).to_contain_text("Nothing open matches.")
        await window.go("searches", "Searches")
        await expect(page.get_by_role("article").filter(has_text="Trial")).to_have_count(0)
        assert window.faults == []


async def test_feeds(browser: Browser, start: Start) -> None:
    """The feed addresses of a search can be read without signing in, until they are renewed."""
    async with start(ROLES="http") as program, aiohttp.ClientSession() as reader:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*DEMO)
        await window.go("searches", "Searches")
        mine = page.get_by_role("article").filter(has_text="Remote Python")
        await mine.get_by_text("Feeds").click()
        shown = mine.get_by_label("RSS")
        old = await shown.input_value()
        async with reader.get(old) as answer:
            assert (answer.status, answer.content_type) == (200, "application/rss+xml")
        page.on("dialog", lambda dialog: dialog.accept())
        await mine.get_by_role("button", name="New addresses").click()
        await expect(shown).not_to_have_value(old)
        await expect(shown).to_be_visible()

        async with reader.get(old) as gone, reader.get(await shown.input_value()) as new:
            assert (gone.status, new.status) == (404, 200)
        assert window.faults == []


async def test_cv(browser: Browser, start: Start) -> None:
    """An upload is read while one looks: what was found, or what is wrong, appears by itself."""
    async with start(ROLES="http,cv") as program:
        window = await Window.open(browser, program.url, expected=("404 /users/me/cv",))
        page = window.page
        await window.sign_in(*DEMO)
        await window.go("cv", "CV")
        await expect(page.get_by_text("No CV yet.")).to_be_visible()
        await expect(page.get_by_text("Live", exact=True)).to_be_visible()
        file = pdf(down(72, 700, "Skills", "Python, PostgreSQL, Kubernetes and Docker"))
        await page.get_by_label("Upload a CV").set_input_files(
            {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": file}
        )
        await page.get_by_role("button", name="Upload", exact=True).click()

        mine = page.get_by_role("article")
        await expect(mine.locator(".chip")).to_have_text("ready")
        await expect(mine.get_by_role("listitem").filter(has_text="PostgreSQL")).to_be_visible()
        page.on("dialog", lambda dialog: dialog.accept())
        await mine.get_by_role("button", name="Delete").click()
        await expect(page.get_by_text("No CV yet.")).to_be_visible()

        await page.get_by_label("Upload a CV").set_input_files(
            {"name": "torn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 torn"}
        )
        await page.get_by_role("button", name="Upload", exact=True).click()
        await expect(mine).to_contain_text("It is damaged.")
        assert window.faults == []
