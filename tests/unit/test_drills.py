"""Drills run when something that they cover changed since they passed, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import drills

if TYPE_CHECKING:
    from pathlib import Path

CONFTEST = """
from tests import drills

def pytest_addoption(parser):
    drills.add_option(parser)

def pytest_configure(config):
    config.pluginmanager.register(drills.Drills(config), drills.NAME)

def pytest_collection_modifyitems(config, items):
    config.pluginmanager.getplugin(drills.NAME).choose(config, items)
"""
DRILL = """
from pathlib import Path
from tests.drills import drill

pytestmark = [drill("covered")]

def test_first():
    assert "good" in Path("covered/rule.py").read_text()

def test_second():
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one drill, one other test, and what the drill covers."""
    files = {
        "pytest.ini": "[pytest]\nmarkers =\n  drill(covers): long\n  timeout(s): limit\n",
        "requirements.lock": "",
        "requirements-dev.lock": "",
        "covered/rule.py": "good",
        "other/rule.py": "anything",
        "tests/__init__.py": "",
        "tests/conftest.py": CONFTEST,
        "tests/test_drill.py": DRILL,
        "tests/test_other.py": "def test_other():\n    pass\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    shutil.copy(drills.__file__, tmp_path / "tests")
    return tmp_path


def passed(project: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of pytest there, and its summary."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()[-1].partition(" in ")[0]


def test_runs_when_due(project: Path) -> None:
    assert passed(project) == (0, "1 passed, 2 deselected")
    assert passed(project, "--drills=due") == (0, "2 passed, 1 deselected")
    assert passed(project, "--drills=due") == (0, "3 deselected")
    (project / "other" / "rule.py").write_text("something else")
    assert passed(project, "--drills=due") == (0, "3 deselected")
    assert passed(project, "--drills=all") == (0, "2 passed, 1 deselected")
    assert passed(project, "tests/test_drill.py") == (0, "2 passed")
    (project / "covered" / "rule.py").write_text("bad")
    for _ in range(2):  # what failed stays due
        assert passed(project, "--drills=due") == (1, "1 failed, 1 passed, 1 deselected")
    (project / "covered" / "rule.py").write_text("good, in other words")
    assert passed(project, "--drills=due", "-k", "second") == (0, "1 passed, 2 deselected")
    assert passed(project, "--drills=due") == (0, "2 passed, 1 deselected")


def test_digest_is_of_all_that_is_covered(project: Path) -> None:
    test = project / "tests" / "test_drill.py"
    seen = [drills.digest(test, ["covered"], project)]
    for name in ("covered/rule.py", "covered/new.py", "requirements.lock", "tests/helper.py"):
        (project / name).write_text("good\n# changed")
        drills._content.cache_clear()
        seen.append(drills.digest(test, ["covered"], project))
    (project / "covered" / "new.py").unlink()
    seen.append(drills.digest(test, ["covered"], project))
    assert len(set(seen)) == len(seen)
    (project / "tests" / "test_other.py").write_text("def test_more(): ...")
    assert drills.digest(test, ["covered"], project) == seen[-1]


def test_what_it_covers_exists(project: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        drills.digest(project / "tests" / "test_drill.py", ["nowhere"], project)
