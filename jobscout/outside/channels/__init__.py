"""The ways to reach a person: for each ``Channel`` the adapter in the module of its name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, NamedTuple, get_args

from jobscout.outgoing import Channel, ChannelTraits

if TYPE_CHECKING:
    from jobscout.finding import Finding
    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.outside.mail import Mailer
    from jobscout.settings import Settings


class Opening(NamedTuple):
    """What adapters are made of. *secret* signs links."""

    settings: Settings
    secret: str
    mailer: Mailer


class Adapter(ChannelTraits):
    """One channel; unless it says otherwise each alert is sent by itself.

    *setting* is the variable that configures it, *readiness_part* the name under which readiness
    says how it is; None for neither.
    """

    setting: ClassVar[str | None] = None
    readiness_part: ClassVar[str | None] = None

    @classmethod
    def opened(cls, opening: Opening) -> Adapter:
        """Raises SettingError."""
        raise NotImplementedError

    @classmethod
    async def examine(cls, settings: Settings) -> list[Finding]:  # noqa: ARG003
        """What the doctor says of *setting*."""
        return []

    @property
    def state(self) -> str:
        return "ok" if self.is_configured else "unconfigured"

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        """Returns once the next server has taken it; without alerts it is a test.

        Raises:
            DeliveryError: try again later, or one of its kinds that says why not.
            Busy: the receiver's host has enough to do with other calls of ours.
        """
        raise NotImplementedError

    async def close(self) -> None:
        pass


def adapters() -> list[type[Adapter]]:
    """Of all channels, by name."""
    names = sorted(get_args(Channel))
    return [import_module(f"{__name__}.{name}").ADAPTER for name in names]
