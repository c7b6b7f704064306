"""Addresses that take no mail: no more is sent there, and their users are told and can end it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.actors.account_mailer import AccountMailer
from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused
from jobscout.inbox import Inbox
from jobscout.messages import AccountMailDue, DeliveryDue
from jobscout.rules.return_addresses import ReturnAddresses
from tests.bounced import bounce
from tests.integration.alert_rows import add_alert, add_delivery, deliveries_of, rows
from tests.unit.fakes_flow import FakeMailer, run_to_end
from tests.unit.notifying import notifier

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

SECRET = "a webhook's secret of more than 32 bytes"
RIGHT = {"Authorization": f"Bearer {SECRET}"}
GONE = AddressGone("the mail server answered 550 5.1.1: there is no such mailbox")
OURS = ReturnAddresses("bounces@bounces.example.org", ("a-secret-of-at-least-thirty-two-bytes",))


async def suppressed(server: Server, user: SignedInUser) -> Any:
    return (await server.json("GET", "/users/me", headers=user.headers))["mail_suppressed"]


async def suppress(server: Server, user: SignedInUser) -> None:
    await server.stores.mail_suppressions.suppress(user.id, user.email, "it said so")


async def test_refused_recipient(server: Server, db: Database) -> None:
    """Mail to whom the server does not know is the last one, and its user sees since when."""
    user = await server.rows.user()
    first, second = [
        await add_delivery(db, user.id, alert_ids=[n]) for n in await _alerts(db, user)
    ]
    mailer = FakeMailer([], GONE)

    await run_to_end(
        notifier(deliveries_of(db), mailer=mailer), DeliveryDue(first), DeliveryDue(second)
    )

    told = await suppressed(server, user)
    assert told["reason"] == str(GONE)
    assert datetime.fromisoformat(told["since"]) > datetime.now(UTC) - timedelta(minutes=1)
    assert [row["status"] for row in await rows(db)] == ["failed", "failed"]
    assert "takes no mail" in (await rows(db))[1]["last_error"]


@pytest.mark.parametrize("error", [DeliveryError("away"), DeliveryRefused("a no to us")])
async def test_other_failures(server: Server, db: Database, error: Exception) -> None:
    """A no for now, or to us, says nothing of the address."""
    user = await server.rows.user()
    (alert_id, _) = await _alerts(db, user)
    delivery_id = await add_delivery(db, user.id, alert_ids=[alert_id])

    await run_to_end(
        notifier(deliveries_of(db), mailer=FakeMailer([], error)), DeliveryDue(delivery_id)
    )

    assert await suppressed(server, user) is None


async def test_other_channels_go_on(server: Server, db: Database) -> None:
    """Nothing more is bundled for mail; a device is still told."""
    user = await server.rows.user()
    await suppress(server, user)
    await server.rows.insert("devices", user_id=user.id, token="t", platform="ios")
    await _alerts(db, user)

    await deliveries_of(db).bundle(user.id, datetime.now(UTC))

    assert [row["channel"] for row in await rows(db)] == ["push"]


async def test_account_mail(server: Server, db: Database) -> None:
    """A verification mail that nobody takes says the same; nothing else is mailed from then on."""
    user = await server.rows.user(verified=False)
    await server.stores.account_mails.ask(user.email, "verify_email")
    (mail_id,) = await server.mails.due(10)
    mailer: Any = FakeMailer([], GONE)
    actor = AccountMailer(
        Inbox("account_mailer", 4), mails=server.mails, mailer=mailer, pages="https://x.example"
    )

    await run_to_end(actor, AccountMailDue(mail_id))

    assert (await suppressed(server, user))["reason"] == str(GONE)
    for path in ("/auth/forgot-password", "/auth/resend-verification"):
        await server.json("POST", path, 202, json={"email": user.email})
    assert [mail.kind for mail in await server.claimed_mails()] == ["verify_email"]


async def test_verified_anew(server: Server) -> None:
    """Who gets the verification mail gets mail again, with the same sign-in; once."""
    user = await server.rows.user()
    await suppress(server, user)
    before = await server.rows.value("SELECT email_verified_at FROM users")
    await server.json("POST", "/auth/resend-verification", 202, json={"email": user.email})

    token = await server.token("verify_email")
    await server.json("POST", "/auth/verify-email", 204, json={"token": token})

    assert await suppressed(server, user) is None
    assert await server.rows.value("SELECT email_verified_at FROM users") > before
    await server.json("POST", "/auth/resend-verification", 202, json={"email": user.email})
    assert await server.due_mails("verify_email") == []


async def test_another_address_by_now(server: Server) -> None:
    """What a server says of an address is not held against the next one."""
    user = await server.rows.user()

    await server.stores.mail_suppressions.suppress(user.id, "old@example.org", "it said so")

    assert await suppressed(server, user) is None


@pytest.fixture
async def bounces(idle_server: Server) -> Server:
    return await idle_server.start(webhook_secret=SECRET, returns=OURS)


async def came_back(server: Server, raw: bytes, **query: str) -> str:
    said = await server.json(
        "POST", "/webhooks/bounces", headers=RIGHT, data=raw, params=query or None
    )
    outcome: str = said["outcome"]
    return outcome


def _now() -> float:
    return datetime.now(UTC).timestamp() + 2


async def test_bounce(bounces: Server) -> None:
    """A mail that comes back suppresses the address it was sent to, however often it comes."""
    user, other = await bounces.rows.user(), await bounces.rows.user()
    to = OURS.of(user.id, user.email, _now()) or ""

    temporary = await came_back(bounces, bounce(to, status="4.2.0", diagnostic=""))
    before = await suppressed(bounces, user)
    outcomes = [await came_back(bounces, bounce(to)) for _ in range(2)]

    assert (temporary, before) == ("ignored", None)
    assert outcomes == ["suppressed", "suppressed"]
    assert "550 5.1.1" in (await suppressed(bounces, user))["reason"]
    assert await suppressed(bounces, other) is None


async def test_bounce_by_the_envelope(bounces: Server) -> None:
    """The recipient that the mail server names counts, whatever the mail says."""
    user = await bounces.rows.user()
    to = OURS.of(user.id, user.email, _now()) or ""

    assert await came_back(bounces, bounce("somebody@example.org"), recipient=to) == "suppressed"
    assert await suppressed(bounces, user) is not None


async def test_bounce_of_before(bounces: Server) -> None:
    """Of a mail that was sent before its address was verified, or to an older one, nothing."""
    user = await bounces.rows.user()
    late = OURS.of(user.id, user.email, _now() - 3600) or ""
    older = OURS.of(user.id, "older@example.org", _now()) or ""

    outcomes = [await came_back(bounces, bounce(to)) for to in (late, older)]

    assert outcomes == ["ignored", "unknown"]
    assert await suppressed(bounces, user) is None


async def test_no_bounce(bounces: Server) -> None:
    """Forged, foreign and unreadable mails change nothing, and are answered all the same."""
    user = await bounces.rows.user()
    forged = ReturnAddresses(OURS.address, ("another-secret-of-thirty-two-bytes!!",))
    nobody = OURS.of(2**63 - 1, user.email, _now()) or ""
    beyond = nobody.replace("7fffffffffffffff", "ffffffffffffffff")
    mails = {
        bounce(forged.of(user.id, user.email, _now()) or ""): "unknown",
        bounce(nobody): "unknown",
        bounce(beyond): "unknown",
        bounce("bounces@bounces.example.org"): "unknown",
        b"Subject: hello\r\n\r\nhello": "unreadable",
        b"": "unreadable",
        b"\xff\x00" * 300_000: "unreadable",
    }

    assert [await came_back(bounces, raw) for raw in mails] == list(mails.values())
    assert await suppressed(bounces, user) is None


async def test_only_for_the_mail_server(bounces: Server, idle_server: Server) -> None:
    """Without the secret 401; where there is no return address, or no secret, 404."""
    wrong = {"Authorization": "Bearer wrong"}
    assert await bounces.problem("POST", "/webhooks/bounces", 401, data=b"x") == "unauthenticated"
    assert (
        await bounces.problem("POST", "/webhooks/bounces", 401, data=b"x", headers=wrong)
        == "unauthenticated"
    )
    for services in ({"webhook_secret": SECRET}, {"returns": OURS}):
        server = await idle_server.start(**services)
        slug = await server.problem("POST", "/webhooks/bounces", 404, data=b"x", headers=RIGHT)
        assert slug == "not-found"


async def _alerts(db: Database, user: SignedInUser) -> list[int]:
    first, search_id = await add_alert(db, user.id)
    second, _ = await add_alert(db, user.id, search_id=search_id)
    return [first, second]
