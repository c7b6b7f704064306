"""What the rules read in recorded postings, beside what their boards state in fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.field_scores import HEADER, Score
from benchmarks.report import table
from jobscout.errors import SourceError
from jobscout.rules import employment, html, languages, locations, salaries, workplaces
from jobscout.rules.locations import countries
from jobscout.rules.salaries import mentions
from jobscout.sources import ALL
from tests.sources.conformance import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobscout.model import RawPosting, Salary

_SOURCES: Final = {source.kind: source for source in ALL}


def measure(folder: Path) -> None:
    """Print how often the rules and the boards of the recordings in *folder* disagree.

    A board's field is no label made by eye: some state a range of pay for all zones, where the text
    gives each its own. Levels are left out, as boards give whole groups of postings one.
    """
    scores = {
        field: Score(field)
        for field in ("country", "workplace", "employment type", "pay in text", "language")
    }
    seen: set[tuple[str, str | None, str]] = set()
    for posting in read(folder):
        key = (posting.title, posting.description_html, " ".join(posting.locations))
        if key not in seen:
            seen.add(key)
            _compare(posting, scores)
    table(
        f"fields: {len(seen):,} recorded postings; what is read without a board's field, beside it",
        HEADER,
        [score.row() for score in scores.values()],
        "Only postings whose board states the field, and whose other words do too.",
    )


def read(folder: Path) -> Iterator[RawPosting]:
    """The postings of every recorded answer that its kind of board reads without its context."""
    return (posting for _, posting in read_by_kind(folder))


def read_by_kind(folder: Path) -> Iterator[tuple[str, RawPosting]]:
    """As ``read``, each with its kind of board."""
    for path in sorted(folder.glob("*/*")):
        kind = path.parent.name if path.parent.name != "other" else path.name.partition("_")[0]
        source = _SOURCES.get(kind.removesuffix(".json"))
        if source is None or not path.is_file():
            continue
        config = KINDS[source.kind].config
        try:
            page = source.parse(path.read_bytes(), config, source.first_request(config))
        except SourceError:  # a page of another state, an error, a damaged answer
            continue
        yield from ((source.kind, posting) for posting in page.postings)


def _compare(posting: RawPosting, scores: dict[str, Score]) -> None:
    name = f"{posting.title[:60]} ({' | '.join(posting.locations)[:60]})"
    text = html.to_text(html.sanitise(posting.description_html or ""))
    country = countries.code(posting.country) if posting.country else None
    found = {place.country for place in locations.read(posting.locations) if place.country}
    if country and found:
        scores["country"].add(name, country, country if country in found else min(found))
    only = next(iter(found)) if len(found) == 1 else None
    stated = workplaces.workplace(posting.workplace, ()) if posting.workplace else "unknown"
    if stated != "unknown" and (works := workplaces.find(text)):
        scores["workplace"].add(name, stated, works.value)
    kind = employment.employment_type(posting.employment_type) if posting.employment_type else None
    if kind and (titled_kind := employment.employment_type(None, posting.title)):
        scores["employment type"].add(name, kind, titled_kind)
    if posting.salary and (pay := salaries.sane(posting.salary)):
        mention = mentions.find(text, only)
        if mention:
            scores["pay in text"].add(name, _said(pay), _said(mention.value))
    language = languages.read(posting.language, "")
    if language and (spoken := languages.detect(text)):
        scores["language"].add(name, language, spoken)


def _said(pay: Salary) -> str:
    return f"{pay.min or pay.max:.0f}-{pay.max or pay.min:.0f} {pay.currency} {pay.period}"
