"""The adapters of all channels, with stand-ins for what is behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobscout.outside.channels import Adapter, adapters
from jobscout.outside.channels.email import Email
from jobscout.outside.channels.push import PushChannel

if TYPE_CHECKING:
    from jobscout.outgoing import Channel

SECRET = "a-secret-of-at-least-thirty-two-bytes"


_ADAPTERS = {adapter.kind: adapter for adapter in adapters()}


class Silent:
    """Stands where nothing is sent."""

    state = "ok"


SILENT: Any = Silent()


class SilentWebhook(Adapter):
    kind = "webhook"
    has_receivers = True


def channels(*, mailer: Any = None, pusher: Any = None) -> dict[Channel, Adapter]:
    """Without a *pusher* push is not configured; the webhook sends nothing."""
    return {
        "email": Email(mailer or SILENT, secret=SECRET, base_url="https://scout.example"),
        "push": PushChannel(pusher, app_url="https://app.example"),
        "webhook": SilentWebhook(),
        **{kind: _silent(one) for kind, one in _ADAPTERS.items() if one.one_per == "channel"},
    }


def _silent(real: type[Adapter]) -> Adapter:
    """One with the traits of the *real* one, which sends nothing."""
    names = ("kind", "one_per", "has_receivers", "pace", "is_device")
    traits = {name: getattr(real, name) for name in names}
    made: Adapter = type(f"Silent{real.kind}", (Adapter,), traits)()
    return made
