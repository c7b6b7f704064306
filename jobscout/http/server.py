"""The web application: routes, middleware and shared state."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiojobs.aiohttp import setup

from jobscout.http.console_handlers import CONSOLE, read_assets
from jobscout.http.event_handlers import end_streams
from jobscout.http.keys import CHECKING, DOCUMENT, SERVICES, Services
from jobscout.http.middleware import (
    add_headers,
    allow_origins,
    meet_expectation,
    observe,
    refuse_encoded,
)
from jobscout.http.openapi import document
from jobscout.http.problems import errors_to_problems
from jobscout.http.routes import OPERATION_PATHS, ROUTES
from jobscout.http.routing import add_routes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiojobs import Scheduler

    from jobscout.http.routing import Route

log = logging.getLogger("jobscout.http")

OPERATIONS: Final = tuple(route for route in ROUTES if route.path in OPERATION_PATHS)
"""What every process answers on its METRICS_PORT."""
MAX_BODY_BYTES: Final = 1024 * 1024  # the largest regular body, a search, has about 60 kB
MAX_LINE_BYTES: Final = 32 * 1024  # so that tokens or cursors over aiohttp's 8 kB get our error
IDLE_S: Final = 180.0  # between two requests; a proxy in front should close earlier (Caddy: 120)
# Made when it is first asked for: it takes a tenth of a start.
_DOCUMENT: Final[Callable[[], dict[str, Any]]] = cache(lambda: document(ROUTES))
JOBS_GRACE_S: Final = 10.0  # for background mails at shutdown


def make_app(services: Services, routes: Sequence[Route] = ROUTES) -> web.Application:
    """The HTTP API over *services*. It must run without ``handler_cancellation``."""
    app = web.Application(
        middlewares=[observe, errors_to_problems, refuse_encoded, meet_expectation, allow_origins],
        client_max_size=MAX_BODY_BYTES,
        handler_args={
            "keepalive_timeout": IDLE_S,
            "max_line_size": MAX_LINE_BYTES,
            "max_field_size": MAX_LINE_BYTES,
            # Otherwise bodies are decompressed on arrival, before they can be refused.
            "auto_decompress": False,
        },
    )
    logging.getLogger("aiohttp.server").addFilter(_is_ours)
    app[SERVICES] = services
    app[CHECKING] = {}
    app[DOCUMENT] = _DOCUMENT
    app[CONSOLE] = read_assets()
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(end_streams)
    setup(app, wait_timeout=JOBS_GRACE_S, exception_handler=_note)
    add_routes(app, routes, services)
    return app


def _is_ours(record: logging.LogRecord) -> bool:
    """Filters out the tracebacks of clients that do not speak HTTP."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _note(_scheduler: Scheduler, context: dict[str, Any]) -> None:
    """Log the failure; a user who misses the mail requests it again."""
    log.error("background job failed", exc_info=context.get("exception"))
