"""Invented employers' career sites, in the forms that real ones have: address, page, board.

A page is what the address answers after all redirects. The board is its kind and config; None
where a person has to choose or nothing can be recognised.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Site(NamedTuple):
    """*board*: kind and config. *page* is empty where the address alone has to do."""

    url: str
    board: tuple[str, dict[str, Any]]
    page: str = ""


def ld(*documents: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in documents
    )


JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Diver", "url": "/jobs/1"}
NAV = (
    '<link rel="canonical" href="https://www.acme.example/careers">'
    '<nav><a href="/">Home</a><a href="/about">About</a><a href="/blog">Blog</a>'
    '<a href="https://www.linkedin.com/company/acme">LinkedIn</a></nav>'
)
OWN = "https://www.acme.example/careers"

SITES: list[Site] = [
    # what the address says
    Site("https://jobs.ashbyhq.com/acme?utm_source=x", ("ashby", {"board": "acme"})),
    Site(
        "https://jobs.ashbyhq.com/Acme%20Diving/1f0c/application",
        ("ashby", {"board": "Acme Diving"}),
    ),
    Site("https://acme.bamboohr.com/careers/27", ("bamboohr", {"board": "acme"})),
    Site("https://acme.bamboohr.com/jobs/", ("bamboohr", {"board": "acme"})),
    Site("https://acme.breezy.hr/", ("breezy", {"board": "acme"}), ld(JOB)),
    Site("https://acme.eightfold.ai/careers?query=diver", ("eightfold", {"board": "acme"})),
    Site("https://job-boards.greenhouse.io/acme/jobs/4001", ("greenhouse", {"board": "acme"})),
    Site(
        "https://boards.greenhouse.io/embed/job_app?for=acme&token=4001",
        ("greenhouse", {"board": "acme"}),
    ),
    Site(
        "https://job-boards.eu.greenhouse.io/acme",
        ("greenhouse", {"board": "acme", "base_url": "https://boards.eu.greenhouse.io"}),
    ),
    Site("https://jobs.lever.co/acme/0b6a1c2d/apply", ("lever", {"board": "acme"})),
    Site(
        "https://jobs.eu.lever.co/acme?department=Sea",
        ("lever", {"board": "acme", "base_url": "https://api.eu.lever.co"}),
    ),
    Site(
        "https://acme.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_2/job/77",
        ("oracle", {"host": "acme.fa.em2.oraclecloud.com", "site": "CX_2"}),
    ),
    Site("https://acme.recruitee.com/o/diver-2", ("recruitee", {"board": "acme"})),
    Site(
        "https://careers.smartrecruiters.com/AcmeGroup1/",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://jobs.smartrecruiters.com/AcmeGroup1/7439-diver",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site("https://acme.teamtailor.com/departments/sea", ("teamtailor", {"board": "acme"})),
    Site("https://acme.na.teamtailor.com/", ("teamtailor", {"board": "acme.na"})),
    Site("https://apply.workable.com/acme-2/j/AA00/", ("workable", {"board": "acme-2"})),
    Site(
        "https://acme.wd3.myworkdayjobs.com/en-US/Divers/job/Lamu/Diver_R1-2",
        ("workday", {"host": "acme.wd3.myworkdayjobs.com", "site": "Divers"}),
    ),
    Site(
        "https://wd3.myworkdaysite.com/en-US/recruiting/acme/divers",
        ("workday", {"host": "wd3.myworkdaysite.com", "tenant": "acme", "site": "divers"}),
    ),
    Site("https://api.greenhouse.io/v1/boards/acme/embed/jobs", ("greenhouse", {"board": "acme"})),
    Site("https://jobs.lever.co./acme", ("lever", {"board": "acme"})),
    Site("https://acme.workable.com/jobs/123456", ("workable", {"board": "acme"})),
    Site("https://acme.workable.com", ("workable", {"board": "acme"})),
    Site(
        "https://jobs.smartrecruiters.com/?company=AcmeGroup1&location=Lamu",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://jobs.smartrecruiters.com/ni/AcmeGroup1/0b6a1c2d-diver",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://jobs.smartrecruiters.com/my-applications/AcmeGroup1?dcr_ci=AcmeGroup1",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://www.smartrecruiters.com/AcmeGroup1/743999123-diver",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://www.smartrecruiters.com/job-api/public/search/widgets/AcmeGroup1/postings",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
    ),
    Site(
        "https://acme.fa.em2.oraclecloud.com/hcmRestApi/resources/latest/recruitingCEJobRequisitions"
        "?onlyData=true&finder=findReqs;siteNumber=CX_2,limit=25",
        ("oracle", {"host": "acme.fa.em2.oraclecloud.com", "site": "CX_2"}),
    ),
    Site(
        "https://acme.wd5.myworkdayjobs.com/es/Divers",
        ("workday", {"host": "acme.wd5.myworkdayjobs.com", "site": "Divers"}),
    ),
    Site(
        "https://acme.wd5.myworkdayjobs.com/ke/job/Lamu/Diver_R1",
        ("workday", {"host": "acme.wd5.myworkdayjobs.com", "site": "ke"}),
    ),
    Site("https://ats.rippling.com/acme", ("rippling", {"board": "acme"})),
    Site(
        "https://www.comeet.com/jobs/acme/0f.00e",
        ("comeet", {"company": "acme", "uid": "0F.00E"}),
    ),
    Site("https://app.dover.io/apply/acme", ("dover", {"board": "acme"})),
    Site("https://news.ycombinator.com/user?id=whoishiring", ("hackernews", {})),
    Site("https://remoteok.com/remote-jobs", ("remoteok", {})),
    Site("https://himalayas.app/jobs", ("himalayas", {})),
    Site("https://www.arbeitnow.com/", ("arbeitnow", {})),
    # an employer's own page that embeds the vendor's list
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        NAV + '<div id="grnhse_app"></div>'
        '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>',
    ),
    Site(
        "https://www.acme.example/careers/opening/?gh_jid=4001",
        ("greenhouse", {"board": "acme"}),
        '<iframe src="https://job-boards.greenhouse.io/embed/job_app?for=acme&amp;token=4001">',
    ),
    Site(
        OWN,
        ("greenhouse", {"board": "acmediving"}),
        NAV
        + '<script>fetch("https://boards-api.greenhouse.io/v1/boards/acmediving/jobs?content=true")</script>',
    ),
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        NAV + '<script>window.cfg={"greenHouseToken":"acme"}</script>',
    ),
    Site(
        OWN,
        ("lever", {"board": "acme-diving"}),
        NAV + '<script>window.leverJobsOptions = {accountName: "acme-diving"};</script>',
    ),
    Site(
        OWN,
        ("lever", {"board": "acme"}),
        NAV + '<script>var u = "https://api.lever.co/v0/postings/acme?mode=json"</script>',
    ),
    Site(
        OWN,
        ("ashby", {"board": "acme"}),
        '<script src="https://jobs.ashbyhq.com/acme/embed?version=2"></script>',
    ),
    Site(
        OWN,
        ("bamboohr", {"board": "acme"}),
        '<div id="BambooHR" data-domain="acme.bamboohr.com" data-version="1.0.0"></div>'
        '<script src="https://www.bamboohr.com/assets/js/embed.js"></script>',
    ),
    Site(
        OWN,
        ("bamboohr", {"board": "acme"}),
        '<script src="https://acme.bamboohr.com/js/embed.js" async></script>',
    ),
    Site(
        OWN,
        ("breezy", {"board": "acme"}),
        '<script src="https://acme.breezy.hr/embed/js?inline=true&amp;group_by=none"></script>',
    ),
    Site(
        OWN,
        ("workable", {"board": "407621"}),
        '<script src="https://www.workable.com/assets/embed.js"></script>'
        "<script>whr(document).ready(function(){ whr_embed(407621, {}); });</script>",
    ),
    Site(
        OWN,
        ("smartrecruiters", {"board": "AcmeGroup1"}),
        '<script src="https://static.smartrecruiters.com/job-widget/1.8.5/script/smart_widget.js"></script>'
        '<script>widget({"company_code": "AcmeGroup1", "api_url": "https://www.smartrecruiters.com"})</script>',
    ),
    Site(
        OWN,
        ("jobvite", {"board": "acme"}),
        '<script src="//jobs.jobvite.com/__assets__/scripts/careersite/public/iframe.js"></script>'
        '<div class="jv-careersite" data-careersite="acme"></div>',
    ),
    Site(
        OWN,
        ("comeet", {"uid": "91.001", "token": "41BE4141BE"}),
        '<script>var comeetvar = {"comeet_token":"41BE4141BE","comeet_uid":"91.001"};</script>',
    ),
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        '<script>c={boardToken:"acme",api:"https://boards-api.greenhouse.io/v1/boards/"}</script>',
    ),
    Site(
        OWN,
        ("workable", {"board": "acme"}),
        '<script>whr_embed(407621, {});</script><a href="https://apply.workable.com/acme/">All</a>',
    ),
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
        '<a href="https://job-boards.greenhouse.io/Acme">All jobs</a>',
    ),
    # scripts that hold a page, a text or an address inside a text
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        r'<script>{"html":"\u003cscript src=\u0022https:\u002F\u002Fboards.greenhouse.io'
        r'\u002Fembed\u002Fjob_board\u002Fjs?for=acme\u0022\u003e"}</script>',
    ),
    Site(
        OWN,
        ("comeet", {"uid": "91.001", "token": "41BE4141BE"}),
        r'<script>push([1,"COMEET.init({\"token\":\"41BE4141BE\",\"company-uid\":\"91.001\"})"])'
        "</script>",
    ),
    Site(
        OWN,
        ("lever", {"board": "acme"}),
        '<script>const name="acme";fetch(`https://api.lever.co/v0/postings/${name}?mode=json`)'
        "</script>",
    ),
    Site(
        OWN,
        ("greenhouse", {"board": "acme"}),
        "<script>var t = 'acme', u = 'https://boards-api.greenhouse.io/v1/boards/' + t + '/jobs'"
        "</script>",
    ),
    Site(
        OWN,
        ("ashby", {"board": "acme"}),
        '<a href="https://click.example/?u=https%3A%2F%2Fjobs.ashbyhq.com%2Facme&amp;id=1">Jobs</a>',
    ),
    Site(
        OWN,
        ("ashby", {"board": "acme"}),
        '<!-- <a href="https://boards.greenhouse.io/oldacme">Jobs</a> -->'
        '<script src="https://jobs.ashbyhq.com/acme/embed"></script>',
    ),
    # as many links to postings as jobs in the markup
    Site(
        OWN,
        ("lever", {"board": "reef"}),
        ld([JOB, JOB]) + '<a href="https://jobs.lever.co/reef/1">Apply</a>' * 2,
    ),
    # an employer's own domain in front of the vendor's site
    Site(
        "https://jobs.acme.example/acme/jobs",
        ("icims", {"host": "jobs.acme.example"}),
        '<script src="https://app.jibecdn.com/prod/x.js"></script>'
        '<a href="https://careers-acme.icims.com/jobs/login">Log in</a>',
    ),
    Site(
        "https://careers.acme.example/",
        ("teamtailor", {"board": "acme", "base_url": "https://careers.acme.example"}),
        '<script src="https://assets-aws.teamtailor-cdn.com/assets/packs/js/a.js"></script>'
        '<a href="https://tt.teamtailor.com/x">By Teamtailor</a>',
    ),
    Site(
        "https://careers.acme.example/en/sites/divers/jobs",
        ("oracle", {"host": "acme.fa.us2.oraclecloud.com", "site": "CX_9"}),
        '<base href="https://acme.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/">'
        '<script>a={"siteNumber":"CX_9"}</script>',
    ),
    # the vendor's page of one job, which names its board by a link of its own
    Site(
        "https://recruiting.paylocity.com/Recruiting/Jobs/Details/41",
        ("paylocity", {"board": "0b6a1f00-4cee-4334-8182-9de221ffb9e4"}),
        '<a href="/Recruiting/Jobs/All/0B6A1F00-4cee-4334-8182-9de221ffb9e4/Acme">All</a>'
        + ld(JOB),
    ),
    Site(
        OWN,
        ("feed", {"url": "https://www.acme.example/?feed=job_feed"}),
        '<link rel="alternate" type="application/rss+xml" href="/?feed=job_feed">',
    ),
    Site(
        "https://careers.acme.example/",
        ("teamtailor", {"board": "acme", "base_url": "https://careers.acme.example"}),
        '<script src="https://assets-aws.teamtailor-cdn.com/assets/packs/js/career-3f.js"></script>'
        '<a href="/jobs">Jobs</a><a href="https://www.teamtailor.com/?utm=x">By Teamtailor</a>',
    ),
    Site(
        "https://jobb.acme.example/jobs/71-dykare",
        ("teamtailor", {"board": "acme", "base_url": "https://jobb.acme.example"}),
        '<link rel="stylesheet" href="https://assets-aws.teamtailor-cdn.com/assets/packs/css/a.css">',
    ),
    Site(
        "https://join.acme-diving.example/o/diver",
        ("recruitee", {"board": "acme-diving", "base_url": "https://join.acme-diving.example"}),
        '<meta property="og:image" content="https://careers.recruiteecdn.com/image/upload/x.png">',
    ),
    Site(
        "https://jobs.acme.example/careers",
        ("eightfold", {"board": "jobs.acme.example", "domain": "acme.com", "api": "pcsx"}),
        '<link href="https://static.vscdn.net/fonts/css/eightfold-font-base.css">'
        '<script>window._EF_GROUP_ID = "acme.com"; var u = "/api/pcsx/search";</script>',
    ),
    Site(
        "https://portal.acme.example/careers",
        ("eightfold", {"board": "portal.acme.example", "domain": "acme.example"}),
        '<script>window._EF_GROUP_ID = "acme.example";</script>',
    ),
    Site(
        "https://careers.acme.example/hcmUI/CandidateExperience/en/sites/CX_1/requisitions",
        ("oracle", {"host": "acme.fa.us2.oraclecloud.com", "site": "CX_1"}),
        '<base href="/hcmUI/CandidateExperience/"><script>window.__oracle={"apiBaseUrl":'
        '"https://acme.fa.us2.oraclecloud.com:443","siteNumber":"CX_1"}</script>',
    ),
    Site(
        "https://careers.acme.example/en/sites/CX_1/",
        ("oracle", {"host": "acme.fa.us2.oraclecloud.com", "site": "CX_1"}),
        '<link rel="canonical" href="https://acme.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1">',
    ),
    # an employer's own page that links to the vendor's
    Site(
        OWN,
        ("lever", {"board": "acme"}),
        NAV + '<a class="btn" href="https://jobs.lever.co/acme">Open roles</a>',
    ),
    Site(
        "https://acme.example/company/open-positions",
        ("ashby", {"board": "getacme"}),
        NAV + '<a href="https://jobs.ashbyhq.com/getacme">See all</a>',
    ),
    Site(
        OWN,
        ("workday", {"host": "acme.wd5.myworkdayjobs.com", "site": "Careers"}),
        NAV + '<a href="https://acme.wd5.myworkdayjobs.com/en-US/Careers">Search</a>'
        '<a href="https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Lamu/Diver_R7">Diver</a>',
    ),
    Site(
        "https://www.acme.example/",
        ("smartrecruiters", {"board": "AcmeGroup1"}),
        NAV
        + '<footer><a href="https://careers.smartrecruiters.com/AcmeGroup1">Careers</a></footer>',
    ),
    Site(
        "https://acme.example/jobs.html",
        ("workable", {"board": "acme"}),
        NAV + "<a href='https://apply.workable.com/acme/j/AA01/'>Diver</a>"
        "<a href='https://apply.workable.com/acme/j/AA02/'>Cook</a>",
    ),
    Site(
        "https://acme.example/karriere",
        ("teamtailor", {"board": "acme"}),
        NAV + '<a href="https://acme.teamtailor.com/jobs">Stellen</a>',
    ),
    Site(
        "https://acme.example/de/karriere/",
        ("recruitee", {"board": "acmegmbh"}),
        r'<script>{"jobsUrl":"https:\/\/acmegmbh.recruitee.com\/"}</script>',
    ),
    Site(
        OWN,
        ("workday", {"host": "acme.wd1.myworkdayjobs.com", "site": "Ext"}),
        NAV + '<div data-board="acme.wd1.myworkdayjobs.com/Ext"></div>',
    ),
    Site(
        "https://acme.example/work-with-us",
        ("bamboohr", {"board": "acmereef"}),
        '<p>See <a href="https://acmereef.bamboohr.com/careers">our jobs</a></p>',
    ),
    Site(
        "https://jobs.acme.example/",
        ("greenhouse", {"board": "acmeinc"}),
        '<a href="https://boards.greenhouse.io/acmeinc/jobs/1?gh_jid=1">Diver</a>',
    ),
    Site(
        OWN,
        ("oracle", {"host": "egxx.fa.us6.oraclecloud.com", "site": "CX"}),
        NAV
        + '<a href="https://egxx.fa.us6.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX">Vacancies</a>',
    ),
    # pages that describe their jobs themselves
    Site(OWN, ("jsonld", {"url": OWN}), NAV + ld([JOB, JOB])),
    Site(OWN, ("jsonld", {"url": OWN}), NAV + ld({"@type": "Organization"}, {"@graph": [JOB]})),
    Site(
        OWN,
        ("jsonld", {"url": OWN}),
        '<div itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop=title>A</h2></div>',
    ),
    Site(
        "https://careers.acme.example/vacancy/diver-77",
        ("jsonld", {"url": "https://careers.acme.example/vacancy/diver-77"}),
        ld(JOB),
    ),
    Site(
        "https://acme.example/jobs",
        ("jsonld", {"url": "https://acme.example/jobs"}),
        ld({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "/jobs/diver"}]}),
    ),
    Site(
        "https://acme.example/jobs-sitemap.xml",
        ("jsonld", {"url": "https://acme.example/jobs-sitemap.xml"}),
        "<urlset><url><loc>https://acme.example/jobs/diver</loc></url></urlset>",
    ),
    Site(
        "https://acme.example/sitemap.xml",
        ("jsonld", {"url": "https://acme.example/sitemap.xml"}),
        "<sitemapindex><sitemap><loc>https://acme.example/sitemap-careers.xml</loc></sitemap></sitemapindex>",
    ),
    Site(
        OWN,
        ("jsonld", {"url": "https://www.acme.example/sitemap_jobs.xml"}),
        NAV + '<link rel="sitemap" type="application/xml" href="/sitemap_jobs.xml">',
    ),
    Site("https://jobs.acme.example/", ("jsonld", {"url": "https://jobs.acme.example/"}), ld(JOB)),
]

ASK: list[Site] = [
    Site(
        "https://news.ycombinator.com/item?id=1",
        ("lever", {"board": "acme"}),
        '<a href="https://jobs.lever.co/acme">https://jobs.lever.co/acme</a> is hiring',
    ),
    Site(
        "https://blog.kites.example/2026/remote-work-in-lamu",
        ("greenhouse", {"board": "acme"}),
        '<p>I applied at <a href="https://boards.greenhouse.io/acme/jobs/1">Acme</a>.</p>',
    ),
    Site(
        "https://kites.example/blog/jobs-we-love",
        ("ashby", {"board": "acme"}),
        '<p>https://jobs.ashbyhq.com/acme</p><script>{"body":"https://jobs.ashbyhq.com/acme"}</script>',
    ),
    Site(
        "https://remote-board.example/jobs/diver-at-acme",
        ("workable", {"board": "acme"}),
        '<a href="https://apply.workable.com/acme/j/AA01/">Apply</a>',
    ),
    Site(
        "https://www.acme.example/careers/",
        ("jsonld", {"url": "https://www.acme.example/careers/"}),
        '<a href="/careers/diver">Diver</a><a href="/careers/cook">Cook</a>',
    ),
]
"""One candidate that nobody has confirmed: the page mentions it, or only leads to pages."""
