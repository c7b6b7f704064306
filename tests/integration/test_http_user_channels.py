"""Channels that people add, over HTTP: added, seen, tested, paused and forgotten."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import AddressGone
from jobscout.outside.channels.webhook import Webhook
from jobscout.outside.mail import FileMailer
from jobscout.rules.notices import TEST_HEADING
from jobscout.rules.webhook_signatures import standard_headers
from jobscout.sql.user_channels import MAX_CHANNELS
from tests.channel_service import Service, breaks_off, says
from tests.channel_services import SERVICES
from tests.channels import channels
from tests.fakes import Board, served
from tests.integration.alert_rows import add_delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from jobscout.outgoing import Push, UserChannelKind
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

PATH = "/users/me/channels"
KINDS = sorted(kind for kind in SERVICES if not SERVICES[kind].adapter.links_chats)

pytestmark = pytest.mark.timeout(60)


@asynccontextmanager
async def reaching(server: Server, kind: UserChannelKind) -> AsyncIterator[Service]:
    """The API, restarted so that it reaches a stand-in for that service."""
    async with served(SERVICES[kind]()) as service:
        assert isinstance(service, Service)
        adapter = service.adapter_of()
        await server.start(
            channels={kind: adapter}, senders={kind: adapter}, calls={"channel-test": 100}
        )
        try:
            yield service
        finally:
            await adapter.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_life_of_a_channel(server: Server, db: Database, kind: UserChannelKind) -> None:
    """Added once, shown without its secrets, tested, paused, resumed, and forgotten."""
    async with reaching(server, kind) as service:
        user = await server.rows.user()
        body = {"kind": kind, "config": service.config}
        added = await server.json("POST", PATH, 201, json=body, headers=user.headers)
        again = await server.json("POST", PATH, 200, json=body, headers=user.headers)
        one = f"{PATH}/{added['id']}"
        listed = await server.json("GET", PATH, headers=user.headers)
        tested = await server.json("POST", f"{one}/test", headers=user.headers)
        paused = await server.json("PATCH", one, json={"active": False}, headers=user.headers)
        resumed = await server.json("PATCH", one, json={"active": True}, headers=user.headers)
        export = await server.json("GET", "/users/me/data-export", headers=user.headers)
        await server.json("DELETE", one, 204, headers=user.headers)
        missing = await server.problem("GET", one, 404, headers=user.headers)

    assert (added["link"], again.pop("link")) == (None, None)
    assert (added["id"], listed["items"]) == (again["id"], [again])
    assert (added["kind"], added["state"], added["active"]) == (kind, "ok", True)
    assert tested == {"outcome": "sent", "detail": None, "retry_after_s": None}
    assert sum(service.taken.values()) == 1
    assert (paused["state"], resumed["state"], missing) == ("paused", "ok", "not-found")
    said = json.dumps([added, again, listed, tested, paused, export])
    assert "secret" not in said
    assert export["user_channels"][0]["name"] == added["name"]
    assert await db.text("SELECT FROM user_channels") == []


@pytest.mark.parametrize("kind", KINDS)
async def test_outcomes_of_a_test(server: Server, kind: UserChannelKind) -> None:
    """Each says what the receiver answered; one that is gone is, until its person resumes it."""
    gone = {
        "slack": says(404, "no_service"),
        "discord": says(404, '{"code": 10015}'),
        "webpush": says(410),
    }.get(kind)
    async with reaching(server, kind) as service:
        user = await server.rows.user()
        body = {"kind": kind, "config": service.config}
        added = await server.json("POST", PATH, 201, json=body, headers=user.headers)
        outcomes = []
        answers = [says(429, Retry_After="30"), says(400), says(500), breaks_off, None]
        for answer in (*answers, *([gone] if gone else ())):
            service.next = [answer] if answer else []
            said = await server.json("POST", f"{PATH}/{added['id']}/test", headers=user.headers)
            outcomes.append((said["outcome"], said["retry_after_s"], bool(said["detail"])))
        after = await server.json("GET", f"{PATH}/{added['id']}", headers=user.headers)

    assert outcomes == [
        ("retry-later", 30.0, True),
        ("refused", None, True),
        ("retry-later", None, True),
        ("retry-later", None, True),
        ("sent", None, False),
        *([("gone", None, True)] if gone else ()),
    ]
    assert after["state"] == ("gone" if gone else "ok")


async def test_refusals(server: Server) -> None:
    """What is not fit, too much, too often or somebody else's is refused, and says why."""
    async with reaching(server, "ntfy") as service:
        user, other = await server.rows.user(), await server.rows.user()
        unverified = await server.rows.user(verified=False)
        body = {"kind": "ntfy", "config": service.config}

        async def fields(sent: dict[str, Any]) -> list[str]:
            return await server.faults("POST", PATH, json=sent, headers=user.headers)

        assert await fields(body | {"kind": "pigeon"}) == ["kind"]
        assert await fields(body | {"kind": "slack"}) == ["kind"]  # not configured here
        assert await fields(body | {"config": {"topic": "a b"}}) == ["config.topic"]
        assert await fields(body | {"config": {"topic": "a", "server": "https://10.0.0.1"}}) == [
            "config.server"
        ]
        assert await fields({"kind": "ntfy"}) == ["config"]
        refused = await server.problem("POST", PATH, 403, json=body, headers=unverified.headers)
        added = await server.json("POST", PATH, 201, json=body, headers=user.headers)
        one = f"{PATH}/{added['id']}"
        asked = [("GET", one), ("PATCH", one), ("DELETE", one), ("POST", f"{one}/test")]
        theirs = [
            await server.problem(how, path, 404, json={}, headers=other.headers)
            for how, path in asked
        ]
        for number in range(MAX_CHANNELS - 1):
            more = body | {"config": service.config | {"topic": f"topic-{number}"}}
            await server.json("POST", PATH, 201, json=more, headers=user.headers)
        too_many = await server.problem(
            *("POST", PATH, 409),
            json=body | {"config": service.config | {"topic": "one-more"}},
            headers=user.headers,
        )
        same = await server.problem(
            *("PATCH", one, 409),
            json={"config": service.config | {"topic": "topic-1"}},
            headers=user.headers,
        )
        moved = await server.json(
            "PATCH", one, json={"config": service.config}, headers=user.headers
        )

    assert (refused, theirs) == ("email-not-verified", ["not-found"] * 4)
    assert (too_many, same, moved["id"]) == ("too-many-channels", "conflict", added["id"])


async def test_tests_are_limited(server: Server) -> None:
    """Nobody makes us send more than a few messages a minute."""
    async with served(SERVICES["ntfy"]()) as service:
        assert isinstance(service, Service)
        adapter = service.adapter_of()
        await server.start(channels={"ntfy": adapter}, senders={"ntfy": adapter})
        user = await server.rows.user()
        body = {"kind": "ntfy", "config": service.config}
        added = await server.json("POST", PATH, 201, json=body, headers=user.headers)
        path = f"{PATH}/{added['id']}/test"
        statuses = []
        for _ in range(7):
            async with await server.ask("POST", path, headers=user.headers) as answer:
                statuses.append(answer.status)
        await adapter.close()

    assert statuses == [200] * 5 + [429] * 2
    assert sum(service.taken.values()) == 5


async def test_what_waits_for_a_pause(server: Server, db: Database) -> None:
    """A pause or a removal keeps nothing for later; a test that succeeds releases what waits."""
    async with reaching(server, "ntfy") as service:
        user = await server.rows.user()
        body = {"kind": "ntfy", "config": service.config}
        states = []
        for action in ("pause", "delete", "test"):
            added = await server.json("POST", PATH, json=body, headers=user.headers, status=201)
            one, channel_id = f"{PATH}/{added['id']}", int(added["id"])
            await add_delivery(db, user.id, channel="ntfy", user_channel_id=channel_id)
            await db.text(
                "UPDATE user_channels SET failures = 3, failing_since = now(), last_error = 'x',"
                " next_try_at = now() + interval '1 hour'"
            )
            await db.text("UPDATE deliveries SET next_try_at = now() + interval '1 hour'")
            seen = await server.json("GET", one, headers=user.headers)
            if action == "test":
                await server.json("POST", f"{one}/test", headers=user.headers)
            elif action == "pause":
                await server.json("PATCH", one, json={"active": False}, headers=user.headers)
            if action != "test":
                await server.json("DELETE", one, 204, headers=user.headers)
            (row,) = await db.text(
                "SELECT status, next_try_at <= now() AS is_due, last_error FROM deliveries"
            )
            states.append((seen["state"], row["status"], row["is_due"]))
            await db.text("DELETE FROM deliveries")

    assert states == [
        ("failing", "failed", False),
        ("failing", "failed", False),
        ("failing", "pending", True),
    ]


async def test_browser_of_two_people(server: Server, db: Database) -> None:
    """A browser is told of the alerts of who subscribed there last, and of nobody else's.

    Its key is public; without the channel there is none.
    """
    async with reaching(server, "webpush") as service:
        ada, eve = await server.rows.user(), await server.rows.user()
        body = {"kind": "webpush", "config": service.config}
        key = await server.json("GET", "/channels/webpush/key")
        added = await server.json("POST", PATH, 201, json=body, headers=ada.headers)
        await add_delivery(db, ada.id, channel="webpush", user_channel_id=int(added["id"]))
        await server.json("POST", PATH, 201, json=body, headers=eve.headers)
        hers = await server.json("GET", PATH, headers=ada.headers)
        (row,) = await db.text("SELECT status, user_channel_id FROM deliveries")
    await server.start(channels={})
    none = await server.problem("GET", "/channels/webpush/key", 404)

    assert len(key["public_key"]) == 87
    assert (hers["items"], none) == ([], "not-found")
    assert (row["status"], row["user_channel_id"]) == ("failed", None)


async def test_usual_channels(server: Server, db: Database, tmp_path: Path) -> None:
    """Mail, a device and the webhook are tested by the same call, where the user has one."""
    async with served(Board()) as receiver:
        webhook = Webhook(contact="ops@example.org", allow=[receiver.at])
        pusher = Pusher()
        mailer = FileMailer(tmp_path / "mail", "jobs@example.org")
        senders: Any = channels(mailer=mailer, pusher=pusher) | {"webhook": webhook}
        await server.start(senders=senders, calls={"channel-test": 100})
        user, other = await server.rows.user(), await server.rows.user()
        theirs = await server.rows.insert("devices", user_id=other.id, token="t2", platform="ios")
        device = await server.rows.insert("devices", user_id=user.id, token="t1", platform="ios")
        secret = (await server.stores.webhooks.put(user.id, f"{receiver.url}/hook")).secret
        said = {}
        for name in ("email", "webhook", f"push-{device}"):
            path = f"{PATH}/{name}/test"
            said[name] = (await server.json("POST", path, headers=user.headers))["outcome"]
        for name in (f"push-{theirs}", "push", "pigeon", "0", "9" * 30, "٣"):
            missing = await server.problem("POST", f"{PATH}/{name}/test", 404, headers=user.headers)
            assert missing == "not-found", name
        pusher.error = AddressGone("the token is gone")
        path = f"{PATH}/push-{device}/test"
        gone = await server.json("POST", path, headers=user.headers)
        await server.problem("POST", path, 404, headers=user.headers)
        (asked,) = receiver.asked
        body = await asked.read()
        await webhook.close()

    assert set(said.values()) == {"sent"}
    assert gone["outcome"] == "gone"
    assert [push.title for push in pusher.pushes] == [TEST_HEADING, TEST_HEADING]
    (mail,) = (tmp_path / "mail").iterdir()
    assert TEST_HEADING in mail.read_text()
    assert json.loads(body)["type"] == "test"
    at = int(asked.headers["webhook-timestamp"])
    wanted = standard_headers(secret, asked.headers["webhook-id"], at, body)
    assert asked.headers["webhook-signature"] == wanted["webhook-signature"]


class Pusher:
    """Notes each push; then raises *error*, if there is one."""

    def __init__(self) -> None:
        self.pushes: list[Push] = []
        self.error: Exception | None = None

    async def send(self, push: Push) -> None:
        self.pushes.append(push)
        if self.error is not None:
            raise self.error

    def close(self) -> None:
        pass
