"""Logs are events: a fixed message plus fields, one line each."""

from __future__ import annotations

import logging
import sys
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# What every LogRecord has; everything beyond was passed as ``extra`` and is a field.
_BUILT_IN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class TextFormatter(logging.Formatter):
    """For a terminal: time, level, event, then the fields as ``name=value``."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's name)
        line = super().formatMessage(record)
        said = " ".join(f"{name}={_shown(value)}" for name, value in fields(record).items())
        return f"{line}  {said}" if said else line


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of an event, without what every record has."""
    return {name: value for name, value in vars(record).items() if name not in _BUILT_IN}


def _shown(value: object) -> str:
    """A board's words may hold line breaks, and would then look like events of ours."""
    text = str(value)
    return text if text.isprintable() else repr(text)


def set_up(log_format: str | None, level: str) -> None:
    """Text on a terminal, else one JSON object a line; both on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    if (log_format or ("text" if sys.stderr.isatty() else "json")) == "json":
        handler.setFormatter(
            JsonFormatter(
                "%(asctime)s %(levelname)s %(name)s %(message)s",
                rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
                datefmt="%Y-%m-%dT%H:%M:%S%z",
            )
        )
    else:
        handler.setFormatter(TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # these tell every statement, connection and mail at INFO
    for chatty in ("aiohttp.access", "asyncio", "yoyo", "yoyo.migrations", "google", "httpx"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # a traceback every few seconds of an outage, which our own "outage" says once
    logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)
