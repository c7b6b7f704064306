"""Fifty sign-ins at once, signed-in requests and refreshing: the real program beside others."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from benchmarks import account_tables as tables
from benchmarks.account_tables import (
    BUSY_S,
    CONNECTIONS,
    EVERY_S,
    OURS,
    ROUNDS,
    SLICE_S,
    USERS,
    Signing,
    Slice,
)
from benchmarks.client import Figures, Load, measure, measured_apart
from benchmarks.peer_models import REFRESH_TOKENS
from benchmarks.report import must_equal
from benchmarks.world import process, program, world
from jobscout.rules import passwords
from jobscout.sql.database import connect
from jobscout.sql.seeds import Seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.world import World

PASSWORD = "nine penguins at tea"  # noqa: S105  (of nobody)
WARM_UP_S = 0.5
_PROBES = 200  # each asks once a second, and so none waits for another's answer
_IDLE_S = 1.5
_FULL_S = 1.0  # until all fifty have waited for each other

POOL = "FastAPI, pool of 40 threads"
INLINE = "aiohttp, on the loop"

_TURNED_AWAY = 401


class Ports(NamedTuple):
    ours: int
    fastapi: int
    inline: int


async def run() -> None:
    hashed = passwords.hash_password(PASSWORD)
    async with world() as servers:
        database_url = await servers.migrated("accounts")
        await _settle(database_url, hashed)
        env = {
            "BENCH_DATABASE_URL": database_url,
            "BENCH_REDIS_URL": servers.redis_url,
            "BENCH_PASSWORD_HASH": hashed,
        }
        uvicorn = ["-m", "uvicorn", "benchmarks.peer_accounts:app", "--port", "{port}"]
        options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log"]
        inline = ["-m", "benchmarks.peer_inline", "{port}"]
        with (
            program(
                servers,
                database_url,
                AUTH_CALLS_PER_MINUTE="100000",
                TRUSTED_PROXIES="127.0.0.1",
            ) as ours,
            process(servers, [*uvicorn, *options], env, "/health") as fastapi,
            process(servers, inline, env, "/health") as on_the_loop,
        ):
            ports = Ports(ours, fastapi, on_the_loop)
            _check(ports)
            tables.signing(*await _sign_in(ports))
            tables.me(await _ask_me(servers, ports))
            tables.refresh(await _refresh(servers, ports))


async def _settle(database_url: str, hashed: str) -> None:
    async with connect(database_url, max_size=2) as db:
        for n in range(USERS):
            await Seeds(db).add_user(
                email=_email(n),
                password_hash=hashed,
                full_name=f"Person {n}",
                timezone="Europe/Paris",
                is_admin=False,
                email_verified=True,
                searches=[],
            )
        await db.text(REFRESH_TOKENS)


def _email(n: int) -> str:
    return f"person-{n}@bench.example"


def _check(ports: Ports) -> None:
    """Whoever signs in, asks or refreshes is the same person everywhere, and nobody with less."""
    wrong = _credentials(1, "eight penguins at tea")
    for port in ports:
        must_equal("a wrong password", _ask(port, "/auth/login", body=wrong)[0], _TURNED_AWAY)
    status, _ = _ask(ports.inline, "/auth/login", body=_credentials(1))
    must_equal("the right password, on the loop", status, 200)
    seen: list[list[Any]] = []
    for port in (ports.ours, ports.fastapi):
        signed_in = _signed_in(port, 1)
        spent = msgspec.json.encode({"refresh_token": signed_in["refresh_token"]}).decode()
        status, pair = _ask(port, "/auth/refresh", body=spent)
        must_equal("a refresh", status, 200)
        status, _ = _ask(port, "/users/me", token=pair["refresh_token"])
        must_equal("the wrong kind of token", status, _TURNED_AWAY)
        answers = [
            _ask(port, "/users/me", token=each["access_token"]) for each in (signed_in, pair)
        ]
        seen.append([_user(signed_in["user"]), *(_user(each) for _, each in answers)])
    must_equal("the person, signed in, asking and refreshed", *seen)
    must_equal("whose person", seen[0][0]["email"], _email(1))


def _credentials(n: int, password: str = PASSWORD) -> str:
    return msgspec.json.encode({"email": _email(n), "password": password}).decode()


def _signed_in(port: int, n: int) -> dict[str, Any]:
    status, said = _ask(port, "/auth/login", body=_credentials(n))
    must_equal("a sign-in", status, 200)
    return said


def _ask(port: int, path: str, *, token: str = "", body: str = "") -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json"} if body else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data=body.encode() or None, headers=headers
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  (our own loopback)
            return answer.status, msgspec.json.decode(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}


def _user(said: Mapping[str, Any]) -> dict[str, Any]:
    """With the moment as a moment: "Z" and "+00:00" say the same."""
    return {**said, "created_at": datetime.fromisoformat(said["created_at"])}


async def _sign_in(ports: Ports) -> tuple[list[Figures], dict[str, list[Signing]]]:
    """Ours idle, and then each while fifty sign in, round after round."""
    idle: list[Figures] = []
    busy: dict[str, list[Signing]] = {OURS: [], POOL: [], INLINE: []}
    for _ in range(ROUNDS):
        idle.append(await measure(_probe(ports.ours, WARM_UP_S, _IDLE_S)))
        for (_, signings), port in zip(busy.items(), ports, strict=True):
            signings.append(await _fifty(port))
    return idle, busy


async def _fifty(port: int) -> Signing:
    """One process asks and signs in: there are but few answers, and a second would compete."""
    lead_s = WARM_UP_S + _FULL_S
    probing = asyncio.create_task(measure(_probe(port, lead_s, BUSY_S)))
    await asyncio.sleep(WARM_UP_S)  # those who ask are all connected
    stop = asyncio.Event()
    bodies = tuple(map(_credentials, range(USERS)))
    load = Load(port=port, path="/auth/login", connections=USERS, warm_up_s=_FULL_S, bodies=bodies)
    signing = asyncio.create_task(measure(load, stop))
    try:
        health = await probing
    finally:
        stop.set()
        sign_ins = await signing
    return Signing(health, sign_ins)


def _probe(port: int, warm_up_s: float, seconds: float) -> Load:
    return Load(
        port=port,
        path="/health",
        connections=_PROBES,
        every_s=EVERY_S * _PROBES,
        seconds=warm_up_s + seconds,
        warm_up_s=warm_up_s,
    )


async def _ask_me(servers: World, ports: Ports) -> dict[str, list[Slice]]:
    tokens = {
        port: tuple(_signed_in(port, n)["access_token"] for n in range(CONNECTIONS))
        for port in (ports.ours, ports.fastapi)
    }

    def asking(port: int, path: str) -> Callable[[], Load]:
        return lambda: _load(port, path, tokens=tokens[port])

    return await _rounds(
        servers,
        {
            OURS: asking(ports.ours, "/users/me"),
            "FastAPI + ORM": asking(ports.fastapi, "/users/me"),
            "without a limit": asking(ports.fastapi, "/users/me/uncounted"),
        },
    )


async def _refresh(servers: World, ports: Ports) -> dict[str, list[Slice]]:
    def refreshing(port: int) -> Callable[[], Load]:
        def make() -> Load:
            """Everybody's first token is of a new session."""
            tokens = [_signed_in(port, n)["refresh_token"] for n in range(CONNECTIONS)]
            bodies = [msgspec.json.encode({"refresh_token": token}).decode() for token in tokens]
            return _load(port, "/auth/refresh", bodies=tuple(bodies), refreshing=True)

        return make

    return await _rounds(
        servers, {OURS: refreshing(ports.ours), "FastAPI + ORM": refreshing(ports.fastapi)}
    )


def _load(port: int, path: str, **more: Any) -> Load:
    return Load(
        port=port, path=path, connections=CONNECTIONS, seconds=SLICE_S, warm_up_s=0.0, **more
    )


async def _rounds(
    servers: World, makers: Mapping[str, Callable[[], Load]]
) -> dict[str, list[Slice]]:
    """One round for warmth, which is thrown away, and then A B A B."""
    found: dict[str, list[Slice]] = {name: [] for name in makers}
    for n in range(ROUNDS + 1):
        for name, make in makers.items():
            load = make()
            before_s = servers.cpu_s(load.port)
            figures = await measured_apart(load)
            if n:
                found[name].append(Slice(figures, servers.cpu_s(load.port) - before_s))
    return found
