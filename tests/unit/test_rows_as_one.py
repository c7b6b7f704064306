"""Rows of a pure rule that run as one test: none is left out, and each failure is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = """
import time
import pytest

@pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 3), (4, 4)])
@pytest.mark.parametrize("c", [0, 1])
def test_rows(a, b, c):
    if (a, c) == (4, 1):
        with pytest.raises(KeyError):
            pass
    assert a == b

@pytest.mark.parametrize("seconds", [0, 30, 0.1])
def test_time(seconds):
    time.sleep(seconds)

@pytest.mark.parametrize("a", [1, 2])
def test_fixture(a, tmp_path):
    assert a == 1

@pytest.mark.parametrize("a", [1, pytest.param(2, marks=pytest.mark.xfail)])
def test_marked(a):
    assert a == 1

@pytest.fixture
def doubled(request):
    return 2 * request.param

@pytest.mark.parametrize("doubled", [1, 2], indirect=True)
def test_indirect(doubled):
    assert doubled == 2
"""


def run(folder: Path, *arguments: str) -> str:
    """What pytest says of ``TESTS`` with this suite's settings."""
    file = folder / "test_table.py"
    file.write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    options = ["-n", "0", "--timeout=1", "--rootdir", str(folder), "-c", "/dev/null", "-rA"]
    where = f"{file}{arguments[0]}" if arguments else str(file)
    return subprocess.run(
        [*command, *options, where], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout


def test_each_failing_row_is_named(tmp_path: Path) -> None:
    """Also after one that failed, or took all the time that a test has; other tests stay alone."""
    said = run(tmp_path)

    assert "2 of the tests had 9 rows" in said
    assert "3 of 6 rows failed" in said
    assert "1 of 3 rows failed" in said
    for row in ("rows[0-2-3]", "rows[1-2-3]", "rows[1-4-4]", "time[30]", "fixture[2]"):
        assert f"test_table.py::test_{row}\n" in said or f"test_{row} - " in said
    for row in ("rows[0-1-1]", "rows[0-4-4]", "rows[1-1-1]", "time[0]", "time[0.1]"):
        assert row not in said
    assert "assert 2 == 3" in said
    assert "DID NOT RAISE" in said
    assert "Timeout (>1.0s)" in said
    assert "4 failed, 3 passed, 1 xfailed" in said


def test_a_row_alone(tmp_path: Path) -> None:
    """By the name that its failure gives."""
    said = run(tmp_path, "::test_rows[1-1-1]")

    assert "test_table.py::test_rows[1-1-1]" in said
    assert "1 passed" in said
