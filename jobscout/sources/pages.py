"""The CPU-bound half of a reading: what runs in a worker process, away from the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.model import Reject
from jobscout.rules import companies, postings
from jobscout.sources import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jobscout.model import Posting, RawPosting
    from jobscout.sources.base import Config, Page, Request


def parse(kind: str, config: Config, body: bytes, request: Request) -> Page:
    """Raises SourceChanged, see ``Source.parse``."""
    return by_kind(kind).parse(body, config, request)


def normalise(
    raw: Sequence[RawPosting], company: str | None, now: datetime
) -> tuple[list[Posting], list[Reject]]:
    """Postings fit to store, and those that a rule choked on.

    *company* is the board's own name; None where each posting names its own.
    """
    done: list[Posting] = []
    rejects: list[Reject] = []
    for one in raw:
        try:
            key = companies.slug(company or one.company or "")
            posting = postings.normalise(one, company_key=key, now=now)
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
