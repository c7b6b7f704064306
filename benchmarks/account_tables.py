"""What the part ``accounts`` measured, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.report import median, number, ratio, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.client import Figures

USERS = 50
CONNECTIONS = 16
ROUNDS = 3
SLICE_S = 2.0
EVERY_S = 0.005
BUSY_S = 2.5

OURS = "ours"


class Signing(NamedTuple):
    """/health beside sign-ins, and the sign-ins."""

    health: Figures
    sign_ins: Figures


class Slice(NamedTuple):
    figures: Figures
    cpu_s: float  # of the server


def signing(idle: Sequence[Figures], busy: Mapping[str, Sequence[Signing]]) -> None:
    calm = _waits(idle)
    rows = [["ours, nobody signs in", *map(number, calm), "-", "-", "-"]]
    for name, signings in busy.items():
        waits = _waits([each.health for each in signings])
        rate = median([each.sign_ins.rate for each in signings])
        p50, p99, _ = _waits([each.sign_ins for each in signings])
        cells = [*map(number, waits), ratio(waits[1], calm[1])]
        rows.append([name, *cells, number(rate), f"{number(p50)} / {number(p99)}"])
    table(
        f"accounts: GET /health every {EVERY_S * 1000:g} ms, ms from when it was due, while"
        f" {USERS} people sign in at once, over and over",
        ("", "p50", "p99", "max", "p99 to idle", "sign-ins/s", "p50 / p99 ms"),
        rows,
        f"Medians of {ROUNDS} rounds of {BUSY_S:g} s. Wanted: ours with a p99 under 100."
        " Ours hashes two at a time, in 38 MiB;",
        "forty at a time are 760 MiB. On the loop there is nothing but the hash: no database,"
        " no token, no limit.",
        "docs/performance.md: two threads give 96 hashes/s on two idle cores, the loop lags 1.1 ms;"
        " 30 ms where it hashes itself.",
    )


def _waits(figures: Sequence[Figures]) -> list[float]:
    names = ("p50_ms", "p99_ms", "max_ms")
    return [median([getattr(each, name) for each in figures]) for name in names]


def me(found: Mapping[str, Sequence[Slice]]) -> None:
    _print_slices(
        f"accounts: GET /users/me with a token, {CONNECTIONS} connections and people",
        found,
        "Theirs decodes, asks EXISTS, counts with INCR and loads by the ORM. Ours asks in one Lua"
        " call and loads;",
        "this route of ours has no limit, hence the last row. Ours also logs and measures.",
        "docs/performance.md, before any query: one Lua call 6,795/s, the usual way 646/s; 10.5x,"
        " in CPU 10.0x.",
    )


def refresh(found: Mapping[str, Sequence[Slice]]) -> None:
    _print_slices(
        f"accounts: POST /auth/refresh, {CONNECTIONS} sessions, each with its newest token",
        found,
        "Theirs decodes a JWT, reads its row, deletes it and stores the next. Ours also counts a"
        " limit, holds the",
        "row against racing calls, seals the pair for them, notes when the person was seen, logs"
        " and measures.",
    )


def _print_slices(title: str, found: Mapping[str, Sequence[Slice]], *notes: str) -> None:
    rows = []
    ours_rate, ours_us = _rate_and_us(found[OURS])
    for name, slices in found.items():
        rate, us = _rate_and_us(slices)
        p50, p99, _ = _waits([each.figures for each in slices])
        rows.append(
            [
                name,
                number(rate),
                f"{number(p50)} / {number(p99)}",
                ratio(ours_rate, rate),
                number(us),
                ratio(us, ours_us),
            ]
        )
    table(
        f"{title}; medians of {ROUNDS} rounds of {SLICE_S:g} s",
        ("", "a second", "p50 / p99 ms", "ours is", "server CPU, us each", "to ours"),
        rows,
        *notes,
    )


def _rate_and_us(slices: Sequence[Slice]) -> tuple[float, float]:
    """Requests a second, and microseconds of the server's CPU for each."""
    return (
        median([each.figures.rate for each in slices]),
        median([each.cpu_s / each.figures.requests * 1e6 for each in slices]),
    )
