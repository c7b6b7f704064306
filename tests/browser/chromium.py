"""Debian's Chromium, driven by playwright; ``.ci/run`` installs it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is missing; it is Debian's package chromium"
)
# it asks nobody anything of its own accord, and starts in a container
ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-proxy-server"),
)
PATIENCE_MS: Final = 20_000
expect.set_options(timeout=PATIENCE_MS)


class Window:
    """A page of a person's own browser, with everything it complained about in *faults*.

    What the network log says of a refusal that a test provokes is named in *expected*, as
    "401 /auth/login". A request that leaves the program's own address is a fault too.
    """

    def __init__(self, context: BrowserContext, page: Page, url: str, expected: set[str]) -> None:
        self.context = context
        self.page = page
        self.url = url
        self.faults: list[str] = []
        self._expected = expected
        self.watch(page)

    @classmethod
    async def open(
        cls, browser: Browser, url: str, *, width: int = 1280, expected: tuple[str, ...] = ()
    ) -> Window:
        """A browser with no memory of anybody, at the console's door."""
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=False
        )
        context.set_default_timeout(PATIENCE_MS)
        window = cls(context, await context.new_page(), url, set(expected))
        await window.page.goto(f"{url}/")
        return window

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)

    async def sign_in(self, email: str, password: str) -> None:
        await self.page.get_by_label("Email").fill(email)
        await self.page.get_by_label("Password").fill(password)
        await self.page.get_by_role("main").get_by_role("button", name="Sign in").click()

    async def go(self, view: str, heading: str) -> None:
        """Show a view by its address, and wait until it says what it is."""
        await self.page.goto(f"{self.url}/#/{view}")
        await expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning", "assert"}:
            return
        path = message.location["url"].removeprefix(self.url).partition("?")[0]
        if not any(
            f"status of {known.split()[0]} " in message.text and path == known.split()[1]
            for known in self._expected
        ):
            self.faults.append(f"{message.type}: {message.text} {path}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "blob:")):
            self.faults.append(f"asked {request.url}")
