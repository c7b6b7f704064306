"""The answers of Greenhouse, Lever and Remotive, made from openings of the demo world.

Field for field as ``docs/boards.md`` describes them, with the quirks that adapters must survive.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from seed.posting_texts import DOES, NEEDS, items

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from seed.demo_world import Opening

Document = dict[str, Any]

_NEW_YORK = ZoneInfo("America/New_York")  # Greenhouse writes every time with its offset
_GREENHOUSE_WORKPLACES = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site"}
_PERIOD_WORDS = {"month": "Monthly pay", "year": "Annual pay"}
_NO_GDPR = {
    "type": "gdpr",
    "requires_consent": False,
    "requires_processing_consent": False,
    "requires_retention_consent": False,
    "retention_period": None,
    "demographic_data_consent_applies": False,
}


def greenhouse(openings: Sequence[Opening], *, content: bool, salary: bool) -> Document:
    """``{"jobs": [...], "meta": {"total": n}}``; texts only with *content*, as the board does."""
    jobs = [_greenhouse_job(opening, content=content, salary=salary) for opening in openings]
    return {"jobs": jobs, "meta": {"total": len(jobs)}}


def lever(openings: Sequence[Opening]) -> list[Document]:
    """A bare array, newest first."""
    return [_lever_posting(opening) for opening in reversed(openings)]


def remotive(openings: Sequence[Opening]) -> Document:
    """The notices, the counts and ``jobs``, newest first."""
    jobs = [_remotive_job(opening) for opening in reversed(openings)]
    return {
        "00-warning": "This is the simulator of a demo, not remotive.com.",
        "0-legal-notice": "Link back to each job and name its source.",
        "job-count": len(jobs),
        "total-job-count": len(jobs),
        "jobs": jobs,
    }


def _greenhouse_job(opening: Opening, *, content: bool, salary: bool) -> Document:
    token, number = opening.house.boards["greenhouse"], 4_000_000 + opening.number
    workplace = _GREENHOUSE_WORKPLACES.get(opening.location.workplace or "")
    job: Document = {
        "absolute_url": f"https://job-boards.example.com/{token}/jobs/{number}",
        "data_compliance": [_NO_GDPR],
        "internal_job_id": 3_000_000 + opening.number,
        "location": {"name": opening.location.text},
        "metadata": workplace
        and [
            {
                "id": 101,
                "name": "Workplace Type",
                "value": workplace,
                "value_type": "single_select",
            }
        ],
        "id": number,
        "updated_at": _new_york(opening.updated_at),
        "requisition_id": f"R-{opening.number:04}",
        "title": opening.posting_text.title,
        "company_name": opening.house.name,
        "first_published": _new_york(opening.published_at),
        "language": "en",
        "application_deadline": None,
    }
    if content:
        job["content"] = escape(opening.posting_text.html())
        job["departments"] = [
            {"id": 501, "name": opening.department, "child_ids": [], "parent_id": None}
        ]
        job["offices"] = [
            {
                "id": 601,
                "name": opening.location.text,
                "location": opening.location.text if opening.location.country else None,
                "child_ids": [],
                "parent_id": None,
            }
        ]
    if salary and opening.salary:
        job["pay_input_ranges"] = [
            {
                "min_cents": int((opening.salary.min or 0) * 100),
                "max_cents": int((opening.salary.max or 0) * 100),
                "currency_type": opening.salary.currency,
                "title": _PERIOD_WORDS[opening.salary.period],
                "blurb": "",
            }
        ]
    return job


def _lever_posting(opening: Opening) -> Document:
    site, posting_text = opening.house.boards["lever"], opening.posting_text
    identity = uuid5(NAMESPACE_URL, f"{site}/{opening.number}")
    page = f"https://jobs.example.com/{site}/{identity}"
    intro = f"<p>{escape(posting_text.intro, quote=False)}</p>"
    posting: Document = {
        "id": str(identity),
        "text": posting_text.title,
        "categories": {
            "commitment": "Internship" if " Intern" in posting_text.title else "Full-time",
            "department": opening.department,
            "location": opening.location.text,
            "team": opening.department,
            "allLocations": [opening.location.text],
        },
        "country": opening.location.country,
        "workplaceType": opening.location.workplace or "unspecified",
        "createdAt": int(opening.published_at.timestamp() * 1000),
        "opening": "",
        "openingPlain": "",
        "description": intro,
        "descriptionPlain": posting_text.intro,
        "descriptionBody": intro,
        "descriptionBodyPlain": posting_text.intro,
        "lists": [
            {"text": DOES, "content": items(posting_text.does)},
            {"text": NEEDS, "content": items(posting_text.needs)},
        ],
        "additional": f"<p>{escape(posting_text.closing, quote=False)}</p>",
        "additionalPlain": posting_text.closing,
        "hostedUrl": page,
        "applyUrl": f"{page}/apply",
    }
    if opening.salary:
        posting["salaryRange"] = {
            "min": opening.salary.min,
            "max": opening.salary.max,
            "currency": opening.salary.currency,
            "interval": f"per-{opening.salary.period}-salary",
        }
    return posting


def _remotive_job(opening: Opening) -> Document:
    number, salary = 2_000_000 + opening.number, opening.salary
    in_dollars = salary is not None and (salary.currency, salary.period) == ("USD", "year")
    return {
        "id": number,
        "url": f"https://remote.example.com/remote-jobs/{opening.house.slug}-{number}",
        "title": opening.posting_text.title,
        "company_name": opening.house.name,
        "company_logo": f"https://remote.example.com/job/{number}/logo",
        "category": opening.department,
        "tags": [],
        "job_type": "internship" if " Intern" in opening.posting_text.title else "full_time",
        "publication_date": opening.published_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "candidate_required_location": opening.location.text.removeprefix("Remote, "),
        "salary": _thousands(salary.min, salary.max) if salary and in_dollars else "",
        "description": opening.posting_text.html(),
    }


def _thousands(low: float | None, high: float | None) -> str:
    return f"${(low or 0) / 1000:.0f}k - ${(high or 0) / 1000:.0f}k"


def _new_york(at: datetime) -> str:
    return at.astimezone(_NEW_YORK).isoformat(timespec="seconds")
