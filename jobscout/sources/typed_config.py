"""Configs with many settings: decoded by type, with all faults told at once."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

import msgspec

from jobscout.errors import BadConfig

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

_SHOWN = 60


class Faults:
    """The faults of a config that were found so far."""

    def __init__(self) -> None:
        self._found: list[BadConfig] = []

    def add(self, field: str, detail: str) -> None:
        self._found.append(BadConfig(field, detail))

    def of(self, read: Callable[[], T]) -> T | None:
        """What *read* gives; None if it raised BadConfig, which is noted."""
        try:
            return read()
        except BadConfig as error:
            self._found += [error, *error.also]
            return None

    def check(self) -> None:
        """Raises BadConfig, which names all of them."""
        if self._found:
            first, *others = self._found
            raise BadConfig(first.field, first.detail, others)


def typed(config: Mapping[str, Any], shape: type[S], faults: Faults, within: str = "") -> S:
    """*config* as a *shape*, all of whose fields have defaults: these stand for what is wrong.

    *within* is the path before the names, as in ``fields.``.
    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    values: dict[str, Any] = {}
    for name, value in config.items():
        path = f"{within}{name}"
        if name not in fields:
            known = ", ".join(fields)
            faults.add(path[:_SHOWN], f"is no setting; there are: {known}")
            continue
        kind = _struct_in(fields[name].type)
        if kind is not None and isinstance(value, dict):
            values[fields[name].name] = typed(value, kind, faults, f"{path}.")
            continue
        try:
            values[fields[name].name] = msgspec.convert(value, fields[name].type)
        except msgspec.ValidationError as error:
            faults.add(path, f"does not fit: {error}"[:200])
    return shape(**values)


def _struct_in(kind: Any) -> type[msgspec.Struct] | None:
    parts = get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)
    for part in parts:
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            return part
    return None
