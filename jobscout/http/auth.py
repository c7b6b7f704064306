"""Access tokens: created by PyJWT, verified by aiohttp-jwt, with our own error messages."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
import uuid
from typing import TYPE_CHECKING, Any, Final, Literal

import jwt
import msgspec
from aiohttp import web
from aiohttp_jwt import JWTMiddleware

from jobscout.errors import NotFound, Unauthenticated
from jobscout.http import limits
from jobscout.http.fields import known_id
from jobscout.http.keys import SERVICES, Identity
from jobscout.outside.tokens import ACCESS_S

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jobscout.http.keys import Limit
    from jobscout.sql.users import User

ISSUER: Final = "jobscout"
MAX_VERIFIED: Final = 10_000  # some 5 MB
_ALGORITHM: Final = "HS256"

# It logs each rejected token with a traceback; a rejected token is not an error.
logging.getLogger("aiohttp_jwt.middleware").setLevel(logging.CRITICAL)


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Only the fields we write, so that PyJWT parses a small, flat header."""

    alg: Literal["HS256"]
    kid: str
    typ: Literal["JWT"] = "JWT"


class _Claims(msgspec.Struct, frozen=True):
    """Required claims: a valid token from an older version may lack some."""

    sub: str
    jti: str
    sid: uuid.UUID
    exp: int
    adm: bool
    ver: bool


class _Presented(dict[str, Any]):
    """Passed to aiohttp-jwt in place of the request.

    It stores the payload under a text key, for which aiohttp 3.14 warns on a request.
    """

    method = "GET"

    def __init__(self, token: str, request: web.Request, limit: Limit | None) -> None:
        super().__init__()
        self.token = token
        self.request = request
        self.limit = limit


def check_secret(request: web.Request) -> None:
    """On a route for programs of the operator's, which show WEBHOOK_SECRET.

    Raises:
        NotFound: there is none.
        Unauthenticated: it is another one.
    """
    secret = request.app[SERVICES].webhook_secret
    if secret is None:
        raise NotFound("WEBHOOK_SECRET is not set")
    scheme, _, given_secret = request.headers.get("Authorization", "").partition(" ")
    is_right = hmac.compare_digest(given_secret.strip().encode("utf-8", "replace"), secret.encode())
    if scheme.lower() != "bearer" or not is_right:
        raise Unauthenticated("the secret is wrong")


def key_id(secret: str) -> str:
    """Identifies a signing secret without revealing it."""
    return hashlib.sha256(secret.encode()).hexdigest()[:8]


def make_access_token(secret: str, user: User, session_id: str) -> str:
    """A token for *user* that is valid for ``ACCESS_S`` seconds."""
    now = int(time.time())
    claims = {
        "sub": user.id,
        "jti": uuid.uuid4().hex,
        "sid": session_id,
        "iat": now,
        "exp": now + ACCESS_S,
        "iss": ISSUER,
        "aud": ISSUER,
        "adm": user.is_admin,
        "ver": user.email_verified,
    }
    return jwt.encode(claims, secret, _ALGORITHM, headers={"kid": key_id(secret)})


class Verified:
    """Cache of tokens with a verified signature, by hash, until they expire; at most *most*.

    Verifying takes ten times as long as a lookup, and a phone sends the same token for a quarter
    of an hour. Revocation is still checked every time.
    """

    def __init__(self, most: int = MAX_VERIFIED) -> None:
        self._most = most
        self._known: dict[bytes, tuple[int, Identity]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def get(self, token: str, now: float) -> Identity | None:
        """The identity of *token*; None if it is unknown or, at *now*, expired."""
        expires_at, identity = self._known.get(_digest(token), (0, None))
        return identity if now < expires_at else None

    def put(self, token: str, expires_at: int, identity: Identity) -> None:
        """Add a token; if the cache is full, the oldest is removed."""
        if len(self._known) >= self._most:
            del self._known[next(iter(self._known))]
        self._known[_digest(token)] = (expires_at, identity)


class SignIn:
    """Identifies the caller. *secrets*: the current one, then the previous."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._verified = Verified()
        self._by_key_id = {key_id(secret): self._middleware(secret) for secret in secrets}

    async def identify(self, request: web.Request, limit: Limit | None) -> Identity | None:
        """The identity in the request's token; None without a token.

        Revocation is checked together with *limit*, from which one call is taken.

        Raises:
            Unauthenticated: malformed, not ours, expired or revoked.
            RateLimited: no call is left.
        """
        presented = request.headers.get("Authorization")
        if presented is None:
            return None
        scheme, _, rest = presented.strip().partition(" ")
        token = rest.strip()
        if scheme.lower() != "bearer" or not token.isascii():
            raise Unauthenticated("the Authorization header has no bearer token")
        known = self._verified.get(token, time.time())
        if known is not None:
            await _admit(request, limit, known)
            return known
        return await self._verify(_Presented(token, request, limit))

    async def _verify(self, shown: _Presented) -> Identity:
        middleware = self._by_key_id.get(_key_id_of(shown.token))
        if middleware is None:
            raise _not_valid()
        try:
            await middleware(shown, _accept)
        except web.HTTPUnauthorized as error:
            raise _not_valid() from error
        found: Identity = shown["identity"]
        self._verified.put(shown.token, shown["payload"]["exp"], found)
        return found

    def _middleware(self, secret: str) -> Callable[..., Awaitable[web.StreamResponse]]:
        middleware: Callable[..., Awaitable[web.StreamResponse]] = JWTMiddleware(
            secret,
            token_getter=_token,
            is_revoked=_is_revoked,
            credentials_required=False,
            algorithms=[_ALGORITHM],
            audience=ISSUER,
            issuer=ISSUER,
        )
        return middleware


async def _is_revoked(shown: _Presented, payload: dict[str, Any]) -> bool:
    """Callback of aiohttp-jwt for a verified token; we raise instead of returning True."""
    try:
        claims = msgspec.convert(payload, _Claims)
    except msgspec.ValidationError as error:
        raise _not_valid() from error
    if not (user_id := known_id(claims.sub)):
        raise _not_valid()
    identity = Identity(
        user_id=user_id,
        is_admin=claims.adm,
        is_verified=claims.ver,
        jti=claims.jti,
        sid=str(claims.sid),
        expires_at=claims.exp,
    )
    await _admit(shown.request, shown.limit, identity)
    shown["identity"] = identity
    return False


async def _admit(request: web.Request, limit: Limit | None, identity: Identity) -> None:
    """Raises Unauthenticated if the session has ended, RateLimited if no call is left."""
    services = request.app[SERVICES]
    call = limits.call_of(limit, request, identity.user_id) if limit is not None else None
    admission = await services.admit(identity.sid, call)
    has_ended = admission.has_ended
    if has_ended is None:  # Redis is unavailable or incomplete, so ask the row
        has_ended = not await services.stores.sessions.is_live(identity.sid)
    if has_ended:
        raise Unauthenticated("this sign-in was ended", "token-revoked")
    if call is not None:
        limits.check(admission, call, request)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _token(shown: _Presented) -> str:
    return shown.token


async def _accept(_shown: _Presented) -> web.StreamResponse:
    return web.Response()


def _not_valid() -> Unauthenticated:
    return Unauthenticated("the access token is invalid or expired")


def _key_id_of(token: str) -> str:
    """The ``kid`` of a token that is not verified yet. Raises Unauthenticated."""
    try:
        header = jwt.utils.base64url_decode(token.partition(".")[0])
        return msgspec.json.decode(header, type=_Header).kid
    except (ValueError, RecursionError) as error:
        raise _not_valid() from error
