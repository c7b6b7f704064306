"""Webhooks: what is posted to a receiver, and what its answers mean."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer as WebServer

from jobscout import __version__
from jobscout.errors import Busy, DeliveryError, DeliveryRefused
from jobscout.outgoing import Alerts, Outgoing
from jobscout.outside.channels.webhook import Webhook
from jobscout.outside.receiver_client import PER_HOST
from jobscout.rules.webhook_signatures import signature, standard_headers
from tests.fakes import Board, Clock, Names, own_certificate, raw_server, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SECRET = "whsec_0123456789012345678901234567890123456789"
ALERT = Alerts(body='{"type":"alert","title":"Ingénieur"}'.encode())
DELIVERY = Outgoing(
    id=1,
    user_id=2,
    channel="webhook",
    alert_ids=[3],
    message_id="6f1e0c62",
    attempts=1,
    device_id=None,
    address="http://127.0.0.1:9/hook",
    full_name=None,
    reachable=True,
    secret=SECRET,
)


@pytest.fixture
async def receiver() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@asynccontextmanager
async def sending(*allowlist: str, **options: Any) -> AsyncIterator[Webhook]:
    sender = Webhook(contact="ops@example.org", allow=allowlist, **options)
    try:
        async with asyncio.timeout(10):
            yield sender
    finally:
        await sender.close()


@pytest.fixture
async def sender(receiver: Board) -> AsyncIterator[Webhook]:
    async with sending(receiver.at) as made:
        yield made


def to(at: str, path: str = "/hook", scheme: str = "http") -> Outgoing:
    return DELIVERY._replace(address=f"{scheme}://{at}{path}")


async def refusal(sender: Webhook, outgoing: Outgoing) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        await sender.send(outgoing, ALERT)
    return refused.value


async def test_is_posted_signed(receiver: Board) -> None:
    """The body goes out as it is, with its id, our name, and a signature over time and body."""
    clock = Clock()
    async with sending(receiver.at, clock=clock) as sender:
        await sender.send(to(receiver.at, "/hook?for=me"), ALERT)

    (asked,) = receiver.asked
    assert (asked.method, asked.path_qs, await asked.read()) == ("POST", "/hook?for=me", ALERT.body)
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["User-Agent"] == f"JobScout/{__version__} (+ops@example.org)"
    assert asked.headers["X-Jobscout-Delivery"] == "6f1e0c62"
    assert asked.headers["X-Jobscout-Signature"] == signature(SECRET, 1000, ALERT.body)
    standard = standard_headers(SECRET, "6f1e0c62", 1000, ALERT.body)
    assert {name: asked.headers[name] for name in standard} == standard
    assert SECRET not in str(asked.headers)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_taken(receiver: Board, sender: Webhook, status: int) -> None:
    """Any 2xx is a yes."""
    receiver.says(status)

    await sender.send(to(receiver.at), ALERT)

    assert len(receiver.asked) == 1


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
async def test_redirect(receiver: Board, sender: Webhook, status: int) -> None:
    """P10: nobody is followed anywhere; it is a failure that says so."""
    receiver.says(status, Location=f"{receiver.url}/elsewhere")

    refused = await refusal(sender, to(receiver.at))

    assert [asked.path for asked in receiver.asked] == ["/hook"]
    assert str(refused) == f"it answers HTTP {status}, and redirects are not followed"
    assert not isinstance(refused, DeliveryRefused)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 418, 429, 500, 502, 503, 599])
async def test_not_taken(receiver: Board, sender: Webhook, status: int) -> None:
    """Every other status may pass, and says which it was."""
    receiver.says(status)

    refused = await refusal(sender, to(receiver.at))

    assert (str(refused), isinstance(refused, DeliveryRefused)) == (
        f"it answers HTTP {status}",
        False,
    )
    assert refused.retry_after_s is None


async def test_gone(receiver: Board, sender: Webhook) -> None:
    """410 is the receiver's own word that trying again cannot help."""
    receiver.says(410)

    refused = await refusal(sender, to(receiver.at))

    assert isinstance(refused, DeliveryRefused)
    assert "gone for good" in str(refused)


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after(receiver: Board, sender: Webhook, status: int) -> None:
    """A receiver may say for how long it wants to be left alone."""
    receiver.says(status, Retry_After="7200")

    assert (await refusal(sender, to(receiver.at))).retry_after_s == 7200.0


@pytest.mark.parametrize("status", [200, 500])
async def test_endless_answer(receiver: Board, sender: Webhook, status: int) -> None:
    """The status says everything: an answer without an end is not read, and holds nobody up."""

    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=status)
        await response.prepare(request)
        while True:
            await response.write(b"x" * 100_000)

    receiver.answer = pour

    if status == 200:
        await sender.send(to(receiver.at), ALERT)
    else:
        await refusal(sender, to(receiver.at))


@pytest.mark.parametrize(
    ("head", "drip_s"),
    [(b"", 3600), (b"HTTP/1.1 200 O", 0.01), (b"HTTP/1.1 200 OK\r\nX: ", 0.01)],
    ids=["silent", "status", "headers"],
)
async def test_slow(head: bytes, drip_s: float) -> None:
    """A receiver that says nothing, or only drips, has the time that everybody has."""
    async with raw_server(head, drip_s=drip_s) as at, sending(at, call_s=0.2) as sender:
        refused = await refusal(sender, to(at))

    assert (str(refused), isinstance(refused, DeliveryRefused)) == ("no answer within 0.2 s", False)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"SSH-2.0-OpenSSH_9.9\r\n", "what it answers is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "what it answers is not HTTP"),
        (b"", "the connection broke off"),
    ],
)
async def test_what_is_no_answer(answer: bytes, sentence: str) -> None:
    """Garbage, a header beyond reason and none at all are failures like others."""
    async with raw_server(answer) as at, sending(at) as sender:
        refused = await refusal(sender, to(at))

    assert (str(refused), isinstance(refused, DeliveryRefused)) == (sentence, False)


async def test_nobody_there() -> None:
    """A closed port is a failure; what it says names no address."""
    async with raw_server(b"") as at:
        pass
    async with sending(at) as sender:
        refused = await refusal(sender, to(at))

    assert str(refused) == "it takes no connection"


async def test_certificate_of_nobody(tmp_path: Path) -> None:
    """Alerts are not shown to somebody who only says that they are the receiver."""
    context, _ = own_certificate(tmp_path)
    receiver = Board()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", receiver.handle)
    server = WebServer(app, scheme="https")
    await server.start_server(ssl=context)
    at = f"127.0.0.1:{server.port}"
    try:
        async with sending(at) as sender:
            refused = await refusal(sender, to(at, scheme="https"))
    finally:
        await server.close()

    assert str(refused) == "its certificate is not accepted"
    assert receiver.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
async def test_name_that_leads_inside(address: str) -> None:
    """P10: what a name leads to is looked at when it is called, whatever it led to before."""
    async with sending(resolver=Names(address)) as sender:
        refused = await refusal(sender, to("hooks.example", scheme="https"))

    assert str(refused) == "its name leads to an address that is not public"
    assert not isinstance(refused, DeliveryRefused)


async def test_own_machine_by_name() -> None:
    """P10: the same with the names of this machine."""
    async with sending() as sender:
        refused = await refusal(sender, to("localhost", scheme="https"))

    assert "not public" in str(refused)


async def test_unknown_name() -> None:
    """A name that nobody knows is a failure that may pass."""

    class Nobody(Names):
        async def resolve(self, *_: Any, **__: Any) -> Any:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with sending(resolver=Nobody()) as sender:
        refused = await refusal(sender, to("hooks.example", scheme="https"))

    assert str(refused) == "its name is not known"


@pytest.mark.parametrize("url", ["http://1.1.1.1/", "https://127.0.0.1/", "https://a..example/"])
async def test_address_that_is_not_called(url: str) -> None:
    """An address that may not be, or not any more, is refused before anything is connected to."""
    async with sending() as sender:
        refused = await refusal(sender, DELIVERY._replace(address=url))

    assert str(refused).startswith("its ")


async def test_few_calls_to_one_host(receiver: Board) -> None:
    """A host that many people's webhooks share holds up a few calls of ours; others are called."""
    other = f"other.example:{receiver.at.partition(':')[2]}"
    all_there, go_on = asyncio.Event(), asyncio.Event()

    async def wait(_request: web.Request) -> web.Response:
        if len(receiver.asked) == PER_HOST:
            all_there.set()
        if len(receiver.asked) <= PER_HOST:
            await go_on.wait()
        return web.Response()

    receiver.answer = wait
    async with sending(receiver.at, other, resolver=Names("127.0.0.1")) as sender:
        calls = [
            asyncio.create_task(sender.send(to(receiver.at, f"/{n}"), ALERT))
            for n in range(PER_HOST)
        ]
        await all_there.wait()

        with pytest.raises(Busy):
            await sender.send(to(receiver.at), ALERT)
        await sender.send(to(other, "/other"), ALERT)
        go_on.set()
        await asyncio.gather(*calls)
        await sender.send(to(receiver.at, "/again"), ALERT)

    assert [asked.path for asked in receiver.asked[PER_HOST:]] == ["/other", "/again"]


async def test_body_of_json_alone(receiver: Board, sender: Webhook) -> None:
    """What is posted is read by any JSON reader, in UTF-8."""
    await sender.send(to(receiver.at), ALERT)

    assert json.loads(await receiver.asked[0].read())["title"] == "Ingénieur"
