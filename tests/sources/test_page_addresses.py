"""The addresses that a page's source names."""

from __future__ import annotations

import pytest

from jobscout.sources import recognition
from jobscout.sources.page_addresses import addresses, plain, without_comments
from jobscout.sources.recognition import in_page

LEVER = "https://jobs.lever.co/acme"


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-->c", "ac"),
        ("a<!--->c", "ac"),
        ("a<!-- b --!>c", "ac"),
        ("a<!-- b", "a"),
        ("<!--[if IE]>b<![endif]-->c", "c"),
        ("<script><!-- b --></script>c", "<script><!-- b --></script>c"),
        ("<SCRIPT>a<!--</SCRIPT>b<!--c-->d", "<SCRIPT>a<!--</SCRIPT>bd"),
        ("a<script>b<!--", "a<script>b<!--"),
    ],
)
def test_comments(page: str, left: str) -> None:
    """A board of last year may still be commented out; a script is no comment."""
    assert without_comments(page) == left


@pytest.mark.parametrize(
    "text",
    [
        f'"{LEVER}"',
        r'"https:\/\/jobs.lever.co\/acme"',
        r'"https:\\\/\\\/jobs.lever.co\\\/acme"',
        r'"https:\u002F\u002fjobs.lever.co\x2Facme"',
        r"\u0022https://jobs.lever.co/acme\u0022",
        "https:&#x2F;&#x2F;jobs.lever.co&#47;acme",
        "'//jobs.lever.co/acme'",
        "`https://jobs.lever.co/acme`",
        "(see https://jobs.lever.co/acme).",
        "We hire: https://jobs.lever.co/acme, and soon.",
        '"jobs.lever.co/acme"',
        "<a href=//jobs.lever.co/acme>",
        "https://click.example/?id=1&u=https://jobs.lever.co/acme&x=2",
        "https://click.example/https%3A%2F%2Fjobs.lever.co%2Facme",
        'name = "acme"; "https://jobs.lever.co/" + name',
        "{name: 'acme'}; `https://jobs.lever.co/${ config.name }`",
    ],
)
def test_forms(text: str) -> None:
    assert LEVER in set(addresses(plain(text), ""))


@pytest.mark.parametrize(
    "text",
    [
        '"https://jobs.lever.co/" + name',
        'name = "acme"; name = "reef"; "https://jobs.lever.co/" + name',
        'names = "acme"; `https://jobs.lever.co/${name}`',
    ],
)
def test_address_that_only_a_script_knows(text: str) -> None:
    """Which of several values is meant is not guessed."""
    assert not {LEVER, "https://jobs.lever.co/reef"} & set(addresses(plain(text), ""))


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ('<a href="/jobs">', ["https://acme.example/jobs"]),
        ("<a href=/jobs>", ["https://acme.example/jobs"]),
        ('<a href="jobs">', []),
        ('<a href="javascript:x">', []),
        ('<a href="mailto:jobs@acme.example">', []),
    ],
)
def test_own_links(element: str, found: list[str]) -> None:
    assert list(addresses(element, "https://acme.example/de/careers")) == found


def test_so_many_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of a page of endless links is not looked at."""
    monkeypatch.setattr(recognition, "MAX_ADDRESSES", 3)
    page = "".join(f"<a href=https://acme.example/{n}>" for n in range(3)) + f"<a href={LEVER}>"

    assert in_page(page.encode()) == []
    assert in_page(page.replace("/2", "/1").encode()) != []
