"""Regular expressions of many words that cost little where none of them begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUANTIFIERS = frozenset("?*+{")


def grouped(alternatives: Iterable[str]) -> str:
    """A pattern that matches where one of *alternatives* does, grouped by their first letters.

    ``re`` tries alternatives one after another: of 250 it then tries some 30. Those that begin
    with no plain letter are tried last, so where several match, another one may be taken.
    """
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for one in alternatives:
        if one[:1].isalnum() and one[1:2] not in _QUANTIFIERS:
            groups.setdefault(one[0], []).append(one[1:])
        else:
            others.append(one)
    return "|".join([*(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items()), *others])
