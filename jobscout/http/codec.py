"""JSON and query strings in, structs out, and back again.

Decoding names *every* field that breaks a rule, so a form can mark them all at once; msgspec
alone stops at the first. Types and bounds live in the annotations, where the OpenAPI document
sees them; what annotations cannot say lives in ``Input.rules``.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeVar

import msgspec
from aiohttp import web

from jobscout.errors import FieldError, InvalidInput, MalformedBody, NotFound
from jobscout.http.fields import known_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

I = TypeVar("I", bound="Input")  # noqa: E741  (an Input of some kind)

MAX_FAULTS: Final = 100  # an answer names at most so many, however long the body
MAX_MESSAGE: Final = 200  # characters; msgspec quotes what it was sent

Rules = Mapping[str, Callable[[Any], Any]]


class Input(msgspec.Struct, forbid_unknown_fields=True):
    """What a caller sends, as a body or as a query.

    A rule takes a decoded value and answers the cleaned one; it raises ValueError with what
    is wrong. ``check`` yields what is wrong across fields that are right one by one.
    """

    rules: ClassVar[Rules] = {}

    def check(self) -> Iterator[FieldError]:
        return iter(())


class NoQuery(Input):
    """A route that takes no query parameter at all."""


encode: Final = msgspec.json.Encoder().encode


async def read_body(request: web.Request, shape: type[I]) -> I:
    """Decode the body as *shape*; no body at all counts as an empty object.

    Raises:
        MalformedBody: not JSON.
        InvalidInput: JSON that breaks a rule.
        HTTPUnsupportedMediaType: said to be something else than JSON in UTF-8.
        HTTPRequestEntityTooLarge: more than the application accepts.
    """
    if not request.can_read_body:
        return build(shape, {})
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in {
        "utf-8",
        "utf8",
    }:
        raise web.HTTPUnsupportedMediaType
    try:
        body = await request.read()
    except web.RequestPayloadError as error:
        raise MalformedBody("the body could not be read to its end") from error
    return build(shape, _decoded(body)) if body else build(shape, {})


def read_query(request: web.Request, shape: type[I]) -> I:
    """Decode the query string as *shape*. Raises InvalidInput, for unknown names too."""
    query = request.query
    repeatable = {name for name, kind in _types(shape).items() if _item(kind) is not None}
    twice = [
        FieldError(name[:MAX_MESSAGE], "is given more than once")
        for name in dict.fromkeys(query)
        if len(query.getall(name)) > 1 and name in _types(shape) and name not in repeatable
    ]
    if twice:
        raise InvalidInput(twice)
    given = {name: query.getall(name) if name in repeatable else query[name] for name in query}
    return build(shape, given, strict=False)


def given(body: Input) -> dict[str, Any]:
    """What a partial change says: null is a value, an absent field is not there."""
    said = msgspec.structs.asdict(body)
    return {name: value for name, value in said.items() if value is not msgspec.UNSET}


def row_id(text: str) -> int:
    """The row an opaque id names. Raises NotFound for anything we never gave out."""
    if not (number := known_id(text)):
        raise NotFound("there is nothing of that id")
    return number


def path_id(request: web.Request) -> int:
    """The row named by ``{id}`` in the path. Raises NotFound."""
    return row_id(request.match_info["id"])


def storable(text: str) -> bool:
    """PostgreSQL's text holds neither NUL nor half a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def build(shape: type[I], given: Mapping[str, Any], *, strict: bool = True) -> I:
    """Make *shape* of what was decoded. Raises InvalidInput naming every offending field.

    Args:
        strict: False lets text stand for numbers and booleans, as in a query string.
    """
    types = _types(shape)
    faults = [
        FieldError(name[:MAX_MESSAGE], "is not known here") for name in given if name not in types
    ]
    values: dict[str, Any] = {}
    for name, kind in types.items():
        if name not in given:
            if name in _required(shape):
                faults.append(FieldError(name, "is required"))
            continue
        try:
            values[name] = _ruled(_read(given[name], kind, strict=strict), shape.rules.get(name))
        except InvalidInput as error:
            faults += [FieldError(name + fault.field, fault.message) for fault in error.fields]
    if not faults:
        built = shape(**values)
        faults = list(built.check())
        if not faults:
            return built
    raise InvalidInput(faults[:MAX_FAULTS])


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        decoded = msgspec.json.decode(body)
    except msgspec.ValidationError as error:  # JSON, but a number nobody can hold
        raise InvalidInput([_fault(error, at="body")]) from error
    except (ValueError, RecursionError) as error:
        raise MalformedBody("the body is not JSON in UTF-8, or nested too deeply") from error
    if not isinstance(decoded, dict):
        raise InvalidInput([FieldError("body", "must be a JSON object")])
    return decoded


def _read(raw: Any, kind: Any, *, strict: bool) -> Any:
    """*raw* as *kind*. Raises InvalidInput; its paths begin below the field."""
    nested = _nested(kind)
    if nested is not None and isinstance(raw, dict):
        try:
            return build(nested, raw, strict=strict)
        except InvalidInput as error:
            below = [FieldError(f".{fault.field}", fault.message) for fault in error.fields]
            raise InvalidInput(below) from error
    try:
        value = msgspec.convert(raw, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise InvalidInput(_each_fault(raw, kind, error, strict=strict)) from error
    texts = enumerate(value) if isinstance(value, list) else [(None, value)]
    unstorable = [
        FieldError("" if n is None else f"[{n}]", "holds a character that cannot be stored")
        for n, text in texts
        if isinstance(text, str) and not storable(text)
    ]
    if unstorable:
        raise InvalidInput(unstorable)
    return value


def _each_fault(
    raw: Any, kind: Any, whole: msgspec.ValidationError, *, strict: bool
) -> list[FieldError]:
    """Every item of a list that does not fit, or what is wrong with the value as a whole."""
    item = _item(kind)
    if item is None or not isinstance(raw, list) or len(raw) > MAX_FAULTS:
        return [_fault(whole)]
    faults: list[FieldError] = []
    for n, one in enumerate(raw):
        try:
            msgspec.convert(one, item, strict=strict)
        except msgspec.ValidationError as error:
            faults.append(_fault(error, at=f"[{n}]"))
    return faults or [_fault(whole)]


def _ruled(value: Any, rule: Callable[[Any], Any] | None) -> Any:
    if rule is None or value is None or value is msgspec.UNSET:
        return value
    try:
        return rule(value)
    except ValueError as error:
        raise InvalidInput([FieldError("", str(error))]) from error


def _fault(error: msgspec.ValidationError, at: str = "") -> FieldError:
    """The sentence of msgspec without its backticks, and its place as our path."""
    message, _, place = str(error).partition(" - at `$")
    return FieldError(at + place.rstrip("`"), message.replace("`", "")[:MAX_MESSAGE])


@cache
def _types(shape: type[Input]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(shape)}


@cache
def _required(shape: type[Input]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(shape) if field.required)


def _alternatives(kind: Any) -> Iterable[Any]:
    """The members of a union, or the kind itself, without ``Annotated`` around them."""
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
    """What a list of *kind* holds, None when it is not a list."""
    for member in _alternatives(kind):
        if typing.get_origin(member) is list:
            return typing.get_args(member)[0]
    return None
