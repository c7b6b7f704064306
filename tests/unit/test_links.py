"""Spellings of one address."""

from __future__ import annotations

import pytest

from jobscout.rules.links import spellings


@pytest.mark.parametrize(
    "copied",
    [
        "https://acme.example/jobs/1",
        "http://acme.example/jobs/1/",
        "https://acme.example/jobs/1/?utm_source=x&gh_src=y",
        "https://acme.example/jobs/1?ref=friend#apply",
    ],
)
def test_finds_what_the_board_states(copied: str) -> None:
    """However it was copied, the board's own address is among them, and the copied one first."""
    found = spellings(copied)

    assert "https://acme.example/jobs/1" in found
    assert found[0] == copied
    assert len(found) <= 13
    assert len(found) == len(set(found))


def test_what_names_the_posting_stays() -> None:
    """A parameter or a route in the fragment may be all that tells two postings apart."""
    assert all("gh_jid=7" in one for one in spellings("https://acme.example/jobs?gh_jid=7&utm_a=1"))
    assert all("#/jobs/1" in one for one in spellings("https://acme.example/#/jobs/1"))
    assert spellings("http://[broken") == ["http://[broken"]
