"""A person with a row in every table that knows people, for erasure and export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.integration.made_up_rows import make_up_of

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.rows import Person, Rows

# Tables with a column user_id. One that is added must be exported and erased; its row is made up.
TABLES = (
    "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'"
    " AND table_schema = 'public' AND table_name NOT IN (SELECT viewname FROM pg_views)"
)


async def tables_about_people(db: Database) -> list[str]:
    rows = await db.text(f"{TABLES} ORDER BY table_name")
    return [row["table_name"] for row in rows]


async def fill(rows: Rows, person: Person, name: str) -> None:
    """Give *person* the full name *name*, and something in every table."""
    await rows.value("UPDATE users SET full_name = $2 WHERE id = $1 RETURNING 1", person.id, name)
    search = await rows.search(person, name=f"of {name}")
    job = await rows.job(company="acme")
    skill = await rows.skill(job, "Python")
    cv = await rows.insert(
        "cvs",
        user_id=person.id,
        filename=f"{name}.pdf",
        size=5,
        sha256=person.email.encode(),
        storage_key=f"users/{person.id}/cv.pdf",
        findings=json.dumps({"name": name}),
    )
    device = await rows.insert(
        "devices", user_id=person.id, token=f"token of {person.email}", platform="ios"
    )
    alert = await rows.alert(person, job, search_id=search, notes=f"{name} was here")
    await rows.insert("alert_events", alert_id=alert, to_status="Applied")
    await rows.insert(
        "deliveries",
        user_id=person.id,
        channel="push",
        device_id=device,
        alert_ids=[alert],
        message_id=f"<{person.id}@jobs.example.org>",
        last_error=f"{person.email} refused",
    )
    await rows.insert(
        "account_mails", user_id=person.id, kind="verify_email", message_id=f"<{person.id}>"
    )
    await rows.value(
        "INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at)"
        " VALUES ($1, 'verify_email', $2, now()) RETURNING id",
        person.id,
        person.email.encode(),
    )
    await rows.insert(
        "webhooks",
        user_id=person.id,
        url=f"https://hooks.example.org/{person.id}",
        secret=f"whsec_of_{person.email}_and_so_on",
        last_error=f"{person.email} refused",
    )
    await rows.insert("events", user_id=person.id, kind="alert", about_id=alert)
    await rows.value("INSERT INTO preferences (user_id) VALUES ($1) RETURNING 1", person.id)
    await rows.value(
        "INSERT INTO user_skills (user_id, skill_id, source, cv_id) VALUES ($1, $2, 'cv', $3)"
        " RETURNING 1",
        person.id,
        skill,
        cv,
    )
    # one act of theirs, and one that was done to them
    await rows.insert("audit", actor_id=person.id, action="job split", target_kind="job")
    await rows.insert(
        "audit", action="account deactivated", target_kind="user", target_id=person.id
    )
    # an erasure is of one who is gone
    await make_up_of(rows.db, person.id, but=("erasures",))


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
