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
    missed: int
    closed: bool


class Changes(NamedTuple):
    """What to do. Lists of ids are of stored postings.

    *missing* are the open ones that this reading lacks; *due* those of them that may close
    now, if the reading as a whole is believed (``rules.lifecycle.judge``).
    """

    new: list[Posting]
    changed: list[tuple[Known, Posting]]
    reappeared: list[int]
    missing: list[int]
    due: list[int]
    unchanged: int
    open_now: int


def compare(reading: Reading, known: Sequence[Known]) -> Changes:
    """Sort a reading's postings into new, changed and unchanged, and ours into missing.

    An external id that a board lists twice counts once, the first time. A posting that
    could not be read is not missing; when it could not even be identified, nothing is.
    """
    stored = {one.external_id: one for one in known}
    listed = {posting.external_id: posting for posting in reversed(reading.postings)}
    seen = {*listed, *reading.kept, *(r.external_id for r in reading.rejects if r.external_id)}
    new = [posting for posting in reversed(listed.values()) if posting.external_id not in stored]
    changed = [
        (stored[key], posting)
        for key, posting in listed.items()
        if key in stored and stored[key].content_hash != posting.content_hash
    ]
    open_now = [one for one in known if not one.closed]
    if reading.unchanged:
        # The board says that nothing changed since the last reading: what was missing then
        # is missing again, and what was there still is.
        reappeared: list[Known] = []
        missing = [one for one in open_now if one.missed]
    else:
        reappeared = [
            one for one in known if one.external_id in seen and (one.missed or one.closed)
        ]
        missing = [one for one in open_now if one.external_id not in seen]
        if not _proves_absence(reading):
            missing = []
    return Changes(
        new=new,
        changed=changed,
        reappeared=[one.id for one in reappeared],
        missing=[one.id for one in missing],
        due=[one.id for one in missing if one.missed + 1 >= MISSES_TO_CLOSE],
        unchanged=len(seen & stored.keys()) - len(changed),
        open_now=len(open_now),
    )


def _proves_absence(reading: Reading) -> bool:
    return reading.whole and all(reject.external_id for reject in reading.rejects)
