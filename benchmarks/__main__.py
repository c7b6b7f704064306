"""Measure one part, or all of them: ``python -m benchmarks [PART]``."""

from __future__ import annotations

import asyncio
import importlib
import os
import platform
import sys
import time
from typing import Final

PARTS: Final = (
    "listing",
    "ingest",
    "capacity",
    "matching",
    "dry-runs",
    "health",
    "heavy-searches",
    "hostile",
    "accounts",
    "skills",
    "cv",
    "uploads",
    "schedule",
    "dedup",
    "fields",
    "learning",
    "people",
)
"""Modules of this package with an ``async def run() -> None``."""
NAMED_ONLY: Final = ("schedule-limit",)
"""Parts of many minutes, of which the documents have the figures."""


def main(arguments: list[str]) -> int:
    unknown = [part for part in arguments if part not in (*PARTS, *NAMED_ONLY)]
    if unknown:
        print(
            f"there is no part {unknown[0]!r}; there are: {', '.join((*PARTS, *NAMED_ONLY))}",
            file=sys.stderr,
        )
        return 2
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f} at the start. Trust the ratios, not the figures."
    )
    for part in arguments or PARTS:
        # a part has only its own libraries to load, and runs where those of others are missing
        module = importlib.import_module(f"benchmarks.{part.replace('-', '_')}")
        began = time.monotonic()
        asyncio.run(module.run())
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
