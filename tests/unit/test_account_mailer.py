"""Account mailer: mails about accounts, from a claimed row to a mail server."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout.actors.account_mailer import SEND_S, AccountMailer
from jobscout.errors import DeliveryError, DeliveryRefused, Outage
from jobscout.inbox import Inbox
from jobscout.messages import AccountMailDue
from jobscout.sql.account_mails import ClaimedMail
from tests.unit.fakes_flow import FakeMailer, run_to_end

if TYPE_CHECKING:
    from jobscout.outgoing import Mail

DUE = AccountMailDue(5)


def claimed(**changes: Any) -> ClaimedMail:
    usual: dict[str, Any] = {
        "id": 5,
        "user_id": 3,
        "kind": "verify_email",
        "message_id": "<same@scout.example>",
        "attempts": 1,
        "email": "ada@example.org",
        "full_name": "Ada",
        "age": timedelta(0),
        "receipt": None,
        "erased_at": None,
        "is_wanted": True,
        "token": "the-token",
    }
    return ClaimedMail(**usual | changes)


class FakeMails:
    """One mail to claim, again and again; None for one that another process holds."""

    def __init__(self, mail: ClaimedMail | None) -> None:
        self._mail = mail
        self.steps: list[tuple[Any, ...]] = []

    async def claim(self, mail_id: int, lease: timedelta) -> ClaimedMail | None:
        assert lease == AccountMailer.lease
        self.steps.append(("claim", mail_id))
        return self._mail

    async def complete(self, mail_id: int) -> None:
        self.steps.append(("sent", mail_id))

    async def retry(self, mail_id: int, error: str, wait: timedelta | None) -> bool:
        self.steps.append(("retry", mail_id, error, wait))
        return True

    async def release(self, mail_id: int) -> None:
        if ("sent", mail_id) not in self.steps:
            self.steps.append(("release", mail_id))

    async def discard(self, mail_id: int, error: str) -> None:
        self.steps.append(("discard", mail_id, error))


def account_mailer(
    mails: FakeMails, mailer: FakeMailer | None = None, **changes: Any
) -> AccountMailer:
    usual: dict[str, Any] = {"mails": mails, "pages": "https://app.example"}
    return AccountMailer(
        Inbox("account_mailer", 4),
        mailer=mailer or FakeMailer(mails.steps),
        **usual | changes,
    )


def attempts(kind: str, outcome: str) -> float:
    labels = {"kind": kind, "outcome": outcome}
    return REGISTRY.get_sample_value("jobscout_account_mails_total", labels) or 0.0


async def test_claims_sends_confirms() -> None:
    """A mail is claimed before it is sent and confirmed after; its link has the token."""
    mails, before = FakeMails(claimed()), attempts("verify_email", "sent")
    mailer = FakeMailer(mails.steps)

    await run_to_end(account_mailer(mails, mailer), DUE)

    assert mails.steps == [("claim", 5), ("mail", "<same@scout.example>"), ("sent", 5)]
    (mail,) = mailer.mails
    assert mail.to == "ada@example.org"
    assert "https://app.example/verify-email?token=the-token" in mail.text
    assert attempts("verify_email", "sent") == before + 1


async def test_the_same_message_twice() -> None:
    """What another process holds, or has sent, is not sent here."""
    mails = FakeMails(None)

    await run_to_end(account_mailer(mails), DUE, DUE)

    assert mails.steps == [("claim", 5)] * 2


async def test_no_longer_wanted() -> None:
    """Who has verified meanwhile, or is gone, gets no mail."""
    mails = FakeMails(claimed(is_wanted=False, token=None))

    await run_to_end(account_mailer(mails), DUE)

    assert [step[0] for step in mails.steps] == ["claim", "discard"]


@pytest.mark.parametrize(
    ("changes", "error", "step"),
    [
        ({}, DeliveryError("away"), ("retry", 5, "away", timedelta(minutes=1))),
        ({"attempts": 3}, DeliveryError("away"), ("retry", 5, "away", timedelta(minutes=4))),
        ({}, DeliveryRefused("no such box"), ("discard", 5, "no such box")),
        ({"age": timedelta(days=3)}, DeliveryError("away"), ("discard", 5, "away")),
        (
            {"kind": "reset_password", "age": timedelta(hours=1)},
            DeliveryError("away"),
            ("discard", 5, "away"),
        ),
        ({}, KeyError("a bug"), ("retry", 5, "internal: KeyError", None)),
    ],
    ids=["again", "later", "never", "too old", "reset too old", "a bug"],
)
async def test_refused(changes: dict[str, Any], error: Exception, step: tuple[Any, ...]) -> None:
    """Tried again with growing pauses, until it is hopeless or nobody waits for it any more."""
    mails = FakeMails(claimed(**changes))

    await run_to_end(account_mailer(mails, FakeMailer([], error)), DUE)

    assert mails.steps == [("claim", 5), step]


async def test_server_that_says_nothing() -> None:
    """A mail server that never answers is given up on, and asked again later."""

    class Stuck(FakeMailer):
        async def send(self, mail: Mail) -> None:
            await asyncio.Event().wait()

    mails = FakeMails(claimed())

    await run_to_end(account_mailer(mails, Stuck([]), send_s=0.01), DUE)

    assert mails.steps[1][:3] == ("retry", 5, "no answer within 0.01 s")
    assert timedelta(seconds=SEND_S) < AccountMailer.lease


async def test_poison_does_not_stop_the_next() -> None:
    """A mail that cannot even be written is put off, and the one after it is sent."""

    class Poisoned(FakeMails):
        async def claim(self, mail_id: int, lease: timedelta) -> ClaimedMail | None:
            if mail_id == 4:
                raise KeyError("nonsense")
            return await super().claim(mail_id, lease)

    mails = Poisoned(claimed())

    await run_to_end(account_mailer(mails), AccountMailDue(4), DUE)

    assert ("retry", 4, "internal: KeyError", None) in mails.steps
    assert ("sent", 5) in mails.steps


async def test_outage_passes() -> None:
    """PostgreSQL away is the supervisor's case: nothing could be recorded."""

    class Away(FakeMails):
        async def claim(self, mail_id: int, lease: timedelta) -> ClaimedMail | None:
            raise Outage("away")

    with pytest.raises(ExceptionGroup) as raised:
        await run_to_end(account_mailer(Away(None)), DUE)

    assert isinstance(raised.value.exceptions[0], Outage)


async def test_sent_before_an_outage_is_recorded_after_it() -> None:
    """P2: a mail that was sent while PostgreSQL went away is written down, not sent again."""

    class Away(FakeMails):
        outages = 1

        async def complete(self, mail_id: int) -> None:
            if self.outages:
                self.outages -= 1
                raise Outage("away")
            await super().complete(mail_id)

    mails = Away(claimed())
    actor = account_mailer(mails)
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, DUE)
    await run_to_end(actor)

    assert [step[0] for step in mails.steps] == ["claim", "mail", "sent"]


async def test_stops_twice() -> None:
    """Told to stop twice, it ends."""
    actor = account_mailer(FakeMails(None))
    await actor.stop()
    await actor.stop()

    async with asyncio.timeout(1):
        await actor.run()
