"""Fields of postings: how often they are read wrong."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from benchmarks import fields_recorded, fields_speed
from benchmarks.field_scores import HEADER, Score, wilson
from benchmarks.report import table
from jobscout.model import RawPosting, Salary
from jobscout.rules import postings

if TYPE_CHECKING:
    from jobscout.model import Posting

ROWS: Final = Path(__file__).with_name("data") / "postings.jsonl"
NOW: Final = datetime(2026, 9, 1, tzinfo=UTC)
_CODE: Final = re.compile(r"[A-Z]{2}")


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a posting says, as a person reads it; a "?" is left to taste and not counted.

    places: "City/CC" or "CC" (ISO 3166-1 alpha-2), or an area of the world. What is left out is
    not stated.
    """

    places: tuple[str, ...] | str = ()
    workplace: str = "unknown"
    employment_type: str | None = None
    seniority: str | None = None
    salary: str | None = None
    years: int | None = None
    language: str | None = None
    visa: str | None = None
    deadline: str | None = None


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented posting, in the fields of a board, and its labels.

    salary: "min-max CUR period", as a board's fields state it. salary_text is one in words.
    """

    title: str
    labels: Labels = msgspec.field(name="is")
    locations: tuple[str, ...] = ()
    country: str | None = None
    workplace: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    salary: str | None = None
    salary_text: str | None = None
    language: str | None = None
    text: str | None = None


async def run() -> None:
    """Print the figures of the rows, and of the recordings where there are some."""
    scores = Scores()
    for row in read_rows():
        scores.add(row)
    scores.print()
    if folder := os.environ.get("JOBSCOUT_RECORDINGS"):
        recorded = [*fields_recorded.read(Path(folder))]
        with_text = [one for one in recorded if one.description_html]
        fields_speed.measure("with a text", with_text)
        fields_speed.measure("no text", [one for one in recorded if not one.description_html])
        fields_recorded.measure(Path(folder))
    else:
        fields_speed.measure("invented", [raw_posting(row) for row in read_rows()])
        print("  Set JOBSCOUT_RECORDINGS to compare with the fields of recorded boards too.")


def read_rows() -> list[Row]:
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Row) for line in lines]


def posting(row: Row) -> Posting:
    """The row as the rules read it, posted on ``NOW``."""
    return postings.normalise(raw_posting(row), company_key="acme", now=NOW)


def raw_posting(row: Row) -> RawPosting:
    """The row as an adapter would give it."""
    return RawPosting(
        external_id="1",
        url="https://jobs.example/1",
        posted_at=NOW,
        title=row.title,
        locations=row.locations,
        country=row.country,
        workplace=row.workplace,
        employment_type=row.employment_type,
        seniority=row.seniority,
        salary=_salary(row.salary),
        salary_text=row.salary_text,
        language=row.language,
        description_html=row.text and "".join(f"<p>{line}</p>" for line in row.text.splitlines()),
    )


class Scores:
    """One score for each field, over rows."""

    def __init__(self) -> None:
        self.of: dict[str, Score] = {}
        self.rows = self.places = 0
        self.invented: list[tuple[str, str]] = []

    def add(self, row: Row) -> None:
        """Read *row* and count each field that its labels decide."""
        read, labels = posting(row), row.labels
        self.rows += 1
        if labels.places != "?":
            self._add_places(row, read)
        self._add(row, "workplace", _known(labels.workplace), _known(read.workplace))
        if labels.workplace != "?":
            self._add(row, "remote", _remote(labels.workplace), _remote(read.workplace))
        self._add(row, "level", labels.seniority, read.seniority)
        self._add(row, "employment type", labels.employment_type, read.employment_type)
        where = "pay, stated" if row.salary or row.salary_text else "pay in text"
        self._add(row, where, labels.salary, _said(read.salary))
        self._add(row, "years", labels.years, read.years_min)
        self._add(row, "language", labels.language, read.language)
        self._add(row, "visa", labels.visa, read.visa_sponsorship)
        deadline = read.deadline and read.deadline.isoformat()
        self._add(row, "deadline", labels.deadline, deadline)

    def _add(self, row: Row, field: str, label: Any, read: Any) -> None:
        if label != "?":
            self._score(field).add(_name(row), label, read)

    def _score(self, field: str) -> Score:
        return self.of.setdefault(field, Score(field))

    def _add_places(self, row: Row, read: Posting) -> None:
        labels = [place.split("/") for place in row.labels.places]
        countries = {place[-1] for place in labels if _CODE.fullmatch(place[-1])}
        cities = {place[0] for place in labels if len(place) > 1}
        read_countries = {place.country for place in read.locations if place.country}
        read_cities = {place.city for place in read.locations if place.city}
        self._score("country").add(
            _name(row), sorted(countries) or None, sorted(read_countries) or None
        )
        self._score("city").add(_name(row), sorted(cities) or None, sorted(read_cities) or None)
        self.places += len(read.locations)
        self.invented += [
            (_name(row), f"{place.city}/{place.country}")
            for place in read.locations
            if (place.country and place.country not in countries)
            or (place.city and place.city not in cities)
        ]

    def print(self) -> None:
        """The table, and what was read wrong."""
        low, high = wilson(len(self.invented), self.places)
        misses = [miss for score in self.of.values() for miss in score.misses]
        table(
            f"fields: {self.rows} invented postings, labelled by eye",
            HEADER,
            [score.row() for score in self.of.values()],
            f"Invented places: {len(self.invented)} of {self.places},"
            f" {100 * low:.1f} to {100 * high:.1f} % of all.",
            *(f"{place} is no place of {name!r}" for name, place in self.invented),
            *(
                f"{miss.field}: {miss.posting!r} says {miss.label}, read as {miss.read}"
                for miss in misses
            ),
        )


def _name(row: Row) -> str:
    return f"{row.title[:50]} ({' | '.join(row.locations)[:50]})"


def _known(workplace: str) -> str | None:
    return None if workplace == "unknown" else workplace


def _remote(workplace: str) -> str | None:
    return "remote" if workplace == "remote" else None


def _salary(said: str | None) -> Salary | None:
    if said is None:
        return None
    bounds, currency, period = said.split()
    low, high = map(float, bounds.split("-"))
    return msgspec.convert(
        {"min": low, "max": high, "currency": currency, "period": period}, Salary
    )


def _said(salary: Salary | None) -> str | None:
    """As labels say it: "50000-60000 EUR year"; with one bound, it is both."""
    if salary is None:
        return None
    low, high = (_figure(bound) for bound in (salary.min, salary.max))
    return f"{low or high}-{high or low} {salary.currency} {salary.period}"


def _figure(bound: float | None) -> str:
    return "" if bound is None else f"{bound:.2f}".rstrip("0").rstrip(".")
