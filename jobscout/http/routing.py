"""Serves routes: a handler's annotations are its contract.

A handler is ``async def name(request, *, body: SomeInput, query: SomeInput) -> Answer``; *body*
and *query* are omitted if there are none. Its return annotation is a struct, ``None`` for no
body, ``Answer[struct]`` if the status varies, or a response for pages.
``openapi`` reads the same annotations, so the document always matches the code.
"""

from __future__ import annotations

import hashlib
import inspect
import typing
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from aiohttp import ETag, hdrs, web

from jobscout import logs
from jobscout.errors import Forbidden, Unauthenticated
from jobscout.http.auth import SignIn
from jobscout.http.codec import encode, read_body, read_query
from jobscout.http.inputs import Input, NoQuery
from jobscout.http.keys import IDENTITY, Identity, Limit, Services, stores
from jobscout.http.limits import budgeted, count, search_slot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")

Access = Literal["public", "secret", "optional", "user", "verified", "admin"]
"""Public routes ignore ``Authorization``, "secret" ones compare it themselves, and optional ones
accept a missing token but not a bad one; an unverified user may call "user" routes."""
_ANONYMOUS: Final = frozenset(("public", "secret"))
_OPEN: Final = _ANONYMOUS | {"optional"}

REVALIDATE: Final = {
    "Cache-Control": "private, max-age=0, must-revalidate",
    "Vary": "Authorization",
}


@dataclass(frozen=True)
class Answer(Generic[T]):
    """An answer whose status is not the route's default."""

    body: T
    status: int


@dataclass(frozen=True, kw_only=True)
class Route:
    """One row of the route table.

    Attributes:
        status: of the usual answer; *other_status* if ``Answer`` may use another.
        errors: slugs of the problems that the handler itself raises.
        takes_file: the body is multipart, and the handler reads it.
        takes: media type of another body that the handler reads.
        limited_inside: the handler counts the call itself, because it needs to know more first.
        revalidated: the answer has an ETag, and may be a 304.
        media: media type of an answer that is not a struct.
        saved: the answer is a file with a name, to be saved.
    """

    method: str
    path: str
    handler: Callable[..., Awaitable[Any]]
    access: Access
    status: int = 200
    other_status: int | None = None
    errors: tuple[str, ...] = ()
    limit: Limit | None = None
    limited_inside: bool = False
    takes_file: bool = False
    takes: str | None = None
    revalidated: bool = False
    media: str = "text/html"
    saved: bool = False

    @cached_property
    def body(self) -> type[Input] | None:
        return self._annotations.get("body")

    @cached_property
    def query(self) -> type[Input]:
        found: type[Input] = self._annotations.get("query", NoQuery)
        return found

    @cached_property
    def answer(self) -> Any:
        """The type of the answer's body: a type msgspec knows, None, or a response class."""
        returned = self._annotations["return"]
        if typing.get_origin(returned) is Answer:
            return typing.get_args(returned)[0]
        return returned

    @cached_property
    def _annotations(self) -> dict[str, Any]:
        return inspect.get_annotations(self.handler, eval_str=True)


def add_routes(app: web.Application, routes: Sequence[Route], services: Services) -> None:
    """Serve *routes*, with and without a trailing slash. Rows of one path must be adjacent."""
    sign_in = SignIn(services.secrets)
    for path, group in groupby(routes, key=lambda route: route.path):
        methods = [(route.method, _served(route, sign_in)) for route in group]
        for twin in dict.fromkeys((path, path.rstrip("/") + "/")):
            resource = app.router.add_resource(twin)
            for method, serve in methods:
                resource.add_route(method, serve)
                if method == hdrs.METH_GET:
                    resource.add_route(hdrs.METH_HEAD, serve)


def _served(
    route: Route, sign_in: SignIn
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler of *route*: authorise, decode, call, encode."""

    async def serve(request: web.Request) -> web.StreamResponse:
        await _let_in(route, sign_in, request)
        given: dict[str, Any] = {}
        query = read_query(request, route.query)
        if route.query is not NoQuery:
            given["query"] = query
        if route.body is not None:
            given["body"] = await read_body(request, route.body)
        if route.limit is not None and route.limit.searches:
            async with budgeted(request), search_slot(request):
                result = await route.handler(request, **given)
        else:
            result = await route.handler(request, **given)
        return _answered(route, request, result)

    return serve


async def _let_in(route: Route, sign_in: SignIn, request: web.Request) -> None:
    """Check sign-in, rate limit and rights. A bad token uses up no calls."""
    limit = None if route.limited_inside else route.limit
    identity = None if route.access in _ANONYMOUS else await sign_in.identify(request, limit)
    if identity is not None:
        request[IDENTITY] = identity
        logs.extend_context(user_id=identity.user_id)
    elif route.access in _OPEN and limit is not None:
        await count(limit, request)
    if route.access not in _OPEN:
        await _check_rights(route.access, request, identity)


async def _check_rights(access: Access, request: web.Request, identity: Identity | None) -> None:
    if identity is None:
        raise Unauthenticated("this needs an access token")
    if access == "admin" and not identity.is_admin:
        raise Forbidden("only for admins")
    if access == "user" or identity.is_verified:
        return
    # the address may have been verified after the token was issued
    if not await stores(request).users.is_verified(identity.user_id):
        raise Forbidden("verify the email address first", "email-not-verified")


def _answered(route: Route, request: web.Request, result: Any) -> web.StreamResponse:
    status = route.status
    if isinstance(result, Answer):
        status, result = result.status, result.body
    if result is None:
        return web.Response(status=status)
    response = result
    if not isinstance(result, web.StreamResponse):
        body = encode(result)
        response = web.Response(body=body, status=status, content_type="application/json")
    return _revalidated(request, response) if route.revalidated else response


def _revalidated(request: web.Request, response: web.Response) -> web.Response:
    """*response* with its ETag, or 304 if the caller has the same."""
    body = response.body
    assert isinstance(body, bytes)  # noqa: S101  (a stream has no ETag)
    etag = ETag(hashlib.blake2b(body, digest_size=16).hexdigest())
    for name, value in REVALIDATE.items():
        response.headers.setdefault(name, value)
    known = request.if_none_match or ()
    if any(tag.value in {etag.value, "*"} for tag in known):
        # With all headers, because a browser applies the policy of a 304 to the cached page.
        del response.headers[hdrs.CONTENT_TYPE]
        response = web.Response(status=304, headers=response.headers)
    response.etag = etag
    return response
