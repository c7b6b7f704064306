"""Logs: one event, one line, with its fields."""

from __future__ import annotations

import json
import logging
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
    """Puts back the handlers that pytest itself listens with."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


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
