"""CVs whose upload broke off between the file and its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.actors.maintenance import Maintenance
from jobscout.errors import Outage
from jobscout.outside.mail import FileMailer
from jobscout.sql.cvs import CV, CVs, File
from tests.integration.test_http_cv import DOCX, PATH, files, form, upload

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database
    from tests.integration.http_server import Server


@pytest.fixture
def maintenance(idle_server: Server, tmp_path: Path) -> Maintenance:
    """The one of a whole process; only what it makes of lost files is looked at here."""
    mailer = FileMailer(tmp_path / "mail", "x@example.com")
    return Maintenance(idle_server.stores, files=idle_server.services.storage, mailer=mailer)


class Broken(CVs):
    """PostgreSQL goes away between the file and its row."""

    async def add(self, user_id: int, file: File, sha256: bytes) -> CV | None:
        raise Outage("PostgreSQL is away")


async def age(db: Database, span: str) -> None:
    await db.text(f"UPDATE cv_uploads SET begun_at = now() - interval '{span}'")  # noqa: S608


async def test_file_without_a_row_is_removed(
    idle_server: Server, maintenance: Maintenance, db: Database, tmp_path: Path
) -> None:
    """Whatever broke an upload off, an hour later its file is gone, and other files stay."""
    server = await idle_server.start()
    user = await server.rows.user()
    await upload(server, user)
    (kept,) = files(tmp_path)
    server = await idle_server.start(cvs=Broken(db))
    slug = await server.problem("POST", PATH, 503, data=form(DOCX), headers=user.headers)
    stored = len(files(tmp_path))

    await age(db, "59 minutes")
    await maintenance.purge()
    early = len(files(tmp_path))
    await age(db, "61 minutes")
    await maintenance.purge()

    assert (slug, stored, early) == ("unavailable", 2, 2)
    assert files(tmp_path) == [kept]
    assert await db.text("SELECT FROM cv_uploads") == []


async def test_file_that_is_removed_is_no_cv(
    idle_server: Server, db: Database, tmp_path: Path
) -> None:
    """An upload that took very long gives way: no row promises a file that may be gone."""

    class Late(CVs):
        async def add(self, user_id: int, file: File, sha256: bytes) -> CV | None:
            await age(db, "31 minutes")
            return await super().add(user_id, file, sha256)

    server = await idle_server.start(cvs=Late(db))
    user = await server.rows.user()

    slug = await server.problem("POST", PATH, 503, data=form(), headers=user.headers)

    assert slug == "unavailable"
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    assert len(await db.text("SELECT FROM cv_uploads")) == 1
