"""Redaction: what may not be in a log or a report goes, the rest stays, and it costs little."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout import redaction
from jobscout.redaction import MOST, REMOVED

OPAQUE = "Zk3vQ9xT-bW1mN7pL5_rY8sD2fG6hJ4kC0aE"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("to ada@example.org failed", f"to {REMOVED} failed"),
        ("<Ada.Love+lace@mail.example.org>: 550", f"<{REMOVED}>: 550"),
        ('"ada l"@example.org', REMOVED),
        ("ключ@пример.рф", REMOVED),
        ("ada@[127.0.0.1]", REMOVED),
        ("/users?q=ada%40example.org&x=1", f"/users?q={REMOVED}&x=1"),
        ("smtp://user:p%40ss@mail.example/", f"smtp://{REMOVED}@mail.example/"),
        ("smtp://user:p@ss@mail.example/", f"smtp://{REMOVED}@{REMOVED}/"),
        ("redis://:hunter2@host:6379", f"redis://{REMOVED}@host:6379"),
        ("Authorization: Bearer abc.def-123", f"Authorization: {REMOVED}"),
        ("sent bearer abcdefgh12", f"sent bearer {REMOVED}"),
        ("Basic dXNlcjpwYXNz", f"Basic {REMOVED}"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2ln", REMOVED),
        ("GET /x?token=abc&page=2", f"GET /x?token={REMOVED}&page=2"),
        ("/x?refresh_token%3Dabc", f"/x?refresh_token%3D{REMOVED}"),
        ("password=hunter2, retries=3", f"password={REMOVED}, retries=3"),
        ('{"password": "two words", "a": 1}', f'{{"password": {REMOVED}, "a": 1}}'),
        (
            "https://s3/b?X-Amz-Expires=60&X-Amz-Credential=AK/2&X-Amz-Signature=ab12",
            f"https://s3/b?X-Amz-Expires=60&X-Amz-Credential={REMOVED}&X-Amz-Signature={REMOVED}",
        ),
        ("key AKIAIOSFODNN7EXAMPLE is wrong", f"key {REMOVED} is wrong"),
        ("aws_secret_access_key = wJalr/XUt+n", f"aws_secret_access_key = {REMOVED}"),
        ("Cookie: sid=abc; b=c", f"Cookie: {REMOVED}; b=c"),
        (f"unsubscribe {OPAQUE} now", f"unsubscribe {REMOVED} now"),
        ("d1:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx", REMOVED),
    ],
)
def test_goes(said: str, shown: str) -> None:
    """Addresses, sign-ins, tokens, keys and signatures go; what stands around them stays."""
    assert redaction.text(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "PostgreSQL is away: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
        "the token is gone",
        "Basic sign-in refused",
        "/usr/lib/python3.11/site-packages/aiohttp/web_protocol.py",
        "d41d8cd98f00b204e9800998ecf8427e",
        "0c6ca0a2-5f4b-4d5c-9a94-0d3f3a4b5c6d",
        "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true",
        "greenhouse: Object missing required field `title` - at `$.jobs[0]`",
        "@web.middleware",
        "five @ noon",
    ],
)
def test_stays(said: str) -> None:
    """What an operator needs to find a fault is not taken for a secret."""
    assert redaction.text(said) == said


def test_values_of_rows_go() -> None:
    """PostgreSQL's DETAIL and asyncpg's parameters hold what people wrote."""
    taken = asyncpg.UniqueViolationError("duplicate key breaks users_email_key")
    taken.detail = "Failing row contains (7, Ada Lovelace,\n+254 700 000 000)."
    wrong = asyncpg.DataError("invalid input for query argument $2: 'Ada\nLovelace' (expected int)")
    syntax = asyncpg.DataError('invalid input syntax for type uuid: "Ada Lovelace"')

    array = asyncpg.DataError('malformed array literal: "Ada"')
    number = asyncpg.DataError('value "123456789012" is out of range for type integer')

    assert redaction.error(array) == f"malformed array literal: {REMOVED}"
    assert redaction.error(number) == f"value {REMOVED} is out of range for type integer"
    assert redaction.error(taken) == "duplicate key breaks users_email_key"
    assert redaction.error(wrong) == f"invalid input for query argument $2: {REMOVED}"
    assert redaction.error(syntax) == f"invalid input syntax for type uuid: {REMOVED}"


def test_error_that_cannot_be_told() -> None:
    """An error whose own words break does not break the log."""

    class MuteError(Exception):
        def __str__(self) -> str:
            raise ValueError("ada@example.org")

    assert redaction.error(MuteError()) == "[cannot be told]"


def test_fields() -> None:
    """Inside a field too, by its shape and by its name; numbers and times stay."""
    at = datetime(2026, 1, 2, tzinfo=UTC)
    given = {
        "tokens": 3,
        "password": "x",
        "email": ["ada@example.org"],
        "path": Path("/mail/ada@example.org.eml"),
        "list": [1, "ada@example.org", {"ada@example.org": "b", "token": "x", "tokens": 7}],
        "error": ValueError("password=x"),
        "at": at,
        "nothing": None,
        "is": True,
    }

    assert redaction.fields(given) == {
        "tokens": 3,
        "password": REMOVED,
        "email": REMOVED,
        "path": f"/mail/{REMOVED}",
        "list": [1, REMOVED, {REMOVED: "b", "token": REMOVED, "tokens": 7}],
        "error": f"password={REMOVED}",
        "at": "2026-01-02T00:00:00+00:00",
        "nothing": None,
        "is": True,
    }


def test_long_values_are_cut() -> None:
    """A document is not a field; nor does the cut leave half of a secret."""
    words = "word " * 10_000

    assert redaction.text(words) == words[:MOST] + "…"
    assert "ada" not in redaction.text("x" * (MOST - 3) + " ada@example.org")
    assert len(redaction.text("x y" * 100_000)) == MOST + 1


LOCAL = st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,20}[a-z0-9]", fullmatch=True)
AROUND = st.text(st.characters(exclude_characters="@%", codec="utf-8"), max_size=60)


@given(AROUND, LOCAL, AROUND)
def test_no_address_in_any_text(before: str, local: str, after: str) -> None:
    """Whatever stands around an address, it does not pass."""
    shown = redaction.text(f"{before}{local}@example.org{after}")

    assert "@example" not in shown
    assert f"{local}@" not in shown


@pytest.mark.parametrize(
    "evil",
    ["a", "a@", "@", "token=", "bearer ", "eyJ", "a-", "%40", "a.", "://", 'secret "', "token  "],
)
def test_hostile_texts_cost_no_more_than_long_ones(evil: str) -> None:
    """No pattern goes back over a text again and again."""
    said = evil * (20_000 // len(evil))

    for _ in range(100):  # the test's time limit is the measure: a square would take minutes
        assert len(redaction.text(said)) <= MOST + 1
