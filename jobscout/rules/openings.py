"""Which job an advert had before its source was removed (P1, P5)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

T = TypeVar("T")

_TRACKING: Final = ("utm_", "gh_src", "lever-", "fbclid", "gclid", "msclkid", "trk")
_REFERRERS: Final = frozenset({"ref", "referrer", "referer", "source", "src"})
MAX_LINK_BYTES: Final = 1000
"""What an index takes; the addresses of real boards have some hundred."""


class Advert(NamedTuple):
    """A posting seen for the first time. *number* is its place in the caller's list.

    *apply_link* is as ``apply_link`` writes it, *places* the words that its places are found by.
    """

    number: int
    company_id: int
    external_id: str
    requisition_id: str | None
    fingerprint: bytes
    apply_link: str | None
    seniority: str | None
    places: str


class Opening(NamedTuple):
    """What is remembered of an advert whose source was removed, and of its job.

    *same_kind*, *same_board*: as the one that is read. *is_here*: the job has an open posting on
    it. *joined*: a person put several jobs' postings into it.
    """

    id: int
    job_id: int
    company_id: int
    external_id: str
    requisition_id: str | None
    fingerprint: bytes
    apply_link: str | None
    seniority: str | None
    places: str
    same_kind: bool
    same_board: bool
    is_here: bool
    joined: bool


def apply_link(url: str | None) -> str | None:
    """The page where one applies, however it was reached; None if it is nobody's in particular.

    Scheme, ``www.``, tracking and a slash at the end make no difference. The start page of a
    site is no advert's, and an address longer than ``MAX_LINK_BYTES`` is not compared.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACKING) and name.lower() not in _REFERRERS
    ]
    path = parts.path.rstrip("/")
    place = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    if not host or not (path or asked or place):
        return None
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    link = f"{host}{path}{query}#{place}" if place else f"{host}{path}{query}"
    return link if len(link.encode()) <= MAX_LINK_BYTES else None


def recall(adverts: Sequence[Advert], openings: Sequence[Opening]) -> dict[int, Opening]:
    """Number of an advert to the opening that it is, for those that are one.

    The surest sign goes first: the same id on the same board, then the same text at the same
    company, and of these the same requisition; then the same requisition or the same page to
    apply on, if just one opening and one advert have it, of one seniority and at the same
    places. Boards of one kind number their requisitions alike: where both are known and differ,
    it is another opening (P5).

    Each opening is one advert. A job takes one advert of a board, as in ``rules.dedupe``,
    unless a person joined it. The order of *openings* does not matter.
    """
    found: dict[int, Opening] = {}
    used: set[int] = set()
    taken: set[int] = set()
    for of_advert, of_opening, is_sure in _SIGNS:
        known = _grouped(sorted(openings), of_opening)
        asking = _grouped([one for one in adverts if one.number not in found], of_advert)
        for sign in [sign for sign in asking if sign in known]:
            if not is_sure and not _is_one(asking[sign], known[sign]):
                continue
            left = [one for one in known[sign] if one.id not in used]
            for advert in asking[sign]:
                for place, one in enumerate(left):
                    is_free = one.joined or not (one.is_here or one.job_id in taken)
                    if is_free and _agree(advert, one):
                        found[advert.number] = left.pop(place)
                        used.add(one.id)
                        taken.add(one.job_id)
                        break
    return found


def _grouped(many: Sequence[T], sign_of: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    """By their signs, in their order; those without one are left out."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for one in many:
        if (sign := sign_of(one)) is not None:
            groups[sign].append(one)
    return groups


def _agree(advert: Advert, opening: Opening) -> bool:
    ids = {advert.requisition_id, opening.requisition_id} - {None}
    return not opening.same_kind or len(ids) <= 1


def _is_one(adverts: Sequence[Advert], openings: Sequence[Opening]) -> bool:
    """Whether a sign that several adverts may share says which opening this is."""
    if len(adverts) > 1 or len(openings) > 1:
        return False
    advert, opening = adverts[0], openings[0]
    same_places = set(advert.places.split()) == set(opening.places.split())
    return same_places and advert.seniority == opening.seniority


_SIGNS: Final[
    tuple[tuple[Callable[[Advert], Hashable], Callable[[Opening], Hashable], bool], ...]
] = (
    (
        lambda advert: advert.external_id,
        lambda opening: opening.external_id if opening.same_board else None,
        True,
    ),
    (
        lambda advert: (advert.company_id, advert.fingerprint, advert.requisition_id),
        lambda opening: (opening.company_id, opening.fingerprint, opening.requisition_id),
        True,
    ),
    (
        lambda advert: (advert.company_id, advert.fingerprint),
        lambda opening: (opening.company_id, opening.fingerprint),
        True,
    ),
    (
        lambda advert: (advert.company_id, advert.requisition_id),
        lambda opening: (
            (opening.company_id, opening.requisition_id)
            if opening.same_kind and opening.requisition_id
            else None
        ),
        False,
    ),
    (
        lambda advert: (advert.company_id, advert.apply_link),
        lambda opening: (opening.company_id, opening.apply_link) if opening.apply_link else None,
        False,
    ),
)
"""What an advert and an opening are compared by, and whether it is sure by itself."""
