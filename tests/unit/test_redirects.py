"""Which redirects still lead to the board that was asked for."""

from __future__ import annotations

import pytest

from jobscout.rules.redirects import leads_elsewhere

API = "https://api.example.com/v1/boards/acme/jobs?content=true"


@pytest.mark.parametrize(
    ("asked", "target", "elsewhere"),
    [
        (API, API, False),
        (API, "http://api.example.com/v1/boards/Acme/jobs/", False),
        (API, "https://eu.api.example.com/v2/boards/acme/jobs", False),
        (API, "https://api.example.com/v1/boards/globex/jobs?content=true", True),
        (API, "https://api.example.com/?error=true", True),
        ("https://x.example.com/jobs?for=acme", "https://x.example.com/jobs?for=globex", True),
        ("https://x.example.com/jobs?for=acme", "https://x.example.com/acme", False),
        # boards with a host of their own, at the vendor's domain or at their employer's
        ("https://acme.example.com/offers", "https://globex.example.com/offers", True),
        ("https://acme.example.com/offers", "https://www.example.com/", True),
        ("https://acme.example.com/offers", "https://careers.acme.org/offers", False),
        ("https://acme.example.com/offers", "https://jobs.acme-group.org/offers", False),
        ("https://acme.example.com/offers", "https://acme.example.com/en/offers", False),
        # a board whose config names no address has nothing to lose
        ("https://all.example.com/jobs", "https://all.example.com/v2/jobs", False),
    ],
)
def test_leads_elsewhere(asked: str, target: str, *, elsewhere: bool) -> None:
    assert leads_elsewhere(asked, target, ["acme"]) is elsewhere
