"""Prometheus' own checker, of Debian's package ``prometheus``; ``.ci/run`` installs it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(
    PROMTOOL is None, reason="promtool is missing; it is in Debian's package prometheus"
)


def promtool(*arguments: str, given: str = "") -> tuple[int, str]:
    """The exit code, and everything it said; *given* is what it reads."""
    assert PROMTOOL is not None
    outcome = subprocess.run(
        [PROMTOOL, *arguments], input=given, capture_output=True, text=True, check=False
    )
    return outcome.returncode, outcome.stdout + outcome.stderr
