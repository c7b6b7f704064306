"""Operations: is it alive, is it ready, what do the numbers say, what does the API look like."""

import asyncio
import logging
from typing import Any, Literal

import msgspec
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from jobscout import __version__
from jobscout.errors import ScoutError
from jobscout.http import docs
from jobscout.http.keys import DOCUMENT, SERVICES, Check
from jobscout.http.routing import Answer

CHECK_S = 1.0  # an orchestrator asks every few seconds and must not wait for a stuck part

log = logging.getLogger(__name__)


class Health(msgspec.Struct, frozen=True, kw_only=True):
    status: Literal["ok"] = "ok"
    version: str = __version__


async def health(request: web.Request) -> Health:  # noqa: ARG001
    """The process serves."""
    return Health()


async def ready(request: web.Request) -> Answer[dict[str, str]]:
    """Each part that is needed: "ok", or in a few words why it is not, and then 503."""
    services = request.app[SERVICES]
    checks = services.checks
    said = await asyncio.gather(*(_outcome(name, check) for name, check in checks.items()))
    parts = {**dict(zip(checks, said, strict=True)), **services.remarks}
    return Answer(parts, status=200 if all(part == "ok" for part in said) else 503)


async def metrics(request: web.Request) -> web.Response:  # noqa: ARG001
    """Prometheus text."""
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def openapi_json(request: web.Request) -> dict[str, Any]:
    """This API in OpenAPI 3.1."""
    return request.app[DOCUMENT]


async def docs_page(request: web.Request) -> web.Response:
    """The same as a page."""
    return docs.render(request.app[DOCUMENT])


async def _outcome(name: str, check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_S):
            await check()
    except TimeoutError:
        return "no answer in time"
    except (ScoutError, OSError) as error:
        log.warning("not ready", extra={"part": name, "error": str(error)})
        return "away"
    return "ok"
