"""Every kind's saved answer, and how the conformance suite changes it."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

from jobscout.sources import ALL
from tests.sources.kind import as_json
from tests.sources.recordings import fixture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jobscout.sources.base import Source
    from tests.sources.kind import Kind


KINDS: Mapping[str, Kind] = {
    source.kind: importlib.import_module(f"tests.sources.test_{source.kind}").KIND for source in ALL
}


def facts(source: Source) -> Any:
    """What the saved answer says, to be changed and written."""
    return json.loads(fixture(f"{source.kind}.json"))


def written(source: Source, document: Any) -> bytes:
    """The answer that says *document*."""
    return KINDS[source.kind].written(document)


def saved(source: Source) -> bytes:
    return written(source, facts(source))


def is_json(source: Source) -> bool:
    return KINDS[source.kind].written is as_json


def field(source: Source, role: str) -> str:
    """How the source spells the field of this *role* on the wire."""
    name = KINDS[source.kind].fields.get(role, role)
    assert name is not None, f"{source.kind} has no {role}"
    return name


def at(document: Any, path: Sequence[str | int]) -> Any:
    """What *path* leads to in *document*."""
    for step in path:
        document = document[step]
    return document


def entries_of(source: Source, document: Any) -> list[dict[str, Any]]:
    """The list of postings inside an answer."""
    found: list[dict[str, Any]] = at(document, KINDS[source.kind].entries)
    return found


def changed(source: Source, change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The saved answer with other postings; totals that it states are theirs."""
    document = facts(source)
    entries = entries_of(source, document)
    change(entries)
    for *path, last in KINDS[source.kind].totals:
        at(document, path)[last] = len(entries)
    return written(source, document)


def with_first(source: Source, **changes: Any) -> bytes:
    """The saved answer, with fields of its first posting changed by role."""
    values = {field(source, role): value for role, value in changes.items()}
    return changed(source, lambda entries: entries[0].update(values))
