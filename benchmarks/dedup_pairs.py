"""200 invented pairs of postings, each judged by eye, with texts as boards damage them.

A line of ``data/pairs.jsonl``: whether it is one opening; title and places of both; the days
between them; what the second text is to the first: ``full`` (the same), ``cut``, ``pad``ded, its
``sum``mary, that of a ``sib``ling of the same company, an ``other`` one, or ``none`` in either; and
for one of both an employment type or a language.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.rules import employment, locations, titles, workplaces
from jobscout.rules.linkage.comparison import MERGE, POSSIBLE, compare
from jobscout.rules.linkage.records import Record
from jobscout.rules.linkage.sketches import sketch

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(__file__).with_name("data") / "pairs.jsonl"
MANY: Final = 200
_POSTED: Final = datetime(2026, 9, 1, tzinfo=UTC)
_SUBJECTS: Final = (
    "You", "Our team", "This role", "Your group", "The person", "We", "Together you",
    "Each week you",
)  # fmt: skip
_VERBS: Final = (
    "plan", "build", "review", "maintain", "improve", "document", "support", "measure", "present",
    "repair", "design", "teach", "audit", "order", "schedule", "test",
)  # fmt: skip
_THINGS: Final = (
    "the morning rounds", "new releases", "tools for the workshop", "reports for the board",
    "the cold chain", "contracts with suppliers", "our oldest services", "patients' records",
    "the spring collection", "machines of the second line", "lessons for beginners",
    "prices in three countries", "the night schedule", "customers' questions", "safety rules",
    "the warehouse in the north", "models of demand", "our shops' windows",
)  # fmt: skip
_ENDS: Final = (
    "with two colleagues", "before each quarter ends", "for sites abroad", "from the first day",
    "under your own name", "in pairs", "where others gave up", "by the standards of the trade",
    "without a script", "as the law asks", "on paper and on screens", "at the pace of the season",
)  # fmt: skip
_SENTENCES: Final = 30
_SHARED_BY_SIBLINGS: Final = 18
_CUT_CHARS: Final = 500


class Judged(NamedTuple):
    """How many pairs of one opening there are, how many were merged, rightly and in all.

    *wrong*: what was misjudged, as lines. *possible*: pairs of one opening that are at least
    shown as possible duplicates.
    """

    same: int
    merged: int
    right: int
    possible: int
    wrong: list[str]


def judge() -> Judged:
    same = merged = right = possible = 0
    wrong: list[str] = []
    for a, b, is_same in pairs():
        found = compare(a, b)
        is_merged = found.score >= MERGE
        same += is_same
        merged += is_merged
        right += is_same and is_merged
        possible += is_same and found.score >= POSSIBLE
        if is_merged != is_same:
            wrong.append(f"{found.score:.2f} {found.veto or ''} {a.title} / {b.title}")
    return Judged(same, merged, right, possible, wrong)


def pairs() -> Iterator[tuple[Record, Record, bool]]:
    for n, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        one, other = _texts(n, row["text"])
        yield (
            _record(row, "a", 2 * n, one, _POSTED),
            _record(row, "b", 2 * n + 1, other, _POSTED + timedelta(days=row["days"])),
            row["same"],
        )


def _record(row: dict[str, Any], side: str, number: int, text: str, posted: datetime) -> Record:
    title, *places = row[side]
    return Record(
        id=number,
        source_id=number % 2,
        company_id=1,
        title=title,
        locations=locations.read(places),
        workplace=workplaces.workplace(None, (*places, title)),
        seniority=titles.seniority(title),
        employment_type=employment.employment_type(row.get(f"{side}_employment"), title),
        language=row.get(f"{side}_language"),
        requisition_key=None,
        posted_at=posted,
        sketch=sketch(text),
    )


def _texts(number: int, kind: str) -> tuple[str, str]:
    rng = random.Random(number)
    own = _invented(rng, _SENTENCES)
    text = " ".join(own)
    if kind == "none":
        return "", ""
    second = {
        "full": own,
        "cut": [text[:_CUT_CHARS].rsplit(" ", 1)[0]],
        "pad": [*_invented(rng, 4), *own, *_invented(rng, 4)],
        "sum": [sentence for sentence in own if rng.random() < 0.5],
        "sib": [*own[:_SHARED_BY_SIBLINGS], *_invented(rng, _SENTENCES - _SHARED_BY_SIBLINGS)],
        "other": _invented(rng, _SENTENCES),
    }[kind]
    return text, " ".join(second)


def _invented(rng: random.Random, many: int) -> list[str]:
    parts = (_SUBJECTS, _VERBS, _THINGS, _ENDS)
    return [" ".join(rng.choice(part) for part in parts) + "." for _ in range(many)]
