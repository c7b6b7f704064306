"""Whether a redirect still leads to the board that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection


def leads_elsewhere(asked: str, target: str, names: Collection[str]) -> bool:
    """Whether *target* is not the address of the board at *asked*, but another's or none's.

    A board may move to its employer's own domain, to https, or to a path with a slash at its end:
    it keeps the names that its address has in path or query. Below the vendor's domain it keeps
    that of its host, too.

    Args:
        names: what names the board in the config of its source.
    """
    before, after = urlsplit(asked), urlsplit(target)
    known = {name.casefold() for name in names}
    if (known & _parts(before)) - _parts(after):
        return True
    label, _, vendor = (before.hostname or "").partition(".")
    other, _, parent = (after.hostname or "").partition(".")
    return label in known and vendor == parent and label != other


def _parts(address: SplitResult) -> set[str]:
    """Segments of the path and values of the query."""
    values = (value for _, value in parse_qsl(address.query))
    return {part.casefold() for part in (*map(unquote, address.path.split("/")), *values)}
