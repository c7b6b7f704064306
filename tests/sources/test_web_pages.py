"""The address of a page of any employer, as a source's setting."""

from __future__ import annotations

import pytest

from jobscout.errors import BadConfig
from jobscout.sources.job_links import same_site
from jobscout.sources.web_pages import (
    OfAnyPage,
    employers_labels,
    home,
    is_service,
    moved,
    page_setting,
)

PAGE = OfAnyPage()


@pytest.mark.parametrize(
    ("url", "board", "employer"),
    [
        ("https://careers.acme-mining.example/x#y", "careers.acme-mining.example/x", "Acme Mining"),
        ("https://www.jobs.acme.co.uk", "www.jobs.acme.co.uk", "Acme"),
        (" HTTPS://Acme.example:8080/jobs/?of=a ", "acme.example:8080/jobs?of=a", "Acme"),
        ("http://jobs.example/", "jobs.example", "Jobs"),
    ],
)
def test_address_names_the_board(url: str, board: str, employer: str) -> None:
    """Host, path and query are its identity; the employer is guessed from the host."""
    config = {"url": url}

    assert (PAGE.board(config), PAGE.employer(config)) == (board, employer)


@pytest.mark.parametrize(
    "url",
    [None, 5, "", "acme.example", "//acme.example/", "ftp://acme.example/", "https://", "https://[",
     "https://user@acme.example/", "https://acme.example:x/", "https://acme.example/ x",
     "https://acme.example/a\nb", "https://acme.example/" + "x" * 2_000,
     "javascript:alert(1)"],
)  # fmt: skip
def test_other_settings_are_refused(url: object) -> None:
    """Only an address that a browser would open, and no password in it."""
    with pytest.raises(BadConfig) as caught:
        page_setting({"page": url}, "page")

    assert caught.value.field == "page"


def test_base_url_moves_an_address() -> None:
    config = {"base_url": "http://127.0.0.1:9000"}

    assert moved("https://acme.example/a?b=c", config) == "http://127.0.0.1:9000/a?b=c"
    assert moved("https://acme.example:8080/a", {}) == "https://acme.example:8080/a"


def test_what_a_host_says_of_the_employer() -> None:
    """Neither what career sites begin with nor a country, and no part under which all may be."""
    said = {
        host: (home(host), is_service(host), employers_labels(host))
        for host in (
            "www.de.jobs.acme.example", "en-gb.acme.example", "acme.example", "press.acme.co.uk",
            "bp.co.uk", "acme.pages.example", "jobs.example", "localhost", "",
        )
    }  # fmt: skip

    assert said == {
        "www.de.jobs.acme.example": ("acme.example", True, {"acme"}),
        "en-gb.acme.example": ("acme.example", False, {"acme"}),
        "acme.example": ("acme.example", False, {"acme"}),
        "press.acme.co.uk": ("press.acme.co.uk", False, {"press", "acme"}),
        "bp.co.uk": ("bp.co.uk", False, {"bp"}),
        "acme.pages.example": ("acme.pages.example", False, {"acme", "pages"}),
        "jobs.example": ("jobs.example", False, {"jobs"}),
        "localhost": ("localhost", False, {"localhost"}),
        "": ("", False, {""}),
    }


def test_two_employers_at_a_vendor_are_two_sites() -> None:
    """Also those with names of two letters, which a country's part of a site has too."""
    assert same_site("https://jobs.acme.example/1", "https://www.acme.example/")
    assert not same_site("https://ab.board.example/1", "https://hp.board.example/")
    assert not same_site("https://board.example/1", "https://de.board.example/")
