"""What is read from the page of one posting."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jobscout.rules.caps import DETAIL_BYTES
from jobscout.sources.posting_page import PostingPage, read

STATED = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Pilot &amp; Navigator",
    "hiringOrganization": {"@type": "Organization", "name": "Acme \u202e GmbH"},
    "jobLocation": {
        "address": {
            "addressLocality": "Nairobi",
            "addressRegion": {"name": "Nairobi County"},
            "addressCountry": "KE",
        }
    },
}
WHOLE = PostingPage("Pilot & Navigator", "Acme GmbH", "Nairobi, Nairobi County, Kenya")


def script(*blocks: Any) -> str:
    texts = [one if isinstance(one, str) else json.dumps(one) for one in blocks]
    return "".join(f"<script async type='application/ld+json'>{one}</script>" for one in texts)


@pytest.mark.parametrize(
    "page",
    [
        script(STATED),
        script([{"@type": "Organization", "name": "Other"}, STATED]),
        script({"@graph": [{"@type": "WebPage"}, STATED | {"@type": ["Thing", "JobPosting"]}]}),
        script("{broken", "", STATED),
        script(STATED).replace("script", "SCRIPT").replace("'", '"'),
        "<title>Not this</title><meta property='og:title' content='nor this'>" + script(STATED),
    ],
)
def test_stated(page: str) -> None:
    """In a list, a graph, or beside broken blocks: what schema.org's markup states."""
    assert read(page.encode()) == WHOLE


def test_several_places_and_forms() -> None:
    """Names may be texts, and places a list; entities and blanks are cleaned."""
    stated = STATED | {
        "hiringOrganization": "Acme",
        "jobLocation": [{"address": "Berlin"}, "Paris\n", {"address": [{"addressCountry": "NG"}]}],
    }

    assert read(script(stated).encode())[1:] == ("Acme", "Berlin; Paris; Nigeria")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>A &lt;b&gt; Pilot\n</title>", PostingPage("A <b> Pilot")),
        (
            """<title>x</title><META content="Pilot's job" property=og:title>
            <meta property='og:site_name' content='Acme'>""",
            PostingPage("Pilot's job", "Acme"),
        ),
        ("", PostingPage()),
        ("<title>", PostingPage()),
        ("<script>'<title>Not a title</title>'</script>", PostingPage()),
        (script({"@type": "JobPosting", "title": 7, "hiringOrganization": []}), PostingPage()),
        (script([STATED, STATED]) + "<title>Careers</title>", PostingPage()),
    ],
)
def test_without_markup(page: str, expected: PostingPage) -> None:
    """The page's own title, and nothing invented; a list of postings is no posting."""
    assert read(page.encode()) == expected


@pytest.mark.parametrize(
    "piece",
    ["<meta ", "<meta '", '<meta content="', "<script>", "<title", "<meta a='b' ", "[", "<"],
)
def test_hostile_page(piece: str) -> None:
    """The most that is fetched, of anything, is read in one pass: quadratic time would be hours."""
    prefix = "<script type='application/ld+json'>" if piece == "[" else ""

    assert read((prefix + piece * (DETAIL_BYTES // len(piece))).encode()) == PostingPage()


def test_nested_without_end() -> None:
    """Neither deep nor wide markup is followed for ever."""
    deep = '{"a":' * 5_000 + "1" + "}" * 5_000
    wide = json.dumps([[{}] * 300] * 300 + [STATED])

    assert read(script(deep).encode()) == PostingPage()
    assert read(script(wide).encode()) == WHOLE
