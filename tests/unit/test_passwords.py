"""Passwords: which are refused, and how they are kept."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from jobscout.rules import passwords


@pytest.mark.parametrize(
    "password",
    [
        *(
            "password12",
            "Password123!",
            "P@ssw0rd2024",
            "qwertyuiop",
            "Qwertz-123456",
            "1q2w3e4r5t",
        ),
        *(
            "jobscout2026",
            "letmein12345",
            "0000000000",
            "9876543210",
            "abababababab",
            "aaaaaaaaaa1",
        ),
        *("basketball99", "butterfly1", "abcdefghij", "passwordpassword", "Welcome-2026"),
    ],
)
def test_common_ones_are_refused(password: str) -> None:
    """Lists, keyboard walks, few letters and stems with digits after them."""
    assert passwords.weakness(password) == (
        "is too common: choose one that others would not think of"
    )


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "a8!47#92-10",
        "Tr0ub4dor&3x",
        "Test-Pass-Berlin-1",
        "\u00fc" * 3 + "berschwemmt",
    ],
)
def test_others_are_taken(password: str) -> None:
    """Length is what counts; no classes of letters are asked for."""
    assert passwords.weakness(password, "someone@example.org") is None


def test_length_and_address() -> None:
    """Ten to 128 characters, and not the address in any case."""
    assert passwords.weakness("n" * 9 + "") == "must have 10 to 128 characters"
    assert passwords.weakness("xy" * 65) == "must have 10 to 128 characters"
    assert passwords.weakness("Ada.Lovelace@Example.org", "ada.lovelace@example.org")
    assert passwords.weakness("ADA.lovelace", "ada.lovelace@example.org")


@pytest.mark.parametrize(
    ("password", "email"),
    [
        ("ada@b\u00fccher.example", "ada@xn--bcher-kva.example"),  # as it is typed, as it is kept
        ("ADA@xn--bcher-kva.example", "ada@B\u00fccher.example"),
        ("ada@example\u3002org", "ada@example.org"),
        ("\uff41da.lovelace", "Ada.Lovelace@example.org"),
        ("j\u00f6rg.muster", "j\u00f6rg.muster@example.org"),
        ("jo\u0308rg.muster", "j\u00f6rg.muster@example.org"),
        ("admin.of.all", "admin.of.all@localhost"),  # where no key is
    ],
)
def test_no_spelling_of_the_address_is_taken(password: str, email: str) -> None:
    """An account keeps its address in another spelling than the one that was typed."""
    assert passwords.weakness(password, email) == "must not be the email address"


def test_kept_as_owasp_says() -> None:
    """argon2id with 19 MiB, two passes and one lane; an unknown account is never right."""
    hashed = passwords.hash_password("correct horse battery")

    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.verify("correct horse battery", hashed)
    assert not passwords.verify("correct horse batterx", hashed)
    assert not passwords.verify("nobody has this password", None)
    assert not passwords.verify("x", "not a hash")
    assert not passwords.is_outdated(hashed)
    assert passwords.is_outdated(
        PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    )
