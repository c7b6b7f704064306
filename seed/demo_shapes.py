"""The answers of Greenhouse, Lever and Remotive, made from openings of the demo world.

Field for field as ``docs/boards.md`` describes them, with the quirks that adapters must survive.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from seed.adverts import DOES, NEEDS, items

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


def greenhouse(openings: Sequence[Opening], *, content: bool, pay: bool) -> Document:
    """``{"jobs": [...], "meta": {"total": n}}``; texts only with *content*, as the board does."""
    jobs = [_greenhouse_job(opening, content=content, pay=pay) for opening in openings]
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


def _greenhouse_job(opening: Opening, *, content: bool, pay: bool) -> Document:
    token, number = opening.house.boards["greenhouse"], 4_000_000 + opening.number
    workplace = _GREENHOUSE_WORKPLACES.get(opening.spot.workplace or "")
    job: Document = {
        "absolute_url": f"https://job-boards.example.com/{token}/jobs/{number}",
        "data_compliance": [_NO_GDPR],
        "internal_job_id": 3_000_000 + opening.number,
        "location": {"name": opening.spot.text},
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
        "title": opening.advert.title,
        "company_name": opening.house.name,
        "first_published": _new_york(opening.published_at),
        "language": "en",
        "application_deadline": None,
    }
    if content:
        job["content"] = escape(opening.advert.html())
        job["departments"] = [
            {"id": 501, "name": opening.department, "child_ids": [], "parent_id": None}
        ]
        job["offices"] = [
            {
                "id": 601,
                "name": opening.spot.text,
                "location": opening.spot.text if opening.spot.country else None,
                "child_ids": [],
                "parent_id": None,
            }
        ]
    if pay and opening.pay:
        job["pay_input_ranges"] = [
            {
                "min_cents": int((opening.pay.min or 0) * 100),
                "max_cents": int((opening.pay.max or 0) * 100),
                "currency_type": opening.pay.currency,
                "title": _PERIOD_WORDS[opening.pay.period],
                "blurb": "",
            }
        ]
    return job


def _lever_posting(opening: Opening) -> Document:
    site, advert = opening.house.boards["lever"], opening.advert
    identity = uuid5(NAMESPACE_URL, f"{site}/{opening.number}")
    page = f"https://jobs.example.com/{site}/{identity}"
    intro = f"<p>{escape(advert.intro, quote=False)}</p>"
    posting: Document = {
        "id": str(identity),
        "text": advert.title,
        "categories": {
            "commitment": "Internship" if " Intern" in advert.title else "Full-time",
            "department": opening.department,
            "location": opening.spot.text,
            "team": opening.department,
            "allLocations": [opening.spot.text],
        },
        "country": opening.spot.country,
        "workplaceType": opening.spot.workplace or "unspecified",
        "createdAt": int(opening.published_at.timestamp() * 1000),
        "opening": "",
        "openingPlain": "",
        "description": intro,
        "descriptionPlain": advert.intro,
        "descriptionBody": intro,
        "descriptionBodyPlain": advert.intro,
        "lists": [
            {"text": DOES, "content": items(advert.does)},
            {"text": NEEDS, "content": items(advert.needs)},
        ],
        "additional": f"<p>{escape(advert.closing, quote=False)}</p>",
        "additionalPlain": advert.closing,
        "hostedUrl": page,
        "applyUrl": f"{page}/apply",
    }
    if opening.pay:
        posting["salaryRange"] = {
            "min": opening.pay.min,
            "max": opening.pay.max,
            "currency": opening.pay.currency,
            "interval": f"per-{opening.pay.period}-salary",
        }
    return posting


def _remotive_job(opening: Opening) -> Document:
    number, pay = 2_000_000 + opening.number, opening.pay
    in_dollars = pay is not None and (pay.currency, pay.period) == ("USD", "year")
    return {
        "id": number,
        "url": f"https://remote.example.com/remote-jobs/{opening.house.slug}-{number}",
        "title": opening.advert.title,
        "company_name": opening.house.name,
        "company_logo": f"https://remote.example.com/job/{number}/logo",
        "category": opening.department,
        "tags": [],
        "job_type": "internship" if " Intern" in opening.advert.title else "full_time",
        "publication_date": opening.published_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "candidate_required_location": opening.spot.text.removeprefix("Remote, "),
        "salary": _thousands(pay.min, pay.max) if pay and in_dollars else "",
        "description": opening.advert.html(),
    }


def _thousands(low: float | None, high: float | None) -> str:
    return f"${(low or 0) / 1000:.0f}k - ${(high or 0) / 1000:.0f}k"


def _new_york(at: datetime) -> str:
    return at.astimezone(_NEW_YORK).isoformat(timespec="seconds")
