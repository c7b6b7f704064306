"""From a career page to its board, by the address or by what the page shows."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.errors import BadConfig
from jobscout.sources import ALL, board_address, career_pages, recognition
from jobscout.sources.recognition import MAX_CANDIDATES, Recognised, by_address, in_page
from jobscout.sources.web_pages import OfAnyPage
from tests.sources.career_sites import ASK, SITES, Site
from tests.sources.conformance import KINDS

GREENHOUSE_EU = {"board": "acme", "base_url": "https://boards.eu.greenhouse.io"}
LEVER_EU = {"board": "acme", "base_url": "https://api.eu.lever.co"}
ORACLE = {"host": "egjd.fa.us6.oraclecloud.com", "site": "CX_1"}
PAYLOCITY = {"board": "0b6a1f00-4cee-4334-8182-9de221ffb9e4"}
UKG = {"tenant": "ACM1000ACME", "board": "0b6a1f00-4cee-4334-8182-9de221ffb9e4"}
WORKDAY = {"host": "acme.wd5.myworkdayjobs.com", "site": "Acme_Jobs"}
WORKDAY_SHARED = {"host": "wd3.myworkdaysite.com", "tenant": "acme", "site": "jobs"}
MICROSOFT = {"board": "apply.careers.microsoft.com", "domain": "microsoft.com", "api": "pcsx"}
DOVER_ID = "5a1b2c3d-0000-4000-8000-00000000000f"
ADDRESSES: list[tuple[str, str, dict[str, Any]]] = [
    ("https://jobs.ashbyhq.com/Acme.com", "ashby", {"board": "Acme.com"}),
    ("https://jobs.ashbyhq.com/acme/0b6a/application?utm=x", "ashby", {"board": "acme"}),
    ("https://jobs.ashbyhq.com/acme/embed?version=2", "ashby", {"board": "acme"}),
    ("https://jobs.ashbyhq.com/Acme%20Inc/", "ashby", {"board": "Acme Inc"}),
    ("https://api.ashbyhq.com/posting-api/job-board/acme", "ashby", {"board": "acme"}),
    ("https://app.dover.com/jobs/acme?embed=1", "dover", {"board": "acme"}),
    (f"https://app.dover.com/Acme%20Labs/careers/{DOVER_ID.upper()}", "dover", {"board": DOVER_ID}),
    (f"https://app.dover.com/apply/acme/{DOVER_ID}/?rs=1", "dover", {"board": "acme"}),
    ("https://app.dover.com/api/v1/careers-page-slug/acme", "dover", {"board": "acme"}),
    (
        f"https://app.dover.com/api/v1/careers-page/{DOVER_ID}/jobs?limit=300",
        "dover",
        {"board": DOVER_ID},
    ),
    ("https://Acme.eightfold.ai/careers?domain=acme.com&pid=1", "eightfold", {"board": "acme"}),
    ("https://acme.eightfold.ai/careers/job/42478672-x", "eightfold", {"board": "acme"}),
    (
        "https://acme.eightfold-eu.ai/careers?domain=ACME.co.ke",
        "eightfold",
        {"board": "acme.eightfold-eu.ai", "domain": "acme.co.ke"},
    ),
    (
        "https://app.eightfold.ai/careers?domain=acme.com",
        "eightfold",
        {"board": "app.eightfold.ai", "domain": "acme.com"},
    ),
    (
        "https://jobs.acme.example/careers/job/42478672?hl=en&domain=acme.com",
        "eightfold",
        {"board": "jobs.acme.example", "domain": "acme.com"},
    ),
    (
        "https://jobs.acme.example/api/apply/v2/jobs?domain=acme.com&start=0&num=10",
        "eightfold",
        {"board": "jobs.acme.example", "domain": "acme.com"},
    ),
    (
        "https://acme.eightfold.ai/api/pcsx/search?domain=acme.com&query=",
        "eightfold",
        {"board": "acme", "api": "pcsx"},
    ),
    (
        "https://jobs.acme.example/api/pcsx/search?domain=acme&start=0",
        "eightfold",
        {"board": "jobs.acme.example", "domain": "acme", "api": "pcsx"},
    ),
    ("https://apply.careers.microsoft.com/careers/job/1970393556962891", "eightfold", MICROSOFT),
    ("https://careers.microsoft.com/", "eightfold", MICROSOFT),
    ("https://arbeitnow.com", "arbeitnow", {}),
    ("https://www.arbeitnow.com/jobs/", "arbeitnow", {}),
    ("https://www.arbeitnow.com/api/job-board-api?page=2", "arbeitnow", {}),
    ("https://boards.greenhouse.io/acme", "greenhouse", {"board": "acme"}),
    ("https://job-boards.greenhouse.io/acme/jobs/123", "greenhouse", {"board": "acme"}),
    ("http://BOARDS.greenhouse.io/acme/?gh_src=x", "greenhouse", {"board": "acme"}),
    ("job-boards.eu.greenhouse.io/acme", "greenhouse", GREENHOUSE_EU),
    ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", {"board": "acme"}),
    (
        "https://boards.greenhouse.io/embed/job_board/js?b=1&for=acme",
        "greenhouse",
        {"board": "acme"},
    ),
    ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", {"board": "acme"}),
    (
        "https://recruiting.paylocity.com/Recruiting/Jobs/All/0B6A1F00-4cee-4334-8182-9de221ffb9e4",
        "paylocity",
        PAYLOCITY,
    ),
    (
        "https://recruiting.paylocity.com/recruiting/jobs/All/0b6a1f00-4cee-4334-8182-9de221ffb9e4/Acme-LLC",
        "paylocity",
        PAYLOCITY,
    ),
    (
        "https://recruiting.paylocity.com/recruiting/jobs/Details/41/0b6a1f00-4cee-4334-8182-9de221ffb9e4",
        "paylocity",
        PAYLOCITY,
    ),
    (
        "https://recruiting.paylocity.com/recruiting/v2/api/feed/jobs/0b6a1f00-4cee-4334-8182-9de221ffb9e4",
        "paylocity",
        PAYLOCITY,
    ),
    ("https://jobicy.com/jobs", "jobicy", {}),
    ("https://jobicy.com/api/v2/remote-jobs?count=5&geo=kenya", "jobicy", {"geo": "kenya"}),
    ("https://reliefweb.int/jobs", "reliefweb", {}),
    ("https://reliefweb.int/jobs?search=country.iso3%3Aken", "reliefweb", {"country": "ken"}),
    ("https://arbeidsplassen.nav.no/stillinger?q=kokk", "nav", {}),
    ("https://pam-stilling-feed.nav.no/api/v1/feed?last=true", "nav", {}),
    (
        "https://www.usajobs.gov/Search/Results?k=bell&l=Alaska&p=1",
        "usajobs",
        {"Keyword": "bell", "LocationName": "Alaska"},
    ),
    ("https://www.reed.co.uk/jobs?keywords=bell", "reed", {"keywords": "bell"}),
    ("https://www.reed.co.uk/jobs", "reed", {}),
    ("https://news.ycombinator.com/submitted?id=whoishiring", "hackernews", {}),
    ("https://himalayas.app/jobs?q=kites", "himalayas", {}),
    ("https://www.himalayas.app/", "himalayas", {}),
    ("https://himalayas.app/jobs/api?limit=20", "himalayas", {}),
    ("https://himalayas.app/jobs/api/search", "himalayas", {}),
    ("https://Careers-acme.icims.com", "icims", {"host": "careers-acme.icims.com"}),
    (
        "https://careers-acme.icims.com/jobs/8214/baker/job?in_iframe=1",
        "icims",
        {"host": "careers-acme.icims.com"},
    ),
    ("https://acme.jibeapply.com/jobs?page=2", "icims", {"host": "acme.jibeapply.com"}),
    ("https://Acme-2.applytojob.com/apply/sf4i9HFuTa/Baker", "jazzhr", {"board": "acme-2"}),
    ("https://acme.applytojob.com", "jazzhr", {"board": "acme"}),
    ("https://app.jazz.co/feeds/export/jobs/acme", "jazzhr", {"board": "acme"}),
    ("//app.jazz.co/widgets/basic/create/acme", "jazzhr", {"board": "acme"}),
    ("https://jobs.jobvite.com/acme/job/oBellfwA?nl=1", "jobvite", {"board": "acme"}),
    ("https://jobs.jobvite.com/careers/acme/jobs?error=301", "jobvite", {"board": "acme"}),
    (
        "https://app.jobvite.com/CompanyJobs/Xml.aspx?c=qBellfwZ",
        "jobvite",
        {"company_id": "qBellfwZ"},
    ),
    (
        "http://hire.jobvite.com/CompanyJobs/Careers.aspx?k=JobListing&c=qBellfwZ&v=1",
        "jobvite",
        {"company_id": "qBellfwZ"},
    ),
    (
        "https://www.arbeitsagentur.de/jobsuche/suche?angebotsart=1&was=Koch&wo=K%C3%B6ln&id=1",
        "arbeitsagentur",
        {"was": "Koch", "wo": "Köln", "angebotsart": "1"},
    ),
    (
        "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/v6/jobs?was=Koch&page=2",
        "arbeitsagentur",
        {"was": "Koch"},
    ),
    (
        "https://europa.eu/eures/portal/jv-se/search?locationCodes=FI,de3&keywordsEverywhere=a%20b",
        "eures",
        {"keywords": "a b", "locationCodes": "fi,de3"},
    ),
    (
        "https://www.google.com/about/careers/applications/jobs/results?location=Kenya&page=2",
        "google",
        {"location": "Kenya"},
    ),
    ("https://www.google.com/about/careers/applications/jobs/results/101-bell", "google", {}),
    ("https://careers.google.com/jobs/results/", "google", {}),
    ("https://arbetsformedlingen.se/platsbanken/annonser?q=kock&l=3:x", "jobtech", {"q": "kock"}),
    (
        "https://jobsearch.api.jobtechdev.se/search?region=CifL&limit=1",
        "jobtech",
        {"region": "CifL"},
    ),
    ("https://justjoin.it/job-offers/all-locations?keyword=x", "justjoinit", {}),
    (
        "https://justjoin.it/api/candidate-api/offers?from=0&itemsCount=100&city=Gda%C5%84sk",
        "justjoinit",
        {"city": "Gdańsk"},
    ),
    ("https://www.rocketjobs.pl/", "justjoinit", {"site": "rocketjobs.pl"}),
    ("https://landing.jobs/jobs?page=1", "landingjobs", {}),
    (
        "https://github.com/SimplifyJobs/New-Grad-Positions",
        "simplify",
        {"repository": "New-Grad-Positions"},
    ),
    (
        "https://github.com/SimplifyJobs/Summer2026-Internships/blob/dev/README.md",
        "simplify",
        {"repository": "Summer2026-Internships"},
    ),
    (
        "https://www.welcometothejungle.com/fr/companies/clapper/jobs/bell-founder_lyon",
        "wttj",
        {"board": "clapper", "language": "fr"},
    ),
    ("https://www.welcometothejungle.com/en/companies/clapper", "wttj", {"board": "clapper"}),
    ("https://welcometothejungle.com/companies/clapper/jobs", "wttj", {"board": "clapper"}),
    ("https://landing.jobs/api/v1/jobs?limit=50&offset=50", "landingjobs", {}),
    ("https://join.com/companies/acme-2?page=2", "join", {"board": "acme-2"}),
    ("https://www.join.com/companies/acme/16000001-diver", "join", {"board": "acme"}),
    ("https://jobs.lever.co/acme", "lever", {"board": "acme"}),
    ("https://jobs.lever.co/acme/0b6a?lever-source=x", "lever", {"board": "acme"}),
    ("https://jobs.eu.lever.co/acme/", "lever", LEVER_EU),
    ("https://api.lever.co/v0/postings/acme?mode=json", "lever", {"board": "acme"}),
    ("https://www.careers-page.com/acme/job/L9Y55Y7Y/apply", "manatal", {"board": "acme"}),
    (
        "https://www.careers-page.com/api/v1.0/c/acme/jobs/?page=2",
        "manatal",
        {"board": "acme"},
    ),
    (
        "https://nofluffjobs.com/pl/?criteria=seniority%3Dmid,senior%20keyword%3D'bell%20founder'",
        "nofluffjobs",
        {"keyword": "bell founder", "seniority": "mid,senior"},
    ),
    ("https://nofluffjobs.com", "nofluffjobs", {}),
    (
        "https://egjd.fa.us6.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/requisitions",
        "oracle",
        ORACLE,
    ),
    ("https://Acme-2.recruitee.com/o/engineer/c/new?lang=en", "recruitee", {"board": "acme-2"}),
    ("http://acme.recruitee.com/api/offers/", "recruitee", {"board": "acme"}),
    ("https://remoteOK.com", "remoteok", {}),
    ("https://www.remoteok.com/remote-jobs/", "remoteok", {}),
    ("https://remoteok.com/api?tag=dev", "remoteok", {}),
    ("https://acme.jobs.personio.de/job/12?display=en", "personio", {"board": "acme"}),
    ("https://acme.jobs.personio.com", "personio", {"board": "acme", "domain": "com"}),
    ("https://Acme-2.pinpointhq.com", "pinpoint", {"board": "acme-2"}),
    (
        "https://acme.pinpointhq.com/en/postings/0b6a/applications/new",
        "pinpoint",
        {"board": "acme"},
    ),
    ("https://acme.pinpointhq.com/postings.json", "pinpoint", {"board": "acme"}),
    ("https://weworkremotely.com/remote-jobs.rss", "weworkremotely", {}),
    (
        "https://weworkremotely.com/categories/remote-design-jobs",
        "weworkremotely",
        {"category": "design"},
    ),
    ("https://www.myjobmag.co.ke/", "myjobmag", {"country": "ke"}),
    ("https://myjobmag.com/jobsxml.xml", "myjobmag", {"country": "ng"}),
    ("https://remotive.com/remote-jobs/software-dev", "remotive", {"category": "software-dev"}),
    ("https://remotive.com", "remotive", {}),
    ("https://acme.bamboohr.com/careers", "bamboohr", {"board": "acme"}),
    ("https://ACME.bamboohr.com/careers/39?source=x", "bamboohr", {"board": "acme"}),
    ("https://acme.bamboohr.com/careers/list", "bamboohr", {"board": "acme"}),
    ("https://acme.bamboohr.com/jobs/embed2.php?departmentId=0", "bamboohr", {"board": "acme"}),
    ("https://acme.bamboohr.com/js/embed.js", "bamboohr", {"board": "acme"}),
    ("https://Acme-2.breezy.hr/", "breezy", {"board": "acme-2"}),
    ("https://acme.breezy.hr/p/0a1b2c-diver/apply?x=1", "breezy", {"board": "acme"}),
    ("https://acme.breezy.hr/json?verbose=true", "breezy", {"board": "acme"}),
    ("https://acme.breezy.hr/embed/js?inline=true&group_by=none", "breezy", {"board": "acme"}),
    ("https://acme.wd5.myworkdayjobs.com/Acme_Jobs", "workday", WORKDAY),
    ("https://ACME.wd5.myworkdayjobs.com/en-US/Acme_Jobs/", "workday", WORKDAY),
    ("https://acme.wd5.myworkdayjobs.com/fr-CA/Acme_Jobs/job/Lamu/X_R1?q=x", "workday", WORKDAY),
    ("https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Acme_Jobs/jobs", "workday", WORKDAY),
    (
        "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme_group/Acme_Jobs/jobs",
        "workday",
        {**WORKDAY, "tenant": "acme_group"},
    ),
    (
        "https://acme.wd103.myworkdayjobs.com/2/job/Lamu/X_R1",
        "workday",
        {"host": "acme.wd103.myworkdayjobs.com", "site": "2"},
    ),
    ("https://wd3.myworkdaysite.com/recruiting/acme/jobs/job/X_R1", "workday", WORKDAY_SHARED),
    ("https://wd3.myworkdaysite.com/de-DE/recruiting/acme/jobs", "workday", WORKDAY_SHARED),
    ("https://wd3.myworkdaysite.com/acme/jobs", "workday", WORKDAY_SHARED),
    ("https://wd3.myworkdaysite.com/wday/cxs/acme/jobs/jobs", "workday", WORKDAY_SHARED),
    ("https://careers.smartrecruiters.com/AcmeGroup1", "smartrecruiters", {"board": "AcmeGroup1"}),
    (
        "https://JOBS.smartrecruiters.com/acme/743000000000001-x?oga=true",
        "smartrecruiters",
        {"board": "acme"},
    ),
    (
        "https://jobs.smartrecruiters.com/oneclick-ui/company/acme/publication/1?dcr_ci=acme",
        "smartrecruiters",
        {"board": "acme"},
    ),
    (
        "https://jobs.smartrecruiters.com/external-referrals/company/acme/publication/1",
        "smartrecruiters",
        {"board": "acme"},
    ),
    (
        "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100",
        "smartrecruiters",
        {"board": "acme"},
    ),
    ("https://apply.workable.com/acme/", "workable", {"board": "acme"}),
    ("https://Apply.workable.com/acme-inc/j/AAAA000001/apply/", "workable", {"board": "acme-inc"}),
    (
        "https://apply.workable.com/api/v1/widget/accounts/acme?details=true",
        "workable",
        {"board": "acme"},
    ),
    ("https://apply.workable.com/api/v3/accounts/acme/jobs", "workable", {"board": "acme"}),
    ("https://www.workable.com/api/accounts/378737?details=true", "workable", {"board": "378737"}),
    ("https://www.ycombinator.com/companies/acme", "workatastartup", {"board": "acme"}),
    (
        "https://ycombinator.com/companies/acme-2/jobs/UAUsCJS-staff-engineer",
        "workatastartup",
        {"board": "acme-2"},
    ),
    ("https://www.workatastartup.com/companies/acme", "workatastartup", {"board": "acme"}),
    ("https://Acme-2.teamtailor.com/jobs/1-engineer", "teamtailor", {"board": "acme-2"}),
    ("http://acme.na.teamtailor.com/jobs.rss", "teamtailor", {"board": "acme.na"}),
    (
        "https://Acme.jobs.hr.cloud.sap/go/Reef/8001/?locale=de_DE",
        "successfactors",
        {"host": "acme.jobs.hr.cloud.sap"},
    ),
    ("https://acme.jobs2web.com", "successfactors", {"host": "acme.jobs2web.com"}),
    (
        "https://www.comeet.com/jobs/acme-inc/F0.001/diver/A1.101?x=1",
        "comeet",
        {"company": "acme-inc", "uid": "F0.001"},
    ),
    (
        "https://www.comeet.co/careers-api/2.0/company/F0.001/positions?token=ABCDEF0123456789",
        "comeet",
        {"uid": "F0.001", "token": "ABCDEF0123456789"},
    ),
    (
        "https://Careers.acme.example/us/en/search-results?keywords=diver&from=10",
        "phenom",
        {"host": "careers.acme.example"},
    ),
    (
        "https://acme.example/global/de/job/ACMEUSR100EXTERNALDEGLOBAL/Taucher",
        "phenom",
        {"host": "acme.example", "locale": "de_global"},
    ),
    ("https://acme.example/job/ACMEUSR100EXTERNAL", "phenom", {"host": "acme.example"}),
    ("https://ats.rippling.com/acme-inc/jobs/0b6a-1c2d", "rippling", {"board": "acme-inc"}),
    ("https://ats.us1.rippling.com/en-GB/acme/jobs?page=1", "rippling", {"board": "acme"}),
    ("https://ats.rippling.com/api/v2/board/acme/jobs?page=0", "rippling", {"board": "acme"}),
    (
        "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs",
        "rippling",
        {"board": "acme", "api": "v1"},
    ),
    ("https://www.themuse.com/jobs/acme/engineer-04a961", "themuse", {}),
    (
        "https://www.themuse.com/api/public/jobs?page=1&category=Data%20Science&company=A%26B",
        "themuse",
        {"category": "Data Science", "company": "A&B"},
    ),
    (
        "https://recruiting2.ultipro.com/ACM1000ACME/JobBoard/0B6A1F00-4cee-4334-8182-9de221ffb9e4/?q=",
        "ukg",
        {**UKG, "host": "recruiting2.ultipro.com"},
    ),
    (
        "https://recruiting.ultipro.ca/ACM1000ACME/JobBoard/0b6a1f00-4cee-4334-8182-9de221ffb9e4/JobBoardView/",
        "ukg",
        {**UKG, "host": "recruiting.ultipro.ca"},
    ),
    (
        "https://acme.rec.pro.ukg.net/A/JobBoard/0b6a1f00-4cee-4334-8182-9de221ffb9e4/OpportunityDetail?opportunityId=7",
        "ukg",
        {**UKG, "host": "acme.rec.pro.ukg.net", "tenant": "A"},
    ),
]


@pytest.mark.parametrize(("url", "kind", "config"), ADDRESSES)
def test_by_address(url: str, kind: str, config: dict[str, Any]) -> None:
    """And what comes of it is a config that the kind takes."""
    found = by_address(url)

    assert found is not None
    assert (found.kind, found.config) == (kind, config)
    assert board_address(kind, found.config).board


@pytest.mark.parametrize(
    "source",
    [source for source in ALL if not isinstance(source, OfAnyPage)],
    ids=lambda source: source.kind,
)
def test_own_page(source: Any) -> None:
    """Every kind recognises the page that it sends people to, unless that is any page."""
    config = KINDS[source.kind].config

    found = by_address(source.page_url(config))

    assert found is not None
    assert found.kind == source.kind
    assert board_address(source.kind, found.config) == board_address(source.kind, config)


NOWHERE = [
    "",
    "x",
    "https://",
    "https://acme.example/careers",
    "https://www.arbeitnow.com/jobs/companies/acme/kite-designer-1",
    "https://acme.taleo.net/careersection/iam/accessmanagement/login.jsf",
    "https://acme.taleo.net/careersection/feed/joblist.rss?portal=101430233",
    "https://acme.taleo.net/careersection/jobdetail.ftl?job=1",
    "https://api.lever.co/v1/postings",
    "https://api.greenhouse.io/acme",
    "https://search.applytojob.com/apply/jobs/",
    "https://tt.teamtailor.com/",
    "https://dashboard.teamtailor.com/",
    "https://help.workable.com/",
    "https://www.workable.com/jobs/1",
    "https://acme.wd5.myworkdayjobs.com/job/Lamu/Diver_R1",
    "https://acme.wd5.myworkdayjobs.com/en-US/details/Diver_R1",
    "https://jobs.smartrecruiters.com/ni/",
    "https://ats.rippling.com/en-GB",
    "https://ats.rippling.com/assets",
    "https://www.smartrecruiters.com/jobs/search",
    "https://arbeitnow.com.evil.example/jobs",
    "https://boards.greenhouse.io/",
    "https://boards.greenhouse.io/embed/job_board",
    "https://boards.greenhouse.io.evil.example/acme",
    "https://evil.example/boards.greenhouse.io/acme",
    "https://boards.greenhouse.io/%2e%2e",
    "https://boards.greenhouse.io/a%2fb",
    "https://app.dover.com/",
    "https://app.dover.com/jobs/",
    "https://app.dover.com/login",
    "https://app.dover.com/apply/Acme/5a1b2c3d",
    "https://app.dover.com/acme/careers/open",
    "https://app.dover.com/api/v1/careers-page/acme/jobs",
    "https://www.dover.com/jobs/acme",
    "https://app.dover.com.evil.example/jobs/acme",
    "https://join.com/",
    "https://join.com/companies/",
    "https://join.com/companies/a%2fb",
    "https://join.com/blog/acme",
    "https://docs.join.com/companies/acme",
    "https://join.com.evil.example/companies/acme",
    "https://himalayas.app/companies/acme/jobs/kite-designer",
    "https://himalayas.app.evil.example/jobs",
    "https://www.jobs2web.com/",
    "https://jobs.hr.cloud.sap/",
    "https://career5.successfactors.eu/career?company=acme",
    "https://career5.successfactors.eu/job/Lamu-Diver/1404125600/",
    "https://acme.example/job/diver/1404125600",
    "https://acme.example/job/lamu-diver/14041256",
    "https://10.0.0.1/job/Lamu-Diver/1404125600",
    "https://acme.ultipro.com/ACM1000ACME/JobBoard/0b6a1f00-4cee-4334-8182-9de221ffb9e4",
    "https://recruiting.ultipro.com/ACM1000ACME/JobBoard/acme",
    "https://recruiting.paylocity.com/Recruiting/Jobs/Details/4100001/Acme-LLC/Diver",
    "https://recruiting.paylocity.com/recruiting/jobs/All/acme",
    "https://www.arbeitsagentur.de/jobsuche/jobdetail/10000-1-S",
    "https://www.arbeitsagentur.de/jobsuche/",
    "https://europa.eu/eures/portal/jv-se/jv-details/QUJDIDE",
    "https://www.google.com/search?q=jobs",
    "https://www.reed.co.uk/jobs/bell-founder/5600001",
    "https://www.usajobs.gov/job/871000001",
    "https://arbeidsplassen.nav.no/stillinger/stilling/0b6a",
    "https://www.nav.no/",
    "https://reliefweb.int/job/4100001/bell-founder",
    "https://reliefweb.int/updates?search=country.iso3%3Aken",
    "https://jobicy.com/jobs/101-bell-founder",
    "https://justjoin.it/job-offer/dzwon-bell-founder-gdansk-other",
    "https://rocketjobs.pl/oferta-pracy/dzwon-bell-founder-gdansk-other",
    "https://justjoin.it.evil.example/job-offers",
    "https://landing.jobs/at/acme/bell-founder-in-lisbon",
    "https://github.com/SimplifyJobs",
    "https://github.com/SimplifyJobs/docs",
    "https://github.com/acme/New-Grad-Positions",
    "https://www.welcometothejungle.com/en/jobs?query=bells",
    "https://www.welcometothejungle.com/",
    "https://landing.jobs.evil.example/jobs",
    "https://www.careers-page.com/",
    "https://www.careers-page.com.evil.example/acme",
    "https://nofluffjobs.com/pl/job/bell-founder-dzwon-szczecin",
    "https://nofluffjobs.com.evil.example/pl/",
    "https://news.ycombinator.com/item?id=48747976",
    "https://news.ycombinator.com/submitted?id=pg",
    "https://arbetsformedlingen.se/platsbanken/annonser/30000001",
    "https://x.oraclecloud.com/hcmUI/",
    "https://acme.wd5.myworkdayjobs.com/",
    "https://acme.wd5.myworkdayjobs.com/en-US",
    "https://acme.wd5.myworkdayjobs.com/en-US/wday/authgwy/acme/login",
    "https://acme.wd5.myworkdayjobs.com/wday/authgwy/acme/login",
    "https://acme.wd5.myworkdayjobs.com/robots.txt",
    "https://acme.wd5.myworkdayjobs.com/a%2fb",
    "https://acme.wd5.myworkdayjobs.com.evil.example/Acme_Jobs",
    "https://acme.myworkday.com/acme/d/home.htmld",
    "https://wd3.myworkdaysite.com/recruiting/acme",
    "https://wd3.myworkdaysite.com/acme",
    "https://acme.bamboohr.com/",
    "https://acme.bamboohr.com/login.php",
    "https://acme.bamboohr.com/careersx",
    "https://acme.bamboohr.com/js/other.js",
    "https://www.bamboohr.com/careers",
    "https://bamboohr.com/careers",
    "https://a.acme.bamboohr.com/careers",
    "https://acme.bamboohr.com.evil.example/careers",
    "https://www.breezy.hr/",
    "https://breezy.hr/p/x",
    "https://assets-cdn.breezy.hr/breezy-portal/x.js",
    "https://acme.breezy.hr/signin",
    "https://acme.breezy.hr.evil.example/",
    "https://jobs.smartrecruiters.com/",
    "https://jobs.smartrecruiters.com/oneclick-ui/company/",
    "https://api.smartrecruiters.com/acme",
    "https://careers.smartrecruiters.com/a%2fb",
    "https://careers.smartrecruiters.com/robots.txt",
    "https://www.smartrecruiters.com/recruiting-software",
    "https://careers.smartrecruiters.com.evil.example/acme",
    "https://apply.workable.com/",
    "https://apply.workable.com/j/AAAA000001",
    "https://apply.workable.com/jobs",
    "https://apply.workable.com/api/v1/widget/accounts/",
    "https://apply.workable.com/a%2fb",
    "https://apply.workable.com/robots.txt",
    "https://jobs.workable.com/view/1/acme",
    "https://www.workable.com/acme",
    "https://apply.workable.com.evil.example/acme",
    "https://www.ycombinator.com/companies",
    "https://www.ycombinator.com/companies/industry/music",
    "https://weworkremotely.com/remote-jobs/updraft-kite-designer",
    "https://www.myjobmag.co.ke/job/kite-designer-updraft",
    "https://jobs.personio.de/",
    "https://www.pinpointhq.com/",
    "https://developers.pinpointhq.com/reference/post-jobs",
    "https://acme.pinpointhq.com/users/sign_in",
    "https://acme.pinpointhq.com.evil.example/postings.json",
    "https://remoteok.com/remote-jobs/remote-kite-designer-updraft-1",
    "https://remoteok.com.evil.example/api",
    "https://ats.rippling.com/",
    "https://ats.rippling.com/robots.txt",
    "https://ats.rippling.com/en-GB/jobs",
    "https://ats.rippling.com/api/v2/board/",
    "https://ats.rippling.com/a%2fb/jobs",
    "https://www.rippling.com/careers/jobs",
    "https://app.rippling.com/acme/jobs",
    "https://ats.rippling.com.evil.example/acme/jobs",
    "https://[::1/acme",
    "https://user@evil.example:99999999/",
    "mailto:jobs@lever.co",
]


@pytest.mark.parametrize("url", NOWHERE)
def test_nowhere(url: str) -> None:
    assert by_address(url) is None


PAGES: list[tuple[str, list[tuple[str, str]]]] = [
    ('<a href="https://jobs.lever.co/acme">Jobs</a>', [("lever", "acme")]),
    (
        '<iframe src="//boards.greenhouse.io/embed/job_board?for=acme&amp;b=1">',
        [("greenhouse", "acme")],
    ),
    (r'{"board":"https:\/\/boards.greenhouse.io\/acme"}', [("greenhouse", "acme")]),
    (
        "<a href=https://jobs.lever.co/partner>p</a>"
        + "<a href='https://boards.greenhouse.io/acme/jobs/1'>1</a>" * 2,
        [("greenhouse", "acme"), ("lever", "partner")],
    ),
    ("<p>We use Greenhouse and lever.co</p>", []),
    ("", []),
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_in_page(page: str, expected: list[tuple[str, str]]) -> None:
    """Links, frames and scripts; of several boards the one that is named most comes first."""
    found = in_page(page.encode())

    assert [(one.kind, one.config["board"]) for one in found] == expected


def test_page_of_a_hundred_boards() -> None:
    """A list of employers gives so many candidates as a person can choose from."""
    page = "".join(f"<a href=https://jobs.lever.co/company-{n}>" for n in range(100))

    assert len(in_page(page.encode())) == MAX_CANDIDATES


@given(st.text() | st.text().map(lambda text: f"https://boards.greenhouse.io/{text}"))
def test_any_text(text: str) -> None:
    """Whatever the address is, the board is one that the kind takes, or there is none."""
    found = by_address(text)
    if found is not None:
        assert board_address(found.kind, found.config)


@given(st.binary())
def test_any_page(body: bytes) -> None:
    """Whatever a page holds, what it shows are boards that a kind takes."""
    for found in in_page(b"<a href=//jobs.lever.co/acme>" + body):
        assert board_address(found.kind, found.config)


def recognised(site: Site) -> list[Recognised]:
    """As the board reader does it: by the address, else by the page behind it."""
    named = by_address(site.url)
    return [named] if named else in_page(site.page.encode(), site.url)


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.board[0]} {site.url[8:48]}")
def test_career_site(site: Site) -> None:
    """An employer's page becomes its one board without a question, by a config that works."""
    (found,) = recognised(site)

    assert (found.kind, found.config, found.sure) == (*site.board, True)
    assert board_address(found.kind, found.config).board


@pytest.mark.parametrize("site", ASK, ids=lambda site: site.url)
def test_page_that_only_mentions_a_board(site: Site) -> None:
    """A thread, an article and another's advertisement become no board in silence."""
    (found,) = recognised(site)

    assert (found.kind, found.config, found.sure) == (*site.board, False)


def test_boards_of_a_thread() -> None:
    """Each is a candidate, and none is sure."""
    page = "".join(f'<p><a href="https://jobs.lever.co/company-{n}">x</a>' for n in range(3))

    found = in_page(page.encode(), "https://news.ycombinator.com/item?id=1")

    assert [(one.config["board"], one.sure) for one in found] == [
        (f"company-{n}", False) for n in range(3)
    ]


def test_board_in_the_footer_is_a_candidate_too() -> None:
    page = '<a href="https://jobs.lever.co/acme/1">1</a>' * 9 + "<a href=//jobs.ashbyhq.com/acme>"

    found = in_page(page.encode(), "https://acme.example/careers")

    assert [one.kind for one in found] == ["lever", "ashby"]


@pytest.mark.parametrize(
    ("linked", "boards"),
    [
        ("acme", [{"board": "acme"}]),
        ("reef", [{"board": "reef"}, {"board": "acme", "base_url": "https://jobs.acme.example"}]),
    ],
)  # fmt: skip
def test_own_board_that_is_linked_too(linked: str, boards: list[dict[str, Any]]) -> None:
    """By its vendor's address it is one candidate; a partner's board of the vendor is another."""
    page = (
        '<script src="https://assets-aws.teamtailor-cdn.com/assets/packs/js/a.js"></script>'
        f'<a href="https://{linked}.teamtailor.com/jobs">Jobs</a>'
    )

    found = in_page(page.encode(), "https://jobs.acme.example/")

    assert [one.config for one in found] == boards


def test_partner_of_a_page_with_jobs_of_its_own() -> None:
    """A page that shows more jobs than it links at a vendor is not that board in silence."""
    job = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
    link = '<a href="https://jobs.lever.co/partner/1">At our partner</a>'

    found = in_page(f"{job * 2}{link}".encode(), "https://acme.example/careers")

    assert [(one.kind, one.sure) for one in found] == [("lever", False), ("jsonld", True)]


def test_generic_kinds_come_after_the_vendors() -> None:
    """They are further candidates where no board is sure to be the page's own."""
    job = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
    other = '<a href="https://jobs.lever.co/partner">Our partner</a>'

    unsure = in_page(f"{job}{other}".encode(), "https://acme.example/about")
    sure = in_page(f"{job}{other}".encode(), "https://acme.example/careers")

    assert [one.kind for one in unsure] == ["lever", "jsonld"]
    assert [one.kind for one in sure] == ["lever"]


FEED = '<link rel="alternate" type="application/{}" title="{}" href="{}">'


@pytest.mark.parametrize(
    ("form", "title", "href", "found"),
    [
        ("rss+xml", "Acme jobs", "/feed", "https://acme.example/feed"),
        ("atom+xml", "", "https://feed.acme.example/jobs_atom_1.xml", "https://feed.acme.example/jobs_atom_1.xml"),
        ("feed+json; charset=utf-8", "Acme", "/careers.json", "https://acme.example/careers.json"),
        ("rss+xml", "Acme blog", "/feed", None),
        ("rss+xml", "Jobs", "javascript:x", None),
        ("json", "Jobs", "/wp-json/jobs", None),
    ],
)  # fmt: skip
def test_feed_of_jobs(form: str, title: str, href: str, found: str | None) -> None:
    """A feed whose title or address speaks of jobs."""
    page = FEED.format(form, title, href).encode()

    said = list(career_pages.readable(page, "https://acme.example/about"))

    assert said == ([("feed", {"url": found}, True)] if found else [])


@pytest.mark.parametrize(
    ("feed", "url", "sure"),
    [
        ('<?xml version="1.0"?>\n<rss><channel><title>Acme jobs</title>', "/f.xml", True),
        ('\ufeff<?xml version="1.0"?><!-- x --><feed xmlns="a">', "/jobs.atom", True),
        ('<rdf:RDF xmlns:rdf="a"><channel><title>News</title>', "/news.rdf", False),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "/careers.json", True),
    ],
)  # fmt: skip
def test_feed_itself(feed: str, url: str, sure: bool) -> None:
    address = f"https://acme.example{url}"

    assert in_page(feed.encode(), address) == [("feed", {"url": address}, sure)]


def test_sitemap_with_a_byte_order_mark() -> None:
    sitemap = "\ufeff<urlset><url><loc>https://acme.example/jobs/pilot-17</loc></url></urlset>"
    address = "https://acme.example/sitemap.xml"

    assert in_page(sitemap.encode(), address) == [("jsonld", {"url": address}, True)]


def test_kinds_that_are_not_there_are_not_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = FEED.format("rss+xml", "Jobs", "/feed").encode()
    url = "https://acme.example/about"
    monkeypatch.setattr(recognition, "ALL", [one for one in ALL if one.kind != "feed"])

    assert in_page(page, url) == []


@pytest.mark.parametrize(
    ("url", "is_career"),
    [
        ("https://acme.example/careers", True),
        ("https://acme.example/en/about/jobs.html", True),
        ("https://careers.acme.example/", True),
        ("https://jobs.acme.example/en", True),
        ("https://www.acme.example/", False),
        ("https://acme.example/careers/diver", False),
        ("https://acme.example/blog/jobs-of-the-week", False),
        ("https://jobs.co.uk/", False),
        ("https://[", False),
    ],
)
def test_career_page(url: str, is_career: bool) -> None:
    assert career_pages.is_career_page(url) is is_career


@pytest.mark.parametrize(
    ("employer", "url", "related"),
    [
        ("Acme Group1", "https://www.acme.example/x", True),
        ("Acme", "https://careers.acme-diving.example/", True),
        ("One Acre Fund", "https://oneacrefund.org/", True),
        ("Acme", "https://ac.example/", False),
        ("Acme", "https://news.example/", False),
        ("", "https://acme.example/", False),
        ("Acme", "https://[", False),
    ],
)
def test_related(employer: str, url: str, related: bool) -> None:
    assert career_pages.is_related(employer, url) is related


@given(st.binary(), st.text())
def test_any_page_at_any_address(body: bytes, url: str) -> None:
    """Whatever page is where, candidates are boards that a kind takes."""
    for found in in_page(body + b'<script>whr_embed(1)</script><a href="/jobs/1">', url):
        with contextlib.suppress(BadConfig):  # an address that is none
            assert board_address(found.kind, found.config)
