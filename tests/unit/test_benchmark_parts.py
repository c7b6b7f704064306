"""``python -m benchmarks PART`` needs what PART needs, and nothing of the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import benchmarks
from benchmarks.__main__ import PARTS


def test_parts_are_loaded_when_they_run() -> None:
    """Only the package itself is there before a part is named, so no part's libraries are."""
    program = "import sys, benchmarks.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    ours = [name for name in loaded if name.partition(".")[0] in {"benchmarks", "jobscout"}]

    assert ours == ["benchmarks", "benchmarks.__main__"]


def test_every_part_is_a_module_that_runs() -> None:
    """A part that is misspelt would be missed only by who names it."""
    folder = Path(benchmarks.__path__[0])
    files = [folder / f"{part.replace('-', '_')}.py" for part in PARTS]

    assert all("\nasync def run() -> None:\n" in file.read_text() for file in files)
