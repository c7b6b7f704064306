"""What a reading changes about what we know of a board."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobscout.rules.lifecycle import MISSES_TO_CLOSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Posting, Reading


class Known(NamedTuple):
    """What is stored of one posting. *missed*: whole readings running it was missing from."""

    id: int
    external_id: str
    job_id: int
    content_hash: bytes
    list_hash: bytes | None
    missed: int
    closed: bool


class Changes(NamedTuple):
    """What to do. Ids are those of stored postings.

    *relisted* are unchanged postings whose list entry has another version. *absent* are the
    ones that this reading does not show, open or closed, for whatever reason. *missing* are
    the open ones of them when the reading is *whole*, that is, proves absence; *due* are
    those that may close now if the reading is believed (``rules.lifecycle.judge``).
    *completed* are jobs of which we had no whole text before.
    """

    new: Sequence[Posting] = ()
    changed: Sequence[tuple[Known, Posting]] = ()
    relisted: Sequence[tuple[int, bytes | None]] = ()
    reappeared: Sequence[int] = ()
    absent: frozenset[int] = frozenset()
    missing: Sequence[int] = ()
    due: Sequence[int] = ()
    completed: Sequence[int] = ()
    whole: bool = True
    found: int = 0
    unchanged: int = 0
    open_now: int = 0


def compare(reading: Reading, known: Sequence[Known], *, whole_before: bool) -> Changes:
    """Sort a reading's postings into new, changed and unchanged, and ours into missing.

    An external id that a board lists twice counts once, the first time. A posting that
    could not be read is not missing; when it could not even be identified, nothing is.

    Args:
        whole_before: whether the last reading was whole. A board that says "nothing
            changed" repeats that reading, and proves as much as it did.
    """
    if reading.unchanged:
        return _repeated(known, whole=whole_before)
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
        absent=frozenset(one.id for one in absent),
        missing=[one.id for one in missing],
        due=_due(missing),
        completed=[
            one.job_id for one, posting in changed if posting.list_hash and not one.list_hash
        ],
        whole=whole,
        found=len(seen) + nameless,
        unchanged=len(again) + len(kept) - len(changed),
        open_now=sum(not one.closed for one in known),
    )


def _repeated(known: Sequence[Known], *, whole: bool) -> Changes:
    """What was missing last time is missing again, and what was there still is."""
    open_now = [one for one in known if not one.closed]
    missing = [one for one in open_now if one.missed] if whole else []
    there = sum(not one.missed for one in open_now)
    return Changes(
        missing=[one.id for one in missing],
        due=_due(missing),
        whole=whole,
        found=there,
        unchanged=there,
        open_now=len(open_now),
    )


def _due(missing: Sequence[Known]) -> list[int]:
    return [one.id for one in missing if one.missed + 1 >= MISSES_TO_CLOSE]
