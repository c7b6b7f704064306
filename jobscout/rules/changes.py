"""What a reading changes about what we know of a board."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.lifecycle import MISSES_TO_CLOSE, Doubt, Overlap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobscout.model import Posting, ScrapeResult

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Known(NamedTuple):
    """What is stored of one posting.

    *missed*: whole readings running it was missing from. *seen_at*: when it was seen last
    before the first of them; while it is not missing, an instant since which it has been open.
    """

    id: int
    external_id: str
    job_id: int
    content_hash: bytes
    list_hash: bytes | None
    missed: int
    closed: bool
    fingerprint: bytes = b""
    seen_at: datetime = LONG_AGO


class Changes(NamedTuple):
    """What to do. Ids are those of stored postings.

    *relisted* are unchanged postings whose list entry has another version. *reappeared* were
    missing or closed; *reopened* are the closed ones of them. *absent* are the ones that this
    reading does not show, open or closed, for whatever reason. *missing* are the open ones of
    them when the reading is *whole*, that is, proves absence; *due* are those that may close
    now if the reading is believed (``rules.lifecycle.judge``), by its *overlaps* among others.
    *completed* are jobs of which we had no whole text before.
    """

    new: Sequence[Posting] = ()
    changed: Sequence[tuple[Known, Posting]] = ()
    relisted: Sequence[tuple[int, bytes | None]] = ()
    reappeared: Sequence[int] = ()
    reopened: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    missing: Sequence[int] = ()
    due: Sequence[int] = ()
    completed: Sequence[int] = ()
    whole: bool = True
    found: int = 0
    unchanged: int = 0
    open_now: int = 0
    overlaps: tuple[Overlap, ...] = ()


def compare(
    reading: ScrapeResult,
    known: Sequence[Known],
    *,
    whole_before: bool,
    whole_at: datetime | None = None,
) -> Changes:
    """Sort a reading's postings into new, changed and unchanged, and ours into missing.

    An external id that a board lists twice counts once, the first time. A posting that
    could not be read is not missing; when it could not even be identified, nothing is.

    Args:
        whole_before: whether the last reading was whole. A board that says "nothing
            changed" repeats that reading, and proves as much as it did.
        whole_at: when the last whole reading was stored; None when there was none.
    """
    if reading.unchanged:
        return _repeated(known, whole=whole_before, whole_at=whole_at)
    stored = {one.external_id: one for one in known}
    listed: dict[str, Posting] = {}
    for posting in reading.postings:
        listed.setdefault(posting.external_id, posting)
    named = {reject.external_id for reject in reading.rejects if reject.external_id}
    nameless = reading.more_rejects + sum(not one.external_id for one in reading.rejects)
    seen = {*listed, *reading.kept, *named}
    again = [(stored[key], posting) for key, posting in listed.items() if key in stored]
    changed = [pair for pair in again if pair[0].content_hash != pair[1].content_hash]
    absent = [one for one in known if one.external_id not in seen]
    whole = reading.whole and not nameless
    missing = [one for one in absent if not one.closed] if whole else []
    due = _due(missing)
    said: dict[str, bytes | None] = dict.fromkeys(seen)
    said |= {one.external_id: one.fingerprint for one in known if one.external_id in seen}
    said |= {key: posting.fingerprint for key, posting in listed.items()}
    kept = stored.keys() & set(reading.kept) - listed.keys()
    return Changes(
        new=[posting for key, posting in listed.items() if key not in stored],
        changed=changed,
        relisted=[
            (one.id, posting.list_hash)
            for one, posting in again
            if one.content_hash == posting.content_hash and one.list_hash != posting.list_hash
        ],
        reappeared=[
            one.id for one in known if one.external_id in seen and (one.missed or one.closed)
        ],
        reopened=frozenset(one.id for one in known if one.external_id in seen and one.closed),
        absent=frozenset(one.id for one in absent),
        missing=[one.id for one in missing],
        due=[one.id for one in due],
        completed=_completed(changed),
        whole=whole,
        found=len(seen) + nameless,
        unchanged=len(again) + len(kept) - len(changed),
        open_now=sum(not one.closed for one in known),
        overlaps=_overlaps(known, said, due, whole_at, nameless) if reading.whole else (),
    )


def believed(changes: Changes, doubt: Doubt | None) -> Changes:
    """What of *changes* is stored: a doubtful reading closes nothing.

    What it lists is stored, new postings too, so that nobody waits for them. One that seems to
    be another board's adds nothing and opens nothing: people would be told of jobs that are
    none of this employer's. What it shows of the open postings is there all the same.
    """
    if doubt is None:
        return changes
    changes = changes._replace(missing=(), due=(), whole=False)
    if not doubt.is_strange:
        return changes
    changed = [pair for pair in changes.changed if not pair[0].closed]
    return changes._replace(
        new=(),
        changed=changed,
        completed=_completed(changed),
        reappeared=[id_ for id_ in changes.reappeared if id_ not in changes.reopened],
        reopened=frozenset(),
    )


def _repeated(known: Sequence[Known], *, whole: bool, whole_at: datetime | None) -> Changes:
    """What was missing last time is missing again, and what was there still is."""
    open_now = [one for one in known if not one.closed]
    missing = [one for one in open_now if one.missed] if whole else []
    due = _due(missing)
    there: dict[str, bytes | None] = {
        one.external_id: one.fingerprint for one in open_now if not one.missed
    }
    return Changes(
        missing=[one.id for one in missing],
        due=[one.id for one in due],
        whole=whole,
        found=len(there),
        unchanged=len(there),
        open_now=len(open_now),
        overlaps=_overlaps(known, there, due, whole_at) if whole else (),
    )


def _overlaps(
    known: Sequence[Known],
    said: Mapping[str, bytes | None],
    due: Sequence[Known],
    whole_at: datetime | None,
    nameless: int = 0,
) -> tuple[Overlap, ...]:
    """What a reading shares with what was open at each moment that counts.

    That is when the last whole reading was stored, and before the first miss of what is due.

    Args:
        said: external id to fingerprint of what it lists; None for what could not be read.
        nameless: entries that could not even be identified: any of ours may be among them.
    """
    moments: dict[datetime | None, Sequence[Known]] = {whole_at: ()}
    if due:
        moments[min(one.seen_at for one in due)] = due
    found = [_overlap(known, said, due, since, nameless) for since, due in moments.items()]
    return tuple(overlap for overlap in found if overlap.before)


def _overlap(
    known: Sequence[Known],
    said: Mapping[str, bytes | None],
    due: Sequence[Known],
    since: datetime | None,
    nameless: int,
) -> Overlap:
    """With what has been open since then; None for all that is open."""
    before = [one for one in known if not one.closed and (since is None or one.seen_at <= since)]
    there = {one.external_id for one in before}
    # Each advert that came since may stand for an equal one that was there before.
    newcomers = Counter(text for key, text in said.items() if key not in there)
    gone = set()
    for one in before:
        if one.external_id in said:
            continue
        if newcomers[one.fingerprint]:
            newcomers[one.fingerprint] -= 1
        else:
            gone.add(one.id)
    return Overlap(
        before=len(before),
        shared=min(len(before), len(before) - len(gone) + nameless),
        going=sum(one.id in gone for one in due),
    )


def _due(missing: Sequence[Known]) -> list[Known]:
    return [one for one in missing if one.missed + 1 >= MISSES_TO_CLOSE]


def _completed(changed: Sequence[tuple[Known, Posting]]) -> list[int]:
    return [one.job_id for one, posting in changed if posting.list_hash and not one.list_hash]
