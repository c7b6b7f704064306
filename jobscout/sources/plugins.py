"""Kinds of boards from other packages: their entry points of the group ``jobscout.sources``.

https://packaging.python.org/en/latest/specifications/entry-points/. An entry point's name is the
kind, and it refers to a class without parameters, or an object, that fits ``base.Source``.
"""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.sources.base import Source

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.metadata import EntryPoint

GROUP: Final = "jobscout.sources"
_KIND = re.compile(r"[a-z][a-z0-9]{0,39}", re.ASCII)


class Plugins(NamedTuple):
    """*faults* says of each package that brings an unusable kind which it is, and why."""

    sources: tuple[Source, ...]
    faults: tuple[str, ...]


def installed(taken: Collection[str]) -> Plugins:
    """The kinds that installed packages bring, other than those that are *taken*.

    A faulty one is left out: it must not keep the others from being read.
    """
    sources: dict[str, Source] = {}
    faults: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            source = _loaded(point)
            if point.name in taken or point.name in sources:
                raise ValueError("there is such a kind already")
            sources[point.name] = source
        except (Exception, SystemExit) as error:  # noqa: BLE001  (it is code of somebody else)
            package = point.dist.name if point.dist else "?"
            said = f"{type(error).__name__}: {error}"[:300]
            faults.append(f"{point.name} of the package {package}: {said}")
    return Plugins(tuple(sources.values()), tuple(faults))


def _loaded(point: EntryPoint) -> Source:
    """Raises TypeError or ValueError if it is no source, and whatever the package's code raises."""
    loaded = point.load()
    source = loaded() if isinstance(loaded, type) else loaded
    if not isinstance(source, Source):
        raise TypeError(f"{point.value} does not fit jobscout.sources.base.Source")
    if source.kind != point.name or not _KIND.fullmatch(source.kind):
        raise ValueError("the entry point's name must be the kind, of lower-case letters")
    return source
