"""The OpenAPI 3.1 document, generated from the routes and annotations that serve requests."""

from __future__ import annotations

import inspect
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import msgspec
from aiohttp import web

from jobscout import __version__
from jobscout.http.event_handlers import MEDIA as EVENT_STREAM
from jobscout.http.problems import CONTENT_TYPE, KINDS, Problem
from jobscout.sql.alert_views import WebhookBody, WebhookReminder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.http.routing import Route

Json = dict[str, Any]

_REF: Final = "#/components/schemas/{name}"
# our names to the published ones, which generated clients have in their code
_SCHEMAS: Final = {
    b"Salary": b"Pay",
    b"JobSalary": b"Salary",
    b"Location": b"Place",
    b"PreferencesInput": b"Wanted",
}
_OPERATIONS: Final = {"scrape_trigger": "webhook"}
_SCHEMA: Final = re.compile(rb'(?<=["/])(?:%s)(?=")' % b"|".join(_SCHEMAS))
_PARAMETER: Final = re.compile(r"{(\w+)}")
_TAGS: Final = {
    first: tag
    for tag, paths in {
        "Accounts": ("auth", "verify-email", "reset-password"),
        "The person": ("users", "downloads"),
        "Jobs and companies": ("jobs", "companies"),
        "Alerts": ("alerts", "events", "unsubscribe", "feeds", "calendars"),
        "Sources": ("sources", "webhooks"),
        "Admin": ("admin",),
    }.items()
    for first in paths
}


def _header(description: str, kind: str = "string") -> Json:
    return {"description": description, "schema": {"type": kind}}


_HEADERS: Final = {
    "X-Request-ID": _header("The caller's id if it sent a valid one; otherwise a new one."),
    "ETag": _header("Strong; send it back as If-None-Match."),
    "RateLimit-Limit": _header("Calls in one window.", "integer"),
    "RateLimit-Remaining": _header("Calls left in this window.", "integer"),
    "RateLimit-Reset": _header("Seconds until the window is empty.", "integer"),
    "Retry-After": _header("Whole seconds to wait.", "integer"),
    "WWW-Authenticate": _header("Always Bearer."),
    "Allow": _header("The allowed methods."),
    "Accept-Encoding": _header("Always identity, after a Content-Encoding was refused."),
    "Content-Disposition": _header("The file name for saving."),
}
# schemas of responses that are not structs
_ANY: Final[dict[str, Json]] = {
    "text/html": {"type": "string"},
    "text/plain": {"type": "string"},
    "text/csv": {"type": "string"},
    "text/calendar": {"type": "string"},
    "application/rss+xml": {"type": "string"},
    "application/json": {"type": "object"},
    "application/octet-stream": {"type": "string", "format": "binary"},
    "*/*": {"type": "string", "description": "A file of the console, with its own type."},
    EVENT_STREAM: {
        "type": "string",
        "description": "Events `alert`, `cv`, `scrape` (admins) and `reset`, each with an `id`"
        " to resume from and one line of JSON as `data`.",
    },
}
_FILE: Final[Json] = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
    "additionalProperties": False,
}
_BEARER: Final[Json] = {"type": "http", "scheme": "bearer"}
_SECURITY: Final[dict[str, list[Json]]] = {
    "public": [],
    "secret": [{"webhook": []}],
    "optional": [{}, {"bearer": []}],
}
_LIMIT_HEADERS: Final = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def document(routes: Sequence[Route]) -> Json:
    """The whole document. All schemas are under ``components``."""
    types = _Types(routes)
    paths: Json = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, types)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Job Scout",
            "version": __version__,
            "description": "Every path is served with and without a trailing slash.",
        },
        "tags": [{"name": name} for name in dict.fromkeys([*_TAGS.values(), "Operations"])],
        "paths": paths,
        "webhooks": {
            "alert": {"post": _webhook(types, "alert", WebhookBody)},
            "reminder": {"post": _webhook(types, "reminder", WebhookReminder)},
        },
        "components": {
            "schemas": types.components,
            "headers": _HEADERS,
            "securitySchemes": {
                "bearer": {**_BEARER, "bearerFormat": "JWT"},
                "webhook": {**_BEARER, "description": "The secret in WEBHOOK_SECRET."},
            },
        },
    }


class _Types:
    """All types of all routes, converted to schemas together so that they share components."""

    def __init__(self, routes: Sequence[Route]) -> None:
        found: list[Any] = [Problem, WebhookBody, WebhookReminder]
        for route in routes:
            found += [field.type for field in msgspec.structs.fields(route.query)]
            found += [kind for kind in (route.body, route.answer) if _has_schema(kind)]
        made = msgspec.json.encode(msgspec.json.schema_components(found, ref_template=_REF))
        published = _SCHEMA.sub(lambda name: _SCHEMAS[name[0]], made)
        schemas, self.components = msgspec.json.decode(published)
        self._schemas = list(zip(found, schemas, strict=True))

    def schema(self, kind: Any) -> Json:
        return next(dict(schema) for known, schema in self._schemas if known == kind)


def _webhook(types: _Types, what: str, body: type) -> Json:
    """The request that a webhook receives, see docs/webhooks.md."""
    headers = {
        "X-Jobscout-Signature": "t=…,v1=…: the HMAC-SHA256, in hexadecimal, of t, a dot and the"
        " body's bytes, keyed by the webhook's secret; t is in Unix seconds.",
        "X-Jobscout-Delivery": "The body's delivery_id, the same on every attempt.",
    }
    return {
        "operationId": f"receive_{what}",
        "summary": f"{'An' if what[0] in 'aeiou' else 'A'} {what}, posted to the user's webhook.",
        "parameters": [
            {**_header_parameter(name), "required": True, "description": said}
            for name, said in headers.items()
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": types.schema(body)}},
        },
        "responses": {
            "2XX": {"description": "Accepted; it is not sent again."},
            "410": {"description": f"The receiver is permanently gone: this {what} is discarded."},
            "default": {"description": "Not accepted: it is retried for about four days."},
        },
    }


def _has_schema(kind: Any) -> bool:
    return kind is not None and not (
        isinstance(kind, type) and issubclass(kind, web.StreamResponse)
    )


def _operation(route: Route, types: _Types) -> Json:
    operation: Json = {
        "operationId": _OPERATIONS.get(route.handler.__name__, route.handler.__name__),
        "summary": _summary(route),
        "tags": [_TAGS.get(route.path.split("/")[1], "Operations")],
        "parameters": [_path_parameter(name) for name in _PARAMETER.findall(route.path)]
        + _parameters(route, types),
        "responses": _responses(route, types),
        "security": _SECURITY.get(route.access, [{"bearer": []}]),
    }
    if route.takes_file:
        operation["requestBody"] = {
            "required": True,
            "content": {"multipart/form-data": {"schema": _FILE}},
        }
    if route.takes is not None:
        schema = {"type": "string", "format": "binary"}
        operation["requestBody"] = {"required": True, "content": {route.takes: {"schema": schema}}}
    if route.body is not None:
        required = any(field.required for field in msgspec.structs.fields(route.body))
        operation["requestBody"] = {
            "required": required,
            "content": {"application/json": {"schema": types.schema(route.body)}},
        }
    return operation


def _summary(route: Route) -> str:
    return (inspect.getdoc(route.handler) or "").partition("\n")[0]


def _path_parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameters(route: Route, types: _Types) -> list[Json]:
    parameters = []
    for field in msgspec.structs.fields(route.query):
        schema = _without_null(types.schema(field.type))
        said: Json = {"name": field.encode_name, "in": "query", "required": field.required}
        if description := schema.pop("description", None):
            said["description"] = description
        if field.default not in {msgspec.NODEFAULT, None}:
            schema["default"] = field.default
        parameters.append({**said, "schema": schema})
    if route.revalidated:
        parameters.append(_header_parameter("If-None-Match"))
    if route.media == EVENT_STREAM:
        parameters.append(_header_parameter("Last-Event-ID"))
    return [*parameters, _header_parameter("X-Request-ID")]


def _header_parameter(name: str) -> Json:
    return {"name": name, "in": "header", "required": False, "schema": {"type": "string"}}


def _without_null(schema: Json) -> Json:
    """Parameters are omitted, never null."""
    options = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        return dict(options[0])
    if None in schema.get("enum", []):
        return {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    return schema


def _responses(route: Route, types: _Types) -> Json:
    responses: Json = {}
    for status in filter(None, (route.status, route.other_status)):
        responses[str(status)] = _success(route, status, types)
    if route.revalidated:
        headers = _headers(route, "ETag")
        responses["304"] = {"description": "The caller's copy is current.", "headers": headers}
    by_status: dict[int, list[str]] = {}
    for slug in _slugs(route):
        by_status.setdefault(KINDS[slug][0], []).append(slug)
    for status, slugs in sorted(by_status.items()):
        responses.setdefault(str(status), _problem(route, status, slugs, types))
    return responses


def _success(route: Route, status: int, types: _Types) -> Json:
    said: Json = {"description": HTTPStatus(status).phrase}
    present = {"ETag": route.revalidated, "Content-Disposition": route.saved}
    said["headers"] = _headers(route, *(name for name in present if present[name]))
    if route.answer is not None:
        is_struct = _has_schema(route.answer)
        schema = types.schema(route.answer) if is_struct else _ANY[route.media]
        said["content"] = {"application/json" if is_struct else route.media: {"schema": schema}}
    return said


def _slugs(route: Route) -> list[str]:
    """Problems that routing and middleware may answer for this route, and the handler's own."""
    slugs = ["method-not-allowed", "invalid-field", "internal", "unavailable", *route.errors]
    # for any route: encoded bodies and other expectations are refused
    slugs += ["unsupported-media-type", "expectation-failed"]
    if route.body is not None or route.takes_file or route.takes:
        slugs += ["malformed-body", "request-timeout", "too-large"]
    if route.access not in {"public", "secret"}:
        slugs += ["unauthenticated", "token-revoked"]
    if route.access == "admin":
        slugs.append("forbidden")
    if route.access in {"verified", "admin"}:
        slugs.append("email-not-verified")
    if route.limit is not None:
        slugs.append("rate-limited")
    return list(dict.fromkeys(slugs))


def _problem(route: Route, status: int, slugs: list[str], types: _Types) -> Json:
    extra = {
        401: ["WWW-Authenticate"],
        405: ["Allow"],
        415: ["Accept-Encoding"],
        429: ["Retry-After"],
        503: ["Retry-After"],
    }
    return {
        "description": f"{HTTPStatus(status).phrase}: {', '.join(slugs)}",
        "headers": _headers(route, *extra.get(status, [])),
        "content": {CONTENT_TYPE: {"schema": types.schema(Problem)}},
    }


def _headers(route: Route, *names: str) -> Json:
    limits = _LIMIT_HEADERS if route.limit is not None else ()
    return {
        name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-ID", *names, *limits)
    }
