"""Push through firebase_admin, against a server that plays Google's token and FCM endpoints."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from firebase_admin import messaging

from jobscout.errors import DeliveryError, SettingError
from jobscout.outgoing import Push
from jobscout.outside.push import FcmPusher
from tests.fakes import Board, raw_server, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

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


class Google(Board):
    """Hands out tokens, and answers messages with *status* and FCM's *code*."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.code, self.details = 200, "", ""
        self.headers: dict[str, str] = {}
        self.token_status = 200
        self.answer = self.speak

    async def speak(self, request: web.Request) -> web.Response:
        if request.path == "/token":
            if self.token_status != 200:
                return web.json_response({"error": "invalid_grant"}, status=self.token_status)
            return web.json_response(
                {"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}
            )
        if self.status == 200:
            return web.json_response({"name": "projects/p/messages/1"})
        error: dict[str, Any] = {"status": self.code, "message": "no"}
        if self.details:
            kind = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
            error["details"] = [{"@type": kind, "errorCode": self.details}]
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
        ((403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"), True, False),
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

    assert (refused.permanent, refused.gone) == (permanent, gone)
    assert PUSH.token not in str(refused)


async def test_asks_once(google: Google, pusher: FcmPusher) -> None:
    """The pauses are ours: no thread sleeps for the hour that FCM asks for, and tries again."""
    google.status, google.code = 503, "UNAVAILABLE"
    google.headers = {"Retry-After": "3600"}
    await refusal(pusher)

    assert len(google.sent) == 1


async def test_impossible_message(pusher: FcmPusher) -> None:
    """A notification that the library itself refuses is final."""
    empty = Push(token="", title="a", body="b", link="c", collapse_key="d")

    assert (await refusal(pusher, empty)).permanent


async def test_sign_in_refused(google: Google, pusher: FcmPusher) -> None:
    """A key that was revoked parks nobody's notification: it is tried again."""
    google.token_status = 400
    refused = await refusal(pusher)

    assert (refused.permanent, google.sent) == (False, [])


async def test_google_away(private_key: str, tmp_path: Path) -> None:
    """Without a network there is no sign-in: tried again."""
    async with raw_server(b"") as at:
        pass
    pusher = FcmPusher(account(tmp_path / "fcm.json", private_key, f"http://{at}/token"))
    refused = await refusal(pusher)
    pusher.close()

    assert not refused.permanent


async def test_fcm_away(google: Google, pusher: FcmPusher, monkeypatch: pytest.MonkeyPatch) -> None:
    """An FCM that breaks off in mid-answer is away."""
    async with raw_server(b"") as at:
        pusher._app._services["_messaging"]._fcm_url = f"http://{at}/send"
        refused = await refusal(pusher)

    assert not refused.permanent


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
