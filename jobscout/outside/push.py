"""Push notifications through Firebase Cloud Messaging."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

import anyio
import firebase_admin
import msgspec
from firebase_admin import credentials, exceptions, messaging
from google.auth.exceptions import GoogleAuthError

from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.outgoing import Push

TIMEOUT_S = 30.0
# Requests wait on FCM in threads; more at once gain nothing.
THREADS = 8
# How FCM calls a token invalid: by the field of the request, or in this sentence, of which
# https://firebase.google.com/docs/cloud-messaging/error-codes shows the whole answer.
_RECIPIENT: Final = "message.token"
_INVALID: Final = "The registration token is not a valid FCM registration token"


class _Violation(msgspec.Struct):
    """A field of ``google.rpc.BadRequest``, as a path in the request."""

    field: str = ""


class _Detail(msgspec.Struct, rename="camel"):
    field_violations: list[_Violation] | None = None


class _Error(msgspec.Struct):
    message: str = ""
    details: list[_Detail] | None = None


class _Answer(msgspec.Struct):
    """What FCM answers when it refuses, with what is asked of it here."""

    error: _Error


class FcmPusher:
    """FCM's HTTP v1 API, as firebase_admin speaks it."""

    def __init__(self, credentials_path: Path) -> None:
        """Raises SettingError: the file is missing, or no service account."""
        try:
            certificate = credentials.Certificate(str(credentials_path))
        except (OSError, ValueError, AttributeError) as error:  # the last: JSON, but no object
            raise SettingError(
                "FIREBASE_CREDENTIALS_PATH", f"holds no service account: {error}"
            ) from error
        if not certificate.project_id:
            raise SettingError("FIREBASE_CREDENTIALS_PATH", "holds an account without a project")
        self._app = firebase_admin.initialize_app(
            certificate, {"httpTimeout": TIMEOUT_S}, name=f"jobscout-{id(self)}"
        )
        self._threads = anyio.CapacityLimiter(THREADS)
        # By itself the library tries five times, and sleeps in its thread for as long as FCM's
        # Retry-After says. Our pauses are the rows' pauses, so it shall try once.
        session = messaging._get_messaging_service(self._app)._client.session  # noqa: SLF001
        for adapter in session.adapters.values():
            adapter.max_retries = adapter.max_retries.new(total=0, read=False, status_forcelist=())

    async def send(self, push: Push) -> None:
        """Returns once the provider has taken it.

        Raises:
            DeliveryError: refused; AddressGone on the provider's own word that nothing will
                ever reach the token: unregistered, invalid, or another sender's.
        """
        try:
            await anyio.to_thread.run_sync(
                lambda: messaging.send(message(push), app=self._app), limiter=self._threads
            )
        except messaging.UnregisteredError as error:
            raise AddressGone("the token is gone") from error
        except messaging.SenderIdMismatchError as error:
            raise AddressGone("the token is another sender's") from error
        except exceptions.InvalidArgumentError as error:
            if _names_token(error):
                raise AddressGone("the token is invalid") from error
            raise DeliveryRefused("FCM refuses the message") from error
        except ValueError as error:
            raise DeliveryRefused("the message is none that FCM takes") from error
        except exceptions.FirebaseError as error:
            raise DeliveryError(f"FCM is unavailable: {error.code}") from error
        except GoogleAuthError as error:
            raise DeliveryError("Google's sign-in is unavailable, or refuses us") from error

    def close(self) -> None:
        # The library closes its connections in an event loop of its own, and a thread that
        # runs one cannot run another.
        closing = threading.Thread(target=firebase_admin.delete_app, args=(self._app,))
        closing.start()
        closing.join()


def _names_token(error: exceptions.InvalidArgumentError) -> bool:
    """Whether FCM calls the token invalid, and not something else in the message."""
    response = error.http_response
    if response is None:  # then the library's words are all that is left of FCM's
        return str(error).rstrip(".") == _INVALID
    try:
        said = msgspec.json.decode(response.content, type=_Answer)
    except msgspec.DecodeError:
        return False
    details = said.error.details or ()
    fields = [one.field for each in details for one in each.field_violations or ()]
    if fields:
        return _RECIPIENT in fields
    return said.error.message.rstrip(".") == _INVALID


def message(push: Push) -> Any:
    """The notification as FCM wants it: shown once per collapse key on every platform."""
    shown = messaging.Message(
        notification=messaging.Notification(title=push.title, body=push.body),
        data={"link": push.link},
        android=messaging.AndroidConfig(
            collapse_key=push.collapse_key,
            notification=messaging.AndroidNotification(tag=push.collapse_key),
        ),
        apns=messaging.APNSConfig(headers={"apns-collapse-id": push.collapse_key}),
        webpush=messaging.WebpushConfig(
            notification=messaging.WebpushNotification(tag=push.collapse_key),
            fcm_options=(
                messaging.WebpushFCMOptions(link=push.link)
                if push.link.startswith("https://")
                else None
            ),
        ),
    )
    # Not as an argument, which the library calls deprecated: FCM takes an installation id in
    # this place as well, and not every app has one to register with.
    shown.token = push.token
    return shown
