"""Invented postings of a thousand companies, each in the words of one of two boards."""

from __future__ import annotations

import random
import struct
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec

from benchmarks.samples import postings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Posting

COMPANIES: Final = 1_000
TEMPLATES: Final = 400
_HASHES: Final = 90  # of a text of some 360 words
_FIELDS: Final = (
    "Payments", "Growth", "Platform", "Logistics", "Risk", "Billing", "Search", "Mobile",
)  # fmt: skip
_TEAMS: Final = 40


def templates() -> list[Posting]:
    """With numbers as external ids; the same in every process."""
    return [
        msgspec.structs.replace(one, external_id=str(n), company=_company(n), posted_at=None)
        for n, one in enumerate(postings(TEMPLATES))
    ]


def company_number(n: int) -> int:
    """The company of posting *n*, from 1."""
    return n % COMPANIES + 1


def invented(known: Sequence[Posting], n: int, *, retyped: bool = False) -> tuple[Posting, int]:
    """Posting *n* and the number of its template; *retyped*: with other words in another order."""
    chance = random.Random(n)
    number = chance.randrange(len(known))
    template = known[number]
    field, team = chance.choice(_FIELDS), chance.randrange(_TEAMS)
    title = f"{template.title}, {field} {team}"
    if retyped:
        title = f"{field} {team} - {template.title}"
    key = sha256(f"{n} {retyped}".encode()).digest()
    hashes = sorted(chance.randrange(2**30) for _ in range(_HASHES))
    posting = msgspec.structs.replace(
        template,
        external_id=f"{n}",
        url=f"https://jobs.example.com/{n}",
        title=title,
        company=_company(n),
        fingerprint=key,
        content_hash=key,
        sketch=struct.pack(f"<{_HASHES}I", *hashes),
    )
    return posting, number


def _company(n: int) -> str:
    return f"Company {company_number(n)}"
