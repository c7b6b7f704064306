"""What a search leaves out: words of titles, of texts where it says so, and companies."""

from __future__ import annotations

import pytest

from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge

NOT_EXCLUDED = [
    ("Support Specialist", "PHP", "Pay rate: PHP 550/hour"),
    ("Support Specialist", "PHP", "You get 25,000 PHP a month"),
    ("Developer", "Java", "Our office is in Central Java, Indonesia."),
    ("Coach", "Excel", "People who excel at listening"),
    ("Nurse", "React", "You react quickly to emergencies"),
    ("Analyst", "Go", "Ideas that go from paper to product"),
    ("Clerk", "Spring", "We start in Spring 2027"),
]
EXCLUDED = [
    ("Support Specialist", "PHP", "You know PHP 8 and MySQL"),
    ("Developer", "Java", "Java, Kotlin and an office in Java, Indonesia"),
    ("Coach", "Excel", "Word, Excel and Outlook"),
    ("Nurse", "React", "An app in React to plan shifts, and React Native"),
    ("Analyst", "Go", "Services in Go and Python"),
    ("Clerk", "Spring", "Spring Boot"),
]


def passes(title: str, excluded: str, text: str, *, in_text: bool) -> bool:
    job = JobFeatures(id=1, title=title, company_slug="acme", company_name="Acme", text=text)
    search = SearchCriteria(
        id=1,
        user_id=1,
        titles=(title,),
        excluded_keywords=(excluded,),
        excluded_in_text=in_text,
    )
    return judge(search, job).passed


def test_titles_alone_by_default() -> None:
    """What a text mentions excludes nothing, unless the search says so."""
    by_default = [passes(*row, in_text=False) for row in EXCLUDED]
    in_texts = [passes(*row, in_text=True) for row in EXCLUDED]

    assert (set(by_default), set(in_texts)) == ({True}, {False})


def test_other_meanings_are_not_excluded() -> None:
    """Pesos, an island, a season and verbs are no skills, also in texts."""
    assert [row for row in NOT_EXCLUDED if not passes(*row, in_text=True)] == []


@pytest.mark.parametrize("in_text", [False, True])
def test_titles_are_always_looked_at(in_text: bool) -> None:
    """An excluded word in the title excludes in any of its spellings."""
    search = SearchCriteria(
        id=1,
        user_id=1,
        titles=("engineer",),
        excluded_keywords=("quality assurance",),
        excluded_in_text=in_text,
    )
    job = JobFeatures(id=1, title="QA Engineer", company_slug="acme", company_name="Acme")

    assert not judge(search, job).passed


def test_excluded_companies() -> None:
    """Their jobs are left out, and those of others are not."""
    search = SearchCriteria(
        id=1, user_id=1, titles=("engineer",), excluded_companies=("acme", "initech")
    )
    jobs = [
        JobFeatures(id=1, title="Engineer", company_slug=slug, company_name=slug)
        for slug in ("acme", "globex", "initech")
    ]

    assert [judge(search, job).passed for job in jobs] == [False, True, False]
