"""Opening: what is outside, before anything runs."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import pytest

from jobscout import app
from jobscout.errors import SettingError
from jobscout.resources import Resources, open_resources
from jobscout.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def settings(data_dir: Path, servers: tuple[str, str], database_url: str) -> Settings:
    return Settings(data_dir=data_dir, database_url=database_url, redis_url=servers[1], port=0)


async def test_told_to_stop_before_it_began(
    tmp_path: Path, servers: tuple[str, str], database_url: str
) -> None:
    """SIGTERM while the database is being filled: nothing is begun, and the exit code is 0."""

    async def fill(_outside: Resources) -> None:
        told = asyncio.Event()
        asyncio.get_running_loop().call_later(0.01, told.set)
        os.kill(os.getpid(), signal.SIGTERM)
        await told.wait()  # the loop hears of a signal in its next turn

    async with asyncio.timeout(10):
        code = await app.serve(
            settings(tmp_path / "data", servers, database_url),
            prepare=fill,
            ready=lambda: pytest.fail("it began to serve"),
        )

    assert code == 0


async def test_folder_of_everybody_is_refused(tmp_path: Path, servers: tuple[str, str]) -> None:
    """A DATA_DIR like /tmp is refused, and stays open to those who use it."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)

    with pytest.raises(SettingError, match=r"^DATA_DIR .*/shared is everybody's"):
        async with open_resources(settings(shared, servers, servers[0])):
            pass
    assert shared.stat().st_mode & 0o7777 == 0o1777


async def test_folder_is_made_private(
    tmp_path: Path, servers: tuple[str, str], database_url: str
) -> None:
    """A DATA_DIR that others could look into is closed to them."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)

    async with open_resources(settings(folder, servers, database_url)):
        assert folder.stat().st_mode & 0o7777 == 0o700
