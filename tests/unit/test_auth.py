"""Tokens that were verified once are remembered, and no longer than they are good."""

from __future__ import annotations

from jobscout.http.auth import Verified
from jobscout.http.keys import Identity


def user(user_id: int) -> Identity:
    return Identity(
        user_id=user_id, is_admin=False, is_verified=True, jti="j", sid="s", expires_at=0
    )


def test_known_until_it_expires() -> None:
    """Only the whole token finds its person, and not from its last second on."""
    verified = Verified()
    verified.put("a.b.c", 100, user(7))

    assert verified.get("a.b.c", 99.9) == user(7)
    assert verified.get("a.b.c", 100.0) is None
    assert verified.get("a.b.C", 0.0) is None
    assert verified.get("", 0.0) is None


def test_no_more_than_there_is_room() -> None:
    """Whoever shows a million tokens costs no more memory than anybody."""
    verified = Verified(most=3)
    for n in range(10):
        verified.put(f"token {n}", 100, user(n))

    assert len(verified) == 3
    assert verified.get("token 6", 0.0) is None
    assert verified.get("token 9", 0.0) == user(9)


def test_the_token_itself_is_not_kept() -> None:
    """A look into memory shows no token that one could use."""
    verified = Verified()
    verified.put("secret token", 100, user(7))

    assert "secret token" not in repr(vars(verified))
