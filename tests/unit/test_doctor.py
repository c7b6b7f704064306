"""The doctor's pure parts: settings that do not fit together, a folder, clocks, and facts."""

from __future__ import annotations

import asyncio
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from jobscout import doctor
from jobscout.doctor import choices, machine, rates, servers
from jobscout.finding import Finding, broken, ok
from jobscout.outside.limits import RedisFacts
from jobscout.rules.salaries.exchange_rates import RATES, Rates
from jobscout.settings import CREDENTIALS, from_env
from jobscout.sources import unconfigured
from jobscout.sql.inspection import Facts

GOOD = {
    "SECRET_KEY": "Zk3vQ9xTbW1mN7pL5rY8sD2fG6hJ4kC0aE",
    "WEBHOOK_SECRET": "aE0kC4hJ6fG2sD8rY5pL7mN1bWxTQ9vZk3",
    "DATABASE_URL": "postgresql://u:hunter2@db.example/jobs",
    "PUBLIC_URL": "https://api.example.org",
    "DASHBOARD_URL": "https://app.example.org",
    "CORS_ORIGINS": "https://app.example.org",
    "TRUSTED_PROXIES": "10.0.0.0/8, 203.0.113.7",
    "CONTACT_EMAIL": "ops@example.org",
    "SMTP_URL": "smtps://u:hunter2@mail.example.org",
    "MAIL_FROM": "Jobs <jobs@example.org>",
    "SEED": "none",
}


def said(changes: dict[str, str | None]) -> list[Finding]:
    env = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return [one for one in choices.check(from_env(env)) if one.state != "ok"]


def test_good_choices() -> None:
    """A server as it should be has a line for each part and nothing to cure."""
    found = choices.check(from_env(GOOD))

    assert {one.state for one in found} == {"ok"}
    assert len(found) == 11 + len(unconfigured({}))
    assert "hunter2" not in str(found)


def test_kinds_that_lack_a_key_are_named() -> None:
    """It is no fault, and no key is shown."""
    env = GOOD | dict.fromkeys(CREDENTIALS, "hunter2") | {"USAJOBS_EMAIL": "hunter2@example.org"}
    del env["RELIEFWEB_APPNAME"]

    found = [one for one in choices.check(from_env(env)) if "unconfigured" in one.says]

    assert found == [
        ok(
            "RELIEFWEB_APPNAME",
            "not set: boards of the kind reliefweb are `unconfigured`, and not read",
        )
    ]


@pytest.mark.parametrize(
    ("changes", "state", "part", "words"),
    [
        ({"SECRET_KEY": "ab" * 20}, "broken", "SECRET_KEY", "easy to guess"),
        ({"WEBHOOK_SECRET": "ab" * 20}, "broken", "WEBHOOK_SECRET", "easy to guess"),
        (
            {"WEBHOOK_SECRET": GOOD["SECRET_KEY"]},
            *("broken", "WEBHOOK_SECRET", "could sign in as any user"),
        ),
        ({"SECRET_KEY": None}, "remark", "SECRET_KEY", "of other processes"),
        (
            {"SECRET_KEY_PREVIOUS": GOOD["SECRET_KEY"]},
            *("remark", "SECRET_KEY_PREVIOUS", "the same"),
        ),
        ({"PUBLIC_URL": "http://api.example.org"}, "remark", "PUBLIC_URL", "plain http"),
        ({"PUBLIC_URL": None, "HOST": "::"}, "remark", "PUBLIC_URL", "is not set"),
        (
            {"DASHBOARD_URL": "http://app.example.org", "CORS_ORIGINS": "http://app.example.org"},
            *("remark", "DASHBOARD_URL", "plain http"),
        ),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "broken", "TRUSTED_PROXIES", "everybody"),
        ({"TRUSTED_PROXIES": "::/0"}, "broken", "TRUSTED_PROXIES", "everybody"),
        ({"TRUSTED_PROXIES": "8.0.0.0/8"}, "remark", "TRUSTED_PROXIES", "large"),
        ({"TRUSTED_PROXIES": "2600::/16"}, "remark", "TRUSTED_PROXIES", "large"),
        ({"TRUSTED_PROXIES": None}, "remark", "TRUSTED_PROXIES", "share the limits"),
        ({"CORS_ORIGINS": None}, "remark", "CORS_ORIGINS", "lacks https://app.example.org"),
        (
            {"CORS_ORIGINS": "https://app.example.org,http://x.example"},
            *("remark", "CORS_ORIGINS", "http://x.example is plain"),
        ),
        ({"CONTACT_EMAIL": None}, "remark", "CONTACT_EMAIL", "is not set"),
        ({"MAIL_FROM": None}, "remark", "MAIL_FROM", "@localhost"),
        ({"SEED": "demo"}, "broken", "SEED", "known passwords"),
        ({"SEED": None, "DATABASE_URL": None}, "broken", "SEED", "known passwords"),
        ({"FETCH_ALLOW": "127.0.0.1:9000"}, "remark", "FETCH_ALLOW", "127.0.0.1:9000"),
        ({"ROLES": "http,cv"}, "remark", "ROLES", "scheduler, scraper, matcher, notifier"),
    ],
)
def test_bad_choices(changes: dict[str, str | None], state: str, part: str, words: str) -> None:
    """What does not fit is said with its cure, under the name of the setting to change."""
    found = [one for one in said(changes) if (one.state, one.part) == (state, part)]

    assert any(words in one.says for one in found)
    assert all(one.cure for one in found)
    assert "hunter2" not in str(found)


def test_no_dashboard() -> None:
    """Mails link to pages of this server then, which is nothing to cure."""
    assert said({"DASHBOARD_URL": None}) == []


def test_local_choices() -> None:
    """On a machine of one's own, without any setting, only the contact is missed."""
    found = [one for one in choices.check(from_env({})) if one.state != "ok"]

    assert [one.part for one in found] == ["CONTACT_EMAIL"]
    assert choices.is_local("http://[::1]:8080")
    assert not choices.is_local("http://localhost.example.org")


def test_good_folder(tmp_path: Path) -> None:
    """A folder of our own is fine, and nothing is left in it."""
    tmp_path.chmod(0o700)

    (found,) = machine.data_dir(tmp_path)

    assert found.state in {"ok", "remark"}  # the disk of whoever tests may be nearly full
    assert "GiB free" in found.says
    assert list(tmp_path.iterdir()) == []


def test_folder_to_be_made(tmp_path: Path) -> None:
    """One that is not there yet is made by the first start, where that may be."""
    (found,) = machine.data_dir(tmp_path / "a" / "b")
    (under_a_file,) = machine.data_dir(Path("/dev/null/here"))

    assert found.state == "remark"
    assert under_a_file.state == "broken"
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("mode", "state", "words"),
    [(0o755, "remark", "mode 755"), (0o1777, "broken", "shared by everybody")],
)
def test_open_folder(tmp_path: Path, mode: int, state: str, words: str) -> None:
    """One that others may look into, or that is everybody's, is said."""
    tmp_path.chmod(mode)

    found = [one for one in machine.data_dir(tmp_path) if words in one.says]

    assert [one.state for one in found] == [state]


def test_other_troubles_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, a stranger's folder, an open secret and a full disk."""
    tmp_path.chmod(0o700)
    (tmp_path / "file").touch()
    assert "not a folder" in machine.data_dir(tmp_path / "file")[0].says
    (tmp_path / "secret").touch(mode=0o600)
    (tmp_path / "secret").chmod(0o644)
    assert "its secret" in machine.data_dir(tmp_path)[0].says
    (tmp_path / "secret").unlink()

    class Disk(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(machine.NO_ROOM - 1))
    assert [one.state for one in machine.data_dir(tmp_path)] == ["broken"]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(machine.NO_ROOM))
    assert [one.state for one in machine.data_dir(tmp_path)] == ["remark"]
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert "run: chown -R 12345" in machine.data_dir(tmp_path)[0].cure


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "others", "states", "words"),
    [
        (NOW, {}, ["ok"], "2026-11-24 12:00:00 UTC"),
        (NOW, {"PostgreSQL": 1.0, "Redis": -1.0}, ["ok"], "with PostgreSQL and Redis"),
        (NOW, {"PostgreSQL": 5.0, "Redis": 0.0}, ["remark"], "PostgreSQL is 5 s ahead of us"),
        (NOW, {"Redis": -90.0}, ["broken"], "Redis is 90 s behind us"),
        (datetime(1970, 1, 1, tzinfo=UTC), {}, ["broken"], "says 1970-01-01"),
    ],
)
def test_clock(now: datetime, others: dict[str, float], states: list[str], words: str) -> None:
    """A clock that is wrong, or apart from the servers', is said; two seconds are not."""
    found = machine.clock(now, others)

    assert [one.state for one in found] == states
    assert words in found[0].says


@pytest.mark.parametrize(("days", "state"), [(-1, "ok"), (0, "ok"), (180, "ok"), (181, "remark")])
def test_age_of_exchange_rates(days: int, state: str) -> None:
    """Rates of half a year are fine; older ones are said with their day and their file."""
    of_may = Rates(as_of=date(2026, 5, 1), source="a bank", usd_per_unit={"EUR": 1.1})

    found = rates.age(of_may.as_of + timedelta(days=days), of_may)

    assert (found.state, found.part) == (state, "exchange rates")
    assert "2026-05-01" in found.says
    assert ("181 days old" in found.says) == (state == "remark")
    assert ("exchange_rates.toml" in found.cure) == (state == "remark")


def test_age_of_the_rates_that_are_used() -> None:
    assert rates.age(RATES.as_of).state == "ok"
    assert rates.age(RATES.as_of + timedelta(days=181)).state == "remark"


FACTS = Facts(
    version="18.1",
    major=18,
    encoding="UTF8",
    connections=97,
    connected=3,
    is_read_only=False,
    may_create=True,
    missing=[],
    uncreated=[],
    pending=[],
    unknown=[],
    skills=9000,
    paused=0,
    uncanonical=0,
    clock=NOW,
)


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ({}, "ok", "18.1, 3 of 97"),
        ({"major": 15, "version": "15.4"}, "broken", "15.4, which is too old"),
        ({"encoding": "SQL_ASCII"}, "broken", "stores text as SQL_ASCII"),
        ({"is_read_only": True}, "broken", "is read-only"),
        ({"missing": ["unaccent"]}, "broken", "lacks the extension unaccent"),
        ({"connections": 20}, "broken", "allows 20 connections"),
        ({"connections": 40}, "remark", "allows 40 connections"),
    ],
)
def test_facts_of_a_server(changes: dict[str, object], state: str, words: str) -> None:
    """Age, encoding, rights, extensions and connections of PostgreSQL."""
    (found,) = servers._of_server(FACTS._replace(**changes), 30, own=False)  # type: ignore[arg-type]

    assert found.state == state
    assert words in found.says


@pytest.mark.parametrize(
    ("changes", "own", "states"),
    [
        ({}, False, ["ok"]),
        ({"pending": ["0007.taxonomy"]}, False, ["broken"]),
        ({"unknown": ["9999.of-tomorrow"]}, False, ["broken"]),
        ({"unknown": ["9999.of-tomorrow"], "pending": ["0007.taxonomy"]}, True, ["broken"]),
        ({"pending": ["0007.taxonomy"], "may_create": False}, False, ["broken", "broken"]),
        ({"pending": ["0007.taxonomy"]}, True, ["remark"]),
        ({"uncreated": ["pg_trgm"]}, False, ["broken"]),
        ({"skills": 0}, False, ["broken"]),
        ({"skills": 0}, True, ["remark"]),
    ],
)
def test_facts_of_a_schema(changes: dict[str, object], own: bool, states: list[str]) -> None:
    """What the next start does by itself is a remark; what waits for somebody is not."""
    found = servers._of_schema(FACTS._replace(**changes), own=own)  # type: ignore[arg-type]

    assert [one.state for one in found] == states


def test_accounts_without_a_canonical_address() -> None:
    """Told with how many they are and how to see them; nothing is said where there are none."""
    (found,) = servers._of_accounts(FACTS._replace(uncanonical=2))

    assert (found.state, found.says[:6]) == ("remark", "2 have")
    assert servers._of_accounts(FACTS) == []


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ({}, "ok", "Valkey 9.0.1"),
        ({"version": "Redis 6.2", "major": 6}, "broken", "Redis 6.2, which is too old"),
        ({"may_run_lua": False}, "broken", "scripts"),
        ({"is_read_only": True}, "broken", "replica"),
        ({"evicts": "allkeys-lru"}, "remark", "by allkeys-lru"),
    ],
)
def test_facts_of_redis(changes: dict[str, object], state: str, words: str) -> None:
    """Age, rights and memory policy of Redis."""
    facts = RedisFacts(
        "Valkey 9.0.1", 9, may_run_lua=True, is_read_only=False, evicts=None, clock=0
    )
    (found,) = servers._of_redis(facts._replace(**changes))  # type: ignore[arg-type]

    assert found.state == state
    assert words in found.says


async def test_check_that_hangs_or_breaks() -> None:
    """Is a finding like the others, after its time; what it says of itself may hold a secret."""

    async def hangs() -> list[Finding]:
        await asyncio.Event().wait()
        return []

    async def breaks() -> list[Finding]:
        raise KeyError("hunter2")

    (late,) = await doctor._within(0.01, "SMTP_URL", hangs)
    (odd,) = await doctor._within(5, "SMTP_URL", breaks)

    assert (late.state, late.says) == ("broken", "does not answer within 0.01 s")
    assert odd.says == "cannot be checked: KeyError"


def test_one_line_each() -> None:
    """State, part, what is wrong, and the cure behind it."""
    line = str(broken("SEED", "is wrong", "mend it"))

    assert line.split() == ["broken", "SEED", "is", "wrong;", "mend", "it"]
