"""Every channel is known to the program, to the API and to the tables alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from jobscout.outgoing import Channel, ChannelAddresses
from jobscout.outside.channels import Adapter, adapters
from jobscout.settings import Settings
from jobscout.sql.preferences import Preferences, UserPreferences
from tests.integration.alert_rows import add_delivery
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database

CHANNELS: list[Channel] = list(get_args(Channel))


def test_adapters() -> None:
    """There is one for each, of that name, and each reaches people by something that they have."""
    found = {adapter.kind: adapter for adapter in adapters()}

    assert set(found) == set(CHANNELS)
    known = {None, "email", *ChannelAddresses.__struct_fields__}
    assert {adapter.address for adapter in found.values()} <= known
    for adapter in found.values():
        assert adapter.setting is None or adapter.setting.lower() in Settings.__struct_fields__


@pytest.mark.parametrize("channel", CHANNELS)
async def test_tables(db: Database, channel: Channel) -> None:
    """Each can be chosen, and delivered by."""
    user_id = await add_user(db)
    wanted = Preferences(
        channels=[channel],
        cadence="instant",
        digest_hour=8,
        quiet_hours=None,
        max_alerts_per_day=1,
    )

    await UserPreferences(db).put(user_id, wanted)
    await add_delivery(db, user_id, channel=channel)

    assert await UserPreferences(db).get(user_id) == wanted
    assert await db.text("SELECT channel FROM deliveries") == [(channel,)]


async def test_what_an_adapter_has_to_say() -> None:
    """One that needs no setting is always configured, and nothing is to be said of it."""
    assert (Adapter().is_configured, Adapter().state) == (True, "ok")
    assert await Adapter.examine(Settings()) == []
