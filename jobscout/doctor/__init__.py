"""The doctor: looks at every setting and everything outside, and says what to do.

It may run beside the program: it starts no server and takes no lock, and the probes that it
puts into DATA_DIR and into the storage it takes away again.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from jobscout.doctor import choices, machine, rates, servers, services
from jobscout.embedded import Lock, answering
from jobscout.errors import SettingError
from jobscout.finding import Finding, broken, ok, remark
from jobscout.outside.channels import adapters
from jobscout.settings import examine, misspelt

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from jobscout.settings import Settings

    Check = Callable[[], Awaitable[list[Finding]]]

CHECK_S: Final = 5.0  # for each; they run at the same time
_CURE: Final = "correct it as .env.example shows"


async def findings(env: Mapping[str, str], check_s: float = CHECK_S) -> list[Finding]:
    """Everything there is to say of a program with *env*; takes some *check_s* at most."""
    settings, faults = examine(env)
    faulty = {fault.name.removesuffix("_FILE") for fault in faults}
    said = [
        broken(fault.name, str(fault).removeprefix(f"{fault.name} "), _CURE) for fault in faults
    ]
    said += [
        remark(name, "is no setting of ours", f"did you mean {meant}?")
        for name, meant in misspelt(env)
    ]
    said = said or [ok("settings", "all can be read")]
    said += [one for one in choices.check(settings) if one.part not in faulty]
    if "DATA_DIR" not in faulty:
        said += await _within(check_s, "DATA_DIR", lambda: _folder(settings.data_dir))
    clocks: dict[str, float] = {}
    checks: dict[str, Check] = {
        "DATABASE_URL": lambda: _postgres(settings, clocks),
        "REDIS_URL": lambda: _redis(settings, clocks),
        services.STORAGE: lambda: _storage(settings),
        **{
            adapter.setting: partial(adapter.examine, settings)
            for adapter in adapters()
            if adapter.setting
        },
        services.SENTRY: lambda: services.sentry(settings.sentry_dsn),
    }
    for found in await asyncio.gather(
        *(_within(check_s, name, check) for name, check in checks.items() if name not in faulty)
    ):
        said += found
    now = datetime.now(UTC)
    return [*said, rates.age(now.date()), *machine.clock(now, clocks)]


async def _within(seconds: float, part: str, check: Check) -> list[Finding]:
    """One that hangs, or breaks in a way that nobody thought of, is a finding like others."""
    try:
        async with asyncio.timeout(seconds):
            return await check()
    except TimeoutError:
        cure = "see what is between us and it"
        return [broken(part, f"does not answer within {seconds:g} s", cure)]
    except Exception as error:  # noqa: BLE001  (the other checks have something to say as well)
        cure = "look into it, and tell the developers"
        return [broken(part, f"cannot be looked into: {type(error).__name__}", cure)]


async def _folder(path: Path) -> list[Finding]:
    return await asyncio.to_thread(machine.data_dir, path)


async def _postgres(settings: Settings, clocks: dict[str, float]) -> list[Finding]:
    if settings.database_url is not None:
        return await servers.postgres(
            settings.database_url, settings.db_pool_max, clocks, own=False
        )
    url, owner = await asyncio.to_thread(_embedded, settings.data_dir, 0)
    if url is None:
        return [servers.asleep(servers.POSTGRES, owner)]
    used = [servers.in_use(servers.POSTGRES, owner)]
    return used + await servers.postgres(url, settings.db_pool_max, clocks, own=True)


async def _redis(settings: Settings, clocks: dict[str, float]) -> list[Finding]:
    if settings.redis_url is not None:
        return await servers.redis(settings.redis_url, clocks)
    url, owner = await asyncio.to_thread(_embedded, settings.data_dir, 1)
    if url is None:
        return [servers.asleep(servers.REDIS, owner)]
    used = [servers.in_use(servers.REDIS, owner)]
    return used + await servers.redis(url, clocks)


def _embedded(data_dir: Path, which: int) -> tuple[str | None, int | None]:
    """(address of the server that runs now, process that has the folder)."""
    if not data_dir.is_dir():
        return None, None
    urls: tuple[str | None, str | None] = None, None
    with contextlib.suppress(SettingError, OSError):  # of which DATA_DIR's own check tells
        urls = answering(data_dir)
    return urls[which], Lock(data_dir).owner()


async def _storage(settings: Settings) -> list[Finding]:
    if settings.storage_url is None and not settings.data_dir.is_dir():
        return [ok(services.STORAGE, "is not set: files will lie in DATA_DIR")]
    return await services.storage(settings.storage)
