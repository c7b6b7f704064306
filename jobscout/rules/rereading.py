"""Reads stored postings again by the rules of today, from what their boards stated.

Both ends are packed, for worker processes.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Posting, RawPosting
from jobscout.rules import companies, postings
from jobscout.rules.skills.rows import taxonomy_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

log = logging.getLogger(__name__)


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A posting to be read again. *content_hash*: of what is stored, by which it is known.

    *own_company* is the name of its board's company, None if each posting names its own.
    """

    id: int
    content_hash: bytes
    own_company: str | None
    raw: RawPosting


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """*posting* is None where a rule failed: what is stored stays."""

    id: int
    content_hash: bytes
    posting: Posting | None


_pack: Final = msgspec.msgpack.Encoder().encode
_stored: Final = msgspec.msgpack.Decoder(list[Stored])
_reread: Final = msgspec.msgpack.Decoder(list[Reread])


def pack(stored: Sequence[Stored]) -> bytes:
    return _pack(stored)


def reread_packed(packed: bytes, now: datetime, packed_taxonomy: bytes) -> bytes:
    """A list of ``Reread``, in the order of the list of ``Stored`` that is given."""
    taxonomy = taxonomy_of(packed_taxonomy)
    done: list[Reread] = []
    for one in _stored.decode(packed):
        posting = None
        try:
            key = companies.fingerprint_key(one.own_company, one.raw.company)
            posting = postings.normalise(one.raw, company_key=key, now=now, taxonomy=taxonomy)
        except MemoryError:  # of the whole batch, see ``worker_processes``
            raise
        except Exception:
            log.exception("posting not read again", extra={"posting_id": one.id})
        done.append(Reread(id=one.id, content_hash=one.content_hash, posting=posting))
    return _pack(done)


def unpack(packed: bytes) -> list[Reread]:
    return _reread.decode(packed)
