"""Sample postings of the seeded companies, so that a fresh database has something to show.

They are made up, and the same on every run: nothing here was published by these companies,
and their addresses lead nowhere. Who advertises what and where is in ``employers.json``.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from jobscout.model import RawPosting
from seed.posting_texts import facts, pick_seniority, salary_for, write

SPREAD = timedelta(days=45)
SALARY_SHARE = 0.46  # a few countries have no pay rule, which leaves about 40 % stated
_SEED = 20261101
_CONTRACTS = ("Full-time",) * 8 + ("Contract", "Part-time")


class _Employer(msgspec.Struct, frozen=True):
    count: int
    about: str
    departments: tuple[str, ...]
    locations: tuple[str, ...]


def sample_postings(now: datetime) -> dict[str, tuple[RawPosting, ...]]:
    """Company slug to its postings, about 300 in all, spread over the 45 days before *now*.

    Args:
        now: an aware datetime; nothing but ``posted_at`` depends on it.

    Returns:
        Every ``external_id`` once over all companies, and no title twice at one company
        and place.
    """
    text = (Path(__file__).parent / "employers.json").read_bytes()
    employers = msgspec.json.decode(text, type=dict[str, _Employer])
    rng = random.Random(_SEED)  # noqa: S311  (sample texts, not secrets)
    number = 0
    found: dict[str, tuple[RawPosting, ...]] = {}
    for slug, employer in employers.items():
        postings: dict[tuple[str, str], RawPosting] = {}
        while len(postings) < employer.count:
            posting = _posting(slug, employer, number + 1, now, rng)
            if (posting.title, posting.locations[0]) not in postings:
                number += 1
                postings[posting.title, posting.locations[0]] = posting
        found[slug] = tuple(postings.values())
    return found


def _posting(
    slug: str, employer: _Employer, number: int, now: datetime, rng: random.Random
) -> RawPosting:
    department = rng.choice(employer.departments)
    role = rng.choice([role for role in facts().roles if role.department == department])
    location = facts().locations[rng.choice(employer.locations)]
    seniority = pick_seniority(role, rng)
    posting_text = write(role, seniority, employer.about, rng)
    url = f"https://jobs.example.com/{slug}/sample-{number:04}"
    return RawPosting(
        external_id=f"sample-{number:04}",
        title=posting_text.title,
        url=url,
        apply_url=f"{url}/apply",
        requisition_id=f"REQ-{number:04}",
        locations=(location.text,),
        country=location.country,
        workplace=location.workplace,
        department=department,
        employment_type="Internship" if "Intern" in seniority.pattern else rng.choice(_CONTRACTS),
        salary=salary_for(role, seniority, location.country, rng)
        if rng.random() < SALARY_SHARE
        else None,
        description_html=posting_text.html(),
        posted_at=now - SPREAD * rng.random(),
        language="en",
    )
