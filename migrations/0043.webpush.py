"""Web Push, one of the channels that people add."""

from yoyo import step

__depends__ = {"0040.telegram"}

KINDS = "'discord', 'ntfy', 'slack', 'telegram'"
CHECK = "ALTER TABLE {0} DROP CONSTRAINT {1}, ADD CONSTRAINT {1} CHECK ({2} IN ({3}))"
USER_CHANNELS = ("user_channels", "user_channels_kind_check", "kind")
DELIVERIES = ("deliveries", "deliveries_channel_check", "channel")
OTHERS = f"'push', 'email', 'webhook', {KINDS}"

steps = [
    step("", "DELETE FROM deliveries WHERE channel = 'webpush'"),
    step("", "DELETE FROM user_channels WHERE kind = 'webpush'"),
    step(CHECK.format(*USER_CHANNELS, f"{KINDS}, 'webpush'"), CHECK.format(*USER_CHANNELS, KINDS)),
    step(CHECK.format(*DELIVERIES, f"{OTHERS}, 'webpush'"), CHECK.format(*DELIVERIES, OTHERS)),
]
