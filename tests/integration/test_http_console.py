"""The console's files over HTTP: what is served, under which policy, and how it is kept."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from yarl import URL

from jobscout.http.console_handlers import ACCOUNT_PAGE, FOLDER, PAGE, read_assets
from jobscout.rules.email_templates import PAGES

if TYPE_CHECKING:
    from tests.integration.http_server import Server

NAMES: Final = sorted(read_assets())
PATHS: Final = ["/", *(f"/console/{n}" for n in NAMES if n not in {PAGE, ACCOUNT_PAGE})]
ACCOUNT_PATHS: Final = [f"/{page}{end}" for page in PAGES.values() for end in ("", "/")]
TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@pytest.mark.parametrize("path", PATHS)
async def test_file(server: Server, path: str) -> None:
    """Each is served whole by its type, to everybody, with the strict policy; HEAD the same."""
    name = path.rpartition("/")[2] or PAGE
    body = (FOLDER / name).read_bytes()

    async with await server.ask("GET", path) as answer:
        assert answer.status == 200
        assert await answer.read() == body
    async with await server.ask("HEAD", path) as head:
        assert head.status == 200
        assert await head.read() == b""

    assert answer.content_type == TYPES.get(Path(name).suffix, "text/html")
    assert answer.charset == "utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == head.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("path", PATHS)
async def test_file_that_the_caller_has(server: Server, path: str) -> None:
    """304 without a body for its strong ETag, the whole for another."""
    async with await server.ask("GET", path) as answer:
        etag = answer.headers["ETag"]
    async with await server.ask("GET", path, headers={"If-None-Match": etag}) as same:
        assert await same.read() == b""
    async with await server.ask("GET", path, headers={"If-None-Match": '"other"'}) as other:
        assert await other.read()

    assert etag.startswith('"')
    assert (same.status, other.status) == (304, 200)
    assert same.headers["ETag"] == etag
    assert same.headers["Content-Security-Policy"] == answer.headers["Content-Security-Policy"]


async def test_policy(server: Server) -> None:
    """Scripts, styles, calls and images of this host alone, and no text that becomes markup."""
    async with await server.ask("GET", "/") as answer:
        policy = answer.headers["Content-Security-Policy"]

    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert said == {
        "default-src": "'none'",
        **dict.fromkeys(("script-src", "style-src", "connect-src", "img-src"), "'self'"),
        **dict.fromkeys(("form-action", "base-uri", "frame-ancestors"), "'none'"),
        "require-trusted-types-for": "'script'",
        "trusted-types": "worker",
    }


@pytest.mark.parametrize("path", ACCOUNT_PATHS)
async def test_page_behind_a_mail(server: Server, path: str) -> None:
    """One page for every token, of files of ours, kept nowhere, that tells nobody its address.

    Opening it, as mail scanners do, spends nothing.
    """
    said = await server.json(
        "POST", "/auth/register", 201, json={"email": "a@b.co", "password": "a plain but long one"}
    )
    token = await server.token("verify_email")
    async with await server.ask("GET", path, params={"token": token}) as answer:
        text = await answer.text()
    async with await server.ask("HEAD", path, params={"token": token}) as head:
        assert head.status == 200
    async with await server.ask("GET", path) as bare:
        assert await bare.text() == text
    async with await server.ask("GET", "/") as console:
        policy = console.headers["Content-Security-Policy"]

    assert (answer.status, answer.content_type) == (200, "text/html")
    assert token not in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Content-Security-Policy"] == policy
    for found in re.findall(r'(?:href|src)="([^"]*)"', text):
        async with await server.ask(
            "GET", str(URL(f"http://x{path}").join(URL(found)).path)
        ) as file:
            assert file.status == 200, found
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    await server.json("POST", "/auth/verify-email", 204, json={"token": token}, headers=headers)


@pytest.mark.parametrize("path", ACCOUNT_PATHS)
async def test_page_behind_a_mail_takes_nothing_else(server: Server, path: str) -> None:
    """Another parameter is 422, as everywhere, and another method 405."""
    said = await server.json("GET", f"{path}?token=x&next=https://evil.example", 422)

    assert [fault["field"] for fault in said["errors"]] == ["next"]
    assert await server.problem("POST", path, 405) == "method-not-allowed"


@pytest.mark.parametrize(
    "name",
    [
        "none.js",
        "index.html",
        "account.html",
        "..%2fconsole_handlers.py",
        "..%2f..%2f..%2fmain.py",
        "%2fetc%2fpasswd",
        "..%5cserver.py",
        "main.js%00.css",
        "MAIN.JS",
        "main.js%20",
        "",
    ],
)
async def test_anything_else(server: Server, name: str) -> None:
    """404 for what is no file of the console; a name is looked up and is no path."""
    assert await server.problem("GET", f"/console/{name}", 404) == "not-found"


@pytest.mark.parametrize("path", ["//", "/console/..", "/console/../main.js", "/console/%2e%2e/"])
async def test_paths_no_client_library_would_send(server: Server, path: str) -> None:
    """Dots that arrive as dots lead nowhere either."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    async with asyncio.timeout(5):
        status = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert status.startswith(b"HTTP/1.1 404"), status
