"""The fields of a job that a config says where to find, and how they complete a posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.sources.deadlines import deadline
from jobscout.sources.values import stated_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.model import RawPosting
    from jobscout.sources.base import Config
    from jobscout.sources.typed_config import Faults

SEVERAL: Final = frozenset({"location", "description"})
"""Fields that may be found in several places; of the others, the first counts."""
_MAX_PLACES = 10


class JobFields(msgspec.Struct, frozen=True):
    """Where each field is: by a selector or a path, or by several whose findings all count."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    location: str | list[str] | None = None
    department: str | None = None
    employment_type: str | None = None
    workplace: str | None = None
    company: str | None = None
    posted_at: str | None = None
    expires_at: str | None = None
    description: str | list[str] | None = None
    salary_text: str | None = None


def places(fields: JobFields, within: str, faults: Faults) -> dict[str, list[str]]:
    """The places of each field that is given; at most ten."""
    found: dict[str, list[str]] = {}
    for name, said in msgspec.structs.asdict(fields).items():
        if said is None:
            continue
        texts = [said] if isinstance(said, str) else said
        if 1 <= len(texts) <= _MAX_PLACES:
            found[name] = texts
        else:
            faults.add(f"{within}.{name}", f"must be 1 to {_MAX_PLACES} texts")
    return found


def check_needed(config: Config, faults: Faults, *names: str) -> None:
    """Notes which of *names* the config's ``fields`` lack."""
    fields = config.get("fields")
    for name in names:
        if not isinstance(fields, dict) or fields.get(name) is None:
            faults.add(f"fields.{name}", "is required")


def completed(posting: RawPosting, said: Mapping[str, Any]) -> RawPosting:
    """*posting* with what was found of it, by field; what was not found stays as it is.

    A workplace may be true or false, as an answer to whether the job is remote; false does not
    mean an office.
    """
    workplace = said.get("workplace")
    values: dict[str, Any] = {
        "title": said.get("title"),
        "locations": tuple(said.get("location") or ()),
        "department": said.get("department"),
        "employment_type": said.get("employment_type"),
        "workplace": "remote" if workplace is True else workplace,
        "company": said.get("company"),
        "posted_at": stated_time(said.get("posted_at")),
        "expires_at": deadline(said.get("expires_at")) or stated_time(said.get("expires_at")),
        "description_html": "\n".join(said.get("description") or ()),
        "salary_text": said.get("salary_text"),
    }
    return msgspec.structs.replace(posting, **{name: one for name, one in values.items() if one})
