"""The companies of the postings of one reading, within its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules import companies
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Posting
    from jobscout.sql.database import Transaction

LINKING = load("linking")
POSTINGS = load("postings")


async def find(t: Transaction, company_id: int | None, postings: Sequence[Posting]) -> list[int]:
    """The company of each posting: the board's own, or by the name an aggregator gives."""
    if not postings:
        return []
    if company_id is not None:
        found = [company_id] * len(postings)
    else:
        named = [
            companies.clean(posting.company or "") or companies.UNNAMED for posting in postings
        ]
        slugs = [companies.slug(name) for name in named]
        by_slug = dict(zip(slugs, named, strict=True))
        await t.run(POSTINGS.add_companies, slugs=list(by_slug), names=list(by_slug.values()))
        rows = await t.all(POSTINGS.company_ids, slugs=list(by_slug))
        ids = {row["slug"]: row["id"] for row in rows}
        found = [ids[slug] for slug in slugs]
    # A requisition that is known under another name of the company may be the same opening.
    keys = list({posting.requisition_key for posting in postings} - {None})
    known = await t.all(LINKING.companies_of, keys=keys) if keys else []
    companies_known = {row["company_id"] for row in known}
    await t.all(POSTINGS.lock_companies, ids=list({*found, *companies_known}))
    return found
