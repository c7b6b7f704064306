"""The licence that a clone, the package's metadata and the image carry."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOLDER = "Copyright 2026 Job Scout contributors"
APACHE_2_0 = "c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4"
"""SHA-256 of the licence's text as its authors publish it, without the empty first line."""


def test_text_is_whole() -> None:
    """LICENSE is the Apache License 2.0, word for word, but for the line that names its holder."""
    text = (ROOT / "LICENSE").read_text("utf-8")
    published = text.replace(HOLDER, "Copyright [yyyy] [name of copyright owner]")

    assert HOLDER in text
    assert hashlib.sha256(published.encode()).hexdigest() == APACHE_2_0


def test_metadata_names_it() -> None:
    """The project's metadata name the licence and the files that go with every copy."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["license"] == "Apache-2.0"
    assert set(project["license-files"]) == {"LICENSE", "seed/skills/NOTICE"}
    assert [name for name in project["license-files"] if not (ROOT / name).is_file()] == []


def test_image_carries_it() -> None:
    """What is copied into the image are the licence and the folder of the notice, too."""
    kept = (ROOT / ".dockerignore").read_text("utf-8").split()
    copied = (ROOT / "Dockerfile").read_text("utf-8")

    assert {"!LICENSE", "!seed"} <= set(kept)
    assert "COPY LICENSE " in copied
    assert "COPY seed " in copied
