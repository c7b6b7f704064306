"""Pages with schema.org JobPosting markup, and what leads to them. No network."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.model import RawPosting, Salary
from jobscout.rules import caps
from jobscout.sources import pages, schema_org
from jobscout.sources.jsonld import MAX_PAGES, JsonLd
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page


def block(document: Any) -> bytes:
    """A page with one block of JSON-LD."""
    said = json.dumps(document).replace("</", "<\\/")
    return f'<html><body><script type="application/ld+json">{said}</script>'.encode()


def listed(facts: Any) -> bytes:
    """A page whose ItemList has the facts' jobs."""
    jobs = facts.get("itemListElement") if isinstance(facts, dict) else facts
    if isinstance(jobs, list):
        jobs = [
            {
                "@type": "ListItem",
                "item": {"@type": "JobPosting", **(job if isinstance(job, dict) else {"n": job})},
            }
            for job in jobs
        ]
    return block({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": jobs})


KIND = Kind(
    config={"url": "https://careers.updraft.example/jobs"},
    entries=("itemListElement",),
    needs=("url",),
    quoted=None,
    fields={"id": "identifier", "url": None},
    detail_needs=("title", "@type"),
    written=listed,
    detail_written=block,
)
SOURCE = JsonLd()
CONFIG = KIND.config
PAGE = "https://careers.updraft.example/jobs"
ROOT = "https://careers.updraft.example"


def read(body: bytes, **config: Any) -> Page:
    settings = {**CONFIG, **config}
    return SOURCE.parse(body, settings, SOURCE.first_request(settings))


def one(**job: Any) -> RawPosting:
    """The posting that a JobPosting becomes."""
    page = read(block({"@type": "JobPosting", "title": "Diver", "identifier": "1", **job}))
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def links_of(page: Page) -> list[str]:
    assert all(not posting.title and posting.list_hash for posting in page.postings)
    return [posting.external_id for posting in page.postings]


def follow(page: Page, body: bytes, **config: Any) -> Page:
    assert page.next is not None
    return SOURCE.parse(body, {**CONFIG, **config}, page.next)


def test_reads_every_field() -> None:
    posting = read(listed(json.loads(fixture("jsonld.json")))).postings[0]

    assert posting == RawPosting(
        external_id="KITE-1",
        title="Kite Designer",
        url=PAGE,
        company="Updraft Kites",
        requisition_id="KITE-1",
        locations=("Lamu, Coast, Kenya", "Vienna, Austria"),
        country="KE",
        employment_type="FULL_TIME",
        salary=Salary(min=90_000, max=120_000, currency="KES", period="month"),
        description_html="<p>Design kites &amp; fly them.</p>",
        posted_at=datetime(2026, 9, 2, tzinfo=UTC),
        expires_at=datetime(2026, 12, 31, 21, 59, 59, tzinfo=UTC),
    )


def test_remote_job_is_where_one_may_live() -> None:
    posting = read(listed(json.loads(fixture("jsonld.json")))).postings[1]

    assert (posting.workplace, posting.locations) == ("TELECOMMUTE", ("Kenya",))
    assert posting.description_html == "<p>Read the wind.</p>"


JOB = {"@type": "JobPosting", "title": "Diver", "identifier": "7"}
TEXT = json.dumps(JOB)
MICRODATA = """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop=title>Diver</h1>
<meta itemprop="identifier" content="7"></div>"""
NESTED_MICRODATA = """<div itemscope itemtype="https://schema.org/JobPosting"><b>
<h1 itemprop=title>Diver</h1><p itemprop="identifier" itemscope itemtype="PropertyValue">
<span itemprop=name>Acme</span><span itemprop=value>7</span></p></div>"""


@pytest.mark.parametrize(
    "document",
    [
        JOB,
        [JOB],
        [{"@type": "Organization", "name": "x"}, [JOB]],
        {"@context": "http://schema.org", "@graph": [{"@type": "WebPage"}, JOB]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        {"@type": ["ItemList"], "itemListElement": [JOB]},
        {"@type": "WebPage", "mainEntity": {"@type": "ItemList", "itemListElement": [JOB]}},
        {**JOB, "@type": ["Thing", "JobPosting"]},
        {**JOB, "@type": "http://schema.org/JobPosting"},
        {**JOB, "@type": "https://schema.org/jobposting"},
        {**JOB, "@type": "schema:JobPosting"},
        {"@type": "JobPosting", "schema:title": "Diver", "https://schema.org/identifier": "7"},
        {"@type": "JobPosting", "Title": "Diver", "Identifier": 7},
        {"@type": "JobPosting", "name": "Diver", "identifier": {"value": "7"}},
        {**JOB, "title": {"@value": "Diver", "@language": "en"}},
        {**JOB, "identifier": [{"@type": "PropertyValue", "name": "x"}, {"value": 7}]},
    ],
    ids=range(16),
)
def test_forms_of_json_ld(document: Any) -> None:
    """However a site wraps and spells it, there is one posting."""
    (posting,) = read(block(document)).postings

    assert (posting.title, posting.external_id) == ("Diver", "7")


@pytest.mark.parametrize(
    "script",
    [
        f"<script type='application/ld+json'>{TEXT}</script>",
        f"<SCRIPT TYPE=APPLICATION/LD+JSON>{TEXT}</SCRIPT>",
        f'<script type="application/ld+json; charset=utf-8"><!-- {TEXT} --></script>',
        f'<script type="application/ld+json">//<![CDATA[\n{TEXT}\n//]]></script>',
        f'<script type="application/ld+json">/*<![CDATA[*/{TEXT}/*]]>*/</script>',
        f'<script type="application/ld+json"><![CDATA[{TEXT}]]></script>',
        f'<script type="application/ld+json">\ufeff{TEXT};</script>',
        f'<script type="application/ld+json">{TEXT[:-1]},}}</script>',
        f'<script type="application/ld+json">{TEXT.replace(chr(34), "&quot;")}</script>',
        f'<script type="application/ld+json"> </script><script type="application/ld+json">{TEXT}',
        MICRODATA,
        NESTED_MICRODATA,
    ],
    ids=range(12),
)
def test_forms_of_markup(script: str) -> None:
    """Comments, CDATA, entities, a missing end: what browsers and search engines read."""
    page = read(f"<html><body>{script}".encode())

    assert [(posting.title, posting.external_id) for posting in page.postings] == [("Diver", "7")]
    assert page.rejects == []


def test_line_breaks_in_strings_are_kept() -> None:
    """MyJobMag writes the text as it is: the block is no JSON, and still tells all."""
    body = block({**JOB, "description": "@@", "employmentType": "Full Time , Onsite"})

    (posting,) = read(body.replace(b"@@", b"Dive.\n\tAnd\x01 more.")).postings

    assert posting.description_html == "Dive.<br>\n\tAnd\x01 more."
    assert (posting.employment_type, posting.workplace) == ("Full Time , Onsite",) * 2


def test_references_are_resolved() -> None:
    """BrighterMonday's graph: the employer and the place stand beside the job, shifted."""
    graph = [
        {
            "@type": "JobPosting",
            "title": "Diver",
            "identifier": {"@id": "#7"},
            "url": "/listings/d",
            "hiringOrganization": {"@id": "#org"},
            "jobLocation": {"@type": "Place", "@id": "#place"},
        },
        {"@id": "#org", "@type": "Organization", "name": "Updraft"},
        {"@id": "#place", "@type": "Place", "address": {"@id": "#address"}},
        {
            "@id": "#address",
            "streetAddress": "Lamu",
            "addressLocality": "Kenya",
            "addressCountry": "KE",
        },
    ]

    (posting,) = read(block({"@context": "https://schema.org", "@graph": graph})).postings

    assert (posting.company, posting.locations, posting.country) == (
        "Updraft",
        ("Lamu, Kenya",),
        "KE",
    )
    assert (posting.external_id, posting.url) == ("#7", f"{ROOT}/listings/d")


def test_endless_references_end() -> None:
    graph = [
        {**JOB, "hiringOrganization": {"@id": "#a"}},
        {"@id": "#a", "@type": "Organization", "name": "Updraft", "parent": {"@id": "#b"}},
        {"@id": "#b", "@type": "Organization", "name": "Lift", "parent": {"@id": "#a"}},
    ]

    assert read(block({"@graph": graph})).postings[0].company == "Updraft"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Lamu, Kenya", ("Lamu, Kenya",)),
        ({"name": "Head Office, Lamu"}, ("Head Office, Lamu",)),
        ({"address": "Lamu"}, ("Lamu",)),
        ({"address": {"addressLocality": "UNAVAILABLE", "addressCountry": "KE"}}, ("Kenya",)),
        ({"address": {"addressLocality": "Lamu", "addressCountry": {"name": ["Kenya", "Kenya"]}}},
         ("Lamu, Kenya",)),
        ({"address": {"addressLocality": "Singapore", "addressCountry": "SG"}}, ("Singapore",)),
        ({"address": {"streetAddress": "1 Raffles Place", "addressLocality": "Singapore"}},
         ("Singapore",)),
        ([{"name": "A", "address": {"addressLocality": "A"}},
          {"name": "B", "address": {"addressLocality": "A"}}], ("A", "B")),
        ([5, {"address": [{"addressLocality": "A"}, {"addressLocality": "B"}]}], ("A", "B")),
        (None, ()),
    ],
)  # fmt: skip
def test_places(place: Any, said: tuple[str, ...]) -> None:
    assert one(jobLocation=place).locations == said


@pytest.mark.parametrize(
    ("pay", "salary", "text"),
    [
        (
            {"currency": "EUR", "value": {"value": "75", "unitText": "per hour"}},
            (75, 75, "hour"),
            None,
        ),
        (
            {"currency": "EUR", "value": {"minValue": "1,000.50", "unitText": "MONTH"}},
            (1000.5, None, "month"),
            None,
        ),
        (
            {
                "currency": "EUR",
                "value": {"minValue": "45.000", "maxValue": "1.055.000,50", "unitText": "YEAR"},
            },
            (45_000, 1_055_000.5, "year"),
            None,
        ),
        (
            {
                "currency": "SEK",
                "value": {"minValue": "45 000", "maxValue": "55\xa0000", "unitText": "MONTH"},
            },
            (45_000, 55_000, "month"),
            None,
        ),
        (
            {"currency": "EUR", "value": [{"value": "12.50", "unitText": "HOUR"}]},
            (12.5, 12.5, "hour"),
            None,
        ),
        ({"currency": "EUR", "value": 5, "unitText": "YEAR"}, (5, 5, "year"), None),
        (
            {"currency": "EUR", "minValue": 5, "maxValue": 6, "unitText": "ANNUAL"},
            (5, 6, "year"),
            None,
        ),
        ([{"value": {"value": 9, "unitText": "DAY", "currency": "EUR"}}], (9, 9, "day"), None),
        ({"currency": "EUR", "value": {"minValue": 5, "maxValue": 6}}, None, "EUR 5 - 6"),
        ({"value": {"value": "Competitive", "unitText": "YEAR"}}, None, "Competitive YEAR"),
        (
            {"currency": "USD", "value": {"value": 3000, "unitText": "BIWEEKLY"}},
            None,
            "USD 3000 BIWEEKLY",
        ),
        (
            {"currency": "USD", "value": {"value": 3000, "unitText": "semi-month"}},
            None,
            "USD 3000 semi-month",
        ),
        ({"currency": "EUR", "value": "5k to 6k"}, None, "EUR 5k to 6k"),
        ({"currency": "EUR", "value": {"value": 0, "unitText": "YEAR"}}, None, None),
        ("KES 5 a month", None, "KES 5 a month"),
        (5, None, "5"),
        (None, None, None),
        ([], None, None),
    ],
)
def test_pay(pay: Any, salary: tuple[float, float, str] | None, text: str | None) -> None:
    """Numbers with currency and period are pay; anything else is its text."""
    posting = one(baseSalary=pay)

    assert posting.salary_text == text
    assert (
        posting.salary and (posting.salary.min, posting.salary.max, posting.salary.period)
    ) == salary


def test_several_values_are_alternatives() -> None:
    assert (
        one(employmentType=["FULL_TIME", 5, "CONTRACTOR"]).employment_type
        == "FULL_TIME or CONTRACTOR"
    )
    assert one(hiringOrganization="R&amp;D Ltd").company == "R&D Ltd"


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("<p>a &amp;lt;b&gt;</p>", "<p>a &amp;lt;b&gt;</p>"),
        ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "<p>a &amp; b</p>"),
        ("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;", "<p>a</p>"),
        ("5 &lt; 6", "5 &lt; 6"),
        ("\\n<p>a</p>\\r\\n\\n<p>b</p>", "<p>a</p>\n\n<p>b</p>"),
        ("<p>C:\\new</p>", "<p>C:\\new</p>"),
    ],
)
def test_description_is_unescaped_as_often_as_needed(sent: str, read_as: str) -> None:
    assert one(description=sent).description_html == read_as


def test_broken_block_costs_itself() -> None:
    """Its jobs are unknown, so none counts as gone; the other block is read."""
    broken = b'<script type="application/ld+json">{"@type": "JobPosting", "title": ["x"</script>'
    harmless = b'<script type="application/ld+json">{"@type": "Organization"</script>'

    page = read(broken + block(JOB))

    assert [posting.title for posting in page.postings] == ["Diver"]
    assert [reject.external_id for reject in page.rejects] == [None]
    assert read(harmless + block(JOB)).rejects == []


def test_damaged_job_costs_itself() -> None:
    """Quotes inside quotes in one of two."""
    body = block([{**JOB, "x": "@@"}, {**JOB, "identifier": "8"}]).replace(b"@@", b'a "b" c')

    page = read(body)

    assert [posting.external_id for posting in page.postings] == ["8"]
    assert [reject.external_id for reject in page.rejects] == ["7"]


def test_jobs_without_ids_are_told_apart_by_title_and_place() -> None:
    """And twice the same is one."""
    jobs = [{"@type": "JobPosting", "title": title, "jobLocation": "Lamu"} for title in "ABA"]

    page = read(block(jobs))

    assert [posting.external_id for posting in page.postings] == ["A | Lamu", "B | Lamu"]


def test_shared_identifier_is_none() -> None:
    """Some sites write the employer's number; then the addresses tell the jobs apart."""
    jobs = [{**JOB, "title": name, "url": f"/jobs/{name}"} for name in "ab"]

    page = read(block(jobs))

    assert [posting.external_id for posting in page.postings] == [
        f"{ROOT}/jobs/a",
        f"{ROOT}/jobs/b",
    ]


def test_text_is_requested_where_the_list_lacks_it() -> None:
    """At the job's own page, and never at another site's."""
    texts = [{**JOB, "identifier": n, "url": url, "description": text} for n, url, text in [
        ("1", "/jobs/1", None), ("2", "/jobs/2", "Text."), ("3", "https://evil.example/3", None)
    ]]  # fmt: skip

    posts = read(block(texts)).postings
    requests = [SOURCE.detail(posting, CONFIG) for posting in posts]

    assert [request and request.url for request in requests] == [f"{ROOT}/jobs/1", None, None]


LIST = b"""<a href="/">Home</a><a href="/jobs">Jobs</a><a href="/jobs/1-diver?x=1#apply">D</a>
<a href='https://updraft.example/jobs/2'>Other host</a><a href="/jobs/1-diver?x=1">Again</a>
<a href="https://evil.example/jobs/3">Not ours</a><a href="/jobs/search/lamu">Search</a>
<a href="/about/jobs">About</a><a href="javascript:alert(1)">x</a><a href="mailto:a@b.example">
<a href="/blog/the-jobs-we-love">Blog</a><a href="/kites/7">Kite</a><a>-</a><a href="//[">b</a>"""


def test_list_page_leads_to_jobs() -> None:
    """Links of the same site whose addresses have a word for jobs and a name after it."""
    page = read(LIST)

    assert links_of(page) == [f"{ROOT}/jobs/1-diver?x=1", "https://updraft.example/jobs/2"]
    assert (page.rejects, page.next, page.whole) == ([], None, True)


@pytest.mark.parametrize(
    ("said", "found"),
    [("/kites/", ["/kites/7"]), ("/blog/*-we-", ["/blog/the-jobs-we-love"]), ("/kites/7", []),
     ("/*?x=", ["/jobs/1-diver?x=1"])],
)  # fmt: skip
def test_links_setting_decides(said: str, found: list[str]) -> None:
    """How paths begin; ``*`` is any signs."""
    if found:
        assert links_of(read(LIST, links=said)) == [ROOT + path for path in found]
    else:
        with pytest.raises(SourceChanged):
            read(LIST, links=said)


@pytest.mark.parametrize("links", ["jobs/", "", 5, "x" * 201, "https://a.example/"])
def test_bad_links_setting_is_named(links: object) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "links": links})

    assert caught.value.field == "links"


def test_item_list_of_addresses() -> None:
    """Fuzu's list; a breadcrumb is no list of jobs."""
    crumb = {"@type": "BreadcrumbList", "itemListElement": [{"item": "/kenya/jobs/x"}]}
    items = [
        {"@type": "ListItem", "url": "/kenya/jobs/a"},
        "/kenya/jobs/b",
        {"item": {"@id": "/kenya/jobs/c"}},
    ]

    page = read(block([crumb, {"@type": "ItemList", "itemListElement": items}]))

    assert links_of(page) == [f"{ROOT}/kenya/jobs/{name}" for name in "abc"]


def test_pages_of_a_list_are_followed() -> None:
    """By what the page calls the next one, or by the number in its address; each once."""
    first = read(b'<link rel=next href="?page=2"><a href="/jobs/1-a">A</a>')
    second = follow(
        first, b'<a href="/jobs?page=1">1</a><a href="/jobs?page=3">3</a><a href="/jobs/2-b">'
    )
    third = follow(second, b'<a rel="next" href="?page=2">2</a><a href="/jobs/3-c">C</a>')

    assert [page.next and page.next.url for page in (first, second, third)] == [
        f"{PAGE}?page=2", f"{PAGE}?page=3", None,
    ]  # fmt: skip
    assert first.whole
    assert third.whole
    after_the_last = follow(second, b"<p>No more</p>")
    assert (after_the_last.postings, after_the_last.whole) == ([], False)


def test_so_many_pages_at_most() -> None:
    page = read(b'<a href="/jobs/1-a">A</a><a href="?page=2">')
    for number in range(2, MAX_PAGES + 1):
        page = follow(
            page, f'<a href="/jobs/{number}-a">A</a><a href="?page={number + 1}">'.encode()
        )

    assert (page.next, page.whole) == (None, False)


def urls(*locs: str, root: str = "urlset", part: str = "url") -> bytes:
    inside = "".join(
        f"<{part}><loc>{loc}</loc><lastmod>2026-09-0{n}</lastmod></{part}>"
        for n, loc in enumerate(locs, 1)
    )
    return f'<?xml version="1.0"?>\n<!-- x --><{root} xmlns="x">{inside}</{root}>'.encode()


def index(*locs: str) -> bytes:
    return urls(*locs, root="sitemapindex", part="sitemap")


def test_sitemap_of_jobs() -> None:
    """With entities and CDATA, packed or not; a page that changed has another version."""
    body = urls(f"{ROOT}/jobs/1?a=1&amp;b=2", f"<![CDATA[{ROOT}/jobs/2]]>", f"{ROOT}/about")

    page = read(body)
    newer = read(body.replace(b"2026-09-01", b"2026-10-01"))

    assert links_of(page) == [f"{ROOT}/jobs/1?a=1&b=2", f"{ROOT}/jobs/2"]
    assert read(gzip.compress(body)) == page
    assert page.postings[0].list_hash != newer.postings[0].list_hash
    assert page.postings[1] == newer.postings[1]


def test_index_of_sitemaps() -> None:
    """Those that speak of jobs, one after the other, and no deeper."""
    page = read(
        index(
            f"{ROOT}/pages.xml",
            f"{ROOT}/jobs-1.xml.gz",
            f"{ROOT}/jobs-2.xml",
            "https://evil.example/jobs.xml",
        )
    )
    first = follow(page, gzip.compress(urls(f"{ROOT}/de/diver-7")))
    second = follow(first, index(f"{ROOT}/jobs-3.xml"))

    assert page.next is not None
    assert page.next.url == f"{ROOT}/jobs-1.xml.gz"
    assert links_of(first) == [f"{ROOT}/de/diver-7"]
    assert (second.next, second.whole, page.whole, first.whole) == (None, False, True, True)
    with pytest.raises(SourceChanged):
        follow(page, b"<html><a href=/jobs/1>x</a>")


@pytest.mark.parametrize(
    ("body", "whole"),
    [(urls(), True), (b"<urlset/>", True), (urls(f"{ROOT}/about"), False),
     (block({"@type": "ItemList", "itemListElement": []}), True),
     (b'<script type="application/ld+json"></script>', False)],
)  # fmt: skip
def test_empty_board(body: bytes, whole: bool) -> None:
    """No jobs today; where that is not sure, nothing is taken for gone."""
    assert (read(body, url=f"{ROOT}/x").postings, read(body, url=f"{ROOT}/x").whole) == ([], whole)


@pytest.mark.parametrize(
    "body",
    [
        urls(f"{ROOT}/jobs/1")[:-12],
        gzip.compress(urls())[:15] + b"xxxxxxxxxxxxxx",
        b"<sitemapindex><sitemap>",
        b"<html><h1>Sign in</h1><a href=/login>x</a>",
        b"<div>" * 100_000,
        block({"@type": "WebSite"}),
    ],
    ids=range(6),
)
def test_other_pages_are_source_changed(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(body)


def test_packed_sitemap_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "ANSWER_BYTES", 2**20)

    with pytest.raises(SourceError, match="1 MiB") as caught:
        read(gzip.compress(b" " * 2**21))

    assert caught.value.kind == "too-large"


def test_detail_gives_the_rest() -> None:
    """The link stays its id and page; of several JobPostings its own is taken."""
    (listed_one,) = read(b'<a href="/jobs/1-diver">x</a>').postings
    jobs = [
        {**JOB, "title": "Another", "url": "/jobs/2"},
        {**JOB, "url": "/jobs/1-diver", "description": "Dive."},
    ]

    request = SOURCE.detail(listed_one, {**CONFIG, "base_url": "http://127.0.0.1:9000"})
    whole = SOURCE.parse_detail(block(jobs), listed_one, CONFIG)

    assert request is not None
    assert request.url == "http://127.0.0.1:9000/jobs/1-diver"
    assert (whole.title, whole.description_html, whole.requisition_id) == ("Diver", "Dive.", "7")
    assert (whole.external_id, whole.url) == (f"{ROOT}/jobs/1-diver",) * 2
    assert whole.list_hash == listed_one.list_hash
    with pytest.raises(SourceChanged, match="no JobPosting"):
        SOURCE.parse_detail(b"<h1>Gone</h1>", listed_one, CONFIG)


@pytest.mark.parametrize(("texts", "title"), [("Dive.", "A"), ("", None)])
def test_job_of_a_page_with_several(texts: str, title: str | None) -> None:
    """The only one with a text; a link that leads to the list once the job is gone is no job."""
    (link,) = read(b'<a href="/jobs/1-diver">x</a>').postings
    jobs = [
        {"@type": "JobPosting", "title": "A", "identifier": "a", "description": texts},
        {"@type": "JobPosting", "title": "B", "identifier": "b"},
    ]

    if title:
        assert SOURCE.parse_detail(block(jobs), link, CONFIG).title == title
    else:
        with pytest.raises(SourceChanged, match="several"):
            SOURCE.parse_detail(block(jobs), link, CONFIG)


def test_index_of_other_sites_proves_nothing() -> None:
    page = read(index("https://evil.example/jobs.xml"))

    assert (page.postings, page.next, page.whole) == ([], None, False)


def test_job_postings_serve_other_kinds() -> None:
    body = block([JOB, {"@type": "JobPosting", "description": "No title."}])

    assert [job.title for job in schema_org.job_postings("breezy", body)] == ["Diver"]


@pytest.mark.parametrize(
    ("name", "many"),
    [("avalanchefusion_list", 9), ("empty_ldjson_tag", 0), ("icims_detail", 1),
     ("meta_software_engineer", 1), ("paylocity_detail_1", 1), ("workatastartup_detail_1", 1)],
)  # fmt: skip
def test_recordings_are_read_as_counted(name: str, many: int) -> None:
    page = read(recorded(f"jsonld/{name}.html"))

    assert (len(page.postings), page.rejects, page.unknown_fields, page.next) == (many, [], 0, None)
    assert page.whole is (many > 0)


def test_recorded_details() -> None:
    """Places, pay and dates as the pages state them."""
    ycombinator, icims, meta, paylocity = (
        read(recorded(f"jsonld/{name}.html")).postings[0]
        for name in (
            "workatastartup_detail_1",
            "icims_detail",
            "meta_software_engineer",
            "paylocity_detail_1",
        )
    )

    assert ycombinator.locations == ("Toronto, Ontario, Canada", "Austin, Texas, United States")
    assert ycombinator.salary == Salary(min=120_000, max=185_000, currency="USD", period="year")
    assert icims.locations == ("Hong Kong",)
    assert icims.expires_at == datetime(2027, 7, 6, tzinfo=UTC)
    assert meta.locations[:3] == ("Sunnyvale, CA", "Bellevue, WA", "Redmond, WA")
    assert "Bachelor" in (meta.description_html or "")
    assert paylocity.locations == ("Dallas, TX, United States",)
    assert paylocity.posted_at == datetime(2026, 6, 12, 2, 42, 38, tzinfo=UTC)
