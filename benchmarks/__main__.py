"""Measure one part, or all of them: ``python -m benchmarks [PART]``."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import time
from typing import TYPE_CHECKING

from benchmarks import (
    accounts,
    cv,
    health,
    heavy_searches,
    hostile,
    ingest,
    listing,
    matching,
    skills,
    trials,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

PARTS: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
    "listing": listing.run,
    "ingest": ingest.run,
    "matching": matching.run,
    "trials": trials.run,
    "health": health.run,
    "heavy-searches": heavy_searches.run,
    "hostile": hostile.run,
    "accounts": accounts.run,
    "skills": skills.run,
    "cv": cv.run,
    "uploads": uploads.run,
}


def main(arguments: list[str]) -> int:
    unknown = [part for part in arguments if part not in PARTS]
    if unknown:
        print(f"there is no part {unknown[0]!r}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f} at the start. Trust the ratios, not the figures."
    )
    for part in arguments or PARTS:
        began = time.monotonic()
        asyncio.run(PARTS[part]())
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
