"""Crash reports to Sentry: events logged as errors, with traceback and without personal data.

The rest of the program does not know this module: logging an error reports it. Without a DSN the
library is not imported, and worker processes never import it.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from jobscout import redaction
from jobscout.errors import Outage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

FLUSH_S: Final = 2.0  # at shutdown, for reports that are still queued
WAITING: Final = 100  # reports in the sender thread's queue; more are dropped

# Tags by which a report can be found: what failed, and on which object.
_TAGS: Final = ("actor", "route", "request_id", "source_id", "scrape_id", "cv_id", "about")
_KEPT: Final = frozenset(
    [
        "event_id",
        "timestamp",
        "start_timestamp",
        "type",
        "level",
        "logger",
        "platform",
        "release",
        "environment",
        "server_name",
        "sdk",
        "transaction",
        "transaction_info",
    ]
)
_TRACE: Final = frozenset(("trace_id", "span_id", "parent_span_id", "op", "origin", "status"))
_SPAN: Final = _TRACE | {"start_timestamp", "timestamp"}
_FRAME: Final = frozenset(
    [
        "filename",
        "abs_path",
        "module",
        "function",
        "lineno",
        "in_app",
        "pre_context",
        "context_line",
        "post_context",
    ]
)
_MECHANISM: Final = frozenset(
    ("type", "handled", "exception_id", "parent_id", "is_exception_group", "source")
)


@asynccontextmanager
async def sending(
    dsn: str | None,
    *,
    environment: str,
    release: str,
    sample_rate: float,
    traces_sample_rate: float,
) -> AsyncIterator[None]:
    """Report everything logged as an error inside; do nothing without *dsn*.

    A thread sends the reports, so a slow or unreachable Sentry delays nobody; at shutdown it
    gets ``FLUSH_S``.
    """
    if dsn is None:
        yield
        return
    import sentry_sdk  # noqa: PLC0415  (no import cost without reports)
    from sentry_sdk.integrations.aiohttp import AioHttpIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.dedupe import DedupeIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415

    scrub: Any = _scrubbed  # for their types an event is a dict of known keys
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        release=release,
        sample_rate=sample_rate,
        # not the plain rate, which a caller could override by a header
        traces_sampler=(lambda _context: traces_sample_rate) if traces_sample_rate else None,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            AioHttpIntegration(transaction_style="method_and_path_pattern"),
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
            DedupeIntegration(),
        ],
        before_send=scrub,
        before_send_transaction=scrub,
        include_local_variables=False,
        send_default_pii=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        trace_propagation_targets=[],  # boards do not get our trace headers
        auto_session_tracking=False,
        enable_backpressure_handling=False,
        enable_metrics=False,
        transport_queue_size=WAITING,
        spotlight=False,
    )
    try:
        yield
    finally:
        client = sentry_sdk.get_client()
        await asyncio.to_thread(client.close, timeout=FLUSH_S)
        sentry_sdk.get_global_scope().set_client(None)


async def reach(dsn: str) -> None:
    """Raises Outage if nothing listens at the DSN's host and port."""
    parts = urlsplit(dsn)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        _, writer = await asyncio.open_connection(parts.hostname, port)
    except OSError as error:
        raise Outage(f"Sentry is unavailable: {error.strerror or type(error).__name__}") from None
    writer.close()


def _scrubbed(event: dict[str, Any], _hint: object) -> dict[str, Any]:
    """Keeps an allow-list of fields, so that nothing new can leave this machine by accident."""
    extra = event.get("extra", {})
    kept: dict[str, Any] = {name: event[name] for name in _KEPT & event.keys()}
    kept["tags"] = redaction.fields({name: extra[name] for name in _TAGS if name in extra})
    rest = {name: value for name, value in extra.items() if name not in (*_TAGS, "user_id")}
    kept["extra"] = redaction.fields(rest)
    if trace := event.get("contexts", {}).get("trace"):
        kept["contexts"] = {"trace": _only(_TRACE, trace)}
    if said := event.get("logentry"):
        kept["logentry"] = {
            "message": redaction.message(str(said.get("formatted") or said.get("message")))
        }
    if raised := event.get("exception"):
        kept["exception"] = {"values": [_error(error) for error in raised.get("values", ())]}
    if spans := event.get("spans"):
        kept["spans"] = [
            _only(_SPAN, span) | {"description": _bare(span.get("description"))} for span in spans
        ]
    return kept


def _error(error: Mapping[str, Any]) -> dict[str, Any]:
    frames = ((error.get("stacktrace") or {}).get("frames")) or ()
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "value": redaction.message(str(error.get("value") or "")),
        "mechanism": _only(_MECHANISM, error.get("mechanism") or {}),
        "stacktrace": {"frames": [_only(_FRAME, frame) for frame in frames]},
    }


def _bare(description: object) -> str:
    """A URL without its query."""
    return redaction.text(str(description or "").partition("?")[0])


def _only(names: frozenset[str], given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in names & given.keys()}
