"""Operations: liveness, readiness, metrics and the API document."""

import asyncio
import logging
from typing import Any, Literal

import msgspec
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from jobscout import __version__
from jobscout.errors import Outage
from jobscout.http import docs
from jobscout.http.keys import CHECKING, DOCUMENT, SERVICES, Check
from jobscout.http.routing import Answer
from jobscout.metrics import READY

CHECK_S = 1.0  # an orchestrator asks every few seconds and must not wait for a stuck part

log = logging.getLogger(__name__)


class Health(msgspec.Struct, frozen=True, kw_only=True):
    status: Literal["ok"] = "ok"
    version: str = __version__


class Ready(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Parts: "ok", or a short reason. *mail* and *push* are remarks and do not affect readiness."""

    db: str | msgspec.UnsetType = msgspec.UNSET
    redis: str | msgspec.UnsetType = msgspec.UNSET
    disk: str | msgspec.UnsetType = msgspec.UNSET
    actors: str | msgspec.UnsetType = msgspec.UNSET
    migrations: str | msgspec.UnsetType = msgspec.UNSET
    mail: str | msgspec.UnsetType = msgspec.UNSET
    push: str | msgspec.UnsetType = msgspec.UNSET


async def health(request: web.Request) -> Health:  # noqa: ARG001
    """The process is alive."""
    return Health()


async def ready(request: web.Request) -> Answer[Ready]:
    """Each required part: "ok", or a short reason why not, and then 503."""
    said = await _outcomes(request)
    parts = Ready(**said, **request.app[SERVICES].remarks())
    return Answer(parts, status=200 if all(part == "ok" for part in said.values()) else 503)


async def metrics(request: web.Request) -> web.Response:
    """Prometheus metrics; they include readiness for those who cannot request it."""
    for part, said in (await _outcomes(request)).items():
        READY.labels(part).set(said == "ok")
    request.app[SERVICES].sample()
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def openapi_json(request: web.Request) -> dict[str, Any]:
    """This API in OpenAPI 3.1."""
    return await asyncio.to_thread(request.app[DOCUMENT])


async def docs_page(request: web.Request) -> web.Response:
    """The same as a page."""
    return docs.render(await asyncio.to_thread(request.app[DOCUMENT]))


async def _outcomes(request: web.Request) -> dict[str, str]:
    """The results of all checks, which run concurrently."""
    checks, running = request.app[SERVICES].checks, request.app[CHECKING]
    said = await asyncio.gather(*(_outcome(name, checks[name], running) for name in checks))
    return dict(zip(checks, said, strict=True))


async def _outcome(name: str, check: Check, running: dict[str, asyncio.Task[None]]) -> str:
    """The result of *check*, within ``CHECK_S``.

    A stuck check is not cancelled, because a frozen database blocks even that, and not started
    twice: the next request waits for the running one.
    """
    task = running.get(name)
    if task is None or task.done():
        task = running[name] = asyncio.create_task(check(), name=f"check {name}")
    done, _ = await asyncio.wait({task}, timeout=CHECK_S)
    if not done:
        return "no answer in time"
    try:
        task.result()
    except Exception as error:  # noqa: BLE001  (with any error this part is not ready)
        log.warning("not ready", extra={"part": name, "error": str(error)})
        return error.reason if isinstance(error, Outage) else Outage.reason
    return "ok"
