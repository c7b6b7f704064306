"""Passwords: which ones are accepted, and how they are hashed. Pure, but hashing is slow.

Parameters are OWASP's for argon2id: 19 MiB, two passes, one lane; 20 ms on one core.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from jobscout import mail_addresses

MIN_CHARS: Final = 10
MAX_CHARS: Final = 128
_COMMON: Final = Path(__file__).with_name("common_passwords.txt")
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_STEM: Final = re.compile(
    r"(pass(?:word)?|passwort|qwert[yz]|letmein|welcome|admin|login|secret|iloveyou|jobscout"
    r"|job ?scout|changeme|abcdef?g?|asdf(?:gh)?|monkey|dragon)\1*"
)
_WALKS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
)
_LEET: Final = str.maketrans("@4301$5!7", "aaeolssit")
_WALK_CHARS: Final = 6  # a shorter walk says little about what follows it
_FEW_CHARS: Final = 4  # "abababababab" is long but has only two characters


def weakness(password: str, email: str = "") -> str | None:
    """Why *password* is rejected; None if it is accepted.

    Args:
        email: the account's address. A password that equals it, in any spelling of the address,
            or equals its local part is rejected.
    """
    lowered = password.lower().strip()
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        return f"must have {MIN_CHARS} to {MAX_CHARS} characters"
    if email and _repeats(lowered, email):
        return "must not be the email address"
    if _is_common(lowered):
        return "is too common: choose one that others would not think of"
    return None


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def verify(password: str, hashed: str | None) -> bool:
    """Whether *password* matches *hashed*. None takes equally long and never matches."""
    nobodys = _dummy()  # created on any first call, so that both kinds take equally long
    try:
        return _HASHER.verify(hashed or nobodys, password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(hashed: str) -> bool:
    """Whether *hashed* was made with other parameters than the current ones."""
    return _HASHER.check_needs_rehash(hashed)


@cache
def _dummy() -> str:
    """The hash that a password for an unknown address is compared with."""
    return _HASHER.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text("utf-8").splitlines()[1:])


def _repeats(lowered: str, email: str) -> bool:
    key = mail_addresses.key(email) or email.lower()
    local = key.rpartition("@")[0]
    return unicodedata.normalize("NFKC", lowered) in {key, local} or (
        mail_addresses.key(lowered) == key
    )


def _is_common(lowered: str) -> bool:
    letters = lowered.rstrip("0123456789!?.#*-_ ")
    stem = re.sub(r"[-_. ]", "", letters.translate(_LEET))
    return (
        lowered in _common()
        or letters in _common()
        or lowered.isdigit()
        or len(set(lowered)) <= _FEW_CHARS
        or _STEM.fullmatch(stem) is not None
        or (
            len(letters) >= _WALK_CHARS
            and any(letters in walk or letters in walk[::-1] for walk in _WALKS)
        )
    )
