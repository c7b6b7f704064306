"""What integration tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.http_server import Server

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_aiohttp.plugin import AiohttpClient

    from jobscout.sql.database import Database


@pytest.fixture
def idle_server(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path) -> Server:
    """An API that a test starts itself, with services of its own."""
    return Server(db, aiohttp_client, tmp_path)


@pytest.fixture
async def server(idle_server: Server) -> Server:
    """An API that serves, with limits nobody meets."""
    return await idle_server.start()
