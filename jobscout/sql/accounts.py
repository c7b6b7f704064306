"""Accounts: changes of a user together with their sessions, tokens and mails.

Methods that end sessions return their ids, for revocation in Redis. Rows are locked in one order
(the user, then the rest), so that concurrent changes of a user do not deadlock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg

from jobscout import mail_addresses
from jobscout.errors import Conflict, NotFound
from jobscout.sql import account_mails, audit, erasures, sessions
from jobscout.sql.account_mails import hash_of
from jobscout.sql.queries import load
from jobscout.sql.users import user_of

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from jobscout.sql.sessions import Client, NewSession
    from jobscout.sql.users import User

Q = load("accounts")


class Accounts:
    """*domain* is the domain of the Message-IDs of account mails."""

    def __init__(self, db: Database, *, domain: str) -> None:
        self._db = db
        self._domain = domain

    async def register(
        self, email: str, password_hash: str, full_name: str | None, client: Client
    ) -> tuple[User, NewSession]:
        """The account and its first session; the verification mail is due.

        Raises:
            Conflict: the address has an account.
        """
        try:
            async with self._db.transaction() as t:
                row = await t.one(
                    Q.insert_user,
                    email=email,
                    canonical_email=mail_addresses.key(email),
                    password_hash=password_hash,
                    full_name=full_name,
                )
                await account_mails.add(t, row["id"], "verify_email", self._domain)
                session = await sessions.start(t, row["id"], password_hash, client)
        except asyncpg.UniqueViolationError as error:
            raise Conflict("email-taken", "this email address has an account already") from error
        assert session is not None, "nobody else has seen this account yet"  # noqa: S101
        return user_of(row), session

    async def verify_email(self, token: str, by_user: int | None = None) -> list[str] | None:
        """Spend *token* and verify the address; None if the token is invalid.

        An earlier session may belong to somebody who registered with another person's address.
        So all sessions end, unless the caller is signed in to the same account (*by_user* is the
        caller's user). The password is kept.
        """
        async with self._db.transaction() as t:
            row = await t.maybe(Q.lock_verify_target, token_hash=hash_of(token))
            if row is None or await t.value(Q.spend, token_hash=hash_of(token)) is None:
                return None
            await t.run(Q.verify_email, user_id=row["id"])
            await t.run(Q.drop_tokens, user_id=row["id"], purposes=["verify_email"])
            if row["is_verified"] or row["id"] == by_user:
                return []
            return await sessions.end_all(t, row["id"])

    async def reset_target(self, token: str) -> str | None:
        """The address of the account whose password *token* may set, None if it is invalid."""
        email: str | None = await self._db.value(Q.reset_target, token_hash=hash_of(token))
        return email

    async def reset_password(self, token: str, password_hash: str) -> list[str] | None:
        """Spend *token*, set the password, end all sessions; None if the token is invalid."""
        async with self._db.transaction() as t:
            user_id = await t.value(Q.lock_reset_target, token_hash=hash_of(token))
            if user_id is None or await t.value(Q.spend, token_hash=hash_of(token)) is None:
                return None
            await t.run(Q.reset_password, user_id=user_id, password_hash=password_hash)
            await t.run(Q.drop_tokens, user_id=user_id, purposes=["reset_password", "verify_email"])
            await account_mails.add(t, user_id, "password_changed", self._domain)
            return await sessions.end_all(t, user_id)

    async def change_password(
        self, user_id: int, old_hash: str, new_hash: str, session_id: str
    ) -> list[str] | None:
        """Set the password and end all other sessions; None if it changed concurrently."""
        async with self._db.transaction() as t:
            changed = await t.value(
                Q.change_password, user_id=user_id, old_hash=old_hash, new_hash=new_hash
            )
            if changed is None:
                return None
            await t.run(Q.drop_tokens, user_id=user_id, purposes=["reset_password"])
            await account_mails.add(t, user_id, "password_changed", self._domain)
            return await sessions.end_all(t, user_id, but=session_id)

    async def close(self, user_id: int) -> list[str]:
        """Refuse every sign-in from now on; the erasure is due later. Raises NotFound."""
        async with self._db.transaction() as t:
            if not await erasures.close(t, user_id):
                raise NotFound("the account does not exist")
            await account_mails.add(t, user_id, "account_closed", self._domain)
            return await sessions.end_all(t, user_id)

    async def disable(self, user_id: int, *, by: int | None = None) -> list[str]:
        """Refuse every sign-in from now on; *by* is the acting admin. Raises NotFound."""
        async with self._db.transaction() as t:
            if await t.value(Q.disable, user_id=user_id) is None:
                raise NotFound("the account does not exist")
            await audit.note(t, by, "account deactivated", ("user", user_id))
            return await sessions.end_all(t, user_id)

    async def enable(self, user_id: int, *, by: int | None = None) -> None:
        """Allow the user to sign in again. Raises NotFound."""
        async with self._db.transaction() as t:
            if await t.value(Q.enable, user_id=user_id) is None:
                raise NotFound("the account does not exist")
            await audit.note(t, by, "account reactivated", ("user", user_id))

    async def set_admin(self, email: str, *, is_admin: bool) -> list[str]:
        """Grant or revoke admin rights; sessions with outdated rights end. Raises NotFound."""
        async with self._db.transaction() as t:
            canonical = mail_addresses.key(email)
            user_id = await t.value(
                Q.set_admin, email=email, canonical_email=canonical, is_admin=is_admin
            )
            if user_id is None:
                raise NotFound("there is no account with this address")
            action = "rights of an admin given" if is_admin else "rights of an admin taken"
            await audit.note(t, None, action, ("user", user_id))
            return await sessions.end_all(t, user_id)

    async def purge_tokens(self) -> int:
        """Delete expired one-time tokens; returns their number."""
        return await self._db.remove(Q.purge_tokens)
