"""A plot of delays as SVG, without a library: four lines and two axes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from benchmarks.report import percentile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.schedule_policies import Outcome

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 400, 60, 340, 30
COLOURS: Final = ("#1a7f37", "#0969da", "#bf8700", "#cf222e")
TICKS: Final = {1: "1 min", 10: "10 min", 60: "1 h", 360: "6 h", 1440: "1 day"}
STEPS: Final = 100


def delays(outcomes: Mapping[str, Outcome]) -> str:
    """Which share of postings is found within which delay (logarithmic), a line for each."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<style>text { font: 12px sans-serif }</style>",
        "<title>Share of postings found within a delay</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for minutes, label in TICKS.items():
        parts += [
            f'<path d="M{_x(minutes):.1f} {TOP}V{BOTTOM}" stroke="#ddd"/>',
            f'<text x="{_x(minutes):.1f}" y="{BOTTOM + 18}" text-anchor="middle">{label}</text>',
        ]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts += [
            f'<path d="M{LEFT} {_y(share):.1f}H{WIDTH - 20}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>',
        ]
    for n, (name, outcome) in enumerate(outcomes.items()):
        points = " ".join(
            f"{_x(percentile(outcome.delays, step / STEPS) * 60):.1f},{_y(step / STEPS):.1f}"
            for step in range(1, STEPS + 1)
        )
        parts += [
            f'<polyline fill="none" stroke="{COLOURS[n]}" stroke-width="2" points="{points}"/>',
            f'<text x="{LEFT + 12}" y="{TOP + 18 + 18 * n}" fill="{COLOURS[n]}">{name}</text>',
        ]
    parts.append(
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">'
        "from publication to the reading that finds it</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _x(minutes: float) -> float:
    ends = [math.log(end) for end in (min(TICKS), max(TICKS))]
    place = (math.log(min(max(minutes, min(TICKS)), max(TICKS))) - ends[0]) / (ends[1] - ends[0])
    return LEFT + place * (WIDTH - 20 - LEFT)


def _y(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)
