"""Accounts on the real program: mails that arrive, links that work, two processes that agree."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.sql import database
from tests.drills import drill
from tests.program import dashboard, mailbox
from tests.program.conftest import external
from tests.program.program import Program, running

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

BARE = {"ROLES": "http,scheduler,notifier", "SEED": "none", "AUTH_CALLS_PER_MINUTE": "1000"}
NEW = {"email": "ada@example.org", "password": "a plain but long one", "full_name": "Ada L."}


def shared(database_url: str, redis_url: str) -> dict[str, str]:
    """What two processes must agree on."""
    secret = "a-secret-of-at-least-thirty-two-bytes"
    return {
        **BARE,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secret,
    }


async def ask(
    program: Program, method: str, path: str, token: str | None = None, /, **body: Any
) -> tuple[int, Any]:
    """Status and decoded answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession(program.url, headers=headers) as session:
        answer = await session.request(method, path, json=body or None)
        return answer.status, await answer.json(content_type=None) if await answer.read() else None


async def make_due(data_dir: Path) -> None:
    """Thirty days go by in the row."""
    async with database.connect(Postgres(data_dir).url, min_size=1, max_size=1) as db:
        await db.text("UPDATE erasures SET next_try_at = now()")


async def mails(box: mailbox.Mailbox, count: int) -> list[EmailMessage]:
    """The mails so far, once there are *count*."""
    async with asyncio.timeout(20):
        while len(box.mails) < count:
            box.got_one.clear()
            await box.got_one.wait()
    assert len(box.mails) == count
    return box.mails


async def test_from_sign_up_to_erasure(data_dir: Path) -> None:
    """Every mail arrives once, its link works once, and closing the account tells its receipt."""
    async with mailbox.receiving() as (box, smtp_url), dashboard.serving() as pages:
        settings = {**BARE, "SMTP_URL": smtp_url, "DASHBOARD_URL": pages.url}
        async with running(data_dir, settings) as program:
            pages.api = program.url
            status, said = await ask(program, "POST", "/auth/register", **NEW)
            token = said["access_token"]
            closed = await ask(program, "PATCH", "/users/me", token, locale="de")
            verify = (await mails(box, 1))[0]
            verified = await dashboard.follow(verify)
            ended = await ask(program, "GET", "/users/me", token)
            first = {"email": NEW["email"], "password": NEW["password"]}
            _, said = await ask(program, "POST", "/auth/login", **first)
            token = said["access_token"]
            open_database = await ask(program, "PATCH", "/users/me", token, locale="de")

            await ask(program, "POST", "/auth/forgot-password", email=NEW["email"])
            reset = await dashboard.follow((await mails(box, 2))[1])
            refused = await ask(program, "GET", "/users/me", token)
            changed = (await mails(box, 3))[2]
            login = {"email": NEW["email"], "password": dashboard.NEW_PASSWORD}
            _, again = await ask(program, "POST", "/auth/login", **login)

            gone = await ask(
                program, "DELETE", "/users/me", again["access_token"], password=login["password"]
            )
            goodbye = (await mails(box, 4))[3]
            no_login = await ask(program, "POST", "/auth/login", **login)
            await program.stop()
        async with running(data_dir, settings, command="erase-due", ready=False) as program:
            early = (await program.wait(), program.said)
        async with running(data_dir, settings) as program:
            await make_due(data_dir)
            (erased,) = await program.until("erased")
            await program.stop()

    assert (status, closed[0], open_database[0]) == (201, 403, 200)
    assert ended[1]["type"] == "/problems/token-revoked"
    assert verified == reset == [204, 400]
    assert verify["To"] == changed["To"] == NEW["email"]
    assert "Ada" not in verify.as_string()
    assert "Hello Ada L.," in changed.as_string()
    assert refused[1]["type"] == "/problems/token-revoked"
    assert (gone[0], no_login[0]) == (204, 401)
    text = goodbye.get_body(("plain",))
    assert text is not None
    assert erased["receipt"] in text.get_content()
    assert early == (0, ["no erasure is due"])


async def test_addresses_that_mail_reaches(data_dir: Path) -> None:
    """Each spelling is one account, at every door, and gets its mail; what gets none is refused."""
    spellings = ("ada@m\u00fcnchen\u3002de", "\uff41da@XN--MNCHEN-3YA.de")
    async with mailbox.receiving(utf8=False) as (box, smtp_url):
        settings = {**BARE, "SMTP_URL": smtp_url}
        async with running(data_dir, settings) as program:
            said = [
                await ask(program, "POST", "/auth/register", **NEW | {"email": email})
                for email in (*spellings, "ada@m\u00fcnchen.de\u200b", "\u00fcser@example.org")
            ]
            login = {"email": spellings[1], "password": NEW["password"]}
            signed_in = await ask(program, "POST", "/auth/login", **login)
            (mail,) = await mails(box, 1)
            await program.stop()
    given = {**settings, "SMTP_URL": "smtp://127.0.0.1:9"}
    command = "admin \uff21da@M\u00dcNCHEN.de"
    async with running(data_dir, given, command=command, ready=False) as program:
        made_admin = await program.wait()

    assert [status for status, _ in said] == [201, 409, 422, 422]
    assert "invisible character" in said[2][1]["errors"][0]["message"]
    assert "in ASCII before the @" in said[3][1]["errors"][0]["message"]
    assert (signed_in[0], mail["To"]) == (200, "ada@xn--mnchen-3ya.de")
    assert made_admin == 0


async def test_stranger_whose_address_was_typed(data_dir: Path) -> None:
    """By the link its owner takes the account over; a code typed into the app keeps its session."""
    async with mailbox.receiving() as (box, smtp_url), dashboard.serving() as pages:
        settings = {**BARE, "SMTP_URL": smtp_url, "DASHBOARD_URL": pages.url}
        async with running(data_dir, settings) as program:
            pages.api = program.url
            _, typed = await ask(program, "POST", "/auth/register", **NEW)
            await dashboard.follow((await mails(box, 1))[0])
            access = await ask(program, "PATCH", "/users/me", typed["access_token"], locale="de")
            shown = {"refresh_token": typed["refresh_token"]}
            refresh = await ask(program, "POST", "/auth/refresh", **shown)

            honest = NEW | {"email": "honest@example.org"}
            _, said = await ask(program, "POST", "/auth/register", **honest)
            mail = (await mails(box, 2))[1]
            code = {"token": dashboard.link_of(mail).partition("token=")[2]}
            token = said["access_token"]
            verified = await ask(program, "POST", "/auth/verify-email", token, **code)
            goes_on = await ask(program, "PATCH", "/users/me", token, locale="de")

    assert [said["type"] for _, said in (access, refresh)] == ["/problems/token-revoked"] * 2
    assert (verified[0], goes_on[0], goes_on[1]["email_verified"]) == (204, 200, True)


async def test_killed_before_the_mail_left(data_dir: Path) -> None:
    """Kill -9 after the answer: the verification mail arrives after the next start."""
    async with mailbox.receiving() as (box, smtp_url):
        settings = {**BARE, "SMTP_URL": smtp_url}
        box.answers.clear()
        async with running(data_dir, settings | {"ROLES": "http"}) as program:
            status, _ = await ask(program, "POST", "/auth/register", **NEW)
            await program.kill()
        box.answers.set()
        async with running(data_dir, settings) as program:
            (mail,) = await mails(box, 1)
            await program.until("account mail sent")
            assert await program.stop() == 0

    assert status == 201
    assert mail["To"] == NEW["email"]


async def test_two_processes(database_url: str, redis_url: str, tmp_path: Path) -> None:
    """One refresh token shown to both at once gets one pair; a sign-out in one holds in both."""
    settings = shared(database_url, redis_url)
    async with AsyncExitStack() as stack:
        one, two = [
            await stack.enter_async_context(running(tmp_path / name, settings))
            for name in ("one", "two")
        ]
        _, first = await ask(one, "POST", "/auth/register", **NEW)
        shown = {"refresh_token": first["refresh_token"]}
        raced = await asyncio.gather(
            *(ask((one, two)[n % 2], "POST", "/auth/refresh", **shown) for n in range(50))
        )
        pair = raced[0][1]
        before = [await ask(each, "GET", "/users/me", pair["access_token"]) for each in (one, two)]
        await ask(one, "POST", "/auth/logout", pair["access_token"])
        after = [await ask(each, "GET", "/users/me", pair["access_token"]) for each in (one, two)]
        limits = [
            [(await ask(each, "POST", "/auth/refresh", refresh_token="x"))[0] for _ in range(3)]
            for each in (one, two)
        ]

    assert raced == [(200, pair)] * 50
    assert [status for status, _ in before] == [200, 200]
    assert [said["type"] for _, said in after] == ["/problems/token-revoked"] * 2
    assert limits == [[401] * 3] * 2


async def test_limits_are_shared(database_url: str, redis_url: str, tmp_path: Path) -> None:
    """Five calls a minute for an address are five in all, not five for each process."""
    settings = shared(database_url, redis_url)
    del settings["AUTH_CALLS_PER_MINUTE"]
    async with AsyncExitStack() as stack:
        both = [
            await stack.enter_async_context(running(tmp_path / name, settings))
            for name in ("one", "two")
        ]
        said = [
            (await ask(both[n % 2], "POST", "/auth/refresh", refresh_token="x"))[0]
            for n in range(8)
        ]

    assert said == [401] * 5 + [429] * 3


async def test_signed_out_while_redis_is_away(data_dir: Path) -> None:
    """P11: refused without Redis, and refused when Redis is back and knows nothing of it."""
    async with (
        external(data_dir, postgres=False) as servers,
        running(data_dir / "program", BARE | servers) as program,
    ):
        _, first = await ask(program, "POST", "/auth/register", **NEW)
        _, other = await ask(
            program, "POST", "/auth/login", email=NEW["email"], password=NEW["password"]
        )
        token, valkey = first["access_token"], Valkey(data_dir)
        await asyncio.to_thread(valkey.stop)
        signed_out = await ask(program, "POST", "/auth/logout", token)
        without = [await ask(program, "GET", "/users/me", token)]
        live = [await ask(program, "GET", "/users/me", other["access_token"])]
        await program.until("outage", actor="revocation_sync")
        await asyncio.to_thread(valkey.start)
        try:
            without += [await ask(program, "GET", "/users/me", token) for _ in range(5)]
            await program.until("outage over")
            without.append(await ask(program, "GET", "/users/me", token))
            live.append(await ask(program, "GET", "/users/me", other["access_token"]))
        finally:
            await asyncio.to_thread(valkey.stop)
        assert await program.stop() == 0

    assert signed_out[0] == 204
    assert {said["type"] for _, said in without} == {"/problems/token-revoked"}
    assert [status for status, _ in live] == [200, 200]
    assert not [event for event in program.events if event["message"] == "actor crashed"]
