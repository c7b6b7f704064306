"""Further addresses as people paste them, to see whether what is known of others holds for these.

The recogniser knew 60 of its 63 rows (95.2 %) when it first saw them.
"""

# ruff: noqa: E501  (addresses and markup are easier to read unbroken)

from __future__ import annotations

from typing import Final

from tests.sources.pasted_addresses import (
    JOB,
    LD,
    POSTING,
    RSS,
    SEVERAL,
    UUID,
    UUID2,
    Pasted,
    at,
    page,
)

_SITEMAP: Final = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>'
)

BY_ADDRESS: Final = [
    Pasted(
        "https://jobs.lever.co/pamojahealth/?lever-origin=applied&lever-source%5B%5D=x",
        "lever",
        ("pamojahealth",),
    ),
    Pasted("https://hire.lever.co/jobs/pamoja", None),
    Pasted(f"https://jobs.ashbyhq.com/liwilabs?departmentId={UUID}", "ashby", ("liwilabs",)),
    Pasted("https://mwamba.wd5.myworkdayjobs.com/", None),
    Pasted(
        "https://www.smartrecruiters.com/BahariLines1/743999912345678-welder",
        "smartrecruiters",
        ("baharilines1",),
    ),
    Pasted(
        "https://jobs.smartrecruiters.com/?company=BahariLines1",
        "smartrecruiters",
        ("baharilines1",),
    ),
    Pasted(
        "https://quellwerk.jobs.personio.de/job/1234567/apply?language=en&_pc=1",
        "personio",
        ("quellwerk",),
    ),
    Pasted(
        "https://fjellhjem-1700000000.teamtailor.com/nb/jobs",
        "teamtailor",
        ("fjellhjem-1700000000",),
    ),
    Pasted(
        "https://polderworks.recruitee.com/l/en/o/backend-engineer", "recruitee", ("polderworks",)
    ),
    Pasted("https://polderworks.recruitee.com/#section-12345", "recruitee", ("polderworks",)),
    # for the employer's own people, who may mean the board
    Pasted("https://acaciacare.bamboohr.com/hiring/jobs/87", SEVERAL, ("bamboohr", "acaciacare")),
    Pasted("https://mesaridge.icims.com/jobs/10432/job", "icims", ("mesaridge.icims.com",)),
    Pasted(
        "https://ostmark.jobs.hr.cloud.sap/search/?q=",
        "successfactors",
        ("ostmark.jobs.hr.cloud.sap",),
    ),
    Pasted(
        "https://performancemanager5.successfactors.eu/sf/careers/jobsearch?bplte_company=ostmarkAG",
        None,
    ),
    Pasted(
        "https://eabc.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_3/?selectedCategoriesFacet=3000",
        "oracle",
        ("eabc.fa.em2", "cx_3"),
    ),
    Pasted(
        "https://granitebank.taleo.net/careersection/2/jobapply.ftl?lang=en&job=170003KL",
        "taleo",
        ("granitebank", "2"),
    ),
    Pasted(
        "https://jobs.jobvite.com/corvuslabs/search?q=&d=Engineering", "jobvite", ("corvuslabs",)
    ),
    Pasted(
        "https://careers.heron.example/careers?domain=heron.example&pid=12",
        "eightfold",
        ("careers.heron.example", "heron.example"),
    ),
    Pasted("https://mosaiq.breezy.hr/?&dept=Design", "breezy", ("mosaiq",)),
    Pasted(
        "https://cedarworks.applytojob.com/apply/jobs/details/AbCdEfGhIj?&",
        "jazzhr",
        ("cedarworks",),
    ),
    Pasted("https://join.com/companies/werkstattblau?lang=de", "join", ("werkstattblau",)),
    Pasted("https://harbourtrust.pinpointhq.com", "pinpoint", ("harbourtrust",)),
    Pasted(
        f"https://recruiting.ultipro.ca/LAK1001LAKES/JobBoard/{UUID}/",
        "ukg",
        ("lak1001lakes", UUID),
    ),
    Pasted("https://www.careers-page.com/lotuslogistics#openings", "manatal", ("lotuslogistics",)),
    Pasted("https://www.welcometothejungle.com/en/companies/brindille", "wttj", ("brindille",)),
    Pasted("https://www.ycombinator.com/companies/lumenfield", "workatastartup", ("lumenfield",)),
    Pasted("https://remoteok.io/", "remoteok"),
    Pasted(
        "[Senior SRE – Kilimo](https://job-boards.greenhouse.io/kilimohub/jobs/1)",
        "greenhouse",
        ("kilimohub",),
    ),
]

IN_PAGES: Final = [
    at(
        "https://kilimo.example/jobs",
        "greenhouse",
        ("kilimohub",),
        '<script>const boardToken = "kilimohub"; const load = () => fetch(`https://boards-api.greenhouse.io/v1/boards/${boardToken}/departments`)</script>',
    ),
    at(
        "https://kilimo.example/careers",
        "greenhouse",
        ("kilimohub",),
        '<iframe class="lazy" data-src="https://boards.greenhouse.io/embed/job_board?for=kilimohub"></iframe>',
    ),
    at(
        "https://kilimo.example/work-with-us/",
        "greenhouse",
        ("kilimohub",),
        '<iframe srcdoc="&lt;div id=&quot;grnhse_app&quot;&gt;&lt;/div&gt;&lt;script src=&quot;https://boards.greenhouse.io/embed/job_board/js?for=kilimohub&quot;&gt;&lt;/script&gt;"></iframe>',
    ),
    at(
        "https://simba.example/careers",
        "lever",
        ("simba-power",),
        '<!-- <script src="https://boards.greenhouse.io/embed/job_board/js?for=oldsimba"></script> --><a href="https://jobs.lever.co/simba-power">Open roles</a>',
    ),
    at(
        "https://simba.example/jobs",
        "lever",
        ("simba-power",),
        '<a href="https://click.example/r?u=https%3A%2F%2Fjobs.lever.co%2Fsimba-power%3Futm_source%3Dsite">Open roles</a>',
    ),
    at(
        "https://jobs.mwamba.example/",
        "workday",
        ("mwamba", "external_careers"),
        '<script>window.location.replace("https://mwamba.wd5.myworkdayjobs.com/External_Careers")</script>',
    ),
    at(
        "https://www.mwamba.example/careers/search",
        "workday",
        ("mwamba", "external_careers"),
        '<script id="data" type="application/json">{"results":[{"title":"Clerk","applyUrl":"https://mwamba.wd5.myworkdayjobs.com/External_Careers/job/Nairobi/Clerk_R1/apply"},{"title":"Cook","applyUrl":"https://mwamba.wd5.myworkdayjobs.com/External_Careers/job/Nairobi/Cook_R2/apply"}]}</script>',
    ),
    at(
        "https://careers.mto.example/",
        "workable",
        ("mto-analytics",),
        '<div id="app"></div>',
        '<link rel="canonical" href="https://apply.workable.com/mto-analytics/"><meta property="og:image" content="https://workablehr.s3.amazonaws.com/uploads/account/logo/1/logo.png">',
    ),
    at(
        "https://quellwerk.example/de/karriere/stellenangebote",
        "personio",
        ("quellwerk",),
        '<script>var xml="https:\\/\\/quellwerk.jobs.personio.de\\/xml?language=de";</script>',
    ),
    at(
        "https://jobs.ostmark.example/go/Engineering/8901234/",
        "successfactors",
        ("jobs.ostmark.example",),
        '<table id="searchresults"></table><script>j2w.init({"ssoCompanyId":"ostmarkAG"})</script>',
    ),
    at(
        "https://jobs.mesaridge.example/careers-home/jobs/10432?lang=en-us",
        "icims",
        ("jobs.mesaridge.example",),
        '<script>window.jibe = {"name":"mesaridge"};</script>',
        '<link rel="stylesheet" href="https://assets.jibecdn.com/prod/mesaridge/1.2/main.css">',
    ),
    at(
        "https://jobs.twinlakes.example/hcmUI/CandidateExperience/en/sites/CX_9/jobs/preview/123",
        "oracle",
        ("jobs.twinlakes.example", "cx_9"),
        '<div id="root"></div><script src="/hcmUI/CandExpStatic/js/main.js"></script>',
    ),
    at(
        "https://careers.bayfront.example/global/en/c/engineering-jobs",
        "phenom",
        ("careers.bayfront.example",),
        '<script>/*&lt;!*/ var phApp = phApp || {"widgetApiEndpoint":"https://careers.bayfront.example/widgets","refNum":"BAYFUS"};</script><script src="https://cdn.phenompeople.com/CareerConnectResources/prod/common/js/ph-app.js"></script>',
    ),
    at(
        "https://quartz.example/careers",
        "rippling",
        ("quartzline-careers",),
        '<iframe src="https://ats.rippling.com/embed/quartzline-careers/jobs?s=https%3A%2F%2Fquartz.example%2Fcareers"></iframe>',
    ),
    at(
        "https://saltmarsh.example/jobs",
        "gem",
        ("saltmarsh-ai",),
        '<iframe src="https://jobs.gem.com/saltmarsh-ai?embed=true"></iframe>',
    ),
    at(
        "https://nimbus.example/careers",
        "comeet",
        ("a1.23b",),
        '<script>window.comeetInit = function() { COMEET.init({ "token": "1AB2C3D4E5F6A7B8C9D0E1F2A3B4C5D6E7", "company-uid": "A1.23B", "company-name": "nimbuslab" }); };</script><script src="https://www.comeet.co/careers-api/api.js"></script>',
    ),
    at(
        "https://recruiting.paylocity.com/Recruiting/Jobs/Details/2345678",
        "paylocity",
        (UUID,),
        f'<a class="back" href="/recruiting/jobs/All/{UUID}/Prairie-Dental-LLC">View all jobs</a>',
    ),
    at(
        "https://harbour.example/vacancies",
        "pinpoint",
        ("harbourtrust",),
        f'<a href="https://harbourtrust.pinpointhq.com/postings/{UUID2}">Nurse</a>',
    ),
    Pasted(
        "https://pwani.example/",
        "lever",
        ("pwani",),
        {
            "https://pwani.example/": page('<h1>Fish</h1><a href="/careers">Careers</a>'),
            "https://pwani.example/careers": page(
                '<a href="https://jobs.lever.co/pwani">See jobs</a>'
            ),
        },
    ),
    Pasted(
        "https://moorhof.example/karriere",
        "personio",
        ("moorhof",),
        {
            "https://moorhof.example/karriere": page(
                '<a href="/karriere/offene-stellen">Offene Stellen</a>'
            ),
            "https://moorhof.example/karriere/offene-stellen": page(
                '<iframe src="https://moorhof.jobs.personio.de/"></iframe>'
            ),
        },
    ),
    Pasted(
        "https://tana.example/jobs",
        "bamboohr",
        ("tana",),
        {
            "https://tana.example/jobs": page(
                "", '<meta http-equiv="refresh" content="0; url=https://tana.bamboohr.com/careers">'
            )
        },
    ),
    Pasted(
        "https://pemba.example/jobs",
        "greenhouse",
        ("pemba",),
        {
            "https://pemba.example/jobs": page('<iframe src="/jobs-frame.html"></iframe>'),
            "https://pemba.example/jobs-frame.html": page(
                '<script src="https://boards.greenhouse.io/embed/job_board/js?for=pemba"></script>'
            ),
        },
    ),
    at(
        "https://both.example/careers",
        SEVERAL,
        ("both-main", "partner"),
        '<script src="https://jobs.ashbyhq.com/both-main/embed?version=2"></script><p>Partners: <a href="https://jobs.lever.co/partner">theirs</a></p>',
    ),
]

ANY_PAGE: Final = [
    at(
        "https://umoja.example/careers/welder",
        "jsonld",
        ("umoja.example/careers",),
        '<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Welder</h1><span itemprop="hiringOrganization">Umoja</span><div itemprop="description">Weld.</div><meta itemprop="datePosted" content="2026-06-01"></div>',
    ),
    Pasted(
        "https://umoja.example/openings",
        "jsonld",
        ("umoja.example/openings",),
        {
            "https://umoja.example/openings": page(
                "<h1>Openings</h1>",
                LD
                % '{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"url":"https://umoja.example/openings/welder"},{"@type":"ListItem","position":2,"url":"https://umoja.example/openings/fitter"}]}',
            ),
            "https://umoja.example/openings/welder": page(
                "x",
                LD % ('{"@context":"https://schema.org",' + (POSTING % ("Welder", JOB % 1))[1:]),
            ),
        },
    ),
    Pasted(
        "https://mlima.example/stellen",
        "feed",
        ("mlima.example/stellen/feed",),
        {
            "https://mlima.example/stellen": page(
                "<h1>Stellen</h1>",
                '<link rel="alternate" type="application/atom+xml" title="Stellenangebote" href="/stellen/feed">',
            ),
            "https://mlima.example/stellen/feed": '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Stellenangebote</title><entry><title>Förster</title><id>1</id><link href="https://mlima.example/stellen/1"/><updated>2026-06-01T00:00:00Z</updated></entry></feed>',
        },
    ),
    Pasted(
        "https://mlima.example/?feed=job_feed",
        "feed",
        ("feed=job_feed",),
        {
            "https://mlima.example/?feed=job_feed": RSS
            % (
                "Mlima &raquo; Jobs",
                "https://mlima.example",
                "Ranger",
                "https://mlima.example/job/ranger",
            )
        },
    ),
    Pasted(
        "https://ziwa.example/sitemap_index.xml",
        "jsonld",
        ("ziwa.example",),
        {
            "https://ziwa.example/sitemap_index.xml": '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://ziwa.example/page-sitemap.xml</loc></sitemap><sitemap><loc>https://ziwa.example/job_listing-sitemap.xml</loc></sitemap></sitemapindex>',
            "https://ziwa.example/job_listing-sitemap.xml": _SITEMAP
            % "<url><loc>https://ziwa.example/jobs/fisher-12</loc></url>",
        },
    ),
]

NO_BOARD: Final = [
    at(
        "https://blog.example/careers/how-to-write-a-cv",
        None,
        (),
        "<h1>How to write a CV</h1><p>Be short.</p>",
        LD % '{"@context":"https://schema.org","@type":"Article","headline":"How to write a CV"}',
    ),
    at(
        "https://umoja.example/about",
        None,
        (),
        "<h1>About</h1>",
        LD % '{"@context":"https://schema.org","@type":"Organization","name":"Umoja"}',
    ),
    Pasted(
        "https://umoja.example/careers.pdf",
        None,
        (),
        {
            "https://umoja.example/careers.pdf": "%PDF-1.7\n1 0 obj << /URI (https://umoja.example/) >>"
        },
    ),
    Pasted("https://www.facebook.com/umoja/jobs", None),
    at(
        "https://news.ycombinator.com/item?id=2",
        None,
        (),
        '<span class="titleline"><a href="item?id=2">Ask HN: Who wants to be hired? (June 2026)</a></span><div class="commtext">I know Rust. <a href="https://me.example/cv">CV</a></div>',
    ),
    at(
        "https://conf.example/partners",
        None,
        (),
        '<img src="https://assets.teamtailor-cdn.com/logo.png"><img src="https://static.vscdn.net/images/careers/demo/heron/logo.png"><img src="https://careers.recruiteecdn.com/image/logo.png">',
    ),
    at(
        "https://vendor.example/integrations",
        None,
        (),
        '<p>We integrate with <a href="https://www.workable.com">Workable</a>, <a href="https://developers.greenhouse.io/harvest.html">Greenhouse Harvest</a>, <a href="https://api.lever.co/v1/postings">Lever</a> and <a href="https://www.workday.com/en-us/company/careers.html">Workday</a>.</p>',
    ),
]

LATER: Final = [*BY_ADDRESS, *IN_PAGES, *ANY_PAGE, *NO_BOARD]
