"""Postings turned on their side: one array a column, as the statements take them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Posting


def columns(postings: Sequence[Posting]) -> dict[str, list[Any]]:
    """The arrays that ``upsert`` in ``postings.sql`` takes, by parameter, in this order."""
    return {
        **{
            plural: list(map(operator.attrgetter(field), postings))
            for plural, field in _PLAIN.items()
        },
        "locations": [msgspec.json.encode(posting.places).decode() for posting in postings],
        "salary_mins": [posting.pay and posting.pay.min for posting in postings],
        "salary_maxs": [posting.pay and posting.pay.max for posting in postings],
        "salary_currencies": [posting.pay and posting.pay.currency for posting in postings],
        "salary_periods": [posting.pay and posting.pay.period for posting in postings],
    }


# parameter of the statement: field of the posting
_PLAIN = {
    "external_ids": "external_id",
    "requisition_ids": "requisition_id",
    "urls": "url",
    "apply_urls": "apply_url",
    "titles": "title",
    "workplaces": "workplace",
    "departments": "department",
    "seniorities": "seniority",
    "employment_types": "employment_type",
    "annual_usd_mins": "annual_usd_min",
    "annual_usd_maxs": "annual_usd_max",
    "description_htmls": "description_html",
    "description_texts": "description_text",
    "languages": "language",
    "posted_ats": "posted_at",
    "updated_ats": "updated_at",
    "expires_ats": "expires_at",
    "content_hashes": "content_hash",
    "list_hashes": "list_hash",
    "fingerprints": "fingerprint",
    "place_texts": "place_words",
}
