"""Storage, mail, push notifications and crash reports."""

from __future__ import annotations

import asyncio
import stat
import uuid
from typing import TYPE_CHECKING, Final

from jobscout.doctor.finding import Finding, broken, ok, remark
from jobscout.errors import DeliveryError, NotFound, Outage, SettingError
from jobscout.outside import crash_reports
from jobscout.outside.mail import SmtpMailer
from jobscout.outside.storage import Storage

if TYPE_CHECKING:
    from pathlib import Path

STORAGE: Final = "STORAGE_URL"
SMTP: Final = "SMTP_URL"
FCM: Final = "FIREBASE_CREDENTIALS_PATH"
SENTRY: Final = "SENTRY_DSN"
_WITHIN_S: Final = 4.0  # for each answer, so that it arrives before the check's own timeout


async def storage(url: str) -> list[Finding]:
    """Store a file, read it and delete it."""
    folder = f"doctor-{uuid.uuid4().hex}"
    try:
        store = await asyncio.to_thread(Storage, url, timeout_s=_WITHIN_S, retry_s=1.0)
        await store.put(f"{folder}/probe", b"probe")
        came_back = await store.get(f"{folder}/probe") == b"probe"
        removed = await store.delete_under(folder)
    except (Outage, NotFound) as error:
        cure = "check folder or bucket, region, keys, and the rights to put, get, list and delete"
        return [broken(STORAGE, str(error), cure)]
    if not came_back or removed != 1:
        cure = "check the proxies between this machine and it"
        return [broken(STORAGE, "returns other content than was stored", cure)]
    return [ok(STORAGE, "a file was stored, read and deleted")]


async def smtp(url: str | None, sender: str) -> list[Finding]:
    """Connect, encrypt and sign in; no mail is sent."""
    if url is None:
        cure = "set SMTP_URL to send it"
        return [remark(SMTP, "is not set: mail is written to DATA_DIR/mail", cure)]
    try:
        is_encrypted = await SmtpMailer(url, sender).check(_WITHIN_S)
    except DeliveryError as error:
        cure = "check host, port, smtps:// or starttls=true, user and password"
        return [broken(SMTP, str(error), cure)]
    if not is_encrypted:
        return [remark(SMTP, "accepts us, unencrypted", "add ?starttls=true, or use smtps://")]
    return [ok(SMTP, "accepts us, encrypted")]


async def fcm(path: Path | None) -> list[Finding]:
    """Whether the file has an account with a usable key; FCM itself is not asked."""
    if path is None:
        cure = "set FIREBASE_CREDENTIALS_PATH to notify phones"
        return [remark(FCM, "is not set: push deliveries stay unconfigured", cure)]
    return await asyncio.to_thread(_account, path)


def _account(path: Path) -> list[Finding]:
    from jobscout.outside.push import FcmPusher  # noqa: PLC0415  (slow, only for push)

    cure = "download the service account's key from the Firebase console again"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        FcmPusher(path).close()
    except OSError as error:
        return [broken(FCM, f"cannot be read: {error.strerror}", "check its path and permissions")]
    except SettingError:
        # without the error's text, which may quote the file
        return [broken(FCM, "contains no service account with a usable key", cure)]
    if mode & 0o007:
        return [remark(FCM, f"everybody can read it (mode {mode:o})", f"run: chmod 600 {path}")]
    return [ok(FCM, "contains a service account with a usable key")]


async def sentry(dsn: str | None) -> list[Finding]:
    """Whether its host accepts connections."""
    if dsn is None:
        return [ok(SENTRY, "is not set: crashes are only logged")]
    try:
        await crash_reports.reach(dsn)
    except Outage as error:
        return [broken(SENTRY, str(error), "check host, port and the network")]
    return [ok(SENTRY, "its host accepts connections")]
