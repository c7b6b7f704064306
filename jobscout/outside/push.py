"""Push notifications through Firebase Cloud Messaging."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol

import anyio
import firebase_admin
from firebase_admin import credentials, exceptions, messaging
from google.auth.exceptions import GoogleAuthError
from urllib3.util import Retry

from jobscout.errors import DeliveryError, SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.outgoing import Push

TIMEOUT_S = 30.0
# Requests wait on FCM in threads; more at once gain nothing.
THREADS = 8


class Pusher(Protocol):
    """Takes a notification for one device, or says why not."""

    async def send(self, push: Push) -> None:
        """Returns once the provider has taken it.

        Raises:
            DeliveryError: refused; *gone* on the provider's own word that the token is dead.
        """
        ...


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
            adapter.max_retries = Retry(0, read=False)

    async def send(self, push: Push) -> None:
        try:
            await anyio.to_thread.run_sync(
                lambda: messaging.send(message(push), app=self._app), limiter=self._threads
            )
        except messaging.UnregisteredError as error:
            raise DeliveryError("the token is gone", permanent=True, gone=True) from error
        except (
            exceptions.InvalidArgumentError,
            messaging.SenderIdMismatchError,
            ValueError,
        ) as error:
            raise DeliveryError(f"FCM refuses: {type(error).__name__}", permanent=True) from error
        except exceptions.FirebaseError as error:
            raise DeliveryError(f"FCM is away: {error.code}") from error
        except GoogleAuthError as error:
            raise DeliveryError("Google's sign-in is away, or refuses us") from error

    def close(self) -> None:
        # The library closes its connections in an event loop of its own, and a thread that
        # runs one cannot run another.
        closing = threading.Thread(target=firebase_admin.delete_app, args=(self._app,))
        closing.start()
        closing.join()


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
