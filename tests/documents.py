"""The text files of the repository, for tests that look at what code and documents cite."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
_FOLDERS: Final = (".ci", "benchmarks", "deploy", "docs", "jobscout", "migrations", "seed", "tests")
_KINDS: Final = re.compile(r"\.(?:css|example|html|js|json|md|py|sql|toml|txt|yml)")
_NAMES: Final = {"Dockerfile", "Makefile", "NOTICE", "run"}


@cache
def text_of(path: Path) -> str:
    """What a file says."""
    return path.read_text("utf-8")


def texts() -> Iterator[tuple[str, str]]:
    """Each text file of the project by its path from the root, with what it says."""
    for path in sorted([*ROOT.iterdir(), *(p for f in _FOLDERS for p in (ROOT / f).rglob("*"))]):
        if path.is_file() and (_KINDS.fullmatch(path.suffix) or path.name in _NAMES):
            yield path.relative_to(ROOT).as_posix(), text_of(path)
