"""The signed-in user's account: name, settings and password."""

import logging
from typing import Annotated, ClassVar

from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import Conflict, FieldError, InvalidInput
from jobscout.http import fields, file_responses, hashing
from jobscout.http.auth_handlers import GivenPassword, NewPassword, uncommon
from jobscout.http.inputs import Input, given
from jobscout.http.keys import IDENTITY, SERVICES, stores, user_id
from jobscout.rules import passwords
from jobscout.sql.users import User

log = logging.getLogger(__name__)


class AccountChanges(Input):
    full_name: fields.Name | UnsetType | None = UNSET
    timezone: Annotated[str, Meta(description="IANA name")] | UnsetType = UNSET
    locale: Annotated[str, Meta(description="language tag")] | UnsetType = UNSET
    rules: ClassVar = {
        "full_name": fields.line,
        "timezone": fields.iana_timezone,
        "locale": fields.locale,
    }


class Closing(Input):
    password: GivenPassword


class PasswordChange(Input):
    current_password: GivenPassword
    new_password: NewPassword
    rules: ClassVar = {"new_password": uncommon}


async def get_me(request: web.Request) -> User:
    """The signed-in user."""
    return await stores(request).users.get(user_id(request))


async def change_me(request: web.Request, body: AccountChanges) -> User:
    """Change name, time zone or locale; absent fields stay unchanged."""
    return await stores(request).users.change(user_id(request), given(body))


async def change_password(request: web.Request, body: PasswordChange) -> None:
    """Change the password. All other sessions end."""
    services, who = request.app[SERVICES], request[IDENTITY]
    kept = await hashing.confirm(services, who.user_id, body.current_password)
    if problem := passwords.weakness(body.new_password, kept.user.email):
        raise InvalidInput([FieldError("new_password", problem)])
    hashed = await hashing.hash_password(services, body.new_password)
    revoked = await services.stores.accounts.change_password(
        who.user_id, kept.password_hash, hashed, who.sid
    )
    if revoked is None:
        raise Conflict("conflict", "the password was changed at the same time")
    await services.revoke(revoked)
    log.info("password changed", extra={"security": True, "user_id": who.user_id})


async def close_account(request: web.Request, body: Closing) -> None:
    """Close the account: sign-in is refused at once, and everything is erased after thirty days."""
    services, who = request.app[SERVICES], request[IDENTITY]
    await hashing.confirm(services, who.user_id, body.password)
    await services.revoke(await services.stores.accounts.close(who.user_id))
    log.info("account closed", extra={"security": True, "user_id": who.user_id})


async def export_data(request: web.Request) -> web.StreamResponse:
    """Everything stored about the user, as one JSON document (GDPR articles 15 and 20)."""
    pieces = stores(request).exports.document(user_id(request))
    return await file_responses.answer(
        request,
        (piece.encode() async for piece in pieces),
        media="application/json",
        disposition='attachment; filename="job-scout-data.json"',
    )
