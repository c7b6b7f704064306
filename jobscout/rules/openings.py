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
"""What an index can store; URLs of real boards have some hundred bytes."""


class Advert(NamedTuple):
    """A posting seen for the first time. *number* is its position in the caller's list.

    *apply_link* is the result of ``apply_link``; *places* are the searchable words of its places.
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
    """What is kept of an advert, and of its job, after its source was removed.

    *same_kind*, *same_board*: compared with the source being read. *is_here*: the job has an open
    posting on that source. *joined*: an admin joined several jobs' postings into it.
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
    """The normalised URL of the application page; None if it does not identify one advert.

    Scheme, ``www.``, tracking parameters and a final slash are ignored. A site's start page
    identifies no advert; a URL longer than ``MAX_LINK_BYTES`` is not compared.
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
    """Maps the number of each recognised advert to the opening that it continues.

    Signs are tried in this order: the same id on the same board; the same text at the same
    company, with the same requisition first; then the same requisition or application page, if
    exactly one opening and one advert have it, with equal seniority and places. Boards of one
    kind share a numbering of requisitions: if both ids are known and differ, these are two
    openings (P5).

    Each opening matches one advert. A job takes one advert of a board, as in ``rules.dedupe``,
    unless an admin joined it. The order of *openings* does not matter.
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
    """Groups in input order; items without a sign are left out."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for one in many:
        if (sign := sign_of(one)) is not None:
            groups[sign].append(one)
    return groups


def _agree(advert: Advert, opening: Opening) -> bool:
    ids = {advert.requisition_id, opening.requisition_id} - {None}
    return not opening.same_kind or len(ids) <= 1


def _is_one(adverts: Sequence[Advert], openings: Sequence[Opening]) -> bool:
    """Whether a sign that several adverts may share identifies this opening."""
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
"""How an advert and an opening are compared, and whether the sign suffices alone."""
