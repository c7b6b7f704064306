"""Tokens of download links: valid for one CV, for a few minutes, without signing in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.rules import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

_PURPOSE: Final = "download"
_CONTENT: Final = re.compile(r"([1-9][0-9]{0,18}):([0-9]{1,12})")


def download_token(secret: str, cv_id: int, until: int) -> str:
    """*until*: Unix time in seconds."""
    return signed.sign(secret, _PURPOSE, f"{cv_id}:{until}")


def cv_of(token: str, secrets: Sequence[str], now: float) -> int | None:
    """The CV that *token* opens; None if none of *secrets* signed it or it has expired."""
    said = signed.read(token, _PURPOSE, secrets)
    found = _CONTENT.fullmatch(said) if said else None
    if found is None or int(found[2]) < now:
        return None
    return int(found[1])
