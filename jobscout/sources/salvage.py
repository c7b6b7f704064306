"""Decodes what can be used of an entry whose optional fields have values of another type (P4).

Boards change the type of a field without notice, for one posting or for all: ``salaryRange`` is
a text, ``departments`` contains null. Such a value says nothing, so it is unknown, as if it were
not there; the posting stays. Only a required field costs the entry.
"""

from __future__ import annotations

from functools import lru_cache
from types import UnionType
from typing import Any, Final, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

T = TypeVar("T")

UNFIT: Final = (msgspec.DecodeError, UnicodeDecodeError)
"""What msgspec raises over a value of another type, malformed JSON, and bytes that are no text."""

_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])


class Salvaged(NamedTuple):
    """*value* without the parts that did not fit; *unknown* is the number of these."""

    value: Any
    unknown: int


def salvage(data: bytes, kind: type[T] | Any) -> Salvaged:
    """The JSON *data* as a value of the type *kind*: a struct, a list, a map, a union or a scalar.

    A struct's optional field that does not fit is left out, as are elements of a list or map.

    Raises:
        msgspec.DecodeError or UnicodeDecodeError: *data* itself, or a required field in it, does
            not fit; the message ends with the field's path.
    """
    try:
        return Salvaged(msgspec.json.decode(data, type=kind), 0)
    except UNFIT:
        for part in _parts(kind):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                if data.lstrip()[:1] == b"{":
                    return _struct(data, part)
            elif get_origin(part) is list and data.lstrip()[:1] == b"[":
                return _list(data, get_args(part)[0])
            elif get_origin(part) is dict and data.lstrip()[:1] == b"{":
                return _map(data, get_args(part)[1])
        raise


def _struct(data: bytes, kind: type[msgspec.Struct]) -> Salvaged:
    given = _OBJECT.decode(data)
    values: dict[str, Any] = {}
    unknown = 0
    for field in _fields(kind):
        if field.encode_name not in given:
            if field.required:
                raise msgspec.ValidationError(
                    f"Object missing required field `{field.encode_name}`"
                )
            continue
        try:
            salvaged = salvage(bytes(given[field.encode_name]), field.type)
        except UNFIT as error:
            if field.required:
                raise msgspec.ValidationError(f"{error} - at `$.{field.encode_name}`") from error
            unknown += 1
        else:
            values[field.name] = salvaged.value
            unknown += salvaged.unknown
    return Salvaged(kind(**values), unknown)


def _list(data: bytes, kind: Any) -> Salvaged:
    values: list[Any] = []
    unknown = 0
    for element in _LIST.decode(data):
        try:
            salvaged = salvage(bytes(element), kind)
        except UNFIT:
            unknown += 1
        else:
            values.append(salvaged.value)
            unknown += salvaged.unknown
    return Salvaged(values, unknown)


def _map(data: bytes, kind: Any) -> Salvaged:
    values: dict[str, Any] = {}
    unknown = 0
    for name, element in _OBJECT.decode(data).items():
        try:
            salvaged = salvage(bytes(element), kind)
        except UNFIT:
            unknown += 1
        else:
            values[name] = salvaged.value
            unknown += salvaged.unknown
    return Salvaged(values, unknown)


def _parts(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


@lru_cache(maxsize=256)
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)
