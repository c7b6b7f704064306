"""CVs over HTTP: uploading, asking, downloading and deleting."""

from __future__ import annotations

import asyncio
import hashlib
import io
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
import pytest

from jobscout.errors import Outage
from jobscout.http.cv_handlers import MAX_BYTES
from jobscout.model import Evidence, Findings, FoundSkill
from jobscout.rules.downloads import cv_of, download_token
from jobscout.sql.cvs import CVs
from tests.integration.rows import SECRET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from aiohttp import ClientResponse

    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/users/me/cv"
PDF = b"%PDF-1.7\n" + b"x" * 5000
DOCX = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"x" * 500


def form(content: bytes = PDF, filename: str | None = "cv.pdf", field: str = "file") -> Any:
    body = aiohttp.FormData()
    body.add_field(field, io.BytesIO(content), filename=filename, content_type="image/png")
    return body


async def upload(server: Server, user: SignedInUser, content: bytes = PDF, **named: Any) -> Any:
    return await server.json("POST", PATH, 202, data=form(content, **named), headers=user.headers)


def files(tmp_path: Path) -> list[str]:
    """What lies in the storage and on the scratch, by their paths."""
    found = [*(tmp_path / "storage").rglob("*"), *(tmp_path / "scratch").rglob("*")]
    return [str(path.relative_to(tmp_path)) for path in found if path.is_file()]


async def read(db: Database, cv_id: str, *slugs: str) -> None:
    """Say that the reader found these skills in a CV."""
    cvs = CVs(db)
    claimed = await cvs.claim(int(cv_id), timedelta(minutes=1))
    assert claimed is not None
    evidence = (Evidence(page=1, section="skills", text="the words around"),)
    found = tuple(FoundSkill(skill=slug, confidence=0.9, evidence=evidence) for slug in slugs)
    sections = {"skills": ", ".join(slugs)}
    await cvs.complete(
        claimed,
        Findings(pages=2, sections=sections, years_of_experience=4.5, languages=(), skills=found),
    )


async def two_cvs(server: Server, db: Database) -> tuple[SignedInUser, str, str]:
    """Somebody with an older CV that names Python, and a newer one that names Java."""
    user = await server.rows.user()
    job = await server.rows.job()
    for name in ("Python", "Java"):
        await server.rows.skill(job, name)
    old = await upload(server, user)
    await read(db, old["id"], "python")
    new = await upload(server, user, DOCX)
    await read(db, new["id"], "java")
    return user, old["id"], new["id"]


async def known(server: Server, user: SignedInUser) -> list[str]:
    return [skill.name for skill in await server.stores.user_skills.get(user.id)]


async def test_upload(server: Server, tmp_path: Path) -> None:
    """202 with what is known of the file; it lies in the storage, and it is due to be read."""
    user = await server.rows.user()

    cv = await upload(server, user, filename="Ada's CV.pdf")

    assert {name: cv[name] for name in ("filename", "size", "sha256", "status", "error")} == {
        "filename": "Ada's CV.pdf",
        "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "status": "pending",
        "error": None,
    }
    assert await server.json("GET", PATH, headers=user.headers) == cv
    (lies,) = files(tmp_path)
    assert lies.startswith(f"storage/users/{user.id}/cv/")
    assert (tmp_path / lies).read_bytes() == PDF
    assert await server.stores.cvs.due(5) == [int(cv["id"])]
    assert server.scrapes.woken == 1


async def test_same_file_again(server: Server, tmp_path: Path) -> None:
    """Answers the CV that is there, whatever it is called now; another person's is their own."""
    user, other = await server.rows.user(), await server.rows.user()
    first = await upload(server, user)

    again = await upload(server, user, filename="other.pdf")
    theirs = await upload(server, other)

    assert again == first
    assert theirs["id"] != first["id"]
    assert len(files(tmp_path)) == 2


async def test_same_file_many_times_at_once(server: Server, tmp_path: Path) -> None:
    user = await server.rows.user()

    cvs = await asyncio.gather(*(upload(server, user) for _ in range(8)))

    assert len({cv["id"] for cv in cvs}) == 1
    assert len(files(tmp_path)) == 1


async def test_older_file_again_is_the_newest(server: Server, db: Database) -> None:
    """Whoever goes back to an older CV is known by it again."""
    user, old, _ = await two_cvs(server, db)
    before = await known(server, user)

    again = await upload(server, user)

    assert again["id"] == old
    assert (await server.json("GET", PATH, headers=user.headers))["id"] == old
    assert before == ["Java"]
    assert await known(server, user) == ["Python"]


KINDS = [
    (PDF, 202),
    (b"\xef\xbb\xbf" + PDF, 202),
    (DOCX, 202),
    (b"", 415),
    (b"hello", 415),
    (b"<html>%PDF", 415),
    (b"\x89PNG\r\n\x1a\n" + b"x" * 100, 415),
    (b"PK\x03\x04" + b"\0" * 26 + b"evil.exe", 415),
    (b"MZ" + b"\0" * 2000 + b"%PDF-1.7", 415),
]


@pytest.mark.parametrize(("content", "status"), KINDS)
async def test_kind_by_content(server: Server, tmp_path: Path, content: bytes, status: int) -> None:
    """Neither the name nor the declared type is believed; what is refused leaves nothing."""
    user = await server.rows.user()

    async with await server.ask("POST", PATH, data=form(content), headers=user.headers) as answer:
        assert answer.status == status

    assert len(files(tmp_path)) == (1 if status == 202 else 0)


async def test_size(server: Server, tmp_path: Path) -> None:
    """Ten MiB go, one byte more does not, and nothing of it stays."""
    user = await server.rows.user()
    most = PDF + b"x" * (MAX_BYTES - len(PDF))

    cv = await upload(server, user, most)
    slug = await server.problem("POST", PATH, 413, data=form(most + b"x"), headers=user.headers)

    assert cv["size"] == MAX_BYTES
    assert slug == "too-large"
    assert len(files(tmp_path)) == 1


BODIES: dict[str, tuple[Any, dict[str, str], int, list[str]]] = {
    "json": (b"{}", {"Content-Type": "application/json"}, 415, []),
    "nothing": (b"", {}, 415, []),
    "no boundary": (b"x", {"Content-Type": "multipart/form-data"}, 400, ["body"]),
    "not its boundary": (b"x", {"Content-Type": "multipart/form-data; boundary=b"}, 400, ["body"]),
    "cut off": (
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7',
        {"Content-Type": "multipart/form-data; boundary=b"},
        400,
        ["body"],
    ),
    "no file": (
        b"--b--\r\n",
        {"Content-Type": "multipart/form-data; boundary=b"},
        422,
        ["file"],
    ),
    "nested": (
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--",
        {"Content-Type": "multipart/form-data; boundary=b"},
        422,
        ["body"],
    ),
    "other field": (form(field="cv"), {}, 422, ["cv"]),
    "headers without end": (
        b"--b\r\n" + b"X-Y: z\r\n" * 20_000,
        {"Content-Type": "multipart/form-data; boundary=b"},
        400,
        ["body"],
    ),
}


@pytest.mark.parametrize("case", BODIES)
async def test_bad_body(server: Server, tmp_path: Path, case: str) -> None:
    """A body without a file is refused with the reason, and nothing is stored."""
    user = await server.rows.user()
    data, headers, status, fields = BODIES[case]
    if isinstance(data, aiohttp.FormData):
        data = form(field="cv")

    said = await server.json("POST", PATH, status, data=data, headers=user.headers | headers)

    assert [fault["field"] for fault in said.get("errors", [])] == fields
    assert files(tmp_path) == []


async def test_file_given_twice(server: Server) -> None:
    user = await server.rows.user()
    body = form()
    body.add_field("file", PDF, filename="b.pdf")

    assert await server.faults("POST", PATH, data=body, headers=user.headers) == ["file"]


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\cv\\Ada.pdf": "Ada.pdf",
    'a"b|Set-Cookie: x.pdf': "a b Set-Cookie x.pdf",
    "\u202eexe.pdf": "exe.pdf",
    "...": "cv.pdf",
    "": "cv.pdf",
    "x" * 300 + ".pdf": "x" * 196 + ".pdf",
    "Lebenslauf Müller 履歴書.pdf": "Lebenslauf Müller 履歴書.pdf",
}


@pytest.mark.parametrize("name", NAMES)
async def test_filename(server: Server, name: str) -> None:
    """A name becomes one line without a path, fit for a header."""
    user = await server.rows.user()

    cv = await upload(server, user, filename=name)

    assert cv["filename"] == NAMES[name]


async def test_slow_upload(idle_server: Server, tmp_path: Path) -> None:
    """A body that does not arrive in time is given up, and what came of it is gone."""
    server = await idle_server.start(upload_s=0.2)
    user = await server.rows.user()
    hold = asyncio.Event()

    async def dripping() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7'
        await hold.wait()

    slug = await server.problem(
        "POST",
        PATH,
        408,
        data=dripping(),
        headers=user.headers | {"Content-Type": "multipart/form-data; boundary=b"},
    )
    hold.set()

    assert slug == "request-timeout"
    assert files(tmp_path) == []


async def test_ten_a_day(idle_server: Server) -> None:
    server = await idle_server.start(calls={})
    user = await server.rows.user()
    for number in range(10):
        await upload(server, user, PDF + str(number).encode())

    slug = await server.problem("POST", PATH, 429, data=form(), headers=user.headers)

    assert slug == "rate-limited"


async def test_storage_away(idle_server: Server, tmp_path: Path) -> None:
    """503, and no row that promises a file which is not there."""

    class Away:
        async def put_file(self, key: str, path: Path, attributes: Mapping[str, str]) -> None:
            raise Outage("the storage is away")

    server = await idle_server.start(storage=Away())
    user = await server.rows.user()

    slug = await server.problem("POST", PATH, 503, data=form(), headers=user.headers)

    assert slug == "unavailable"
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    assert files(tmp_path) == []


async def test_what_was_read(server: Server, db: Database) -> None:
    """A CV that is ready tells skills with evidence; its person has them."""
    user = await server.rows.user()
    await server.rows.skill(await server.rows.job(), "Python")
    cv = await upload(server, user)

    await read(db, cv["id"], "python", "gone-from-the-taxonomy")

    said = await server.json("GET", PATH, headers=user.headers)
    assert (said["status"], said["pages"], said["years_of_experience"]) == ("ready", 2, 4.5)
    assert said["skills"] == [
        {
            "name": "Python",
            "category": "language",
            "confidence": 0.9,
            "evidence": [{"page": 1, "section": "skills", "text": "the words around"}],
        }
    ]
    assert said["processed_at"] is not None
    skills = await server.json("GET", "/users/me/skills", headers=user.headers)
    assert [(skill["name"], skill["source"]) for skill in skills["items"]] == [("Python", "cv")]


async def download(server: Server, user: SignedInUser, cv_id: str) -> ClientResponse:
    link = await server.json("GET", f"{PATH}/{cv_id}/download", headers=user.headers)
    return await server.ask("GET", link["url"].removeprefix(server.services.base_url))


async def test_download(server: Server) -> None:
    """The link needs no token and gives the bytes back, to be saved and not to be run."""
    user = await server.rows.user()
    cv = await upload(server, user, filename="Größe.pdf")

    async with await download(server, user, cv["id"]) as answer:
        assert answer.status == 200
        assert await answer.read() == PDF
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Length"] == str(len(PDF))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == (
            "attachment; filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"
        )


async def test_head_of_a_download(server: Server) -> None:
    """Bears the length and no body, so that the connection can go on."""
    user = await server.rows.user()
    cv = await upload(server, user)
    link = await server.json("GET", f"{PATH}/{cv['id']}/download", headers=user.headers)
    path = link["url"].removeprefix(server.services.base_url)

    async with await server.ask("HEAD", path) as answer:
        assert (answer.status, await answer.read()) == (200, b"")
        assert answer.headers["Content-Length"] == str(len(PDF))
    assert (await server.json("GET", PATH, headers=user.headers))["id"] == cv["id"]


FORGED: dict[str, Callable[[int], str]] = {
    "nothing": lambda _: "x",
    "another secret": lambda cv_id: download_token("x" * 32, cv_id, int(time.time()) + 60),
    "too old": lambda cv_id: download_token(SECRET, cv_id, int(time.time()) - 1),
    "another CV": lambda cv_id: download_token(SECRET, cv_id + 1, int(time.time()) + 60),
    "longer": lambda cv_id: download_token(SECRET, cv_id, int(time.time()) + 60) + "x",
}


@pytest.mark.parametrize("case", FORGED)
async def test_forged_link(server: Server, case: str) -> None:
    user = await server.rows.user()
    cv = await upload(server, user)
    token = FORGED[case](int(cv["id"]))

    assert await server.problem("GET", f"/downloads/{token}", 404) == "not-found"


def test_link_has_an_end() -> None:
    token = download_token(SECRET, 7, 1000)

    assert cv_of(token, [SECRET], 1000) == 7
    assert cv_of(token, [SECRET], 1001) is None


async def test_delete(server: Server, db: Database, tmp_path: Path) -> None:
    """204: file, row and skills are gone, and so is the file behind a link given out before."""
    user = await server.rows.user()
    await server.rows.skill(await server.rows.job(), "Python")
    cv = await upload(server, user)
    await read(db, cv["id"], "python")
    link = await server.json("GET", f"{PATH}/{cv['id']}/download", headers=user.headers)

    await server.json("DELETE", f"{PATH}/{cv['id']}", 204, headers=user.headers)

    assert files(tmp_path) == []
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    assert await known(server, user) == []
    path = link["url"].removeprefix(server.services.base_url)
    assert await server.problem("GET", path, 404) == "not-found"
    await server.problem("DELETE", f"{PATH}/{cv['id']}", 404, headers=user.headers)


async def test_delete_brings_the_older_one_back(server: Server, db: Database) -> None:
    user, old, new = await two_cvs(server, db)

    await server.json("DELETE", f"{PATH}/{new}", 204, headers=user.headers)

    assert (await server.json("GET", PATH, headers=user.headers))["id"] == old
    assert await known(server, user) == ["Python"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/{}/download"), ("DELETE", "/{}"), ("GET", "/{}/download/")]
)
async def test_another_users(server: Server, method: str, path: str, tmp_path: Path) -> None:
    """404, as for one that never was; and it stays."""
    user, other = await server.rows.user(), await server.rows.user()
    cv = await upload(server, user)

    for cv_id in (cv["id"], "999999", "0", "x"):
        url = PATH + path.format(cv_id)
        assert await server.problem(method, url, 404, headers=other.headers) == "not-found"

    assert len(files(tmp_path)) == 1
    assert await server.problem("GET", PATH, 404, headers=other.headers) == "not-found"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_unverified_reads_only(server: Server, method: str) -> None:
    user = await server.rows.user(verified=False)
    path = PATH if method == "POST" else f"{PATH}/1"

    slug = await server.problem(method, path, 403, data=form(), headers=user.headers)

    assert slug == "email-not-verified"
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"


async def test_nobody(server: Server) -> None:
    assert await server.problem("POST", PATH, 401, data=form()) == "unauthenticated"
    assert await server.problem("GET", PATH, 401) == "unauthenticated"


async def test_findings_survive_the_row(server: Server, db: Database) -> None:
    """What the reader said is in the row, word for word, for the export."""
    user = await server.rows.user()
    cv = await upload(server, user)
    await read(db, cv["id"], "python")

    (row,) = await db.text("SELECT findings FROM cvs")
    found = msgspec.json.decode(row["findings"], type=Findings)

    assert found.skills[0].evidence[0].text == "the words around"
