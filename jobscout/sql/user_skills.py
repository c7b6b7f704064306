"""Users' skills: from their CV, and set by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from jobscout.errors import FieldError, InvalidInput
from jobscout.rules.skills.text import folded
from jobscout.sql.queries import load
from jobscout.sql.skills import Skills

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database

Q = load("user_skills")
CVS = load("cvs")
SUGGESTIONS = 5  # each scans all names; the other misspelt ones get a suggestion next time


class UserSkill(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    category: str
    source: Literal["cv", "manual"]
    created_at: datetime


class UserSkills:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._skills = Skills(db)

    async def get(self, user_id: int) -> list[UserSkill]:
        """Sorted by name."""
        return [UserSkill(**row) for row in await self._db.all(Q.of, user_id=user_id)]

    async def put(self, user_id: int, names: Sequence[str]) -> list[UserSkill]:
        """Set the user's skills to *names*: others are removed for good, new ones added.

        Raises:
            InvalidInput: unknown names; says which, with a suggestion for each.
        """
        named = await self._skills.named(names)
        unknown = [(n, name) for n, name in enumerate(names) if name not in named]
        if unknown:
            raise InvalidInput(
                [await self._unknown(at, n, name) for at, (n, name) in enumerate(unknown)]
            )
        skill_ids = list({skill.id for skill in named.values()})
        async with self._db.transaction() as t:
            await t.run(CVS.lock_user, user_id=user_id)
            await t.run(Q.remove_others, user_id=user_id, skill_ids=skill_ids)
            await t.run(Q.add, user_id=user_id, skill_ids=skill_ids)
        return await self.get(user_id)

    async def _unknown(self, at: int, n: int, name: str) -> FieldError:
        close = None
        if at < SUGGESTIONS:
            close = await self._db.value(Q.closest, key=folded(name))
        said = "is not a known skill"
        return FieldError(f"skills[{n}]", f"{said}; did you mean {close}?" if close else said)
