"""Exact merging: which job each new posting of one source joins (P1, P5).

Only equal fingerprints of one company are candidates, so seniority, places and workplace
agree already, see ``postings``. Likeness that falls short of equality is not decided here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class New(msgspec.Struct, frozen=True):
    """A posting seen for the first time. *index* is its place in the caller's list."""

    index: int
    company_id: int
    fingerprint: bytes
    requisition_id: str | None


class Candidate(msgspec.Struct, frozen=True):
    """A posting we know of a job that has one of the fingerprints.

    *same*: this very posting has it. *parted*: a person took the job apart from one that has
    adverts of the reading's source. *joined*: a person put several jobs' postings into it.
    """

    job_id: int
    company_id: int
    fingerprint: bytes
    source_id: int
    posting_id: int
    requisition_id: str | None
    open: bool
    same: bool = True
    parted: bool = False
    joined: bool = False


class Assignment(msgspec.Struct, frozen=True):
    """What becomes of one new posting.

    *job_id*: the job to join; None makes it a job of its own. *reposted*: this source had
    the advert before and closed it. *twin_of*: the index of an equal new posting of the
    same batch, earlier in the list, when both stay jobs of their own; two equal adverts on
    one board are two openings.
    """

    index: int
    job_id: int | None
    reposted: bool
    twin_of: int | None


def assign(
    new: Sequence[New],
    candidates: Sequence[Candidate],
    source_id: int,
    recalled: Mapping[int, int] | None = None,
) -> list[Assignment]:
    """One assignment for each new posting of the source, in the order of *new*.

    A posting joins a job of its company with its fingerprint, unless the job has an open
    posting on this same source, or one there with another requisition id (ids of other
    sources live in other number spaces and prove nothing). Each job takes at most one
    posting of the batch. Preferred is a job that is open somewhere, then the oldest.

    What a person decided goes before. A job parted from one that has adverts of this source
    takes none of it, or the two would grow together again. A joined job may have several
    open postings on this source: there, each closed one that says the same leaves room for
    one that takes its place.

    *recalled* are decided already: by index, the job that a posting had on a source that was
    removed, see ``rules.openings``. It is no repost: nothing says that the board closed it.

    Deterministic: the order of *candidates* does not matter. Cost: n log n.
    """
    jobs = _jobs_by_advert(candidates)
    taken: Counter[tuple[int, bytes]] = Counter()
    first_own: dict[tuple[int, bytes], int] = {}
    decided: dict[int, Assignment] = {}
    for posting in new:
        if recalled and (known_job := recalled.get(posting.index)):
            taken.update({(known_job, b""): 1, (known_job, posting.fingerprint): 1})
            decided[posting.index] = Assignment(
                posting.index, known_job, reposted=False, twin_of=None
            )
    # Postings with a requisition id choose first: they have fewer jobs to choose from.
    for posting in sorted(new, key=lambda posting: (posting.requisition_id is None, posting.index)):
        if posting.index in decided:
            continue
        advert = (posting.company_id, posting.fingerprint)
        job = _choose(posting, jobs.get(advert, {}), taken, source_id)
        if job is None:
            twin = first_own.setdefault(advert, posting.index)
            twin_of = twin if twin != posting.index else None
            decided[posting.index] = Assignment(
                posting.index, None, reposted=False, twin_of=twin_of
            )
            continue
        taken[_place(job, posting, jobs[advert][job])] += 1
        here = any(known.source_id == source_id for known in jobs[advert][job])
        decided[posting.index] = Assignment(posting.index, job, reposted=here, twin_of=None)
    return [decided[posting.index] for posting in new]


def _jobs_by_advert(
    candidates: Sequence[Candidate],
) -> dict[tuple[int, bytes], dict[int, list[Candidate]]]:
    jobs: dict[tuple[int, bytes], dict[int, list[Candidate]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for known in candidates:
        jobs[known.company_id, known.fingerprint][known.job_id].append(known)
    return jobs


def _choose(
    posting: New,
    jobs: dict[int, list[Candidate]],
    taken: Counter[tuple[int, bytes]],
    source_id: int,
) -> int | None:
    ranked = sorted(
        (_rank(posting, known, source_id), job_id)
        for job_id, known in jobs.items()
        if _joinable(posting, known, source_id)
        and taken[_place(job_id, posting, known)] < _room(known, source_id)
    )
    return ranked[0][1] if ranked else None


def _place(job_id: int, posting: New, known: Sequence[Candidate]) -> tuple[int, bytes]:
    """What a posting takes up: the job, or its advert in a joined one."""
    return job_id, posting.fingerprint if known[0].joined else b""


def _room(known: Sequence[Candidate], source_id: int) -> int:
    """How many postings of a batch may join: those whose places in a joined job are free."""
    closed = sum(one.source_id == source_id and one.same and not one.open for one in known)
    return max(closed, 1) if known[0].joined else 1


def _rank(posting: New, known: Sequence[Candidate], source_id: int) -> tuple[bool, bool]:
    """Smaller is better: the same requisition here first, then jobs open somewhere."""
    same = posting.requisition_id is not None and any(
        other.source_id == source_id and other.requisition_id == posting.requisition_id
        for other in known
    )
    return not same, not any(other.open for other in known)


def _joinable(posting: New, known: Sequence[Candidate], source_id: int) -> bool:
    here = [other for other in known if other.source_id == source_id]
    if not here:
        return not known[0].parted
    if known[0].joined:
        return _takes_a_place(posting, [other for other in here if other.same])
    ids = {posting.requisition_id, *(other.requisition_id for other in here)} - {None}
    return len(ids) <= 1 and not any(other.open for other in here)


def _takes_a_place(posting: New, alike: Sequence[Candidate]) -> bool:
    """Whether a posting can stand for one of a joined job's on its source."""
    if not alike:
        return True
    ids = {other.requisition_id for other in alike} - {None}
    agrees = posting.requisition_id is None or not ids or posting.requisition_id in ids
    return agrees and any(not other.open for other in alike)
