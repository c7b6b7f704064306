"""Small answers that want much: each ends as its scrape's outcome, within bounds of memory."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from jobscout.scraping.work import MEMORY
from tests.drills import drill
from tests.fakes import raw_server
from tests.program.boards import serving
from tests.program.conftest import fill, open_database
from tests.program.memory import peaks
from tests.program.program import running
from tests.unit.boards import greenhouse

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

MAIN_MEMORY = 400 * 2**20
MIB = 2**20
SCRAPES = """
SELECT s.board, s.etag, c.status, c.error_kind, c.error, c.found, c.closed,
    jsonb_array_length(c.rejects) AS kept, c.rejects -> 0 ->> 'external_id' AS first,
    (SELECT count(*) FROM postings p WHERE p.source_id = s.id) AS stored
FROM scrapes c JOIN sources s ON s.id = c.source_id
"""
# The last of forty postings has this as its place, which is then unknown.
DAMAGES = {
    "not-a-number": b"NaN",
    "raw-tab": b'"Nai\trobi"',
    "raw-newline": b'"Nai\nrobi"',
    "bad-escape": rb'"Nai\xrobi"',
    "bad-utf8": b'"Nai\xffrobi"',
}


def packed(*pieces: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(piece) for piece in pieces]) + packer.flush()


def hostile() -> dict[str, tuple[bytes, str | None]]:
    """By the board's name: what it answers, and how that is packed."""
    return {
        "two-million-rows": (b'{"jobs":[' + b"0," * 2_000_000 + b"0]}", None),
        "rejects": (b'{"jobs":[' + b"{}," * 49_999 + b"{}]}", None),
        "nested": (b"[" * MIB, None),
        "bomb": (packed(b'{"jobs":[', *[b" " * MIB] * 64, b"]}"), "gzip"),
        "just-fits": (packed(b'{"jobs":[', *[b" " * MIB] * 63, b"]}"), "gzip"),
        "millions-of-rows": (packed(b'{"jobs":[', *[b"0," * (MIB // 2)] * 63, b"0]}"), "gzip"),
        "quotes": (packed(b'{"jobs":[', *[b'"' * MIB] * 63), "gzip"),
    } | {name: (damaged(value), None) for name, value in DAMAGES.items()}


def damaged(value: bytes) -> bytes:
    board = json.loads(greenhouse(40))
    board["jobs"][39]["location"]["name"] = "@@"
    return json.dumps(board).encode().replace(b'"@@"', value)


def source(name: str, base_url: str) -> dict[str, Any]:
    return {
        "kind": "greenhouse",
        "config": {"board": name, "base_url": base_url},
        "name": name,
        "company": name,
        "interval_seconds": 3600,
    }


async def test_hostile_answers(data_dir: Path) -> None:
    """P4, P10: what is too much fails as such, what is damaged costs itself, the rest is stored."""
    answers = hostile()

    async def answer(request: web.Request) -> web.Response:
        body, encoding = answers[request.match_info["board"]]
        return web.Response(body=body, headers={"Content-Encoding": encoding} if encoding else {})

    app = web.Application()
    app.router.add_get("/v1/boards/{board}/jobs", answer)
    async with serving(app) as base_url:
        async with open_database(data_dir) as db:
            await fill(db, [source(name, base_url) for name in answers], {})
        host = base_url.removeprefix("http://")
        async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": host}) as program:
            await program.until("scrape finished", len(answers), within_s=120)
            main, workers = peaks(program.pid)
            said = await program.metrics()
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            rows = {row["board"]: row for row in await db.text(SCRAPES)}

    outcomes = {name: (rows[name]["status"], rows[name]["error_kind"]) for name in answers}
    assert outcomes == {
        "two-million-rows": ("failed", "too-large"),
        "rejects": ("partial", "partial"),
        "nested": ("failed", "changed"),
        "bomb": ("failed", "too-large"),
        "just-fits": ("ok", None),
        "millions-of-rows": ("failed", "too-large"),
        "quotes": ("failed", "changed"),
    } | dict.fromkeys(DAMAGES, ("ok", None))
    assert "over 50000 postings" in rows["two-million-rows"]["error"]
    assert "of memory" in rows["millions-of-rows"]["error"]
    assert "over 64 MiB" in rows["bomb"]["error"]
    assert (rows["rejects"]["found"], rows["rejects"]["kept"]) == (50_000, 100)
    assert rows["rejects"]["error"].startswith("50000 postings could not be read; first: ")
    kept = {name: [rows[name][key] for key in ("stored", "found", "kept")] for name in DAMAGES}
    assert kept == {name: [40, 40, 0] for name in DAMAGES}
    assert f'jobscout_unknown_fields_total{{kind="greenhouse"}} {len(DAMAGES)}.0' in said
    assert 0 < main < MAIN_MEMORY
    assert workers
    assert max(workers) < MEMORY
    assert not [event for event in program.events if event.get("message") == "actor crashed"]
    assert list((data_dir / "scratch").iterdir()) == []


@pytest.mark.parametrize("value", [b'"\xff\xfe"', b'"' + b"x" * 4000 + b'"'], ids=["bytes", "long"])
async def test_bad_validator(data_dir: Path, value: bytes) -> None:
    """P4: an ETag that cannot be kept is dropped; the board is stored, and read again."""
    body = greenhouse(40)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: %b\r\nLast-Modified: \xfe\r\n\r\n"
    async with raw_server(head % (len(body), value) + body) as at:
        async with open_database(data_dir) as db:
            await fill(db, [source("one", f"http://{at}")], {})
        async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": at}) as program:
            await program.until("scrape finished")
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            (row,) = await db.text(SCRAPES)

    assert (row["status"], row["stored"], row["etag"]) == ("ok", 40, None)
    dropped = [event for event in program.events if event["message"] == "validator dropped"]
    assert {event["header"] for event in dropped} == {"ETag", "Last-Modified"}
