"""Exact merging: which job each new posting of one source joins (P1, P5).

Only equal fingerprints within one company are candidates, so seniority, places and workplace
already agree (see ``postings``). Similar but unequal postings are not merged here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class New(msgspec.Struct, frozen=True):
    """A posting seen for the first time. *index* is its position in the caller's list."""

    index: int
    company_id: int
    fingerprint: bytes
    requisition_id: str | None


class Candidate(msgspec.Struct, frozen=True):
    """A stored posting of a job that has one of the fingerprints.

    *same*: this very posting has it. *cannot_link*: an admin split the job from one that has
    postings of the source being read. *must_link*: an admin joined several jobs' postings into it.
    """

    job_id: int
    company_id: int
    fingerprint: bytes
    source_id: int
    posting_id: int
    requisition_id: str | None
    open: bool
    same: bool = True
    cannot_link: bool = False
    must_link: bool = False


class Assignment(msgspec.Struct, frozen=True):
    """The decision about one new posting.

    *job_id*: the job to join; None makes a new job. *reposted*: this source had the posting
    before and closed it. *twin_of*: the index of an equal new posting earlier in the same
    batch, if both become jobs of their own; two equal postings on one board are two openings.
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

    A posting joins a job of its company with its fingerprint, unless the job has an open posting
    on this source, or one here with another requisition id. Requisition ids of other sources are
    not comparable and prove nothing. Each job takes at most one posting of the batch. Jobs that
    are open somewhere are preferred, then the oldest.

    Decisions of admins take precedence. A job that was split from one with postings of this
    source takes none of them, or the two would merge again. A must-link job may have several open
    postings on this source: each closed one there with the same text makes room for one more.

    *recalled* are already decided: index to the job that the posting had on a removed source,
    see ``rules.openings``. It is not a repost, because the board did not close it.

    Deterministic: the order of *candidates* does not matter. Cost: n log n.
    """
    jobs = _jobs_by_fingerprint(candidates)
    taken: Counter[tuple[int, bytes]] = Counter()
    first_own: dict[tuple[int, bytes], int] = {}
    decided: dict[int, Assignment] = {}
    for posting in new:
        if recalled and (known_job := recalled.get(posting.index)):
            taken.update({(known_job, b""): 1, (known_job, posting.fingerprint): 1})
            decided[posting.index] = Assignment(
                posting.index, known_job, reposted=False, twin_of=None
            )
    # Postings with a requisition id choose first, because fewer jobs suit them.
    for posting in sorted(new, key=lambda posting: (posting.requisition_id is None, posting.index)):
        if posting.index in decided:
            continue
        key = (posting.company_id, posting.fingerprint)
        job = _choose(posting, jobs.get(key, {}), taken, source_id)
        if job is None:
            twin = first_own.setdefault(key, posting.index)
            twin_of = twin if twin != posting.index else None
            decided[posting.index] = Assignment(
                posting.index, None, reposted=False, twin_of=twin_of
            )
            continue
        taken[_slot(job, posting, jobs[key][job])] += 1
        here = any(known.source_id == source_id for known in jobs[key][job])
        decided[posting.index] = Assignment(posting.index, job, reposted=here, twin_of=None)
    return [decided[posting.index] for posting in new]


def _jobs_by_fingerprint(
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
        and taken[_slot(job_id, posting, known)] < _room(known, source_id)
    )
    return ranked[0][1] if ranked else None


def _slot(job_id: int, posting: New, known: Sequence[Candidate]) -> tuple[int, bytes]:
    """What a posting occupies: the whole job, or its posting in a must-link job."""
    return job_id, posting.fingerprint if known[0].must_link else b""


def _room(known: Sequence[Candidate], source_id: int) -> int:
    """How many postings of a batch may join; a must-link job takes one for each closed posting."""
    closed = sum(one.source_id == source_id and one.same and not one.open for one in known)
    return max(closed, 1) if known[0].must_link else 1


def _rank(posting: New, known: Sequence[Candidate], source_id: int) -> tuple[bool, bool]:
    """Smaller is better: same requisition on this source first, then jobs open somewhere."""
    same = posting.requisition_id is not None and any(
        other.source_id == source_id and other.requisition_id == posting.requisition_id
        for other in known
    )
    return not same, not any(other.open for other in known)


def _joinable(posting: New, known: Sequence[Candidate], source_id: int) -> bool:
    here = [other for other in known if other.source_id == source_id]
    if not here:
        return not known[0].cannot_link
    if known[0].must_link:
        return _takes_a_slot(posting, [other for other in here if other.same])
    ids = {posting.requisition_id, *(other.requisition_id for other in here)} - {None}
    return len(ids) <= 1 and not any(other.open for other in here)


def _takes_a_slot(posting: New, alike: Sequence[Candidate]) -> bool:
    """Whether a posting can replace a closed one of a must-link job on its source."""
    if not alike:
        return True
    ids = {other.requisition_id for other in alike} - {None}
    agrees = posting.requisition_id is None or not ids or posting.requisition_id in ids
    return agrees and any(not other.open for other in alike)
