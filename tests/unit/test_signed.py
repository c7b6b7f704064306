"""Signed tokens: today's form, and the one of links that were mailed before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.rules import signed
from jobscout.rules.downloads import cv_of
from jobscout.rules.unsubscribe import search_of

if TYPE_CHECKING:
    from collections.abc import Callable

SECRETS = ("current secret", "previous secret")
# made by the earlier code with each of these secrets, for search 42
EARLIER = {
    "current secret": "NDI.7FhNnjCUJdsH6qxAUKzz-g",
    "previous secret": "NDI.phbWQY3-t59PJC9wxupClw",
}
EARLIER_DOWNLOAD = "NzoxMDAw.Djcuyt1sy2dRMrVILCeGnQ"  # CV 7 until 1000


@pytest.mark.parametrize("secret", SECRETS)
def test_a_mailed_link_stays_good(secret: str) -> None:
    """Under the secret that signed it, for as long as that is the current or the previous one."""
    assert search_of(EARLIER[secret], SECRETS) == 42
    assert search_of(EARLIER[secret], [secret]) == 42
    assert search_of(EARLIER[secret], [one for one in SECRETS if one != secret]) is None


def test_an_earlier_download_link_ends_in_its_time() -> None:
    assert cv_of(EARLIER_DOWNLOAD, SECRETS, 1000) == 7
    assert cv_of(EARLIER_DOWNLOAD, SECRETS, 1001) is None


FORGERIES: dict[str, Callable[[str], str]] = {
    "longer": lambda token: token + "A",
    "shorter": lambda token: token[:-1],
    "another end": lambda token: token + ".",
    "padded": lambda token: token.replace(".", "=."),
    "another text": lambda token: "NDM" + token[3:],
    "another spelling of the text": lambda token: "NDJ" + token[3:],
    "no tag": lambda token: token.partition(".")[0] + ".",
}


@pytest.mark.parametrize("case", FORGERIES)
@pytest.mark.parametrize(
    "token", [EARLIER["current secret"], signed.sign(SECRETS[0], "unsubscribe", "42")]
)
def test_a_changed_token_says_nothing(token: str, case: str) -> None:
    assert search_of(token, SECRETS) == 42
    assert search_of(FORGERIES[case](token), SECRETS) is None


def test_a_token_is_good_for_one_purpose() -> None:
    token = signed.sign(SECRETS[0], "a", "said")

    assert signed.read(token, "a", SECRETS) == "said"
    assert signed.read(token, "b", SECRETS) is None
    assert search_of(EARLIER_DOWNLOAD, SECRETS) is None
    assert cv_of(EARLIER["current secret"], SECRETS, 0) is None


def test_is_signed_in_the_form_of_today() -> None:
    """A tag of 256 bits, which the earlier form did not have."""
    token = signed.sign(SECRETS[0], "unsubscribe", "42")

    assert len(token.rpartition(".")[2]) == 43
    assert token.isascii()
