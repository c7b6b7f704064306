"""``linkage.requisition_keys``: the vendor's number of an opening in its links."""

from __future__ import annotations

import pytest

from jobscout.rules.linkage.requisition_keys import requisition_key, tenant

_ID = "0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab"

_KEYS = {
    "https://boards.greenhouse.io/acme/jobs/4423823": "greenhouse:*:4423823",
    "https://job-boards.greenhouse.io/acme/jobs/4423823?gh_src=x": "greenhouse:*:4423823",
    "https://job-boards.eu.greenhouse.io/acme/jobs/4423823": "greenhouse:*:4423823",
    "https://boards.greenhouse.io/embed/job_app?for=acme&token=4423823": "greenhouse:*:4423823",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs/4423823": "greenhouse:*:4423823",
    "https://www.acme.example/careers?gh_jid=4423823/": "greenhouse:*:4423823",
    f"https://jobs.lever.co/acme/{_ID}/apply": f"lever:acme:{_ID}",
    f"https://jobs.eu.lever.co/Acme/{_ID}?lever-source=x": f"lever:acme:{_ID}",
    f"https://api.lever.co/v0/postings/acme/{_ID}": f"lever:acme:{_ID}",
    f"https://jobs.ashbyhq.com/acme/{_ID}/application": f"ashby:*:{_ID}",
    f"https://jobs.ashbyhq.com/Acme%20Labs/{_ID.upper()}": f"ashby:*:{_ID}",
    f"https://acme.example/jobs?ashby_jid={_ID}": f"ashby:*:{_ID}",
    "https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Reno-NV/Nurse_R-114814-1": (
        "workday:acme:r-114814"
    ),
    "https://acme.wd5.myworkdayjobs.com/Careers/job/Nurse_R-114814/apply": "workday:acme:r-114814",
    "https://acme.wd1.myworkdayjobs.com/Campus/job/Oslo/Cook--Night_26308-1?source=x": (
        "workday:acme:26308"
    ),
    "https://acme.wd1.myworkdayjobs.com/Campus/details/Cook_JR2024-1234": (
        "workday:acme:jr2024-1234"
    ),
    "https://wd5.myworkdaysite.com/recruiting/acme/Careers/job/Oslo/Cook_R-114814-2": (
        "workday:acme:r-114814"
    ),
    "https://wd5.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Cook_R114814": (
        "workday:acme:r114814"
    ),
    "https://jobs.smartrecruiters.com/Acme/743999907500503-night-nurse": (
        "smartrecruiters:acme:743999907500503"
    ),
    "https://www.smartrecruiters.com/acme/743999907500503": "smartrecruiters:acme:743999907500503",
    "https://uscareers-acme.icims.com/jobs/8878/night-nurse/job": "icims:acme:8878",
    "https://internal-acme.icims.com/jobs/8878/login": "icims:acme:8878",
    "https://apply.workable.com/acme/j/2D7982B796/apply": "workable:*:2d7982b796",
    "https://apply.workable.com/j/2D7982B796": "workable:*:2d7982b796",
    "https://jobs.jobvite.com/acme/job/oUZQnfwQ": "jobvite:*:oUZQnfwQ",
    "https://hdjq.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/23007214": (
        "oracle:hdjq:23007214"
    ),
    "https://hdjq.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_9/requisitions"
    "/preview/23007214": "oracle:hdjq:23007214",
    "https://acme.jobs.personio.de/job/123456?language=de": "personio:acme:123456",
    "https://acme.jobs.personio.com/job/123456": "personio:acme:123456",
    "https://acme.recruitee.com/o/night-nurse": "recruitee:acme:night-nurse",
    "https://acme.bamboohr.com/careers/77": "bamboohr:acme:77",
    f"https://ats.rippling.com/en-GB/acme/jobs/{_ID}": f"rippling:acme:{_ID}",
    "https://recruiting.ultipro.com/ACM1000/JobBoard/fee83a4e/OpportunityDetail?opportunityId="
    + _ID: f"ukg:acm1000:{_ID}",
    "https://acme.taleo.net/careersection/2/jobdetail.ftl?lang=en&job=230066246": (
        "taleo:acme:230066246"
    ),
    "https://acme.eightfold.ai/careers/job/17363492": "eightfold:acme:17363492",
    "https://acme.eightfold.ai/careers?pid=17363492&domain=acme.com": "eightfold:acme:17363492",
    "https://acme.teamtailor.com/jobs/123456-night-nurse": "teamtailor:acme:123456",
    "https://acme.breezy.hr/p/0123456789ab-night-nurse": "breezy:acme:0123456789ab",
    f"https://acme.pinpointhq.com/en/postings/{_ID}": f"pinpoint:acme:{_ID}",
    "https://acme.applytojob.com/apply/AbCdEf1234/Night-Nurse": "jazzhr:acme:AbCdEf1234",
    "https://join.com/companies/acme/1234567-night-nurse": "join:acme:1234567",
    "jobs.lever.co/acme/" + _ID: f"lever:acme:{_ID}",
}


@pytest.mark.parametrize(("url", "key"), _KEYS.items())
def test_links_to_one_opening_have_one_key(url: str, key: str) -> None:
    """Forms, regions, languages and embedding pages make no difference."""
    assert requisition_key(url) == key


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://acme.example/careers/123",
        "https://boards.greenhouse.io/acme",
        "https://jobs.lever.co/acme",
        "https://acme.wd5.myworkdayjobs.com/Careers",
        "https://evil.example/boards.greenhouse.io/acme/jobs/4423823",
        "https://boards.greenhouse.io.evil.example/acme/jobs/4423823",
        "http://[broken",
        "https://www.linkedin.com/jobs/view/3676847954/",
        "https://jobs.lever.co/" + "a" * 3000,
    ],
)
def test_other_links_have_none(url: str | None) -> None:
    """Lists, unknown vendors and hosts that only look like a vendor's name no requisition."""
    assert requisition_key(url) is None


def test_the_tenant_is_the_space_of_numbers() -> None:
    """Two keys of one tenant are two openings."""
    assert tenant("workday:acme:r-1") == "workday:acme"
    assert tenant("greenhouse:*:1") == "greenhouse:*"
