"""CVs: precision and recall of skills on recorded ones, and milliseconds for each."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.report import median, number, table
from jobscout.cv.reader import read
from jobscout.rules.skills import Taxonomy
from seed.skills import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

ROUNDS: Final = 5


class Truth(NamedTuple):
    """What a reader found in one CV, by name."""

    file: str
    skills: list[str]
    neutral: list[str]
    never: list[str]


class Score(NamedTuple):
    """What was found beside what is stated: slugs, or names that the taxonomy does not know.

    *forbidden* are those of *wrong* that must never be found.
    """

    file: str
    stated: frozenset[str]
    right: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]
    forbidden: frozenset[str]
    unknown: tuple[str, ...]
    ms: float


async def run() -> None:
    from benchmarks import trade_cvs  # noqa: PLC0415  (it scores as this module does)

    taxonomy = Taxonomy.load(rows.read())
    today = datetime.now(UTC).date()
    trade_cvs.tell(taxonomy, today)
    recordings = os.environ.get("JOBSCOUT_RECORDINGS")
    if not recordings:
        print("cv: set JOBSCOUT_RECORDINGS to the folder of the recordings to measure this.")
        return
    folder = folder_of(Path(recordings))
    scores = [score(folder, truth, taxonomy, today, ROUNDS) for truth in truths(folder)]
    stated, right, wrong = (
        sum(len(getattr(one, part)) for one in scores) for part in ("stated", "right", "wrong")
    )
    unknown = sorted({name for one in scores for name in one.unknown})
    table(
        "cv: skills of real CVs",
        ("file", "stated", "found", "precision", "recall", "ms"),
        [
            *(
                row_of(one.file, len(one.stated), len(one.right), len(one.wrong), one.ms)
                for one in scores
            ),
            row_of("all", stated, right, wrong, median([one.ms for one in scores])),
        ],
        f"Missed because the taxonomy does not have them: {', '.join(unknown) or 'none'}.",
        f"Milliseconds are medians of {ROUNDS} rounds, those of all the median of the files.",
    )


def folder_of(recordings: Path) -> Path:
    return recordings / "cv"


def truths(folder: Path) -> Iterator[Truth]:
    """The CVs whose skills are listed."""
    listed: list[dict[str, Any]] = json.loads((folder / "truth.json").read_bytes())
    for row in listed:
        if row.get("skills"):
            yield Truth(row["file"], row["skills"], row["ok"], row["never"])


def score(folder: Path, truth: Truth, taxonomy: Taxonomy, today: date, rounds: int = 1) -> Score:
    """What *truth* lists and what is found in its file.

    Neutral names neither help nor hurt. A name that the taxonomy gives to a skill which must not
    be found is one that it does not know: ML the language is not machine learning.
    """
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        findings = read(folder / truth.file, taxonomy, today)
        times.append(1000 * (time.perf_counter() - began))
    never = {slug_of(name, taxonomy) for name in truth.never}
    stated, unknown = set(), []
    for name in truth.skills:
        slug = slug_of(name, taxonomy)
        if slug is None or slug in never:
            unknown.append(name)
        stated.add(f"? {name}" if slug is None or slug in never else slug)
    found = frozenset(one.skill for one in findings.skills)
    neutral = {slug_of(name, taxonomy) for name in truth.neutral}
    wrong = found - stated - neutral
    return Score(
        file=truth.file,
        stated=frozenset(stated),
        right=found & stated,
        wrong=wrong,
        missed=frozenset(stated - found),
        forbidden=wrong & never,
        unknown=tuple(unknown),
        ms=median(times),
    )


def slug_of(name: str, taxonomy: Taxonomy) -> str | None:
    """The skill that *name*, in a list of skills, is; None when the taxonomy has none."""
    for text in (name, f"Skills\n{name}", f"Skills: Python, {name}, Python"):
        for mention in taxonomy.find(text):
            if mention.surface == name:
                return mention.skill.slug
    return None


def row_of(file: str, stated: int, right: int, wrong: int, ms: float) -> tuple[str, ...]:
    precision = right / (right + wrong) if right + wrong else 1.0
    return (
        file,
        str(stated),
        str(right + wrong),
        f"{precision:.3f}",
        f"{right / stated:.3f}",
        number(ms),
    )
