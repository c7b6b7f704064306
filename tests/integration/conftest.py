"""What integration tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from jobscout.rules import passwords
from tests.integration.http_server import Server

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_aiohttp.plugin import AiohttpClient

    from jobscout.sql.database import Database


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost next to nothing, for tests that set and show hundreds of them.

    What a hash must cost is said by ``test_passwords``.
    """
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))


@pytest.fixture
def idle_server(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> Server:
    """An API that a test starts itself, with services of its own."""
    return Server(db, aiohttp_client, tmp_path)


@pytest.fixture
async def server(idle_server: Server) -> Server:
    """An API that serves, with limits nobody meets."""
    return await idle_server.start()
