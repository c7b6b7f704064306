"""The CPU-bound half of a reading: what runs in a worker process, away from the loop.

Postings travel between the processes packed, a few hundred to the parcel, so that the event
loop unpacks each in a millisecond or two and has time for others in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.model import Posting, RawPosting, Reject
from jobscout.rules import companies, postings
from jobscout.rules.skill_rows import taxonomy_of
from jobscout.rules.skills import NO_SKILLS
from jobscout.sources import by_kind
from jobscout.sources.base import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jobscout.rules.skills import Taxonomy
    from jobscout.sources.base import Config

# Unpacking a posting of 6 kB takes some 6 µs.
PARCEL = 250


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a board, read; *parcels* are packed lists of raw postings."""

    parcels: tuple[bytes, ...]
    found: int
    rejects: tuple[Reject, ...]
    next: Request | None
    whole: bool


class Normalised(msgspec.Struct, frozen=True):
    """What became of one parcel."""

    postings: list[Posting]
    rejects: list[Reject]


_pack = msgspec.msgpack.Encoder().encode
_raw = msgspec.msgpack.Decoder(list[RawPosting])
_done = msgspec.msgpack.Decoder(Normalised)


def parse(kind: str, config: Config, body: bytes, request: Request) -> Parsed:
    """Read one answer. Raises SourceChanged, see ``Source.parse``."""
    page = by_kind(kind).parse(body, config, request)
    return Parsed(
        parcels=pack(page.postings),
        found=len(page.postings) + len(page.rejects),
        rejects=tuple(page.rejects),
        next=page.next,
        whole=page.whole,
    )


def pack(raw: Sequence[RawPosting]) -> tuple[bytes, ...]:
    return tuple(_pack(raw[start : start + PARCEL]) for start in range(0, len(raw), PARCEL))


def unpack(parcels: Sequence[bytes]) -> list[RawPosting]:
    return [posting for parcel in parcels for posting in _raw.decode(parcel)]


def normalise_parcel(
    parcel: bytes, company: str | None, now: datetime, packed_taxonomy: bytes
) -> bytes:
    """A packed list of raw postings in, a packed ``Normalised`` out."""
    taxonomy = taxonomy_of(packed_taxonomy)
    return _pack(Normalised(*normalise(_raw.decode(parcel), company, now, taxonomy)))


def normalised(parcel: bytes) -> Normalised:
    """What ``normalise_parcel`` answered, unpacked."""
    return _done.decode(parcel)


def normalise(
    raw: Sequence[RawPosting],
    company: str | None,
    now: datetime,
    taxonomy: Taxonomy = NO_SKILLS,
) -> tuple[list[Posting], list[Reject]]:
    """Postings fit to store, and those that a rule choked on.

    *company* is the board's own name; None where each posting names its own.
    """
    done: list[Posting] = []
    rejects: list[Reject] = []
    for one in raw:
        try:
            key = companies.slug(company or one.company or "")
            posting = postings.normalise(one, company_key=key, now=now, taxonomy=taxonomy)
        except Exception as error:  # noqa: BLE001  (one posting never drops the others, P4)
            rejects.append(_reject(one, f"{type(error).__name__}: {error}"))
            continue
        if posting.external_id and posting.title:
            done.append(posting)
        else:
            rejects.append(_reject(one, "nothing readable is left of its id or title"))
    return done, rejects


def _reject(one: RawPosting, reason: str) -> Reject:
    return Reject(external_id=one.external_id or None, reason=reason[:300])
