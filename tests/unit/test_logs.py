"""Logs: one event, one line, with its fields."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobscout import logs

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger("jobscout.test")


@pytest.fixture(autouse=True)
def _root_as_it_was() -> Iterator[None]:
    """Puts back what pytest itself listens with."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    names = (*logs.OURS, "asyncpg.pool", "urllib3.connectionpool")
    levels = [logging.getLogger(name).level for name in names]
    yield
    logging.captureWarnings(capture=False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(before)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_json_is_one_line_with_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """An event is one JSON object with time, level, logger, message and its fields."""
    logs.set_up("json", "info")
    log.warning("scrape failed", extra={"source": "gitlab", "posting_id": 7})

    event: dict[str, Any] = json.loads(one_line(capsys))
    assert event.pop("time").startswith(f"{datetime.now(UTC):%Y}")
    assert event == {
        "level": "WARNING",
        "logger": "jobscout.test",
        "message": "scrape failed",
        "source": "gitlab",
        "posting_id": 7,
    }


def test_json_of_a_crash_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A traceback stays inside its event, or a collector would see a hundred events."""
    logs.set_up("json", "info")
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        log.exception("broke")

    assert "ValueError: first\nsecond" in json.loads(one_line(capsys))["exc_info"]


def test_json_takes_any_field(capsys: pytest.CaptureFixture[str]) -> None:
    """A field JSON has no word for does not cost the event."""
    logs.set_up("json", "info")
    log.info("odd", extra={"path": Path("/x"), "when": datetime(2026, 1, 2, tzinfo=UTC), "s": {1}})

    event = json.loads(one_line(capsys))
    assert event["message"] == "odd"
    assert event["when"].startswith("2026-01-02")


def test_text_has_the_fields_behind_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal the fields follow as name=value."""
    logs.set_up("text", "info")
    log.info("scraped", extra={"source": "gitlab", "found": 3})

    assert one_line(capsys).endswith(" INFO    scraped  source=gitlab found=3")


def test_text_shows_line_breaks_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    """A board's words cannot write a second line that looks like an event of ours."""
    logs.set_up("text", "info")
    log.info("scrape failed", extra={"error": "no\n12:00:00 INFO    all is well"})

    assert one_line(capsys).endswith(r"error='no\n12:00:00 INFO    all is well'")


def test_text_of_a_crash_stands_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """An error's words cannot write a line that looks like an event of ours either."""
    logs.set_up("text", "info")
    try:
        raise ValueError("no\n12:00:00 INFO    all is well\r12:00:00 INFO    \x1b[2J\u2028x")
    except ValueError:
        log.exception("broke")

    event, *crashed = capsys.readouterr().err.splitlines()
    assert event.endswith(" ERROR   broke")
    assert any("all is well" in line for line in crashed)
    assert all(line.startswith("  ") and line.isprintable() for line in crashed)


def test_text_without_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """An event without fields has nothing behind it."""
    logs.set_up("text", "info")
    log.info("started")

    assert one_line(capsys).endswith("started")


def test_set_up_twice_says_everything_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The second call replaces the handler of the first."""
    logs.set_up("json", "info")
    logs.set_up("json", "info")
    log.info("once")

    assert json.loads(one_line(capsys))["message"] == "once"


def test_level_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """What is below the level is not said, and libraries' chatter not at INFO either."""
    logs.set_up("json", "info")
    log.debug("detail")
    logging.getLogger("aiohttp.access").info("GET /")

    assert capsys.readouterr().err == ""


def test_outage_is_not_told_by_the_pool_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    """While PostgreSQL is away asyncpg's traceback every few seconds is not said."""
    logs.set_up("json", "info")
    logging.getLogger("asyncpg.pool").warning("Failed to restore the pool connection floor")

    assert capsys.readouterr().err == ""


def test_not_a_terminal_means_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks, a collector reads: JSON is the default off a terminal."""
    logs.set_up(None, "info")
    log.info("hello")

    assert json.loads(one_line(capsys))["message"] == "hello"


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    """Every line inside has the fields, also those added later; lines outside have none."""
    logs.set_up("json", "info")
    with logs.log_context(request_id="r1"):
        log.info("first")
        with logs.log_context(scrape_id=7):
            logs.extend_context(source_id=3)
            log.info("second", extra={"request_id": "its own"})
        log.info("third")
    logs.extend_context(lost=True)
    log.info("fourth")

    first, second, third, fourth = events(capsys)
    assert (first["request_id"], "scrape_id" in first) == ("r1", False)
    assert (second["request_id"], second["scrape_id"], second["source_id"]) == ("its own", 7, 3)
    assert (third["request_id"], "source_id" in third) == ("r1", False)
    assert not {"request_id", "lost"} & set(fourth)


async def test_tasks_do_not_mix(capsys: pytest.CaptureFixture[str]) -> None:
    """Concurrent requests keep their own ids; a task that one starts has its id."""
    logs.set_up("json", "info")
    both = asyncio.Barrier(2)

    async def request(name: str) -> None:
        with logs.log_context(request_id=name):
            await both.wait()
            await asyncio.create_task(background(name))

    async def background(name: str) -> None:
        log.info("said", extra={"meant": name})

    await asyncio.gather(request("a"), request("b"))

    said = events(capsys)
    assert {event["meant"] for event in said} == {"a", "b"}
    assert all(event["meant"] == event["request_id"] for event in said)


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_nothing_personal(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    """In the words of a library, in fields, and in every error of a chain or a group."""
    logs.set_up(log_format, "info")
    secret, hidden = "ada@example.org", "s3cr3t"
    logging.getLogger("some.library").warning("%s said token=%s", secret, hidden)
    log.info("sent", extra={"to": secret, "all": [secret], "authorization": hidden})
    with logs.log_context(about_whom=secret):
        log.info("about somebody")
    try:
        try:
            try:
                raise KeyError(secret)
            except KeyError:
                raise ValueError(f"\nDETAIL:  {hidden} {secret}")  # noqa: B904
        except ValueError as error:
            raise ExceptionGroup("readers broke", [RuntimeError(secret)]) from error
    except ExceptionGroup:
        log.exception("broke")

    said = capsys.readouterr().err
    assert "ada" not in said
    assert hidden not in said
    for kind in ("KeyError", "ValueError", "ExceptionGroup: readers broke", "| RuntimeError"):
        assert kind in said
    assert "and while that was handled" in said
    assert "which was the cause of" in said
    assert said.index("KeyError") < said.index("ValueError") < said.index("readers broke")


def test_circular_and_deep_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """A chain that bites its tail, and one of a thousand frames, are still one short line."""

    def fall(steps: int) -> None:
        if steps:
            fall(steps - 1)
        raise ValueError("at the bottom")

    logs.set_up("json", "info")
    one, two = ValueError("one"), ValueError("two")
    one.__cause__, two.__cause__ = two, one
    log.error("circle", exc_info=one)
    try:
        fall(300)
    except ValueError:
        log.exception("deep")

    circle, deep = events(capsys)
    assert circle["exc_info"].count("ValueError") == 2
    assert deep["exc_info"].endswith("ValueError: at the bottom")
    assert len(deep["exc_info"].splitlines()) < 5 * logs.FRAMES


def test_error_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Where an error may quote a CV, only its type and traceback are logged."""
    logs.set_up("json", "info")
    try:
        raise ValueError("Ada Lovelace, mathematician")
    except ValueError as error:
        log.error("message failed", exc_info=logs.without_words(error))  # noqa: TRY400

    (event,) = events(capsys)
    assert event["exc_info"].endswith("jobscout.logs.RedactedError: ValueError")
    assert "test_logs.py" in event["exc_info"]
    # the source line is shown, so that its words are in this test's own code only
    assert event["exc_info"].count("Ada") == 1


@pytest.mark.parametrize("level", ["debug", "info", "error"])
def test_libraries(capsys: pytest.CaptureFixture[str], level: str) -> None:
    """They speak in the same shape, from WARNING on, and never more than we do."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logs.set_up("json", level)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    for name in ("aiohttp.access", "asyncio", "urllib3.pool", "sentry_sdk.errors", "yoyo"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("warning of %s", name)

    said = events(capsys)
    assert len(said) == (0 if level == "error" else 6)
    assert all(event["level"] == "WARNING" for event in said)


def test_what_nobody_caught(capsys: pytest.CaptureFixture[str]) -> None:
    """A crash of the program, of a thread or of a destructor is an event like any other."""
    logs.set_up("json", "info")
    error = ValueError("ada@example.org")
    sys.excepthook(ValueError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

    program, broken = events(capsys)
    assert (program["message"], program["level"]) == ("the program crashed", "CRITICAL")
    assert program["exc_info"] == "ValueError: [removed]"
    assert broken["message"] == "a thread crashed"


def test_event_that_cannot_be_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """A library whose words and arguments do not fit, and a field that breaks, end nothing."""

    class Broken:
        def __str__(self) -> str:
            raise ValueError("ada@example.org")

    logs.set_up("json", "info")
    said = ("%d of %d", "ada@example.org")
    logging.getLogger("some.library").warning(*said)
    log.info("odd", extra={"broken": Broken()})

    first, second = events(capsys)
    assert first["message"] == "%d of %d"
    assert second["broken"] == "[cannot be told]"


def test_line_breaks_of_libraries(capsys: pytest.CaptureFixture[str]) -> None:
    """What a library repeats of a stranger's words cannot begin a line of its own."""
    logs.set_up("text", "info")
    logging.getLogger("some.library").warning("bad request %s", "x\n12:00:00 INFO    all is well")

    assert r"x\n12:00:00" in one_line(capsys)


def test_every_call_says_constant_words() -> None:
    """No call puts a value into its words: it could not be counted, found or kept clean."""
    variable = {
        ("admin_handlers.py", "event"),  # handed over by two callers, as constants
        ("sending.py", "sent_event"),  # constants of the classes
        ("sending.py", "failed_event"),
    }
    calls = 0
    for path in [*Path("jobscout").rglob("*.py"), *Path("seed").rglob("*.py"), Path("main.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "log"
            ):
                calls += 1
                said = node.args[0]
                name = getattr(said, "id", getattr(said, "attr", None))
                if (path.name, name) in variable:
                    continue
                assert isinstance(said, ast.Constant), f"{path}:{node.lineno}"
                assert isinstance(said.value, str), f"{path}:{node.lineno}"
                assert "%" not in said.value, f"{path}:{node.lineno}"
                assert len(node.args) == 1, f"{path}:{node.lineno}"
    assert calls > 30
