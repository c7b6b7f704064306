"""Refresh tokens: families, hashes, and what only the spent token opens."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from jobscout.rules import refresh_tokens as tokens


def test_a_family_stays_one() -> None:
    """Every token of a session has its family's hash; no two tokens are the same."""
    line = [tokens.first_token()]
    for _ in range(5):
        line.append(tokens.next_token(line[-1]))

    assert len({tokens.family_hash(token) for token in line}) == 1
    assert len({tokens.token_hash(token) for token in line}) == 6
    assert {len(token) for token in line} == {65}


def test_families_are_apart() -> None:
    """Two sign-ins share nothing, and a family's hash is no token's hash."""
    one, two = tokens.first_token(), tokens.first_token()

    assert tokens.family_hash(one) != tokens.family_hash(two)
    assert tokens.family_hash(one) != tokens.token_hash(one[: tokens.FAMILY_CHARS])


def test_only_the_spent_token_opens() -> None:
    """Neither the next token nor one of the same family reads what was sealed."""
    spent = tokens.first_token()
    following = tokens.next_token(spent)
    sealed = tokens.seal(spent, b"the pair")

    assert tokens.unseal(spent, sealed) == b"the pair"
    assert b"the pair" not in sealed
    for other in (following, tokens.next_token(spent), tokens.first_token()):
        with pytest.raises(InvalidTag):
            tokens.unseal(other, sealed)


def test_sealing_twice_shows_nothing() -> None:
    """Equal pairs do not look equal."""
    spent = tokens.first_token()

    assert tokens.seal(spent, b"the pair") != tokens.seal(spent, b"the pair")
