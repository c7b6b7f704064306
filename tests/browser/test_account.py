"""From register to a sign-in, and from a forgotten password to a new one, by the links of mails."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Final

import pytest
from playwright.async_api import expect

from tests.browser.chromium import Window, needs_chromium
from tests.browser.test_session import REFRESH_TOKEN
from tests.drills import drill
from tests.program import mailbox
from tests.program.dashboard import link_of
from tests.program.test_accounts import ask, mails

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page, Request

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

NEW: Final = {"email": "ada@example.org", "password": "a plain but long one"}
ROLES: Final = "http,scheduler,notifier"


async def follow(window: Window, link: str) -> Page:
    """Open the link of a mail; its token goes to nobody but the script of the page."""
    page, (path, _, token) = window.page, link.partition("?token=")
    referers: list[str] = []

    def heard(request: Request) -> None:
        referers.append(request.headers.get("referer", ""))

    page.on("request", heard)
    await page.goto(link)
    await expect(page).to_have_url(path)
    assert len(token) >= 43
    assert len(referers) > 1
    assert not any(token in referer for referer in referers)
    return page


async def shows(page: Page, heading: str) -> None:
    """The page says *heading*, and nothing of it is beside the screen."""
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert await page.evaluate(wide) is False


async def test_registered_and_confirmed(browser: Browser, start: Start, tmp_path: Path) -> None:
    """Who registers by the API gets a mail in a file, presses its button, and signs in.

    Opening the link spends nothing, reloading loses nothing, and the sign-in of before is over.
    """
    async with start(ROLES=ROLES) as program:
        _, said = await ask(program, "POST", "/auth/register", **NEW)
        await program.until("account mail sent")
        (file,) = (tmp_path / "data" / "mail").glob("*.eml")
        link = link_of(message_from_bytes(file.read_bytes(), policy=policy.default))
        assert link.startswith(f"{program.url}/verify-email?token=")
        refused = ("400 /auth/verify-email",)
        window = await Window.open(browser, program.url, width=360, expected=refused)
        page = await follow(window, link)
        for _ in range(2):
            await shows(page, "Confirm your address")
            await page.reload()
        _, me = await ask(program, "GET", "/users/me", said["access_token"])
        assert me["email_verified"] is False

        await page.get_by_role("button", name="Confirm my address").click()
        await shows(page, "Your address is confirmed")
        _, ended = await ask(program, "GET", "/users/me", said["access_token"])
        assert ended["type"] == "/problems/token-revoked"
        await page.get_by_role("link", name="Sign in").click()
        await window.sign_in(NEW["email"], NEW["password"])
        await shows(page, "Alerts")

        page = await follow(window, link.replace("?", "/?"))
        await page.get_by_role("button", name="Confirm my address").click()
        await shows(page, "This link is no longer valid")
        await expect(page.get_by_role("main")).to_contain_text("older than 48 hours")
        assert window.faults == []


async def test_registered_in_the_console(browser: Browser, start: Start) -> None:
    """The mail's link in another tab leaves the tab signed in that waits for it."""
    async with mailbox.receiving() as (box, smtp_url), start(ROLES=ROLES, SMTP_URL=smtp_url) as at:
        window = await Window.open(browser, at.url, width=360, expected=("422 /auth/register",))
        page = window.page
        await page.get_by_role("link", name="Register").click()
        await page.get_by_label("Email").fill("\u00fcser@m\u00fcnchen.de")
        await page.get_by_label("Password").fill("password1234")
        await page.get_by_role("button", name="Register").click()
        await expect(page.get_by_role("alert")).to_contain_text("Password")
        await page.get_by_label("Password").fill(NEW["password"])
        await page.get_by_role("button", name="Register").click()
        await expect(page.get_by_role("status")).to_contain_text("We have sent you a mail")
        await shows(page, "Alerts")
        (mail,) = await mails(box, 1)
        assert mail["To"].addresses[0].domain == "xn--mnchen-3ya.de"

        other = await window.context.new_page()
        window.watch(other)
        await other.goto(link_of(mail))
        await other.get_by_role("button", name="Confirm my address").click()
        await shows(other, "Your address is confirmed")
        await expect(other.get_by_role("main")).to_contain_text("continue in the tab where you are")
        await page.goto(f"{at.url}/#/searches")
        await page.reload()
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert window.faults == []


async def test_session_that_ended_meanwhile(browser: Browser, start: Start) -> None:
    """A tab that waits, and whose session was ended elsewhere, does not stand in the way."""
    async with mailbox.receiving() as (box, smtp_url), start(ROLES=ROLES, SMTP_URL=smtp_url) as at:
        window = await Window.open(browser, at.url, width=360)
        page = window.page
        await page.goto(f"{at.url}/#/register")
        await page.get_by_label("Email").fill(NEW["email"])
        await page.get_by_label("Password").fill(NEW["password"])
        await page.get_by_role("button", name="Register").click()
        await shows(page, "Alerts")
        (mail,) = await mails(box, 1)
        body = {"refresh_token": await page.evaluate(REFRESH_TOKEN)}
        status, _ = await ask(at, "POST", "/auth/logout", **body)
        assert status == 204

        other = await window.context.new_page()
        await other.goto(link_of(mail))
        await other.get_by_role("button", name="Confirm my address").click()
        await shows(other, "Your address is confirmed")
        await expect(other.get_by_role("main")).to_contain_text("Now sign in")


async def test_forgotten_password(browser: Browser, start: Start) -> None:
    """Asked for where one signs in, set behind the link with the rules in words, and used."""
    async with mailbox.receiving() as (box, smtp_url), start(ROLES=ROLES, SMTP_URL=smtp_url) as at:
        reset, forgot = "/auth/reset-password", "/auth/forgot-password"
        refused = (f"422 {reset}", f"400 {reset}", f"422 {forgot}")
        window = await Window.open(browser, at.url, width=360, expected=refused)
        page = window.page
        await page.get_by_role("link", name="Forgotten password?").click()
        await page.get_by_label("Email").fill("demo@jobscout.example\u200b")
        await page.get_by_role("button", name="Send the mail").click()
        await expect(page.get_by_role("alert")).to_contain_text("invisible character")
        await page.get_by_label("Email").fill("demo@jobscout.example")
        await page.get_by_role("button", name="Send the mail").click()
        await shows(page, "Check your mailbox")
        (mail,) = await mails(box, 1)

        page = await follow(window, link_of(mail))
        await page.get_by_label("New password").fill("password1234")
        await page.get_by_role("button", name="Set the password").click()
        await expect(page.get_by_role("alert")).to_contain_text("New password")
        await shows(page, "Set a new password")
        await page.get_by_label("New password").fill(NEW["password"])
        await page.get_by_role("button", name="Set the password").click()
        await shows(page, "Your password is set")
        await page.get_by_role("link", name="Sign in").click()
        await window.sign_in("Demo@JOBSCOUT\uff0eexample", NEW["password"])
        await shows(page, "Alerts")

        page = await follow(window, link_of(mail))
        await page.get_by_label("New password").fill("quite another long one")
        await page.get_by_role("button", name="Set the password").click()
        await shows(page, "This link is no longer valid")
        await page.get_by_label("Email").fill(" demo@jobscout.example ")
        await page.get_by_role("button", name="Send a new link").click()
        await shows(page, "Check your mailbox")
        assert window.faults == []
