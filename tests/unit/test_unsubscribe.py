"""The token in an unsubscribe link."""

from __future__ import annotations

import pytest

from jobscout.rules.unsubscribe import search_of, unsubscribe_token

SECRETS = ("current secret", "previous secret")


@pytest.mark.parametrize("search_id", [1, 42, 2**63 - 1])
def test_names_its_search(search_id: int) -> None:
    """Under the current secret and the previous one; it needs no quoting in a link."""
    for secret in SECRETS:
        token = unsubscribe_token(secret, search_id)
        assert search_of(token, SECRETS) == search_id
        assert token.replace(".", "").replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("token", ["", ".", "MQ", "MQ.", "\u00e9.x", "\ud800", "====", "LTE.x"])
def test_forged(token: str) -> None:
    """Nothing else names a search."""
    assert search_of(token, SECRETS) is None


def test_of_another_secret_or_search() -> None:
    """A signature holds for one search and one secret."""
    assert search_of(unsubscribe_token("foreign", 1), SECRETS) is None
    name, _, _ = unsubscribe_token(SECRETS[0], 2).partition(".")
    _, _, tag = unsubscribe_token(SECRETS[0], 1).partition(".")
    assert search_of(f"{name}.{tag}", SECRETS) is None
