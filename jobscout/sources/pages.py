"""The CPU-bound half of a reading, which runs in a worker process off the event loop.

Postings travel between processes packed, in parcels that the event loop unpacks in a few
milliseconds, so that other tasks run in between. Those of a large answer stay in the file of
the answer; only the position of each parcel travels.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from jobscout.errors import SourceError
from jobscout.model import PollHints, Posting, RawPosting, Reject
from jobscout.rules import caps, companies, postings
from jobscout.rules.skills import NO_SKILLS
from jobscout.rules.skills.rows import taxonomy_of
from jobscout.sources import by_kind
from jobscout.sources.base import Request, content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from jobscout.rules.skills import Taxonomy
    from jobscout.sources.base import Config

# Unpacking a posting of 6 kB takes about 6 µs.
PARCEL = 250
PARCEL_BYTES = 2**20
"""A parcel that has reached this size takes no further posting."""


class Piece(NamedTuple):
    """A parcel in a file: *size* bytes from *start* on."""

    path: str
    start: int
    size: int


Parcel: TypeAlias = bytes | Piece


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """One parsed answer of a board; *parcels* are packed lists of raw postings."""

    parcels: tuple[Parcel, ...]
    found: int
    rejects: tuple[Reject, ...]
    more_rejects: int = 0
    unknown_fields: int = 0
    next: Request | None
    whole: bool
    windowed: bool = False
    ended: tuple[str, ...] = ()
    cursor: str | None = None
    poll_hints: PollHints | None = None


class Normalised(msgspec.Struct, frozen=True):
    """The result of one parcel."""

    postings: list[Posting]
    rejects: list[Reject]


_pack = msgspec.msgpack.Encoder().encode
_raw = msgspec.msgpack.Decoder(list[RawPosting])
_one = msgspec.msgpack.Decoder(RawPosting)
_done = msgspec.msgpack.Decoder(Normalised)


def parse(kind: str, config: Config, body: bytes | Path, request: Request) -> Parsed:
    """Parse one answer, see ``Source.parse``.

    Args:
        body: the answer, or its file, which the parcels then overwrite.

    Raises:
        SourceChanged: it has another format.
        SourceError: ``too-large``, it exceeds a cap.
    """
    page = by_kind(kind).parse(content(body), config, request)
    parcels = _parcels(kind, page.postings)
    return Parsed(
        parcels=tuple(_written(body, parcels) if isinstance(body, Path) else parcels),
        found=len(page.postings) + len(page.rejects) + page.more_rejects,
        rejects=tuple(page.rejects),
        more_rejects=page.more_rejects,
        unknown_fields=page.unknown_fields,
        next=page.next,
        whole=page.whole,
        windowed=page.windowed,
        ended=tuple(page.ended),
        cursor=page.cursor,
        poll_hints=page.poll_hints,
    )


def parse_detail(kind: str, config: Config, body: bytes | Path, packed: bytes) -> bytes:
    """``Source.parse_detail`` for a packed raw posting. Raises SourceChanged."""
    return _pack(by_kind(kind).parse_detail(content(body), _one.decode(packed), config))


def pack(raw: Sequence[RawPosting]) -> tuple[bytes, ...]:
    """Parcels of at most ``PARCEL`` postings, each closed when it reaches ``PARCEL_BYTES``."""
    return tuple(_packed(raw))


def pack_one(raw: RawPosting) -> bytes:
    return _pack(raw)


def unpack_one(packed: bytes) -> RawPosting:
    return _one.decode(packed)


def unpack(parcel: Parcel) -> list[RawPosting]:
    return _raw.decode(_fetched(parcel))


def normalise_parcel(
    parcel: Parcel, company: str | None, now: datetime, packed_taxonomy: bytes
) -> bytes:
    """Turns a packed list of raw postings into a packed ``Normalised``."""
    taxonomy = taxonomy_of(packed_taxonomy)
    return _pack(Normalised(*normalise(unpack(parcel), company, now, taxonomy)))


def normalised(parcel: bytes) -> Normalised:
    """Unpacks the result of ``normalise_parcel``."""
    return _done.decode(parcel)


def normalise(
    raw: Sequence[RawPosting],
    company: str | None,
    now: datetime,
    taxonomy: Taxonomy = NO_SKILLS,
) -> tuple[list[Posting], list[Reject]]:
    """Postings to store, and those on which a rule failed.

    *company* is the board's own name; None if each posting names its own.
    """
    done: list[Posting] = []
    rejects: list[Reject] = []
    for one in raw:
        try:
            key = companies.fingerprint_key(company, one.company)
            posting = postings.normalise(one, company_key=key, now=now, taxonomy=taxonomy)
        except MemoryError:  # of the whole parcel, see ``worker_processes``
            raise
        except Exception as error:  # noqa: BLE001  (one posting never drops the others, P4)
            rejects.append(_reject(one, f"{type(error).__name__}: {error}"))
            continue
        if posting.external_id and posting.title:
            done.append(posting)
        else:
            rejects.append(_reject(one, "its id or title has no readable character"))
    return done, rejects


def _reject(one: RawPosting, reason: str) -> Reject:
    return Reject(external_id=one.external_id or None, reason=reason[:300])


def _packed(raw: Iterable[RawPosting]) -> Iterator[bytes]:
    parcel: list[bytes] = []
    size = 0
    for posting in raw:
        parcel.append(_pack(posting))
        size += len(parcel[-1])
        if len(parcel) == PARCEL or size >= PARCEL_BYTES:
            yield _joined(parcel)
            parcel, size = [], 0
    if parcel:
        yield _joined(parcel)


def _joined(packed: Sequence[bytes]) -> bytes:
    """Packed postings as one packed list."""
    return _pack([msgspec.Raw(one) for one in packed])


def _parcels(kind: str, raw: Sequence[RawPosting]) -> Iterator[bytes]:
    size = 0
    for parcel in _packed(raw):
        size += len(parcel)
        if size > caps.READING_BYTES:
            said = f"{kind}: over {caps.READING_BYTES / 2**20:.3g} MiB of text in one answer"
            raise SourceError("too-large", said)
        yield parcel


def _written(path: Path, parcels: Iterable[bytes]) -> Iterator[Piece]:
    with path.open("wb") as file:
        for parcel in parcels:
            yield Piece(str(path), file.tell(), len(parcel))
            file.write(parcel)


def _fetched(parcel: Parcel) -> bytes:
    if isinstance(parcel, bytes):
        return parcel
    with open(parcel.path, "rb") as file:  # noqa: PTH123  (a Piece holds no Path: there are many)
        file.seek(parcel.start)
        return file.read(parcel.size)
