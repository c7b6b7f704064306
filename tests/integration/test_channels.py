"""Every channel is known to the program, to the API and to the tables alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import pytest

from jobscout.actors.maintenance import GONE_CHANNELS_KEPT
from jobscout.outgoing import Channel, Destination, UserChannelKind
from jobscout.outside.channels import Adapter, adapters
from jobscout.outside.channels.receiver import ReceiverAdapter
from jobscout.settings import Settings
from jobscout.sql.preferences import Preferences, UserPreferences
from jobscout.sql.user_channels import UserChannels
from tests.channels import channels
from tests.integration.alert_rows import add_delivery
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    from jobscout.outgoing import ChosenChannel
    from jobscout.sql.database import Database

CHANNELS: list[Channel] = list(get_args(Channel))


KINDS: list[UserChannelKind] = list(get_args(UserChannelKind))


def test_adapters() -> None:
    """There is one for each, of that name; those of users' channels share what these have."""
    found = {adapter.kind: adapter for adapter in adapters()}

    assert set(found) == set(CHANNELS)
    assert {kind for kind in found if issubclass(found[kind], ReceiverAdapter)} == set(KINDS)
    for kind in KINDS:
        assert (found[kind].one_per, found[kind].has_receivers) == ("channel", True)
    for adapter in found.values():
        assert adapter.setting is None or adapter.setting.lower() in Settings.__struct_fields__


@pytest.mark.parametrize("channel", CHANNELS)
async def test_tables(db: Database, channel: Channel) -> None:
    """Each can be chosen or added, and delivered by."""
    user_id = await add_user(db)
    if channel in KINDS:
        where = Destination(address="{}", identity="1", name="x")
        added, _ = await UserChannels(db, channels=channels()).add(user_id, channel, where)
        assert (added.kind, added.state) == (channel, "ok")
    else:
        wanted = Preferences(
            channels=[cast("ChosenChannel", channel)],
            cadence="instant",
            digest_hour=8,
            quiet_hours=None,
            max_alerts_per_day=1,
            deadline_reminders=True,
            application_nudges=True,
        )
        await UserPreferences(db).put(user_id, wanted)
        assert await UserPreferences(db).get(user_id) == wanted
    await add_delivery(db, user_id, channel=channel)

    assert await db.text("SELECT channel FROM deliveries") == [(channel,)]


async def test_what_an_adapter_has_to_say() -> None:
    """One that needs no setting is always configured, and nothing is to be said of it."""
    assert (Adapter().is_configured, Adapter().state) == (True, "ok")
    assert await Adapter.examine(Settings()) == []


async def test_what_is_forgotten(db: Database) -> None:
    """Channels that nothing leads to for a month, and links that nobody followed for a day.

    What was on its way to a channel that is removed meanwhile is given up, and waits for nothing.
    """
    store = UserChannels(db, channels=channels())
    user_id = await add_user(db)
    changes = (
        *("gone_at = now() - interval '31 days'", "gone_at = now() - interval '29 days'"),
        "confirmed_at = NULL, updated_at = now() - interval '25 hours'",
        *("confirmed_at = NULL", "updated_at = now() - interval '90 days'"),
    )
    for number, change in enumerate(changes):
        where = Destination(address="{}", identity=str(number), name=str(number))
        added, _ = await store.add(user_id, "ntfy", where)
        await db.text(f"UPDATE user_channels SET {change} WHERE id = $1", int(added.id))  # noqa: S608

    for status in ("pending", "sending", "sent"):
        await add_delivery(db, user_id, channel="ntfy", status=status)
    await add_delivery(db, user_id, channel="webhook")

    forgotten = await store.purge(GONE_CHANNELS_KEPT)

    statuses = await db.text("SELECT status FROM deliveries ORDER BY id")
    assert [row["status"] for row in statuses] == ["failed", "failed", "sent", "pending"]
    assert forgotten == 2
    assert [one.name for one in await store.page(user_id, 0, 10)] == ["1", "3", "4"]
