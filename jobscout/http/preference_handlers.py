"""Notification preferences: channels, cadence, quiet hours."""

from typing import Annotated, Any, ClassVar, Final

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.inputs import Input, changes_of, given
from jobscout.http.keys import stores, user_id
from jobscout.model import Cadence
from jobscout.outgoing import ChosenChannel
from jobscout.rules.notification_times import NotificationPreferences
from jobscout.sql.notification_preferences import USUAL_CHANNELS
from jobscout.sql.preferences import Preferences, QuietHours

LocalTime = Annotated[
    str,
    # the maximum length, because "$" alone allows a trailing line break
    Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5, description="HH:MM"),
]
_USUAL: Final = NotificationPreferences()
Channels = Annotated[list[ChosenChannel], Meta(max_length=10)]


class QuietFromTo(Input):
    start: LocalTime
    end: LocalTime


class PreferencesInput(Input):
    """A full replacement: absent fields get their default."""

    channels: Channels = msgspec.field(default_factory=lambda: list(USUAL_CHANNELS))
    cadence: Cadence = _USUAL.cadence
    digest_hour: Annotated[int, Meta(ge=0, le=23)] = _USUAL.digest_hour
    quiet_hours: QuietFromTo | None = None
    max_alerts_per_day: Annotated[int, Meta(ge=1, le=1000)] = _USUAL.max_alerts_per_day
    deadline_reminders: bool = True
    application_nudges: bool = True
    rules: ClassVar = {"channels": fields.each(str)}


@changes_of(PreferencesInput)
class PreferencesChanges(Input):
    rules: ClassVar = PreferencesInput.rules


async def get_preferences(request: web.Request) -> Preferences:
    """The user's notification preferences."""
    return await stores(request).preferences.get(user_id(request))


async def put_preferences(request: web.Request, body: PreferencesInput) -> Preferences:
    """Replace all notification preferences."""
    preferences = Preferences(**_stored(given(body)))
    await stores(request).preferences.put(user_id(request), preferences)
    return preferences


async def change_preferences(request: web.Request, body: PreferencesChanges) -> Preferences:
    """Change some notification preferences; absent fields stay unchanged."""
    return await stores(request).preferences.change(user_id(request), _stored(given(body)))


def _stored(fields_given: dict[str, Any]) -> dict[str, Any]:
    quiet = fields_given.get("quiet_hours")
    if quiet is None:
        return fields_given
    return fields_given | {"quiet_hours": QuietHours(start=quiet.start, end=quiet.end)}
