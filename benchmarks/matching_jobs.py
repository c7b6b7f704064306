"""Jobs to be matched."""

from __future__ import annotations

from benchmarks.samples import COMPANY, postings
from jobscout.rules.searches import JobFeatures


def job_features(many: int) -> list[JobFeatures]:
    return [
        JobFeatures(
            id=n,
            title=one.title,
            company_slug="bench-works",
            company_name=COMPANY,
            locations=one.locations,
            workplace=one.workplace,
            seniority=one.seniority,
            employment_type=one.employment_type,
            annual_usd_min=one.annual_usd_min,
            annual_usd_max=one.annual_usd_max,
            text=one.description_text,
        )
        for n, one in enumerate(postings(many, seed=11))
    ]
