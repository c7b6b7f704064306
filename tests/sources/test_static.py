"""Any career page by CSS selectors: invented pages in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.sources.base import Page, Request
from jobscout.sources.paging import Progress
from jobscout.sources.static import Static
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SOURCE = Static()
URL = "https://acme.example/careers"


def element(name: str, value: Any) -> str:
    """An element of the class *name* for each text in *value*."""
    texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    return "".join(f'<div class="{name}">{escape(text)}</div>' for text in texts)


def attribute(name: str, value: Any) -> str:
    return f' {name}="{escape(value)}"' if isinstance(value, str) else ""


def item(entry: Any) -> str:
    said = entry if isinstance(entry, dict) else {}
    others = [(name, value) for name, value in said.items() if name not in {"id", "title", "href"}]
    title = f"<h3>{escape(said['title'])}</h3>" if isinstance(said.get("title"), str) else ""
    link = f"<a{attribute('href', said.get('href'))}>{title}</a>"
    rest = "".join(element(name, value) for name, value in others if name.isidentifier())
    return f'<li class="job"{attribute("data-id", said.get("id"))}>{link}{rest}</li>'


def list_page(facts: Any) -> bytes:
    entries = facts.get("jobs") if isinstance(facts, dict) else None
    listed = "".join(item(entry) for entry in entries) if isinstance(entries, list) else None
    body = "" if listed is None else f'<ul class="jobs">{listed}</ul>'
    page = f"<!doctype html><meta charset=utf-8><title>Careers</title><main>{body}</main>"
    return page.encode("utf-8", "surrogatepass")


def job_page(facts: Any) -> bytes:
    said = "".join(element(name, value) for name, value in facts.items())
    return f"<!doctype html><article>{said}</article>".encode("utf-8", "surrogatepass")


KIND = Kind(
    config={
        "url": URL,
        "list": "ul.jobs",
        "item": "li.job",
        "fields": {
            "id": "@data-id",
            "title": "h3",
            "url": "a@href",
            "location": ".location",
            "department": ".department",
            "employment_type": ".employment_type",
            "posted_at": ".posted_at",
            "description": ".description",
        },
        "detail": {
            "description": ".description",
            "workplace": ".workplace",
            "salary_text": ".salary_text",
            "expires_at": ".expires_at",
        },
    },
    needs=("url",),
    quoted=None,
    fields={"url": None},
    decides=("href",),
    detail_needs=("description",),
    written=list_page,
    detail_written=job_page,
)
CONFIG = KIND.config
LIST: dict[str, Any] = {"url": URL, "item": "li", "fields": {"title": "a", "url": "a@href"}}


def read(page: str | bytes, config: dict[str, Any], state: Any = None, url: str = URL) -> Page:
    body = page if isinstance(page, bytes) else page.encode()
    return SOURCE.parse(body, config, Request(url=url, state=state))


def told(config: dict[str, Any]) -> list[tuple[str, str]]:
    """The faults of a config, each with its field."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.board(config)
    return [(fault.field, fault.message) for fault in caught.value.faults]


def test_every_field_is_read() -> None:
    posting = read(fixture_page(), CONFIG).postings[0]

    assert posting.external_id == "d-1"
    assert posting.title == "Deep Sea Diver"
    assert posting.url == "https://acme.example/careers/deep-sea-diver"
    assert posting.locations == ("Mombasa, Kenya", "Lamu, Kenya")
    assert (posting.department, posting.employment_type) == ("Diving", "Full-time")
    assert posting.posted_at == datetime(2026, 11, 2, tzinfo=UTC)
    assert posting.description_html == "Dive."


def fixture_page() -> bytes:
    return list_page(json.loads(fixture("static.json")))


def test_job_page_completes_the_posting() -> None:
    """It is asked for at its own address; what it does not say stays as the list has it."""
    listed = read(fixture_page(), CONFIG).postings[0]
    request = SOURCE.detail(listed, CONFIG)
    assert request is not None
    assert request.url == listed.url

    body = job_page(json.loads(fixture("static_detail.json")))
    posting = SOURCE.parse_detail(body, listed, CONFIG)

    assert posting.description_html == "Dive deep, and come back."
    assert (posting.workplace, posting.salary_text) == ("On-site", "KES 200,000 a month")
    assert posting.expires_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert (posting.title, posting.locations) == (listed.title, listed.locations)


def test_job_page_without_its_text_is_named() -> None:
    listed = read(fixture_page(), CONFIG).postings[0]

    with pytest.raises(SourceChanged, match=r"detail\.description: `\.description` found nothing"):
        SOURCE.parse_detail(b"<h1>Sign in</h1>", listed, CONFIG)
    with pytest.raises(SourceChanged, match="nothing of workplace"):
        SOURCE.parse_detail(b"<p>x", listed, {**CONFIG, "detail": {"workplace": ".w"}})


def test_no_job_page_is_asked_of_another_host() -> None:
    """A page may link to any host; only its own is asked, and only if the config wants it."""
    page = "<ul class=jobs><li class=job data-id=1><h3>A</h3><a href=https://b.example/1></a></ul>"
    (posting,) = read(page, CONFIG).postings

    assert SOURCE.detail(posting, CONFIG) is None
    assert posting.list_hash is None
    assert SOURCE.detail(read(fixture_page(), CONFIG).postings[0], LIST) is None


def test_version_changes_with_the_entry() -> None:
    one, other = read(fixture_page(), CONFIG).postings
    changed = read(fixture_page().replace(b"Diving", b"Depth"), CONFIG).postings

    assert one.list_hash is not None
    assert changed[0].list_hash not in {one.list_hash, other.list_hash}
    assert changed[1].list_hash == other.list_hash


def test_base_url_moves_job_pages_and_next_pages() -> None:
    """The addresses of postings stay those of the page's owner."""
    config = {**CONFIG, "next": "a.next", "base_url": "http://127.0.0.1:9000"}
    page = fixture_page() + b"<a class=next href='?page=2'>more</a>"

    read_page = read(page, config, url="http://127.0.0.1:9000/careers")

    assert read_page.next is not None
    assert read_page.next.url == "http://127.0.0.1:9000/careers?page=2"
    assert read_page.postings[0].url == "https://acme.example/careers/deep-sea-diver"
    detail = SOURCE.detail(read_page.postings[0], config)
    assert detail is not None
    assert detail.url == "http://127.0.0.1:9000/careers/deep-sea-diver"


LAYOUTS: dict[str, tuple[str, dict[str, Any], list[tuple[str, tuple[str, ...], str | None]]]] = {
    "table": (
        """<table id=t><thead><tr><th>Job<th>Place</thead><tbody>
        <tr><td><a href=/j/1>Diver</a><td>Mombasa<td>Diving
        <tr><td><a href=/j/2> Mast\n Rigger </a><td>Lamu<br>Malindi<td></table>""",
        {
            "list": "table#t",
            "item": "tbody > tr",
            "fields": {
                "title": "td > a",
                "url": "a@href",
                "location": "td:nth-child(2)",
                "department": "td:nth-child(3)",
            },
        },
        [("Diver", ("Mombasa",), "Diving"), ("Mast Rigger", ("Lamu Malindi",), None)],
    ),
    "cards that are links": (
        """<div><a class=card href=j/1><b>D</b>iver<ul><li>Mombasa</li><li>Lamu</li></ul></a>
        <a class=card href=j/2><b>R</b>igger<ul></ul></a></div>""",
        {
            "item": "a.card",
            "fields": {"title": "b", "url": "a@href", "location": "ul li"},
        },
        [("D", ("Mombasa", "Lamu"), None), ("R", (), None)],
    ),
    "definition list": (
        """<dl><dt><a href=/j/1>Diver</a><dd class=place>Mombasa<dd class=place>Lamu<dd>Dive.
        <dt><a href=/j/2>Rigger</a><dd>Climb.</dl>""",
        {
            "list": "dl",
            "item": "dt",
            "following": True,
            "fields": {"title": "a", "url": "a@href", "location": "dd.place"},
        },
        [("Diver", ("Mombasa", "Lamu"), None), ("Rigger", (), None)],
    ),
    "nested departments": (
        """<section><h2>Diving</h2><ul><li><a href=/j/1>Diver</a></ul>
        <section><h2>Boats</h2><ul><li><a href=/j/2>Rigger</a></ul></section></section>""",
        {
            "list": "section",
            "item": "li",
            "fields": {"title": "a", "url": "a@href"},
            "headings": {"department": "section > h2"},
        },
        [("Diver", (), "Diving"), ("Rigger", (), "Boats")],
    ),
    "headings between rows": (
        """<table><tr class=d><th>Diving<tr class=j><td><a href=/j/1>Diver</a>
        <tr class=d><th>Boats<tr class=j><td><a href=/j/2>Rigger</a></table>""",
        {
            "item": "tr.j",
            "fields": {"title": "a", "url": "a@href"},
            "headings": {"department": "tr.d th"},
        },
        [("Diver", (), "Diving"), ("Rigger", (), "Boats")],
    ),
    "items in items": (
        """<ul><li><a href=/j/1>Diver</a><ul><li>Mombasa<li>Lamu</ul>
        <li><a href=/j/2>Rigger</a></ul>""",
        {"list": "ul", "item": "li", "fields": {"title": "a", "url": "a@href", "location": "li"}},
        [("Diver", ("Mombasa", "Lamu"), None), ("Rigger", (), None)],
    ),
    "attributes": (
        """<div class=job data-title=Diver data-url=/j/1 data-place=Mombasa></div>
        <div class=job data-title=Rigger data-url=/j/2></div>""",
        {
            "item": "div.job",
            "fields": {"title": "@data-title", "url": "@data-url", "location": "@data-place"},
        },
        [("Diver", ("Mombasa",), None), ("Rigger", (), None)],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_is_read(layout: str) -> None:
    page, config, expected = LAYOUTS[layout]

    found = read(page, {"url": URL, **config})

    assert found.rejects == []
    assert found.whole
    assert [(one.title, one.locations, one.department) for one in found.postings] == expected
    assert [one.external_id.rpartition("/")[2] for one in found.postings] == ["1", "2"]


def test_spaces_mean_any_depth() -> None:
    """A selector with spaces finds what CSS finds, also where elements of one kind are nested."""
    page = "<div class=a><div><div class=b><p><i>x</i></p></div></div></div><div class=b><i>y</i>"
    fields = {"title": "i", "url": "@class"}

    found = [
        [one.title for one in read(page, {"url": URL, "item": css, "fields": fields}).postings]
        for css in ("div.a div.b", "div div div.b", "div.b", "div.a > div > div.b", "body > div.b")
    ]

    assert found == [["x"], ["x"], ["x", "y"], ["x"], ["y"]]


def test_empty_board_is_told_from_a_changed_page() -> None:
    config = {**LIST, "list": "ul#jobs"}

    empty = read("<ul id=jobs></ul>", config)

    assert (list(empty.postings), list(empty.rejects), empty.whole) == ([], [], True)
    with pytest.raises(SourceChanged, match="static: list: `ul#jobs` is not on the page"):
        read("<ul id=vacancies><li><a href=/1>A</a></ul>", config)
    with pytest.raises(SourceChanged, match="static: item: `li` is not on the page"):
        read("<p>None", LIST)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<li><b>A</b>", "static: fields.title: `a` found nothing"),
        ("<li><a>A</a>", "static: fields.url: `a@href` found nothing"),
        ("<li><a href=''>A</a>", "static: fields.url: `a@href` found nothing"),
        ("<li><a href='/1'><img></a>", "static: fields.title: `a` found nothing"),
        ("<li><a href='javascript:x()'>A</a>", "static: the page's address is not a web address"),
        ("<li><a href='http://['>A</a>", "static: "),
        ("<li><a href='#'>A</a>", "static: fields.url: leads to the list itself"),
        ("<li><a href='data:text/html,x'>A</a>", "static: the page's address"),
        ("<li><a href='https://a@b.example/'>A</a>", "static: the page's address"),
    ],
)
def test_reject_names_the_selector(page: str, reason: str) -> None:
    """The item beside it is read."""
    found = read(f"{page}<li><a href=/jobs/2>B</a>", LIST)

    assert [one.title for one in found.postings] == ["B"]
    (reject,) = found.rejects
    assert reject.reason.startswith(reason)


def test_id_of_the_config_is_needed() -> None:
    """An id that comes and goes would be two postings."""
    config = {**LIST, "fields": LIST["fields"] | {"id": "@data-id"}}

    found = read("<li><a href=/1>A</a><li data-id=b><a href=/2>B</a>", config)

    assert [one.external_id for one in found.postings] == ["b"]
    assert found.rejects[0].reason == "static: fields.id: `@data-id` found nothing"


def test_path_that_tells_no_jobs_apart_is_refused() -> None:
    """One posting for many jobs would be wrong in silence; an address listed twice is no fault."""
    page = "<li><a href=/view?id=1>A</a><li><a href=/view?id=2>B</a><li><a href=/c?x=1>C</a>"
    twice = read(page + "<li><a href=/c?x=1>C</a>", LIST)

    assert [one.external_id for one in twice.postings] == ["/c", "/c"]
    assert [one.reason for one in twice.rejects] == [
        "static: fields.url: several have the path /view; set fields.id"
    ] * 2
    own = {**LIST, "fields": LIST["fields"] | {"id": "a@href"}}
    assert [one.external_id for one in read(page, own).postings] == [
        "/view?id=1", "/view?id=2", "/c?x=1",
    ]  # fmt: skip


def test_jobs_of_one_page_are_told_apart_by_fragment() -> None:
    found = read("<li><a href='#diver'>A</a><li><a href='/careers#rigger'>B</a>", LIST)

    assert [one.external_id for one in found.postings] == ["#diver", "#rigger"]
    assert found.postings[0].url == f"{URL}#diver"


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("/jobs/", "https://acme.example/jobs/1"),
        ("https://acme.example/x/y", "https://acme.example/x/1"),
        ("https://evil.example/", "https://acme.example/1"),
        ("//evil.example/", "https://acme.example/1"),
        ("javascript:x/", "https://acme.example/1"),
        ("http://[", "https://acme.example/1"),
    ],
)
def test_base_counts_on_the_same_site_only(base: str, url: str) -> None:
    found = read(f"<base href='{base}'><li><a href=1>A</a>", LIST)

    assert [one.url for one in found.postings] == [url]


PAGED = {**LIST, "next": "a[rel=next]"}


def listing(*numbers: int, link: str | None) -> str:
    items = "".join(f"<li><a href=/jobs/{number}>Job</a>" for number in numbers)
    return items + ("</li>" if link is None else f"</li><a rel=next href='{link}'>Next</a>")


def test_next_links_are_followed_to_the_last() -> None:
    first = read(listing(1, 2, link="?p=2#top"), PAGED)
    assert first.next is not None
    assert first.next.url == f"{URL}?p=2"
    assert first.whole

    last = read(listing(3, link=None), PAGED, first.next.state, first.next.url)

    assert (last.next, last.whole) == (None, True)
    assert [one.external_id for one in last.postings] == ["/jobs/3"]


@pytest.mark.parametrize("link", ["?", "/careers", URL, "#", f"{URL}#x"])
def test_link_to_the_same_page_is_none(link: str) -> None:
    found = read(listing(1, link=link), PAGED)

    assert (found.next, found.whole) == (None, True)


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/", "//evil.example/", "javascript:x()", "https://acme.example:8443/",
     "http://169.254.169.254/", "https://acme.example@evil.example/"],
)  # fmt: skip
def test_link_to_another_host_is_not_followed(link: str) -> None:
    """Postings may be missing then."""
    found = read(listing(1, link=link), PAGED)

    assert (len(found.postings), found.next, found.whole) == (1, None, False)


def test_repeated_page_ends_the_reading() -> None:
    """A site that knows no second page proves nothing; one that repeats its last one is read."""
    first = read(listing(1, 2, link="?p=2"), PAGED)
    assert first.next is not None
    deaf = read(listing(1, 2, link="?p=3"), PAGED, first.next.state, first.next.url)
    assert (list(deaf.postings), deaf.next, deaf.whole) == ([], None, False)

    second = read(listing(3, link="?p=3"), PAGED, first.next.state, first.next.url)
    assert second.next is not None
    third = read(listing(3, link="?p=4"), PAGED, second.next.state, second.next.url)
    assert (list(third.postings), third.next, third.whole) == ([], None, True)


def test_pages_are_bounded() -> None:
    found = read(listing(1, link="?p=51"), PAGED, Progress(offset=49), f"{URL}?p=50")

    assert (len(found.postings), found.next, found.whole) == (1, None, False)


def test_all_faults_are_told_at_once() -> None:
    config = {
        "url": "acme.example",
        "base_url": "x",
        "list": "ul >",
        "itme": "li",
        "item": 5,
        "fields": {"title": "h3:has(a)", "salary": "b", "location": ["p", "p ~ p"], "company": 1},
        "headings": {"department": ""},
        "next": "a@href",
        "detail": {"id": "b", "description": []},
        "following": "yes",
    }

    fields = [field for field, _ in told(config)]

    assert set(fields) == {
        "url", "base_url", "list", "itme", "item", "fields.title", "fields.salary", "fields.url",
        "fields.location", "fields.company", "headings.department", "next", "detail.id",
        "detail.description", "following",
    }  # fmt: skip
    assert fields[0] == "url"
    assert len(set(told({}))) == 4  # url, item, fields.title and fields.url
    assert SOURCE.board(LIST) == "acme.example/careers"


@pytest.mark.parametrize(
    "css",
    ["", " ", "h3:has(a)", "a ~ b", "a, b", "h3[", "h3[a='", "a {}", "a;b", "a/**/b", "> a", "a >",
     "a > > b", ":nth-child(2n)", "a:nth-child(0)", "a:nth-child(31)", "a:hover", "a::text",
     "a:not(:not(b))", "a:not(b", "*|a", "@", "a@", "a@@b", "x" * 301, "a b c d e f g h i j k",
     "a\0", "\ud800", "-", "5", ".", "#", "[]", "a" + ":not(b)" * 50],
)  # fmt: skip
def test_selector_outside_the_part_of_css_is_refused(css: str) -> None:
    """Each is named with its field, and nothing of it reaches a page."""
    config = {**LIST, "fields": {"title": "a", "url": "a@href", "location": css}}

    ((field, message),) = told(config)

    assert field == "fields.location"
    assert message


HOSTILE = {
    "nested": b"<div>" * 800_000,
    "nested in groups": (b"<div>" * 1_999 + b"</div>" * 1_999) * 180,
    "siblings": b"<p>" * 1_300_000,
    "unknown elements": b"<x></y>" * 500_000,
    "misnested": b"<b><p></b>" * 300_000,
    "formatting": b"".join(b"<b id=%d></b><p>" % number for number in range(200_000)),
    "tables": b"<table>x" * 400_000,
    "attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(400_000)) + b">",
    "as many as may be": (b"<div>" * 1_999 + b"</div>" * 1_999) * 75,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(
    "css", ["div div div div div > a", "a p p p", "p + p + a", "div:nth-child(30) b b:not([x])"]
)
def test_hostile_page_ends_soon(page: bytes, css: str) -> None:
    """Four megabytes take time in proportion to their length; a cubic matching would take days."""
    config = {**LIST, "item": css, "list": css, "fields": {"title": css, "url": css}}

    with pytest.raises(SourceError) as caught:
        read(page, config)

    assert caught.value.kind in {"changed", "too-large"}


def test_nesting_is_bounded() -> None:
    """Parsers take quadratic time over elements that are not closed."""
    fits = read("<div>" * 1_999 + "<ul><li><a href=/1>A</a></ul>", LIST)

    assert len(fits.postings) == 1
    with pytest.raises(SourceChanged, match="over 2000 elements that are not closed"):
        read("<div>" * 2_001 + "<li><a href=/1>A</a>", LIST)


def test_elements_are_bounded() -> None:
    """A parser without memory would leave out the rest, and jobs on it would seem to be gone."""
    item = b"<li><a href=/1>A</a></li>"

    fits = read(item * 1_000 + b"<p>" * 148_000, LIST)

    assert len(fits.postings) == 1_000
    for page in (item * 1_000 + b"<p>" * 148_001, item + b"</p>" * 150_000):
        with pytest.raises(SourceError, match="static: over 150000 elements") as caught:
            read(page, LIST)
        assert caught.value.kind == "too-large"


def test_long_attribute_is_none_of_many() -> None:
    """Pages keep whole documents in one attribute."""
    page = "<li><a href=/1 data-page='" + 'a="b" ' * 50_000 + "'>A</a>"

    assert len(read(page, LIST).postings) == 1


def test_headings_inside_headings_are_read_once() -> None:
    """What a heading says is read for its items only, and not to its end."""
    nested = "<div class=h>D" * 1_500 + "<li><a href=/1>A</a>"
    config = {**LIST, "headings": {"department": "div.h"}}

    (posting,) = read(nested, config).postings

    assert posting.department == "D A"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<li><a href=/1>Caf\N{LATIN SMALL LETTER E WITH ACUTE}</a>".encode(), "Café"),
        ("<meta charset=iso-8859-1><li><a href=/1>Café €</a>".encode("cp1252"), "Café €"),
        ("<li><a href=/1>Café</a>".encode("cp1252"), "Caf\ufffd"),
        (b"<meta charset=utf-7><li><a href=/1>+ADw-\xff</a>", "+ADw-\ufffd"),
        (b"<li><a href=/1>A<script>x</script><style>y</style>\0 B</a>", "A B"),
        (b"<li><a href=/1><div>A</div><div>B</div>C<br>D<b>E</b></a>", "A B C DE"),
    ],
)
def test_text_is_decoded_and_collapsed(body: bytes, title: str) -> None:
    assert [one.title for one in read(body, LIST).postings] == [title]


def test_employer_is_guessed_unless_jobs_name_theirs() -> None:
    assert SOURCE.employer(LIST) == "Acme"
    assert SOURCE.employer({**LIST, "fields": LIST["fields"] | {"company": "b"}}) == ""


RECORDED: dict[str, tuple[dict[str, Any], list[tuple[str, str, tuple[str, ...]]]]] = {
    "jazzhr/addictionrecoverycare_list.html": (
        {
            "url": "https://addictionrecoverycare.applytojob.com/apply",
            "list": "ul.list-group",
            "item": "li.list-group-item",
            "fields": {
                "title": "h3 a",
                "url": "h3 a@href",
                "location": "ul > li:first-child",
                "department": "ul > li:nth-child(2)",
            },
        },
        [
            ("/apply/sf4i9HFuTa/Admissions-Clerk", "Admissions Clerk", ("St. Catharine, KY",)),
            (
                "/apply/WbdogO3ePy/Behavioral-Health-Assessor-Weekend-Shifts",
                "Behavioral Health Assessor - Weekend Shifts",
                ("Ashland, KY",),
            ),
            (
                "/apply/Tg23QkBXzM/Behavioral-Health-Assessor-Weekend-Shifts",
                "Behavioral Health Assessor - Weekend Shifts",
                ("Ashland, KY",),
            ),
            (
                "/apply/7vqozGIHcS/Benefits-Verification-Clerk",
                "Benefits Verification Clerk",
                ("St. Catharine, KY",),
            ),
        ],
    ),
    "jobvite/feedingamerica_list.html": (
        {
            "url": "https://jobs.jobvite.com/feedingamerica/jobs",
            "list": "table",
            "item": "tr",
            "fields": {"title": "a", "url": "a@href", "location": "td.jv-job-list-location"},
        },
        [
            (
                "/feedingamerica/job/octxAfww",
                "Manager, Development (Chicago/Hybrid)",
                ("Chicago, Illinois",),
            ),
            (
                "/feedingamerica/job/ohAzAfwK",
                "Manager, Technology Vendor Management (Chicago/Hybrid)",
                ("Chicago, Illinois",),
            ),
        ],
    ),
    "icims/wipfli_list.html": (
        {
            "url": "https://careers-wipfli.icims.com/jobs/search?ss=1&in_iframe=1",
            "item": "li.iCIMS_JobCardItem",
            "fields": {
                "id": "dd span",
                "title": "h3",
                "url": "a.iCIMS_Anchor@href",
                "location": "div.header > span:nth-child(2)",
            },
        },
        [
            ("2026-8214", "Payroll Tax Specialist", ("US",)),
            ("2026-8212", "Payroll Support Specialist", ("US",)),
        ],
    ),
    # Rows outside of a table are none for a parser: what was in them follows the title.
    "successfactors/search_rows.html": (
        {
            "url": "https://jobs.acme.example/search/",
            "list": ".searchResults",
            "item": "span.hidden-phone",
            "following": True,
            "fields": {"title": "a", "url": "a@href", "location": "span.jobLocation"},
        },
        [
            (
                "/job/CHICAGO-Sr-Product-Manager-IL-60654-4203/1344992400/",
                "Sr Product Manager",
                ("CHICAGO, IL, US, 60654-4203",),
            ),
            (
                "/job/LAKE-FOREST-Lead-UX-Designer-IL-60045-5202/1372668800/",
                "Lead UX Designer",
                ("LAKE FOREST, IL, US, 60045-5202 +1 more…",),
            ),
            (
                "/job/BORDENTOWN-Warehouse-Associate-%28Days%29-NJ-08505-4750/1404125600/",
                "Warehouse Associate (Days)",
                ("BORDENTOWN, NJ, US, 08505-4750",),
            ),
        ],
    ),
}


@pytest.mark.parametrize("path", RECORDED)
def test_recorded_page(path: str) -> None:
    """Titles and places as the recordings' README counts them."""
    config, expected = RECORDED[path]

    found = read(recorded(path), config, url=config["url"])

    assert found.rejects == []
    assert [(one.external_id, one.title, one.locations) for one in found.postings] == expected
