"""Compares a reading of a board with what is stored of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.lifecycle import MISSES_TO_CLOSE, Overlap, Suspicion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobscout.model import Posting, ScrapeResult

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class StoredPosting(NamedTuple):
    """What is stored of one posting.

    *missed*: number of consecutive whole readings that lacked it. *seen_at*: when it was last seen
    before the first of these; if it is not missing, a time since which it has been open.
    *expires_at*: the end of its validity, *updated_at*: its last edit, as it stated them last.
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
    expires_at: datetime | None = None
    updated_at: datetime | None = None


class Changes(NamedTuple):
    """What to store. Ids are those of stored postings.

    *relisted*: unchanged postings whose list entry has another version. *reappeared*: postings
    that were missing or closed; *reopened*: the closed ones among them. *absent*: postings, open
    or closed, that this reading does not show, for any reason. *missing*: the open ones among
    them if the reading is *whole*, that is, proves absence. *due*: those that may close now if
    the reading is trusted; ``rules.verdicts.decide`` decides, also by *overlaps*. *completed*:
    those whose full text we did not have before. *ended*: open postings that the board says have
    ended.
    """

    new: Sequence[Posting] = ()
    changed: Sequence[tuple[StoredPosting, Posting]] = ()
    relisted: Sequence[tuple[int, bytes | None]] = ()
    reappeared: Sequence[int] = ()
    reopened: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    missing: Sequence[int] = ()
    due: Sequence[int] = ()
    completed: Sequence[int] = ()
    ended: Sequence[int] = ()
    whole: bool = True
    found: int = 0
    unchanged: int = 0
    open_now: int = 0
    overlaps: tuple[Overlap, ...] = ()


def hides_changes(result: ScrapeResult, changes: Changes) -> bool:
    """Whether the board calls a list with new postings by the validators of the last one.

    A conditional request would have been answered 304, as if nothing had changed.
    """
    source = result.source
    said = (result.etag, result.last_modified)
    same = said == (source.etag, source.last_modified) and said != (None, None)
    return same and not result.unchanged and bool(changes.new)


def listed_ids(result: ScrapeResult) -> set[str]:
    """The external ids that a reading lists, those of unreadable postings included."""
    rejected = {one.external_id for one in result.rejects if one.external_id}
    return {*(one.external_id for one in result.postings), *result.kept, *rejected}


def compare(
    result: ScrapeResult,
    known: Sequence[StoredPosting],
    *,
    whole_before: bool,
    whole_at: datetime | None = None,
) -> Changes:
    """Sort the listed postings into new, changed and unchanged, and find the missing ones.

    If a board lists an external id twice, the first entry counts. A posting that could not be
    read is not missing; if an entry could not even be identified, no posting is missing.

    Args:
        whole_before: whether the last reading was whole. If the board answers "nothing
            changed", this reading repeats the last one and proves as much as it did.
        whole_at: when the last whole reading was stored; None if there was none.
    """
    if result.unchanged:
        return _repeated(known, whole=whole_before, whole_at=whole_at)
    stored = {one.external_id: one for one in known}
    listed: dict[str, Posting] = {}
    for posting in result.postings:
        listed.setdefault(posting.external_id, posting)
    nameless = result.more_rejects + sum(not one.external_id for one in result.rejects)
    seen = listed_ids(result)
    over = set(result.ended) - seen
    again = [(stored[key], posting) for key, posting in listed.items() if key in stored]
    changed = [pair for pair in again if _is_changed(*pair)]
    absent = [one for one in known if one.external_id not in seen]
    whole = result.whole and not nameless
    missing = [one for one in absent if not one.closed] if whole else []
    due = _due(missing)
    said: dict[str, bytes | None] = dict.fromkeys(seen)
    said |= {one.external_id: one.fingerprint for one in known if one.external_id in seen}
    said |= {key: posting.fingerprint for key, posting in listed.items()}
    kept = stored.keys() & set(result.kept) - listed.keys()
    return Changes(
        new=[posting for key, posting in listed.items() if key not in stored],
        changed=changed,
        relisted=[
            (one.id, posting.list_hash)
            for one, posting in again
            if not _is_changed(one, posting) and one.list_hash != posting.list_hash
        ],
        reappeared=[
            one.id for one in known if one.external_id in seen and (one.missed or one.closed)
        ],
        reopened=frozenset(one.id for one in known if one.external_id in seen and one.closed),
        absent=frozenset(one.id for one in absent),
        missing=[one.id for one in missing],
        due=[one.id for one in due],
        completed=_completed(changed),
        ended=[one.id for one in known if one.external_id in over and not one.closed],
        whole=whole,
        found=len(seen) + nameless + len(over),
        unchanged=len(again) + len(kept) - len(changed),
        open_now=sum(not one.closed for one in known),
        overlaps=_overlaps(known, said, due, whole_at, nameless) if result.whole else (),
    )


def accepted(changes: Changes, suspicion: Suspicion | None) -> Changes:
    """The part of *changes* to store: a doubtful reading closes nothing.

    Its listed postings are stored, also new ones, so that no alert is delayed. If it looks like
    another board's, it adds and reopens nothing, because users would get alerts about another
    employer's jobs. Open postings that it lists still count as present.
    """
    if suspicion is None:
        return changes
    changes = changes._replace(missing=(), due=(), ended=(), whole=False)
    if not suspicion.is_strange:
        return changes
    changed = [pair for pair in changes.changed if not pair[0].closed]
    return changes._replace(
        new=(),
        changed=changed,
        completed=_completed(changed),
        reappeared=[id_ for id_ in changes.reappeared if id_ not in changes.reopened],
        reopened=frozenset(),
    )


def _repeated(known: Sequence[StoredPosting], *, whole: bool, whole_at: datetime | None) -> Changes:
    """The board did not change: what was missing is missing again, the rest is still there."""
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
    known: Sequence[StoredPosting],
    said: Mapping[str, bytes | None],
    due: Sequence[StoredPosting],
    whole_at: datetime | None,
    nameless: int = 0,
) -> tuple[Overlap, ...]:
    """What a reading shares with the postings that were open at each relevant moment.

    These are the storing of the last whole reading, and the time before the first miss of *due*.

    Args:
        said: external id to fingerprint of each listed posting; None for an unreadable one.
        nameless: number of entries that could not be identified: each may be one of ours.
    """
    moments: dict[datetime | None, Sequence[StoredPosting]] = {whole_at: ()}
    if due:
        moments[min(one.seen_at for one in due)] = due
    found = [_overlap(known, said, due, since, nameless) for since, due in moments.items()]
    return tuple(overlap for overlap in found if overlap.before)


def _overlap(
    known: Sequence[StoredPosting],
    said: Mapping[str, bytes | None],
    due: Sequence[StoredPosting],
    since: datetime | None,
    nameless: int,
) -> Overlap:
    """Compares with what has been open since *since*; None means all that is open."""
    before = [one for one in known if not one.closed and (since is None or one.seen_at <= since)]
    there = {one.external_id for one in before}
    # A new posting may replace an equal one that was there before.
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


def _is_changed(known: StoredPosting, posting: Posting) -> bool:
    """Whether its content differs, or the board says that it was edited since."""
    if known.content_hash != posting.content_hash:
        return True
    edited = posting.updated_at and known.updated_at and posting.updated_at > known.updated_at
    return bool(edited)


def _due(missing: Sequence[StoredPosting]) -> list[StoredPosting]:
    return [one for one in missing if one.missed + 1 >= MISSES_TO_CLOSE]


def _completed(changed: Sequence[tuple[StoredPosting, Posting]]) -> list[int]:
    return [one.id for one, posting in changed if posting.list_hash and not one.list_hash]
