"""Feeds that are damaged or hostile: repaired, read as far as they go, or refused soon."""

from __future__ import annotations

import pytest

from jobscout.errors import SourceChanged, SourceError
from jobscout.rules import caps
from tests.drills import drill
from tests.sources.test_feed import read, rss

pytestmark = drill("jobscout", "tests/sources/fixtures")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "utf-8"), ("UTF-8", "utf-8"), ("utf-8", "utf-8-sig"), ("nonsense", "utf-8"),
        ("ISO-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-15", "iso-8859-15"),
        ("utf-16", "utf-16"), ("utf-16", "utf-16-le"), ("utf-16", "utf-16-be"), ("utf-8", "utf-16"),
    ],
)  # fmt: skip
def test_encodings(declared: str, encoding: str) -> None:
    """UTF-8 is told by its bytes, whatever a feed declares; Latin-1 is Windows-1252."""
    item = "<title>Médecin – 5 €</title><link>https://a.example/1</link>"
    if encoding == "iso-8859-15":
        item = item.replace("–", "-")
    body = f'<?xml version="1.0" encoding="{declared}"?>{rss(item)}'.encode(encoding)

    assert read(body).postings[0].title.startswith("Médecin")
    assert read(body).postings[0].title.endswith("5 €")


def test_cut_character_is_not_another_encoding() -> None:
    """One damaged place in UTF-8 leaves the rest of it UTF-8."""
    item = "<title>Médecin à é ~</title><link>https://a.example/1</link>"
    body = f'<?xml version="1.0" encoding="iso-8859-1"?>{rss(item)}'.encode()

    title = read(body.replace(b"~", b"\xe2\x82")).postings[0].title

    assert title == "Médecin à é \ufffd"


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "zlib", "idna", "utf-7", "hex"])
def test_strange_encodings_are_not_used(declared: str) -> None:
    item = r"<title>\x41 ~</title><link>https://a.example/1</link>"
    body = f'<?xml version="1.0" encoding="{declared}"?>{rss(item)}'.encode()

    assert read(body.replace(b"~", b"\xff")).postings[0].title == "\\x41 \ufffd"


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Bed & Breakfast", "Bed & Breakfast"),
        ("Caf&eacute;&nbsp;&copy; &lt;b&gt; &amp;amp;", "Café\xa0© <b> &"),
        ("&bogus; &#0; &#xFFFF; &#99999999; &#65;", "&bogus; \ufffd \ufffd &#99999999; A"),
        ("a\x00b\x01c\x0bd\ufffe", "abcd"),
        ("<![CDATA[R&D &nbsp;]]> & more", "R&D \xa0 & more"),
        ("&", "&"),
    ],
)
def test_damage_is_repaired(title: str, read_as: str) -> None:
    """What browsers accept, and XML does not."""
    page = read(rss(f"<title>{title}</title><link>https://a.example/?a=1&b=2</link>"))

    assert page.postings[0].title == read_as
    assert page.postings[0].url == "https://a.example/?a=1&b=2"
    assert page.windowed


def test_warning_before_the_feed_is_passed_over() -> None:
    """Programs print them into their answers."""
    body = f'<br /><b>Notice</b>: x in y.php\n<?xml version="1.0"?>{rss(head="<title>x</title>")}'

    assert read(body, lists="all").whole


ENTRY = "<item><title>Diver</title><link>https://a.example/1</link></item>"


@pytest.mark.parametrize(
    ("body", "many"),
    [
        (rss("<title>A<b></title><link>https://a.example/2</link>"), 1),
        (f"<rss><channel>{ENTRY}{ENTRY}</rss>", 2),
        (f"<rss><channel>{ENTRY}{ENTRY}<item><title>Div", 2),
        (f"{rss()}{rss()}".replace("</channel>", f"{ENTRY}</channel>"), 2),
        (f"<rss x=1><channel>{ENTRY}</channel></rss>", 1),
        (rss("<title>A</title><link>https://a.example/1</link><summary>a < b</summary>"), 1),
    ],
    ids=["open tag", "end tag missing", "cut off", "twice", "quotes", "less than"],
)  # fmt: skip
def test_feed_that_is_no_xml_is_read_as_far_as_it_goes(body: str, many: int) -> None:
    """And not taken for whole, nor for what the site meant to list."""
    page = read(body, lists="all")

    assert len(page.postings) == many
    assert page.rejects == []
    assert (page.whole, page.windowed) == (False, False)


def test_damaged_feed_keeps_the_fields() -> None:
    """Its vocabularies are read as those of a sound one."""
    item = (
        "<title>Diver</title><link>https://a.example/1</link><guid>7</guid>"
        "<pubDate>Wed, 02 Sep 2026 07:15:30 GMT</pubDate><category>Sea</category>"
        "<content:encoded><![CDATA[<p onclick='x'>Long</p>]]></content:encoded>"
        "<description>Short</description><job_listing:company>Deep</job_listing:company>"
    )
    content = "http://purl.org/rss/1.0/modules/content/"
    names = f' xmlns:job_listing="https://a.example" xmlns:content="{content}"'
    body = rss(item, names=names)

    (sound,) = read(body).postings
    (damaged,) = read(body.replace("</channel>", "")).postings

    assert damaged == sound
    assert sound.company == "Deep"


# Hostile documents. Each is a megabyte, and must be refused or read in linear time.
MANY = 1_000_000
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel>&l12;</channel></rss>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><rss/>',
        f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]><rss><channel>{"&a;" * 100_000}</rss',
        f"<rss><channel><!ENTITY a 'b'>{ENTRY}</rss>",
    ],
    ids=["laughs", "file", "parameter", "quadratic", "loose"],
)
def test_entities_are_refused(body: str) -> None:
    """Nothing is expanded and nothing is opened; not even what is damaged beside it is read."""
    with pytest.raises(SourceChanged):
        read(body)


def test_doctype_outside_is_not_loaded() -> None:
    item = "<title>&eacute;</title><link>https://a.example/1</link>"
    body = f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">{rss(item)}'

    assert read(body).postings[0].title == "\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize(
    "unit",
    ["<", "&", "<a", "<a b=", "<a b='", "</", "<a>", "</a>", "<item>", "<item><title>", "<!", "<![",
     "<![CDATA[", "<!--", "<!-- -->", "<?", "<?a?>", "&a", "&#", "&#x", '"', "]]>", "<a/>", "\x01",
     "<!DOCTYPE ", "<a xmlns:b='c'>", "\u20ac<", "&amp;", "<item/>", "<title>&lt;", "x", " "],
)  # fmt: skip
def test_megabyte_ends_soon(unit: str) -> None:
    """Whatever is repeated, and whether the document is damaged by it or otherwise."""
    for beginning in ("<rss><channel><item><title>x", "<?xml version='1.0'?><rss a='"):
        with pytest.raises(SourceError):
            read(beginning + unit * (MANY // len(unit)))


@pytest.mark.parametrize(
    "unit",
    ["<", "<a", "<a></a>", "<item></item>", "<a b='", "&", "<content><div></div></content>",
     "<pubDate>1</pubDate>", "</"],
)  # fmt: skip
def test_most_that_is_read_of_a_damaged_feed(unit: str) -> None:
    """As many tags as are given to the slow reader."""
    many = 90_000 // (unit.count("<") + unit.count("&"))

    page = read(f"<rss><channel>{ENTRY}{unit * many}</b></rss>")

    assert page.postings[0].title == "Diver"
    assert not page.whole


def test_depth_is_bounded() -> None:
    """Elements beyond it hold nothing; beyond reason it is no feed."""
    for depth, many in ((100, 2), (9_000, 2)):
        deep = "<a>" * depth + "x" + "</a>" * depth
        first = f"<title>A</title><link>https://a.example/1</link><description>{deep}</description>"
        page = read(rss(first, "<title>B</title><link>https://a.example/2</link>"))
        assert len(page.postings) == many
        assert (page.postings[0].description_html or "").count("<a>") <= caps.DEPTH

    with pytest.raises(SourceChanged, match="in one another"):
        read("<rss>" + "<a>" * 1_000_000)


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "ELEMENTS", 100)

    with pytest.raises(SourceError, match="over 100 elements") as caught:
        read(rss("<title>A</title>" * 100))

    assert caught.value.kind == "too-large"


@pytest.mark.parametrize(
    "body", [b"/etc/hostname", b"http://127.0.0.1:9/feed", b"file:///etc/hosts"]
)
def test_body_is_never_an_address(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(body)


def test_few_elements_of_an_entry_are_kept() -> None:
    """The entries after it are read."""
    many = "<x>y</x>" * (caps.ENTRY_ELEMENTS + 5)
    first = f"<title>A</title><link>https://a.example/1</link>{many}"
    late = f"{many}<title>B</title><link>https://a.example/2</link>"

    page = read(rss(first, late, "<title>C</title><link>https://a.example/3</link>"))

    assert [posting.title for posting in page.postings] == ["A", "C"]
    assert len(page.rejects) == 1


def test_few_elements_beside_the_entries_are_kept() -> None:
    """All entries are read."""
    said = '<h:complete xmlns:h="http://purl.org/syndication/history/1.0"/>'
    many = "<x/>" * (caps.ENTRY_ELEMENTS + 5)

    early, late = read(rss(head=said + many)), read(rss(head=many + said))

    assert (early.whole, late.whole) == (True, False)
