"""Channels in the console: added, tested and removed; and the worker shows what is pushed."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.chromium import Window, needs_chromium
from tests.channel_services import NtfyService, TelegramService
from tests.drills import drill
from tests.fakes import served

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import Start

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    needs_chromium,
]

USER = ("demo@jobscout.example", "demo-password-1")


async def test_channels_of_a_user(browser: Browser, start: Start) -> None:
    """A user adds a channel, tests it, pauses it and removes it; a chat's link is shown once."""
    async with served(NtfyService()) as ntfy, served(TelegramService()) as telegram:
        assert isinstance(ntfy, NtfyService)
        assert isinstance(telegram, TelegramService)
        settings = {"ROLES": "http", "FETCH_ALLOW": ntfy.at, **telegram.settings}
        async with start(**settings) as program:
            window = await Window.open(browser, program.url)
            await window.sign_in(*USER)
            page = window.page
            await window.go("channels", "Channels")
            await page.get_by_text("ntfy", exact=True).click()
            await page.get_by_label("Topic").fill("alerts-of-ada")
            await page.get_by_label("Server").fill(ntfy.url)
            await page.get_by_label("Access token").fill("tk_secret_of_ada")
            await page.get_by_role("button", name="Add ntfy").click()
            card = page.get_by_role("list", name="Channels").get_by_role("article")
            await expect(card.get_by_role("heading")).to_contain_text("ntfy: ")
            await card.get_by_role("button", name="Test").click()
            await expect(page.locator("#notice")).to_contain_text("The test was sent.")
            await card.get_by_role("button", name="Pause").click()
            await expect(card.get_by_text("paused")).to_be_visible()
            await card.get_by_role("button", name="Remove").click()
            await expect(card).to_have_count(0)
            await page.get_by_text("Telegram", exact=True).click()
            await page.get_by_role("button", name="Add Telegram").click()
            link = page.get_by_role("link", name="https://t.me/scout_bot")
            await expect(link).to_be_visible()

            assert sum(ntfy.taken.values()) == 1
            assert window.faults == []


async def test_worker_shows_what_is_pushed(browser: Browser, start: Start) -> None:
    """A pushed message becomes a notification; its copy takes its place; nonsense does no harm."""
    async with start(ROLES="http") as program:
        window = await Window.open(browser, program.url)
        await window.page.context.grant_permissions(["notifications"], origin=program.url)
        await window.sign_in(*USER)
        await window.go("channels", "Channels")
        session = await window.page.context.new_cdp_session(window.page)
        registered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def note(told: dict[str, Any]) -> None:
            if told["registrations"] and not registered.done():
                registered.set_result(told["registrations"][0])

        session.on("ServiceWorker.workerRegistrationUpdated", note)
        await session.send("ServiceWorker.enable")
        await window.page.evaluate(REGISTER)
        registration = await registered
        message = {"title": "2 new jobs", "body": "Pilot", "url": "https://a.example/", "tag": "1"}
        for data in (json.dumps(message), json.dumps(message), "no JSON"):
            await session.send(
                "ServiceWorker.deliverPushMessage",
                {
                    "origin": program.url,
                    "registrationId": registration["registrationId"],
                    "data": data,
                },
            )
        shown = await window.page.evaluate(SHOWN)

        assert sorted(shown) == [
            ["2 new jobs", "Pilot", "1", "https://a.example/"],
            ["Job Scout", "", "", f"{program.url}/"],
        ]
        assert window.faults == []


# As the page registers it, without a push service, which a test does not have.
REGISTER = """async () => {
  const { worker } = await import("./console/browser_push.js");
  await worker();
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("./console/");
  for (;;) {
    const shown = await registration.getNotifications();
    if (shown.length === 2) return shown.map((n) => [n.title, n.body, n.tag, n.data]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
