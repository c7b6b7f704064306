"""Signed return addresses: whose mail came back."""

from __future__ import annotations

from jobscout.rules.return_addresses import NO_RETURNS, ReturnAddresses

SECRET, OLD = "a" * 40, "b" * 40
OURS = ReturnAddresses("bounces@bounces.example.org", (SECRET, OLD))
TO = "ada@example.org"
NOW = 1_796_000_000.7


def test_says_whose() -> None:
    """Read back in whatever case, from a header with more in it, and signed with either secret."""
    for secret in (SECRET, OLD):
        made = ReturnAddresses(OURS.address, (secret,)).of(7, TO, NOW) or ""
        for text in (made, made.upper(), made.replace("+", " "), f"<{made}>, somebody@example.org"):
            found = OURS.read(text)
            assert found is not None
            assert (found.user_id, found.sent_at) == (7, int(NOW))
            assert OURS.is_true(found, TO)


def test_proves_nothing_else() -> None:
    """Another user, moment, address, server or secret is not what was signed."""
    made = OURS.of(7, TO, NOW) or ""
    found = OURS.read(made)
    assert found is not None
    assert not OURS.is_true(found, "ada@example.com")
    assert not OURS.is_true(found._replace(user_id=8), TO)
    assert not OURS.is_true(found._replace(sent_at=1), TO)
    assert not ReturnAddresses(OURS.address, ("c" * 40,)).is_true(found, TO)
    for text in (made.replace("bounces.example", "evil.example"), made[:20], "", TO, "bounces+"):
        assert OURS.read(text) is None


def test_fits() -> None:
    """The largest user, in the longest local part that the setting allows, in 64 bytes."""
    longest = ReturnAddresses("a" * 10 + "@example.org", (SECRET,))
    made = longest.of(2**63 - 1, TO, 2**39) or ""
    assert len(made.partition("@")[0]) <= 64
    assert longest.read(made) is not None


def test_none() -> None:
    """Without the setting mails come back to their sender, and nothing is read."""
    assert NO_RETURNS.of(7, TO, NOW) is None
    assert NO_RETURNS.read(OURS.of(7, TO, NOW) or "") is None
