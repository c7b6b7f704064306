"""Wordings of boards all over the world: nurses, drivers, teachers, accountants and engineers.

Each table in ``fixtures/wordings`` has what is right, the country if it matters, and the words;
"-" is nothing stated. They were labelled before the rules read them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jobscout.rules import experience, locations, titles, workplaces
from jobscout.rules.salaries import mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOLDER = Path(__file__).with_name("fixtures") / "wordings"


def _rows(table: str) -> Iterator[list[str]]:
    r"""The cells of each line of a table; ``\n`` is a line break."""
    for line in (_FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines():
        yield line.replace("\\n", "\n").split("\t")


def _wrong(table: str, read: Callable[..., str]) -> list[str]:
    """What is read otherwise than a person does, of all rows."""
    found: list[str] = []
    for right, *context, words in _rows(table):
        said = read(words, *context)
        if said != right:
            found.append(f"{words!r} is {right}, read as {said}")
    return found


def _years(text: str, title: str = "") -> str:
    found = experience.find(title, text)
    if found is None:
        return "-"
    low, high = found.value
    return str(low) if high is None else f"{low}-{high}"


def _workplace(text: str) -> str:
    found = workplaces.find(text)
    return found.value if found else "-"


def _pay(text: str, country: str) -> str:
    found = mentions.find(text, country)
    if found is None:
        return "-"
    low, high = (
        "-" if bound is None else f"{bound:.2f}".rstrip("0").rstrip(".")
        for bound in (found.value.min, found.value.max)
    )
    return f"{low}-{high} {found.value.currency} {found.value.period}"


def _places(text: str) -> str:
    """As "City/CC", separated by "|"."""
    places = locations.read((text,))
    shown = ("/".join(filter(None, (one.city, one.country or one.area))) for one in places)
    return "|".join(shown) or "-"


def test_years_of_experience() -> None:
    """Asked for, not needed, or years of something else."""
    assert not _wrong("years", _years)


def test_where_work_is_done() -> None:
    """At home, in an office, both, or words that only look like it."""
    assert not _wrong("workplaces", _workplace)


def test_pay() -> None:
    """With the country of the job, which tells whose "$" it is."""
    assert not _wrong("pay", _pay)


def test_levels() -> None:
    """Of titles."""
    assert not _wrong("levels", lambda title: titles.seniority(title) or "-")


def test_places() -> None:
    """With postcodes, quarters, provinces and nothing at all."""
    assert not _wrong("places", _places)


def test_whole_postings() -> None:
    """The years, the workplace and the pay of a text, beside all that leads astray."""
    wrong: list[str] = []
    for line in (_FOLDER / "postings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        title, text = row["title"], row["text"]
        read = (_years(text, title), _workplace(text), _pay(text, row["country"]))
        right = (row["years"], row["workplace"], row["pay"])
        if read != right:
            wrong.append(f"{title!r} says {right}, read as {read}")

    assert not wrong
