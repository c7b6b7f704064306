"""Converts JSON and query strings to structs, and structs to JSON."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import msgspec
from aiohttp import web

from jobscout.errors import FieldError, InvalidInput, MalformedBody, NotFound
from jobscout.http.fields import known_id
from jobscout.http.inputs import build, fault, fields_of
from jobscout.http.keys import SERVICES

if TYPE_CHECKING:
    from jobscout.http.inputs import I

encode: Final = msgspec.json.Encoder().encode


async def read_body(request: web.Request, shape: type[I]) -> I:
    """Decode the body as *shape*; a missing body counts as an empty object.

    Raises:
        MalformedBody: not JSON.
        InvalidInput: JSON that breaks a rule.
        HTTPUnsupportedMediaType: the content type is not JSON in UTF-8.
        HTTPRequestEntityTooLarge: more than the application accepts.
        HTTPRequestTimeout: not complete after ``Services.body_s``.
    """
    if not request.can_read_body:
        return build(shape, {})
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in {
        "utf-8",
        "utf8",
    }:
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(request.app[SERVICES].body_s):
            body = await request.read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except (web.RequestPayloadError, ConnectionError) as error:
        raise MalformedBody("the body could not be read to its end") from error
    return build(shape, _decoded(body)) if body else build(shape, {})


def read_query(request: web.Request, shape: type[I]) -> I:
    """Decode the query string as *shape*. Raises InvalidInput, also for unknown names."""
    said: dict[str, list[str]] = {}
    for name, text in request.query.items():
        said.setdefault(name, []).append(text)
    fields = fields_of(shape)
    lists = {name for name in said if name in fields and fields[name].item is not None}
    given = {
        name: texts if name in lists or len(texts) > 1 else texts[0] for name, texts in said.items()
    }
    return build(shape, given, strict=False)


def row_id(text: str) -> int:
    """The row of an opaque id. Raises NotFound for anything that we never issued."""
    if not (number := known_id(text)):
        raise NotFound("nothing has this id")
    return number


def path_id(request: web.Request) -> int:
    """The row named by ``{id}`` in the path. Raises NotFound."""
    return row_id(request.match_info["id"])


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        decoded = msgspec.json.decode(body)
    except msgspec.ValidationError as error:  # valid JSON with a number that is out of range
        raise InvalidInput([fault(error, at="body")]) from error
    except (ValueError, RecursionError) as error:
        raise MalformedBody("the body is not JSON in UTF-8, or nested too deeply") from error
    if not isinstance(decoded, dict):
        raise InvalidInput([FieldError("body", "must be a JSON object")])
    return decoded
