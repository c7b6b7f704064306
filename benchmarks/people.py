"""Searches of people of several trades, languages and continents, on recorded postings.

Each person's labels were made by reading the postings that looser queries found: yes or no. A
posting is named by a hash, as recorded texts are not ours to publish.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from benchmarks.fields_recorded import read_by_kind
from benchmarks.report import table
from jobscout.model import EmploymentType, Seniority
from jobscout.rules import companies, postings
from jobscout.rules.matching import Judge, passing
from jobscout.rules.search_terms import Near, SoughtWorkplace
from jobscout.rules.searches import JobFeatures, PreparedJob, SearchCriteria

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.model import Posting, RawPosting

_DATA: Final = Path(__file__).parent / "data"
_NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
_SHOWN: Final = 12


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person typed; see ``search_terms.SearchTerms``."""

    titles: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    excluded_keywords: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    countries: tuple[str, ...] = ()
    workplace: tuple[SoughtWorkplace, ...] = ()
    seniority: tuple[Seniority, ...] = ()
    employment_types: tuple[EmploymentType, ...] = ()
    languages: tuple[str, ...] = ()


class Label(msgspec.Struct, frozen=True):
    """Whether a posting suits, and why in the words of who read it."""

    posting: str
    suits: bool
    why: str


class Person(msgspec.Struct, frozen=True):
    """*group*: "tuned" people were read while rules were mended, "unseen" only afterwards."""

    name: str
    group: str
    lives: str
    trade: str
    language: str
    wish: str
    search: Search
    labels: tuple[Label, ...]


class Outcome(NamedTuple):
    """*right* and *wrong* are found, *missed* are not, *unread* are found without a label."""

    right: list[str]
    wrong: list[str]
    missed: list[str]
    unread: list[str]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong) + len(self.unread))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


async def run() -> None:
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        print("people: set JOBSCOUT_RECORDINGS to the folder of the recordings to measure this.")
        return
    jobs = dict(recorded(Path(folder)))
    for group in ("tuned", "unseen"):
        judged = [(one, outcome(one, jobs)) for one in people() if one.group == group]
        if judged:
            _print(group, judged, jobs)


@cache
def people() -> tuple[Person, ...]:
    """Everybody, in the order of the file."""
    lines = (_DATA / "people.jsonl").read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Person) for line in lines)


def recorded(folder: Path) -> Iterator[tuple[str, PreparedJob]]:
    """Each recorded posting by its key, as the program would store it; the first of a key."""
    seen: set[str] = set()
    for kind, raw in read_by_kind(folder):
        key = posting_key(kind, raw)
        if key in seen:
            continue
        seen.add(key)
        slug = companies.fingerprint_key(None, raw.company) or kind
        posting = postings.normalise(raw, company_key=slug, now=_NOW)
        yield key, PreparedJob(_features(posting, len(seen), slug))


def posting_key(kind: str, raw: RawPosting) -> str:
    """What names a recorded posting without its words."""
    said = f"{kind}|{raw.external_id}|{raw.title}"
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


def outcome(person: Person, jobs: dict[str, PreparedJob]) -> Outcome:
    """What the search of *person* finds among *jobs*, beside the labels."""
    judges = [Judge.of(_criteria(person.search))]
    labels = {label.posting: label.suits for label in person.labels if label.posting in jobs}
    found = {key for key, job in jobs.items() if any(passing(judges, job))}
    return Outcome(
        [key for key in found if labels.get(key) is True],
        [key for key in found if labels.get(key) is False],
        [key for key, suits in labels.items() if suits and key not in found],
        [key for key in found if key not in labels],
    )


def _criteria(search: Search) -> SearchCriteria:
    return SearchCriteria(id=1, user_id=1, **msgspec.structs.asdict(search))


def _features(posting: Posting, number: int, slug: str) -> JobFeatures:
    same = set(JobFeatures.__struct_fields__) & set(posting.__struct_fields__)
    return JobFeatures(
        id=number,
        company_slug=slug,
        company_name=posting.company or "",
        text=posting.description_text,
        **{name: getattr(posting, name) for name in sorted(same)},
    )


def _print(group: str, judged: list[tuple[Person, Outcome]], jobs: dict[str, PreparedJob]) -> None:
    table(
        f"people ({group}): searches on {len(jobs):,} recorded postings, labels by eye",
        ("who", "in", "labels", "suit", "found", "wrong", "missed", "precision", "recall"),
        [_row(person, result) for person, result in judged],
        "wrong: found and labelled no, or found without a label; precision counts both.",
    )
    kinds: Counter[str] = Counter()
    for person, result in judged:
        for name in ("wrong", "missed", "unread"):
            for key in getattr(result, name)[:_SHOWN]:
                kinds[name] += 1
                job = jobs[key].features
                where = " | ".join(place.text for place in job.locations)
                print(f"    {person.name}, {name}: {job.title[:60]} ({where[:40]}) {key}")


def _row(person: Person, result: Outcome) -> tuple[str, ...]:
    return (
        f"{person.name}, {person.trade}"[:44],
        f"{person.lives} ({person.language})",
        str(len(person.labels)),
        str(sum(label.suits for label in person.labels)),
        str(len(result.right) + len(result.wrong) + len(result.unread)),
        str(len(result.wrong) + len(result.unread)),
        str(len(result.missed)),
        f"{result.precision:.2f}",
        f"{result.recall:.2f}",
    )
