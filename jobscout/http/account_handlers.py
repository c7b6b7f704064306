"""Accounts: registration, sign-in, the verified address, and the person behind them."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec
from aiohttp import web
from aiojobs.aiohttp import spawn
from anyio import to_thread
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import FieldError, Forbidden, Unauthenticated
from jobscout.http import fields
from jobscout.http.addresses import client_address
from jobscout.http.auth import ACCESS_S, make_access_token
from jobscout.http.inputs import Input, given
from jobscout.http.keys import SERVICES, Services, user_id
from jobscout.http.problems import InvalidToken
from jobscout.rules import passwords
from jobscout.sql.users import Device, Session, User

Email = Annotated[str, Meta(max_length=320, extra_json_schema={"format": "email"})]
NewPassword = Annotated[
    str,
    Meta(
        min_length=passwords.MIN_CHARS,
        max_length=passwords.MAX_CHARS,
        description="Not a common one and not the email address.",
    ),
]
FullName = Annotated[str, Meta(max_length=200)]
OneTimeToken = Annotated[str, Meta(min_length=1, max_length=200)]


def _uncommon(password: str) -> str:
    if problem := passwords.weakness(password):
        raise ValueError(problem)
    return password


class Registration(Input):
    email: Email
    password: NewPassword
    full_name: FullName | None = None
    rules: ClassVar = {"email": fields.email, "password": _uncommon, "full_name": fields.line}
    across: ClassVar = frozenset(("email", "password"))

    def check(self) -> Iterator[FieldError]:
        if problem := passwords.weakness(self.password, self.email):
            yield FieldError("password", problem)


class Login(Input):
    """Only sizes are checked: whatever else is wrong makes wrong credentials."""

    email: Annotated[str, Meta(max_length=320)]
    password: Annotated[str, Meta(max_length=1024)]
    rules: ClassVar = {"email": str.strip}


class EmailToken(Input):
    token: OneTimeToken


class Address(Input):
    email: Email
    rules: ClassVar = {"email": fields.email}


class AccountChanges(Input):
    full_name: FullName | UnsetType | None = UNSET
    timezone: Annotated[str, Meta(description="IANA name")] | UnsetType = UNSET
    locale: Annotated[str, Meta(description="language tag")] | UnsetType = UNSET
    rules: ClassVar = {
        "full_name": fields.line,
        "timezone": fields.iana_timezone,
        "locale": fields.locale,
    }


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A new session: short-lived access, and what a new pair is had for."""

    user: User
    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  (the scheme, not a secret)
    expires_in: Annotated[int, Meta(description="seconds")] = ACCESS_S


_WRONG: Final = "email or password is wrong"


async def register(request: web.Request, body: Registration) -> SignedIn:
    """Create an account and sign it in; a verification mail is sent."""
    services = request.app[SERVICES]
    hashed = await _hashing(services, passwords.hash_password, body.password)
    user, session, token = await services.users.register(
        body.email, hashed, body.full_name, _device(request)
    )
    await spawn(request, services.send_verification(user.email, user.full_name, token))
    return _signed_in(services, user, session)


async def login(request: web.Request, body: Login) -> SignedIn:
    """Sign in. An unknown address takes as long as a wrong password, and reads the same."""
    services = request.app[SERVICES]
    found = await services.users.credentials(body.email)
    kept = found.password_hash if found else None
    right = await _hashing(services, passwords.verify, body.password, kept)
    if found is None or not right:
        raise Unauthenticated(_WRONG, "invalid-credentials")
    if found.is_disabled:
        raise Forbidden("this account was disabled; ask an operator", "account-disabled")
    if passwords.is_outdated(found.password_hash):
        hashed = await _hashing(services, passwords.hash_password, body.password)
        await services.users.rehash(found.user.id, found.password_hash, hashed)
    session = await services.users.start_session(found.user.id, _device(request))
    return _signed_in(services, found.user, session)


async def verify_email(request: web.Request, body: EmailToken) -> None:
    """Believe the address whose mail held the token."""
    if not await request.app[SERVICES].users.verify_email(body.token):
        raise InvalidToken("the token is unknown, spent or older than 48 hours")


async def resend_verification(request: web.Request, body: Address) -> None:
    """Send the verification mail again, if the account waits for one; the answer never tells."""
    await spawn(request, _verify_again(request.app[SERVICES], body.email))


async def get_me(request: web.Request) -> User:
    """The signed-in person."""
    return await request.app[SERVICES].users.get(user_id(request))


async def change_me(request: web.Request, body: AccountChanges) -> User:
    """Change name, time zone or locale; what is left out stays."""
    return await request.app[SERVICES].users.change(user_id(request), given(body))


async def _verify_again(services: Services, email: str) -> None:
    if waiting := await services.users.new_verification(email):
        await services.send_verification(*waiting)


async def _hashing(services: Services, work: Any, *given_to_it: Any) -> Any:
    """argon2 holds a core for 20 ms without the GIL: off the loop, and few at a time."""
    return await to_thread.run_sync(work, *given_to_it, limiter=services.hashing)


def _device(request: web.Request) -> Device:
    agent = request.headers.get("User-Agent")
    return Device(agent if agent and agent.isprintable() else None, client_address(request))


def _signed_in(services: Services, user: User, session: Session) -> SignedIn:
    return SignedIn(
        user=user,
        access_token=make_access_token(services.secrets[0], user, session.id),
        refresh_token=session.refresh_token,
    )
