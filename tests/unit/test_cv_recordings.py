"""Real CVs of public templates: what is found is what a reader finds there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.cv import folder_of, score, truths
from jobscout.cv.files import UnreadableError
from jobscout.cv.reader import read
from jobscout.rules.skills import Taxonomy
from seed.skills import rows
from tests.unit.cv_files import TAXONOMY

if TYPE_CHECKING:
    from jobscout.model import CVFault

TODAY = date(2026, 11, 24)


def recorded() -> Path:
    """The folder of recorded CVs; skips the test when there is none."""
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        pytest.skip("JOBSCOUT_RECORDINGS does not name the folder of recordings")
    return folder_of(Path(folder))


def test_finds_what_a_reader_finds() -> None:
    """Of all skills stated at least 92 % are found, and 92 % of what is found is stated."""
    folder = recorded()
    taxonomy = Taxonomy.load(rows.read())

    scores = [score(folder, truth, taxonomy, TODAY) for truth in truths(folder)]

    stated = sum(len(one.stated) for one in scores)
    right = sum(len(one.right) for one in scores)
    wrong = sum(len(one.wrong) for one in scores)
    assert right / stated >= 0.92, {one.file: one.missed for one in scores if one.missed}
    assert right / (right + wrong) >= 0.92, {one.file: one.wrong for one in scores if one.wrong}
    assert not any(one.forbidden for one in scores)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("image-only.pdf", "no-text-layer"),
        ("password.pdf", "password-protected"),
        ("broken/damaged-stream.pdf", "damaged"),
        ("broken/encrypted-no-id.pdf", "no-text-layer"),
        ("broken/no-pages.pdf", "no-text-layer"),
        ("broken/self-reference.pdf", "damaged"),
        ("broken/truncated.pdf", "damaged"),
        ("broken/zero-bytes.pdf", "damaged"),
    ],
)
def test_says_why_it_cannot_read(file: str, fault: CVFault) -> None:
    """Each broken file ends with the fault that tells the person what to do."""
    path = recorded() / file

    with pytest.raises(UnreadableError) as caught:
        read(path, TAXONOMY, TODAY)

    assert caught.value.fault == fault
