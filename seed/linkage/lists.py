"""Two lists of the same internships, kept by different people, as records with the truth.

What is hidden from the rules under test are the links, so ``requisition_key`` is None.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.rules import companies, employment, locations, titles, workplaces
from jobscout.rules.linkage.blocking import blocking_keys
from jobscout.rules.linkage.records import Record
from seed.linkage.sharing import sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE: Final = "dedup/interns.json"
_GLOBAL: Final = frozenset({"gh"})
"""Vendors that give each number once, whoever the employer is."""
_UNKNOWN: Final = frozenset({"u", "uuid"})
_ENDINGS: Final = frozenset({"group", "inc", "technologies", "technology"})

Pair = tuple[int, int]


class Lists(NamedTuple):
    """Two lists, whose records have the numbers of their rows, and the pairs that are one.

    *spaces* and *keys*: by record, the numbers' space (None if it is unknown) and the number.
    *names*: the companies.
    """

    left: list[Record]
    right: list[Record]
    same: frozenset[Pair]
    keys: tuple[list[str], list[str]]
    names: tuple[list[str], list[str]]

    def is_known(self, pair: Pair) -> bool:
        """Whether it is known of *pair* that it is one opening, or that it is two."""
        if pair in self.same:
            return True
        ours, theirs = self.keys[0][pair[0]], self.keys[1][pair[1]]
        return _space(ours) is not None and _space(ours) == _space(theirs)

    def candidates(self) -> list[Pair]:
        """The pairs that share a blocking key, in order."""
        return sharing(self.left, self.right, blocking_keys)


def read(path: Path) -> Lists:
    """The lists in the form of the file ``FILE``; of repeated ids the first counts."""
    told = json.loads(path.read_bytes())
    rows = [list({row["id"]: row for row in reversed(told[side])}.values()) for side in _SIDES]
    company_of = _companies(row["company"] for side in rows for row in side)
    left, right = (
        [_record(n, side, row, company_of[row["company"]]) for n, row in enumerate(listed)]
        for side, listed in enumerate(rows)
    )
    numbers = [{row["id"]: n for n, row in enumerate(listed)} for listed in rows]
    return Lists(
        left,
        right,
        frozenset((numbers[0][one], numbers[1][other]) for one, other in told["same"]),
        ([row["key"] for row in rows[0]], [row["key"] for row in rows[1]]),
        ([row["company"] for row in rows[0]], [row["company"] for row in rows[1]]),
    )


_SIDES: Final = ("left", "right")


def _record(number: int, side: int, row: dict[str, Any], company_id: int) -> Record:
    where = locations.read(row["locations"])
    return Record(
        id=number,
        source_id=side,
        company_id=company_id,
        title=titles.clean(row["title"]),
        locations=where,
        workplace=workplaces.workplace(None, (*row["locations"], row["title"])),
        seniority=titles.seniority(row["title"]),
        employment_type=employment.employment_type(None, row["title"]),
        language=None,
        requisition_key=None,
        posted_at=datetime.fromtimestamp(row["date"], UTC),
        sketch=b"",
    )


def _space(key: str) -> str | None:
    vendor, _, rest = key.partition(":")
    if vendor in _UNKNOWN:
        return None
    return vendor if vendor in _GLOBAL else f"{vendor}:{rest.partition(':')[0]}"


def _companies(names: Iterable[str]) -> dict[str, int]:
    """A number for each name; "IMC" and "IMC Trading" have one, as "ServiceNow" and "Service Now".

    It stands for the recognition of companies, which is not what is measured.
    """
    slugs = {name: tuple(_slug(name)) for name in names}
    known = set(slugs.values())
    squashed: dict[str, int] = {}
    found: dict[str, int] = {}
    for name in sorted(slugs):
        slug = slugs[name]
        shortest = next(slug[:n] for n in range(1, len(slug) + 1) if slug[:n] in known)
        found[name] = squashed.setdefault("".join(shortest), len(squashed) + 1)
    return found


def _slug(name: str) -> Iterator[str]:
    parts = companies.slug(name).split("-")
    while len(parts) > 1 and parts[-1] in _ENDINGS:
        parts.pop()
    yield from parts
