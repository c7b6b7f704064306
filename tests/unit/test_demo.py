"""The demo's world as it changes, and the screen that shows it. No network."""

from __future__ import annotations

import asyncio
import io
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.console import Console

from seed import demo
from seed.demo_world import HOUSES, LEAST_OPEN, MOST_OPEN, BoardWorld

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def test_the_same_seed_lives_the_same_life() -> None:
    """Two worlds of one seed make the same changes; another seed makes others."""
    lives = [
        [
            (change.verb, change.opening.posting_text.title)
            for change in (world.step() for _ in range(40))
        ]
        for world in (BoardWorld(seed, clock=lambda: NOW) for seed in (7, 7, 8))
    ]

    assert lives[0] == lives[1] != lives[2]
    assert {verb for verb, _ in lives[0]} == {"published", "edited", "closed"}


def test_companies_stay_of_a_believable_size() -> None:
    """However long it runs, no company closes down or floods its boards."""
    world = BoardWorld(7, clock=lambda: NOW)
    for _ in range(500):
        world.step()

    for house in HOUSES.values():
        here = [opening for opening in world.openings.values() if opening.house is house]
        assert LEAST_OPEN <= len(here) <= MOST_OPEN


async def test_the_world_changes_until_stopped() -> None:
    """keep_changing makes one change after another and ends at the stop."""
    stop = asyncio.Event()
    changes = 0

    class Counted(BoardWorld):
        def step(self) -> Any:
            nonlocal changes
            changes += 1
            if changes == 3:
                stop.set()
            return super().step()

    async with asyncio.timeout(5):
        await demo.keep_changing(Counted(), 0.001, stop)

    assert changes == 3


def shown(message: str, level: int = logging.INFO, **attributes: object) -> str:
    """What the demo's screen prints for one record."""
    paper = io.StringIO()
    screen = demo.DemoScreen(Console(file=paper, width=200))
    record = logging.LogRecord("jobscout", level, "", 0, message, None, None)
    record.__dict__.update(attributes)
    screen.emit(record)
    return paper.getvalue()


def test_screen_shows_a_scrape() -> None:
    """A finished scrape names its source and what it found; zeros but the first are left out."""
    line = shown("scrape finished", source="Acacia Pay", status="ok", found=0, new=2, closed=0)

    assert "read" in line
    assert "Acacia Pay ok · 0 found · 2 new" in line
    assert "closed" not in line


@pytest.mark.parametrize(
    "message",
    ["jobs matched", "delivery sent", "delivery failed", "source failing", "source recovered"],
)
def test_screen_forgives_missing_attributes(message: str) -> None:
    """An event without a single attribute is still one line; other records are none."""
    assert shown(message).count("\n") == 1
    assert shown("pool opened", source="db") == ""


def test_screen_hides_no_trouble() -> None:
    """What goes wrong is shown, whatever it is: an outage, or an actor that crashed."""
    bug = ValueError("a bug")

    outage = shown("outage", logging.WARNING, actor="matcher", error="PostgreSQL is away")
    crash = shown("actor crashed", logging.ERROR, actor="matcher", exc_info=(ValueError, bug, None))

    assert outage.endswith("warning    outage matcher PostgreSQL is away\n")
    assert crash.endswith("warning    actor crashed matcher a bug\n")


def test_screen_counts_in_english() -> None:
    """One is singular, and a line that begins with a count begins without a separator."""
    assert "matched    1 job · 2 alerts" in shown("jobs matched", jobs=1, alerts=2)


def test_screen_prints_titles_harmlessly() -> None:
    """A board's title is neither markup nor a control sequence on the operator's terminal."""
    line = shown("delivery sent", channel="push", titles=["[red]Cook[/red]\x1b[2J", "b", "c", "d"])

    assert "[red]Cook[/red] [2J" in line
    assert "\x1b" not in line
    assert "and 1 more" in line
