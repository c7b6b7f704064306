"""Whether a reading is believed, what of it is stored, and what is remembered of it (P3, P4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import lifecycle
from jobscout.rules.changes import Changes, accepted
from jobscout.rules.sketches import similarity, sketch

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from jobscout.rules.lifecycle import Suspicion

SAME_SHARE: Final = 0.5
"""Suspect readings list the same if they have this share of ids in common: a small board may
change by one posting, and a large one goes on changing as usual."""


class Streak(NamedTuple):
    """Consecutive whole suspect readings that list the same.

    *scrape_ids*: the first and the latest of them, in order. *since*: the end of the first; None
    if its scrape is not known any more. *sketch*: of what the first listed.
    """

    scrape_ids: tuple[int, ...] = ()
    since: datetime | None = None
    sketch: bytes | None = None

    def followed_by(self, scrape_id: int, listed: bytes, now: datetime) -> Streak:
        """With one more reading, or begun anew by it if it lists something else."""
        is_same = self.sketch is not None and similarity(self.sketch, listed) >= SAME_SHARE
        if not is_same or self.since is None:
            return Streak((scrape_id,), now, listed)
        latest = self.scrape_ids[1:][-(lifecycle.STABLE_READS - 2) :]
        return self._replace(scrape_ids=(self.scrape_ids[0], *latest, scrape_id))


class Memory(NamedTuple):
    """What is remembered of the readings of a source: columns of ``sources``.

    *recent_found* and *accepted_found*: see ``lifecycle.judge``.
    """

    recent_found: tuple[int, ...] = ()
    accepted_found: int | None = None
    streak: Streak = Streak()


class Verdict(NamedTuple):
    """What becomes of a reading.

    *changes*: the part of it to store. *suspicion*: why it is not believed. *memory*: what to
    remember. *evidence*: the readings that prove that what is due is gone; empty if these are the
    readings that the postings were missing from. *is_restart*: it was only believed because it
    repeats itself, so what it lists may have been there for long.
    """

    changes: Changes
    suspicion: Suspicion | None
    memory: Memory
    evidence: tuple[int, ...] = ()
    is_restart: bool = False


def decide(
    changes: Changes,
    memory: Memory,
    *,
    scrape_id: int,
    listed: Collection[str] | None,
    now: datetime,
) -> Verdict:
    """Judge the reading *scrape_id* that found *changes*.

    Args:
        memory: of the readings before.
        listed: the ids that it lists; None if the list was cut, or not read now but answered 304.
    """
    suspicion = lifecycle.judge(
        found=changes.found,
        recent_found=memory.recent_found,
        open_now=changes.open_now,
        overlaps=changes.overlaps,
        accepted=memory.accepted_found,
    )
    if suspicion is None:
        return Verdict(changes, None, _after_sound(changes, memory, is_full=listed is not None))
    if listed is None or not changes.whole:  # it proves no absence, however often it comes
        return Verdict(accepted(changes, suspicion), suspicion, memory)
    streak = memory.streak.followed_by(scrape_id, sketch(listed), now)
    if not _is_stable(streak, changes, now):
        after = memory._replace(streak=streak)
        return Verdict(accepted(changes, suspicion), suspicion, after)
    evidence: tuple[int, ...] = ()
    if not changes.found:  # what an empty list lacks was missing from all of them
        changes, evidence = changes._replace(due=changes.missing), streak.scrape_ids
    after = _after_sound(changes, Memory(accepted_found=changes.found), is_full=True)
    return Verdict(changes, None, after, evidence, is_restart=True)


def _after_sound(changes: Changes, memory: Memory, *, is_full: bool) -> Memory:
    """What was accepted counts until all that was missing has closed."""
    recent = memory.recent_found
    if is_full:
        recent = lifecycle.with_latest(recent, changes.found)
    is_settled = changes.whole and bool(changes.due or not changes.missing)
    return Memory(recent, None if is_settled else memory.accepted_found)


def _is_stable(streak: Streak, changes: Changes, now: datetime) -> bool:
    lasted = now - (streak.since or now)
    return lifecycle.is_stable(len(streak.scrape_ids), lasted, changes.found, changes.open_now)
