"""Postings as previews show them, which are not stored."""

from typing import Any, Final

from jobscout.http.paging import Moment
from jobscout.model import JobAttributes, Location, Posting, Salary

PREVIEWED: Final = 20
"""So many of a board are shown."""


class PreviewedPosting(JobAttributes, frozen=True):
    """A posting as it would be stored. *skills* are slugs."""

    external_id: str
    title: str
    url: str
    company: str | None
    locations: list[Location]
    remote_countries: list[str]
    remote_anywhere: bool
    department: str | None
    pay: Salary | None
    skills: list[str]
    posted_at: Moment | None
    description_html: str | None


def previewed(posting: Posting) -> PreviewedPosting:
    others: dict[str, Any] = {
        "locations": list(posting.locations),
        "remote_countries": list(posting.remote_countries),
        "pay": posting.salary,
    }
    plain = [name for name in PreviewedPosting.__struct_fields__ if name not in others]
    return PreviewedPosting(**others, **{name: getattr(posting, name) for name in plain})
