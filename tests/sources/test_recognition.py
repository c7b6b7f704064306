"""From a career page to its board, by the address or by what the page shows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.sources import ALL, board_address
from jobscout.sources.recognition import MAX_CANDIDATES, by_address, in_page

GREENHOUSE_EU = {"board": "acme", "base_url": "https://boards.eu.greenhouse.io"}
LEVER_EU = {"board": "acme", "base_url": "https://api.eu.lever.co"}
ORACLE = {"host": "egjd.fa.us6.oraclecloud.com", "site": "CX_1"}
ADDRESSES: list[tuple[str, str, dict[str, Any]]] = [
    ("https://jobs.ashbyhq.com/Acme.com", "ashby", {"board": "Acme.com"}),
    ("https://jobs.ashbyhq.com/acme/0b6a/application?utm=x", "ashby", {"board": "acme"}),
    ("https://jobs.ashbyhq.com/acme/embed?version=2", "ashby", {"board": "acme"}),
    ("https://jobs.ashbyhq.com/Acme%20Inc/", "ashby", {"board": "Acme Inc"}),
    ("https://api.ashbyhq.com/posting-api/job-board/acme", "ashby", {"board": "acme"}),
    ("https://boards.greenhouse.io/acme", "greenhouse", {"board": "acme"}),
    ("https://job-boards.greenhouse.io/acme/jobs/123", "greenhouse", {"board": "acme"}),
    ("http://BOARDS.greenhouse.io/acme/?gh_src=x", "greenhouse", {"board": "acme"}),
    ("job-boards.eu.greenhouse.io/acme", "greenhouse", GREENHOUSE_EU),
    ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", {"board": "acme"}),
    (
        "https://boards.greenhouse.io/embed/job_board/js?b=1&for=acme",
        "greenhouse",
        {"board": "acme"},
    ),
    ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", {"board": "acme"}),
    ("https://jobs.lever.co/acme", "lever", {"board": "acme"}),
    ("https://jobs.lever.co/acme/0b6a?lever-source=x", "lever", {"board": "acme"}),
    ("https://jobs.eu.lever.co/acme/", "lever", LEVER_EU),
    ("https://api.lever.co/v0/postings/acme?mode=json", "lever", {"board": "acme"}),
    (
        "https://egjd.fa.us6.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/requisitions",
        "oracle",
        ORACLE,
    ),
    ("https://Acme-2.recruitee.com/o/engineer/c/new?lang=en", "recruitee", {"board": "acme-2"}),
    ("http://acme.recruitee.com/api/offers/", "recruitee", {"board": "acme"}),
    ("https://remotive.com/remote-jobs/software-dev", "remotive", {"category": "software-dev"}),
    ("https://remotive.com", "remotive", {}),
    ("https://Acme-2.teamtailor.com/jobs/1-engineer", "teamtailor", {"board": "acme-2"}),
    ("http://acme.na.teamtailor.com/jobs.rss", "teamtailor", {"board": "acme.na"}),
    ("https://www.themuse.com/jobs/acme/engineer-04a961", "themuse", {}),
    (
        "https://www.themuse.com/api/public/jobs?page=1&category=Data%20Science&company=A%26B",
        "themuse",
        {"category": "Data Science", "company": "A&B"},
    ),
]


@pytest.mark.parametrize(("url", "kind", "config"), ADDRESSES)
def test_by_address(url: str, kind: str, config: dict[str, Any]) -> None:
    """And what comes of it is a config that the kind takes."""
    found = by_address(url)

    assert found is not None
    assert (found.kind, found.config) == (kind, config)
    assert board_address(kind, found.config).board


@pytest.mark.parametrize("source", ALL, ids=lambda source: source.kind)
def test_own_page(source: Any) -> None:
    """Every kind recognises the page that it sends people to."""
    config = {**ORACLE, "board": "acme"} if source.kind == "oracle" else {"board": "acme"}
    config = {} if source.kind in {"remotive", "themuse"} else config

    found = by_address(source.page_url(config))

    assert found is not None
    assert found.kind == source.kind
    assert board_address(source.kind, found.config) == board_address(source.kind, config)


NOWHERE = [
    "",
    "x",
    "https://",
    "https://acme.example/careers",
    "https://boards.greenhouse.io/",
    "https://boards.greenhouse.io/embed/job_board",
    "https://boards.greenhouse.io.evil.example/acme",
    "https://evil.example/boards.greenhouse.io/acme",
    "https://boards.greenhouse.io/%2e%2e",
    "https://boards.greenhouse.io/a%2fb",
    "https://x.oraclecloud.com/hcmUI/",
    "https://[::1/acme",
    "https://user@evil.example:99999999/",
    "mailto:jobs@lever.co",
]


@pytest.mark.parametrize("url", NOWHERE)
def test_nowhere(url: str) -> None:
    assert by_address(url) is None


PAGES: list[tuple[str, list[tuple[str, str]]]] = [
    ('<a href="https://jobs.lever.co/acme">Jobs</a>', [("lever", "acme")]),
    (
        '<iframe src="//boards.greenhouse.io/embed/job_board?for=acme&amp;b=1">',
        [("greenhouse", "acme")],
    ),
    (r'{"board":"https:\/\/boards.greenhouse.io\/acme"}', [("greenhouse", "acme")]),
    (
        "<a href=https://jobs.lever.co/partner>p</a>"
        + "<a href='https://boards.greenhouse.io/acme/jobs/1'>1</a>" * 2,
        [("greenhouse", "acme"), ("lever", "partner")],
    ),
    ("<p>We use Greenhouse and lever.co</p>", []),
    ("", []),
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_in_page(page: str, expected: list[tuple[str, str]]) -> None:
    """Links, frames and scripts; of several boards the one that is named most comes first."""
    found = in_page(page.encode())

    assert [(one.kind, one.config["board"]) for one in found] == expected


def test_page_of_a_hundred_boards() -> None:
    """A list of employers gives so many candidates as a person can choose from."""
    page = "".join(f"<a href=https://jobs.lever.co/company-{n}>" for n in range(100))

    assert len(in_page(page.encode())) == MAX_CANDIDATES


@given(st.text() | st.text().map(lambda text: f"https://boards.greenhouse.io/{text}"))
def test_any_text(text: str) -> None:
    """Whatever the address is, the board is one that the kind takes, or there is none."""
    found = by_address(text)
    if found is not None:
        assert board_address(found.kind, found.config)


@given(st.binary())
def test_any_page(body: bytes) -> None:
    """Whatever a page holds, what it shows are boards that a kind takes."""
    for found in in_page(b"<a href=//jobs.lever.co/acme>" + body):
        assert board_address(found.kind, found.config)
