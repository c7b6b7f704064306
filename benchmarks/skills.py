"""Skills in texts: F1 on labelled sets and MB/s, beside the figures of other extractors."""

from __future__ import annotations

import html
import json
import os
import re
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.report import median, number, table
from jobscout.rules.skills import Taxonomy
from seed.skills import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROUNDS: Final = 5
TEXT_BYTES: Final = 6_000_000
PEERS: Final = (
    ("skill-extractor 0.2.0", ".396 / .555", ".270 / .361", "0.010"),
    ("ssg-sea 1.6.0", ".338 / .450", ".476 / .593", "0.053"),
    ("pyresparser's matcher", ".244 / .470", ".150 / .233", "0.016"),
    ("raw union of open lists", ".291 / .474", ".156 / .243", "18"),
    ("a day's prototype", ".39 / .61", ".362 / .479", "14.6"),
)
KNOWLEDGE: Final = frozenset({"soft", "business"})
TOOLS: Final = frozenset({"soft", "business", "concept", "method", "trade"})
"""Categories that a set does not ask for: SkillSpan's *knowledge* is no soft skill, dotin's *Tech
Tools* are tools."""

Spans = set[tuple[int, int]]


class Score(NamedTuple):
    """Counts over all texts; F1 from summed counts."""

    told: int
    labels: int
    same: int
    told_touching: int
    labels_touched: int

    @property
    def strict(self) -> float:
        return _f1(self.same / max(1, self.told), self.same / max(1, self.labels))

    @property
    def overlap(self) -> float:
        precision = self.told_touching / max(1, self.told)
        return _f1(precision, self.labels_touched / max(1, self.labels))


async def run() -> None:
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        print("skills: set JOBSCOUT_RECORDINGS to the folder of the recordings to measure this.")
        return
    recordings = Path(folder)
    began = time.perf_counter()
    taxonomy = Taxonomy.load(rows.read())
    built_s = time.perf_counter() - began
    knowledge = score(taxonomy, _skillspan(recordings / "skills" / "dev.json"), KNOWLEDGE)
    tools = score(taxonomy, _dotin(recordings / "skills" / "dotin_cvs_train.zip"), TOOLS)
    texts = _job_texts(recordings)
    mb_s, found = _speed(taxonomy, texts)
    ours = (
        f"ours, {len(taxonomy):,} skills",
        f"{knowledge.strict:.3f} / {knowledge.overlap:.3f}",
        f"{tools.strict:.3f} / {tools.overlap:.3f}",
        number(mb_s),
    )
    table(
        "skills: F1 strict / overlap, and MB/s on one core",
        ("extractor", "SkillSpan tech, knowledge", "dotin CVs, Tech Tools", "MB/s"),
        [ours, *PEERS],
        f"Ours: built in {number(built_s)} s; {found:,} mentions in"
        f" {sum(map(len, texts)) / 1e6:.1f} MB of {len(texts):,} texts of jobs; median of {ROUNDS}"
        " rounds.",
        f"Precision and recall by overlap: SkillSpan {_both(knowledge)}, dotin {_both(tools)}.",
        "The others' figures are those of docs/skills.md, on the same sets' own halves.",
    )


def score(
    taxonomy: Taxonomy, labelled: Iterable[tuple[str, Spans]], without: frozenset[str]
) -> Score:
    told = labels = same = told_touching = touched = 0
    for text, wanted in labelled:
        found = {
            (one.start, one.end) for one in taxonomy.find(text) if one.skill.category not in without
        }
        told += len(found)
        labels += len(wanted)
        same += len(found & wanted)
        told_touching += sum(any(_touch(one, other) for other in wanted) for one in found)
        touched += sum(any(_touch(one, other) for other in found) for one in wanted)
    return Score(told, labels, same, told_touching, touched)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _both(one: Score) -> str:
    precision = one.told_touching / max(1, one.told)
    return f"{precision:.3f} and {one.labels_touched / max(1, one.labels):.3f}"


def _skillspan(path: Path) -> Iterator[tuple[str, Spans]]:
    """Sentences of the *tech* source with their *knowledge* spans, in characters."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["source"] != "tech":
            continue
        starts, at = [], 0
        for token in row["tokens"]:
            starts.append(at)
            at += len(token) + 1
        spans: Spans = set()
        begun: int | None = None
        for n, tag in enumerate([*row["tags_knowledge"], "O"]):
            if tag != "I" and begun is not None:
                spans.add((starts[begun], starts[n - 1] + len(row["tokens"][n - 1])))
                begun = None
            if tag == "B":
                begun = n
        yield " ".join(row["tokens"]), spans


def _dotin(path: Path) -> Iterator[tuple[str, Spans]]:
    """CVs with their *Tech Tools*, in characters; blanks at a label's ends are not counted."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml"):
                yield _untagged(archive.read(name).decode("utf-8"))


def _untagged(marked: str) -> tuple[str, Spans]:
    body = re.sub(r"^.*?<cv>|</cv>\s*$", "", marked, flags=re.DOTALL)
    pieces: list[str] = []
    spans: Spans = set()
    length = 0
    opened: tuple[str, int] | None = None
    for part in re.split(r"(<label [^>]*>|</label>)", body):
        if part.startswith("<label "):
            opened = (part, length)
        elif part == "</label>":
            if opened and "Tech Tools" in opened[0]:
                said = "".join(pieces)[opened[1] :]
                lead = len(said) - len(said.lstrip())
                spans.add((opened[1] + lead, opened[1] + len(said.rstrip())))
            opened = None
        else:
            plain = html.unescape(part)
            pieces.append(plain)
            length += len(plain)
    return "".join(pieces), spans


def _job_texts(recordings: Path) -> list[str]:
    """Texts of recorded job boards without their markup, up to TEXT_BYTES."""
    texts: list[str] = []
    size = 0
    for path in sorted(recordings.rglob("*.json")):
        if path.parent.name in {"skills", "cv", "dedup"}:
            continue
        try:
            told = json.loads(path.read_bytes())
        except ValueError:
            continue
        for text in _strings(told):
            plain = re.sub(r"<[^>]+>", " ", html.unescape(html.unescape(text)))
            texts.append(plain)
            size += len(plain)
            if size > TEXT_BYTES:
                return texts
    return texts


def _strings(told: Any) -> Iterator[str]:
    """Long strings anywhere in a document: descriptions, not ids."""
    if isinstance(told, str):
        if len(told) > 500:
            yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value)


def _speed(taxonomy: Taxonomy, texts: list[str]) -> tuple[float, int]:
    """MB a second of processor time, and how many mentions one round found."""
    size = sum(len(text.encode(errors="replace")) for text in texts)
    times, found = [], 0
    for _ in range(ROUNDS):
        began = time.process_time()
        found = sum(len(taxonomy.find(text)) for text in texts)
        times.append(time.process_time() - began)
    return size / 1e6 / median(times), found
