"""What the API promises of every credential it ever gave out, without any of its code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal, NamedTuple

Kind = Literal["verify_email", "reset_password"]

RACE: Final = timedelta(seconds=5)
ACCESS: Final = timedelta(minutes=15)
REFRESH: Final = timedelta(days=30)
MAILED: Final = {"verify_email": timedelta(hours=48), "reset_password": timedelta(minutes=30)}


class Pair(NamedTuple):
    """An access and a refresh token, and the answer that bore them."""

    access: str
    refresh: str
    answer: bytes
    given_at: timedelta


@dataclass(eq=False)
class Mail:
    """A mail with a one-time token."""

    user: User
    kind: Kind
    token: str
    given_at: timedelta
    is_spent: bool = False


@dataclass(eq=False)
class Session:
    """A sign-in. *pairs*: the last one's refresh token is good, the one before was spent last."""

    user: User
    id: str
    pairs: list[Pair]
    used_at: timedelta
    is_ended: bool = False


@dataclass(eq=False)
class User:
    """An account. *passwords*: the last is right, the first never was, the others were."""

    id: int
    email: str
    passwords: list[str]
    sessions: list[Session] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    is_verified: bool = False
    is_disabled: bool = False
    is_closed: bool = False

    def end_all(self, but: Session | None = None) -> None:
        for session in self.sessions:
            session.is_ended |= session is not but

    def verify(self) -> None:
        self.is_verified = True
        for mail in self.mails:
            mail.is_spent |= mail.kind == "verify_email"

    def set_password(self, password: str) -> None:
        self.passwords.append(password)
        for mail in self.mails:
            mail.is_spent |= mail.kind == "reset_password"


class Model:
    """The slug of the refusal, or None where the credential is accepted."""

    def __init__(self) -> None:
        self.now = timedelta(0)
        self.users: list[User] = []

    @property
    def sessions(self) -> list[Session]:
        return [session for user in self.users for session in user.sessions]

    def access(self, session: Session, pair: Pair) -> str | None:
        if self.now - pair.given_at >= ACCESS:
            return "unauthenticated"
        return "token-revoked" if session.is_ended else None

    def change(self, session: Session, pair: Pair) -> str | None:
        """What wants a proven address."""
        verified = session.user.is_verified
        return self.access(session, pair) or (None if verified else "email-not-verified")

    def confirm(self, session: Session, pair: Pair, password: str) -> str | None:
        """What wants the password once more."""
        right = password == session.user.passwords[-1]
        return self.access(session, pair) or (None if right else "invalid-credentials")

    def refresh(self, session: Session, pair: Pair) -> str | None:
        if self.has_expired(session):
            return "unauthenticated"
        races = self.now - session.used_at < RACE
        if pair not in session.pairs[-2 if races else -1 :]:
            return "token-reused"
        return "token-revoked" if session.is_ended else None

    def has_expired(self, session: Session) -> bool:
        return self.now - session.used_at >= REFRESH

    def login(self, user: User, password: str) -> str | None:
        if user.is_closed or password != user.passwords[-1]:
            return "invalid-credentials"
        return "account-disabled" if user.is_disabled else None

    def spend(self, mail: Mail, kind: Kind) -> str | None:
        """What wants a token of this kind. Who is disabled may still prove an address."""
        is_old = self.now - mail.given_at >= MAILED[mail.kind]
        is_out = mail.user.is_closed or (kind == "reset_password" and mail.user.is_disabled)
        return "invalid-token" if mail.kind != kind or mail.is_spent or is_old or is_out else None
