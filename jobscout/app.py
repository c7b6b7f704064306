"""The program: starts actors and HTTP, and stops them in the direction of the data flow."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import web

from jobscout import __version__, wiring
from jobscout.actors import flow
from jobscout.actors.eraser import Eraser
from jobscout.actors.supervisor import Supervisor
from jobscout.errors import Outage, SettingError
from jobscout.http import connections
from jobscout.http.server import OPERATIONS, make_app
from jobscout.inbox import Inbox
from jobscout.messages import ErasureDue
from jobscout.outside import crash_reports
from jobscout.resources import StoppedEarlyError, open_resources
from jobscout.sources import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.http.keys import Services
    from jobscout.resources import Resources
    from jobscout.settings import Settings

log = logging.getLogger(__name__)

HTTP_STOP_S = 5.0
ERASED_AT_A_TIME = 100


class App:
    """The actors and the HTTP server of this process."""

    def __init__(self, settings: Settings, resources: Resources) -> None:
        self._settings = settings
        self._resources = resources
        self._flow = flow.build(settings, resources)
        self._supervisor = Supervisor(self._flow.actors, restart_s=settings.restart_s)

    async def serve_until(self, stopping: asyncio.Event, ready: Callable[[], None]) -> int:
        """Run until *stopping* is set or an actor fails permanently; returns the exit code.

        *ready* is called once the server answers.
        """
        runners = await self._serve_http()  # first: if a port is taken, nothing starts
        with suppress(Outage):  # then the first heartbeat
            await self._flow.heartbeat.begin()
        work = asyncio.create_task(self._supervisor.run(), name="supervisor")
        stop = asyncio.create_task(stopping.wait(), name="stop")
        # A full collection visits all objects and blocks the event loop: 80 ms for the permanent
        # ones, each time a few thousand rows come and go. Freezing excludes them.
        gc.collect()
        gc.freeze()
        ready()
        await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        for runner in runners:
            await runner.cleanup()  # HTTP first, then the stages in the order of the data flow
        for name in await self._supervisor.stop(self._settings.shutdown_grace_s):
            log.warning("actor cut off", extra={"actor": name})
        try:
            await work
        except asyncio.CancelledError:
            return 0
        except Exception as error:
            log.exception("an actor failed permanently", extra={"error": _sentence(error)})
            return 1
        return 0

    def services(self) -> Services:
        """Everything that the handlers of this process use."""
        return wiring.services(self._settings, self._resources, self._flow, self._supervisor)

    async def _serve_http(self) -> list[web.AppRunner]:
        """The API, if this process has it, and what operators ask of every process."""
        settings, services = self._settings, self.services()
        wanted = []
        if "http" in settings.roles:
            wanted.append(("PORT", settings.port, make_app(services)))
        if settings.metrics_port is not None:
            app = make_app(services, OPERATIONS)
            wanted.append(("METRICS_PORT", settings.metrics_port, app))
        runners: list[web.AppRunner] = []
        for setting, port, app in wanted:
            runner = connections.Runner(app, access_log=None, shutdown_timeout=HTTP_STOP_S)
            runners.append(runner)
            await runner.setup()
            try:
                await web.TCPSite(runner, settings.host, port).start()
            except OSError as error:
                for begun in runners:
                    await begun.cleanup()
                raise SettingError(setting, f"{port} cannot be used: {error.strerror}") from error
        return runners


def _sentence(error: BaseException) -> str:
    """The message of the error that ended the process."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error)


async def erase_due(resources: Resources) -> tuple[list[str], int]:
    """Erase all accounts that are due: the receipts, and the number of failures."""
    erasures = resources.stores.erasures
    eraser = Eraser(
        Inbox("eraser", 1),
        erasures=erasures,
        files=resources.storage,
        mailer=resources.mailer,
        revoked_sessions=resources.revoked_sessions,
        limits=resources.limits,
    )
    receipts: list[str] = []
    failed = 0
    while due := await erasures.due(ERASED_AT_A_TIME):
        for erasure_id in due:
            await eraser.attempt(ErasureDue(erasure_id))
            receipt = await erasures.receipt(erasure_id)
            if receipt is None:
                failed += 1
            else:
                receipts.append(receipt)
    return receipts, failed


async def serve(
    settings: Settings,
    *,
    ready: Callable[[], None],
    prepare: Callable[[Resources], Any] | None = None,
) -> int:
    """Open resources, run until SIGTERM or SIGINT, close; returns the exit code.

    *prepare* is awaited after the database is open and before anything runs; it seeds.
    """
    for fault in PLUGINS.faults:
        log.error("an adapter is left out", extra={"error": fault})
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    reports = crash_reports.sending(
        settings.sentry_dsn,
        environment=settings.sentry_environment,
        release=f"jobscout@{__version__}",
        sample_rate=settings.sentry_sample_rate,
        traces_sample_rate=settings.sentry_traces_sample_rate,
    )
    try:
        async with reports, open_resources(settings, stopping) as resources:
            if prepare is not None:
                await prepare(resources)
            if stopping.is_set():
                return 0
            return await App(settings, resources).serve_until(stopping, ready)
    except StoppedEarlyError:
        return 0
