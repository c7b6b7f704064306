"""Postings completed by the schema.org markup of their own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.errors import SourceChanged
from jobscout.sources import schema_org
from jobscout.sources.reading import safe
from jobscout.sources.texts import plain, tidy

if TYPE_CHECKING:
    from jobscout.model import RawPosting

_FROM_PAGE: Final = (
    "company", "locations", "country", "workplace", "employment_type", "salary", "salary_text",
    "description_html", "posted_at", "expires_at", "language",
)  # fmt: skip


def completed(kind: str, body: bytes, posting: RawPosting) -> RawPosting:
    """*posting* with what the JobPosting of its page states.

    What the list alone identifies it by stays: its id, title and addresses. So do the list's
    places if the page names fewer.

    Raises:
        SourceChanged: the page has no JobPosting, or several and none with this title.
    """
    jobs = schema_org.job_postings(kind, body)
    own = [job for job in jobs if tidy(plain(job.title)) == posting.title]
    if not own and len(jobs) != 1:
        some = f"{len(jobs)} JobPostings, none with its title" if jobs else "no JobPosting"
        raise SourceChanged(kind, f"the page of job {posting.external_id} has {some}")
    stated = schema_org.to_raw((own or jobs)[0], external_id=posting.external_id, page=posting.url)
    values = {
        name: value
        for name in _FROM_PAGE
        if (value := getattr(stated, name)) not in (None, ())
        and not (name == "locations" and len(stated.locations) < len(posting.locations))
    }
    values["requisition_id"] = posting.requisition_id or stated.requisition_id
    return safe(msgspec.structs.replace(posting, **values))
