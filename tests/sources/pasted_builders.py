"""Pasted addresses whose pages are those of site builders, and what surrounds boards on them.

All employers are invented; the forms are those of the vendors. The
recogniser knew 86 of its 88 rows (97.7 %) when it first saw them.
"""

# ruff: noqa: E501  (a row is a line)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.sources.page_shapes import job, ld, nuxt, rss, site, sitemap, webflow, wp

if TYPE_CHECKING:
    from tests.sources.pasted_rows import Row

U: Final = "5d1e7a90-1234-4abc-8def-0123456789ab"

# fmt: off
ROWS: Final[list[Row]] = [
    # pasted addresses
    ("https://job-boards.greenhouse.io/embed/job_app?for=ravenhill&jr_id=66f&token=4567890005", "greenhouse ravenhill", {}),
    ("https://boards.greenhouse.io/ravenhill/jobs/4567890005#app", "greenhouse ravenhill", {}),
    ("https://my.greenhouse.io/view_job?job_board=ravenhill&job_id=4567890005", "none", {}),
    (f"https://jobs.ashbyhq.com/Terra%20Firma/{U}?src=LinkedIn&utm_content=a", "ashby Terra Firma", {}),
    ("https://jobs.ashbyhq.com/terrafirma/form/talent-community", "ashby terrafirma", {}),
    (f"https://jobs.eu.lever.co/skylark-labs/{U}/apply?lever-origin=applied", "lever skylark-labs", {}),
    ("https://apply.workable.com/blueacacia/j/0F1E2D3C4B", "workable blueacacia", {}),
    ("https://jobs.workable.com/company/abcDEF123/jobs-at-blue-acacia", "none", {}),
    ("https://blueacacia.workable.com/j/0F1E2D3C4B?viewed=true", "workable blueacacia", {}),
    ("https://redwoodbio.wd108.myworkdayjobs.com/en-US/RW_Careers/details/Scientist_JR-001?q=chem", "workday redwoodbio.wd108.myworkdayjobs.com RW_Careers", {}),
    ("https://redwoodbio.wd108.myworkdayjobs.com/RW_Careers/job/Boston-MA/Scientist_JR-001-1/apply/autofillWithResume", "workday redwoodbio.wd108.myworkdayjobs.com RW_Careers", {}),
    ("https://redwoodbio.wd5.myworkdayjobs-impl.com/RW_Careers", "none", {}),
    ("https://jobs.smartrecruiters.com/ni/OpalineGroup/5f3a1c1e-0000-4000-8000-aabbccddeeff-engineer", "smartrecruiters OpalineGroup", {}),
    ("https://careers.smartrecruiters.com/OpalineGroup/fr?search=chef", "smartrecruiters OpalineGroup", {}),
    ("https://isbre.teamtailor.com/en/jobs/4412345-designer", "teamtailor isbre", {}),
    ("https://isbre.teamtailor.com/jobs.json", "teamtailor isbre", {}),
    ("https://hofgut.jobs.personio.com/job/445566?language=en&display=en#apply", "personio hofgut", {}),
    ("https://hofgut.jobs.personio.de/search.json", "personio hofgut", {}),
    ("https://grachten.recruitee.com/l/en/o/account-manager", "recruitee grachten", {}),
    ("https://pinegrove.bamboohr.com/careers/list", "bamboohr pinegrove", {}),
    ("https://pinegrove.bamboohr.co.uk/careers/23", "none", {}),
    ("https://uscareers-ridgeway.icims.com/jobs/5512/job?mobile=true&needsRedirect=false", "icims uscareers-ridgeway.icims.com", {}),
    ("https://ibqbjb.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/en/sites/RidgewayCareers/jobs?keyword=nurse&mode=location", "oracle ibqbjb.fa.ocs.oraclecloud.com RidgewayCareers", {}),
    ("https://ridgeway.taleo.net/careersection/rw_external/moresearch.ftl?lang=en", "taleo ridgeway.taleo.net rw_external", {}),
    ("https://ridgeway-careers.eightfold.ai/careers/job/446700112233?microsite=x&domain=ridgeway.org", "eightfold ridgeway-careers ridgeway.org", {}),
    ("https://ats.rippling.com/cliffside/jobs?workplaceType=REMOTE", "rippling cliffside", {}),
    ("https://cliffside.breezy.hr/?q=engineer", "breezy cliffside", {}),
    ("https://cliffside.applytojob.com/", "jazzhr cliffside", {}),
    ("https://jobs.jobvite.com/cliffside-corp/search?c=Engineering", "jobvite cliffside-corp", {}),
    (f"https://recruiting.ultipro.ca/CLI5000CLIF/JobBoard/{U}/?q=&o=postedDateDesc&w=&wc=&we=&wpst=", f"ukg CLI5000CLIF {U}", {}),
    (f"https://cliffside.rec.pro.ukg.net/CLI5000CLIF/JobBoard/{U}", f"ukg CLI5000CLIF {U}", {}),
    ("https://cliffside.pinpointhq.com/postings/abc-def", "pinpoint cliffside", {}),
    ("https://www.comeet.com/jobs/cliffside/A3.00F", "comeet A3.00F", {}),
    ("https://join.com/companies/cliffside?page=2", "join cliffside", {}),
    ("https://jobs.gem.com/cliffside-ai", "gem cliffside-ai", {}),
    ("https://outlook.safelinks.protection.outlook.com/?url=https%3A%2F%2Fjobs.lever.co%2Fskylark&data=05%7C01&sdata=x&reserved=0", "lever skylark", {}),
    ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fapply%2Eworkable%2Ecom%2Fblueacacia&urlhash=1", "workable blueacacia", {}),
    ("We're hiring! → https://jobs.ashbyhq.com/terrafirma (remote OK)", "ashby terrafirma", {}),
    # embeds in pages of site builders
    ("https://www.loomwright.com/careers", "greenhouse loomwright", {"https://www.loomwright.com/careers": webflow('<div class="w-embed w-iframe w-script"><div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=loomwright"></script></div>')}),
    ("https://millrace.co/careers", "greenhouse millrace", {"https://millrace.co/careers": nuxt('{jobs:[{absolute_url:"https:\\u002F\\u002Fboards.greenhouse.io\\u002Fmillrace\\u002Fjobs\\u002F5123456",title:"PM"}]}')}),
    ("https://www.tinderboxhq.com/careers/", "greenhouse tinderbox", {"https://www.tinderboxhq.com/careers/": wp('<div data-settings="{&quot;board&quot;:&quot;tinderbox&quot;}"></div><script>var ghjb_a=[];jQuery.getJSON("https://boards-api.greenhouse.io/v1/boards/tinderbox/offices?callback=?",function(d){});</script>')}),
    ("https://www.umberpaint.com/jobs", "lever umberpaint", {"https://www.umberpaint.com/jobs": '<!doctype html><html><head><title>Redirecting</title><script>window.location.replace("https://jobs.lever.co/umberpaint");</script></head><body></body></html>'}),
    ("https://www.vellumbooks.com/pages/careers", "lever vellumbooks", {"https://www.vellumbooks.com/pages/careers": site('<div class="rte"><p>Open roles:</p><p><a href="https://jobs.lever.co/vellumbooks/{}">Buyer</a></p><p><a href="https://jobs.lever.co/vellumbooks/{}">Editor</a></p></div>'.format(U, U[:-1] + "c"))}),
    ("https://www.waxwing.io/careers", "ashby waxwing", {"https://www.waxwing.io/careers": site('<div id="ashby_embed"></div><script>(function(){const s=document.createElement("script");s.src="https://jobs.ashbyhq.com/"+"waxwing"+"/embed";document.body.append(s)})()</script><noscript><a href="https://jobs.ashbyhq.com/waxwing">Jobs</a></noscript>')}),
    ("https://xylem.dev/company/careers", "ashby xylemdev", {"https://xylem.dev/company/careers": site('<script>self.__next_f.push([1,"5:[\\"$\\",\\"$L1c\\",null,{\\"href\\":\\"https://jobs.ashbyhq.com/xylemdev\\",\\"children\\":\\"See open roles\\"}]"])</script>')}),
    ("https://yarrowcare.org/get-involved/jobs/", "workable yarrowcare", {"https://yarrowcare.org/get-involved/jobs/": wp('<iframe loading="lazy" data-src="https://apply.workable.com/yarrowcare/" class="lazyload"></iframe>')}),
    ("https://zenithwater.com/careers", "workable zenith-water", {"https://zenithwater.com/careers": site('<script>window.careers={provider:"workable",subdomain:"zenith-water",url:"https://zenith-water.workable.com"}</script>')}),
    ("https://www.alderhealth.org/careers/", "workday alderhealth.wd1.myworkdayjobs.com Alder", {"https://www.alderhealth.org/careers/": wp('<div class="elementor-button-wrapper"><a class="elementor-button" href="https://alderhealth.wd1.myworkdayjobs.com/Alder?timeType=full">Apply now</a> <a class="elementor-button" href="https://alderhealth.wd1.myworkdayjobs.com/Alder/login">Existing applicants</a></div>')}),
    ("https://www.briarshipping.com/careers", "workday wd3.myworkdaysite.com briar Briar_Careers", {"https://www.briarshipping.com/careers": site('<a href="https://wd3.myworkdaysite.com/recruiting/briar/Briar_Careers">Vacancies</a>')}),
    ("https://www.cloverhotels.com/careers", "smartrecruiters CloverHotels2", {"https://www.cloverhotels.com/careers": wp("<script>fetch('https://api.smartrecruiters.com/v1/companies/CloverHotels2/postings?limit=100&country=gb')</script>")}),
    ("https://dovetailstudio.se/jobba-hos-oss", "teamtailor dovetail", {"https://dovetailstudio.se/jobba-hos-oss": site('<div class="teamtailor-jobs-widget" data-teamtailor-limit="20" data-teamtailor-api-key="abc"></div><script src="https://scripts.teamtailor-cdn.com/widgets/production/jobs.js" async></script><a href="https://dovetail.teamtailor.com/jobs">Alla jobb</a>', lang="sv")}),
    ("https://www.elsternbau.de/karriere/stellenangebote", "personio elsternbau", {"https://www.elsternbau.de/karriere/stellenangebote": wp('<div class="personio-job-list" data-url="https://elsternbau.jobs.personio.de/xml?language=de"></div><a href="https://elsternbau.jobs.personio.de/job/11">Bauleiter (m/w/d)</a>')}),
    ("https://karriere.falkenwerk.de/", "personio falkenwerk", {"https://karriere.falkenwerk.de/": site('<a href="https://falkenwerk.jobs.personio.de/job/21?_pc=1">Monteur</a><a href="https://falkenwerk.jobs.personio.de/job/22?_pc=1">Elektriker</a>', lang="de")}),
    ("https://www.gansevoort.nl/werken-bij", "recruitee gansevoort", {"https://www.gansevoort.nl/werken-bij": site('<a href="https://gansevoort.recruitee.com">Bekijk vacatures</a>', lang="nl")}),
    ("https://www.heronfield.school/work-for-us", "bamboohr heronfield", {"https://www.heronfield.school/work-for-us": wp('<div id="BambooHR" data-domain="heronfield.bamboohr.com" data-version="1.0.0"></div><script src="https://heronfield.bamboohr.com/js/embed.js"></script>')}),
    ("https://www.ivoryclinic.com/employment-opportunities", "icims careers-ivoryclinic.icims.com", {"https://www.ivoryclinic.com/employment-opportunities": wp('<p><a href="https://careers-ivoryclinic.icims.com/jobs/search?ss=1&searchCategory=8730">Nursing</a> <a href="https://careers-ivoryclinic.icims.com/jobs/search?ss=1&searchCategory=8731">Admin</a></p>')}),
    ("https://careers.jasperair.com/global/en/job/JA1001/Pilot", "phenom careers.jasperair.com", {"https://careers.jasperair.com/global/en/job/JA1001/Pilot": site('<script>var phApp = phApp || {"widgetApiEndpoint":"https://careers.jasperair.com/widgets","locale":"en_global","refNum":"JASPGLOBAL","pageName":"job"};</script>', head=ld(job("Pilot", "Jasper Air", "JA1001", "https://careers.jasperair.com/global/en/job/JA1001/Pilot")))}),
    ("https://jobs.kiteindustries.com/go/All-Jobs/4567801/", "successfactors jobs.kiteindustries.com", {"https://jobs.kiteindustries.com/go/All-Jobs/4567801/": site('<div class="searchResultsShell"><span class="jobTitle"><a class="jobTitle-link" href="/job/Graz-Fitter/901234599/">Fitter</a></span></div>', head='<script src="https://rmkcdn.successfactors.com/kk/abc.js"></script>')}),
    ("https://talent.lodestarbank.com/careers", "eightfold talent.lodestarbank.com lodestarbank.com", {"https://talent.lodestarbank.com/careers": '<!doctype html><html><head><title>Careers at Lodestar</title><script>window._EF_GROUP_ID = "lodestarbank.com"; window._EF_PRODUCT="pcsx";</script><script src="https://static.vscdn.net/gen/js/pcsxPwa.js"></script></head><body><div id="root"></div></body></html>'}),
    ("https://www.mulberrysoft.com/careers", "rippling mulberry-soft", {"https://www.mulberrysoft.com/careers": webflow(f'<a class="job w-inline-block" href="https://ats.rippling.com/mulberry-soft/jobs/{U}">Engineer</a>')}),
    ("https://www.nettleandrye.com/jobs", "jazzhr nettleandrye", {"https://www.nettleandrye.com/jobs": wp('<p><a href="https://nettleandrye.applytojob.com/apply/aB1cD2eF3g/Baker">Baker</a></p><p><a href="https://nettleandrye.applytojob.com/apply/aB1cD2eF3h/Barista">Barista</a></p>')}),
    ("https://www.ospreydrone.com/careers", "breezy osprey-drone", {"https://www.ospreydrone.com/careers": wp('<div id="BrzyHr_app"></div><script>(function(){var s=document.createElement("script");s.src="https://osprey-drone.breezy.hr/embed/js?bzsrc=jswidget&link_external=true";document.body.appendChild(s)})()</script>')}),
    ("https://quincepharm.com/careers/", f"paylocity {U}", {"https://quincepharm.com/careers/": wp(f'<iframe src="https://recruiting.paylocity.com/recruiting/jobs/List/1234/Quince" title="x"></iframe><a href="https://recruiting.paylocity.com/Recruiting/Jobs/All/{U}/Quince-Pharm">All openings</a>')}),
    ("https://www.rosehip.vc/jobs", "ask: ashby thornai | greenhouse petalbank", {"https://www.rosehip.vc/jobs": webflow('<a href="https://jobs.ashbyhq.com/thornai">Thorn AI</a><a href="https://boards.greenhouse.io/petalbank">Petal Bank</a>')}),
    # several steps
    ("https://www.sagebrush.com", "greenhouse sagebrush", {"https://www.sagebrush.com": webflow('<footer><a href="/company/careers">We\'re hiring</a></footer>', title="Sagebrush"), "https://www.sagebrush.com/company/careers": webflow('<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=sagebrush"></script>')}),
    ("https://www.tamarackenergy.ca/en/careers", "workday tamarack.wd10.myworkdayjobs.com Tamarack_External", {"https://www.tamarackenergy.ca/en/careers": site('<a href="/en/careers/current-opportunities">Current opportunities</a><a href="/en/careers/students">Students</a>'), "https://www.tamarackenergy.ca/en/careers/current-opportunities": site('<a href="https://tamarack.wd10.myworkdayjobs.com/en-CA/Tamarack_External">View all</a>'), "https://www.tamarackenergy.ca/en/careers/students": site("<p>Students</p>")}),
    ("https://umbrellapine.com/careers", "lever umbrellapine", {"https://umbrellapine.com/careers": "-> https://www.umbrellapine.com/careers", "https://www.umbrellapine.com/careers": site('<a href="https://jobs.lever.co/umbrellapine">Jobs</a>')}),
    ("https://jobs.verbenabeauty.com", "teamtailor jobs.verbenabeauty.com", {"https://jobs.verbenabeauty.com": site('<a class="tt" href="/jobs/712345-chemist">Chemist</a>', head='<meta name="generator" content="Teamtailor"><link rel="stylesheet" href="https://assets-aws.teamtailor-cdn.com/assets/packs/css/careersite-1.css">')}),
    ("https://au.wattlefinance.com/careers", "greenhouse wattlefinance", {"https://au.wattlefinance.com/careers": site('<p>Roles: <a href="https://boards.greenhouse.io/wattlefinance">here</a></p>')}),
    ("https://de.xanthanfoods.com/ueber-uns/jobs-und-karriere", "smartrecruiters XanthanFoods", {"https://de.xanthanfoods.com/ueber-uns/jobs-und-karriere": site('<a href="https://careers.smartrecruiters.com/XanthanFoods/de">Zu den Stellen</a>', lang="de")}),
    # markup, sitemaps, feeds
    ("https://www.yewtreetrust.org.uk/jobs", "jsonld yewtreetrust.org.uk", {"https://www.yewtreetrust.org.uk/jobs": wp('<ul><li><a href="/jobs/head-gardener/">Head gardener</a></li><li><a href="/jobs/ranger/">Ranger</a></li></ul>'), "https://www.yewtreetrust.org.uk/jobs/head-gardener/": wp("<h1>Head gardener</h1>", head=ld(job("Head gardener", "Yew", "y1", "https://www.yewtreetrust.org.uk/jobs/head-gardener/"))), "https://www.yewtreetrust.org.uk/jobs/ranger/": wp("<h1>Ranger</h1>", head=ld(job("Ranger", "Yew", "y2", "https://www.yewtreetrust.org.uk/jobs/ranger/")))}),
    ("https://zinniacollege.ac.ke/vacancies/", "feed https://zinniacollege.ac.ke/vacancies/feed/", {"https://zinniacollege.ac.ke/vacancies/": wp("<h1>Vacancies</h1>", head='<link rel="alternate" type="application/rss+xml" title="Zinnia &raquo; Vacancies Feed" href="https://zinniacollege.ac.ke/vacancies/feed/">'), "https://zinniacollege.ac.ke/vacancies/feed/": rss("Vacancies", "https://zinniacollege.ac.ke/vacancies/", ("Lecturer", "https://zinniacollege.ac.ke/vacancies/lecturer/"))}),
    ("https://www.ashgrove.io/jobs/backend-engineer", "jsonld ashgrove.io", {"https://www.ashgrove.io/jobs/backend-engineer": site("<h1>Backend</h1>", head=ld("{bad json", job("Backend engineer", "Ashgrove", "b1", "https://www.ashgrove.io/jobs/backend-engineer")))}),
    ("https://jobs.beechwood.gov/", "jsonld jobs.beechwood.gov", {"https://jobs.beechwood.gov/": site('<div id="app"></div>'), "https://jobs.beechwood.gov/sitemap.xml": sitemap("https://jobs.beechwood.gov/jobs/1-planner", "https://jobs.beechwood.gov/jobs/2-clerk"), "https://jobs.beechwood.gov/jobs/1-planner": site("<h1>Planner</h1>", head=ld(job("Planner", "Beechwood", "1", "https://jobs.beechwood.gov/jobs/1-planner")))}),
    # none
    ("https://www.cypressdeli.com/careers", "none", {"https://www.cypressdeli.com/careers": wp('<form class="wpforms-form"><label>Name</label><input name="n"><label>CV</label><input type="file"></form>')}),
    ("https://www.dogwoodnews.com/2026/11/startups-hiring", "ask: greenhouse acornai | lever cricketpay", {"https://www.dogwoodnews.com/2026/11/startups-hiring": wp('<p>Acorn (<a href="https://boards.greenhouse.io/acornai">jobs</a>) and Cricket (<a href="https://jobs.lever.co/cricketpay">jobs</a>) are hiring.</p>', title="Startups hiring now")}),
    ("https://www.elderflower.com/privacy", "none", {"https://www.elderflower.com/privacy": wp('<p>We use Greenhouse (<a href="https://www.greenhouse.io/privacy-policy">policy</a>) and Workday (<a href="https://www.workday.com/en-us/privacy.html">policy</a>) to process applications.</p>', title="Privacy")}),
    ("https://www.glassdoor.com/Jobs/Acme-Jobs-E1234.htm", "none", {}),
    ("https://docs.google.com/forms/d/e/1FAIpQLSc/viewform", "none", {"https://docs.google.com/forms/d/e/1FAIpQLSc/viewform": "<html><title>Application form</title><form></form></html>"}),
    ("https://boards.greenhouse.io/", "none", {}),
    ("https://jobs.lever.co", "none", {}),
    ("https://jobs.ashbyhq.com/", "none", {}),
    ("https://apply.workable.com/", "none", {}),
    ("https://www.foxglove.com/careers", "none", {"https://www.foxglove.com/careers": wp("<p>There are currently no open positions. Follow us for updates.</p>")}),
    ("https://www.gorsehill.com/careers.pdf", "none", {"https://www.gorsehill.com/careers.pdf": "%PDF-1.7 binary"}),
    ("https://www.hawthorn.com/careers", "none", {"https://www.hawthorn.com/careers": wp('<style>.gh{background:url("https://boards.greenhouse.io/assets/logo.png")}</style><!-- TODO embed https://boards.greenhouse.io/embed/job_board/js?for=hawthorn --><p>Coming soon</p>')}),
    ("https://www.ivybridge.com/team", "none", {"https://www.ivybridge.com/team": wp("<h1>Our team</h1>", title="Team")}),
]
