"""P6 for what people ask: each way to write a thing finds the others, and no other thing."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.rules import words
from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge
from jobscout.rules.wording import titles
from tests.unit.asked_keywords import KEYWORDS
from tests.unit.asked_titles import TITLES
from tests.unit.asked_titles_abroad import TITLES_ABROAD


def passes(title: str, *, text: str = "", **asked: Any) -> bool:
    """Whether a job passes a search that asks only this."""
    job = JobFeatures(id=1, title=title, company_slug="acme", company_name="Acme", text=text)
    return judge(SearchCriteria(id=1, user_id=1, **asked), job).passed


@pytest.mark.parametrize("kind", KEYWORDS)
def test_keywords(kind: str) -> None:
    """A keyword stands in a title in any of its spellings, and in no other word."""
    wrong = [row for row in KEYWORDS[kind] if passes(row[1], keywords=(row[0],)) is not row[2]]

    assert wrong == []


_TITLES = TITLES | TITLES_ABROAD


@pytest.mark.parametrize("kind", _TITLES)
def test_titles(kind: str) -> None:
    """A title is found as a whole, however it is put, and not where its words belong to others."""
    wrong = [row for row in _TITLES[kind] if passes(row[1], titles=(row[0],)) is not row[2]]

    assert wrong == []


def test_an_index_of_words_finds_them() -> None:
    """A dry run asks PostgreSQL for jobs that may have a title; it leaves out none that has it."""
    rows = [row for kind in _TITLES.values() for row in kind if row[2]]
    hidden = [
        (title, job)
        for title, job, _ in rows
        if not any(
            set(words.searchable(job).split()).issuperset(way)
            for way in titles.asked(title).searches
        )
    ]

    assert hidden == []
