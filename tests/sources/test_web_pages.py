"""The address of a page of any employer, as a source's setting."""

from __future__ import annotations

import pytest

from jobscout.errors import BadConfig
from jobscout.sources.web_pages import OfAnyPage, moved, page_setting

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
