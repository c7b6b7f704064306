"""Which job a posting had before its source was removed (P1, P5)."""

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


class NewPosting(NamedTuple):
    """A posting seen for the first time. *number* is its position in the caller's list.

    *apply_link* is the result of ``apply_link``; *locations* are their searchable words.
    """

    number: int
    company_id: int
    external_id: str
    requisition_id: str | None
    fingerprint: bytes
    apply_link: str | None
    seniority: str | None
    location_words: str


class Opening(NamedTuple):
    """What is kept of a posting, and of its job, after its source was removed.

    *same_kind*, *same_board*: compared with the source being read. *is_here*: the job has an open
    posting on that source. *must_link*: an admin joined several jobs' postings into it.
    """

    id: int
    job_id: int
    company_id: int
    external_id: str
    requisition_id: str | None
    fingerprint: bytes
    apply_link: str | None
    seniority: str | None
    location_words: str
    same_kind: bool
    same_board: bool
    is_here: bool
    must_link: bool


def is_tracking(parameter: str) -> bool:
    """Whether a parameter of a URL only says where its reader comes from."""
    name = parameter.lower()
    return name.startswith(_TRACKING) or name in _REFERRERS


def is_route(fragment: str) -> bool:
    """Whether a URL's fragment names a page, and not a place on one."""
    return fragment.startswith(("/", "!"))


def apply_link(url: str | None) -> str | None:
    """The normalised URL of the application page; None if it does not identify one posting.

    Scheme, ``www.``, tracking parameters and a final slash are ignored. A site's start page
    identifies no posting; a URL longer than ``MAX_LINK_BYTES`` is not compared.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    parameters = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not is_tracking(name)
    ]
    path = parts.path.rstrip("/")
    fragment = parts.fragment if is_route(parts.fragment) else ""
    if not host or not (path or parameters or fragment):
        return None
    query = f"?{urlencode(sorted(parameters))}" if parameters else ""
    link = f"{host}{path}{query}#{fragment}" if fragment else f"{host}{path}{query}"
    return link if len(link.encode()) <= MAX_LINK_BYTES else None


def recall(postings: Sequence[NewPosting], openings: Sequence[Opening]) -> dict[int, Opening]:
    """Maps the number of each recognised posting to the opening that it continues.

    Signs are tried in this order: the same id on the same board; the same text at the same
    company, with the same requisition first; then the same requisition or application page, if
    exactly one opening and one posting have it, with equal seniority and places. Boards of one
    kind share a numbering of requisitions: if both ids are known and differ, these are two
    openings (P5).

    Each opening matches one posting. A job takes one posting of a board, as in ``rules.dedupe``,
    unless an admin joined it. The order of *openings* does not matter.
    """
    found: dict[int, Opening] = {}
    used: set[int] = set()
    taken: set[int] = set()
    for of_posting, of_opening, is_sure in _SIGNS:
        known = _grouped(sorted(openings), of_opening)
        asking = _grouped([one for one in postings if one.number not in found], of_posting)
        for sign in [sign for sign in asking if sign in known]:
            if not is_sure and not _is_one(asking[sign], known[sign]):
                continue
            left = [one for one in known[sign] if one.id not in used]
            for posting in asking[sign]:
                for index, one in enumerate(left):
                    is_free = one.must_link or not (one.is_here or one.job_id in taken)
                    if is_free and _agree(posting, one):
                        found[posting.number] = left.pop(index)
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


def _agree(posting: NewPosting, opening: Opening) -> bool:
    ids = {posting.requisition_id, opening.requisition_id} - {None}
    return not opening.same_kind or len(ids) <= 1


def _is_one(postings: Sequence[NewPosting], openings: Sequence[Opening]) -> bool:
    """Whether a sign that several postings may share identifies this opening."""
    if len(postings) > 1 or len(openings) > 1:
        return False
    posting, opening = postings[0], openings[0]
    same_locations = set(posting.location_words.split()) == set(opening.location_words.split())
    return same_locations and posting.seniority == opening.seniority


_SIGNS: Final[
    tuple[tuple[Callable[[NewPosting], Hashable], Callable[[Opening], Hashable], bool], ...]
] = (
    (
        lambda posting: posting.external_id,
        lambda opening: opening.external_id if opening.same_board else None,
        True,
    ),
    (
        lambda posting: (posting.company_id, posting.fingerprint, posting.requisition_id),
        lambda opening: (opening.company_id, opening.fingerprint, opening.requisition_id),
        True,
    ),
    (
        lambda posting: (posting.company_id, posting.fingerprint),
        lambda opening: (opening.company_id, opening.fingerprint),
        True,
    ),
    (
        lambda posting: (posting.company_id, posting.requisition_id),
        lambda opening: (
            (opening.company_id, opening.requisition_id)
            if opening.same_kind and opening.requisition_id
            else None
        ),
        False,
    ),
    (
        lambda posting: (posting.company_id, posting.apply_link),
        lambda opening: (opening.company_id, opening.apply_link) if opening.apply_link else None,
        False,
    ),
)
"""How a posting and an opening are compared, and whether the sign suffices alone."""
