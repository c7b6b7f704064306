"""How many postings a second the rules read the fields of, on one core."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmarks.report import number, table
from jobscout.rules import (
    application_deadlines,
    employment,
    experience,
    html,
    languages,
    locations,
    salaries,
    text_facts,
    texts,
    titles,
    visas,
    workplaces,
)
from jobscout.rules.salaries import mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.model import Location, RawPosting


def measure(which: str, postings: Sequence[RawPosting]) -> None:
    """Print the speed of the rules, each posting read once.

    Sanitising the text, the words for searches and skills are no fields.
    """
    words = [html.to_text(html.sanitise(one.description_html or "")) for one in postings]
    places: list[Sequence[Location]] = []
    found: list[dict[str, Any]] = []
    # in the order in which a posting is read, so that no rule finds another's work in a cache
    steps: dict[str, Callable[[int], object]] = {
        "places": lambda n: places.append(
            locations.read(postings[n].locations, postings[n].country)
        ),
        "board's fields": lambda n: found.append(_stated(postings[n], places[n])),
        "texts": lambda n: text_facts.read(
            postings[n].title, words[n], found[n], country=_country(places[n])
        ),
    }
    seconds = {name: _seconds(step, len(postings)) for name, step in steps.items()}
    chars = sum(map(len, words)) // max(1, len(words))
    rows = [[name, number(len(postings) / spent)] for name, spent in seconds.items()]
    table(
        f"fields: a second on one core, {len(postings):,} postings ({which}) of {chars:,} letters",
        ("", "postings/s"),
        [*rows, ["all together", number(len(postings) / sum(seconds.values()))], *_by_field(words)],
        "board's fields: level, kind of employment, workplace and pay, from fields and title.",
        "texts: pay, workplace, years, language, visa and deadline, with the words that say so.",
        "Below: each field in all texts (above, a board's field is not looked for in them), and the"
        " one pass over a text that is for all of them.",
    )


def _by_field(words: Sequence[str]) -> list[list[str]]:
    """The speed of each rule of texts, without the pass over the text."""
    steps: dict[str, Callable[[str], object]] = {
        "years": lambda text: experience.find("", text),
        "visa": visas.find,
        "deadline": lambda text: application_deadlines.find(text, datetime.now(UTC), None),
        "pay in text": mentions.find,
        "workplace in text": workplaces.find,
        "language": lambda text: languages.read(None, text),
    }
    many = len(words)
    once = _seconds(lambda n: texts.read(words[n]), many)
    rows = [["cues of a text", number(many / once)]]
    for name, step in steps.items():
        both = _seconds(_after_reading(words, step), many)
        rows.append([name, number(many / max(both - once, 1e-9))])
    return rows


def _after_reading(words: Sequence[str], step: Callable[[str], object]) -> Callable[[int], object]:
    return lambda n: (texts.read(words[n]), step(words[n]))


def _stated(posting: RawPosting, places: Sequence[Location]) -> dict[str, Any]:
    """What the board's fields say, as ``rules.postings`` hands it to the rules of texts."""
    salary = salaries.sane(posting.salary) if posting.salary else None
    if salary is None and posting.salary_text:
        salary = salaries.parse(posting.salary_text, _country(places))
    return {
        "locations": places,
        "workplace": workplaces.workplace(posting.workplace, (*posting.locations, posting.title)),
        "employment_type": employment.employment_type(posting.employment_type, posting.title),
        "seniority": titles.seniority(posting.title, posting.seniority),
        "salary": salary,
        "posted_at": posting.posted_at or datetime.now(UTC),
        "language": posting.language,
    }


def _country(places: Sequence[Location]) -> str | None:
    named = {place.country for place in places}
    return named.pop() if len(named) == 1 else None


def _seconds(step: Callable[[int], object], many: int) -> float:
    began = time.process_time()
    for n in range(many):
        step(n)
    return time.process_time() - began
