"""The kinds of boards we know. Adding one is one file, one line here, fixtures and a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.errors import BadConfig
from jobscout.sources.greenhouse import Greenhouse
from jobscout.sources.lever import Lever
from jobscout.sources.oracle import Oracle
from jobscout.sources.remotive import Remotive

if TYPE_CHECKING:
    from jobscout.sources.base import Source

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
