"""Addresses as people paste them, with what each page says, and the board that they mean.

All employers are invented; the forms are those of the vendors. The table was written without
looking at the recogniser, which knew 150 of its 167 rows (89.8 %) when it first saw them.
"""

# ruff: noqa: E501  (addresses and markup are easier to read unbroken)

from __future__ import annotations

from typing import Final, NamedTuple

SEVERAL: Final = "several"
"""More than one board is named, or one that may not be meant, and the person has to choose."""


class Pasted(NamedTuple):
    """*address* as pasted.

    Attributes:
        kind: of the board; None where there is none, or ``SEVERAL``.
        names: what its configuration must say, in any case of letters.
        pages: what the addresses answer that may be asked. Others answer 404.
    """

    address: str
    kind: str | None
    names: tuple[str, ...] = ()
    pages: dict[str, str] | None = None


def page(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Careers</title>{head}'
        '</head><body><header><nav><a href="/">Home</a> <a href="/about">About us</a> '
        '<a href="https://www.linkedin.com/company/example">LinkedIn</a></nav></header>'
        f'<main>{body}</main><footer><a href="/privacy">Privacy</a></footer></body></html>'
    )


def at(address: str, kind: str | None, names: tuple[str, ...], body: str, head: str = "") -> Pasted:
    return Pasted(address, kind, names, {address: page(body, head)})


UUID: Final = "3c1d0c8e-5f8f-4b63-9a52-0d3c2b1a4f5e"
UUID2: Final = "9b7e2a14-61d0-4c3f-8a55-7e0f6c2d1b90"

GREENHOUSE: Final = [
    Pasted("https://boards.greenhouse.io/kilimohub", "greenhouse", ("kilimohub",)),
    Pasted(
        "https://job-boards.greenhouse.io/kilimohub/jobs/5512345004?gh_src=ab12cd34us&utm_source=linkedin",
        "greenhouse",
        ("kilimohub",),
    ),
    Pasted(
        "https://job-boards.eu.greenhouse.io/nordlysenergi/jobs/4412345101",
        "greenhouse",
        ("nordlysenergi",),
    ),
    Pasted("boards.eu.greenhouse.io/nordlysenergi/", "greenhouse", ("nordlysenergi",)),
    Pasted(
        "https://boards.greenhouse.io/embed/job_board?for=maziwafoods&b=https%3A%2F%2Fmaziwafoods.example%2Fcareers",
        "greenhouse",
        ("maziwafoods",),
    ),
    Pasted(
        "https://boards.greenhouse.io/embed/job_app?token=4567890&for=maziwafoods",
        "greenhouse",
        ("maziwafoods",),
    ),
    at(
        "https://www.tembofreight.example/careers/open-roles?gh_jid=6612345",
        "greenhouse",
        ("tembofreight",),
        '<h1>Open roles</h1><div id="grnhse_app"></div>'
        '<script src="https://boards.greenhouse.io/embed/job_board/js?for=tembofreight"></script>',
    ),
    at(
        "https://nordlys.example/no/karriere/",
        "greenhouse",
        ("nordlysenergi",),
        '<iframe id="grnhse_iframe" width="100%" title="Greenhouse Job Board" '
        'src="https://job-boards.eu.greenhouse.io/embed/job_board?for=nordlysenergi&amp;b=https%3A%2F%2Fnordlys.example%2Fno%2Fkarriere"></iframe>',
    ),
    at(
        "https://ziwalabs.example/jobs",
        "greenhouse",
        ("ziwalabs",),
        '<div id="list"></div><script>fetch("https://boards-api.greenhouse.io/v1/boards/ziwalabs/jobs?content=true")'
        ".then(r => r.json()).then(show)</script>",
    ),
    at(
        "https://ziwacloud.example/company/join-us#openings",
        "greenhouse",
        ("ziwacloud",),
        '<ul><li><a href="https://job-boards.greenhouse.io/ziwacloud/jobs/4001">SRE</a></li>'
        '<li><a href="https://job-boards.greenhouse.io/ziwacloud/jobs/4002?gh_src=site">PM</a></li></ul>',
    ),
    Pasted(
        "https://boards-api.greenhouse.io/v1/boards/savannabank/jobs?content=true",
        "greenhouse",
        ("savannabank",),
    ),
    Pasted(
        "Apply here: https://boards.greenhouse.io/kilimohub/jobs/41234).",
        "greenhouse",
        ("kilimohub",),
    ),
    Pasted("https://boards.greenhouse.io/", None),
    Pasted("https://my.greenhouse.io/jobs", None),
]

LEVER: Final = [
    Pasted("https://jobs.lever.co/pamojahealth", "lever", ("pamojahealth",)),
    Pasted(
        f"https://jobs.lever.co/pamojahealth/{UUID}/apply?lever-source=LinkedIn",
        "lever",
        ("pamojahealth",),
    ),
    Pasted(f"https://jobs.eu.lever.co/fjordpay/{UUID}", "lever", ("fjordpay", "eu")),
    Pasted(
        "jobs.lever.co/pamojahealth?team=Engineering&location=Nairobi", "lever", ("pamojahealth",)
    ),
    Pasted("https://api.lever.co/v0/postings/pamojahealth?mode=json", "lever", ("pamojahealth",)),
    at(
        "https://fjordpay.example/jobs/",
        "lever",
        ("fjordpay", "eu"),
        "<script>const api='https://api.eu.lever.co/v0/postings/fjordpay?group=team&mode=json';load(api)</script>",
    ),
    at(
        "https://duma.example/careers",
        "lever",
        ("duma-robotics",),
        "<div id='lever-jobs-container'></div><script>window.leverJobsOptions = "
        "{accountName: 'duma-robotics', includeCss: true};</script>"
        "<script src='https://andreasmb.github.io/lever-jobs-embed/index.js'></script>",
    ),
    at(
        "https://www.simbapower.example/careers/?utm_campaign=spring",
        "lever",
        ("simba-power",),
        f'<a href="https://jobs.lever.co/simba-power/{UUID}?lever-via=x">Engineer</a>'
        f'<a href="https://jobs.lever.co/simba-power/{UUID2}">Analyst</a>'
        '<a href="https://www.lever.co/">Powered by Lever</a>',
    ),
]

ASHBY: Final = [
    Pasted("https://jobs.ashbyhq.com/LiwiLabs", "ashby", ("liwilabs",)),
    Pasted(
        f"https://jobs.ashbyhq.com/Green%20Basket/{UUID}?utm_source=hn", "ashby", ("green basket",)
    ),
    Pasted(f"https://jobs.ashbyhq.com/twiga.tech/{UUID}/application", "ashby", ("twiga.tech",)),
    at(
        "https://liwi.example/careers",
        "ashby",
        ("liwilabs",),
        '<div id="ashby_embed"></div><script src="https://jobs.ashbyhq.com/liwilabs/embed?version=2"></script>',
    ),
    at(
        f"https://liwi.example/about/careers/?ashby_jid={UUID}",
        "ashby",
        ("liwilabs",),
        '<iframe id="ashby_embed_iframe" src="https://jobs.ashbyhq.com/liwilabs?embed=js"></iframe>',
    ),
    Pasted(
        "https://api.ashbyhq.com/posting-api/job-board/liwilabs?includeCompensation=true",
        "ashby",
        ("liwilabs",),
    ),
    at(
        "https://kahawa.example/jobs",
        "ashby",
        ("kahawacloud",),
        '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"jobs":'
        '[{"title":"SRE","url":"https:\\/\\/jobs.ashbyhq.com\\/kahawacloud\\/'
        + UUID
        + '"}]}}</script>',
    ),
]

WORKDAY: Final = [
    Pasted(
        "https://mwamba.wd5.myworkdayjobs.com/en-US/External_Careers",
        "workday",
        ("mwamba", "wd5", "external_careers"),
    ),
    Pasted(
        "https://mwamba.wd5.myworkdayjobs.com/en-US/External_Careers/job/Nairobi-Kenya/Senior-Engineer_R-10234-1?source=LinkedIn",
        "workday",
        ("mwamba", "external_careers"),
    ),
    Pasted(
        "http://mwamba.wd5.myworkdayjobs.com/External_Careers/",
        "workday",
        ("mwamba", "external_careers"),
    ),
    Pasted(
        "https://mwamba.wd5.myworkdayjobs.com/wday/cxs/mwamba/External_Careers/jobs",
        "workday",
        ("mwamba", "external_careers"),
    ),
    Pasted(
        "https://wd3.myworkdaysite.com/recruiting/solvikgroup/SolvikCareers",
        "workday",
        ("wd3", "solvikgroup", "solvikcareers"),
    ),
    Pasted(
        "https://wd3.myworkdaysite.com/de-DE/recruiting/solvikgroup/SolvikCareers/job/Oslo/Ingenieur_JR-12",
        "workday",
        ("wd3", "solvikgroup", "solvikcareers"),
    ),
    at(
        "https://halvorsen.example/carrieres",
        "workday",
        ("halvorsen", "wd103", "jobs"),
        '<p>Rejoignez-nous</p><a class="btn" href="https://halvorsen.wd103.myworkdayjobs.com/fr-FR/Jobs">Voir les offres</a>',
    ),
    Pasted(
        "https://pinehill.wd1.myworkdayjobs.com/en-US/Careers/details/Analyst_JR1009?q=analyst&locations=abc",
        "workday",
        ("pinehill", "careers"),
    ),
    Pasted(
        "https://pinehill.wd1.myworkdayjobs.com/Careers/job/Boise-ID/Analyst_JR1009/apply/autofillWithResume",
        "workday",
        ("pinehill", "careers"),
    ),
    Pasted(
        "https://pinehill.wd1.myworkdayjobs.com/en-US/Careers/login?redirect=%2Fen-US%2FCareers%2FuserHome",
        "workday",
        ("pinehill", "careers"),
    ),
    Pasted("https://www.myworkday.com/mwamba/d/home.htmld", None),
]

SMARTRECRUITERS: Final = [
    Pasted(
        "https://careers.smartrecruiters.com/BahariLines1", "smartrecruiters", ("baharilines1",)
    ),
    Pasted(
        "https://jobs.smartrecruiters.com/BahariLines1/744000012345678-port-operations-manager?trid=2d92f286",
        "smartrecruiters",
        ("baharilines1",),
    ),
    Pasted(
        f"https://jobs.smartrecruiters.com/oneclick-ui/company/BahariLines1/publication/{UUID}?dcr_ci=BahariLines1",
        "smartrecruiters",
        ("baharilines1",),
    ),
    Pasted(
        f"https://jobs.smartrecruiters.com/ni/BahariLines1/{UUID}-crane-operator",
        "smartrecruiters",
        ("baharilines1",),
    ),
    at(
        "https://bahari.example/work-with-us",
        "smartrecruiters",
        ("baharilines1",),
        "<script src='https://static.smartrecruiters.com/job-widget/1.6.2/script/smart_widget.js'></script>"
        '<script class="job_widget">widget({"company_code": "BahariLines1", "bg_color_widget": "#fff", '
        '"api_url": "https://www.smartrecruiters.com", "job_ad_url": "https://jobs.smartrecruiters.com"});</script>',
    ),
    Pasted(
        "https://api.smartrecruiters.com/v1/companies/BahariLines1/postings?limit=100",
        "smartrecruiters",
        ("baharilines1",),
    ),
    Pasted(
        "https://careers.smartrecruiters.com/BahariLines1/engineering-hub?remoteLocation=true",
        "smartrecruiters",
        ("baharilines1",),
    ),
    at(
        "https://jobs.korallhotels.example/de/stellen",
        "smartrecruiters",
        ("korallhotels",),
        '<a href="//jobs.smartrecruiters.com/KorallHotels/744000099999999-koch">Koch</a>'
        '<a href="//jobs.smartrecruiters.com/KorallHotels/744000099999998-empfang">Empfang</a>',
    ),
]

WORKABLE: Final = [
    Pasted("https://apply.workable.com/mto-analytics/", "workable", ("mto-analytics",)),
    Pasted(
        "https://apply.workable.com/mto-analytics/j/0A1B2C3D4E/?utm_source=jobs",
        "workable",
        ("mto-analytics",),
    ),
    Pasted("https://apply.workable.com/mto-analytics/?lng=de#jobs", "workable", ("mto-analytics",)),
    Pasted("https://mto-analytics.workable.com/jobs/1234567", "workable", ("mto-analytics",)),
    Pasted(
        "https://apply.workable.com/api/v3/accounts/mto-analytics/jobs",
        "workable",
        ("mto-analytics",),
    ),
    at(
        "https://mto.example/careers",
        "workable",
        ("407621",),
        "<script src='https://www.workable.com/assets/embed.js' type='text/javascript'></script>"
        "<script>whr(document).ready(function(){whr_embed(407621, {detail: 'titles', base: 'jobs', zoom: 'country'});});</script>"
        '<div id="whr_embed_hook"></div>',
    ),
    at(
        "https://mto.example/team",
        "workable",
        ("mto-analytics",),
        '<h2>Open positions</h2><a href="https://apply.workable.com/mto-analytics/j/0A1B2C3D4E/">Data engineer</a>',
    ),
    Pasted("https://apply.workable.com/", None),
]

PERSONIO: Final = [
    Pasted("https://quellwerk.jobs.personio.de/?language=en", "personio", ("quellwerk",)),
    Pasted(
        "https://quellwerk.jobs.personio.de/job/1234567?language=de&display=de#apply",
        "personio",
        ("quellwerk",),
    ),
    Pasted("quellwerk.jobs.personio.com/job/1234567", "personio", ("quellwerk",)),
    Pasted("http://quellwerk.jobs.personio.de/xml", "personio", ("quellwerk",)),
    at(
        "https://www.quellwerk.example/karriere",
        "personio",
        ("quellwerk-gmbh",),
        '<iframe src="https://quellwerk-gmbh.jobs.personio.de/?language=de" style="border:0"></iframe>',
    ),
    at(
        "https://www.moorhof.example/jobs/",
        "personio",
        ("moorhof",),
        '<a href="https://moorhof.jobs.personio.de/job/99812?display=de">Melker</a>'
        '<a href="https://moorhof.jobs.personio.de/job/99813?display=de">Hofladen</a>',
    ),
    Pasted("https://www.personio.com/pricing/", None),
]

TEAMTAILOR: Final = [
    Pasted("https://fjellhjem.teamtailor.com/jobs", "teamtailor", ("fjellhjem",)),
    Pasted(
        "https://fjellhjem.teamtailor.com/jobs/4412345-sykepleier?promotion=123-trackable",
        "teamtailor",
        ("fjellhjem",),
    ),
    at(
        "https://career.fjellhjem.example/jobs",
        "teamtailor",
        ("career.fjellhjem.example",),
        '<ul id="jobs_list_container"><li><a href="https://career.fjellhjem.example/jobs/4412345-sykepleier">Sykepleier</a></li></ul>'
        '<a href="https://www.teamtailor.com/?utm_campaign=poweredby">Career site by Teamtailor</a>',
        '<link rel="stylesheet" href="https://assets-aws.teamtailor-cdn.com/assets/packs/css/careersite-1a2b.css">'
        '<link rel="alternate" type="application/rss+xml" title="Jobs" href="https://career.fjellhjem.example/jobs.rss">',
    ),
    Pasted(
        "https://sunridge.na.teamtailor.com/jobs?department=Sales", "teamtailor", ("sunridge.na",)
    ),
    at(
        "https://jobs.lindholm.example/departments/engineering",
        "teamtailor",
        ("jobs.lindholm.example",),
        '<div data-controller="careersite--jobs--list"><a href="/jobs/77-utvecklare">Utvecklare</a></div>',
        '<script src="https://assets-aws.teamtailor-cdn.com/assets/packs/js/careersite-88.js" defer></script>'
        '<meta name="csrf-param" content="authenticity_token">',
    ),
    at(
        "https://strandby.example/ledige-stillinger",
        None,
        (),
        '<script src="https://scripts.teamtailor-cdn.com/widgets/eu-pink/jobs.js" async></script>'
        '<div class="teamtailor-jobs-widget" data-teamtailor-api-key="aBc123" data-teamtailor-limit="20"></div>',
    ),
    Pasted("http://fjellhjem.teamtailor.com/locations/oslo", "teamtailor", ("fjellhjem",)),
]

RECRUITEE: Final = [
    Pasted("https://polderworks.recruitee.com/", "recruitee", ("polderworks",)),
    Pasted(
        "https://polderworks.recruitee.com/o/backend-engineer-utrecht/c/new?source=Twitter",
        "recruitee",
        ("polderworks",),
    ),
    at(
        "https://jobs.polderworks.example/o/data-analist",
        "recruitee",
        ("polderworks",),
        '<div data-component="PublicApp" data-props="{&quot;appConfig&quot;:{&quot;host&quot;:&quot;polderworks.recruitee.com&quot;}}"></div>',
        '<script src="https://careers.recruiteecdn.com/assets/public-1a2b.js" defer></script>',
    ),
    Pasted("https://polderworks.recruitee.com/api/offers/", "recruitee", ("polderworks",)),
    at(
        "https://polderworks.example/werken-bij",
        "recruitee",
        ("polderworks",),
        '<a href="https://polderworks.recruitee.com/o/timmerman?lang=nl">Timmerman</a>'
        '<a href="https://recruitee.com/?utm_source=careers">Recruitee</a>',
    ),
]

BAMBOOHR: Final = [
    Pasted("https://acaciacare.bamboohr.com/careers", "bamboohr", ("acaciacare",)),
    Pasted(
        "https://acaciacare.bamboohr.com/careers/87?source=aWQ9MjE%3D", "bamboohr", ("acaciacare",)
    ),
    Pasted("acaciacare.bamboohr.com/jobs/view.php?id=45", "bamboohr", ("acaciacare",)),
    at(
        "https://acacia.example/careers/",
        "bamboohr",
        ("acaciacare",),
        '<div id="BambooHR" data-domain="acaciacare.bamboohr.com" data-version="1.0.0" data-departmentId=""></div>',
    ),
    at(
        "https://acacia.example/join",
        "bamboohr",
        ("acaciacare",),
        '<div id="BambooHR"></div><script>var s=document.createElement("script");'
        's.src="//acaciacare.bamboohr.com/js/embed.js";document.body.appendChild(s)</script>',
    ),
    Pasted("https://www.bamboohr.com/careers/", None),
]

ICIMS: Final = [
    Pasted(
        "https://careers-mesaridge.icims.com/jobs/search?ss=1&searchKeyword=",
        "icims",
        ("careers-mesaridge",),
    ),
    Pasted(
        "https://careers-mesaridge.icims.com/jobs/10432/registered-nurse/job?mode=view&mobile=false&width=1140&height=500&bga=true&needsRedirect=false&jan1offset=-420&jun1offset=-360",
        "icims",
        ("careers-mesaridge",),
    ),
    at(
        "https://www.mesaridge.example/careers",
        "icims",
        ("jobs-mesaridge",),
        '<iframe id="icims_content_iframe" name="icims_content_iframe" src="https://jobs-mesaridge.icims.com/jobs/intro?in_iframe=1&amp;hashed=-435"></iframe>',
    ),
    at(
        "https://careers.mesaridge.example/jobs?page=1&sortBy=relevance",
        "icims",
        ("careers.mesaridge.example",),
        '<div id="app" data-jibe-search-version="4.11"></div><script>window.searchConfig={"apiUrl":"/api/jobs"};window.jibe={};</script>'
        '<a href="https://careers-mesaridge.icims.com/jobs/login">Returning candidate</a>',
        '<script src="https://app.jibecdn.com/prod/search/4.11/main.js"></script>',
    ),
    Pasted(
        "https://globalcareers-mesaridge.icims.com/jobs/intro?hashed=-435683781",
        "icims",
        ("globalcareers-mesaridge",),
    ),
]

SUCCESSFACTORS: Final = [
    # these need a session, which a source does not have
    Pasted("https://career5.successfactors.eu/career?company=ostmarkAG", None),
    Pasted(
        "https://career2.successfactors.eu/career?career%5fns=job%5flisting&company=ostmarkAG&navBarLevel=JOB%5fSEARCH&rcm%5fsite%5flocale=en%5fGB&career_job_req_id=1234",
        None,
    ),
    at(
        "https://jobs.ostmark.example/search/?q=&locationsearch=",
        "successfactors",
        ("jobs.ostmark.example",),
        '<table id="searchresults"><tr class="data-row"><td><a class="jobTitle-link" href="/job/Wien-Projektleiter-1010/1012345601/">Projektleiter</a></td></tr></table>'
        '<script>j2w.init({"ssoCompanyId":"ostmarkAG","referrer":""});</script>',
        '<link rel="stylesheet" href="https://rmkcdn.successfactors.com/d1204926/main.css">',
    ),
    at(
        "https://careers.ostmark.example/job/Wien-Projektleiter-1010/1012345601/",
        "successfactors",
        ("careers.ostmark.example",),
        '<span itemprop="title">Projektleiter</span><a class="btn-apply" href="/talentcommunity/apply/1012345601/?locale=de_DE">Bewerben</a>',
        '<script src="/platform/js/j2w/min/j2w.core.min.js"></script><img src="https://rmkcdn.successfactors.eu/ab/logo.png">',
    ),
    at(
        "https://events.example/sponsors",
        None,
        (),
        '<h1>Our sponsors</h1><img src="https://rmkcdn.successfactors.com/c4851ec3/logo.svg" alt="Sponsor">'
        '<img src="https://cdn.phenompeople.com/CareerConnectResources/BAYFUS/social/logo.jpg">',
    ),
]

ORACLE: Final = [
    Pasted(
        "https://edjx.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1001/requisitions",
        "oracle",
        ("edjx.fa.us2.oraclecloud.com", "cx_1001"),
    ),
    Pasted(
        "https://edjx.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1001/job/23456/?utm_medium=jobshare",
        "oracle",
        ("edjx.fa.us2.oraclecloud.com", "cx_1001"),
    ),
    Pasted(
        "https://fa-ewxy-saasfaprod1.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX/jobs?location=Kenya&locationId=300000000",
        "oracle",
        ("fa-ewxy-saasfaprod1.fa.ocs.oraclecloud.com", "cx"),
    ),
    at(
        "https://careers.twinlakes.example/en/sites/TwinLakes/jobs",
        "oracle",
        ("fa-abcd-saasfaprod1.fa.ocs.oraclecloud.com", "cx_2"),
        '<div class="app"></div><script>var CX_CONFIG = {app: {apiBaseUrl: "https://fa-abcd-saasfaprod1.fa.ocs.oraclecloud.com:443", '
        'siteLang: "en", siteNumber: "CX_2", siteName: "TwinLakes"}};</script>',
    ),
    at(
        "https://www.twinlakes.example/careers",
        "oracle",
        ("eabc.fa.em2.oraclecloud.com", "cx_3"),
        '<a href="https://eabc.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_3">Search jobs</a>',
    ),
]

TALEO: Final = [
    Pasted(
        "https://granitebank.taleo.net/careersection/2/jobsearch.ftl?lang=en",
        "taleo",
        ("granitebank", "2"),
    ),
    Pasted(
        "https://granitebank.taleo.net/careersection/ex_site/jobdetail.ftl?job=170003KL&tz=GMT%2B03%3A00",
        "taleo",
        ("granitebank", "ex_site"),
    ),
    at(
        "https://granite.example/careers",
        "taleo",
        ("granitebank", "10000"),
        '<a href="https://granitebank.taleo.net/careersection/10000/moresearch.ftl?lang=en&amp;portal=101430233">Search</a>',
    ),
]

JOBVITE: Final = [
    Pasted("https://jobs.jobvite.com/corvuslabs/jobs", "jobvite", ("corvuslabs",)),
    Pasted(
        "https://jobs.jobvite.com/careers/corvuslabs/job/oAbCdEf1?__jvst=Job%20Board&__jvsd=Indeed",
        "jobvite",
        ("corvuslabs",),
    ),
    at(
        "https://corvus.example/careers",
        "jobvite",
        ("corvuslabs",),
        '<div class="jv-careersite" data-careersite="corvuslabs" data-force-redirect></div>'
        '<script src="//jobs.jobvite.com/__assets__/scripts/careersite/public/iframe.js"></script>',
    ),
    at(
        "https://corvus.example/jobs",
        "jobvite",
        ("corvuslabs",),
        '<script src="https://jobs.jobvite.com/__assets__/scripts/careersite/public/iframe.js"></script>'
        "<script>Jobvite = { careersite: 'corvuslabs' };</script>",
    ),
]

PHENOM: Final = [
    at(
        "https://careers.bayfront.example/us/en/search-results?keywords=",
        "phenom",
        ("careers.bayfront.example",),
        '<script>var phApp = phApp || {"widgetApiEndpoint":"https://careers.bayfront.example/widgets","country":"us","deviceType":"desktop",'
        '"locale":"en_us","refNum":"BAYFUS","baseUrl":"https://careers.bayfront.example/us/en/"};phApp.ddo = {"siteConfig":{}};</script>',
        '<link rel="preconnect" href="https://cdn.phenompeople.com">',
    ),
    at(
        "https://careers.bayfront.example/us/en/job/R12345/Plant-Manager",
        "phenom",
        ("careers.bayfront.example",),
        '<script>var phApp = phApp || {"locale":"en_us","refNum":"BAYFUS","widgetApiEndpoint":"https://careers.bayfront.example/widgets"};</script>'
        '<script src="https://assets.phenompeople.com/CareerConnectResources/common/js/ph.js"></script>',
    ),
]

EIGHTFOLD: Final = [
    Pasted(
        "https://atlasgrid.eightfold.ai/careers?pid=563412345&domain=atlasgrid.com&sort_by=relevance",
        "eightfold",
        ("atlasgrid",),  # whose domain is atlasgrid.com
    ),
    at(
        "https://jobs.atlasgrid.example/careers?location=Nairobi",
        "eightfold",
        ("jobs.atlasgrid.example", "atlasgrid.example"),
        '<code id="smartApplyData" style="display:none">{"domain": "atlasgrid.example", "positions": []}</code>'
        '<script>window._EF_GROUP_ID = "atlasgrid.example";</script>',
        '<link rel="stylesheet" href="https://static.vscdn.net/fonts/css/eightfold-font-base.css">',
    ),
    Pasted("https://app.eightfold.ai/careers?domain=heron.com", "eightfold", ("heron.com",)),
]

SMALLER: Final = [
    Pasted("https://mosaiq.breezy.hr/p/a1b2c3d4e5f6-product-designer/apply", "breezy", ("mosaiq",)),
    Pasted(
        "https://cedarworks.applytojob.com/apply/AbCdEfGhIj/Field-Technician?source=INDE",
        "jazzhr",
        ("cedarworks",),
    ),
    at(
        "https://cedar.example/jobs",
        "jazzhr",
        ("cedarworks",),
        '<script type="text/javascript" src="//app.jazz.co/widgets/basic/create/cedarworks" charset="utf-8"></script>',
    ),
    Pasted(
        "https://join.com/companies/werkstattblau/12345678-schreiner-m-w-d?pid=a1",
        "join",
        ("werkstattblau",),
    ),
    Pasted(
        f"https://harbourtrust.pinpointhq.com/en/postings/{UUID}", "pinpoint", ("harbourtrust",)
    ),
    Pasted(
        f"https://ats.rippling.com/en-GB/quartzline-careers/jobs/{UUID}?src=LinkedIn",
        "rippling",
        ("quartzline-careers",),
    ),
    # a name with a capital letter is the company's, not the board's
    Pasted(f"https://app.dover.com/apply/Tidepool/{UUID}?rs=42706078", None),
    Pasted("https://app.dover.com/jobs/tidepool", "dover", ("tidepool",)),
    Pasted("https://jobs.gem.com/saltmarsh-ai/am9icG9zdDo1", "gem", ("saltmarsh-ai",)),
    Pasted(
        "https://www.comeet.com/jobs/nimbuslab/A1.23B/backend-developer/4C.567",
        "comeet",
        ("nimbuslab", "a1.23b"),
    ),
    Pasted(
        f"https://recruiting.paylocity.com/recruiting/jobs/All/{UUID}/Prairie-Dental-LLC",
        "paylocity",
        (UUID,),
    ),
    at(
        "https://prairie.example/careers",
        "paylocity",
        (UUID,),
        f'<a href="https://recruiting.paylocity.com/Recruiting/Jobs/All/{UUID}/Prairie-Dental">See jobs</a>',
    ),
    Pasted(
        f"https://recruiting2.ultipro.com/LAK1001LAKES/JobBoard/{UUID}/OpportunityDetail?opportunityId={UUID2}",
        "ukg",
        ("lak1001lakes", UUID),
    ),
    Pasted(
        f"https://lakes.rec.pro.ukg.net/LAK1001LAKES/JobBoard/{UUID}/?q=&o=postedDateDesc",
        "ukg",
        ("lak1001lakes", UUID),
    ),
    Pasted(
        "https://www.careers-page.com/lotuslogistics/job/L1A2B3C4", "manatal", ("lotuslogistics",)
    ),
    Pasted(
        "https://www.welcometothejungle.com/fr/companies/brindille/jobs/designer-produit_paris?q=abc",
        "wttj",
        ("brindille",),
    ),
    Pasted(
        "https://www.workatastartup.com/companies/lumenfield", "workatastartup", ("lumenfield",)
    ),
    Pasted(
        "https://www.ycombinator.com/companies/lumenfield/jobs/aB1cD2e-founding-engineer",
        "workatastartup",
        ("lumenfield",),
    ),
]

# Whoever pastes a search that the kind cannot make is asked whether the whole board is meant.
MANY_EMPLOYERS: Final = [
    Pasted(
        "https://www.google.com/about/careers/applications/jobs/results/?location=Nairobi%2C%20Kenya&hl=en_US",
        "google",
    ),
    at(
        "https://news.ycombinator.com/item?id=41234567",
        "hackernews",
        (),
        '<table class="fatitem"><tr class="athing"><td class="title"><span class="titleline"><a href="item?id=41234567">Ask HN: Who is hiring? (June 2026)</a></span></td></tr></table>'
        '<div class="commtext">Lever Box | Remote | <a href="https://jobs.lever.co/leverbox">apply</a></div>'
        '<div class="commtext">Gull | Berlin | <a href="https://jobs.ashbyhq.com/gull">apply</a></div>',
    ),
    Pasted("https://himalayas.app/companies/gullwing/jobs", SEVERAL, ("himalayas",)),
    Pasted("https://remotive.com/remote-jobs/software-dev?query=python", "remotive"),
    Pasted("https://remoteok.com/remote-python-jobs", SEVERAL, ("remoteok",)),
    Pasted("https://www.arbeitnow.com/remote-jobs", SEVERAL, ("arbeitnow",)),
    Pasted("https://jobicy.com/jobs?tag=python", "jobicy"),
    Pasted("https://www.themuse.com/search/location/nairobi-kenya/", "themuse"),
    Pasted("https://reliefweb.int/jobs?advanced-search=%28C131%29", "reliefweb"),
    Pasted("https://arbeidsplassen.nav.no/stillinger?q=utvikler", "nav"),
    Pasted("https://arbetsformedlingen.se/platsbanken/annonser?q=python", "jobtech"),
    Pasted(
        "https://www.arbeitsagentur.de/jobsuche/suche?angebotsart=1&was=Softwareentwickler&wo=Berlin",
        "arbeitsagentur",
    ),
    Pasted(
        "https://europa.eu/eures/portal/jv-se/search?page=1&keywordsEverywhere=engineer&lang=en",
        "eures",
    ),
    Pasted("https://www.usajobs.gov/search/results/?k=engineer", "usajobs"),
    Pasted("https://www.reed.co.uk/jobs/python-jobs-in-london", "reed", ("python", "london")),
    Pasted("https://justjoin.it/job-offers/warszawa/python", SEVERAL, ("justjoinit",)),
    Pasted("https://nofluffjobs.com/pl/backend?lang=pl", SEVERAL, ("nofluffjobs",)),
    Pasted("https://landing.jobs/jobs?country=PT", "landingjobs"),
    Pasted(
        "https://www.myjobmag.co.ke/jobs-by-field/information-technology", SEVERAL, ("myjobmag",)
    ),
    Pasted(
        "https://weworkremotely.com/categories/remote-back-end-programming-jobs", "weworkremotely"
    ),
    Pasted("https://github.com/SimplifyJobs/New-Grad-Positions", "simplify"),
]

POSTING: Final = (
    '{"@type":"JobPosting","title":"%s","datePosted":"2026-06-01","description":"<p>Do the work.</p>",'
    '"hiringOrganization":{"@type":"Organization","name":"Umoja"},"jobLocation":{"@type":"Place",'
    '"address":{"@type":"PostalAddress","addressLocality":"Nairobi","addressCountry":"KE"}},"url":"%s"}'
)
LD: Final = '<script type="application/ld+json">%s</script>'
RSS: Final = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><link>%s</link>'
    "<description>x</description><item><title>%s</title><link>%s</link>"
    "<description>Join us.</description><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate></item></channel></rss>"
)
JOB: Final = "https://umoja.example/jobs/%s"

ANY_PAGE: Final = [
    at(
        "https://umoja.example/careers",
        "jsonld",
        ("umoja.example/careers",),
        "<h1>Jobs</h1>",
        LD
        % (
            '{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},'
            + POSTING % ("Welder", JOB % 1)
            + ","
            + POSTING % ("Fitter", JOB % 2)
            + "]}"
        ),
    ),
    Pasted(
        "umoja.example/vacancies?utm_source=facebook&fbclid=IwAR0x",
        "jsonld",
        ("umoja.example/vacancies",),
        {
            "https://umoja.example/vacancies?utm_source=facebook&fbclid=IwAR0x": page(
                "".join(
                    f'<a class="job" href="/vacancies/{n}-welder">Welder {n}</a>' for n in range(3)
                )
            ),
            "https://umoja.example/vacancies": page(
                "".join(
                    f'<a class="job" href="/vacancies/{n}-welder">Welder {n}</a>' for n in range(3)
                )
            ),
            **{
                f"https://umoja.example/vacancies/{n}-welder": page(
                    "<h1>Welder</h1>",
                    LD
                    % (
                        '{"@context":"https://schema.org/",'
                        + (POSTING % ("Welder", f"https://umoja.example/vacancies/{n}-welder"))[1:]
                    ),
                )
                for n in range(3)
            },
        },
    ),
    at(
        "https://jobs.kazi.example/en/list",
        "jsonld",
        ("jobs.kazi.example",),
        "<h1>Jobs</h1>",
        LD
        % (
            "["
            + POSTING % ("Cook", "https://jobs.kazi.example/en/1")
            + ","
            + POSTING % ("Baker", "https://jobs.kazi.example/en/2")
            + "]"
        ),
    ),
    Pasted(
        "https://mlima.example/careers/",
        "feed",
        ("mlima.example/jobs/feed",),
        {
            "https://mlima.example/careers/": page(
                "<h1>Work with us</h1>",
                '<link rel="alternate" type="application/rss+xml" title="Mlima &raquo; Feed" href="https://mlima.example/feed/">'
                '<link rel="alternate" type="application/rss+xml" title="Mlima &raquo; Jobs Feed" href="https://mlima.example/jobs/feed/">',
            ),
            "https://mlima.example/feed/": RSS
            % (
                "Mlima news",
                "https://mlima.example",
                "We won a prize",
                "https://mlima.example/news/1",
            ),
            "https://mlima.example/jobs/feed/": RSS
            % (
                "Mlima jobs",
                "https://mlima.example/jobs",
                "Ranger",
                "https://mlima.example/jobs/ranger",
            ),
        },
    ),
    Pasted(
        "https://mlima.example/jobs/feed/",
        "feed",
        ("mlima.example/jobs/feed",),
        {
            "https://mlima.example/jobs/feed/": RSS
            % (
                "Mlima jobs",
                "https://mlima.example/jobs",
                "Ranger",
                "https://mlima.example/jobs/ranger",
            )
        },
    ),
    Pasted(
        "https://ziwa.example/work",  # which is a portfolio elsewhere
        SEVERAL,
        ("ziwa.example",),
        {
            "https://ziwa.example/work": page(
                '<div id="root"></div><script src="/app.js"></script>'
            ),
            "https://ziwa.example/robots.txt": "User-agent: *\nAllow: /\nSitemap: https://ziwa.example/sitemap.xml\n",
            "https://ziwa.example/sitemap.xml": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ziwa.example/about</loc></url><url><loc>https://ziwa.example/jobs/fisher-12</loc></url><url><loc>https://ziwa.example/jobs/cook-13</loc></url></urlset>',
            "https://ziwa.example/jobs/fisher-12": page(
                "<h1>Fisher</h1>",
                LD
                % (
                    '{"@context":"https://schema.org",'
                    + (POSTING % ("Fisher", "https://ziwa.example/jobs/fisher-12"))[1:]
                ),
            ),
            "https://ziwa.example/jobs/cook-13": page(
                "<h1>Cook</h1>",
                LD
                % (
                    '{"@context":"https://schema.org",'
                    + (POSTING % ("Cook", "https://ziwa.example/jobs/cook-13"))[1:]
                ),
            ),
        },
    ),
    Pasted(
        "https://ziwa.example/sitemap-jobs.xml",
        "jsonld",
        ("ziwa.example",),
        {
            "https://ziwa.example/sitemap-jobs.xml": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ziwa.example/jobs/fisher-12</loc></url></urlset>',
            "https://ziwa.example/jobs/fisher-12": page(
                "<h1>Fisher</h1>",
                LD
                % (
                    '{"@context":"https://schema.org",'
                    + (POSTING % ("Fisher", "https://ziwa.example/jobs/fisher-12"))[1:]
                ),
            ),
        },
    ),
]

SEVERAL_BOARDS: Final = [
    at(
        "https://venture.example/portfolio-jobs",
        SEVERAL,
        ("gull", "heron", "ibis"),
        '<a href="https://jobs.ashbyhq.com/gull">Gull</a><a href="https://jobs.lever.co/heron">Heron</a>'
        '<a href="https://boards.greenhouse.io/ibis">Ibis</a>',
    ),
    at(
        "https://group.example/careers",
        SEVERAL,
        ("groupoil", "groupgas"),
        '<a href="https://group.wd3.myworkdayjobs.com/GroupOil">Oil</a><a href="https://group.wd3.myworkdayjobs.com/en-US/GroupGas">Gas</a>',
    ),
    at(
        "https://twobrands.example/jobs",
        SEVERAL,
        ("brand-a", "brand-b"),
        '<script src="https://boards.greenhouse.io/embed/job_board/js?for=brand-a"></script>'
        '<iframe src="https://boards.greenhouse.io/embed/job_board?for=brand-b"></iframe>',
    ),
]

NO_BOARD: Final = [
    Pasted("https://www.linkedin.com/company/umoja/jobs/", None),
    Pasted("https://www.glassdoor.com/Jobs/Umoja-Jobs-E12345.htm", None),
    at(
        "https://tools.example/blog/best-ats",
        None,
        (),
        '<p>We compared <a href="https://www.lever.co/">Lever</a>, <a href="https://www.greenhouse.io/blog">Greenhouse</a> and <a href="https://www.smartrecruiters.com/pricing">SmartRecruiters</a>.</p>',
    ),
    at("https://umoja.example/", None, (), "<h1>We weld</h1><p>Call us.</p>"),
    at(
        "https://umoja.example/jobs-closed",
        None,
        (),
        "<h1>Careers</h1><p>There are no openings at the moment.</p>",
    ),
    at(
        "https://gazette.example/politics",
        None,
        (),
        "<h1>News</h1>",
        '<link rel="alternate" type="application/rss+xml" title="Gazette" href="/rss.xml">',
    ),
    at(
        "https://docs.google.com/forms/d/e/1FAIpQLSx/viewform",
        None,
        (),
        "<form><input name=cv type=file></form>",
    ),
    at(
        "https://shop.example/privacy",
        None,
        (),
        '<p>Applicants: see the <a href="https://www.smartrecruiters.com/legal/candidate-privacy-policy/">policy</a> and <a href="https://www.icims.com/legal/privacy-notice-website/">notice</a>.</p>',
    ),
    Pasted("https://umoja.example/gone", None),
    Pasted("just send a mail to jobs at umoja", None),
]

PASTED: Final = [
    *GREENHOUSE,
    *LEVER,
    *ASHBY,
    *WORKDAY,
    *SMARTRECRUITERS,
    *WORKABLE,
    *PERSONIO,
    *TEAMTAILOR,
    *RECRUITEE,
    *BAMBOOHR,
    *ICIMS,
    *SUCCESSFACTORS,
    *ORACLE,
    *TALEO,
    *JOBVITE,
    *PHENOM,
    *EIGHTFOLD,
    *SMALLER,
    *MANY_EMPLOYERS,
    *ANY_PAGE,
    *SEVERAL_BOARDS,
    *NO_BOARD,
]
