"""The web application: routes, middleware and what lives as long as they do."""

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
    allow_origins,
    bear_headers,
    meet_expectation,
    observe,
    refuse_encoded,
)
from jobscout.http.openapi import document
from jobscout.http.problems import errors_to_problems
from jobscout.http.routes import ROUTES
from jobscout.http.routing import add_routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiojobs import Scheduler

log = logging.getLogger("jobscout.http")

MAX_BODY_BYTES: Final = 1024 * 1024  # the largest honest body, a search, has some 60 kB
MAX_LINE_BYTES: Final = 32 * 1024  # a token or cursor over aiohttp's 8 kB is refused in our words
IDLE_S: Final = 180.0  # between two requests; a proxy in front gives up sooner (Caddy: 120)
# Made when it is first asked for: it takes a tenth of a start.
_DOCUMENT: Final[Callable[[], dict[str, Any]]] = cache(lambda: document(ROUTES))
JOBS_GRACE_S: Final = 10.0  # mails on their way out when the program stops


def make_app(services: Services) -> web.Application:
    """The HTTP API over *services*. Whoever runs it leaves ``handler_cancellation`` off."""
    app = web.Application(
        middlewares=[observe, errors_to_problems, refuse_encoded, meet_expectation, allow_origins],
        client_max_size=MAX_BODY_BYTES,
        handler_args={
            "keepalive_timeout": IDLE_S,
            "max_line_size": MAX_LINE_BYTES,
            "max_field_size": MAX_LINE_BYTES,
            # Else bodies are inflated as they arrive, before anybody can refuse them.
            "auto_decompress": False,
        },
    )
    logging.getLogger("aiohttp.server").addFilter(_is_ours)
    app[SERVICES] = services
    app[CHECKING] = {}
    app[DOCUMENT] = _DOCUMENT
    app[CONSOLE] = read_assets()
    app.on_response_prepare.append(bear_headers)
    app.on_shutdown.append(end_streams)
    setup(app, wait_timeout=JOBS_GRACE_S, exception_handler=_note)
    add_routes(app, ROUTES, services)
    return app


def _is_ours(record: logging.LogRecord) -> bool:
    """Not a line, with its traceback, for each stranger who does not speak HTTP."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _note(_scheduler: Scheduler, context: dict[str, Any]) -> None:
    """A mail that could not be sent is asked for again by the person who waits for it."""
    log.error("background job failed", exc_info=context.get("exception"))
