"""A kind of boards from another package, installed and read by the real program."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from tests.drills import drill
from tests.program import boards
from tests.program.conftest import fill, open_database
from tests.program.preloaded import ROOT
from tests.program.program import running
from tests.program.test_doctor import doctor

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

GUIDE = (ROOT / "docs" / "adding-a-source.md").read_text()
ENTRY_POINTS = """[jobscout.sources]
noticeboard = noticeboard:Noticeboard
absent = noticeboard:Absent
greenhouse = noticeboard:Noticeboard
"""
NOTES = [
    {"id": str(number), "title": title, "url": f"https://town.example/{number}", "town": "Nairobi"}
    for number, title in enumerate(["Nurse", "Baker", "Mason"])
]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with the package of the guide's example in it, installed there by pip."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    about = "noticeboard-1.0.dist-info"
    files = {
        "noticeboard.py": code,
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: noticeboard\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": ENTRY_POINTS,
    }
    record = "\n".join([*(_record(*file) for file in files.items()), f"{about}/RECORD,,"])
    wheel = tmp_path / "noticeboard-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(name, text)
    folder = tmp_path / "packages"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*command, "--target", str(folder), str(wheel)], check=True)
    return folder


def _record(name: str, text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(text.encode())}"


async def test_kind_of_another_package_is_read(data_dir: Path, packages: Path) -> None:
    """The guide's example reads a board; a class that is not there and a taken name are named."""
    app = web.Application()
    app.router.add_get("/notes", _notes)
    async with boards.serving(app) as base_url:
        async with open_database(data_dir) as db:
            config = {"url": f"{base_url}/notes"}
            await fill(db, [], {})
            await db.text(
                "INSERT INTO sources (kind, board, config, name, url, host, priority)"
                " VALUES ('noticeboard', 'town', jsonb_build_object('url', $1::text), 'Town', $1,"
                " 'town.example', 'normal')",
                config["url"],
            )
        settings = {"SEED": "none", "FETCH_ALLOW": base_url.removeprefix("http://")}
        async with running(data_dir, {**settings, "PYTHONPATH": str(packages)}) as program:
            (finished,) = await program.until("scrape finished")
            faults = await program.until("an adapter is left out", 2)
            metrics = await program.metrics()
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            stored = await db.text("SELECT title FROM postings ORDER BY title")

    assert (finished["status"], finished["new"]) == ("ok", 3)
    assert [row["title"] for row in stored] == ["Baker", "Mason", "Nurse"]
    assert sorted(fault["error"].split(" of the package ")[0] for fault in faults) == [
        "absent", "greenhouse",
    ]  # fmt: skip
    assert all("noticeboard: " in fault["error"] for fault in faults)
    assert 'jobscout_scrapes_total{kind="noticeboard",outcome="ok"} 1.0' in metrics


async def _notes(_request: web.Request) -> web.Response:
    return web.json_response(NOTES)


async def test_doctor_names_the_kinds_of_other_packages(data_dir: Path, packages: Path) -> None:
    """What is read, and what was left out and why."""
    _, said = await doctor(data_dir, {"PYTHONPATH": str(packages)})

    kinds, *faults = said["adapters"]
    assert "bring: noticeboard" in kinds
    assert len(faults) == 2
    assert all("uninstall that package" in fault for fault in faults)
