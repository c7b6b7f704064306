"""Whatever people, thieves and time do, in any order: what was revoked lets nobody in.

Hypothesis makes up sequences of commands and plays them to the HTTP API on a real PostgreSQL
and a real Valkey. Beside it stands a model, which says of every credential ever given out
whether it is accepted now, and if not in which words it is refused.
"""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import jwt
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from jobscout.errors import NotFound, Outage
from jobscout.http.auth import key_id
from jobscout.outside.limits import Limits, connect
from jobscout.outside.tokens import RevokedSessions
from tests.drills import drill
from tests.integration.rows import SECRET
from tests.integration.session_model import Mail, Model, Pair, Session, User
from tests.integration.session_world import Said, World

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from tests.integration.http_server import Server
    from tests.integration.session_model import Kind

pytestmark = drill()

T = TypeVar("T")

# No sum of a few of these is near one of the model's, so that milliseconds decide nothing.
RACE_OVER: Final = timedelta(seconds=6)
SPANS: Final = (
    *(timedelta(minutes=20), timedelta(hours=1), timedelta(hours=1)),
    *(timedelta(days=4), timedelta(days=20), timedelta(days=20), timedelta(days=35)),
)
PLENTY: Final = dict.fromkeys(("auth", "password"), 1_000_000)

# Two examples a round: the simplest, which does nothing, and a new one. In a longer round
# Hypothesis plays each sequence again five times, with hardly a change.
ROUNDS: Final = 60
SHRINK_S: Final = 60  # and not five minutes: a failure must be told before the time limit
SETTINGS: Final = settings(
    max_examples=2,
    stateful_step_count=30,
    phases=(Phase.reuse, Phase.generate, Phase.shrink),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)

_numbers = itertools.count(1)


class Command(NamedTuple):
    """What comes next: a method of the machine, and what it is given."""

    name: str
    given: dict[str, Any]

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.given.items())
        return f"{self.name}({given})"


# Which person, which of their sessions: those that are still open come first.
WHO: Final = st.sampled_from((0, 0, 0, 1, 1, 2, 3))
DEVICE: Final = WHO
# How many before the newest, which is what people use most.
AGE: Final = st.sampled_from((0, 0, 0, 0, 1, 1, 2, 3))
BACK: Final = st.sampled_from((None, None, 0, 1, 2))
SELDOM: Final = st.sampled_from((False, False, False, True))
TIMES: Final = st.sampled_from((1, 1, 2, 3))
BY: Final = st.sampled_from(("nobody", "nobody", "themselves", "another"))
SHOWN: Final = st.sampled_from(("access", "refresh", "both"))
MAIL: Final = st.sampled_from(("forgot-password", "forgot-password", "resend-verification"))
ONE: Final = {"who": WHO, "device": DEVICE}
ANOTHER: Final = {"other": WHO, "others": DEVICE}

# A method's name, how often it is taken beside the others, and what it may be given.
# With a rule for each, Hypothesis leaves half of them out of any one sequence.
COMMANDS: Final[list[tuple[str, int, dict[str, SearchStrategy[Any]]]]] = [
    ("nothing", 1, {}),  # first, so that it is the simplest
    ("login", 4, {"who": WHO, "old": AGE}),
    ("refresh", 7, {**ONE, "old": AGE, "times": TIMES}),
    ("come_back", 1, {**ONE, "spans": st.lists(st.sampled_from((RACE_OVER, *SPANS)), max_size=3)}),
    ("reuse", 2, ONE),
    ("refresh_while_ended", 1, {**ONE, "old": AGE, "by": st.sampled_from(("logout", "disable"))}),
    ("login_while_disabled", 1, {"who": WHO}),
    ("logout", 3, {**ONE, **ANOTHER, "old": AGE, "shown": SHOWN}),
    ("end_session", 3, {**ONE, **ANOTHER}),
    ("change_password", 3, {**ONE, "old": AGE, "back": BACK}),
    ("close", 2, {**ONE, "old": AGE}),
    ("register", 1, {"like": st.none() | WHO}),
    ("ask_for_mail", 2, {"who": WHO, "path": MAIL, "late": st.booleans()}),
    ("account_mailer", 1, {}),
    ("verify", 2, {**ONE, "age": AGE, "wrong": SELDOM, "times": TIMES, "by": BY}),
    ("reset", 4, {"who": WHO, "age": AGE, "wrong": SELDOM, "times": TIMES, "back": BACK}),
    ("disable", 2, {"who": WHO, "blink": st.booleans()}),
    ("enable", 1, {}),
    ("thief", 1, {}),
    ("races_end", 3, {}),
    ("time_passes", 2, {"span": st.sampled_from(SPANS)}),
    ("revocation_sync", 2, {}),
    ("redis_forgets", 1, {}),
    ("redis_goes_or_comes", 2, {}),
]


def commands() -> SearchStrategy[Command]:
    kinds = [
        st.builds(Command, st.just(name), st.fixed_dictionaries(given))
        for name, weight, given in COMMANDS
        for _ in range(weight)
    ]
    return st.one_of(kinds)


class Accounts(RuleBasedStateMachine):
    """What people, thieves, operators, time and Redis do, and what must come of it."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.model = Model()
        self.expired: set[str] = set()
        self.turn = 0

    def teardown(self) -> None:
        self.world.redis_comes()

    @rule(command=commands())
    def do(self, command: Command) -> None:
        if command.name == "nothing":
            return
        if not self.model.users:
            self.two_users()
        self.world.hold()
        getattr(self, command.name)(**command.given)

    def two_users(self) -> None:
        """Each signed in twice, proven, and with mails of each kind at hand."""
        self.world.begin()
        for who in range(2):
            self.register(like=None)
            self.login(who, old=0)
            self.ask_for_mail(who, "resend-verification", late=False)
            self.verify(who=who, device=0, age=0, wrong=False, times=1, by="themselves")
            self.ask_for_mail(who, "forgot-password", late=False)
            self.ask_for_mail(who, "forgot-password", late=False)

    @invariant()
    def access_tokens(self) -> None:
        """Each opens its own person's door, or none: every session's first and last."""
        for session in self.model.sessions:
            for pair in dict.fromkeys((session.pairs[0], session.pairs[-1])):
                if pair.access in self.expired:
                    continue  # time does not come back: being refused once is enough
                slug = self.model.access(session, pair)
                said = self._ask(slug, "GET", "/users/me", token=self._aged(pair))
                if slug is None:
                    assert said.json["email"] == session.user.email
                    assert said.json["email_verified"] is session.user.is_verified
                elif slug == "unauthenticated":
                    self.expired.add(pair.access)

    @invariant()
    def refresh_tokens_of_ended_sessions(self) -> None:
        """Refused, however often: the last and, in its race, the one before; in turn."""
        ended = [session for session in self.model.sessions if session.is_ended]
        self.turn += 1
        for session in ended[self.turn % len(ended) :][:1] if ended else ():
            for pair in session.pairs[-2:]:
                slug = self.model.refresh(session, pair)
                # a reuse tells Redis of the session again, so that nobody saw it was not told
                if slug != "token-reused":
                    self._show(slug, pair)

    # people

    def register(self, like: int | None) -> None:
        """With a new address, or with one that has an account, or had one until that closed."""
        email = an_address() if like is None else self._user(like).email
        taken = any(one.email == email and not one.is_closed for one in self.model.users)
        password = a_password()
        body = {"email": email, "password": password}
        said = self._ask("email-taken" if taken else None, "POST", "/auth/register", body)
        if not taken:
            user = User(int(said.json["user"]["id"]), email, [a_password(), password])
            self.model.users.append(user)
            self._signed_in(user, said)

    def login(self, who: int, old: int) -> None:
        user = self._user(who)
        password = newest(user.passwords, old)
        body = {"email": user.email, "password": password}
        said = self._ask(self.model.login(user, password), "POST", "/auth/login", body)
        if said.slug is None:
            self._signed_in(user, said)

    def refresh(self, who: int, device: int, old: int, times: int) -> None:
        """With any token ever given out."""
        self._spend(*self._shown(who, device, old), times)

    def come_back(self, who: int, device: int, spans: list[timedelta]) -> None:
        """A user who comes back within thirty days each time stays signed in."""
        session, _ = self._shown(who, device, 0)
        for span in spans:
            self.time_passes(span)
            self._spend(session, session.pairs[-1])

    def reuse(self, who: int, device: int) -> None:
        """What was stolen is shown when its owner has spent it, or the other way about."""
        session, stolen = self._shown(who, device, 0)
        self._spend(session, stolen)
        self.races_end()
        self._spend(session, stolen)

    def refresh_while_ended(self, who: int, device: int, old: int, by: str) -> None:
        """Whichever comes first, nothing of the session is good afterwards."""
        session, pair = self._shown(who, device, old)
        if self.model.refresh(session, pair) is not None:
            return
        body = {"refresh_token": session.pairs[0].refresh}
        ending = (
            self.world.ask("POST", "/auth/logout", body)
            if by == "logout"
            else self._disable(session.user)
        )
        first, ended, second = self.world.at_once(self._refresh(pair), ending, self._refresh(pair))

        assert ended.slug is None
        assert {first.slug, second.slug} <= {None, "token-revoked"}
        self._refreshed(session, pair, first)
        self._refreshed(session, pair, second)
        if by == "logout":
            session.is_ended = True
        else:
            session.user.is_disabled = True
            session.user.end_all()

    def login_while_disabled(self, who: int) -> None:
        """Whichever comes first, nothing that the sign-in gave out is good afterwards."""
        user = self._user(who)
        body = {"email": user.email, "password": user.passwords[-1]}
        if self.model.login(user, body["password"]) is not None:
            return
        login = self.world.ask("POST", "/auth/login", body)
        said, _ = self.world.at_once(login, self._disable(user))

        assert said.slug in {None, "invalid-credentials", "account-disabled"}
        if said.slug is None:
            self._signed_in(user, said)
        user.is_disabled = True
        user.end_all()

    def logout(
        self, *, who: int, device: int, other: int, others: int, old: int, shown: str
    ) -> None:
        """By an access token, by a refresh token, or by both, which may be of two people."""
        mine, pair = self._shown(who, device, old)
        theirs, spent = self._shown(other, others, old)
        token = None if shown == "refresh" else self._aged(pair)
        body = {} if shown == "access" else {"refresh_token": spent.refresh}
        slug = None if token is None else self.model.access(mine, pair)
        self._ask(slug, "POST", "/auth/logout", body, token)
        if slug is None:
            mine.is_ended |= shown != "refresh"
            theirs.is_ended |= shown != "access"

    def end_session(self, who: int, device: int, other: int, others: int) -> None:
        mine, pair = self._shown(who, device, 0)
        theirs, _ = self._shown(other, others, 0)
        is_over = theirs.is_ended or self.model.has_expired(theirs)
        found = theirs.user is mine.user and not is_over
        slug = self.model.change(mine, pair) or (None if found else "not-found")
        self._ask(slug, "DELETE", f"/users/me/sessions/{theirs.id}", token=self._aged(pair))
        theirs.is_ended |= slug is None

    def change_password(self, who: int, device: int, old: int, back: int | None) -> None:
        session, pair = self._shown(who, device, 0)
        user = session.user
        password, new = newest(user.passwords, old), a_password(user, back)
        slug = self.model.change(session, pair) or self.model.confirm(session, pair, password)
        body = {"current_password": password, "new_password": new}
        self._ask(slug, "POST", "/users/me/password", body, self._aged(pair))
        if slug is None:
            user.set_password(new)
            user.end_all(but=session)

    def close(self, who: int, device: int, old: int) -> None:
        session, pair = self._shown(who, device, 0)
        password = newest(session.user.passwords, old)
        slug = self.model.confirm(session, pair, password)
        self._ask(slug, "DELETE", "/users/me", {"password": password}, self._aged(pair))
        if slug is None:
            session.user.is_closed = True
            session.user.end_all()

    # mails

    def ask_for_mail(self, who: int, path: str, late: bool) -> None:
        """*late*: it stays with the account_mailer for a while."""
        self._ask(None, "POST", f"/auth/{path}", {"email": self._user(who).email})
        self.world.settle()
        if not late:
            self.account_mailer()

    def account_mailer(self) -> None:
        """Nobody is sent a token who was disabled or has left."""
        users = {one.email: one for one in self.model.users if not one.is_closed}
        for email, kind, token in self.world.post():
            assert not users[email].is_disabled
            users[email].mails.append(Mail(users[email], kind, token, self.model.now))

    def verify(self, *, who: int, device: int, age: int, wrong: bool, times: int, by: str) -> None:
        """Of calls at once one gets in. *wrong*: with a token of the other kind.

        *by*: whose session calls. One of the person's own proves that they opened the others.
        """
        mail = self._mail(who, "reset_password" if wrong else "verify_email", age)
        if mail is None:
            return
        caller, token, slug = None, None, None
        if by != "nobody":
            caller, pair = self._shown(who + (by == "another"), device, 0)
            token, slug = self._aged(pair), self.model.access(caller, pair)
        path, body = "/auth/verify-email", {"token": mail.token}
        if slug is not None:
            self._ask(slug, "POST", path, body, token)
            return
        slug = self.model.spend(mail, "verify_email")
        self._first(slug, path, [body] * times, token)
        if slug is None:
            user = mail.user
            if not user.is_verified and (caller is None or caller.user is not user):
                user.end_all()
            user.verify()

    def reset(self, who: int, age: int, wrong: bool, times: int, back: int | None) -> None:
        """Of calls at once one gets in. *wrong*: with a token of the other kind."""
        if mail := self._mail(who, "verify_email" if wrong else "reset_password", age):
            user, slug = mail.user, self.model.spend(mail, "reset_password")
            new = [a_password(user, back), *(a_password() for _ in range(1, times))]
            bodies = [{"token": mail.token, "new_password": each} for each in new]
            first = self._first(slug, "/auth/reset-password", bodies)
            if first is not None:
                user.verify()
                user.set_password(new[first])
                user.end_all()

    # operators, thieves, time, Redis and who looks after it

    def disable(self, who: int, blink: bool) -> None:
        """*blink*: Redis is away for just as long."""
        user = self._user(who)
        if user.is_closed:
            with pytest.raises(NotFound):
                self.world.disable(user.id)
            return
        blinks = blink and not self.world.redis_is_away
        if blinks:
            self.world.redis_goes()
        self.world.disable(user.id)
        if blinks:
            self.world.redis_comes()
        user.is_disabled = True
        user.end_all()

    def enable(self) -> None:
        for user in self.model.users:
            if user.is_disabled and not user.is_closed:
                self.world.enable(user.id)
                user.is_disabled = False

    def thief(self) -> None:
        """Tries all that should be of no use: old tokens, passwords and mails."""
        for session in self.model.sessions:
            for pair in session.pairs if session.is_ended else ():
                self._show(self.model.refresh(session, pair), pair)
        for user in self.model.users:
            password = user.passwords[-1 if user.is_closed else -2]
            if slug := self.model.login(user, password):
                body = {"email": user.email, "password": password}
                self._ask(slug, "POST", "/auth/login", body)
            for mail in user.mails:
                if slug := self.model.spend(mail, "verify_email"):
                    self._ask(slug, "POST", "/auth/verify-email", {"token": mail.token})
                if slug := self.model.spend(mail, "reset_password"):
                    body = {"token": mail.token, "new_password": a_password()}
                    self._ask(slug, "POST", "/auth/reset-password", body)

    def races_end(self) -> None:
        self.time_passes(RACE_OVER)

    def time_passes(self, span: timedelta) -> None:
        """And rows go that nobody can use any more."""
        self.world.pass_time(span)
        self.world.purge()
        self.model.now += span

    def revocation_sync(self) -> None:
        if self.world.redis_is_away:
            with pytest.raises(Outage):
                self.world.revocation_sync()
        else:
            self.world.revocation_sync()

    def redis_forgets(self) -> None:
        self.world.redis_forgets()

    def redis_goes_or_comes(self) -> None:
        if self.world.redis_is_away:
            self.world.redis_comes()
        else:
            self.world.redis_goes()

    # what the commands share

    def _user(self, who: int) -> User:
        users = sorted(self.model.users, key=lambda user: user.is_closed)
        return users[min(who, len(users) - 1)]

    def _shown(self, who: int, device: int, old: int) -> tuple[Session, Pair]:
        sessions = self._user(who).sessions[::-1]
        sessions.sort(key=lambda each: self.model.access(each, each.pairs[-1]) is not None)
        session = sessions[min(device, len(sessions) - 1)]
        return session, newest(session.pairs, old)

    def _mail(self, who: int, kind: Kind, age: int) -> Mail | None:
        mails = [mail for mail in self._user(who).mails if mail.kind == kind]
        return newest(mails, age) if mails else None

    def _ask(
        self, slug: str | None, method: str, path: str, body: Any = None, token: str | None = None
    ) -> Said:
        """The answer, which must be *slug*'s."""
        said = self.world.said(method, path, body, token)
        assert said.slug == slug, (method, path, said.body)
        return said

    def _show(self, slug: str | None, pair: Pair) -> None:
        self._ask(slug, "POST", "/auth/refresh", {"refresh_token": pair.refresh})

    def _first(
        self, slug: str | None, path: str, bodies: list[dict[str, str]], token: str | None = None
    ) -> int | None:
        """Which of *bodies*, sent at once, got in: one, or none where *slug* says why."""
        answers = self.world.at_once(
            *(self.world.ask("POST", path, body, token) for body in bodies)
        )
        slugs = [said.slug for said in answers]
        refused = ["invalid-token"] * len(slugs)
        if slug is not None:
            assert slugs == refused
            return None
        assert sorted(slugs, key=str) == [None, *refused[1:]]
        return slugs.index(None)

    def _refresh(self, pair: Pair) -> Coroutine[Any, Any, Said]:
        return self.world.ask("POST", "/auth/refresh", {"refresh_token": pair.refresh})

    def _spend(self, session: Session, pair: Pair, times: int = 1) -> None:
        """Of calls at once each gets the same."""
        slug = self.model.refresh(session, pair)
        answers = self.world.at_once(*(self._refresh(pair) for _ in range(times)))

        assert {said.slug for said in answers} == {slug}
        session.is_ended |= slug == "token-reused"
        for said in answers:
            self._refreshed(session, pair, said)

    async def _disable(self, user: User) -> Said:
        """What ``World.disable`` does, beside something else."""
        server, ended = self.world._server, self.world._ended
        await ended.revoke(await server.stores.accounts.disable(user.id))
        return Said(None, b"")

    def _refreshed(self, session: Session, spent: Pair, said: Said) -> None:
        """A token's first answer has a new pair, and each later one the same bytes."""
        if said.slug is not None:
            return
        if spent is not session.pairs[-1]:
            assert said.body == session.pairs[-1].answer
            return
        pair = self._pair(said)
        assert session_id_of(pair) == session.id
        assert pair.refresh not in {each.refresh for each in session.pairs}
        session.pairs.append(pair)
        session.used_at = self.model.now

    def _signed_in(self, user: User, said: Said) -> None:
        pair = self._pair(said)
        session = Session(user, session_id_of(pair), [pair], self.model.now)
        assert session.id not in {each.id for each in self.model.sessions}
        user.sessions.append(session)

    def _pair(self, said: Said) -> Pair:
        got = said.json
        return Pair(got["access_token"], got["refresh_token"], said.body, self.model.now)

    def _aged(self, pair: Pair) -> str:
        """The access token as if the model's time had passed since."""
        claims, age_s = claims_of(pair), int((self.model.now - pair.given_at).total_seconds())
        aged = claims | {"iat": claims["iat"] - age_s, "exp": claims["exp"] - age_s}
        return jwt.encode(aged, SECRET, "HS256", headers={"kid": key_id(SECRET)})


def newest(things: Sequence[T], age: int) -> T:
    """The thing that is *age* things older than the newest, or the oldest."""
    return things[max(0, len(things) - 1 - age)]


def an_address() -> str:
    return f"person-{next(_numbers)}@example.org"


def a_password(user: User | None = None, back: int | None = None) -> str:
    """A new one, or one that *user* had before."""
    if user is None or back is None:
        return f"a plain but long one, {next(_numbers)}"
    return newest(user.passwords[1:], back)


def claims_of(pair: Pair) -> dict[str, Any]:
    return jwt.decode(pair.access, options={"verify_signature": False})


def session_id_of(pair: Pair) -> str:
    found: str = claims_of(pair)["sid"]
    return found


@pytest.mark.timeout(120)
@pytest.mark.usefixtures("quick_hashes")
async def test_what_was_revoked_lets_nobody_in(
    idle_server: Server,
    redis_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After every command of every sequence each credential does what the model says of it."""
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", SHRINK_S)
    link = tmp_path / "valkey.sock"
    link.symlink_to(redis_url.removeprefix("unix://"))
    async with connect(f"unix://{link}") as client:
        ended = RevokedSessions(client, "t:")
        admit = Limits(client, ended, "t:").admit
        server = await idle_server.start(admit=admit, revoke=ended.revoke, calls=PLENTY)
        world = World(server, redis_url, link, client, ended)

        class Here(Accounts):
            def __init__(self) -> None:
                super().__init__(world)

        for _ in range(ROUNDS):  # in a thread, as a machine does not await
            await asyncio.to_thread(run_state_machine_as_test, Here, settings=SETTINGS)
