"""Jobs and companies over HTTP: filters, order, pages, and what a job shows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from tests.integration.http_server import Server

LOCATION = {"city": "Berlin", "country": "DE", "text": "Berlin, Germany"}


async def titles(server: Server, query: str) -> list[str]:
    said = await server.json("GET", f"/jobs?{query}")
    return [item["title"] for item in said["items"]]


@pytest.fixture
async def market(server: Server) -> Server:
    """Three open jobs and a closed one, which differ in everything one can filter by."""
    rows = server.rows
    java = await rows.job(
        "Java Developer",
        posted=1,
        workplace="remote",
        seniority="senior",
        language="de",
        visa_sponsorship="yes",
        years_min=5,
        deadline=date(2026, 3, 1),
        words="spring and javascript",
        place="Berlin Germany",
        countries=["DE"],
        locations=json.dumps([LOCATION]),
        salary_min=80_000.0,
        salary_max=100_000.0,
        salary_currency="EUR",
        salary_period="year",
        annual_usd_min=83_200,
        annual_usd_max=104_000,
    )
    js = await rows.job(
        "JavaScript Developer",
        posted=2,
        company="globex",
        workplace="hybrid",
        employment_type="contract",
        place="New York United States",
        countries=["US"],
        years_min=0,
        visa_sponsorship="no",
        deadline=date(2026, 3, 2),
        annual_usd_max=50_000,
        salary_max=50_000.0,
        salary_currency="USD",
        salary_period="year",
    )
    await rows.job(
        *("Go Engineer",),
        posted=3,
        company="initech",
        workplace="onsite",
        words="kubernetes",
    )
    await rows.job("Old Engineer", posted=4, closed_at=datetime(2026, 1, 5, tzinfo=UTC))
    await rows.skill(java, "Java")
    await rows.skill(java, "Kubernetes", ("k8s",))
    await rows.skill(js, "JavaScript", ("js",))
    source = await rows.source()
    await rows.posting(js, source)
    return server


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "Go JavaScript Java"),
        ("q=", "Go JavaScript Java"),
        ("q=java", "Java"),
        ("q=developer+-java", "JavaScript"),
        ('q="go+engineer"+or+spring', "Go Java"),
        ("q=k8s", "Go"),
        ("q=!!!", ""),
        ("company=acme", "Java"),
        ("company=acme&company=initech", "Go Java"),
        ("company=nobody", ""),
        ("location=berlin", "Java"),
        ("location=new+york", "JavaScript"),
        ("location=york+new", ""),
        ("country=de", "Java"),
        ("workplace=hybrid", "JavaScript"),
        ("skill=java", "Java"),
        ("skill=JS", "JavaScript"),
        ("skill=k8s&skill=Java&skill=java", "Java"),
        ("skill=js&skill=java", ""),
        ("skill=cobol", ""),
        ("seniority=senior", "Java"),
        ("employment_type=contract", "JavaScript"),
        ("language=de", "Java"),
        ("language=DE-at", "Java"),
        ("language=fr", ""),
        ("visa_sponsorship=yes", "Java"),
        ("visa_sponsorship=no", "JavaScript"),
        ("years_max=5", "Go JavaScript Java"),
        ("years_max=4", "Go JavaScript"),
        ("years_max=0", "Go JavaScript"),
        ("deadline_before=2026-03-03", "JavaScript Java"),
        ("deadline_before=2026-03-02", "Java"),
        ("deadline_before=2026-03-01", ""),
        ("deadline_after=2026-02-28", "JavaScript Java"),
        ("deadline_after=2026-03-01", "JavaScript"),
        ("deadline_after=2026-02-28&deadline_before=2026-03-02", "Java"),
        ("deadline_before=0001-01-01", ""),
        ("deadline_before=9999-12-31&years_max=4", "JavaScript"),
        ("min_salary=60000", "Java"),
        ("min_salary=99000&currency=EUR", "Java"),
        ("min_salary=101000&currency=eur", ""),
        ("min_salary=1e12", ""),
        ("posted_after=2026-01-01T00:00:00Z", "Go JavaScript"),
        ("source=1", "JavaScript"),
        ("source=99999999999999999999", ""),
        ("status=closed", "Old"),
        ("status=any", "Old Go JavaScript Java"),
        ("sort=salary", "Java JavaScript Go"),
        ("sort=relevance", "Go JavaScript Java"),
        ("sort=relevance&q=java+or+developer", "Java JavaScript"),
        ("q=developer&workplace=remote&country=DE&skill=java&company=acme", "Java"),
    ],
)
async def test_filter(market: Server, query: str, expected: str) -> None:
    """Each filter finds what it names, alone and with others, newest first."""
    assert [title.split()[0] for title in await titles(market, query)] == expected.split()


async def test_summary(market: Server) -> None:
    """A list shows the agreed fields, with null for what is not known."""
    said = await market.json("GET", "/jobs?q=java")
    (item,) = said["items"]

    assert item == item | {
        "id": item["id"],
        "title": "Java Developer",
        "company": {"slug": "acme", "name": "Acme", "logo_url": None},
        "locations": [LOCATION],
        "workplace": "remote",
        "seniority": "senior",
        "employment_type": None,
        "salary": {
            "min": 80_000.0,
            "max": 100_000.0,
            "currency": "EUR",
            "period": "year",
            "annual_usd_min": 83_200,
            "annual_usd_max": 104_000,
        },
        "skills": ["Java", "Kubernetes"],
        "posted_at": "2026-01-01T00:00:00Z",
        "first_seen_at": item["first_seen_at"],
        "closed_at": None,
        "postings": 1,
    }


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("colour=red", ["colour"]),
        ("limit=0", ["limit"]),
        ("limit=101&sort=best&status=x", ["limit", "sort", "status"]),
        ("limit=" + "9" * 5000, ["limit"]),
        ("limit=1&limit=2", ["limit"]),
        ("country=ZZ&workplace=moon&seniority=god", ["country", "seniority", "workplace"]),
        ("language=german", ["language"]),
        ("visa_sponsorship=maybe&years_max=-1", ["visa_sponsorship", "years_max"]),
        ("years_max=61", ["years_max"]),
        ("years_max=2.5", ["years_max"]),
        ("years_max=null&deadline_before=null", ["deadline_before", "years_max"]),
        ("deadline_before=2026-02-30", ["deadline_before"]),
        ("deadline_before=2026-03-01T00:00:00Z", ["deadline_before"]),
        ("deadline_after=tomorrow&deadline_before=5", ["deadline_after", "deadline_before"]),
        ("min_salary=nan", ["min_salary"]),
        ("min_salary=1&currency=XXX", ["currency"]),
        ("posted_after=yesterday", ["posted_after"]),
        ("posted_after=2026-01-01T00:00:00", ["posted_after"]),
        ("posted_after=0001-01-01T00:00:00%2B14:00", ["posted_after"]),
        ("q=%00", ["q"]),
        ("company=a&company=%00", ["company[1]"]),
        ("q=" + "a" * 501, ["q"]),
        ("cursor=x", ["cursor"]),
        ("cursor=%C3%A9", ["cursor"]),
        ("cursor=" + quote("W" * 4000), ["cursor"]),
        ("%00=1", ["\u0000"]),
        ("workplace=null&seniority=null&min_salary=null", ["min_salary", "seniority", "workplace"]),
        ("posted_after=5", ["posted_after"]),
        ("posted_after=null", ["posted_after"]),
        ("limit=1&limit=2&sort=best&x=1", ["limit", "sort", "x"]),
        ("limit=0&cursor=x", ["cursor", "limit"]),
    ],
)
async def test_bad_query(server: Server, query: str, fields: list[str]) -> None:
    """A parameter that is unknown, out of bounds or nonsense is named."""
    assert await server.faults("GET", f"/jobs?{query}") == fields


@pytest.mark.parametrize("q", ["%FF", "%ED%A0%80", "%EF%B7%BA" * 500, "'", '"', "-", "((|!", "\\"])
async def test_odd_words(server: Server, q: str) -> None:
    """Whatever is searched for, the answer is a list."""
    assert await titles(server, f"q={q}&location={q[:60]}&sort=relevance") == []


@pytest.mark.parametrize("sort", ["newest", "salary", "relevance"])
async def test_pages_hold_while_rows_are_inserted(server: Server, sort: str) -> None:
    """Page by page one sees each job once, in order, whatever is added meanwhile."""
    rows = server.rows
    for n in range(1, 8):
        usd = None if n % 3 == 0 else 1000 * (n // 2)
        await rows.job(f"Job {n}", posted=1 + n // 2, words="rust " * n, annual_usd_max=usd)
    whole = await server.json("GET", f"/jobs?sort={sort}&q=rust&limit=100")

    seen: list[str] = []
    cursor = ""
    while True:
        page = await server.json("GET", f"/jobs?sort={sort}&q=rust&limit=2{cursor}")
        seen += [item["id"] for item in page["items"]]
        await rows.job("Better", posted=28, words="rust " * 50, annual_usd_max=1_000_000)
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == [item["id"] for item in whole["items"]]
    assert len(seen) == 7


@pytest.mark.parametrize("sort", ["newest", "salary"])
async def test_deadlines_page_by_page(server: Server, sort: str) -> None:
    """One job a page, of many that were posted at once: each that is in time, and none twice."""
    rows = server.rows
    expected = []
    for day in (1, 2, 3, 2, 1, 3, 2):
        job_id = await rows.job(f"Due on {day}", deadline=date(2026, 3, day), annual_usd_max=9)
        expected += [str(job_id)] if day < 3 else []
    await rows.job("Whenever", annual_usd_max=9)

    seen: list[str] = []
    cursor = ""
    for _ in range(len(expected) + 1):
        page = await server.json(
            "GET", f"/jobs?deadline_before=2026-03-03&sort={sort}&limit=1{cursor}"
        )
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == expected[::-1]
    assert page["next_cursor"] is None


async def test_country_of_remote_jobs(server: Server) -> None:
    """A country finds the jobs that lie there, and the remote ones that people there may do."""
    await server.rows.job("Berlin", countries=["DE"])
    await server.rows.job("Anywhere", countries=["*", "US"], remote_anywhere=True)
    await server.rows.job("Austria", countries=["AT"], remote_countries=["AT"])

    assert await titles(server, "country=DE") == ["Anywhere", "Berlin"]
    assert await titles(server, "country=at") == ["Austria", "Anywhere"]
    assert await titles(server, "country=US") == ["Anywhere"]
    assert await server.faults("GET", "/jobs?country=*") == ["country"]
    shown = await server.json("GET", "/jobs?country=AT")
    assert [(one["remote_countries"], one["remote_anywhere"]) for one in shown["items"]] == [
        (["AT"], False),
        ([], True),
    ]


async def test_cursor_of_another_sort(market: Server) -> None:
    """A cursor goes on only where it came from."""
    page = await market.json("GET", "/jobs?limit=1")

    said = await market.faults("GET", f"/jobs?sort=salary&cursor={page['next_cursor']}")

    assert said == ["cursor"]


async def test_job(server: Server) -> None:
    """A job has the text of its lead posting and lists every board that has it."""
    rows = server.rows
    job = await rows.job("Engineer", reposted=2, locations=json.dumps([LOCATION]))
    read = datetime(2026, 2, 1, tzinfo=UTC)
    source = await rows.source(name="Acme careers", last_whole_read_at=None)
    seen = datetime(2026, 1, 9, tzinfo=UTC)
    gone = await rows.posting(job, source, missed=2, last_seen_at=seen, closed_at=read)
    other = await rows.source(name="Board", last_whole_read_at=read, attribution="Remotive")
    lead = await rows.posting(
        job,
        other,
        last_seen_at=seen,
        description_html="<p>Hi</p>",
        description_text="Hi",
        apply_url="https://apply.example/1",
        posted_at=seen,
    )

    said = await server.json("GET", f"/jobs/{job}")

    assert said["description_html"] == "<p>Hi</p>"
    assert said["description_text"] == "Hi"
    assert said["apply_url"] == "https://apply.example/1"
    assert said["reposted"] == 2
    assert said["match"] is None
    assert said["locations"] == [LOCATION]
    assert said["postings"] == [
        {
            "id": str(lead),
            "source_id": str(other),
            "source_name": "Board",
            "url": "https://boards.example/1",
            "posted_at": "2026-01-09T00:00:00Z",
            "last_seen_at": "2026-02-01T00:00:00Z",
            "valid_through": None,
            "closed_at": None,
            "closed_reason": None,
            "closing": None,
            "attribution": "Remotive",
        },
        {
            "id": str(gone),
            "source_id": str(source),
            "source_name": "Acme careers",
            "url": "https://boards.example/1",
            "posted_at": None,
            "last_seen_at": "2026-01-09T00:00:00Z",
            "valid_through": None,
            "closed_at": "2026-02-01T00:00:00Z",
            "closed_reason": None,
            "closing": None,
            "attribution": None,
        },
    ]


async def test_job_shows_ones_own_match(server: Server) -> None:
    """Score and reasons are there for the person who has them, and for nobody else."""
    user, other = await server.rows.user(), await server.rows.user()
    job = await server.rows.job()
    reason = {"kind": "skill", "text": "Python", "weight": 0.4}
    await server.rows.alert(user, job, score=0.75, reasons=json.dumps([reason]))

    mine = await server.json("GET", f"/jobs/{job}", headers=user.headers)
    theirs = await server.json("GET", f"/jobs/{job}", headers=other.headers)

    assert mine["match"] == {"score": 0.75, "reasons": [reason]}
    assert theirs["match"] is None


async def test_job_tells_what_changed(server: Server) -> None:
    """Newest first; what has no text before or after says null."""
    job = await server.rows.job()
    unchanged = await server.json("GET", f"/jobs/{job}")
    for kind, *texts in (("pay", None, "from 40 EUR an hour", None), ("merged", "Pilot", None, 7)):
        await server.rows.db.text(
            "INSERT INTO job_events (job_id, kind, at, before, after, other_job_id)"
            " VALUES ($1, $2, '2026-02-01', $3, $4, $5)",
            *(job, kind, *texts),
        )

    said = await server.json("GET", f"/jobs/{job}")

    at = "2026-02-01T00:00:00Z"
    assert unchanged["history"] == []
    assert said["history"] == [
        {"kind": "merged", "at": at, "from": "Pilot", "to": None, "other_job_id": "7"},
        {"kind": "pay", "at": at, "from": None, "to": "from 40 EUR an hour", "other_job_id": None},
    ]


async def test_job_that_is_not_there(server: Server) -> None:
    """An id nobody gave out is 404, whatever it looks like."""
    for name in ("1", "0", "x", str(2**63), "%00", "-1", "1.0", "%D9%A1"):
        assert await server.problem("GET", f"/jobs/{name}", 404) == "not-found"


@pytest.mark.parametrize("path", ["/jobs", "/jobs/{job}", "/companies", "/companies/acme/"])
async def test_unchanged_answer_is_304(server: Server, path: str) -> None:
    """A strong ETag; the same again costs no body; a change brings a new one."""
    job = await server.rows.job()
    path = path.format(job=job)

    first = await server.ask("GET", path)
    etag = first.headers["ETag"]
    second = await server.ask("GET", path, headers={"If-None-Match": f'"other", {etag}'})
    weak = await server.ask("GET", path, headers={"If-None-Match": f"W/{etag}"})
    other = await server.ask("GET", path, headers={"If-None-Match": '"other"'})
    odd = await server.ask("GET", path, headers={"If-None-Match": "no quotes, \u00e9"})
    await server.rows.value("UPDATE companies SET name = 'New'")
    changed = await server.ask("GET", path, headers={"If-None-Match": etag})

    assert etag.startswith('"')
    assert first.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert first.headers["Vary"] == "Authorization"
    assert (second.status, await second.read(), second.headers["ETag"]) == (304, b"", etag)
    assert weak.status == 304
    assert (other.status, odd.status, changed.status) == (200, 200, 200)
    assert changed.headers["ETag"] != etag


async def test_companies(market: Server) -> None:
    """By slug, with how many jobs are open; part of the name in any case finds one."""
    every = await market.json("GET", "/companies")
    first = await market.json("GET", "/companies?limit=2")
    rest = await market.json("GET", f"/companies?cursor={first['next_cursor']}")
    some = await market.json("GET", "/companies?q=LOBE")
    literal = await market.json("GET", "/companies?q=%25")
    one = await market.json("GET", "/companies/acme")

    assert [company["slug"] for company in every["items"]] == ["acme", "globex", "initech"]
    assert first["items"] + rest["items"] == every["items"]
    assert [company["slug"] for company in some["items"]] == ["globex"]
    assert literal["items"] == []
    assert one | {"id": None} == {
        "id": None,
        "slug": "acme",
        "name": "Acme",
        "website": None,
        "logo_url": None,
        "open_jobs": 1,
        "aliases": [],
    }


async def test_company_that_is_not_there(server: Server) -> None:
    """404, whatever the slug looks like; unknown parameters are 422 here too."""
    for slug in ("nobody", "%00", "%FF", "%ED%A0%80", "a%2Fb"):
        assert await server.problem("GET", f"/companies/{slug}", 404) == "not-found"
    assert await server.faults("GET", "/companies/acme?x=1") == ["x"]
    assert await server.faults("GET", "/companies?cursor=e30") == ["cursor"]


async def test_leads_include_managers(server: Server) -> None:
    """Who leads people does so with or without the name; who asks for managers gets no others."""
    for level in ("lead", "manager", "director"):
        await server.rows.job(f"{level.title()} Engineer", seniority=level)

    leads = await titles(server, "seniority=lead")
    managers = await titles(server, "seniority=manager")

    assert sorted(leads) == ["Lead Engineer", "Manager Engineer"]
    assert managers == ["Manager Engineer"]


async def test_facts_of_the_text(server: Server) -> None:
    """A job has those of its lead, with the words that say so; a list has the facts."""
    facts: dict[str, Any] = {
        "language": "en",
        "years_min": 4,
        "visa_sponsorship": "no",
        "deadline": date(2026, 11, 30),
    }
    job_id = await server.rows.job("Farmer", **facts)
    said = [{"field": "years_min", "text": "At least 4 years.", "source": "text"}]
    source_id = await server.rows.source()
    await server.rows.posting(job_id, source_id, field_evidence=json.dumps(said))
    other = await server.rows.job("Engineer")

    job = await server.json("GET", f"/jobs/{job_id}")
    (listed,) = (await server.json("GET", "/jobs?q=farmer"))["items"]
    unstated = await server.json("GET", f"/jobs/{other}")

    shown = facts | {"deadline": "2026-11-30"}
    assert {name: job[name] for name in shown} == {name: listed[name] for name in shown} == shown
    assert job["evidence"] == said
    assert {name: unstated[name] for name in shown} == dict.fromkeys(shown)
    assert unstated["evidence"] == []
