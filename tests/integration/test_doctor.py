"""The doctor against real servers, well and ill."""

from __future__ import annotations

import json
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import msgspec
import psycopg
import pytest
import redis

from jobscout import doctor
from jobscout.doctor import servers as servers_checks
from jobscout.doctor import services
from jobscout.outside.channels.email import Email
from jobscout.outside.channels.push import PushChannel
from jobscout.settings import Settings
from tests.databases import database_named
from tests.integration.board_rows import add_source
from tests.integration.test_mail import PostOffice, certificate, open_for, sign_in
from tests.integration.test_push import account, private_key
from tests.integration.test_storage import _signed, bucket, s3

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from jobscout.finding import Finding
    from jobscout.sql.database import Database

__all__ = ["_signed", "certificate", "private_key", "s3"]  # fixtures of the tests beside

NOWHERE = "127.0.0.1:1"


def states(found: list[Finding]) -> list[tuple[str, str]]:
    assert "hunter2" not in "".join(map(str, found))
    return [(one.part, one.state) for one in found]


async def test_postgres_that_is_well(database_url: str, db: Database) -> None:
    """A migrated database with a taxonomy has nothing to cure, and its clock is ours."""
    await db.text(
        "INSERT INTO skills (slug, name, category, provenance)"
        " VALUES ('r', 'R', 'language', '{us}')"
    )
    clocks: dict[str, float] = {}

    found = await servers_checks.postgres(database_url, 3, clocks, own=False)

    assert states(found) == [("PostgreSQL", "ok"), ("schema", "ok")]
    assert abs(clocks["PostgreSQL"]) < 2
    assert found[0].says.startswith("18.")


async def test_boards_that_are_not_read(database_url: str, db: Database) -> None:
    """How many, and how to switch them on; the seed's samples are none."""
    await add_source(db, active=False)
    await add_source(db, kind="sample", active=False)
    await add_source(db)

    found = await servers_checks.postgres(database_url, 3, {}, own=True)

    (said,) = (one for one in found if one.part == "sources")
    assert (said.state, said.says.split()[0]) == ("ok", "1")
    assert "PATCH /sources/{id}" in said.says


async def test_postgres_without_schema(servers: tuple[str, str]) -> None:
    """An empty database lacks everything, and stays empty."""
    url, _ = servers
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE for_doctor")
        connection.execute("CREATE ROLE reader LOGIN")
    empty = database_named(url, "for_doctor")
    try:
        found = await servers_checks.postgres(empty, 3, {}, own=False)
        as_reader = empty.replace("//jobscout@", "//reader@")
        refused = await servers_checks.postgres(as_reader, 3, {}, own=False)
        with psycopg.connect(empty) as connection:
            tables = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            ).fetchone()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE for_doctor WITH (FORCE)")
            connection.execute("DROP ROLE reader")

    assert states(found) == [("PostgreSQL", "ok"), ("schema", "broken")]
    assert "from 0001" in found[1].says
    assert "main.py migrate" in found[1].cure
    assert states(refused)[1:] == [("schema", "broken")] * 2
    assert tables == (0,)


async def test_postgres_that_refuses(servers: tuple[str, str]) -> None:
    """An unknown database, an unknown account, a dead host: one broken line without a password."""
    url, _ = servers
    for wrong in (
        database_named(url, "nobodys"),
        url.replace("//jobscout@", "//nobody:hunter2@"),
        f"postgresql://u:hunter2@{NOWHERE}/x",
    ):
        found = await servers_checks.postgres(wrong, 3, {}, own=False)
        assert states(found) == [("PostgreSQL", "broken")]


async def test_redis_that_is_well(redis_url: str) -> None:
    """Our own Valkey bounds its memory in a way that does no harm."""
    clocks: dict[str, float] = {}

    assert states(await servers_checks.redis(redis_url, clocks)) == [("Redis", "ok")]
    assert abs(clocks["Redis"]) < 2


@pytest.fixture
def odd_redis(redis_url: str) -> Iterator[tuple[str, redis.Redis]]:
    """A Valkey that may be changed, and is put back; its socket takes another account too."""
    with redis.Redis.from_url(redis_url) as client:
        yield redis_url, client
        client.config_set("maxmemory-policy", "volatile-ttl")
        client.acl_deluser("weak")


async def test_redis_that_is_ill(odd_redis: tuple[str, redis.Redis]) -> None:
    """A policy that evicts sessions is a remark; no scripts, no sign-in, nobody there are not."""
    url, client = odd_redis
    client.config_set("maxmemory-policy", "allkeys-lru")
    client.acl_setuser(
        "weak",
        enabled=True,
        passwords=["+hunter2"],
        keys=["*"],
        categories=["+@all", "-@scripting"],
    )
    path = url.removeprefix("unix://")

    assert states(await servers_checks.redis(url, {})) == [("Redis", "remark")]
    weak = await servers_checks.redis(f"unix://weak:hunter2@{path}", {})
    assert states(weak) == [("Redis", "broken"), ("Redis", "remark")]
    wrong = await servers_checks.redis(f"unix://weak:hunter2x@{path}", {})
    assert states(wrong) == [("Redis", "broken")]
    away = await servers_checks.redis(f"redis://:hunter2@{NOWHERE}", {})
    assert states(away) == [("Redis", "broken")]


async def test_files(tmp_path: Path) -> None:
    """A probe goes, comes back and is gone; a place that is a file is broken."""
    (tmp_path / "file").touch()

    good = await services.storage((tmp_path / "files").as_uri())
    bad = await services.storage((tmp_path / "file").as_uri())

    assert states(good) == [("STORAGE_URL", "ok")]
    assert list((tmp_path / "files").iterdir()) == []
    assert states(bad) == [("STORAGE_URL", "broken")]


async def test_bucket(s3: str) -> None:
    """The same in S3; a bucket that is not there and an S3 that is not are broken."""
    good = await services.storage(bucket(s3, "bucket/doctor"))
    none = await services.storage(bucket(s3, "no-such-bucket/x"))
    away = await services.storage(bucket(f"http://{NOWHERE}"))

    assert [states(found)[0][1] for found in (good, none, away)] == ["ok", "broken", "broken"]


@asynccontextmanager
async def asking_server() -> AsyncIterator[str]:
    """A mail server that wants a sign-in."""
    options = {"authenticator": sign_in, "auth_require_tls": False, "auth_required": True}
    async with open_for(PostOffice(), **options) as at:
        yield at


async def smtp(url: str | None) -> list[Finding]:
    return await Email.examine(Settings(smtp_url=url, mail_from="a@example.org"))


async def test_mail_comes_back_to_nobody() -> None:
    """A return address of which the mail server could not tell us is broken."""
    async with open_for(PostOffice()) as at:
        settings = Settings(smtp_url=f"smtp://{at}", bounce_address="bounces@example.org")
        found = await Email.examine(settings)
        told = await Email.examine(msgspec.structs.replace(settings, webhook_secret="s" * 32))

    assert [one[0] for one in states(found)] == ["SMTP_URL", "BOUNCE_ADDRESS"]
    assert [one[0] for one in states(told)] == ["SMTP_URL"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_mail() -> None:
    """Signed in in the clear is a remark; a wrong password or nobody there is broken."""
    async with asking_server() as at:
        good = await smtp(f"smtp://us%20er:p%40ss%2Fword@{at}")
        wrong = await smtp(f"smtp://us%20er:hunter2@{at}")
    away = await smtp(f"smtp://u:hunter2@{NOWHERE}")
    none = await smtp(None)

    found = [states(one)[0][1] for one in (good, wrong, away, none)]
    assert found == ["remark", "broken", "broken", "remark"]
    assert "535" in wrong[0].says


async def test_mail_encrypted(
    certificate: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With STARTTLS and a certificate that is vouched for all is well; else it is broken."""
    async with open_for(PostOffice(), tls_context=certificate[0], require_starttls=True) as at:
        stranger = await smtp(f"smtp://{at}?starttls=true")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
        good = await smtp(f"smtp://{at}?starttls=true")

    assert [states(found)[0][1] for found in (stranger, good)] == ["broken", "ok"]


async def test_push(tmp_path: Path, private_key: str) -> None:
    """A key that loads is fine, one for everybody's eyes a remark, others are broken."""
    path = account(tmp_path / "fcm.json", private_key, "http://127.0.0.1:1/token")
    path.chmod(0o600)
    good = await PushChannel.examine(Settings(firebase_credentials_path=path))
    path.chmod(0o644)
    seen = await PushChannel.examine(Settings(firebase_credentials_path=path))
    gone = await PushChannel.examine(Settings(firebase_credentials_path=tmp_path / "none.json"))
    broken = json.loads(path.read_text()) | {"private_key": "hunter2"}
    path.write_text(json.dumps(broken))
    spoilt = await PushChannel.examine(Settings(firebase_credentials_path=path))
    none = await PushChannel.examine(Settings(firebase_credentials_path=None))

    found = [states(one)[0][1] for one in (good, seen, gone, spoilt, none)]
    assert found == ["ok", "remark", "broken", "broken", "remark"]


async def test_sentry() -> None:
    """Somebody listens there, or not."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        good = await services.sentry(f"http://hunter2@127.0.0.1:{server.getsockname()[1]}/1")
    away = await services.sentry(f"http://hunter2@{NOWHERE}/1")
    none = await services.sentry(None)

    assert [states(one)[0][1] for one in (good, away, none)] == ["ok", "broken", "ok"]


async def test_all_at_once(tmp_path: Path, database_url: str, redis_url: str) -> None:
    """Every fault of every setting in one go; what is faulty is not looked into besides."""
    env = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "PORT": "hunter",
        "SECRET_KEY": "hunter2",
        "SMTP_URL": "mail:hunter2",
        "FIREBASE_CREDENTIALS_PATH_FILE": "/nowhere/hunter2",
        "DATABASE_ULR": "hunter2",
    }

    found = await doctor.findings(env)

    parts = [part for part, _ in states(found)]
    by_part = dict(reversed(states(found)))
    for name in ("PORT", "SECRET_KEY", "SMTP_URL", "FIREBASE_CREDENTIALS_PATH_FILE", "schema"):
        assert by_part[name] == "broken"
        assert parts.count(name) == 1
    assert by_part["DATABASE_ULR"] == "remark"
    assert by_part["PostgreSQL"] in {"ok", "remark"}
    assert "exchange rates" in by_part
    assert by_part["Redis"] == by_part["STORAGE_URL"] == by_part["clock"] == "ok"
    assert "FIREBASE_CREDENTIALS_PATH" not in parts
    assert "with PostgreSQL and Redis" in found[-1].says
