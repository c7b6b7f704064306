"""Made-up searches in any number, as people would save them: most want one thing in one place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from jobscout.rules.searches import SearchCriteria
from seed.posting_texts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Seniority

# What people type beside titles; the first are what much of the market asks for.
_KEYWORDS = (
    *("python", "kubernetes", "postgresql", "aws", "kafka", "react", "rust"),
    *("c++", "machine learning", "data engineering", "rest api", "figma", "xgboost", "cpa"),
    *("payments", "microfinance", "procurement", "node.js", "terraform", "ios", "kotlin"),
    *("customer support", "audit", "fundraising", "seo", "salesforce", "incident reviews"),
)
_EXCLUDED = ("intern", "senior", "php", "sales", "unpaid", "contract", "relocation")
_COUNTRIES = ("KE", "NG", "ZA", "GB", "DE", "US", "IN", "BR", "RW", "GH", "EG", "NL", "UG", "CA")
_LOCATIONS = ("Nairobi", "Lagos", "London", "Berlin", "Cape Town", "Remote", "Kigali", "Accra")
_SENIORITIES: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "lead")


def searches(many: int, seed: int = 3) -> list[SearchCriteria]:
    rng = random.Random(seed)
    titles = sorted({role.title for role in facts().roles})
    return [_search(n, titles, rng) for n in range(1, many + 1)]


def _search(n: int, titles: Sequence[str], rng: random.Random) -> SearchCriteria:
    by_title = rng.random() < 0.7
    somewhere = rng.random()
    return SearchCriteria(
        id=n,
        user_id=1 + n // 3,
        titles=tuple(rng.sample(titles, rng.choice((1, 1, 2)))) if by_title else (),
        keywords=()
        if by_title and rng.random() < 0.8
        else tuple(rng.sample(_KEYWORDS, rng.choice((1, 1, 1, 2)))),
        excluded_keywords=tuple(rng.sample(_EXCLUDED, 1)) if rng.random() < 0.25 else (),
        countries=tuple(rng.sample(_COUNTRIES, rng.choice((1, 1, 1, 1, 2))))
        if somewhere < 0.8
        else (),
        locations=tuple(rng.sample(_LOCATIONS, 1)) if somewhere >= 0.8 else (),
        workplace=(rng.choice(("remote", "hybrid", "onsite")),) if rng.random() < 0.5 else (),
        seniority=tuple(rng.sample(_SENIORITIES, 2)) if rng.random() < 0.5 else (),
        min_salary_annual_usd=rng.choice((20_000, 50_000, 90_000)) if rng.random() < 0.2 else None,
        skills=tuple(rng.sample(_KEYWORDS, 3)) if rng.random() < 0.3 else (),
        min_score=rng.choice((0.0, 0.0, 0.3)),
    )
