"""What callers may send, as structs, and all validation errors of what they sent.

Validation names *every* field that breaks a rule, so that a form can mark all of them; msgspec
alone stops at the first. Types and bounds are in the annotations, which the OpenAPI document
uses; other rules are in ``Input.rules``.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, NamedTuple, TypeVar, cast

import msgspec

from jobscout.errors import FieldError, InvalidInput
from jobscout.http.fields import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

I = TypeVar("I", bound="Input")  # noqa: E741  (an Input of some kind)

MAX_FAULTS: Final = 100  # an answer names at most this many, for a body of any length
MAX_MESSAGE: Final = 200  # characters; msgspec quotes the input

Rules = Mapping[str, Callable[[Any], Any]]


class Input(msgspec.Struct, forbid_unknown_fields=True):
    """The body or query of a request.

    A rule takes a decoded value and returns the cleaned one; it raises ValueError with a message.
    ``check`` yields errors between the fields named in ``across``, if each of them is valid by
    itself.
    """

    rules: ClassVar[Rules] = {}
    across: ClassVar[frozenset[str]] = frozenset()

    def check(self) -> Iterator[FieldError]:
        return iter(())


def with_fields(fields: Iterable[tuple[str, Any, Any]]) -> Callable[[type[I]], type[I]]:
    """Decorates a shape that has more *fields* than are written: each a name, type and default."""

    def extend(shape: type[I]) -> type[I]:
        name, module = shape.__name__, shape.__module__
        namespace = {"__doc__": shape.__doc__}
        return cast(
            "type[I]",
            msgspec.defstruct(name, fields, bases=(shape,), module=module, namespace=namespace),
        )

    return extend


def changes_of(shape: type[Input]) -> Callable[[type[I]], type[I]]:
    """Decorates the shape of a partial change: each field of *shape* may be left out."""
    return with_fields(
        (field.name, field.type | msgspec.UnsetType, msgspec.UNSET)
        for field in msgspec.structs.fields(shape)
    )


class NoQuery(Input):
    """A route without query parameters."""


class Field(NamedTuple):
    """What decoding needs to know about one field of a shape, computed once.

    *in_query*: the type without null, because a parameter is omitted and never null. *is_text*: a
    query value is taken literally, or "5" would become a time and "null" a seniority.
    """

    kind: Any
    in_query: Any
    is_text: bool
    is_required: bool
    item: Any
    nested: type[Input] | None


def given(body: Input) -> dict[str, Any]:
    """The changes of a partial update: null is a value, absent fields are omitted."""
    said = msgspec.structs.asdict(body)
    return {name: value for name, value in said.items() if value is not msgspec.UNSET}


def build(shape: type[I], given: Mapping[str, Any], *, strict: bool = True) -> I:
    """Build *shape* from decoded values. Raises InvalidInput naming every offending field.

    Args:
        strict: False accepts text for numbers and booleans, as in a query string.
    """
    fields = fields_of(shape)
    faults = [
        FieldError(name[:MAX_MESSAGE], "is not known here") for name in given if name not in fields
    ]
    values: dict[str, Any] = {}
    wrong: set[str] = set()
    for name, field in fields.items():
        if name not in given:
            if field.is_required:
                faults.append(FieldError(name, "is required"))
                wrong.add(name)
            continue
        try:
            values[name] = _ruled(_read(given[name], field, strict=strict), shape.rules.get(name))
        except InvalidInput as error:
            faults += [FieldError(name + fault.field, fault.message) for fault in error.fields]
            wrong.add(name)
    built = shape(**dict.fromkeys(wrong), **values)
    if wrong.isdisjoint(shape.across):
        faults += built.check()
    if faults:
        raise InvalidInput(faults[:MAX_FAULTS])
    return built


def _read(raw: Any, field: Field, *, strict: bool) -> Any:
    """*raw* converted for *field*. Raises InvalidInput with paths relative to the field."""
    if not strict and field.item is None and isinstance(raw, list):
        raise InvalidInput([FieldError("", "is given more than once")])
    if field.nested is not None and isinstance(raw, dict):
        try:
            return build(field.nested, raw, strict=strict)
        except InvalidInput as error:
            below = [FieldError(f".{fault.field}", fault.message) for fault in error.fields]
            raise InvalidInput(below) from error
    kind, strict = (field.kind, True) if strict else (field.in_query, field.is_text)
    try:
        value = msgspec.convert(raw, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise InvalidInput(_each_fault(raw, field.item, error, strict=strict)) from error
    texts = enumerate(value) if isinstance(value, list) else [(None, value)]
    unstorable = [
        FieldError("" if n is None else f"[{n}]", "contains a character that cannot be stored")
        for n, text in texts
        if isinstance(text, str) and not storable(text)
    ]
    if unstorable:
        raise InvalidInput(unstorable)
    return value


def _each_fault(
    raw: Any, item: Any, whole: msgspec.ValidationError, *, strict: bool
) -> list[FieldError]:
    """Every invalid item of a list, or the error of the value as a whole."""
    if item is None or not isinstance(raw, list) or len(raw) > MAX_FAULTS:
        return [fault(whole)]
    faults: list[FieldError] = []
    for n, one in enumerate(raw):
        try:
            msgspec.convert(one, item, strict=strict)
        except msgspec.ValidationError as error:
            faults.append(fault(error, at=f"[{n}]"))
    return faults or [fault(whole)]


def _ruled(value: Any, rule: Callable[[Any], Any] | None) -> Any:
    if rule is None or value is None or value is msgspec.UNSET:
        return value
    try:
        return rule(value)
    except ValueError as error:
        raise InvalidInput([FieldError("", str(error))]) from error


def fault(error: msgspec.ValidationError, at: str = "") -> FieldError:
    """The message of msgspec without backticks, and its location as our path."""
    message, _, path = str(error).partition(" - at `$")
    return FieldError(at + path.rstrip("`"), message.replace("`", "")[:MAX_MESSAGE])


@cache
def fields_of(shape: type[Input]) -> dict[str, Field]:
    """The fields of *shape* by name."""
    return {
        field.name: Field(
            kind=field.type,
            in_query=_without_null(field.type),
            is_text={int, float, bool}.isdisjoint(_alternatives(field.type)),
            is_required=field.required,
            item=_item(field.type),
            nested=_nested(field.type),
        )
        for field in msgspec.structs.fields(shape)
    }


def _without_null(kind: Any) -> Any:
    if typing.get_origin(kind) not in {UnionType, typing.Union}:
        return kind
    kinds = tuple(one for one in typing.get_args(kind) if one is not NoneType)
    return typing.Union[kinds]  # noqa: UP007  (as many as there are)


def _alternatives(kind: Any) -> Iterable[Any]:
    """The members of a union, or the type itself, without ``Annotated``."""
    bare = typing.get_args(kind)[0] if typing.get_origin(kind) is Annotated else kind
    if typing.get_origin(bare) in {UnionType, typing.Union}:
        return [inner for member in typing.get_args(bare) for inner in _alternatives(member)]
    return [bare]


def _nested(kind: Any) -> type[Input] | None:
    for member in _alternatives(kind):
        if isinstance(member, type) and issubclass(member, Input):
            return member
    return None


def _item(kind: Any) -> Any:
    """The item type of a list, None if *kind* is not a list."""
    for member in _alternatives(kind):
        if typing.get_origin(member) is list:
            return typing.get_args(member)[0]
    return None
