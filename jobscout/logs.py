"""Logs are events: a constant message plus fields, one line each, without personal data."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from pythonjsonlogger.json import JsonFormatter

from jobscout import redaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

# Attributes of every LogRecord; all others were passed as ``extra`` and are fields.
_BUILT_IN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
OURS: Final = ("jobscout", "seed", "__main__")
FRAMES: Final = 30  # of each error in a chain; a recursion has a thousand
ERRORS: Final = 10  # of a chain or a group

_context: ContextVar[dict[str, Any] | None] = ContextVar("log_context", default=None)


@contextmanager
def log_context(**given: Any) -> Iterator[None]:
    """Adds these fields to every line logged inside, such as the id of a request or scrape."""
    token = _context.set({**(_context.get() or {}), **given})
    try:
        yield
    finally:
        _context.reset(token)


def extend_context(**given: Any) -> None:
    """Add fields to the innermost ``log_context``; outside of any it does nothing."""
    if (known := _context.get()) is not None:
        known.update(given)


def add_context(record: logging.LogRecord) -> bool:
    """A handler's filter that adds the context's fields; the event's own take precedence."""
    for name, value in (_context.get() or {}).items():
        vars(record).setdefault(name, value)
    return True


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of an event, redacted, without the attributes of every record."""
    own = {name: value for name, value in vars(record).items() if name not in _BUILT_IN}
    return redaction.fields(own)


def message(record: logging.LogRecord) -> str:
    """The message of an event, redacted because libraries put values into it."""
    try:
        return redaction.message(record.getMessage())
    except Exception:  # noqa: BLE001  (a library's arguments do not fit its format)
        return redaction.message(str(record.msg))


class RedactedError(Exception):
    """Replaces an error whose message must not be repeated; its message is the error's type."""


def without_words(error: BaseException) -> RedactedError:
    """An error with the traceback of *error* and without its message."""
    return RedactedError(type(error).__name__).with_traceback(error.__traceback__)


def crash(raised: BaseException) -> str:
    """The traceback of *raised* and of its causes, newest last, redacted."""
    chain: list[tuple[str, BaseException]] = []
    seen: set[int] = set()
    led_to, inner = "", raised
    while id(inner) not in seen and len(chain) < ERRORS:
        seen.add(id(inner))
        chain.append((led_to, inner))
        if inner.__cause__ is not None:
            led_to, inner = "\nwhich was the cause of:\n", inner.__cause__
        elif inner.__context__ is not None and not inner.__suppress_context__:
            led_to, inner = "\nand while that was handled:\n", inner.__context__
    # each is followed by the words that say how it led to the next
    return "".join(_described(error) + led_to for led_to, error in reversed(chain)).rstrip()


def _described(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__, -FRAMES))
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)
    said = redaction.error(error)
    lines = f"Traceback (most recent call last):\n{frames}" if frames else ""
    lines += f"{name}: {said}\n" if said else f"{name}\n"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions[:ERRORS]:
            lines += "".join(f"  | {line}\n" for line in crash(inner).splitlines())
    return lines


def _full_name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _crash_of(
    info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
) -> str:
    return crash(info[1]) if info[1] is not None else ""


class TextFormatter(logging.Formatter):
    """For a terminal: time, level, event, then the fields as ``name=value``."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        said = " ".join(f"{name}={_shown(value)}" for name, value in fields(record).items())
        at = self.formatTime(record, self.datefmt)
        line = f"{at} {record.levelname:<7} {_shown(message(record))}"
        line = f"{line}  {said}" if said else line
        # indented, so that a line break in an error's message cannot forge an event
        crashed = _crash_of(record.exc_info).splitlines() if record.exc_info else []
        return "\n  ".join([line, *map(_shown, crashed)])


def _shown(value: object) -> str:
    """Escapes line breaks in untrusted text, which could otherwise forge log lines."""
    text = str(value)
    return text if text.isprintable() else repr(text)


class _JsonFormatter(JsonFormatter):
    """One JSON object a line."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )

    def format(self, record: logging.LogRecord) -> str:
        # A new record of what may be shown, so that the formatter can output nothing else. Fields
        # named like an attribute of a record cannot occur: logging rejects them.
        shown = logging.makeLogRecord(
            {name: value for name, value in vars(record).items() if name in _BUILT_IN}
        )
        shown.msg, shown.args, shown.stack_info, shown.exc_text = message(record), (), None, None
        shown.__dict__.update(fields(record))
        return super().format(shown)

    def formatException(  # noqa: N802  (logging's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return _crash_of(ei)


class _Handler(logging.StreamHandler[Any]):
    """Writes to standard error. An event that cannot be written is reported without its text."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        kind = sys.exc_info()[0]
        try:
            lost = {"logger_of_it": record.name, "error": kind.__name__ if kind else None}
            event = logging.makeLogRecord({"name": __name__, "levelname": "ERROR", **lost})
            event.msg = "an event could not be logged"
            self.stream.write(self.format(event) + self.terminator)
        except Exception:  # noqa: BLE001, S110  (nothing can report it)
            pass


def set_up(log_format: str | None, level: str) -> None:
    """Log text on a terminal, otherwise JSON lines; both to standard error.

    Libraries log in the same format, from WARNING on: their INFO and DEBUG log every
    statement, connection and mail.
    """
    handler = _Handler(sys.stderr)
    is_json = (log_format or ("text" if sys.stderr.isatty() else "json")) == "json"
    handler.setFormatter(_JsonFormatter() if is_json else TextFormatter())
    handler.addFilter(add_context)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    wanted: int = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(max(wanted, logging.WARNING))
    for name in OURS:
        logging.getLogger(name).setLevel(wanted)
    # it logs a traceback every few seconds of an outage; we log "outage" once
    logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)
    # it warns on each attempt to reach an unavailable Sentry
    logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)
    logging.captureWarnings(capture=True)
    sys.excepthook = _note_crash
    threading.excepthook = _note_thread
    sys.unraisablehook = _note_unraisable


def _note_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("the program crashed", exc_info=(kind, error, trace))


def _note_thread(raised: threading.ExceptHookArgs) -> None:
    logging.getLogger(__name__).error("a thread crashed", exc_info=raised.exc_value)


def _note_unraisable(raised: sys.UnraisableHookArgs) -> None:
    logging.getLogger(__name__).error("an error could not be raised", exc_info=raised.exc_value)
