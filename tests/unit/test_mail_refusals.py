"""What a mail server's lasting no is about: the recipient, or us."""

from __future__ import annotations

import pytest

from jobscout.rules.mail_refusals import is_gone, reason, status


@pytest.mark.parametrize(
    ("code", "said", "gone"),
    [
        # enhanced codes (RFC 3463, 5248)
        (550, "5.1.1 The email account that you tried to reach does not exist.", True),
        (550, "5.1.1 <a@example.org>: Recipient address rejected: User unknown in table", True),
        (550, "5.1.1 blocked by our policy", True),  # the code is what counts
        (550, "5.1.2 bad destination system", True),
        (553, "5.1.3 malformed address", True),
        (550, "5.1.6 the mailbox has moved", True),
        (556, "5.1.10 recipient address has null MX", True),
        (550, "5.2.1 The email account that you tried to reach is disabled.", True),
        (554, "5.1.1 unknown", True),
        (552, "5.2.2 The recipient's inbox is out of storage space", False),
        (550, "5.2.3 message larger than the limit", False),
        (550, "5.1.7 bad sender", False),
        (550, "5.1.8 sender's domain does not exist", False),
        (550, "5.4.1 Recipient address rejected: Access denied.", False),
        (550, "5.4.4 unable to route", False),
        (550, "5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent: user unknown", False),
        (550, "5.7.26 unauthenticated mail is prohibited", False),
        (554, "5.7.1 Service unavailable; Client host blocked using a list", False),
        (530, "5.7.0 Must issue a STARTTLS command first", False),
        (550, "5.3.2 system not accepting messages", False),
        (451, "4.1.1 try later", False),
        (550, "4.2.1 over its rate", False),
        (450, "5.1.1 both at once", False),
        # only words
        (550, "no such user here", True),
        (550, "Requested action not taken: mailbox unavailable", True),
        (551, "User not local", True),
        (550, "User unknown", True),
        (550, "5.0.0 user unknown", True),
        (550, "5.1.0 Address rejected: unknown recipient", True),
        (554, "delivery error: This user doesn't have an account; mailbox not found", True),
        (550, "", True),
        (550, "5.0.0", False),
        (550, "5.1.0 sender rejected", False),
        (550, "relaying denied", False),
        (550, "Relay not permitted", False),
        (550, "blocked, see our policy", False),
        (550, "SPF check failed for a@example.org", False),
        (550, "mailbox full", False),
        (550, "user unknown or over quota", False),
        (550, "rejected", False),
        (550, "Administrative prohibition", False),
        (550, "Your IP is listed", False),
        (550, "Message rejected", False),
        (550, "Verify your domain first", False),
        (550, "Recipient rejected: no such user", True),
        (553, "sorry, that domain isn't in my list of allowed rcpthosts", False),
        (554, "transaction failed", False),
        (554, "no SMTP service here", False),
        (535, "authentication failed", False),
        (500, "what?", False),
        (421, "no such user", False),
        (250, "no such user", False),
    ],
)
def test_is_gone(code: int, said: str, gone: bool) -> None:
    """Only what is precise, or says in words that nobody is there, ends mail to an address."""
    assert is_gone(code, said) is gone


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("5.1.1 no", "5.1.1"),
        (" 5.01.010 no", "5.1.10"),
        ("5.1.1", "5.1.1"),
        ("5.1.1.1 an address", None),
        ("no 5.1.1", None),
        ("", None),
    ],
)
def test_status(said: str, code: str | None) -> None:
    """A code stands at the beginning, in three numbers."""
    assert status(said) == code


def test_reason() -> None:
    """What is kept has the codes, and no word that may repeat the address."""
    assert reason(550, "5.1.1 <ada@example.org> is unknown") == (
        "the mail server answered 550 5.1.1: there is no such mailbox"
    )
    assert "ada" not in reason(550, "ada@example.org is unknown")
