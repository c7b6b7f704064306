"""By which boards and domains a company is known, and what a posting says of its company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.company_keys import Key, board_key, domain_key, hints, of_source


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://boards.greenhouse.io/Acme/jobs/123", "greenhouse:acme"),
        ("https://job-boards.eu.greenhouse.io/acmeinc", "greenhouse:acmeinc"),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=1", "greenhouse:acme"),
        ("https://jobs.lever.co/acme-inc/0a", "lever:acme-inc"),
        ("https://jobs.eu.lever.co/acme", "lever:acme"),
        ("https://jobs.ashbyhq.com/acme/0a", "ashby:acme"),
        ("https://apply.workable.com/acme/j/ABC", "workable:acme"),
        ("https://acme.workable.com/j/ABC", "workable:acme"),
        ("https://careers.smartrecruiters.com/Acme/0a", "smartrecruiters:acme"),
        ("https://acme.wd5.myworkdayjobs.com/en-US/x", "workday:acme"),
        ("https://uscareers-acme.icims.com/jobs/1/x", "icims:acme"),
        ("https://acme.recruitee.com/o/x", "recruitee:acme"),
        ("https://acme.jobs.personio.de/job/1", "personio:acme"),
        ("https://join.com/companies/acme/1", "join:acme"),
        ("https://apply.workable.com/j/ABC", None),
        ("https://jobs.example.com/acme", None),
        ("https://greenhouse.io.evil.example/acme", None),
        ("https://[::1", None),
        (None, None),
    ],
)
def test_board_key(url: str | None, key: str | None) -> None:
    """The vendor and the employer's token there."""
    assert board_key(url) == (Key("board", key) if key else None)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://careers.acme.io/jobs", "acme.io"),
        ("https://www.acme.com", "acme.com"),
        ("jobs@acme.com", "acme.com"),
        ("https://jobs.acme.co.ke/1", "acme.co.ke"),
        ("https://acme.com.au", "acme.com.au"),
        ("https://co.uk", None),
        ("https://boards.greenhouse.io/acme", None),
        ("https://acme.github.io", None),
        ("jobs@gmail.com", None),
        ("https://127.0.0.1/", None),
        ("http://localhost", None),
        ("acme", None),
        ("", None),
    ],
)
def test_domain_key(url: str, key: str | None) -> None:
    """What an employer registered; never a vendor's, a board's or public mail's."""
    assert domain_key(url) == (Key("domain", key) if key else None)


def test_a_name_is_what_it_says() -> None:
    """The token of a board proves nothing of a posting that names another company."""
    said = hints("Apex Fintech", "https://jobs.lever.co/apex/1")

    assert said.keys == (Key("name", "apex fintech"),)


@pytest.mark.parametrize(
    ("company", "keys"),
    [
        ("acmeinc", (Key("board", "lever:acme-inc"), Key("name", "acmeinc"))),
        ("Acme.io", (Key("domain", "acme.io"), Key("name", "acme io"))),
        (None, (Key("board", "lever:acme-inc"), Key("domain", "acme.io"))),
        ("Unknown", (Key("board", "lever:acme-inc"), Key("domain", "acme.io"))),
    ],
)
def test_hints(company: str | None, keys: tuple[Key, ...]) -> None:
    """A token, a domain or nothing in the place of a name: the links say whose it is."""
    links = ("https://jobs.lever.co/acme-inc/1", "https://careers.acme.io/1")
    assert hints(company, *links).keys == keys


def test_keys_of_a_source() -> None:
    """The token at a vendor; of an employer's own page also its domain."""
    assert list(of_source("lever", "acme", "https://jobs.lever.co/acme")) == [
        Key("board", "lever:acme")
    ]
    assert list(of_source("feed", "x", "https://acme.io/feed")) == [
        Key("board", "feed:x"),
        Key("domain", "acme.io"),
    ]


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text(company: str, link: str) -> None:
    """Boards state anything; keys fit their columns."""
    said = hints(company, link, f"https://{link}")

    assert all(1 <= len(one.key) <= 400 for one in said.keys)
