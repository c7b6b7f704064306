"""Files on a disk and in a real S3 server: the same promises for both."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import logging
import stat
import traceback
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web
from moto.server import ThreadedMotoServer

from jobscout.errors import NotFound, Outage
from jobscout.outside.storage import Storage
from tests.fakes import Board, raw_server, served

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

REGION = "eu-central-1"
HOSTILE = ["", "/", ".", "..", "../x", "a/../x", "/etc/passwd", "a//b", "a//", "a\\b", "%2e%2e/x"]
HOSTILE += ["a\0b", "a\n", ".a", "a#1", "a b", "é", "x" * 129]
WAYS: dict[str, Callable[[Storage], Awaitable[object]]] = {
    "put": lambda storage: storage.put("users/7/cv.pdf", b"x"),
    "put_file": lambda storage: storage.put_file("users/7/cv.pdf", Path(__file__), {}),
    "get": lambda storage: storage.get("users/7/cv.pdf"),
    "stream": lambda storage: anext(storage.stream("users/7/cv.pdf")),
    "keys": lambda storage: storage.keys("users/7/"),
    "delete_under": lambda storage: storage.delete_under("users/7/"),
}

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3 server with a bucket named ``bucket``."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    try:
        host, port = server.get_host_and_port()
        client = http.client.HTTPConnection(host, port, timeout=10)
        client.request("PUT", "/bucket")
        assert client.getresponse().status == 200
        client.close()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def _signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else the machine's variables say of S3, it is not asked."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAHUNTER2")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2-secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "hunter2-token")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for files that is this test's own."""
    if request.param == "file":
        return (tmp_path / "a place").as_uri()
    return bucket(request.getfixturevalue("s3"), f"bucket/t{next(_numbers)}")


@pytest.fixture
def storage(url: str) -> Storage:
    return Storage(url)


def bucket(endpoint: str, path: str = "bucket/t0") -> str:
    return f"s3://{path}?region={REGION}&endpoint={endpoint}"


async def fill(storage: Storage, keys: list[str]) -> None:
    """Put a file under each key, fifty at a time."""
    for start in range(0, len(keys), 50):
        some = keys[start : start + 50]
        await asyncio.gather(*(storage.put(key, key.encode()) for key in some))


async def outage(waiting: Awaitable[object]) -> str:
    """What is said of it; not even a traceback holds more."""
    with pytest.raises(Outage) as away:
        async with asyncio.timeout(10):
            await waiting
    told = "".join(traceback.format_exception(away.value))
    assert "hunter2" not in told.lower()
    return str(away.value)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n\x00\xff", b"x" * 6_000_000])
async def test_comes_back_as_it_went(storage: Storage, content: bytes) -> None:
    """What is put is what is got, whatever its size, and the last one put counts."""
    await storage.put("users/7/cv.pdf", b"an older one")
    await storage.put("users/7/cv.pdf", content)

    assert await storage.get("users/7/cv.pdf") == content
    assert await storage.keys("users/7/") == ["users/7/cv.pdf"]


async def test_outlives_the_process(url: str) -> None:
    """Another process on the same place finds what this one put."""
    await Storage(url).put("users/7/cv.pdf", b"x")

    assert await Storage(url).get("users/7/cv.pdf") == b"x"


@pytest.mark.parametrize("key", ["users/7/cv.pdf", "users/7", "nobody"])
async def test_missing(storage: Storage, key: str) -> None:
    """A key that nothing is under is not found, even where it is a folder."""
    await storage.put("users/7/other.pdf", b"x")

    with pytest.raises(NotFound):
        await storage.get(key)


async def test_file_and_stream(storage: Storage, tmp_path: Path) -> None:
    """What is put as a file comes back in pieces, and replaces what was there."""
    content = bytes(range(256)) * 8000  # more than a piece
    (tmp_path / "upload").write_bytes(content)
    await storage.put("users/7/cv.pdf", b"before")

    await storage.put_file("users/7/cv.pdf", tmp_path / "upload", {"Content-Type": "x/y"})

    pieces = [piece async for piece in storage.stream("users/7/cv.pdf")]
    assert len(pieces) > 1
    assert b"".join(pieces) == content
    assert await storage.keys("users/7/") == ["users/7/cv.pdf"]


async def test_stream_of_nothing(storage: Storage) -> None:
    with pytest.raises(NotFound):
        await anext(storage.stream("users/7/cv.pdf"))


async def test_link(storage: Storage, url: str, tmp_path: Path) -> None:
    """S3 hands the file out at a signed address, with our headers; a disk has no address."""
    (tmp_path / "upload").write_bytes(b"%PDF-")
    headers = {"Content-Type": "application/pdf", "Content-Disposition": "attachment"}
    await storage.put_file("users/7/cv.pdf", tmp_path / "upload", headers)

    link = await storage.link("users/7/cv.pdf", timedelta(minutes=5))

    if url.startswith("file:"):
        assert link is None
        return
    assert link is not None
    assert "X-Amz-Expires=300" in link
    async with aiohttp.ClientSession() as session, session.get(link) as answer:
        assert await answer.read() == b"%PDF-"
        assert {name: answer.headers[name] for name in headers} == headers


async def test_keys_by_whole_names(storage: Storage) -> None:
    """A folder holds what is in it, however deep, and nothing of names that begin alike."""
    mine = ["users/7/a.pdf", "users/7/b/c/d.pdf", "users/7/z.pdf"]
    await fill(storage, [*reversed(mine), "users/70/x", "users/7x", "users/8/x", "x/users/7/x"])

    assert await storage.keys("users/7/") == mine
    assert await storage.keys("users/7") == mine
    assert await storage.keys("users/7x/") == []
    assert await storage.keys("users/9/") == []


async def test_delete_leaves_neighbours_alone(storage: Storage) -> None:
    """Deleting says how many went, takes nobody else's, and may be done again."""
    others = ["users/70/x", "users/7x", "users/8/x"]
    await fill(storage, ["users/7/a.pdf", "users/7/b/c/d.pdf", *others])

    assert await storage.delete_under("users/7/") == 2
    assert await storage.delete_under("users/7/") == 0
    assert await storage.delete_under("users/7x/") == 0
    assert await storage.keys("users/") == sorted(others)
    with pytest.raises(NotFound):
        await storage.get("users/7/a.pdf")


async def test_more_than_a_page(storage: Storage) -> None:
    """1,200 files, over the thousand that S3 lists or deletes at once, are listed and deleted."""
    keys = [f"users/7/{number:04}.pdf" for number in range(1200)]
    await fill(storage, [*keys, "users/70/x"])

    assert await storage.keys("users/7/") == keys
    assert await storage.delete_under("users/7/") == 1200
    assert await storage.keys("users/") == ["users/70/x"]


@pytest.mark.parametrize("key", HOSTILE)
async def test_hostile_key(storage: Storage, tmp_path: Path, key: str) -> None:
    """A key that is none of ours reaches no storage, and nothing outside the place."""
    (tmp_path / "x").write_text("somebody else's")

    for use in (
        storage.put(key, b"x"),
        storage.put_file(key, tmp_path / "x", {}),
        storage.get(key),
        anext(storage.stream(key)),
        storage.link(key, timedelta(minutes=5)),
        storage.keys(key),
        storage.delete_under(key),
    ):
        with pytest.raises(ValueError, match="not a key"):
            await use
    assert (tmp_path / "x").read_text() == "somebody else's"


async def test_whole_bucket(s3: str) -> None:
    """A bucket without a prefix of ours is used from its root."""
    storage = Storage(bucket(s3, "bucket"))
    await storage.put("root/x", b"x")

    assert await storage.keys("root/") == ["root/x"]
    assert await Storage(bucket(s3, "bucket/root/")).get("x") == b"x"


@pytest.mark.parametrize("way", WAYS)
async def test_nobody_listens(way: str) -> None:
    """An S3 that is down is an outage, known as soon as a few tries failed."""
    async with raw_server(b"") as at:
        pass
    storage = Storage(bucket(f"http://{at}"))

    assert await outage(WAYS[way](storage)) == "the storage is unavailable: Connect"


@pytest.mark.parametrize("way", WAYS)
async def test_hangs(way: str) -> None:
    """An S3 that takes calls and never answers is an outage too: the wait has an end."""
    async with raw_server(b"", drip_s=3600) as at:
        storage = Storage(bucket(f"http://{at}"), timeout_s=0.3, retry_s=0.1)

        assert await outage(WAYS[way](storage)) == "the storage is unavailable: Timeout"


async def test_never_ends() -> None:
    """An answer that comes drop by drop has an end as well."""
    head = b"HTTP/1.1 200 OK\r\nETag: x\r\nLast-Modified: Mon, 23 Nov 2026 08:00:00 GMT\r\n"
    async with raw_server(head + b"Content-Length: 9999\r\n\r\n", drip_s=0.02) as at:
        storage = Storage(bucket(f"http://{at}"), timeout_s=0.3, retry_s=0.1)

        assert (await outage(storage.get("x"))).startswith("the storage is unavailable: ")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", ["403 Forbidden", "503 Service Unavailable", "404 Not Found"])
async def test_refused(way: str, status: str) -> None:
    """A server that says no is an outage, told without what it repeats of our keys."""
    body = (
        "<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>AKIAHUNTER2</AWSAccessKeyId>"
        "<CanonicalRequest>x-amz-security-token:hunter2-token</CanonicalRequest></Error>"
    )
    answer = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    async with raw_server(answer.encode()) as at:
        storage = Storage(bucket(f"http://{at}"), retry_s=0.1)
        told = await outage(WAYS[way](storage))

    assert told == f"the storage is unavailable: {status}, SignatureDoesNotMatch"


@pytest.mark.parametrize("way", WAYS)
async def test_no_such_bucket(s3: str, way: str) -> None:
    """A missing bucket is an outage, not a missing file."""
    storage = Storage(bucket(s3, "other-bucket"))

    assert "NoSuchBucket" in await outage(WAYS[way](storage))


@pytest.mark.parametrize(
    ("refused", "told"), [("u/b", "AccessDenied"), ("never/asked/for", "RustPanic")]
)
async def test_one_key_refused(refused: str, told: str) -> None:
    """A file that S3 will not delete is an outage, and so is an answer the library dies of."""
    listed = "".join(
        f"<Contents><Key>u/{name}</Key><Size>1</Size><ETag>x</ETag>"
        "<LastModified>2026-11-23T08:00:00Z</LastModified></Contents>"
        for name in "ab"
    )
    answers = {
        "GET": f"<ListBucketResult>{listed}<IsTruncated>false</IsTruncated></ListBucketResult>",
        "POST": f"<DeleteResult><Deleted><Key>u/a</Key></Deleted><Error><Key>{refused}</Key>"
        "<Code>AccessDenied</Code><Message>hunter2</Message></Error></DeleteResult>",
    }
    board = Board()

    async def answer(asked: web.Request) -> web.Response:
        return web.Response(text=answers[asked.method])

    board.answer = answer
    async with served(board):
        storage = Storage(bucket(board.url, "bucket"))

        assert await outage(storage.delete_under("u/")) == f"the storage is unavailable: {told}"


async def test_giving_up_waiting() -> None:
    """Who stops waiting for an S3 is let go at once."""
    board, asked, over = Board(), asyncio.Event(), asyncio.Event()

    async def answer(_request: web.Request) -> web.Response:
        asked.set()
        await over.wait()
        return web.Response()

    board.answer = answer
    async with served(board), asyncio.timeout(5):
        waiting = asyncio.create_task(Storage(bucket(board.url)).get("x"))
        await asked.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        over.set()


def test_folder_is_private(tmp_path: Path) -> None:
    """The folder is made for this user alone."""
    Storage((tmp_path / "data" / "storage").as_uri())

    assert stat.S_IMODE((tmp_path / "data" / "storage").stat().st_mode) == 0o700


async def test_folder_is_empty_after(tmp_path: Path) -> None:
    """Deleting leaves no empty folder, and no half of a file whose writer was killed."""
    storage = Storage(tmp_path.as_uri())
    await storage.put("users/7/a/b.pdf", b"x")
    (tmp_path / "users/7/cv.pdf#1").write_bytes(b"hal")

    assert await storage.keys("users/7/") == ["users/7/a/b.pdf"]
    assert await storage.delete_under("users/7/") == 2
    assert list((tmp_path / "users").iterdir()) == []


async def test_broken_disk(tmp_path: Path) -> None:
    """A disk that refuses a write is an outage, whose text has none of its paths."""
    (tmp_path / "hunter2").write_text("in the way")
    storage = Storage(tmp_path.as_uri())

    with pytest.raises(Outage, match=r"^the storage is unavailable: File exists$"):
        Storage((tmp_path / "hunter2").as_uri())
    told = await outage(storage.put("hunter2/x", b"x"))
    assert told == "the storage is unavailable: Not a directory"
