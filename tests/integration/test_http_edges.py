"""What holds on every route: sign-in, rights, limits, headers, unknown paths and methods."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import jwt
import pytest

from jobscout import logs
from jobscout.errors import Outage
from jobscout.http.auth import key_id
from jobscout.http.limits import AUTH
from jobscout.http.routes import ROUTES
from tests.integration.rows import SECRET

if TYPE_CHECKING:
    from jobscout.http.routing import Route
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser


def path_of(route: Route) -> str:
    return re.sub("{.*}", lambda name: {"{id}": "1"}.get(name[0], "acme"), route.path)


def routes_with(*access: str) -> list[Any]:
    return [
        pytest.param(route, id=f"{route.method} {route.path}")
        for route in ROUTES
        if route.access in access
    ]


def token(user: SignedInUser, secret: str = SECRET, **changes: Any) -> dict[str, str]:
    """The header with a token that differs from a good one in *changes*; None leaves out."""
    now = int(time.time())
    claims = {
        "sub": str(user.id),
        "jti": "j",
        "sid": user.session_id,
        "iat": now,
        "exp": now + 60,
        "iss": "jobscout",
        "aud": "jobscout",
        "adm": False,
        "ver": True,
    }
    said = {name: value for name, value in (claims | changes).items() if value is not None}
    encoded = jwt.encode(said, secret, "HS256", headers={"kid": key_id(secret)})
    return {"Authorization": f"Bearer {encoded}"}


@pytest.mark.parametrize("route", routes_with("user", "verified", "admin"))
async def test_no_token(server: Server, route: Route) -> None:
    """401 with the challenge, before anything else is looked at."""
    async with await server.ask(route.method, path_of(route) + "?x=1", data=b"{") as answer:
        said = await answer.json(content_type=None)

    assert answer.status == 401
    assert said["type"] == "/problems/unauthenticated"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("route", routes_with("verified"))
async def test_unverified(server: Server, route: Route) -> None:
    """Nothing that changes state works before the address is verified."""
    user = await server.rows.user(verified=False)

    said = await server.problem(route.method, path_of(route), 403, headers=user.headers)

    assert said == "email-not-verified"


@pytest.mark.parametrize("route", routes_with("admin"))
async def test_not_an_admin(server: Server, route: Route) -> None:
    """403 forbidden for everyone else."""
    user = await server.rows.user()

    assert await server.problem(route.method, path_of(route), 403, headers=user.headers) == (
        "forbidden"
    )


@pytest.mark.parametrize(
    ("changes", "secret"),
    [
        ({"exp": 1}, SECRET),
        ({"iat": 2**40}, SECRET),
        ({"aud": "other"}, SECRET),
        ({"iss": "other"}, SECRET),
        ({"sub": None}, SECRET),
        ({"sub": "me"}, SECRET),
        ({"sub": "9" * 19}, SECRET),
        ({"sub": "1\n"}, SECRET),
        ({"sid": "not a uuid"}, SECRET),
        ({"adm": "yes"}, SECRET),
        ({}, "another secret of thirty-two bytes and more"),
    ],
)
async def test_bad_token(server: Server, changes: dict[str, Any], secret: str) -> None:
    """Expired, for somebody else, incomplete or not ours: 401, on optional routes too."""
    headers = token(await server.rows.user(), secret, **changes)

    for path in ("/users/me", "/jobs", "/companies"):
        assert await server.problem("GET", path, 401, headers=headers) == "unauthenticated"


@pytest.mark.parametrize(
    "header",
    [
        *("", "Bearer", "Bearer ", "Bearer a b", "Basic dTpw", "Bearer x.y.z", "Bearer \u00e9"),
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Bearer " + "W1tb" * 1500 + ".e30.x",
        "Bearer " + "eyJh" * 1500,
    ],
)
async def test_malformed_authorization(server: Server, header: str) -> None:
    """Whatever the header says, it is 401, and public routes do not look at it."""
    headers = {"Authorization": header}

    assert await server.problem("GET", "/jobs", 401, headers=headers) == "unauthenticated"
    assert await server.json("GET", "/health", headers=headers)


async def test_good_token_in_any_case_of_its_scheme(server: Server) -> None:
    """Schemes are compared without regard to case (RFC 9110)."""
    user = await server.rows.user()
    headers = {"Authorization": user.headers["Authorization"].replace("Bearer", "bearer")}

    assert await server.json("GET", "/users/me", headers=headers)


async def test_secret_is_rotated(idle_server: Server) -> None:
    """Tokens of the previous secret go on working, new ones are signed with the current."""
    new = "the new secret, also of thirty-two bytes"
    server = await idle_server.start(secrets=(new, SECRET))
    user = await server.rows.user()

    assert await server.json("GET", "/users/me", headers=user.headers)
    assert await server.json("GET", "/users/me", headers=token(user, new))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sessions SET revoked_at = now()",
        "UPDATE users SET disabled_at = now()",
        "UPDATE users SET deleted_at = now()",
        "DELETE FROM sessions",
    ],
)
async def test_revoked(server: Server, sql: str) -> None:
    """A session that was ended, or whose account was, is 401 token-revoked."""
    user = await server.rows.user()
    await server.rows.value(sql)

    for path in ("/users/me", "/jobs"):
        assert await server.problem("GET", path, 401, headers=user.headers) == "token-revoked"


@pytest.mark.parametrize("route", routes_with("user", "verified", "admin"))
async def test_revoked_everywhere(server: Server, route: Route) -> None:
    """Who has signed out, admin or not, is let in nowhere."""
    user = await server.rows.user(admin=True)
    await server.rows.value("UPDATE sessions SET revoked_at = now()")

    said = await server.problem(route.method, path_of(route), 401, headers=user.headers)

    assert said == "token-revoked"


@pytest.mark.parametrize("route", routes_with("public", "optional", "user", "verified", "admin"))
async def test_wrong_method(server: Server, route: Route) -> None:
    """405 with the methods there are, with and without a trailing slash."""
    known = {other.method for other in ROUTES if path_of(other) == path_of(route)}

    for path in (path_of(route), path_of(route).rstrip("/") + "/"):
        async with await server.ask("TRACE", path) as answer:
            said = await answer.json(content_type=None)
        assert answer.status == 405
        assert said["type"] == "/problems/method-not-allowed"
        assert known <= set(answer.headers["Allow"].split(","))


@pytest.mark.parametrize("path", ["/nothing", "/jobs/1/2", "/%00", "/%FF", "/jobs//"])
async def test_unknown_path(server: Server, path: str) -> None:
    """404 as a problem."""
    assert await server.problem("GET", path, 404) == "not-found"


@pytest.mark.parametrize("route", routes_with("public", "optional", "user", "verified", "admin"))
async def test_unknown_parameter(server: Server, route: Route) -> None:
    """422 naming it, on every route."""
    user = await server.rows.user(admin=True)

    said = await server.faults(
        route.method, path_of(route) + "?surprise=1&%ED%A0%80", headers=user.headers
    )

    assert "surprise" in said


async def test_request_id(server: Server) -> None:
    """A sane one is sent back, errors included; any other is replaced."""
    sane = {"X-Request-ID": "abc-DEF_1.2"}
    for path in ("/health", "/nothing", "/users/me"):
        async with await server.ask("GET", path, headers=sane) as answer:
            assert answer.headers["X-Request-ID"] == "abc-DEF_1.2"
    for odd in ("a b", "x" * 129, "<script>", ""):
        async with await server.ask("GET", "/health", headers={"X-Request-ID": odd}) as answer:
            assert answer.headers["X-Request-ID"] not in {odd, ""}


async def test_every_answer_has_the_safe_headers(server: Server) -> None:
    """No sniffing, no framing, nothing kept by caches, errors included."""
    for path in ("/health", "/nothing", "/users/me", "/docs"):
        async with await server.ask("GET", path) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Server"] == "jobscout"
            assert "Strict-Transport-Security" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


async def test_origins(idle_server: Server) -> None:
    """An exact origin may call from a browser; another gets the answer without the permission."""
    server = await idle_server.start(cors_origins=frozenset({"https://app.example"}))
    mine, other = {"Origin": "https://app.example"}, {"Origin": "https://app.example.evil"}
    ask = {"Access-Control-Request-Method": "PATCH"}

    preflight = await server.ask("OPTIONS", "/alerts/1", headers=mine | ask)
    refused = await server.ask("OPTIONS", "/alerts/1", headers=other | ask)
    answer = await server.ask("GET", "/jobs", headers=mine)
    plain = await server.ask("GET", "/jobs", headers=other)

    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://app.example"
    assert "PATCH" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    assert refused.status == 405
    assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"
    assert answer.headers["Vary"] == "Authorization, Origin"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in plain.headers
    assert "Access-Control-Allow-Origin" not in refused.headers


async def test_sign_in_is_limited_by_address(idle_server: Server) -> None:
    """Five calls under /auth together; the sixth is 429 and says when to come back."""
    server = await idle_server.start(calls={})
    body = {"email": "a@example.org"}

    for left in (4, 3, 2, 1, 0):
        async with await server.ask("POST", "/auth/resend-verification", json=body) as answer:
            assert answer.status == 202
            assert answer.headers["RateLimit-Limit"] == "5"
            assert answer.headers["RateLimit-Remaining"] == str(left)
            assert answer.headers["RateLimit-Reset"] == "60"
    async with await server.ask("POST", "/auth/login", data=b"{") as refused:
        said = await refused.json(content_type=None)

    assert refused.status == 429
    assert said["type"] == "/problems/rate-limited"
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["RateLimit-Remaining"] == "0"


def test_all_of_auth_is_limited_together() -> None:
    """Five calls a minute for an address, for every route under /auth and for all of them."""
    under_auth = [route for route in ROUTES if route.path.startswith("/auth/")]

    assert len(under_auth) == 8
    assert {route.limit for route in under_auth} == {AUTH}
    assert (AUTH.calls, AUTH.period_s, AUTH.per) == (5, 60, "ip")


async def test_whose_calls_are_counted(idle_server: Server) -> None:
    """The person's when signed in, else the address that a trusted proxy names."""
    server = await idle_server.start(trusted_proxies=(ip_network("127.0.0.0/8"),))
    user = await server.rows.user()

    await server.ask("GET", "/jobs", headers=user.headers)
    await server.ask("GET", "/jobs", headers={"X-Forwarded-For": "9.9.9.9, 198.51.100.7"})
    await server.ask("GET", "/companies", headers={"X-Forwarded-For": "2001:db8::1"})

    assert set(server.window.calls) == {
        *(f"jobs:user-{user.id}", "jobs:198.51.100.7", "jobs:2001:db8::/64"),
    }


async def test_https_stays_https(idle_server: Server) -> None:
    """Strict-Transport-Security is sent where PUBLIC_URL is https."""
    server = await idle_server.start(is_https=True)

    for path in ("/health", "/nothing"):
        async with await server.ask("GET", path) as answer:
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_scrape(server: Server) -> None:
    """202 for a new one, 409 with the running one's id, 404 for an unknown source."""
    admin = await server.rows.user(admin=True)
    path = "/sources/1/scrape"

    new = await server.json("POST", path, 202, headers=admin.headers)
    running = await server.json("POST", path + "/", 409, headers=admin.headers)
    unknown = await server.problem("POST", "/sources/2/scrape", 404, headers=admin.headers)

    assert new == {"scrape_id": "7"}
    assert running["type"] == "/problems/already-running"
    assert running["scrape_id"] == "7"
    assert unknown == "not-found"
    assert server.scrapes.triggered == [(1, "manual")]
    assert server.scrapes.woken == 1


async def test_scrapes_are_limited_by_source(idle_server: Server) -> None:
    """One call a minute for each source, from all callers; asking while one runs is free."""
    server = await idle_server.start(calls={})
    one, two = await server.rows.user(admin=True), await server.rows.user(admin=True)

    await server.json("POST", "/sources/1/scrape", 202, headers=one.headers)
    await server.json("POST", "/sources/1/scrape", 409, headers=two.headers)
    server.scrapes.unfinished = None
    again = await server.problem("POST", "/sources/1/scrape", 429, headers=two.headers)
    other = await server.problem("POST", "/sources/2/scrape", 404, headers=one.headers)

    assert (again, other) == ("rate-limited", "not-found")


async def test_outage_is_503(idle_server: Server) -> None:
    """PostgreSQL or Redis away: try again in five seconds, and no word of hosts."""

    async def away(*_: object) -> bool:
        raise Outage("db.internal:5432 refused")

    server = await idle_server.start(admit=away)
    user = await server.rows.user()

    async with await server.ask("GET", "/jobs", headers=user.headers) as answer:
        said = await answer.json(content_type=None)

    assert answer.status == 503
    assert said["type"] == "/problems/unavailable"
    assert answer.headers["Retry-After"] == "5"
    assert "internal" not in said["detail"]


async def test_a_bug_is_500_and_written_down(
    idle_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """The caller learns the request's id, under which the log has the traceback."""
    caplog.handler.addFilter(logs.add_context)

    def broken() -> None:
        raise KeyError("secret detail")

    server = await idle_server.start(wake=broken)
    admin = await server.rows.user(admin=True)

    said = await server.json("POST", "/sources/1/scrape", 500, headers=admin.headers)

    (record,) = (record for record in caplog.records if record.exc_info)
    assert said["type"] == "/problems/internal"
    assert "secret detail" not in str(said)
    assert record.__dict__["request_id"] == said["request_id"]


async def test_one_log_line_a_request(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """With the route's template, never the path; a person by id."""
    caplog.set_level(logging.INFO, "jobscout.http")
    user = await server.rows.user()

    await server.ask("GET", "/alerts/77", headers=user.headers)
    await server.ask("TRACE", "/x")

    first, second = (record for record in caplog.records if record.name == "jobscout.http")
    assert first.message == "request"
    assert (first.__dict__["method"], first.__dict__["route"]) == ("GET", "/alerts/{id}")
    assert (first.__dict__["status"], first.__dict__["user_id"]) == (404, user.id)
    assert first.__dict__["duration_ms"] >= 0
    assert (second.__dict__["method"], second.__dict__["route"]) == ("OTHER", "unmatched")


async def test_numbers(server: Server) -> None:
    """Prometheus text with requests counted by template."""
    await server.ask("GET", "/jobs/123/")

    async with await server.ask("GET", "/metrics") as answer:
        text = await answer.text()

    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert 'jobscout_http_requests_total{method="GET",route="/jobs/{id}",status="404"}' in text
    assert (
        'jobscout_http_request_duration_seconds_bucket{le="0.1",method="GET",route="/jobs/{id}"}'
        in text
    )


async def test_health(server: Server) -> None:
    """Alive while it serves."""
    said = await server.json("GET", "/health/")

    assert said["status"] == "ok"
    assert said["version"]


async def test_readiness_names_what_is_not_ready(idle_server: Server) -> None:
    """503 with a word for each part: away, or no answer within a second."""

    async def fine() -> None:
        return None

    async def away() -> None:
        raise Outage("secret host")

    async def stuck() -> None:
        await asyncio.Event().wait()

    good = await idle_server.start(checks={"db": fine})
    assert await good.json("GET", "/health/ready") == {"db": "ok"}
    bad = await idle_server.start(checks={"db": fine, "redis": away, "actors": stuck})
    assert await bad.json("GET", "/health/ready", 503) == {
        "db": "ok",
        "redis": "away",
        "actors": "no answer in time",
    }


async def test_docs(server: Server) -> None:
    """The document as JSON and as a page that loads nothing."""
    said = await server.json("GET", "/openapi.json")
    async with await server.ask("GET", "/docs") as answer:
        text = await answer.text()

    assert said["openapi"].startswith("3.1")
    assert answer.content_type == "text/html"
    assert "<script" not in text
    assert "http://" not in text
    for path in said["paths"]:
        assert path in text


JSON = b"\r\nHost: x\r\nContent-Type: application/json"
RAW = [
    b"GET /jobs/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /jobs?q=\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /jobs HTTP/1.1\r\nHost: x\r\nX-Request-ID: \xff\r\n\r\n",
    b"GET /jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\r\n\r\n",
    b"GET /jobs HTTP/1.1\r\nHost: x\r\nOrigin: \xff\r\nIf-None-Match: \xff\r\n\r\n",
    b"GET /companies/%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET http://[::1/jobs HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /auth/login HTTP/1.1" + JSON + b"; charset=\xff\r\nContent-Length: 2\r\n\r\n{}",
    b"POST /auth/login HTTP/1.1" + JSON + b"\r\nUser-Agent: \xff\r\nContent-Length: 2\r\n\r\n{}",
    b"POST /auth/login HTTP/1.1" + JSON + b"\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /auth/login HTTP/1.1" + JSON + b"\r\nContent-Length: 20\r\n\r\n{",
    b"GET /jobs HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n",
    b"\x16\x03\x01\x02\x00",
]


@pytest.mark.parametrize("raw", RAW)
async def test_bytes_no_client_library_would_send(server: Server, raw: bytes) -> None:
    """Whatever arrives, the answer is never a 5xx."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    writer.write(raw)
    writer.write_eof()
    async with asyncio.timeout(5):
        status = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert not status.startswith(b"HTTP/1.1 5"), status


async def test_wide_and_deep_bodies(server: Server) -> None:
    """Names and depths nobody needs are refused, and no refusal is long."""
    user = await server.rows.user()
    wide = json.dumps({f"k{n}": n for n in range(20_000)})
    deep = '{"keywords":' + "[" * 900 + "]" * 900 + "}"

    for body in (wide, deep):
        async with await server.ask(
            *("POST", "/users/me/searches"),
            data=body,
            headers=user.headers | {"Content-Type": "application/json"},
        ) as answer:
            assert answer.status == 422
            assert len(await answer.read()) < 20_000
