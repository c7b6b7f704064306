"""The adapters of all channels, with stand-ins for what is behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from jobscout.outgoing import UserChannelKind
from jobscout.outside.channels import Adapter
from jobscout.outside.channels.email import Email
from jobscout.outside.channels.push import PushChannel

if TYPE_CHECKING:
    from jobscout.outgoing import Channel

SECRET = "a-secret-of-at-least-thirty-two-bytes"


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
        **{kind: _silent(kind) for kind in get_args(UserChannelKind)},
    }


def _silent(kind: Channel) -> Adapter:
    """One to receivers, which sends nothing."""
    traits = {"kind": kind, "has_receivers": True, "one_per": "channel"}
    made: Adapter = type(f"Silent{kind}", (Adapter,), traits)()
    return made
