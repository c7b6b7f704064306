"""Slack: one message through an incoming webhook.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: the URL is the secret,
and who has it may post to its channel. One message a second for each webhook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.outside.channels.incoming_webhook import IncomingWebhookAdapter
from jobscout.outside.channels.receiver import refused
from jobscout.rules import notices

if TYPE_CHECKING:
    from jobscout.outside.channels.incoming_webhook import IncomingWebhookAddress

HOSTS: Final = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
MAX_BLOCKS: Final = 50
MAX_TEXT: Final = 3000  # characters of a block
# What Slack says in the body of 403 where nothing will ever get through again.
GONE: Final = frozenset({b"invalid_token", b"no_service", b"no_team", b"team_disabled"})


class Slack(IncomingWebhookAdapter):
    kind = "slack"
    hosts = HOSTS

    async def _send(
        self, address: IncomingWebhookAddress, said: notices.Notice, _message_id: str
    ) -> None:
        # a block is far shorter than Slack's limit, as notices are
        shown = said.entries[: MAX_BLOCKS - 2]
        lines = [f"*{_escaped(said.heading)}*", *(_text(entry) for entry in shown)]
        if left := len(said.entries) - len(shown):
            lines.append(notices.more(left))
        content = {
            "text": _escaped(said.heading),
            "blocks": [_block(line) for line in lines],
            "unfurl_links": False,
            "unfurl_media": False,
        }
        reply = await self._post(address.url, content)
        if not reply.is_taken:
            is_gone = reply.status in {404, 410} or (
                reply.status == 403 and reply.body.strip() in GONE
            )
            raise refused(reply, gone=is_gone)


def _block(line: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": line[:MAX_TEXT]}}


def _text(entry: notices.Entry) -> str:
    label = _escaped(entry.label)
    if entry.url:
        # these two end the address within the brackets
        url = _escaped(entry.url.replace("|", "%7C").replace(">", "%3E"))
        label = f"<{url}|{label}>"
    return "\n".join(filter(None, (label, _escaped(entry.detail))))


def _escaped(text: str) -> str:
    """The three characters that Slack asks to be escaped; no mention or link is left."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


ADAPTER = Slack
