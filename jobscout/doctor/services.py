"""Where files and crash reports go; each channel looks at its own part."""

from __future__ import annotations

import asyncio
import uuid
from typing import Final

from jobscout.errors import NotFound, Outage
from jobscout.finding import Finding, broken, ok
from jobscout.outside import crash_reports
from jobscout.outside.storage import Storage

STORAGE: Final = "STORAGE_URL"
SENTRY: Final = "SENTRY_DSN"
_WITHIN_S: Final = 4.0  # each answer, so that it is in before the check's own time is up


async def storage(url: str) -> list[Finding]:
    """Put a file there, get it and delete it."""
    folder = f"doctor-{uuid.uuid4().hex}"
    try:
        store = await asyncio.to_thread(Storage, url, timeout_s=_WITHIN_S, retry_s=1.0)
        await store.put(f"{folder}/probe", b"probe")
        came_back = await store.get(f"{folder}/probe") == b"probe"
        removed = await store.delete_under(folder)
    except (Outage, NotFound) as error:
        cure = "see to folder or bucket, region, keys, and the rights to put, get, list and delete"
        return [broken(STORAGE, str(error), cure)]
    if not came_back or removed != 1:
        cure = "see what stands between us and it"
        return [broken(STORAGE, "gives back other than it was given", cure)]
    return [ok(STORAGE, "a file was put, read and deleted")]


async def sentry(dsn: str | None) -> list[Finding]:
    """Whether somebody listens there."""
    if dsn is None:
        return [ok(SENTRY, "is not set: crashes are in the log alone")]
    try:
        await crash_reports.reach(dsn)
    except Outage as error:
        return [broken(SENTRY, str(error), "see to host and port, and to what is between")]
    return [ok(SENTRY, "somebody listens there")]
