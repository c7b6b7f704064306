"""Push through firebase_admin, against a server that plays Google's token and FCM endpoints."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from firebase_admin import exceptions, messaging

from jobscout.actors.notifier import Notifier
from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, SettingError
from jobscout.inbox import Inbox
from jobscout.messages import DeliveryDue
from jobscout.outgoing import Push
from jobscout.outside.push import FcmPusher
from tests.channels import channels
from tests.fakes import Board, raw_server, served
from tests.integration.alert_rows import add_alert, add_device, deliveries_of, rows
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from jobscout.sql.database import Database

PUSH = Push(
    token="device-1",
    title="Vault Designer",
    body="Acme · Berlin",
    link="https://jobs.example.org/alerts/7",
    collapse_key="0b1c0b1c",
)


@pytest.fixture(scope="module")
def private_key() -> str:
    """A fresh key in the form of a service account's."""
    return (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


class Refusal(NamedTuple):
    """How FCM says no: HTTP status, canonical code, its own code, words, the wrong fields."""

    status: int
    code: str
    details: str
    message: str = "no"
    fields: tuple[str, ...] = ()


class Google(Board):
    """Hands out tokens, and answers messages with *status* and FCM's *code*.

    *message* and *fields* say more of a refusal: words, and the fields that are wrong. Only
    messages to the tokens in *refused* are refused, where it is not None.
    """

    def __init__(self) -> None:
        super().__init__()
        self.status, self.code, self.details = 200, "", ""
        self.message = "no"
        self.fields: tuple[str, ...] = ()
        self.refused: set[str] | None = None
        self.headers: dict[str, str] = {}
        self.token_status = 200
        self.answer = self.speak

    def refuse(self, refusal: Refusal) -> None:
        self.status, self.code, self.details, self.message, self.fields = refusal

    async def speak(self, request: web.Request) -> web.Response:
        if request.path == "/token":
            if self.token_status != 200:
                return web.json_response({"error": "invalid_grant"}, status=self.token_status)
            return web.json_response(
                {"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}
            )
        token = (await request.json())["message"]["token"]
        if self.status == 200 or (self.refused is not None and token not in self.refused):
            return web.json_response({"name": "projects/p/messages/1"})
        error: dict[str, Any] = {"status": self.code, "message": self.message, "details": []}
        if self.fields:
            violations = [{"field": field, "description": self.message} for field in self.fields]
            kind = "type.googleapis.com/google.rpc.BadRequest"
            error["details"].append({"@type": kind, "fieldViolations": violations})
        if self.details:
            kind = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
            error["details"].append({"@type": kind, "errorCode": self.details})
        return web.json_response({"error": error}, status=self.status, headers=self.headers)

    @property
    def sent(self) -> list[web.Request]:
        return [request for request in self.asked if request.path == "/send"]


@pytest.fixture
async def google(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Google]:
    google = Google()
    async with served(google):
        # the library has no setting for its address
        monkeypatch.setattr(messaging._MessagingService, "FCM_URL", f"{google.url}/send")
        yield google


def account(path: Path, private_key: str, token_uri: str) -> Path:
    path.write_text(
        json.dumps(
            {
                "type": "service_account",
                "project_id": "p",
                "private_key_id": "1",
                "private_key": private_key,
                "client_email": "p@p.iam.gserviceaccount.com",
                "token_uri": token_uri,
            }
        )
    )
    return path


@pytest.fixture
async def pusher(google: Google, private_key: str, tmp_path: Path) -> AsyncIterator[FcmPusher]:
    pusher = FcmPusher(account(tmp_path / "fcm.json", private_key, f"{google.url}/token"))
    yield pusher
    pusher.close()


async def refusal(pusher: FcmPusher, push: Push = PUSH) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        async with asyncio.timeout(10):
            await pusher.send(push)
    return refused.value


async def sent(google: Google) -> dict[str, Any]:
    (request,) = google.sent
    body: dict[str, Any] = json.loads(await request.read())
    message: dict[str, Any] = body["message"]
    return message


async def test_is_sent(google: Google, pusher: FcmPusher) -> None:
    """A notification reaches FCM once, signed in, with its words and where it leads."""
    await pusher.send(PUSH)

    message = await sent(google)
    assert google.sent[0].headers["Authorization"] == "Bearer t"
    assert message["token"] == "device-1"
    assert message["notification"] == {"title": "Vault Designer", "body": "Acme · Berlin"}
    assert message["data"] == {"link": PUSH.link}
    assert message["webpush"]["fcm_options"] == {"link": PUSH.link}


async def test_is_shown_once_on_every_platform(google: Google, pusher: FcmPusher) -> None:
    """Sent twice, it replaces itself: the key is in each platform's own place."""
    await pusher.send(PUSH)

    message = await sent(google)
    assert message["android"]["collapse_key"] == "0b1c0b1c"
    assert message["android"]["notification"]["tag"] == "0b1c0b1c"
    assert message["apns"]["headers"]["apns-collapse-id"] == "0b1c0b1c"
    assert message["webpush"]["notification"]["tag"] == "0b1c0b1c"


async def test_link_without_encryption(google: Google, pusher: FcmPusher) -> None:
    """FCM takes only https for the web; elsewhere the link still comes as data."""
    link = "http://localhost:8080/alerts"
    await pusher.send(Push(token="t", title="a", body="b", link=link, collapse_key="c"))

    message = await sent(google)
    assert message["data"] == {"link": link}
    assert "fcm_options" not in message["webpush"]


@pytest.mark.parametrize(
    ("said", "permanent", "gone"),
    [
        ((404, "NOT_FOUND", "UNREGISTERED"), True, True),
        ((404, "NOT_FOUND", ""), False, False),
        ((400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"), True, False),
        ((403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"), True, True),
        ((401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"), False, False),
        ((403, "PERMISSION_DENIED", ""), False, False),
        ((429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"), False, False),
        ((500, "INTERNAL", "INTERNAL"), False, False),
        ((503, "UNAVAILABLE", "UNAVAILABLE"), False, False),
    ],
)
async def test_refused(
    google: Google, pusher: FcmPusher, said: tuple[int, str, str], permanent: bool, gone: bool
) -> None:
    """Only FCM's own word makes a token gone, and only a no to this message is final."""
    google.status, google.code, google.details = said
    refused = await refusal(pusher)

    assert (isinstance(refused, DeliveryRefused), isinstance(refused, AddressGone)) == (
        permanent,
        gone,
    )
    assert PUSH.token not in str(refused)


INVALID = "The registration token is not a valid FCM registration token"


@pytest.mark.parametrize(
    ("message", "fields", "gone"),
    [
        (INVALID, (), True),
        (INVALID, ("message.token",), True),
        ("Request contains an invalid argument.", ("message.token",), True),
        ("Invalid value", ("message.data[0].value", "message.token"), True),
        ("Request contains an invalid argument.", (), False),
        ("Message payload is too big", ("message",), False),
        ("Invalid value at 'message.data[0].value'", ("message.data[0].value",), False),
        (INVALID, ("message.android.ttl",), False),
        ("Invalid value", ("message.webpush.data.token",), False),
        ("Invalid value", ("message.token_expiry",), False),
    ],
)
async def test_invalid_argument(
    google: Google, pusher: FcmPusher, message: str, fields: tuple[str, ...], gone: bool
) -> None:
    """P12: a token is gone where FCM names it as what is wrong, and not for anything else."""
    for details in ("INVALID_ARGUMENT", ""):
        google.refuse(Refusal(400, "INVALID_ARGUMENT", details, message, fields))
        refused = await refusal(pusher)

        assert (isinstance(refused, DeliveryRefused), isinstance(refused, AddressGone)) == (
            True,
            gone,
        )


@pytest.mark.parametrize(("message", "gone"), [(INVALID, True), ("Message too big", False)])
async def test_words_without_an_answer(
    pusher: FcmPusher, monkeypatch: pytest.MonkeyPatch, message: str, gone: bool
) -> None:
    """P12: where the library kept only FCM's sentence, that sentence decides."""

    def refuse(*_: object, **__: object) -> None:
        raise exceptions.InvalidArgumentError(message)

    monkeypatch.setattr(messaging, "send", refuse)
    refused = await refusal(pusher)

    assert (isinstance(refused, DeliveryRefused), isinstance(refused, AddressGone)) == (True, gone)


@pytest.mark.parametrize("body", ["", "[]", '{"error": {"details": [{"fieldViolations": "no"}]}}'])
async def test_refusal_of_another_shape(google: Google, pusher: FcmPusher, body: str) -> None:
    """An answer 400 that is not FCM's, as a proxy's, prunes nothing."""

    async def speak(request: web.Request) -> web.Response:
        if request.path == "/token":
            return await google.speak(request)
        return web.Response(status=400, text=body, content_type="application/json")

    google.answer = speak
    refused = await refusal(pusher)

    assert (isinstance(refused, DeliveryRefused), isinstance(refused, AddressGone)) == (True, False)


class Told:
    """A person with devices, told of alerts through the notifier and FCM's stand-in."""

    def __init__(self, db: Database, google: Google, pusher: FcmPusher) -> None:
        self._db = db
        self._google = google
        self._deliveries = deliveries_of(db)
        self._notifier = Notifier(
            Inbox("notifier", 4),
            deliveries=self._deliveries,
            channels=channels(pusher=pusher),
        )

    async def alert(self, user_id: int) -> set[str]:
        """The tokens to which FCM was asked to send one more alert."""
        before = len(self._google.sent)
        await add_alert(self._db, user_id)
        for delivery_id in await self._deliveries.bundle(user_id, datetime.now(UTC)):
            await self._notifier.attempt(DeliveryDue(delivery_id))
        asked = [json.loads(await request.read()) for request in self._google.sent[before:]]
        return {body["message"]["token"] for body in asked}

    async def tokens(self) -> list[str]:
        return [row["token"] for row in await self._db.text("SELECT token FROM devices ORDER BY 1")]


@pytest.mark.parametrize(
    "said",
    [
        Refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", INVALID),
        Refusal(400, "INVALID_ARGUMENT", "", "Invalid value", ("message.token",)),
        Refusal(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"),
        Refusal(404, "NOT_FOUND", "UNREGISTERED"),
    ],
)
async def test_dead_token_is_asked_for_once(
    db: Database, google: Google, pusher: FcmPusher, said: Refusal
) -> None:
    """The first alert after a token died fails and forgets it; the second is not sent to it."""
    google.refuse(said)
    google.refused = {"dead"}
    user_id = await add_user(db, email_verified_at=None)
    for token in ("dead", "live"):
        await add_device(db, user_id, token)
    told = Told(db, google, pusher)

    first = await told.alert(user_id)
    left = await told.tokens()
    second = await told.alert(user_id)

    assert (first, left, second) == ({"dead", "live"}, ["live"], {"live"})
    assert [row["status"] for row in await rows(db)] == ["failed", "sent", "sent"]


@pytest.mark.parametrize(
    "said",
    [
        Refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", "no", ("message.data[0].value",)),
        Refusal(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"),
        Refusal(403, "PERMISSION_DENIED", ""),
        Refusal(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"),
    ],
)
async def test_token_outlives_other_refusals(
    db: Database, google: Google, pusher: FcmPusher, said: Refusal
) -> None:
    """P12: what is wrong with the message or with us costs nobody a device."""
    google.refuse(said)
    user_id = await add_user(db, email_verified_at=None)
    await add_device(db, user_id, "live")
    told = Told(db, google, pusher)

    assert [await told.alert(user_id) for _ in range(2)] == [{"live"}, {"live"}]
    assert await told.tokens() == ["live"]


async def test_asks_once(google: Google, pusher: FcmPusher) -> None:
    """The pauses are ours: no thread sleeps for the hour that FCM asks for, and tries again."""
    google.status, google.code = 503, "UNAVAILABLE"
    google.headers = {"Retry-After": "3600"}
    await refusal(pusher)

    assert len(google.sent) == 1


async def test_impossible_message(pusher: FcmPusher) -> None:
    """A notification that the library itself refuses is final."""
    empty = Push(token="", title="a", body="b", link="c", collapse_key="d")

    assert isinstance(await refusal(pusher, empty), DeliveryRefused)


async def test_sign_in_refused(google: Google, pusher: FcmPusher) -> None:
    """A key that was revoked parks nobody's notification: it is tried again."""
    google.token_status = 400
    refused = await refusal(pusher)

    assert (isinstance(refused, DeliveryRefused), google.sent) == (False, [])


async def test_google_away(private_key: str, tmp_path: Path) -> None:
    """Without a network there is no sign-in: tried again."""
    async with raw_server(b"") as at:
        pass
    pusher = FcmPusher(account(tmp_path / "fcm.json", private_key, f"http://{at}/token"))
    refused = await refusal(pusher)
    pusher.close()

    assert not isinstance(refused, DeliveryRefused)


async def test_fcm_away(google: Google, pusher: FcmPusher, monkeypatch: pytest.MonkeyPatch) -> None:
    """An FCM that breaks off in mid-answer is away."""
    async with raw_server(b"") as at:
        pusher._app._services["_messaging"]._fcm_url = f"http://{at}/send"
        refused = await refusal(pusher)

    assert not isinstance(refused, DeliveryRefused)


def test_file_that_is_missing(tmp_path: Path) -> None:
    """A missing file stops the start, and the sentence begins with the variable."""
    with pytest.raises(SettingError, match=r"^FIREBASE_CREDENTIALS_PATH holds no service account"):
        FcmPusher(tmp_path / "nothing.json")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"type": "authorized_user"}', "\x00"])
def test_file_that_is_something_else(tmp_path: Path, content: str) -> None:
    """Any other file stops the start likewise."""
    (tmp_path / "fcm.json").write_text(content)

    with pytest.raises(SettingError, match=r"^FIREBASE_CREDENTIALS_PATH"):
        FcmPusher(tmp_path / "fcm.json")


def test_file_without_a_project(tmp_path: Path, private_key: str) -> None:
    """An account that names no project is noticed at start, not at the first alert."""
    path = account(tmp_path / "fcm.json", private_key, "http://127.0.0.1/token")
    path.write_text(path.read_text().replace('"project_id": "p", ', ""))

    with pytest.raises(SettingError, match=r"^FIREBASE_CREDENTIALS_PATH"):
        FcmPusher(path)
