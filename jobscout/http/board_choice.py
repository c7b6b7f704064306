"""From a career page's URL to its board, or to the boards of which a person must choose one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from jobscout.errors import Conflict, FieldError, InvalidInput, Postponed, SourceError
from jobscout.http.problems import Candidate
from jobscout.http.visits import unreadable
from jobscout.sources import board_address, by_kind, is_read_unasked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.http.keys import Services
    from jobscout.sources.recognition import Recognised

MAX_COUNTED: Final = 5
"""So many candidates are read to say how many jobs they have; pages link few boards."""
COUNT_S: Final = 10.0


async def board_of(services: Services, url: str, choice: str | None) -> tuple[str, dict[str, Any]]:
    """The kind and config of the page's one board, or of the one that *choice* names.

    Raises:
        InvalidInput: the page shows no board, cannot be read, or *choice* names none of them.
        Conflict: ``ambiguous-board``, with the candidates: it shows several, or mentions one.
    """
    try:
        found = await services.pages.recognise(url)
    except SourceError as error:
        raise unreadable(error) from error
    if not found:
        said = "is not a board of a known kind, and the page links to none"
        raise InvalidInput([FieldError("url", said)])
    names = _names(found)
    chosen = [one for one, name in zip(found, names, strict=True) if choice in {None, name}]
    if not chosen:
        named = ", ".join(names)
        raise InvalidInput([FieldError("choice", f"must be one of: {named}"[:1000])])
    if len(chosen) > 1 or (choice is None and not chosen[0].sure):
        said = f"The page shows {len(found)} boards; choose one of them."
        if len(chosen) == 1:
            said = "The page mentions a board that may not be its own; choose it if it is meant."
        raise Conflict("ambiguous-board", said, candidates=await _candidates(services, found))
    return chosen[0].kind, chosen[0].config


def _names(found: Sequence[Recognised]) -> list[str]:
    """Boards as clients choose them, each by its kind, and where that is not enough by its host.

    Vendors with data centres in two regions have boards of one name in both.
    """
    addresses = [board_address(one.kind, one.config) for one in found]
    names = [f"{one.kind}:{address.board}" for one, address in zip(found, addresses, strict=True)]
    return [
        name if names.count(name) == 1 else f"{name}@{address.host}"
        for name, address in zip(names, addresses, strict=True)
    ]


async def _candidates(services: Services, found: Sequence[Recognised]) -> list[Candidate]:
    counts = await asyncio.gather(*(_count(services, one) for one in found[:MAX_COUNTED]))
    return candidates(found, [*counts, *[None] * (len(found) - len(counts))])


def candidates(found: Sequence[Recognised], jobs: Sequence[int | None]) -> list[Candidate]:
    """Boards as clients see them, with how many *jobs* each has, if that is known."""
    return [
        _candidate(one, name, many)
        for one, name, many in zip(found, _names(found), jobs, strict=True)
    ]


def _candidate(found: Recognised, choice: str, jobs: int | None) -> Candidate:
    address = board_address(found.kind, found.config)
    return Candidate(
        choice=choice,
        kind=found.kind,
        board=address.board,
        name=by_kind(found.kind).employer(found.config) or None,
        url=address.page_url,
        jobs=jobs,
    )


async def _count(services: Services, found: Recognised) -> int | None:
    """How many jobs the board lists; None where that is not known at once, or not to be asked."""
    if not is_read_unasked(found.kind):
        return None
    try:
        async with asyncio.timeout(COUNT_S):
            return await services.boards.count(found.kind, found.config)
    except (SourceError, Postponed, TimeoutError):
        return None
