"""Feeds of jobs in every format: an answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Request
from jobscout.sources.feed import Feed
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, element, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

CONFIG = {"url": "https://clapper.example/jobs.rss"}
SOURCE = Feed()
WHEN = datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC)


def written(document: Any) -> bytes:
    """The facts of a fixture as RSS 2.0."""
    said = document if isinstance(document, dict) else {}
    head = element("title", said.get("title")) + element("ttl", said.get("ttl"))
    return as_xml(
        'rss version="2.0"', f"<channel>{head}{entries('item', said.get('jobs'))}</channel>"
    )


KIND = Kind(
    config=CONFIG,
    needs=("url",),
    quoted=None,
    fields={"id": "guid", "url": "link"},
    is_window=True,
    needs_id=False,
    written=written,
)
SAVED = written(json.loads(fixture("feed.json")))


def read(body: bytes | str, **config: Any) -> Page:
    body = body if isinstance(body, bytes) else body.encode()
    return SOURCE.parse(body, {**CONFIG, **config}, Request(url=CONFIG["url"]))


def rss(*items: str, head: str = "", names: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"{names}><channel>{head}{inside}</channel></rss>'


def one(item: str, names: str = "", **config: Any) -> RawPosting:
    """The posting of an item that has a title, a link and what is said."""
    said = f"<title>Diver</title><link>https://a.example/1</link>{item}"
    (posting,) = read(rss(said, names=names), **config).postings
    return posting


def test_address_is_the_board() -> None:
    assert SOURCE.board(CONFIG) == "clapper.example/jobs.rss"
    assert SOURCE.first_request(CONFIG) == Request(url=CONFIG["url"])
    assert SOURCE.employer(CONFIG) == "Clapper"


@pytest.mark.parametrize("company_from", ["company", "author", "title_at", "title_colon"])
def test_feed_of_many_employers(company_from: str) -> None:
    """Where each entry names its own company, the board has no employer."""
    assert SOURCE.employer({**CONFIG, "company_from": company_from}) == ""


@pytest.mark.parametrize("field", ["company_from", "location_from", "lists"])
@pytest.mark.parametrize("value", ["", "title", 5, ["company"], {}, True])
def test_unknown_choice_is_named(field: str, value: object) -> None:
    with pytest.raises(BadConfig, match="one of") as caught:
        SOURCE.first_request({**CONFIG, field: value})

    assert caught.value.field == field


def test_reads_every_field() -> None:
    """Each field of a posting comes from the element that is made for it."""
    first, second = read(SAVED).postings

    assert first == RawPosting(
        external_id="bell-1",
        title="Bell Founder",
        url="https://clapper.example/jobs/1",
        apply_url="https://clapper.example/jobs/1",
        company="Clapper & Sons",
        locations=("Malmö, Sweden", "Wien"),
        workplace="Hybrid",
        department="Foundry",
        employment_type="full-time",
        salary_text="SEK 30,000 - 45,000 per month",
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>",
        posted_at=WHEN,
        expires_at=datetime(2026, 12, 31, tzinfo=UTC),
    )
    assert second == RawPosting(
        external_id="bell-2",
        title="Rope Puller",
        url="https://clapper.example/jobs/2",
        apply_url="https://clapper.example/jobs/2",
        locations=("Lamu, Kenya",),
        country="Kenya",
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title>
  <link rel="self" href="https://clapper.example/jobs.atom"/>
  <entry>
    <id>tag:clapper.example,2026:1</id><title type="html">R&amp;amp;D Founder</title>
    <link rel="self" href="https://clapper.example/1.atom"/>
    <link rel="alternate" href="https://clapper.example/jobs/1"/>
    <author><name>Clapper &amp; Sons</name><email>a@clapper.example</email></author>
    <category term="foundry" label="Foundry"/>
    <published>2026-09-02T09:15:30+02:00</published><updated>2026-09-03T00:00:00Z</updated>
    <summary>Short &lt; text</summary>CONTENT
  </entry></feed>"""

XHTML = """<div xmlns="http://www.w3.org/1999/xhtml">A <b>b</b> &lt;
  <a href="https://a.example/?a&amp;b">c</a></div>"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<content type="html">&lt;p&gt;Cast.&lt;/p&gt;</content>', "<p>Cast.</p>"),
        (
            f'<content type="xhtml">{XHTML}</content>',
            XHTML,
        ),
        ('<content type="text">a &lt; b</content>', "a &lt; b"),
        ('<content src="https://clapper.example/1.html"/>', "Short &lt; text"),
        ("", "Short &lt; text"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "ns0:"])
def test_atom(content: str, said: str, prefix: str) -> None:
    """The page is the alternate link; the date is that of publication; content over summary."""
    body = ATOM.replace("CONTENT", content)
    if prefix:
        body = body.replace('xmlns="http://www.w3.org/2005', 'xmlns:ns0="http://www.w3.org/2005')
        for name in ("feed", "entry", "id", "title", "link", "author", "name", "email",
                     "category", "published", "updated", "summary", "content"):  # fmt: skip
            body = body.replace(f"<{name}", f"<ns0:{name}").replace(f"</{name}", f"</ns0:{name}")

    (posting,) = read(body).postings

    assert posting == RawPosting(
        external_id="tag:clapper.example,2026:1",
        title="R&D Founder",
        url="https://clapper.example/jobs/1",
        apply_url="https://clapper.example/jobs/1",
        department="Foundry",
        description_html=said,
        posted_at=WHEN,
        updated_at=datetime(2026, 9, 3, tzinfo=UTC),
    )


def test_trovits_and_other_words() -> None:
    """The formats of search engines for jobs, and lists that say name for title."""
    trovit = (
        "<trovit><ad><id>1</id><url>https://a.example/1</url><title>Diver</title>"
        "<content>Dive.</content><city>Lamu</city><country>KE</country>"
        "<contract>Full time</contract><date>03.08.2026</date></ad></trovit>"
    )
    named = (
        "<vacancies><vacancy><name>Diver</name><link>https://a.example/1</link></vacancy>"
        "</vacancies>"
    )

    (posting,) = read(trovit).postings
    assert (posting.title, posting.locations) == ("Diver", ("Lamu, KE",))
    assert posting.employment_type == "Full time"
    assert posting.posted_at == datetime(2026, 8, 3, tzinfo=UTC)
    assert [one.title for one in read(named).postings] == ["Diver"]


def test_atom_without_publication_has_no_date() -> None:
    """The date of an edit is not one."""
    (posting,) = read(ATOM.replace("published>", "other>")).postings

    assert posting.posted_at is None


ITEM = "<item><title>Diver</title><link>https://a.example/1</link></item>"
OLD_RSS = f'<rss version="0.91"><channel>{ITEM}</channel></rss>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS_1 = "http://purl.org/rss/1.0/"
PREFIXED = "<x:item><x:title>Diver</x:title><x:link>https://a.example/1</x:link></x:item>"
GUID = "<guid>https://a.example/1</guid>"
OF_A_JOB = "<title>Diver</title><url>https://a.example/1</url>"


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">{OLD_RSS}',
        f'<r:RDF xmlns:r="{RDF}" xmlns="{RSS_1}"><channel/>{ITEM}</r:RDF>',
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:x="{RSS_1}">{PREFIXED}</rdf:RDF>',
        f"<rss><channel><item><TITLE>Diver</TITLE>{GUID}</item></channel></rss>",
        f'\n <?xml version="1.0"?><jobs><job>{OF_A_JOB}</job></jobs>',
    ],
    ids=["RSS 0.91", "RSS 1.0", "RSS 1.0 with a prefix", "guid alone", "jobs"],
)  # fmt: skip
def test_other_formats(body: str) -> None:
    """An entry without an id is known by its page."""
    (posting,) = read(body).postings

    assert (posting.external_id, posting.title) == ("https://a.example/1", "Diver")
    assert posting.url == "https://a.example/1"


def test_list_for_job_sites() -> None:
    """Indeed's form: everything in CDATA, and the id is the reference number."""
    texts = {
        "title": "Diver", "date": "Wed, 02 Sep 2026 07:15:30 GMT", "referencenumber": "R-1",
        "url": "https://a.example/1?a=b&c=d", "company": "Deep & Co", "city": "Mombasa",
        "state": "Coast", "country": "KE", "description": "<p>Dive &amp; rise</p>",
        "salary": "KES 90,000", "jobtype": "contract", "category": "Sea", "remotetype": "",
        "expirationdate": "2026-12-31",
    }  # fmt: skip
    inside = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in texts.items())

    (posting,) = read(f"<source><publisher>P</publisher><job>{inside}</job></source>").postings

    assert posting == RawPosting(
        external_id="R-1",
        title="Diver",
        url="https://a.example/1?a=b&c=d",
        apply_url="https://a.example/1?a=b&c=d",
        company="Deep & Co",
        requisition_id="R-1",
        locations=("Mombasa, Coast, KE",),
        country="KE",
        department="Sea",
        employment_type="contract",
        salary_text="KES 90,000",
        description_html="<p>Dive &amp; rise</p>",
        posted_at=WHEN,
        expires_at=datetime(2026, 12, 31, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("<g:location>Kiel, DE</g:location>", "locations", ("Kiel, DE",)),
        ("<g:employer>Deep</g:employer>", "company", "Deep"),
        ("<g:id>77</g:id>", "external_id", "77"),
        ("<job_listing:company>Deep</job_listing:company>", "company", "Deep"),
        ("<job_listing:location>Kiel</job_listing:location>", "locations", ("Kiel",)),
        ("<job:type>Temporary</job:type>", "employment_type", "Temporary"),
        ("<job:company>A</job:company><company>B</company>", "company", "B"),
        ("<dc:creator>The Poster</dc:creator>", "company", None),
        ("<media:location>Photo</media:location>", "locations", ()),
        ("<content:encoded>Long</content:encoded><description>Short</description>",
         "description_html", "Long"),
        ("<description>Short</description><content:encoded> </content:encoded>",
         "description_html", "Short"),
        ("<description><p>Raw <b>HTML</b></p></description>", "description_html",
         "<p>Raw <b>HTML</b></p>"),
        ("<dc:date>2026-09-02T07:15:30Z</dc:date>", "posted_at", WHEN),
        ("<pubDate>2 Sep 2026 07:15:30 -0000</pubDate>", "posted_at", WHEN),
        ("<pubDate>Wed, 02 Sep 1999 07:15:30 GMT</pubDate>", "posted_at", None),
        ("<pubDate>Wed, 99 Sep 2026 99:15:30 GMT</pubDate>", "posted_at", None),
        ("<location><city>Kiel</city><country>Germany</country></location>", "locations",
         ("Kiel, Germany",)),
        ("<author>a@b.example (Ann)</author>", "company", None),
    ],
)  # fmt: skip
def test_vocabularies(item: str, field: str, value: object) -> None:
    """A plain name comes before one with a prefix, and the poster is no employer."""
    assert getattr(one(item), field) == value


@pytest.mark.parametrize(
    ("title", "company_from", "read_as", "company"),
    [
        ("Role at Company", "title_at", "Role", "Company"),
        ("Work at heights at Deep", "title_at", "Work at heights", "Deep"),
        ("Role", "title_at", "Role", None),
        (" at Company", "title_at", "at Company", None),
        ("Company : Role: Senior", "title_colon", "Role: Senior", "Company"),
        ("Role:Senior", "title_colon", "Role:Senior", None),
        ("Company: ", "title_colon", "Company:", None),
        ("Role at Company", None, "Role at Company", None),
        ("Company: Role", "company", "Company: Role", None),
    ],
)
def test_company_in_the_title(
    title: str, company_from: str | None, read_as: str, company: str | None
) -> None:
    """Only where the config says so."""
    body = rss(f"<title>{title}</title><link>https://a.example/1</link>")
    (posting,) = read(body, **({"company_from": company_from} if company_from else {})).postings

    assert (posting.title, posting.company) == (read_as, company)


def test_company_is_the_author() -> None:
    assert one("<dc:creator>Deep</dc:creator>", company_from="author").company == "Deep"
    assert one("<company>Deep</company>", company_from="author").company == "Deep"


@pytest.mark.parametrize(
    ("title", "read_as", "locations"),
    [
        ("Engineer (Kiel, SH, DE, 24103)", "Engineer", ("Kiel, SH, DE, 24103",)),
        ("Engineer (m/f) (Kiel, DE)", "Engineer (m/f)", ("Kiel, DE",)),
        ("Engineer (m/f/d)", "Engineer (m/f/d)", ()),
        ("(Kiel, DE)", "(Kiel, DE)", ()),
        ("Engineer, Kiel", "Engineer, Kiel", ()),
    ],
)
def test_place_at_the_end_of_the_title(
    title: str, read_as: str, locations: tuple[str, ...]
) -> None:
    body = rss(f"<title>{title}</title><link>https://a.example/1</link>")
    (posting,) = read(body, location_from="title_end").postings

    assert (posting.title, posting.locations) == (read_as, locations)


def test_place_is_the_category() -> None:
    posting = one("<category>Kiel</category>", location_from="category")

    assert (posting.locations, posting.department) == (("Kiel",), None)


def test_json_feed() -> None:
    """Version 1.1 and its like; plain text becomes paragraphs."""
    first = {
        "id": 1, "title": "Diver", "url": "https://a.example/1", "content_text": "Dive <deep>\n\nx",
        "external_url": "https://b.example/1", "date_published": "2026-09-02T09:15:30+02:00",
        "date_modified": 5, "authors": [{"name": "Deep"}], "tags": ["Sea", 5], "language": "de",
    }  # fmt: skip
    second = {"id": "2", "title": "Cook", "external_url": "https://a.example/2", "tags": "x"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [first, second, {"id": "3"}]}

    page = read(json.dumps(feed), company_from="author")

    assert page.postings[0] == RawPosting(
        external_id="1",
        title="Diver",
        url="https://a.example/1",
        apply_url="https://b.example/1",
        company="Deep",
        department="Sea",
        description_html="<p>Dive &lt;deep&gt;</p><p>x</p>",
        posted_at=WHEN,
        language="de",
    )
    assert page.postings[1].url == "https://a.example/2"
    assert [reject.external_id for reject in page.rejects] == ["3"]
    assert page.unknown_fields == 2
    assert (page.whole, page.windowed) == (False, True)


@pytest.mark.parametrize(
    "body",
    [
        '{"version": "2", "items": []}', "<html><body>Sign in</body></html>", "<rss>",
        "<rss/><rss/>", "<html xmlns='http://www.w3.org/1999/xhtml'><item/></html>",
        "<!DOCTYPE html><p>x",
    ],
)  # fmt: skip
def test_other_documents_are_no_feed(body: str) -> None:
    with pytest.raises(SourceChanged, match=r"^feed: "):
        read(body)


COMPLETE = '<h:complete xmlns:h="http://purl.org/syndication/history/1.0"/>'
NEXT = '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="https://a.example/?2"/>'


@pytest.mark.parametrize(
    ("head", "lists", "outcome"),
    [
        ("", None, "window"),
        ("", "newest", "window"),
        ("", "all", "whole"),
        (COMPLETE, None, "whole"),
        ("<complete/>", None, "window"),
        ('<complete xmlns="http://purl.org/syndication/history/1.0"/>', None, "whole"),
        (COMPLETE, "newest", "window"),
        (NEXT, None, "window"),
        (NEXT, "all", "cut"),
        (COMPLETE + NEXT, None, "cut"),
    ],
)
def test_whether_a_missing_entry_is_gone(head: str, lists: str | None, outcome: str) -> None:
    """A feed has the newest entries; only a feed or an operator can say that it has all."""
    page = read(rss(head=head), **({"lists": lists} if lists else {}))

    said = {(True, False): "whole", (False, True): "window", (False, False): "cut"}
    assert said[page.whole, page.windowed] == outcome


def test_json_feed_with_a_next_page_is_cut() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [], "next_url": "https://a/"}

    assert not read(json.dumps(feed), lists="all").whole


@pytest.mark.parametrize(
    ("path", "config", "many", "first"),
    [
        ("weworkremotely/remote-jobs.rss.xml", {"company_from": "title_colon"}, 4,
         ("Maths Coach", "Mathmo", ("Anywhere in the World",),
          datetime(2026, 7, 10, 22, 45, 30, tzinfo=UTC))),
        ("weworkremotely/sales_marketing.rss.xml", {"company_from": "title_colon"}, 3,
         ("Account Executive DACH", "Remote", ("Anywhere in the World",),
          datetime(2026, 8, 11, 7, 30, 41, tzinfo=UTC))),
        ("successfactors/qorvo_feed.rss.xml", {"location_from": "title_end"}, 2,
         ("Principal Research Scientist", None, ("Richardson, TX, US, 75080",),
          datetime(2026, 10, 2, 7, tzinfo=UTC))),
        ("myjobmag/kenya_jobsxml_by_categories.xml", {"company_from": "title_at"}, 3,
         ("Security Supervisor - Guarding", "Nine One One Group", ("Nairobi",),
          datetime(2026, 10, 9, 16, 1, 29, tzinfo=UTC))),
        ("teamtailor/capio_jobs.rss.xml", {}, 3,
         ("Allmänspecialist/ leg läkare till Capio vårdcentral Båstad", None, ("Båstad, Sweden",),
          datetime(2026, 8, 25, 8, 48, 6, tzinfo=UTC))),
        ("teamtailor/1komma5_jobs_json.json", {}, 2,
         ("Utesäljare energilösningar till 1KOMMA5° i Stockholm", None, (),
          datetime(2026, 5, 26, 6, 33, 5, tzinfo=UTC))),
    ],
)  # fmt: skip
def test_recorded_feeds_are_read_without_rejects(
    path: str, config: dict[str, str], many: int, first: tuple[Any, ...]
) -> None:
    page = read(recorded(path), **config)
    one = page.postings[0]

    assert (len(page.postings), page.rejects, page.unknown_fields) == (many, [], 0)
    assert (one.title, one.company, one.locations, one.posted_at) == first
    assert all(posting.description_html and posting.posted_at for posting in page.postings)
