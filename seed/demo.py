"""The demo: companies and sources of the simulator, and a terminal that shows what happens."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from rich.console import Console
from rich.text import Text

from jobscout import app
from jobscout.sql.seeds import NewCompany, NewSource
from seed import load
from seed.demo_board import WORLD, make_board, serving
from seed.demo_world import HOUSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobscout.settings import Settings
    from jobscout.sql.database import Database
    from seed.demo_world import BoardWorld

PACE_S = 0.1  # the simulator is ours: a real board is asked once a second at most
SWEEP_S = 1.0
READ_EVERY_S = 6
CHANGE_EVERY_S = 4.0

# message: the word that begins the line, and its colour
_STYLES = {
    "scrape finished": ("read", "cyan"),
    "jobs matched": ("matched", "bold magenta"),
    "delivery sent": ("told", "bold green"),
    "delivery failed": ("not told", "bold red"),
    "source failing": ("failing", "bold red"),
    "source recovered": ("recovered", "bold green"),
}
_WORDS = ("source", "channel", "status", "error_kind")
_COUNTS = {
    "found": "dim",
    "new": "bold green",
    "updated": "yellow",
    "closed": "red",
    "duplicates": "blue",
    "jobs": "white",
    "alerts": "bold magenta",
}
_TITLES_SHOWN = 3


def companies() -> list[dict[str, Any]]:
    """The demo's companies in the shape of ``companies.json``."""
    return [
        {"slug": house.slug, "name": house.name, "website": f"https://{house.slug}.example"}
        for house in HOUSES.values()
    ]


def sources(base_url: str) -> list[dict[str, Any]]:
    """The demo's sources in the shape of ``sources.json``, all read from *base_url*.

    Remotive is one source of no company; every other board is its company's.
    """
    own = [
        {
            "company": house.slug,
            "kind": kind,
            "config": {"board": token, "base_url": base_url},
            "name": f"{house.name} ({kind.capitalize()})",
            "priority": "high",
            "interval_seconds": READ_EVERY_S,
            "active": True,
        }
        for house in HOUSES.values()
        for kind, token in house.boards.items()
        if kind != "remotive"
    ]
    feed = {
        "company": None,
        "kind": "remotive",
        "config": {"base_url": base_url},
        "name": "Remotive (simulated)",
        "priority": "high",
        "interval_seconds": READ_EVERY_S,
        "active": True,
    }
    return [*own, feed]


async def run(settings: Settings, greet: Callable[[Settings], None]) -> int:
    """Serve beside the simulator, in a DATA_DIR of its own, until interrupted."""
    board = make_board()
    screen = DemoScreen()
    logging.getLogger().handlers[:] = [screen]
    stop = asyncio.Event()
    async with serving(board) as base_url:
        settings = msgspec.structs.replace(
            settings,
            data_dir=settings.data_dir / "demo",
            seed="none",
            fetch_allow=settings.fetch_allow | {urlsplit(base_url).netloc},
            fetch_pace_s=PACE_S,
            sweep_s=SWEEP_S,
        )
        changes = asyncio.create_task(keep_changing(board[WORLD], CHANGE_EVERY_S, stop))
        try:
            return await app.serve(
                settings,
                prepare=lambda outside: _prepare(outside.db, base_url, settings.skills_file),
                ready=lambda: greet(settings),
            )
        finally:
            stop.set()
            await changes


async def _prepare(db: Database, base_url: str, skills_file: Path | None) -> None:
    await load.load_taxonomy(db, skills_file)
    await load.load_boards(
        db,
        msgspec.convert(companies(), list[NewCompany]),
        msgspec.convert(sources(base_url), list[NewSource]),
    )
    await load.load_users(db, with_applications=False)


async def keep_changing(world: BoardWorld, interval_s: float, stop: asyncio.Event) -> None:
    """Change the world every *interval_s* seconds until *stop* is set."""
    while not stop.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(interval_s):
                await stop.wait()
                return
        world.step()


class DemoScreen(logging.Handler):
    """Shows the program's events as one coloured line each, and warnings of any kind.

    What a line says comes from the record's attributes; one that is missing is left out.
    """

    def __init__(self, console: Console | None = None) -> None:
        super().__init__(logging.INFO)
        self._console = console or Console()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            look = _STYLES.get(record.getMessage())
            if look is not None:
                self._console.print(_line(record, *look), soft_wrap=True)
            elif record.levelno >= logging.WARNING:
                self._console.print(_warning(record), soft_wrap=True)
        except Exception:  # noqa: BLE001  (a log line must not end the program)
            self.handleError(record)


def _beginning(record: logging.LogRecord, word: str, style: str) -> Text:
    at = datetime.fromtimestamp(record.created, UTC).astimezone()
    return Text.assemble((f"{at:%H:%M:%S}  ", "dim"), (f"{word:<11}", style))


def _warning(record: logging.LogRecord) -> Text:
    reason = record.exc_info[1] if record.exc_info else None
    said = (record.getMessage(), *(getattr(record, name, None) for name in ("actor", "error")))
    line = _beginning(record, "warning", "bold yellow")
    return line.append(" ".join(_printable(one) for one in (*said, reason) if one))


def _line(record: logging.LogRecord, word: str, style: str) -> Text:
    line = _beginning(record, word, style)
    said = [_printable(value) for name in _WORDS if (value := getattr(record, name, None))]
    line.append(" ".join(said), style="bold")
    for name, colour in _COUNTS.items():
        count = getattr(record, name, None)
        if count or (name == "found" and count == 0):
            line.append(" · " if said else "", style="dim")
            line.append(
                f"{_printable(count)} {name.removesuffix('s') if count == 1 else name}", colour
            )
            said.append(name)
    for title in _titles(getattr(record, "titles", None)):
        line.append(f"\n{'':21}{title}", style="italic")
    return line


def _titles(titles: Any) -> list[str]:
    if not titles:
        return []
    given = [titles] if isinstance(titles, str) else list(titles)
    shown = [_printable(title) for title in given[:_TITLES_SHOWN]]
    more = len(given) - len(shown)
    return [*shown, f"and {more} more"] if more else shown


def _printable(value: Any) -> str:
    """The value as text that cannot steer the terminal: titles come from strangers."""
    return "".join(sign if sign.isprintable() else " " for sign in str(value))
