"""Hacker News: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Page, Request
from jobscout.sources.hackernews import HackerNews
from jobscout.sources.hiring_line import HiringLine, read_line
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("hackernews.json")
KIND = Kind(
    config={},
    entries=("hits",),
    needs=(),
    quoted=None,
    fields={
        "id": "objectID", "title": "comment_text", "url": None, "description": "comment_text"
    },
    decides=("parent_id", "story_id"),
    is_window=True,
)  # fmt: skip
API = "https://hn.algolia.com/api/v1/search_by_date"
SOURCE = HackerNews()


def comments(number: int) -> Request:
    url = f"{API}?tags=comment,story_100&hitsPerPage=1000&page={number}"
    return Request(url=url, state="100")


def read(body: bytes, number: int = 0) -> Page:
    return SOURCE.parse(body, {}, comments(number))


def threads(*hits: tuple[str, str | None]) -> bytes:
    listed = [{"objectID": identity, "title": title} for identity, title in hits]
    return json.dumps({"hits": listed}).encode()


def one(**wire: Any) -> list[RawPosting]:
    hit = {"objectID": "7", "comment_text": "Acme | Diver", "parent_id": 1, "story_id": 1, **wire}
    page = read(json.dumps({"hits": [hit]}).encode())
    assert page.rejects == []
    return list(page.postings)


def test_begins_with_the_threads() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert SOURCE.first_request({}).url == f"{API}?tags=story,author_whoishiring&hitsPerPage=10"


def test_newest_thread_of_that_title_is_read() -> None:
    """Its neighbours are those of people who want to be hired."""
    config = {"base_url": "http://127.0.0.1:9000"}
    body = threads(
        ("103", "Ask HN: Who wants to be hired? (July 2026)"),
        ("102", None),
        ("101", "Ask HN: Freelancer? Seeking freelancer? (July 2026)"),
        ("100", "Ask HN: Who is hiring? (July 2026)"),
        ("90", "Ask HN: Who is hiring? (June 2026)"),
    )

    page = SOURCE.parse(body, config, SOURCE.first_request(config))

    assert (page.postings, page.rejects, page.whole) == ((), (), True)
    assert page.next is not None
    assert page.next.url == comments(0).url.replace("https://hn.algolia.com", config["base_url"])


@pytest.mark.parametrize(
    "body",
    [threads(), threads(("1", "Ask HN: Who wants to be hired?")),
     threads(("1&x", "Ask HN: Who is hiring?")), threads(("../1", "Ask HN: Who is hiring?")),
     b'{"hits":[{"objectID":5}]}', b"{}", b"[]"],
)  # fmt: skip
def test_no_thread_is_source_changed(body: bytes) -> None:
    """An id goes into an address, so it must be a number."""
    with pytest.raises(SourceChanged, match=r"^hackernews: "):
        SOURCE.parse(body, {}, SOURCE.first_request({}))


def test_pages_follow_each_other() -> None:
    hits = json.loads(SAVED)["hits"]
    more = json.dumps({"hits": hits, "nbPages": 3}).encode()
    endless = json.dumps({"hits": hits, "nbPages": 999}).encode()

    assert read(more, 0).next == comments(1)
    assert read(more, 2).next is None
    assert read(endless, 4).next is None
    assert read(json.dumps({"hits": [], "nbPages": 3}).encode(), 0).next is None


def test_reads_every_field() -> None:
    """Addresses are removed, and the author is not read."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="101",
        title="Bell Founder, Rope Puller",
        url="https://news.ycombinator.com/item?id=101",
        company="Klang",
        locations=("REMOTE (Kenya)",),
        workplace="REMOTE (Kenya)",
        employment_type="Full-time",
        salary_text="$40k-$50k",
        description_html=(
            'Klang (<a href="https:&#x2F;&#x2F;klang.example">https:&#x2F;&#x2F;klang.example</a>)'
            " | Bell Founder | Rope Puller | REMOTE (Kenya) | Full-time | $40k-$50k"
            "<p>Cast &lt;bells&gt; &amp; ask [address removed]."
        ),
        posted_at=datetime(2026, 7, 10, 14, 10, 34, tzinfo=UTC),
        updated_at=datetime(2026, 7, 10, 16, tzinfo=UTC),
    )


def test_comment_without_parts() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.title, posting.company) == ("We look for a diver in Lamu", None)
    assert posting.posted_at == datetime(2026, 7, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "wire",
    [{"parent_id": 2}, {"parent_id": None}, {"parent_id": "1"}, {"story_id": None},
     {"parent_id": [], "story_id": []}, {"comment_text": "@jo do you sponsor visas"},
     {"comment_text": "Is this remote?<p>Thanks"}],
)  # fmt: skip
def test_answers_and_questions_are_no_postings(wire: dict[str, Any]) -> None:
    assert one(**wire) == []


def test_title_has_no_address() -> None:
    (posting,) = one(comment_text="Write jo@acme.example to dive")

    assert posting.title == "Write [address removed] to dive"


@pytest.mark.parametrize(
    ("comment", "read"),
    [
        ("Acme | Diver<p>|x", HiringLine("Diver", "Acme")),
        (
            "Acme (YC W22) | https:&#x2F;&#x2F;acme.example | SF or NYC, Hybrid | Full Time | SRE",
            HiringLine("SRE", "Acme (YC W22)", ("SF or NYC, Hybrid",), "SF or NYC, Hybrid",
                       "Full Time"),
        ),
        ("*Acme | Onsite | Berlin, Germany*", HiringLine(
            "Acme | Onsite | Berlin, Germany", "Acme", ("Berlin, Germany",), "Onsite")),
        ("Lead Engineer | Acme | Remote", HiringLine("Lead Engineer", "Acme", (), "Remote")),
        ("Senior Developer | Remote", HiringLine("Senior Developer", None, (), "Remote")),
        ("https:&#x2F;&#x2F;acme.example | CTO", HiringLine("CTO", "acme.example")),
        ("Acme | Cook | Visa sponsorship for engineering roles",
         HiringLine("Cook", "Acme")),
        ("Acme | acme.example&#x2F;jobs | Cook | £30k + equity",
         HiringLine("Cook", "Acme", pay="£30k + equity")),
        (f"Acme | Cook | {'Prose in engineering. ' * 9}", HiringLine("Cook", "Acme")),
        (
            "Company: Acme\nLocation: Lamu (Hybrid)\nType: Full-time\nSalary: €3000<p>Cook<p>Well.",
            HiringLine("Cook", "Acme", ("Lamu (Hybrid)",), "Lamu (Hybrid)", "Full-time",
                       "€3000"),
        ),
        ("Acme\nOpen roles: • Cooks • Divers<p>x", HiringLine("Cooks, Divers", "Acme")),
        (f"We hire. {'And so on ' * 20}", HiringLine("We hire")),
    ],
)  # fmt: skip
def test_first_lines(comment: str, read: HiringLine) -> None:
    assert read_line(comment) == read


def test_recorded_hits_are_read() -> None:
    """Of seven hits one answers another; of three one is an advertisement."""
    july, march = (
        read(recorded(f"hackernews/{name}.json"))
        for name in ("algolia_hits_2026-07", "algolia_search_by_story")
    )
    found = {posting.company: posting for posting in july.postings}

    assert (len(july.postings), july.rejects, july.unknown_fields) == (6, [], 0)
    assert found["Qase"].title == "Developer Advocate, Technical Customer Support Specialist"
    assert found["Wave"].salary_text == "Salary up to $185,500 + equity"
    assert found["ResortPass"].locations == ("New York, NY",)
    assert found["This Dot Labs"].title == "Engineering Leads, Senior Engineers"
    assert found["Trinsic"].posted_at == datetime(2026, 7, 8, 21, 27, 11, tzinfo=UTC)
    assert (len(march.postings), march.rejects, march.unknown_fields) == (1, [], 0)
    assert march.postings[0].company == "Faqta"
    assert march.postings[0].title == "Medior Backend Developer (Node.js / TypeScript)"
    assert march.next == Request(url=comments(1).url, state="100")  # of 161 pages of three


def test_recorded_thread() -> None:
    """The page itself is not what is read; its comments show how people write the first line."""
    page = LexborHTMLParser(recorded("hackernews/thread_page.html").decode())
    hits = [
        {"objectID": row.attributes["id"], "comment_text": text.inner_html, "parent_id": 1,
         "story_id": 1}
        for row in page.css("tr.athing.comtr")
        if (text := row.css_first(".commtext")) and row.css_first("td.ind img[width='0']")
    ]  # fmt: skip

    read_page = read(json.dumps({"hits": hits}).encode())

    assert (len(hits), len(read_page.postings), read_page.rejects) == (306, 304, [])
    assert sum(posting.company is not None for posting in read_page.postings) >= 280
    assert sum("|" not in posting.title for posting in read_page.postings) >= 260
    assert sum(bool(posting.workplace) for posting in read_page.postings) >= 200
