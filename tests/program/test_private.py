"""Personal data is pushed through every door of the real program, and then looked for.

Neither the whole log nor anything that was sent to Sentry may hold it.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.drills import drill
from tests.program import mailbox, sentry
from tests.program.conftest import open_database
from tests.program.preloaded import ROOT
from tests.program.program import Program, running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

WHO = "ada.lovelace@private.example"
PASSWORD = "hunter2-and-a-half-long"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ"
TOKEN = "Zk3vQ9xT-bW1mN7pL5_rY8sD2fG6hJ4kC0aE"
WORDS = "Inventor of the first program"
SECRETS = (WHO, WHO.replace("@", "%40"), "ada.lovelace", PASSWORD, JWT, TOKEN, WORDS)
SETTINGS = {"ROLES": "http,cv,notifier", "AUTH_CALLS_PER_MINUTE": "1000"}
CRASHING = {"ROLES": "http,scheduler", "SEED": "demo"}  # the sources of the seed are due

# What PostgreSQL says of a row it refuses quotes the row.
TRAPS = (
    f"""
    CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'refused' USING
            DETAIL = 'Failing row contains ({WHO}, {WORDS}, {TOKEN}).', HINT = 'ask {WHO}';
    END $$
    """,
    """
    CREATE TRIGGER trap BEFORE INSERT ON searches FOR EACH ROW
    WHEN (NEW.name = 'break it') EXECUTE FUNCTION trap()
    """,
    """
    CREATE TRIGGER trap BEFORE UPDATE ON cvs FOR EACH ROW
    WHEN (NEW.status = 'failed' OR OLD.status = 'processing' AND NEW.status = 'pending')
    EXECUTE FUNCTION trap()
    """,
    """
    CREATE TRIGGER trap BEFORE INSERT ON scrapes FOR EACH ROW
    WHEN (NEW.trigger = 'schedule') EXECUTE FUNCTION trap()
    """,
)


async def set_traps(data_dir: Path) -> None:
    async with open_database(data_dir) as db:
        for statement in TRAPS:
            await db.text(statement)


class Grumbler:
    """A mail server that quotes the address, and more, in its refusal."""

    def __init__(self) -> None:
        self.asked = 0

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, _session: Any, _envelope: Any, address: str, _options: list[str]
    ) -> str:
        self.asked += 1
        return f"550 no such user <{address}> token={TOKEN}"


async def knock(program: Program) -> str:
    """Push what is private through every door of the API; the id of the request that broke."""
    async with aiohttp.ClientSession(program.url) as session:
        headers = {
            "Authorization": f"Bearer {JWT}",
            "Cookie": f"session={TOKEN}",
            "User-Agent": f"Mozilla {WHO}",
            "X-Forwarded-For": WHO,
            "X-Request-ID": JWT,
            "Referer": f"https://x.example/?token={TOKEN}",
        }
        await session.get(f"/jobs/{WHO}?token={TOKEN}&email={WHO}", headers=headers)
        await session.get(f"/nowhere/{WHO}/{JWT}?password={PASSWORD}", headers=headers)
        await session.get(f"/unsubscribe?token={TOKEN}")
        await session.post("/auth/login", data=f'{{"email": "{WHO}", "password": "{PASSWORD}')
        who = {"email": WHO, "password": PASSWORD, "full_name": WORDS}
        await session.post("/auth/register", json=who)
        await session.post("/auth/login", json=who | {"password": f"{PASSWORD} not"})
        await session.post("/auth/verify-email", json={"token": TOKEN})
        await session.post("/auth/refresh", json={"refresh_token": TOKEN})
        demo = {"email": "demo@jobscout.example", "password": "demo-password-1"}
        answer = await session.post("/auth/login", json=demo)
        access: str = (await answer.json())["access_token"]
        session.headers["Authorization"] = f"Bearer {access}"
        form = aiohttp.FormData()
        form.add_field("file", f"%PDF-1.7 {WHO} {WORDS}".encode(), filename=f"{WHO}.pdf")
        answer = await session.post("/users/me/cv", data=form)
        assert answer.status == 202, await answer.text()
        search = {"name": "break it", "titles": [WORDS]}
        answer = await session.post(f"/users/me/searches?x={TOKEN}", json=search)
        answer = await session.post("/users/me/searches", json=search)
        assert answer.status == 500, await answer.text()
        return answer.headers["X-Request-ID"]


async def test_nothing_private_is_told(data_dir: Path) -> None:
    """Requests, mails, SQL and crashes: the log and Sentry tell of each, and nothing of WHO."""
    await set_traps(data_dir)
    grumbler = Grumbler()
    async with mailbox.serving(grumbler) as smtp_url, sentry.listening() as (reports, dsn):
        settings = {
            **SETTINGS,
            "SMTP_URL": smtp_url,
            "SENTRY_DSN": dsn,
            "SENTRY_ENVIRONMENT": "proving",
            "SENTRY_TRACES_SAMPLE_RATE": "1",
        }
        async with running(data_dir, settings) as program:
            request_id = await knock(program)
            await program.until("account mail failed", final=True)
            (failed,) = await program.until("message failed", actor="cv_parser")
            await program.until("actor crashed", actor="cv_parser")
            (broken,) = await program.until("unexpected error", request_id=request_id)
            report = await reports.until(lambda event: _tag(event, "request_id") == request_id)
            crash = await reports.until(lambda event: _crash_of(event, "cv_parser"))
            trace = await reports.until(
                lambda event: (
                    event.get("transaction") == "POST /users/me/searches"
                    and event.get("type") == "transaction"
                )
            )
            code = await program.stop()

    log = "\n".join(json.dumps(event, ensure_ascii=False) for event in program.events)
    sent = reports.raw.decode()
    assert code == 0
    assert grumbler.asked > 0
    for secret in SECRETS:
        assert secret not in log
        assert secret not in sent
    assert "Failing row" not in log + sent
    assert "127.0.0.1:" not in sent.replace(dsn, "")
    # and yet it can be found out what happened
    assert broken["route"] == "/users/me/searches"
    assert "RaiseError: refused" in broken["exc_info"]
    assert report["transaction"] == "POST /users/me/searches"
    assert report["tags"]["route"] == "/users/me/searches"
    assert report["exception"]["values"][-1]["value"] == "refused"
    assert report["environment"] == "proving"
    assert report["release"].startswith("jobscout@")
    assert not {"user", "request", "breadcrumbs", "modules"} & set(report)
    assert not any("vars" in frame for frame in _frames(report) + _frames(crash))
    assert isinstance(failed["cv_id"], int)
    assert "RaiseError" in [error["type"] for error in crash["exception"]["values"]]
    assert "request" not in trace
    requests = [event for event in program.events if event["message"] == "request"]
    assert all(event["request_id"] for event in requests)
    assert len({event["request_id"] for event in requests}) >= len(requests) - 2  # two chose theirs


def _tag(event: dict[str, Any], name: str) -> object:
    return event.get("tags", {}).get(name) if "exception" in event else None


def _crash_of(event: dict[str, Any], actor: str) -> bool:
    said: str | None = event.get("logentry", {}).get("message")
    return said == "actor crashed" and bool(event["tags"]["actor"] == actor)


def _frames(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        frame for error in event["exception"]["values"] for frame in error["stacktrace"]["frames"]
    ]


async def test_sentry_that_hangs(data_dir: Path) -> None:
    """It holds up neither a request nor the end; what it gets in time at the end it gets."""
    await set_traps(data_dir)
    async with sentry.listening() as (reports, dsn):
        reports.answers.clear()
        settings = {**CRASHING, "SENTRY_DSN": dsn}
        async with running(data_dir, settings) as program:
            await program.until("actor crashed", actor="source_scheduler")
            await asyncio.wait_for(reports.asked.wait(), 30)
            async with aiohttp.ClientSession(program.url) as session:
                answer = await session.get("/health")
            code = await program.stop()

    assert answer.status == 200
    assert code == 0
    assert reports.events == []


async def test_sentry_that_is_away(data_dir: Path) -> None:
    """Nobody listens: that changes nothing, and is not logged for every report."""
    await set_traps(data_dir)
    settings = {**CRASHING, "SENTRY_DSN": "http://k@127.0.0.1:1/1"}
    async with running(data_dir, settings) as program:
        await program.until("actor crashed", 2, actor="source_scheduler")
        code = await program.stop()

    assert code == 0
    assert not [event for event in program.events if "urllib3" in event.get("logger", "")]


@pytest.mark.parametrize("dsn", [None, "http://k@127.0.0.1:1/1"])
async def test_imported_only_where_wanted(data_dir: Path, dsn: str | None) -> None:
    """Without SENTRY_DSN a whole run of the program never imports the library."""
    settings = {"ROLES": "http", "SEED": "none", "PYTHONPROFILEIMPORTTIME": "1"}
    async with running(data_dir, settings | ({"SENTRY_DSN": dsn} if dsn else {})) as program:
        async with aiohttp.ClientSession(program.url) as session:
            await session.get("/nowhere")
        assert await program.stop() == 0

    imported = {event["message"].rpartition("|")[2].strip() for event in program.events}
    assert "jobscout.outside.crash_reports" in imported
    assert ("sentry_sdk" in imported) == (dsn is not None)


def test_not_in_worker_processes() -> None:
    """What a worker process imports, the program's file and the functions it runs, is without."""
    script = (
        "import sys, main, jobscout.cv.pdf, jobscout.cv.docx, jobscout.cv.reader;"
        "import jobscout.sources.pages;"
        "print('sentry_sdk' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
