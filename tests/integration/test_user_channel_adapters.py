"""The channels that people add: what each service is sent, and what its answers mean."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, InvalidInput
from jobscout.outgoing import AlertItem, Alerts, Outgoing
from tests.channel_service import Service, breaks_off, says, takes_and_is_silent
from tests.channel_services import SERVICES
from tests.fakes import served
from tests.hostile_texts import HOSTILE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jobscout.outgoing import UserChannelKind
    from jobscout.outside.channels.receiver import ReceiverAdapter

KINDS: Final = sorted(SERVICES)
NOW = datetime.now(UTC)
MESSAGE_ID = "6f1e0c62a1c94f0f8f6a3a3c1f6f2b11"


def item(number: int = 1, **changes: Any) -> AlertItem:
    given: dict[str, Any] = {
        "alert_id": number,
        "title": f"Data Engineer {number}",
        "company": "Acme & Söhne",
        "locations": ("Nairobi, Kenya",),
        "salary": "50,000 to 70,000 USD a year",
        "url": f"https://jobs.example.com/{number}?a=1&b=2",
        "source": "Acme",
        "reasons": (),
        "seen_at": NOW,
        "search": "Data & more",
    }
    return AlertItem(**(given | changes))


@asynccontextmanager
async def reached(kind: UserChannelKind) -> AsyncIterator[tuple[Service, ReceiverAdapter[Any]]]:
    async with served(SERVICES[kind]()) as service:
        assert isinstance(service, Service)
        adapter = service.adapter_of()
        try:
            yield service, adapter
        finally:
            await adapter.close()


async def outgoing(service: Service, adapter: ReceiverAdapter[Any]) -> Outgoing:
    return Outgoing(
        id=1,
        user_id=2,
        channel=service.kind,
        alert_ids=[1],
        message_id=MESSAGE_ID,
        attempts=1,
        reachable=True,
        address=(await service.destination(adapter)).address,
    )


async def sent(service: Service, adapter: ReceiverAdapter[Any], *items: AlertItem) -> str:
    """All that a reader sees of these."""
    await adapter.send(await outgoing(service, adapter), Alerts(items))
    return service.text(service.messages[-1])


@pytest.mark.parametrize("kind", KINDS)
async def test_message(kind: UserChannelKind) -> None:
    """One message names the search and each job with its facts, and links to where it is."""
    async with reached(kind) as (service, adapter):
        one = await sent(service, adapter, item(attribution="Remotive"))
        many = await sent(service, adapter, *(item(n) for n in range(1, 4)))
        await adapter.send(await outgoing(service, adapter), Alerts())
        test = service.text(service.messages[-1])

    faults = [
        (text, missing)
        for text, wanted in (
            (one, ("A new job", "Data", "Data Engineer 1", "Acme", "Nairobi", "via Remotive")),
            (many, ("3 new jobs", "Data Engineer 1", "Data Engineer 3")),
            (test, ("test",)),
        )
        for missing in wanted
        if missing not in text
    ]
    assert faults == []
    assert "https://jobs.example.com/1?a=1" in json.dumps(service.messages[0])
    assert sum(service.taken.values()) == 3


@pytest.mark.parametrize("kind", KINDS)
async def test_limits(kind: UserChannelKind) -> None:
    """However many jobs there are and however long they are, the service takes the message.

    What does not fit is counted, and no message is empty.
    """
    faults = []
    async with reached(kind) as (service, adapter):
        for text in (
            "x" * 3000,
            "<&>" * 1000,
            "日本語" * 1000,
            "🎉" * 1500,
            "*_`~|[" * 500,
            "a\\" * 900,
        ):
            items = [item(n, title=text, company=text, locations=(text,)) for n in range(20)]
            try:
                shown = await sent(service, adapter, *items)
            except DeliveryError as error:
                faults.append((text[:9], str(error)))
                continue
            if "20 new jobs" not in shown or (kind != "slack" and "more" not in shown):
                faults.append((text[:9], shown[:100]))

    assert faults == []


@pytest.mark.parametrize("kind", KINDS)
async def test_hostile_texts(kind: UserChannelKind) -> None:
    """P10: text of a board mentions nobody, forges no link and breaks no message."""
    mentions = ("@everyone", "<!channel>", "<@U1>", "[x](https://evil.example)", "</a><b>", "|>x")
    faults = []
    async with reached(kind) as (service, adapter):
        for text in (*mentions, *HOSTILE):
            try:
                shown = await sent(
                    service,
                    adapter,
                    item(title=f"t{text}", company=text, search=text, url="javascript:1"),
                )
            except DeliveryError as error:
                faults.append((text, str(error)))
                continue
            forged = {"slack": ("<!", "<@"), "discord": ("](", "\n@e", "t@e", "<@")}.get(kind, ())
            faults += [(text, shown) for mark in forged if mark in shown]
            if "javascript:" in json.dumps(service.messages[-1]):
                faults.append((text, "a link that is no web address"))

    assert faults == []


def telegram(status: int, description: str, **parameters: Any) -> Any:
    """A refusal of the Bot API."""
    body = {"ok": False, "error_code": status, "description": description}
    return says(status, json.dumps(body | ({"parameters": parameters} if parameters else {})))


# What each service answers, and what that means: an error, and the pause that it asks for.
TEMPORARY: Final = (DeliveryError, None)
FINAL: Final = (DeliveryRefused, None)
GONE: Final = (AddressGone, None)
ANSWERS: Final[dict[str, list[tuple[Any, tuple[type[DeliveryError], float | None]]]]] = {
    "ntfy": [
        (says(401, '{"code":40101,"error":"unauthorized"}'), FINAL),
        (says(403, '{"code":40301,"error":"forbidden"}'), FINAL),
        (says(404), FINAL),
        (says(413), FINAL),
        (says(429, '{"code":42901}', Retry_After="7"), (DeliveryError, 7.0)),
        (says(507), TEMPORARY),
    ],
    "slack": [
        (says(400, "invalid_payload"), FINAL),
        (says(403, "action_prohibited"), FINAL),
        (says(403, "invalid_token"), GONE),
        (says(404, "no_service"), GONE),
        (says(410, "channel_is_archived"), GONE),
        (says(429, "rate_limited", Retry_After="30"), (DeliveryError, 30.0)),
        (says(500, "rollup_error"), TEMPORARY),
    ],
    "telegram": [
        (telegram(400, "Bad Request: chat not found"), GONE),
        (telegram(400, "Bad Request: message is too long"), FINAL),
        (telegram(401, "Unauthorized"), TEMPORARY),
        (telegram(403, "Forbidden: bot was blocked by the user"), GONE),
        (telegram(403, "Forbidden: user is deactivated"), GONE),
        (telegram(404, "Not Found"), TEMPORARY),
        (telegram(429, "Too Many Requests", retry_after=14), (DeliveryError, 14.0)),
        (says(400, "<html>"), FINAL),
        (says(429, "[]", Retry_After="9"), (DeliveryError, 9.0)),
    ],
    "webpush": [
        (says(400), FINAL),
        (says(403), FINAL),
        (says(404), GONE),
        (says(410), GONE),
        (says(413), FINAL),
        (says(429, Retry_After="60"), (DeliveryError, 60.0)),
    ],
    "discord": [
        (says(400, '{"code": 50006, "message": "Cannot send an empty message"}'), FINAL),
        (says(401, '{"code": 50027, "message": "Invalid Webhook Token"}'), GONE),
        (says(404, '{"code": 10015, "message": "Unknown Webhook"}'), GONE),
        (says(404, '{"code": 10003, "message": "Unknown Channel"}'), FINAL),
        (says(404, "<html>"), FINAL),
        (says(429, '{"retry_after": 2.5, "global": false}', Retry_After="1"), (DeliveryError, 2.5)),
        (says(429, "[]", Retry_After="9"), (DeliveryError, 9.0)),
    ],
}
EVERYWHERE: Final[list[tuple[Any, tuple[type[DeliveryError], float | None]]]] = [
    (says(408), TEMPORARY),
    (says(500, b"x" * 100_000), TEMPORARY),
    (says(502, "<html>"), TEMPORARY),
    (says(503, Retry_After="120"), (DeliveryError, 120.0)),
    (says(302, Location="https://evil.example/"), TEMPORARY),
    (breaks_off, TEMPORARY),
]


@pytest.mark.parametrize("kind", KINDS)
async def test_answers(kind: UserChannelKind) -> None:
    """Only a service's own word is final, and only its word about the address forgets it.

    What is said of it names neither the address nor a token.
    """
    faults: list[tuple[object, ...]] = []
    async with reached(kind) as (service, adapter):
        for number, (answer, wanted) in enumerate((*ANSWERS[kind], *EVERYWHERE)):
            service.next = [answer]
            with pytest.raises(DeliveryError) as refused:
                await adapter.send(await outgoing(service, adapter), Alerts([item()]))
            error = refused.value
            if (type(error), error.retry_after_s) != wanted:
                faults.append((number, type(error), error.retry_after_s, str(error), wanted))
            if "secret" in str(error) or service.at in str(error):
                faults.append((number, str(error)))
        assert sum(service.taken.values()) == 0
        service.next = [takes_and_is_silent(service)]
        with pytest.raises(DeliveryError, match="no answer within"):
            await adapter.send(await outgoing(service, adapter), Alerts([item()]))

    assert faults == []
    assert sum(service.taken.values()) == 1


# of RFC 8291, Appendix A
POINT: Final = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
AUTH: Final = "BTBZMqHH6r4Tts7J_aSIgg"
BAD: Final[dict[str, list[dict[str, Any]]]] = {
    "ntfy": [
        {},
        {"topic": ""},
        {"topic": "a b"},
        {"topic": "a/b"},
        {"topic": "x" * 65},
        {"topic": "a\n"},
        {"topic": "a", "token": "b\r\nX: y"},
        {"topic": "a", "server": "http://ntfy.example"},
        {"topic": "a", "server": "https://127.0.0.1"},
        {"topic": "a", "server": "https://169.254.169.254"},
        {"topic": "a", "server": "https://user:word@ntfy.example"},
        {"topic": "a", "server": "https://ntfy.example/path"},
        {"topic": "a", "more": 1},
        {"topic": 5},
    ],
    "slack": [
        {},
        {"url": "https://hooks.example.com/services/T1/B1/x"},
        {"url": "https://hooks.slack.com.evil.example/services/T1/B1/x"},
        {"url": "http://hooks.slack.com/services/T1/B1/x"},
        {"url": "https://evil@hooks.slack.com/services/x"},
        {"url": "https://hooks.slack.com\\@evil.example/"},
        {"url": 7},
    ],
    "webpush": [
        {},
        {"endpoint": "https://push.example/x"},
        *(
            {"endpoint": endpoint, "keys": {"p256dh": POINT, "auth": AUTH}}
            for endpoint in (
                *("http://push.example/x", "https://10.0.0.1/x", "https://a:b@push.example/x"),
                *("https://push.example/#x", "https://push.example/" + "x" * 2000, "file:///x", ""),
            )
        ),
        *(
            {"endpoint": "https://push.example/x", "keys": keys}
            for keys in (
                {"p256dh": POINT, "auth": AUTH[:-1]},
                {"p256dh": POINT, "auth": "=" * 22},
                {"p256dh": POINT[:-2], "auth": AUTH},
                {"p256dh": "B" + "A" * 86, "auth": AUTH},  # not on the curve
                {"p256dh": "%" * 87, "auth": AUTH},
                {"p256dh": POINT},
            )
        ),
    ],
    "telegram": [{"chat_id": 7}, {"bot_token": "1:x"}],
    "discord": [
        {},
        {"url": "https://discord.example/api/webhooks/1/x"},
        {"url": "https://discord.com.evil.example/api/webhooks/1/x"},
        {"url": "http://discord.com/api/webhooks/1/x"},
        {"url": "https://[::1]/api/webhooks/1/x"},
    ],
}


@pytest.mark.parametrize("kind", KINDS)
async def test_addresses(kind: UserChannelKind) -> None:
    """P10: what is no address of that service, or leads inside, is refused before anything is sent.

    What is shown of one that is taken holds no secret.
    """
    taken: list[Any] = []
    fields: list[str] = []
    async with reached(kind) as (service, adapter):
        for config in BAD[kind]:
            try:
                taken.append((config, await adapter.destination(config)))
            except InvalidInput as error:
                fields += [fault.field.partition(".")[0] for fault in error.fields]
        good = await adapter.destination(service.config)

    assert taken == []
    assert set(fields) == {"config"}
    assert kind == "telegram" or "secret" in good.address
    assert "secret" not in good.name
    assert "ada" not in good.name.removeprefix(service.at)
    # a chat is whose it is once its link was followed; whoever knows another address may use it
    assert (good.confirmed, good.link is None) == ((kind != "telegram"),) * 2
