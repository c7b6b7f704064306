"""Push: one notification for each device, through Firebase Cloud Messaging."""

from __future__ import annotations

import asyncio
import stat
from typing import TYPE_CHECKING, Final

from jobscout.errors import ChannelUnconfigured, SettingError
from jobscout.finding import Finding, broken, ok, remark
from jobscout.outgoing import Push
from jobscout.outside.channels import Adapter, Opening
from jobscout.rules.lines import shortened
from jobscout.rules.notices import TEST_HEADING, TEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.outside.push import FcmPusher
    from jobscout.settings import Settings

# Characters, more than a phone shows; FCM refuses a message of more than 4,096 bytes.
MAX_TITLE: Final = 150
MAX_BODY: Final = 400


class PushChannel(Adapter):
    """*app_url* is where notifications open."""

    kind = "push"
    one_per = "device"
    setting = "FIREBASE_CREDENTIALS_PATH"
    readiness_part = "push"

    def __init__(self, pusher: FcmPusher | None, *, app_url: str) -> None:
        self._pusher = pusher
        self._app_url = app_url

    @classmethod
    def opened(cls, opening: Opening) -> PushChannel:
        path = opening.settings.firebase_credentials_path
        return cls(_pusher(path) if path else None, app_url=opening.settings.app_url)

    @classmethod
    async def examine(cls, settings: Settings) -> list[Finding]:
        """Whether the file holds an account whose key can be used; FCM itself is not asked."""
        path = settings.firebase_credentials_path
        if path is None:
            cure = "set FIREBASE_CREDENTIALS_PATH to notify phones"
            return [remark(cls.setting, "is not set: push deliveries stay unconfigured", cure)]
        return [await asyncio.to_thread(_account, path)]

    @property
    def is_configured(self) -> bool:
        return self._pusher is not None

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        if self._pusher is None:
            raise ChannelUnconfigured("push is not configured here")
        first = alerts.items[0] if alerts.items else None
        if first is None:
            title, body, link = TEST_HEADING, TEST_TEXT, f"{self._app_url}/alerts"
        elif alerts.are_reminders:
            many = len(alerts.items)
            title = f"{many} reminders" if many > 1 else first.reminder or ""
            body = ", ".join(f"{job.title} at {job.company}" for job in alerts.items[:3])
            link = f"{self._app_url}/alerts" + (f"/{first.alert_id}" if many == 1 else "")
        elif len(alerts.items) == 1:
            title, body = first.title, " · ".join((first.company, *first.locations[:1]))
            link = f"{self._app_url}/alerts/{first.alert_id}"
        else:
            title = f"{len(alerts.items)} new jobs for you"
            body = ", ".join(f"{job.title} at {job.company}" for job in alerts.items[:3])
            link = f"{self._app_url}/alerts"
        await self._pusher.send(
            Push(
                token=outgoing.address or "",
                title=shortened(title, MAX_TITLE),
                body=shortened(body, MAX_BODY),
                link=link,
                collapse_key=outgoing.message_id,
            )
        )

    async def close(self) -> None:
        if self._pusher is not None:
            self._pusher.close()


def _pusher(path: Path) -> FcmPusher:
    from jobscout.outside.push import FcmPusher  # noqa: PLC0415  (a second, for who pushes)

    return FcmPusher(path)


def _account(path: Path) -> Finding:
    part = PushChannel.setting
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        _pusher(path).close()
    except OSError as error:
        return broken(part, f"cannot be read: {error.strerror}", "see to its path and rights")
    except SettingError:
        # without its words, which may quote the file
        cure = "download the service account's key from the Firebase console again"
        return broken(part, "holds no service account with a usable key", cure)
    if mode & 0o007:
        return remark(part, f"everybody may read it (mode {mode:o})", f"run: chmod 600 {path}")
    return ok(part, "holds a service account with a usable key")


ADAPTER = PushChannel
