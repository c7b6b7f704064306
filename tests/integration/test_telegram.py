"""Telegram: a chat is linked by following a link from it, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from jobscout.actors.chat_linker import ChatLinker
from jobscout.outgoing import Alerts, Outgoing
from jobscout.outside.channels.telegram import Telegram
from jobscout.settings import Settings
from jobscout.sql.user_channels import UserChannels
from tests.channel_service import says
from tests.channel_services import TelegramService
from tests.fakes import served

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

PATH = "/users/me/channels"
NEW = {"kind": "telegram", "config": {}}


def token_of(added: dict[str, Any]) -> str:
    (token,) = parse_qs(urlsplit(str(added["link"])).query)["start"]
    return token


async def test_linking(server: Server, db: Database) -> None:
    """Nothing is sent before the link was followed, which is shown once and works once.

    Whoever follows it links the chat that they follow it from; an old, foreign or malformed token
    links nothing, and a chat that was linked before takes the new one's place.
    """
    async with served(TelegramService()) as telegram:
        assert isinstance(telegram, TelegramService)
        adapter = telegram.adapter_of()
        await server.start(
            channels={"telegram": adapter},
            senders={"telegram": adapter},
            calls={"channel-test": 100},
        )
        store = UserChannels(db, channels={"telegram": adapter})
        linker = ChatLinker(user_channels=store, adapters=[adapter])
        user = await server.rows.user()

        await linker.tick()
        asked_for_nobody = len(telegram.asked)
        added = await server.json("POST", PATH, 201, json=NEW, headers=user.headers)
        early = await server.json("POST", f"{PATH}/{added['id']}/test", headers=user.headers)
        telegram.starts("/start", {"id": 8})
        telegram.starts("/start " + "x" * 32, {"id": 8})
        telegram.starts(token_of(added), {"id": 8})
        telegram.starts(f"/start {token_of(added)}", {"id": 7, "username": "ada"})
        telegram.starts(f"/start {token_of(added)}", {"id": 8, "first_name": "Eve"})
        await linker.tick()
        await linker.tick()
        linked = await server.json("GET", f"{PATH}/{added['id']}", headers=user.headers)
        tested = await server.json("POST", f"{PATH}/{added['id']}/test", headers=user.headers)

        again = await server.json("POST", PATH, 201, json=NEW, headers=user.headers)
        telegram.starts(f"/start@scout_bot {token_of(again)}", {"id": 7, "title": "Family"})
        await linker.tick()
        late = await server.json("POST", PATH, 201, json=NEW, headers=user.headers)
        await db.text("UPDATE user_channels SET created_at = now() - interval '2 hours'")
        waits = await server.json("POST", PATH, 201, json=NEW, headers=user.headers)
        telegram.starts(f"/start {token_of(late)}", {"id": 7})
        await linker.tick()
        listed = await server.json("GET", PATH, headers=user.headers)
        await adapter.close()

    assert asked_for_nobody == 0
    assert (added["state"], early["outcome"]) == ("unconfirmed", "refused")
    assert added["link"].startswith("https://t.me/scout_bot?start=")
    assert (linked["state"], linked["name"], "link" in linked) == ("ok", "@ada", False)
    assert tested["outcome"] == "sent"
    assert [(one["id"], one["name"], one["state"]) for one in listed["items"]] == [
        (added["id"], "Family", "ok"),
        (late["id"], "not linked yet", "unconfirmed"),
        (waits["id"], "not linked yet", "unconfirmed"),
    ]
    # a first message to each link that was followed, and the test
    assert sum(telegram.taken.values()) == 3
    assert token_of(added) not in str(await db.text("SELECT * FROM user_channels"))


async def test_service_is_away(server: Server, db: Database) -> None:
    """An outage of Telegram is told as one, and the link works afterwards."""
    async with served(TelegramService()) as telegram:
        assert isinstance(telegram, TelegramService)
        adapter = telegram.adapter_of()
        await server.start(channels={"telegram": adapter}, senders={"telegram": adapter})
        store = UserChannels(db, channels={"telegram": adapter})
        linker = ChatLinker(user_channels=store, adapters=[adapter])
        user = await server.rows.user()
        speak, telegram.answer = telegram.answer, says(502)
        away = await server.problem("POST", PATH, 503, json=NEW, headers=user.headers)
        telegram.answer = speak
        added = await server.json("POST", PATH, 201, json=NEW, headers=user.headers)
        telegram.starts(f"/start {token_of(added)}", {"id": 7})
        telegram.answer = says(409, '{"description": "Conflict: terminated by other getUpdates"}')
        await linker.tick()
        telegram.answer = speak
        await linker.tick()
        linked = await server.json("GET", f"{PATH}/{added['id']}", headers=user.headers)
        await adapter.close()

    assert (away, linked["state"]) == ("unavailable", "ok")


async def test_group_that_moved() -> None:
    """A group that became a supergroup has another id, which Telegram names: it is told there."""
    moved = '{"description": "Bad Request", "parameters": {"migrate_to_chat_id": 7}}'
    async with served(TelegramService()) as telegram:
        assert isinstance(telegram, TelegramService)
        adapter = telegram.adapter_of()
        telegram.next = [says(400, moved)]
        await adapter.send(
            Outgoing(
                id=1,
                user_id=2,
                channel="telegram",
                alert_ids=[],
                message_id="1",
                attempts=1,
                reachable=True,
                address='{"chat_id":6}',
            ),
            Alerts(),
        )
        await adapter.close()

    assert [message["chat_id"] for message in telegram.messages] == [7]


async def test_doctor() -> None:
    """It says whether Telegram knows the bot, and never its token."""
    said = []
    async with served(TelegramService()) as telegram:
        assert isinstance(telegram, TelegramService)
        for token in (None, telegram.token, "1:another"):
            settings = Settings(telegram_bot_token=token, telegram_api_url=telegram.url)
            said += await Telegram.examine(settings)

    assert [(one.part, one.state) for one in said] == [
        ("TELEGRAM_BOT_TOKEN", level) for level in ("ok", "ok", "broken")
    ]
    assert "@scout_bot" in str(said[1])
    assert "another" not in str(said[2])
