"""Drills: tests that kill, starve, damage or simulate for minutes, and what they last passed on.

A file of tests is a drill by ``pytestmark = [drill(...)]``. ``make test`` leaves drills out, unless
one is named. ``make drill`` runs those whose files changed since they last passed, and records in
``drills.json`` the digest of what they passed on, which is committed: so a checkout in which
nothing changed that a drill covers need not run it again.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT: Final = Path(__file__).parents[1]
RECORD: Final = Path(__file__).with_name("drills.json")
PROGRAM: Final = ("jobscout", "migrations", "seed", "main.py")
"""What a drill of the whole program covers."""
_LOCKS: Final = ("requirements.lock", "requirements-dev.lock")
_DUE: Final = "due"
_ALL: Final = "all"
_PROPERTY: Final = "drill"
_LIMIT_S: Final = 120
"""For a test of a drill, where it names none."""
NAME: Final = "drills"
"""Of the plugin."""


def drill(*covers: str) -> pytest.MarkDecorator:
    """Mark a file of tests as a drill.

    Args:
        covers: the files and folders, from the project's root, on which its outcome depends, beside
            locked packages and what the tests of its folder share; the whole program without any.
    """
    return pytest.mark.drill(covers or PROGRAM)


def digest(test: Path, covers: Iterable[str], root: Path = ROOT) -> str:
    """SHA-256 of everything on which the outcome of the file *test* depends, the system included.

    Raises:
        FileNotFoundError: nothing lies at one of *covers*.
    """
    whole = hashlib.sha256(f"{sys.platform} {platform.machine()} {sys.version_info[:2]}".encode())
    shared = {*test.parent.glob("*.py"), *(root / "tests").glob("*.py")}
    files = {*_files(root, (*covers, *_LOCKS)), *shared}
    for path in sorted({test, *(file for file in files if not file.name.startswith("test_"))}):
        whole.update(f"{path.relative_to(root)}\0{_content(path)}\n".encode())
    return whole.hexdigest()


def _files(root: Path, covers: Iterable[str]) -> Iterator[Path]:
    for name in covers:
        path = root / name
        if not path.exists():
            raise FileNotFoundError(path)
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file


@cache
def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Drills:
    """The pytest plugin that chooses drills and records those that passed."""

    def __init__(self, config: pytest.Config) -> None:
        self._wanted: str | None = config.getoption("drills")
        self._named = {_path(config, one) for one in config.args}
        # a part of a drill proves nothing about the whole
        self._is_whole = not (
            config.option.keyword or config.option.markexpr or any("::" in a for a in config.args)
        )
        self._is_worker = hasattr(config, "workerinput")
        self._passed: Counter[tuple[str, str, int]] = Counter()

    def choose(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what is not asked for: drills, or everything else and drills that passed."""
        known = recorded()
        digests: dict[Path, str] = {}
        left_out: list[pytest.Item] = []
        chosen: dict[Path, list[pytest.Item]] = {}
        kept: list[pytest.Item] = []
        for item in items:
            mark = item.get_closest_marker("drill")
            if mark is None:
                (left_out if self._wanted else kept).append(item)
                continue
            if item.path not in digests:
                digests[item.path] = digest(item.path, mark.args[0])
            is_due = known.get(_name(item.path)) != digests[item.path]
            if item.path in self._named or self._wanted == _ALL or (self._wanted and is_due):
                chosen.setdefault(item.path, []).append(item)
                kept.append(item)
                if item.get_closest_marker("timeout") is None:
                    item.add_marker(pytest.mark.timeout(_LIMIT_S))
            else:
                left_out.append(item)
        for path, tests in chosen.items():
            for test in tests:
                test.user_properties.append((_PROPERTY, (digests[path], len(tests))))
        items[:] = kept
        config.hook.pytest_deselected(items=left_out)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self._is_worker or report.when != "call" or report.outcome != "passed":
            return
        path = report.nodeid.partition("::")[0]
        for name, value in report.user_properties:
            if name == _PROPERTY:
                of_file, many = cast("tuple[str, int]", value)
                self._passed[path, of_file, many] += 1

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Record the drills of which every test passed."""
        if self._is_worker or not self._is_whole or not self._wanted:
            return
        now = recorded()
        for (path, of_file, many), times in self._passed.items():
            if times == many:
                now[path] = of_file
        if now != recorded():
            RECORD.write_text(json.dumps(now, indent=2, sort_keys=True) + "\n")
        if self._wanted and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK  # all of them passed on these very files


def _path(config: pytest.Config, argument: str) -> Path:
    return (config.invocation_params.dir / argument.partition("::")[0]).resolve()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def recorded() -> dict[str, str]:
    """The digest on which each drill last passed, by its file."""
    if not RECORD.exists():
        return {}
    known: dict[str, Any] = json.loads(RECORD.read_text())
    return {str(path): str(one) for path, one in known.items() if (ROOT / path).exists()}


def add_option(parser: pytest.Parser) -> None:
    parser.addoption(
        "--drills",
        choices=(_DUE, _ALL),
        help="run drills only: those whose files changed since they passed, or all",
    )
