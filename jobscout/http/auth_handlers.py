"""Registration, sign-in and sign-out, and the mails that verify an address."""

import logging
from collections.abc import Iterator
from operator import methodcaller
from typing import Annotated, ClassVar, Final, Literal

import msgspec
from aiohttp import web
from aiojobs.aiohttp import spawn
from msgspec import Meta

from jobscout.errors import FieldError, Forbidden, InvalidInput, Unauthenticated
from jobscout.http import fields, hashing
from jobscout.http.addresses import client_address
from jobscout.http.auth import make_access_token
from jobscout.http.inputs import Input
from jobscout.http.keys import IDENTITY, SERVICES, Services
from jobscout.http.problems import InvalidToken
from jobscout.mail_addresses import BLANKS
from jobscout.model import AccountMailKind
from jobscout.outside.tokens import ACCESS_S
from jobscout.rules import passwords
from jobscout.sql.sessions import Client, NewSession, TokenReused
from jobscout.sql.users import User

log = logging.getLogger(__name__)

_EmailText = Annotated[str, Meta(max_length=320)]
Email = Annotated[_EmailText, Meta(extra_json_schema={"format": "email"})]
NewPassword = Annotated[
    str,
    Meta(
        min_length=passwords.MIN_CHARS,
        max_length=passwords.MAX_CHARS,
        description="Not a common one and not the email address.",
    ),
]
Token = Annotated[str, Meta(min_length=1, max_length=200)]
GivenPassword = Annotated[str, Meta(max_length=1024)]


def uncommon(password: str) -> str:
    if problem := passwords.weakness(password):
        raise ValueError(problem)
    return password


class Registration(Input):
    email: Email
    password: NewPassword
    full_name: fields.Name | None = None
    rules: ClassVar = {"email": fields.email, "password": uncommon, "full_name": fields.line}
    across: ClassVar = frozenset(("email", "password"))

    def check(self) -> Iterator[FieldError]:
        if problem := passwords.weakness(self.password, self.email):
            yield FieldError("password", problem)


class Login(Input):
    """Only sizes are checked: anything else that is wrong counts as wrong credentials."""

    email: _EmailText
    password: GivenPassword
    rules: ClassVar = {"email": methodcaller("strip", BLANKS)}


class Refresh(Input):
    refresh_token: Token


class Logout(Input):
    refresh_token: Token | None = None


class EmailToken(Input):
    token: Token


class Address(Input):
    email: Email
    rules: ClassVar = {"email": fields.email}


class Reset(Input):
    token: Token
    new_password: NewPassword
    rules: ClassVar = {"new_password": uncommon}


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A short-lived access token, and a refresh token that can be spent once."""

    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  (the scheme, not a secret)
    expires_in: Annotated[int, Meta(description="seconds")] = ACCESS_S


class SignedIn(Pair, frozen=True, kw_only=True):
    """A new session and its user."""

    user: User


_WRONG: Final = "email or password is wrong"


async def register(request: web.Request, body: Registration) -> SignedIn:
    """Create an account and sign it in; a verification mail is sent."""
    services = request.app[SERVICES]
    await _check_mailable(services, body.email)
    hashed = await hashing.hash_password(services, body.password)
    user, session = await services.stores.accounts.register(
        body.email, hashed, body.full_name, _client(request)
    )
    return _signed_in(services, user, session)


async def login(request: web.Request, body: Login) -> SignedIn:
    """Sign in. An unknown address and a wrong password give the same answer in the same time."""
    services = request.app[SERVICES]
    found = await services.stores.users.credentials(body.email)
    kept = found.password_hash if found else None
    right = await hashing.verify(services, body.password, kept)
    if found is None or not right:
        raise Unauthenticated(_WRONG, "invalid-credentials")
    if found.is_disabled:
        raise Forbidden("this account was disabled; ask an operator", "account-disabled")
    compared = found.password_hash
    if passwords.is_outdated(compared):
        hashed = await hashing.hash_password(services, body.password)
        await services.stores.users.rehash(found.user.id, compared, hashed)
        compared = hashed
    session = await services.stores.sessions.start(found.user.id, compared, _client(request))
    if session is None:  # the password or the account changed during the comparison
        raise Unauthenticated(_WRONG, "invalid-credentials")
    return _signed_in(services, found.user, session)


async def refresh(request: web.Request, body: Refresh) -> Pair:
    """Spend a refresh token for a new pair; concurrent calls with one token get the same pair."""
    services = request.app[SERVICES]

    def make_pair(user: User, session_id: str, token: str) -> bytes:
        access = make_access_token(services.secrets[0], user, session_id)
        return msgspec.json.encode(Pair(access_token=access, refresh_token=token))

    try:
        pair = await services.stores.sessions.refresh(
            body.refresh_token, _client(request), make_pair
        )
    except TokenReused as error:
        await services.revoke([error.session_id])
        log.warning(
            "refresh token reused",
            extra={
                "security": True,
                "user_id": error.user_id,
                "session_id": error.session_id,
            },
        )
        raise
    return msgspec.json.decode(pair, type=Pair)


async def logout(request: web.Request, body: Logout) -> None:
    """End the session of the access token and that of the refresh token; either is enough."""
    services, identity = request.app[SERVICES], request.get(IDENTITY)
    revoked = []
    if identity is not None:
        revoked += await services.stores.sessions.end_own(identity.user_id, identity.sid)
    if body.refresh_token is not None:
        revoked += await services.stores.sessions.end_of_token(body.refresh_token)
    elif identity is None:
        raise Unauthenticated("this needs an access token or a refresh token")
    await services.revoke(revoked)


async def verify_email(request: web.Request, body: EmailToken) -> None:
    """Verify the address; sessions opened before end, unless one of them makes the call."""
    services, identity = request.app[SERVICES], request.get(IDENTITY)
    by_user = identity.user_id if identity is not None else None
    revoked = await services.stores.accounts.verify_email(body.token, by_user)
    if revoked is None:
        raise InvalidToken("the token is unknown, spent or older than 48 hours")
    await services.revoke(revoked)
    log.info("address verified", extra={"security": True, "sessions_ended": len(revoked)})


async def resend_verification(request: web.Request, body: Address) -> None:
    """Send the verification mail again if it is still needed; the answer is always the same."""
    await _ask_for_mail(request, body.email, "verify_email")


async def forgot_password(request: web.Request, body: Address) -> None:
    """Mail a password reset token if the account exists; the answer is always the same."""
    await _ask_for_mail(request, body.email, "reset_password")


async def reset_password(request: web.Request, body: Reset) -> None:
    """Set the password with a mailed token. All sessions of the user end."""
    services = request.app[SERVICES]
    email = await services.stores.accounts.reset_target(body.token)
    if email is not None and (problem := passwords.weakness(body.new_password, email)):
        raise InvalidInput([FieldError("new_password", problem)])
    revoked = None
    if email is not None:
        hashed = await hashing.hash_password(services, body.new_password)
        revoked = await services.stores.accounts.reset_password(body.token, hashed)
    if revoked is None:
        raise InvalidToken("the token is unknown, spent or older than 30 minutes")
    await services.revoke(revoked)
    log.info("password reset", extra={"security": True})


async def _ask_for_mail(request: web.Request, email: str, kind: AccountMailKind) -> None:
    services = request.app[SERVICES]
    mails = services.stores.account_mails
    await _check_mailable(services, email)
    await mails.can_ask()  # otherwise we would answer "accepted" for a mail that is never sent
    # after the answer, because its duration would reveal whether the account exists
    await spawn(request, mails.ask(email, kind))


async def _check_mailable(services: Services, email: str) -> None:
    """Raises InvalidInput: our mail server does not accept such an address."""
    if not (email.isascii() or await services.takes_utf8()):
        said = "must be in ASCII before the @, because the mail server accepts no other address"
        raise InvalidInput([FieldError("email", said)])


def _client(request: web.Request) -> Client:
    agent = request.headers.get("User-Agent")
    return Client(agent if agent and agent.isprintable() else None, client_address(request))


def _signed_in(services: Services, user: User, session: NewSession) -> SignedIn:
    return SignedIn(
        user=user,
        access_token=make_access_token(services.secrets[0], user, session.id),
        refresh_token=session.refresh_token,
    )
