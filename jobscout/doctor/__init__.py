"""The doctor: checks every setting and external service, and says what to do.

It can run beside the program: it starts no server, takes no lock, and removes the probes that
it writes to DATA_DIR and to the storage.
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
from jobscout.sources import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from jobscout.settings import Settings

    Check = Callable[[], Awaitable[list[Finding]]]

CHECK_S: Final = 5.0  # for each check; they run concurrently
_CURE: Final = "correct it as .env.example shows"


async def findings(env: Mapping[str, str], check_s: float = CHECK_S) -> list[Finding]:
    """All findings for a program with *env*; takes little more than *check_s*."""
    settings, faults = examine(env)
    faulty = {fault.name.removesuffix("_FILE") for fault in faults}
    said = [
        broken(fault.name, str(fault).removeprefix(f"{fault.name} "), _CURE) for fault in faults
    ]
    said += [
        remark(name, "is not a known setting", f"did you mean {meant}?")
        for name, meant in misspelt(env)
    ]
    said = said or [ok("settings", "all can be read")]
    said += [one for one in choices.check(settings) if one.part not in faulty]
    said += _plugins()
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
    """A check that hangs, or fails in an unexpected way, becomes a finding like others."""
    try:
        async with asyncio.timeout(seconds):
            return await check()
    except TimeoutError:
        cure = "check the network between this machine and it"
        return [broken(part, f"does not answer within {seconds:g} s", cure)]
    except Exception as error:  # noqa: BLE001  (the other checks must still report)
        cure = "investigate it, and report it to the developers"
        return [broken(part, f"cannot be checked: {type(error).__name__}", cure)]


def _plugins() -> list[Finding]:
    """The kinds of boards that other packages bring; none are mentioned where there are none."""
    kinds = ", ".join(source.kind for source in PLUGINS.sources)
    said = [ok("adapters", f"other packages bring: {kinds}")] if kinds else []
    cure = "correct or uninstall that package"
    return said + [broken("adapters", fault, cure) for fault in PLUGINS.faults]


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
    """(URL of the running embedded server, id of the process that owns the folder)."""
    if not data_dir.is_dir():
        return None, None
    urls: tuple[str | None, str | None] = None, None
    with contextlib.suppress(SettingError, OSError):  # reported by DATA_DIR's own check
        urls = answering(data_dir)
    return urls[which], Lock(data_dir).owner()


async def _storage(settings: Settings) -> list[Finding]:
    if settings.storage_url is None and not settings.data_dir.is_dir():
        return [ok(services.STORAGE, "is not set: files will be stored in DATA_DIR")]
    return await services.storage(settings.storage)
