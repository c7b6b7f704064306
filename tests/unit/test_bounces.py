"""Bounces: delivery status notifications, and all that may come instead."""

from __future__ import annotations

import pytest

from jobscout.rules.bounces import MAX_BYTES, read
from tests.bounced import bounce


@pytest.mark.parametrize(
    ("status", "diagnostic", "gone"),
    [
        ("5.1.1", "smtp; 550 5.1.1 <ada@example.org>: user unknown", True),
        ("5.1.1", "smtp;550-5.1.1 The email account that you tried to reach", True),
        ("5.1.1", "", True),
        ("5.0.0", "smtp; 550 5.1.1 no such user", True),
        ("5.0.0", "smtp; 550 no such user", True),
        ("5.0.0", "", False),
        ("5.0.0", "smtp; 550 relay denied", False),
        ("5.7.1", "smtp; 550 5.1.1 both at once", False),
        ("5.1.1", "smtp; 550 5.7.1 both at once", False),
        ("5.4.7", "smtp; 451 4.7.0 delivery time expired", False),
        ("5.2.2", "smtp; 552 5.2.2 mailbox full", False),
        ("5.1.1", "smtp; 450 4.2.0 for now", False),
        ("4.1.1", "", False),
        ("nonsense", "x-unix; 550", False),
        ("", "smtp; 550 no such user", True),
    ],
)
def test_reports(status: str, diagnostic: str, gone: bool) -> None:
    """A report says that the recipient is gone if nothing in it says otherwise."""
    found = read(bounce("bounces+1-2-3@example.org", status=status, diagnostic=diagnostic))
    assert found is not None
    assert (found.reason is not None) is gone
    assert found.to == "bounces+1-2-3@example.org"
    assert "ada" not in (found.reason or "")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "", "Failed"])
def test_actions(action: str) -> None:
    """What is only late, or arrived, is no failure."""
    found = read(bounce("b@example.org", action=action))
    assert found is not None
    assert (found.reason is not None) is (action == "Failed")


def test_where_it_was_delivered() -> None:
    """What the mail server on our side adds comes before what the bounce says of itself."""
    found = read(b"Delivered-To: bounces+1@example.org\r\n" + bounce("other@example.org"))
    assert found is not None
    assert found.to.splitlines() == ["bounces+1@example.org", "other@example.org"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 100,
        b"Subject: I am on holiday\r\n\r\nuntil Monday",
        b"Content-Type: multipart/report; boundary=a\r\n\r\nno parts",
        bounce("b@example.org").replace(b"delivery-status\r", b"other\r"),
        bounce("b@example.org").replace(b"multipart/report", b"multipart/mixed"),
        b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(900)
        ),
        b"Content-Type: message/rfc822\n\n" * 900,
        b"Content-Type: multipart/report; boundary=a" + b';"' * 40_000 + b"\n\n",
        b"A: b\n" * 20_000,
        b"To: " + b"x," * 60_000,
    ],
    ids=range(11),
)
def test_no_report(raw: bytes) -> None:
    """Whatever else comes holds no report, and is not looked into for long."""
    assert read(raw) is None


def test_long_mail() -> None:
    """The report is read however long the mail is that follows it."""
    assert read(bounce("b@example.org") + b"x\r\n" * MAX_BYTES) is None
    found = read(bounce("b@example.org") + (b"x" * 900 + b"\r\n") * 400)
    assert found is not None
    assert found.reason is not None
