"""Rows put straight into the tables, for tests that are not about how they got there."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jobscout.http.auth import make_access_token
from jobscout.rules.passwords import hash_password
from jobscout.rules.words import searchable
from jobscout.sql.users import User

if TYPE_CHECKING:
    from jobscout.sql.database import Database

SECRET = "a-secret-of-at-least-thirty-two-bytes"
PASSWORD = "a plain but long one"

_numbers = itertools.count(1)
_hashes: dict[str, str] = {}


@dataclass(frozen=True)
class SignedInUser:
    """A user with a session. *headers* sign a request in as this person."""

    id: int
    email: str
    session_id: str
    headers: dict[str, str]


class Rows:
    """Inserts with defaults for everything a test does not care about."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def insert(self, table: str, **columns: Any) -> int:
        """The id of a new row."""
        names = ", ".join(columns)
        values = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
        sql = f"INSERT INTO {table} ({names}) VALUES ({values}) RETURNING id"  # noqa: S608
        (row,) = await self.db.text(sql, *columns.values())
        found: int = row["id"]
        return found

    async def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row."""
        rows = await self.db.text(sql, *values)
        return rows[0][0] if rows else None

    async def user(
        self, *, verified: bool = True, admin: bool = False, disabled: bool = False
    ) -> SignedInUser:
        email = f"person-{next(_numbers)}@example.org"
        if PASSWORD not in _hashes:
            _hashes[PASSWORD] = hash_password(PASSWORD)
        (row,) = await self.db.text(
            "INSERT INTO users (email, password_hash, is_admin, email_verified_at, disabled_at)"
            " VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END, CASE WHEN $5 THEN now() END)"
            " RETURNING id",
            email,
            _hashes[PASSWORD],
            admin,
            verified,
            disabled,
        )
        return await self._signed_in(row["id"], email, verified=verified, admin=admin)

    async def sign_in(self, user: SignedInUser) -> SignedInUser:
        """The same person with another session."""
        (row,) = await self.db.text("SELECT * FROM users WHERE id = $1", user.id)
        verified = row["email_verified_at"] is not None
        return await self._signed_in(user.id, user.email, verified=verified, admin=row["is_admin"])

    async def _signed_in(
        self, user_id: int, email: str, *, verified: bool, admin: bool
    ) -> SignedInUser:
        (session,) = await self.db.text(
            "INSERT INTO sessions (user_id, refresh_hash, family_hash, expires_at)"
            " VALUES ($1, $2, $2, now() + interval '1 day') RETURNING id",
            user_id,
            str(next(_numbers)).encode(),
        )
        user = User(
            id=str(user_id),
            email=email,
            full_name=None,
            timezone="UTC",
            locale="en",
            email_verified=verified,
            is_admin=admin,
            created_at=datetime.now(UTC),
            mail_suppressed=None,
        )
        token = make_access_token(SECRET, user, str(session["id"]))
        headers = {"Authorization": f"Bearer {token}"}
        return SignedInUser(user_id, email, str(session["id"]), headers)

    async def company(self, slug: str = "acme", name: str = "Acme") -> int:
        known = await self.value("SELECT id FROM companies WHERE slug = $1", slug)
        return known or await self.insert("companies", slug=slug, name=name)

    async def source(self, **columns: Any) -> int:
        board = f"board-{next(_numbers)}"
        usual = {"kind": "greenhouse", "board": board, "config": "{}", "name": board}
        places = {"url": f"https://boards.example/{board}", "host": "boards.example"}
        return await self.insert("sources", **usual | places | columns)

    async def job(self, title: str = "Engineer", *, company: str = "acme", **columns: Any) -> int:
        """A job; *words* and *location_words* are texts, *posted* is a day of 2026."""
        words = searchable(f"{title} {columns.pop('words', '')}")
        places = searchable(columns.pop("place", ""))
        day = columns.pop("posted", 1)
        company_id = await self.company(company, company.title())
        job_id = await self.insert(
            "jobs",
            title=title,
            company_id=company_id,
            **{"posted_at": datetime(2026, 1, day, tzinfo=UTC)} | columns,
        )
        await self.db.text(
            "UPDATE jobs SET words = to_tsvector('simple', $2),"
            " place_words = to_tsvector('simple', $3) WHERE id = $1",
            job_id,
            words,
            places,
        )
        return job_id

    async def posting(self, job_id: int, source_id: int, **columns: Any) -> int:
        """A posting of *job_id*, which becomes its lead."""
        usual = {
            "external_id": str(next(_numbers)),
            "url": "https://boards.example/1",
            "title": "Engineer",
            "workplace": "remote",
            "content_hash": b"1",
            "fingerprint": b"1",
            "company_id": await self.value("SELECT company_id FROM jobs WHERE id = $1", job_id),
        }
        posting_id = await self.insert(
            "postings", job_id=job_id, source_id=source_id, **usual | columns
        )
        await self.db.text("UPDATE jobs SET lead_posting_id = $2 WHERE id = $1", job_id, posting_id)
        return posting_id

    async def skill(self, job_id: int, name: str, aliases: tuple[str, ...] = ()) -> int:
        skill_id = await self.value("SELECT id FROM skills WHERE name = $1", name)
        if skill_id is None:
            skill_id = await self.insert(
                "skills", slug=name.lower(), name=name, category="language", aliases=list(aliases)
            )
            await self.db.text(
                "INSERT INTO skill_names SELECT lower(key), $2 FROM unnest($1::text[]) AS key",
                [name, *aliases],
                skill_id,
            )
        await self.db.text("INSERT INTO job_skills VALUES ($1, $2)", job_id, skill_id)
        found: int = skill_id
        return found

    async def alert(self, user: SignedInUser, job_id: int, **columns: Any) -> int:
        usual: dict[str, Any] = {"score": 0.5, "reasons": json.dumps([])}
        return await self.insert("alerts", user_id=user.id, job_id=job_id, **usual | columns)

    async def search(self, user: SignedInUser, name: str = "Python", **columns: Any) -> int:
        usual: dict[str, Any] = {"keywords": ["python"]}
        return await self.insert("searches", user_id=user.id, name=name, **usual | columns)
