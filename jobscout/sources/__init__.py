"""The kinds of boards we know. Adding one is one file, one line here, fixtures and a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jobscout.errors import BadConfig
from jobscout.sources.base import endpoint, every
from jobscout.sources.greenhouse import Greenhouse
from jobscout.sources.lever import Lever
from jobscout.sources.oracle import Oracle
from jobscout.sources.remotive import Remotive

if TYPE_CHECKING:
    from jobscout.sources.base import Config, Source

ALL: tuple[Source, ...] = (Greenhouse(), Lever(), Oracle(), Remotive())


def by_kind(kind: str) -> Source:
    """The source of this *kind*.

    Raises:
        BadConfig: no such kind; names those there are.
    """
    for source in ALL:
        if source.kind == kind:
            return source
    known = ", ".join(source.kind for source in ALL)
    raise BadConfig("kind", f"must be one of: {known}")


class BoardLocation(NamedTuple):
    """Where a board is: its identity within its kind, its page for people, and who answers."""

    board: str
    page_url: str
    host: str


def board_location(kind: str, config: Config) -> BoardLocation:
    """Raises BadConfig: an unknown kind, or the config lacks what the kind needs; names it all."""
    source = by_kind(kind)
    board, _ = every(lambda: source.board(config), lambda: endpoint("https://host", "/", config))
    return BoardLocation(
        board=board,
        page_url=source.page_url(config),
        host=urlsplit(source.first_request(config).url).netloc,
    )
