"""Where the tests find saved answers: our own fixtures, and the recordings beside the repository.

Recordings are real answers of real boards and stay out of the repository; tests that need
them are skipped unless ``JOBSCOUT_RECORDINGS`` names their folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> bytes:
    """A small answer of an invented company, written by us."""
    return (_FIXTURES / name).read_bytes()


def recorded(path: str) -> bytes:
    """A real answer, as in ``lever/veeva.json``; skips the test when there are none."""
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        pytest.skip("JOBSCOUT_RECORDINGS does not name the folder of recordings")
    return (Path(folder) / path).read_bytes()
