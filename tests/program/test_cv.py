"""CVs through the real program: a hundred at once, hostile ones, and a kill in the middle."""

from __future__ import annotations

import asyncio
import io
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from jobscout.actors.cv_parser import MEMORY
from tests.drills import drill
from tests.program.conftest import open_database
from tests.program.memory import peaks
from tests.program.program import running
from tests.sources.recordings import recorded
from tests.unit.cv_files import down, file_of, objects_of, pdf, stream

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

SETTINGS = {"ROLES": "http,cv", "CV_UPLOADS_PER_DAY": "1000", "AUTH_CALLS_PER_MINUTE": "1000"}
RECORDED = {
    "openresume-johndoe.pdf": "ready",
    "deedy-chinese.pdf": "ready",
    "reactive-azurill.pdf": "ready",
    "latexcv-sidebarleft.pdf": "ready",
    "image-only.pdf": "no-text-layer",
    "password.pdf": "password-protected",
    "broken/truncated.pdf": "damaged",
    "broken/no-pages.pdf": "no-text-layer",
    "broken/self-reference.pdf": "damaged",
    "broken/damaged-stream.pdf": "damaged",
    "broken/encrypted-no-id.pdf": "no-text-layer",
}
CV = pdf(down(50, 780, "Ada Example", "SKILLS", "Python, PostgreSQL, Kubernetes, Docker, Git"))


class SignedInUser:
    """Somebody signed in to a running program."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def upload(self, content: bytes) -> dict[str, Any]:
        body = aiohttp.FormData()
        body.add_field("file", io.BytesIO(content), filename="cv.pdf")
        async with self.session.post("/users/me/cv", data=body) as answer:
            assert answer.status == 202, await answer.text()
            found: dict[str, Any] = await answer.json()
            return found

    async def get(self, path: str) -> dict[str, Any]:
        async with self.session.get(path) as answer:
            assert answer.status == 200, await answer.text()
            found: dict[str, Any] = await answer.json()
            return found

    async def outcome(self, program: Program, cv: dict[str, Any]) -> dict[str, Any]:
        """The newest CV, once it was read."""
        await program.until("CV read", cv_id=int(cv["id"]), within_s=60)
        read = await self.get("/users/me/cv")
        assert read["id"] == cv["id"]
        return read


@asynccontextmanager
async def signed_in(program: Program, who: str = "demo") -> AsyncIterator[SignedInUser]:
    async with aiohttp.ClientSession(program.url) as session:
        body = {"email": f"{who}@jobscout.example", "password": f"{who}-password-1"}
        async with session.post("/auth/login", json=body) as answer:
            token = (await answer.json())["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(program.url, headers=headers) as session:
        yield SignedInUser(session)


def variants(many: int) -> list[bytes]:
    """Different files that say the same."""
    return [CV + b"\n%% %d\n" % number for number in range(many)]


async def test_recorded(data_dir: Path) -> None:
    """Real CVs are read, and those that cannot be say in a word why."""
    async with running(data_dir, SETTINGS) as program, signed_in(program) as user:
        said = {}
        for name in RECORDED:
            cv = await user.outcome(program, await user.upload(recorded(f"cv/{name}")))
            said[name] = cv["error"].partition(":")[0] if cv["error"] else cv["status"]
            assert (cv["status"] == "ready") == bool(cv["skills"])
        known = await user.get("/users/me/skills")
        gap = await user.get("/users/me/skill-gap")

    assert said == RECORDED
    assert {"Python", "Django", "Ansible"} <= {skill["name"] for skill in known["items"]}
    assert gap["jobs"] > 0
    assert any(item["has"] for item in gap["items"])


async def test_hundred_at_once(data_dir: Path) -> None:
    """Each ends, people are answered meanwhile, and no process outgrows its bounds."""
    async with running(data_dir, SETTINGS) as program, signed_in(program) as user:
        cvs = await asyncio.gather(*(user.upload(content) for content in variants(100)))
        asked = 0
        reading = asyncio.create_task(program.until("CV read", 100, within_s=120))
        while not reading.done():
            assert (await user.get("/health"))["status"] == "ok"
            asked += 1
        outcomes = {event["cv_id"]: event["outcome"] for event in await reading}
        program_peak, workers = peaks(program.pid)

    assert len({cv["id"] for cv in cvs}) == 100
    assert outcomes == {int(cv["id"]): "ready" for cv in cvs}
    assert asked > 10
    assert workers
    assert max(program_peak, *workers) < MEMORY


def bomb() -> bytes:
    """A page of 12 kB that unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    zeros = b"".join(packer.compress(b" " * 2**20) for _ in range(1024)) + packer.flush()
    twice = zlib.compress(zeros, 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n%b\nendstream"
    return file_of(objects_of(content % (len(twice), twice)))


def circle() -> bytes:
    """A page whose contents are a reference to themselves."""
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/MediaBox[0 0 595 842]>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            b"4 0 R",
        ]
    )


HOSTILE: Mapping[str, tuple[Callable[[], bytes], set[str]]] = {
    "bomb": (bomb, {"too-long"}),
    "10,000 pages": (
        lambda: file_of(objects_of(*(stream(b"BT (x) Tj ET") for _ in range(10_000)))),
        {"too-long"},
    ),
    "circle": (circle, {"damaged", "no-text-layer"}),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 2000, {"damaged"}),
}


async def test_hostile(data_dir: Path) -> None:
    """Each fails with its word, within its memory, and the next person's CV is read."""
    async with running(data_dir, SETTINGS) as program, signed_in(program) as user:
        for name, (content, words) in HOSTILE.items():
            cv = await user.outcome(program, await user.upload(content()))
            assert cv["status"] == "failed", name
            assert cv["error"].partition(":")[0] in words, (name, cv["error"])
        program_peak, workers = peaks(program.pid)
        async with signed_in(program, "admin") as other:
            assert (await other.outcome(program, await other.upload(CV)))["status"] == "ready"

    assert max(program_peak, *workers) < MEMORY


async def test_killed_while_reading(data_dir: Path) -> None:
    """Kill -9 loses no CV: what was being read, and what waited, is read after the restart."""
    async with running(data_dir, SETTINGS) as program, signed_in(program) as user:
        await asyncio.gather(*(user.upload(content) for content in variants(30)))
        await program.until("CV read", 3)
        await program.kill()
    async with open_database(data_dir) as db:
        (left,) = await db.text("SELECT count(*) FROM cvs WHERE status <> 'ready'")
    async with running(data_dir, SETTINGS) as program:
        if left["count"]:
            await program.until("CV read", left["count"], within_s=60)
        assert await program.stop() == 0
    async with open_database(data_dir) as db:
        rows = await db.text("SELECT status, count(*) FROM cvs GROUP BY status")

    assert [tuple(row) for row in rows] == [("ready", 30)]
    assert list((data_dir / "scratch").iterdir()) == []
