"""From a career page's address to its boards, through the fetcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import SourceError
from jobscout.sources.recognition import Recognised
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import page_reader

if TYPE_CHECKING:
    from jobscout.sources.base import Request

URL = "https://www.acme.example/careers"
ACME = Recognised("lever", {"board": "acme"})


async def test_address_of_a_board_is_not_requested() -> None:
    fetcher = FakeFetcher(lambda _: pytest.fail("requested"))

    assert await page_reader(fetcher).recognise("https://jobs.lever.co/acme") == [ACME]


async def test_address_that_redirects_to_a_board() -> None:
    """The final address names the board, whatever the page then holds."""
    page = answer(b"<a href=//jobs.ashbyhq.com/other>", url="https://jobs.lever.co/acme/")

    assert await page_reader(FakeFetcher(lambda _: page)).recognise(URL) == [ACME]


async def test_page_is_read_as_what_it_redirects_to() -> None:
    """The address of a source, and what decides whether a board is the page's own."""
    job = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
    final = "https://careers.acme.example/"
    page = answer(job, url=final)

    found = await page_reader(FakeFetcher(lambda _: page)).recognise(URL)

    assert found == [Recognised("jsonld", {"url": final})]


def site(replies: dict[str, bytes]) -> FakeFetcher:
    """A site that has these pages."""

    def reply(request: Request) -> bytes | SourceError:
        return replies.get(request.url, SourceError("not-found", "HTTP 404"))

    return FakeFetcher(reply)


JOBS = b"<urlset><url><loc>https://www.acme.example/en/job/7</loc></url></urlset>"


@pytest.mark.parametrize(
    ("page", "sitemap", "sure"),
    [
        ("https://www.acme.example/en/jobs", "https://www.acme.example/en/sitemap.xml", True),
        ("https://www.acme.example/en/jobs", "https://www.acme.example/sitemap.xml", True),
        ("https://www.acme.example/about", "https://www.acme.example/sitemap.xml", False),
    ],
)
async def test_sitemap_beside_a_page_without_jobs(page: str, sitemap: str, sure: bool) -> None:
    """Sites that show their jobs by a script list them for search engines."""
    fetcher = site({page: b"<div id=app></div>", sitemap: JOBS})

    found = await page_reader(fetcher).recognise(page)

    assert found == [Recognised("jsonld", {"url": sitemap}, sure)]


@pytest.mark.parametrize(
    "sitemap", [JOBS.replace(b"job", b"about"), b"<urlset>", b"<h1>Home</h1>", b"\x1f\x8bx", b""]
)
async def test_other_sitemap_is_no_source(sitemap: bytes) -> None:
    fetcher = site({URL: b"<div id=app></div>", "https://www.acme.example/sitemap.xml": sitemap})

    assert await page_reader(fetcher).recognise(URL) == []
    assert len(fetcher.asked) == 3  # and robots.txt


async def test_page_with_a_board_needs_no_sitemap() -> None:
    fetcher = site({URL: b"<a href=//jobs.lever.co/acme>"})

    assert await page_reader(fetcher).recognise(URL) == [ACME]
    assert fetcher.asked == [URL]


ROOT = "https://www.acme.example/"
ASHBY = b'<script src="https://jobs.ashbyhq.com/acme/embed"></script>'
JOB = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
GREENHOUSE = Recognised("greenhouse", {"board": "acme"})
LEADING: list[tuple[str, str, bytes]] = [
    (URL, f"{URL}/jobs", b'<meta http-equiv="Refresh" content="0; URL=/careers/jobs">'),
    (URL, f"{URL}/jobs", b"<script>window.location.replace('/careers/jobs')</script>"),
    (URL, f"{URL}/open-positions", b'<a href="/careers/open-positions">See all</a>'),
    (URL, f"{URL}/list", b'<a href="/careers/list">Offene Stellen</a>'),
    (URL, f"{ROOT}embed.html", b'<iframe src="/embed.html"></iframe>'),
    (ROOT, URL, b'<a href="/about">About</a><a href="/careers">Careers</a>'),
    (ROOT, "https://jobs.acme.example/", b'<a href="https://jobs.acme.example/">Jobs</a>'),
    (URL, f"{URL}/diver-7", b'<a href="/careers/diver-7">Diver</a>'),
]


@pytest.mark.parametrize(("page", "behind", "body"), LEADING)
async def test_board_behind_a_page_of_the_same_site(page: str, behind: str, body: bytes) -> None:
    """Career pages often only lead to the page that has the jobs."""
    fetcher = site({page: body, behind: ASHBY})

    assert await page_reader(fetcher).recognise(page) == [Recognised("ashby", {"board": "acme"})]


async def test_page_that_leads_elsewhere_at_once_is_read_as_that() -> None:
    page = b'<meta http-equiv=refresh content="0;url=/careers/jobs">'
    fetcher = site({URL: page, f"{URL}/jobs": JOB})

    assert await page_reader(fetcher).recognise(URL) == [
        Recognised("jsonld", {"url": f"{URL}/jobs"})
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'<a href="https://reef.example/jobs">Jobs at our partner</a>',
        b"<a href=\"javascript:location='/jobs'\">Jobs</a>",
        b'<a href="/jobs.pdf">Jobs</a>',
        b'<a href="https://user@www.acme.example/jobs">Jobs</a>',
        b'<a href="/careers#jobs">Jobs</a>',
        b'<meta http-equiv="refresh" content="300; url=/jobs"><a href="/blog">Blog</a>',
        b'<script>button.onclick = () => location.href = "/jobs"</script><a href="/blog">Blog</a>',
    ],
)
async def test_page_that_leads_nowhere(body: bytes) -> None:
    """Neither to another site, nor to a file, nor where readers would not get by themselves."""
    fetcher = site({URL: body, f"{ROOT}jobs": ASHBY, f"{ROOT}jobs.pdf": ASHBY})

    assert await page_reader(fetcher).recognise(URL) == []
    assert [url for url in fetcher.asked if "jobs" in url or "user@" in url] == []


async def test_pages_behind_a_page_that_have_several_boards() -> None:
    """Which one is meant is asked, not guessed."""
    body = b'<a href="/careers/us/jobs">US</a><a href="/careers/eu/jobs">EU</a>'
    other = b'<iframe src="https://boards.greenhouse.io/embed/job_board?for=acme"></iframe>'
    fetcher = site({URL: body, f"{URL}/us/jobs": other, f"{URL}/eu/jobs": ASHBY})

    found = await page_reader(fetcher).recognise(URL)

    assert found == [GREENHOUSE, Recognised("ashby", {"board": "acme"})]


async def test_page_behind_a_page_that_may_link_a_partner() -> None:
    """What would be asked of the page itself is asked of the one that leads there too."""
    partner = b"<a href=//jobs.lever.co/reef/1>Our partner</a>"
    body = b'<a href="/careers/jobs">Jobs</a>'
    fetcher = site({URL: body, f"{URL}/jobs": JOB * 2 + partner})

    found = await page_reader(fetcher).recognise(URL)

    assert [(one.kind, one.sure) for one in found] == [("lever", False), ("jsonld", True)]


async def test_one_board_behind_several_pages() -> None:
    body = b'<a href="/careers/us/jobs">US</a><a href="/careers/eu/jobs">EU</a>'
    fetcher = site({URL: body, f"{URL}/us/jobs": ASHBY, f"{URL}/eu/jobs": JOB + ASHBY})

    assert await page_reader(fetcher).recognise(URL) == [Recognised("ashby", {"board": "acme"})]


LIST = b'<a href="/careers/diver-7">Diver</a><a href="/careers/cook-8">Cook</a>'


async def test_list_of_pages_with_markup() -> None:
    """The first job shows what the list itself leaves open."""
    fetcher = site({URL: LIST, f"{URL}/diver-7": JOB})

    assert await page_reader(fetcher).recognise(URL) == [Recognised("jsonld", {"url": URL})]


async def test_list_of_pages_without_markup() -> None:
    fetcher = site({URL: LIST, f"{URL}/diver-7": b"<h1>Diver</h1>"})

    found = await page_reader(fetcher).recognise(URL)

    assert found == [Recognised("jsonld", {"url": URL}, sure=False)]


async def test_job_that_is_applied_for_elsewhere() -> None:
    """The board that a job's page links is a candidate; its name may be another employer's."""
    fetcher = site({URL: LIST, f"{URL}/diver-7": b"<a href=//jobs.lever.co/reef/1>Apply</a>"})

    found = await page_reader(fetcher).recognise(URL)

    assert found == [
        Recognised("lever", {"board": "reef"}, sure=False),
        Recognised("jsonld", {"url": URL}, sure=False),
    ]


async def test_sitemap_that_robots_txt_names() -> None:
    """Sites have it under various names; another site's is not read."""
    robots = (
        b"Sitemap: https://reef.example/jobs.xml\nsitemap: https://www.acme.example/index.xml\n"
    )
    index = b"<sitemapindex><sitemap><loc>https://www.acme.example/job_listing.xml</loc></sitemap></sitemapindex>"
    replies = {URL: b"<div id=app>", f"{ROOT}robots.txt": robots, f"{ROOT}index.xml": index}

    found = await page_reader(site(replies)).recognise(URL)

    assert found == [Recognised("jsonld", {"url": f"{ROOT}index.xml"})]


async def test_so_many_pages() -> None:
    """A site that leads ever further is given up."""
    links = "".join(f'<a href="/{n}/jobs">Jobs</a><a href="/jobs/{n}">{n}</a>' for n in range(99))
    sitemaps = "".join(f"Sitemap: {ROOT}{n}.xml\n" for n in range(99)).encode()
    refresh = '<meta http-equiv=refresh content="0;url={}">'
    count = iter(range(99))

    def reply(request: Request) -> bytes:
        if request.url.endswith("robots.txt"):
            return sitemaps
        return (refresh.format(f"/r/{next(count)}") + links).encode()

    fetcher = FakeFetcher(reply)

    assert await page_reader(fetcher).recognise(URL) == [
        Recognised("jsonld", {"url": f"{ROOT}r/1"}, sure=False)
    ]
    assert len(fetcher.asked) == 14


async def test_page_behind_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first page showed stands."""
    monkeypatch.setattr("jobscout.scraping.page_reader.FURTHER_S", 0)
    fetcher = site({URL: LIST, f"{URL}/diver-7": JOB})

    found = await page_reader(fetcher).recognise(URL)

    assert found == [Recognised("jsonld", {"url": URL}, sure=False)]


async def test_address_without_a_scheme() -> None:
    fetcher = site({URL: ASHBY})

    found = await page_reader(fetcher).recognise("www.acme.example/careers")

    assert found == [Recognised("ashby", {"board": "acme"})]
