"""Sessions of the console: each tab its own, one refresh for all who wait, a clean end."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

import aiohttp
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
REFRESH_TOKEN: Final = "sessionStorage.getItem('jobscout.refresh_token')"


async def test_calls_that_wait_share_one_refresh(browser: Browser, start: Start) -> None:
    """Three calls find the access token too old at once: it is refreshed once, and all go on."""
    async with start(ROLES="http") as program:
        late = tuple(f"401 {path}" for path in ("/admin/stats", "/admin/actors", "/health/ready"))
        window = await Window.open(browser, program.url, expected=late)
        page = window.page
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        refused: list[str] = []
        refreshed: list[str] = []
        together = asyncio.Event()

        async def refuse_once(route: Route) -> None:
            path = route.request.url.removeprefix(program.url)
            if path in refused:
                await route.continue_()
                return
            refused.append(path)
            if len(refused) == len(late):
                together.set()
            await together.wait()
            problem = json.dumps(
                {
                    "type": "/problems/unauthenticated",
                    "title": "Authentication required",
                    "status": 401,
                }
            )
            await route.fulfill(status=401, content_type="application/problem+json", body=problem)

        for known in late:
            await page.route(f"**{known.split()[1]}", refuse_once)
        page.on(
            "request",
            lambda request: refreshed.append(request.url) if "refresh" in request.url else None,
        )
        await window.go("status", "Status")

        await expect(page.get_by_role("region", name="Actors")).to_be_visible()
        assert len(refused) == 3
        assert refreshed == [f"{program.url}/auth/refresh"]
        assert window.faults == []


async def test_duplicated_tab(browser: Browser, start: Start) -> None:
    """A copy of a tab asks to sign in, and spends nothing: the original goes on."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        page = window.page
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Alerts")
        token = await page.evaluate(REFRESH_TOKEN)

        async with page.expect_popup() as opened:
            await page.evaluate("void window.open(location.href)")
        copy = await opened.value
        window.watch(copy)
        await expect(copy.get_by_role("alert")).to_contain_text(
            "This tab is a copy of another one."
        )
        assert await copy.evaluate(REFRESH_TOKEN) is None
        await copy.get_by_label("Email").fill(ADMIN[0])
        await copy.get_by_label("Password").fill(ADMIN[1])
        await copy.get_by_role("main").get_by_role("button", name="Sign in").click()
        await expect(copy.get_by_role("button", name="Sign out")).to_be_visible()
        await page.reload()

        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert await page.evaluate(REFRESH_TOKEN) not in {token, await copy.evaluate(REFRESH_TOKEN)}
        await copy.reload()
        await expect(copy.get_by_role("button", name="Sign out")).to_be_visible()
        assert window.faults == []


async def test_session_that_was_ended_elsewhere(browser: Browser, start: Start) -> None:
    """The next call leads to the door with a sentence, and signing in goes on where one was."""
    async with start(ROLES="http") as program:
        ended = ("401 /auth/refresh", "401 /users/me/searches", "401 /events")
        window = await Window.open(browser, program.url, expected=ended)
        page = window.page
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("main")).to_contain_text("No alerts yet.")
        body = {"refresh_token": await page.evaluate(REFRESH_TOKEN)}
        async with aiohttp.ClientSession(program.url) as other:
            assert (await other.post("/auth/logout", json=body)).status == 204

        await page.goto(f"{program.url}/#/searches")
        await expect(page.get_by_role("alert")).to_contain_text("Sign in again.")
        await window.sign_in(*ADMIN)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Searches")
        assert window.faults == []
