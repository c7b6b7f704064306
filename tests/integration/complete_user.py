"""A person with a row in every table that knows people, for erasure and export."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.integration.made_up_rows import make_up_of

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.rows import Rows, SignedInUser

# Tables with a column user_id. One that is added must be exported and erased; its row is made up.
TABLES = (
    "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'"
    " AND table_schema = 'public' AND table_name NOT IN (SELECT viewname FROM pg_views)"
)


async def user_tables(db: Database) -> list[str]:
    rows = await db.text(f"{TABLES} ORDER BY table_name")
    return [row["table_name"] for row in rows]


async def fill(rows: Rows, user: SignedInUser, name: str) -> None:
    """Give *user* the full name *name*, and something in every table."""
    await rows.value("UPDATE users SET full_name = $2 WHERE id = $1 RETURNING 1", user.id, name)
    search = await rows.search(user, name=f"of {name}")
    job = await rows.job(company="acme")
    skill = await rows.skill(job, "Python")
    cv = await rows.insert(
        "cvs",
        user_id=user.id,
        filename=f"{name}.pdf",
        size=5,
        sha256=user.email.encode(),
        storage_key=f"users/{user.id}/cv.pdf",
        findings=json.dumps({"name": name}),
    )
    device = await rows.insert(
        "devices", user_id=user.id, token=f"token of {user.email}", platform="ios"
    )
    alert = await rows.alert(user, job, search_id=search, notes=f"{name} was here")
    await rows.insert("alert_events", alert_id=alert, to_status="Applied")
    soon = datetime.now(UTC)
    await rows.insert(
        "reminders",
        user_id=user.id,
        alert_id=alert,
        kind="deadline",
        about=soon.date(),
        bundle_at=soon,
    )
    await rows.insert(
        "deliveries",
        user_id=user.id,
        channel="push",
        device_id=device,
        alert_ids=[alert],
        message_id=f"<{user.id}@jobs.example.org>",
        last_error=f"{user.email} refused",
    )
    await rows.insert(
        "account_mails", user_id=user.id, kind="verify_email", message_id=f"<{user.id}>"
    )
    await rows.value(
        "INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at)"
        " VALUES ($1, 'verify_email', $2, now()) RETURNING id",
        user.id,
        user.email.encode(),
    )
    await rows.insert(
        "webhooks",
        user_id=user.id,
        url=f"https://hooks.example.org/{user.id}",
        secret=f"whsec_of_{user.email}_and_so_on",
        last_error=f"{user.email} refused",
    )
    await rows.insert(
        "user_channels",
        user_id=user.id,
        kind="slack",
        address=f'{{"url": "https://hooks.slack.com/services/of-{user.email}"}}',
        address_hash=user.email.encode(),
        name="hooks.slack.com/…",
        last_error=f"{user.email} refused",
    )
    await rows.insert("events", user_id=user.id, kind="alert", about_id=alert)
    await rows.value("INSERT INTO preferences (user_id) VALUES ($1) RETURNING 1", user.id)
    await rows.value(
        "INSERT INTO user_skills (user_id, skill_id, source, cv_id) VALUES ($1, $2, 'cv', $3)"
        " RETURNING 1",
        user.id,
        skill,
        cv,
    )
    # one act of theirs, and one that was done to them
    await rows.insert("audit", actor_id=user.id, action="job split", target_kind="job")
    await rows.insert("audit", action="account deactivated", target_kind="user", target_id=user.id)
    # an erasure is of one who is gone
    await make_up_of(rows.db, user.id, but=("erasures",))


async def whole_database(db: Database) -> dict[str, str]:
    """Every row of every table as text, by table."""
    tables = await db.text(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename NOT LIKE '%yoyo%'"
    )
    found: dict[str, Any] = {}
    for table in tables:
        name = table["tablename"]
        rows = await db.text(f"SELECT coalesce(string_agg(t::text, ' '), '') AS x FROM {name} t")  # noqa: S608
        found[name] = rows[0]["x"]
    return found
