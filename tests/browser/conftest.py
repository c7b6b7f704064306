"""A browser, and the real program over the demo's rows."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from jobscout.sql import database
from seed import load
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.program.program import Program

    Start = Callable[..., AbstractAsyncContextManager[Program]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """One without windows; each window that a test opens has a memory of its own."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest.fixture
async def seeded(database_url: str) -> str:
    """A database with the demo's people, jobs and alerts, whose real boards nobody reads."""
    async with database.connect(database_url, min_size=1, max_size=3) as db:
        await load.load_taxonomy(db, None)
        await load.load(db)
        await db.text("UPDATE sources SET active = false")
    return database_url


@pytest.fixture
def start(seeded: str, redis_url: str, tmp_path: Path) -> Start:
    """Starts the program over the seeded rows, with settings of the test's own."""

    @asynccontextmanager
    async def run(**settings: Any) -> AsyncIterator[Program]:
        given = {
            "SEED": "none",
            "DATABASE_URL": seeded,
            "REDIS_URL": redis_url,
            "AUTH_CALLS_PER_MINUTE": "1000",
            "JOBS_CALLS_PER_MINUTE": "1000",
        }
        async with running(tmp_path / "data", given | settings) as program:
            yield program

    return run
