"""The token in the unsubscribe link of a mail: valid for one search, without signing in.

It does not expire: a mail may be read years later, and the token can only stop further mail
(RFC 8058).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.rules import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

_PURPOSE: Final = "unsubscribe"
_ID: Final = re.compile(r"[1-9][0-9]{0,18}")


def unsubscribe_token(secret: str, search_id: int) -> str:
    """The token in the unsubscribe link of a mail for *search_id*."""
    return signed.sign(secret, _PURPOSE, str(search_id))


def search_of(token: str, secrets: Sequence[str]) -> int | None:
    """The search whose mail *token* stops; None if none of *secrets* signed it."""
    said = signed.read(token, _PURPOSE, secrets)
    return int(said) if said and _ID.fullmatch(said) else None
