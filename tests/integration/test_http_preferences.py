"""How a person wants to be reached, over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.rules.notification_times import NotificationPreferences
from jobscout.sql.deliveries import Q
from jobscout.sql.notification_preferences import channels, notification_preferences

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

PATH = "/users/me/preferences"
USUAL = {
    "channels": ["push", "email"],
    "cadence": "instant",
    "digest_hour": 8,
    "quiet_hours": None,
    "max_alerts_per_day": 50,
    "deadline_reminders": True,
    "application_nudges": True,
}


@pytest.mark.parametrize("has_row", [False, True])
async def test_usual_ones(server: Server, db: Database, has_row: bool) -> None:
    """Who has said nothing is reached as the notifier reaches them, and as the table has it."""
    user = await server.rows.user(verified=False)
    if has_row:
        await db.text("INSERT INTO preferences (user_id) VALUES ($1)", user.id)

    said = await server.json("GET", PATH, headers=user.headers)
    reach = await db.one(Q.reach, user_id=user.id)

    assert said == USUAL
    assert channels(reach) == USUAL["channels"]
    assert notification_preferences(reach) == NotificationPreferences(timezone=reach["timezone"])


async def test_changing(server: Server) -> None:
    """What is not named stays as it was, and null takes quiet hours away; two changes both hold."""
    user = await server.rows.user()
    quiet = {"start": "22:00", "end": "07:00"}
    await server.json(
        "PUT", PATH, json={"cadence": "daily", "quiet_hours": quiet}, headers=user.headers
    )
    wanted: list[dict[str, Any]] = [
        {"deadline_reminders": False},
        {"application_nudges": False},
        {"digest_hour": 7},
        {"channels": ["email", "email"]},
    ]

    await asyncio.gather(
        *(server.json("PATCH", PATH, json=one, headers=user.headers) for one in wanted)
    )
    said = await server.json("PATCH", PATH, json={"max_alerts_per_day": 9}, headers=user.headers)
    awake = await server.json("PATCH", PATH, json={"quiet_hours": None}, headers=user.headers)

    assert said == USUAL | {
        "cadence": "daily",
        "quiet_hours": quiet,
        "deadline_reminders": False,
        "application_nudges": False,
        "digest_hour": 7,
        "channels": ["email"],
        "max_alerts_per_day": 9,
    }
    assert awake == said | {"quiet_hours": None}
    assert await server.faults("PATCH", PATH, json={"cadence": "x"}, headers=user.headers) == [
        "cadence"
    ]


async def test_putting(server: Server) -> None:
    """What is put is what is got; what is left out of the next one is usual again."""
    user = await server.rows.user()
    wanted = {
        "channels": ["webhook", "email", "email"],
        "cadence": "weekly",
        "digest_hour": 0,
        "quiet_hours": {"start": "22:00", "end": "07:05"},
        "max_alerts_per_day": 1,
        "deadline_reminders": False,
        "application_nudges": False,
    }

    put = await server.json("PUT", PATH, json=wanted, headers=user.headers)
    got = await server.json("GET", f"{PATH}/", headers=user.headers)
    await server.json("PUT", PATH, json={"channels": []}, headers=user.headers)

    assert put == got == USUAL | wanted | {"channels": ["webhook", "email"]}
    assert await server.json("GET", PATH, headers=user.headers) == USUAL | {"channels": []}


async def test_every_bad_field_is_named(server: Server) -> None:
    """Words, bounds and times are checked, and null stands for quiet hours alone."""
    user = await server.rows.user()
    bad = {
        "channels": ["email", "fax"],
        "cadence": "hourly",
        "digest_hour": 24,
        "quiet_hours": {"start": "22:00\n", "finish": "07:00"},
        "max_alerts_per_day": 0,
        "locale": "en",
    }

    assert await server.faults("PUT", PATH, json=bad, headers=user.headers) == [
        *("cadence", "channels[1]", "digest_hour", "locale", "max_alerts_per_day"),
        *("quiet_hours.end", "quiet_hours.finish", "quiet_hours.start"),
    ]
    assert await server.faults("PUT", PATH, json={"cadence": None}, headers=user.headers) == [
        "cadence"
    ]


async def test_who_may(server: Server) -> None:
    """Nobody without a token; to change them the address must be verified."""
    user = await server.rows.user(verified=False)

    assert await server.problem("GET", PATH, 401) == "unauthenticated"
    assert await server.problem("PUT", PATH, 401, json={}) == "unauthenticated"
    said = await server.problem("PUT", PATH, 403, json={}, headers=user.headers)
    assert said == "email-not-verified"
