"""P6 for what people ask: each way to write a thing finds the others, and no other thing."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge
from tests.unit.asked_keywords import KEYWORDS
from tests.unit.asked_titles import TITLES


def passes(title: str, *, text: str = "", **asked: Any) -> bool:
    """Whether a job passes a search that asks only this."""
    job = JobFeatures(id=1, title=title, company_slug="acme", company_name="Acme", text=text)
    return judge(SearchCriteria(id=1, user_id=1, **asked), job).passed


@pytest.mark.parametrize("kind", KEYWORDS)
def test_keywords(kind: str) -> None:
    """A keyword stands in a title in any of its spellings, and in no other word."""
    wrong = [row for row in KEYWORDS[kind] if passes(row[1], keywords=(row[0],)) is not row[2]]

    assert wrong == []


@pytest.mark.parametrize("kind", TITLES)
def test_titles(kind: str) -> None:
    """A title is found as a whole, however it is put, and not where its words belong to others."""
    wrong = [row for row in TITLES[kind] if passes(row[1], titles=(row[0],)) is not row[2]]

    assert wrong == []
