"""The token in the unsubscribe link of a mail: good for one search, without signing in.

It is no secret that expires: a mail may be read years later, and all it can do is to stop
further mail (RFC 8058).
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
    """What the link of a mail for *search_id* bears."""
    return signed.sign(secret, _PURPOSE, str(search_id))


def search_of(token: str, secrets: Sequence[str]) -> int | None:
    """The search whose mail *token* stops, None when none of *secrets* made it."""
    said = signed.read(token, _PURPOSE, secrets)
    return int(said) if said and _ID.fullmatch(said) else None
