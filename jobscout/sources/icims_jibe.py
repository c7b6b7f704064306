"""The lists of iCIMS's newer career sites (Jibe): JSON that has the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import part
from jobscout.sources.reading import Entries, Identity, each, envelope
from jobscout.sources.salvage import UNFIT
from jobscout.sources.texts import sections
from jobscout.sources.values import time

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Place(msgspec.Struct):
    full_location: str | None = None


class _Job(msgspec.Struct):
    slug: Identity
    title: str
    req_id: Identity | None = None
    hiring_organization: str | None = None
    full_location: str | None = None
    additional_locations: list[_Place | str] | None = None
    country: str | None = None
    category: list[str] | str | None = None
    employment_type: str | None = None
    salary_min_value: float | str | None = None
    salary_max_value: float | str | None = None
    description: str | None = None
    responsibilities: str | None = None
    qualifications: str | None = None
    apply_url: str | None = None
    posted_date: Any = None
    update_date: Any = None
    language: str | None = None


class _List(msgspec.Struct):
    jobs: list[msgspec.Raw]
    total: Any = msgspec.field(default=None, name="totalCount")


_LIST = msgspec.json.Decoder(_List)
_WRAPPED = msgspec.json.Decoder(dict[str, msgspec.Raw])
_JOB = msgspec.json.Decoder(_Job)


class ListPage(NamedTuple):
    """*rows* is the number of entries, *total* that of the list's by its own word, if any."""

    read: Entries
    rows: int
    total: int | None


def read_list(kind: str, body: bytes, host: str) -> ListPage:
    """The jobs of one page. Raises SourceChanged if it has another format."""
    answer = envelope(kind, body, _LIST)
    entries = [_unwrapped(entry) for entry in answer.jobs]
    read = each(kind, entries, _JOB, lambda job: _to_raw(job, host), id_field="slug")
    return ListPage(read, len(entries), _number(answer.total))


def _number(total: Any) -> int | None:
    is_number = isinstance(total, int) and not isinstance(total, bool)
    return total if is_number and total >= 0 else None


def _unwrapped(entry: msgspec.Raw) -> msgspec.Raw:
    """Each job is in an object of its own; what is in none is rejected as it is."""
    try:
        return _WRAPPED.decode(bytes(entry))["data"]
    except (*UNFIT, KeyError):
        return entry


def _to_raw(job: _Job, host: str) -> RawPosting:
    slug = str(job.slug).strip()
    if slug in {".", ".."}:
        raise ValueError("the slug is no name of a page")
    further = [
        place if isinstance(place, str) else place.full_location or ""
        for place in job.additional_locations or ()
    ]
    categories = [job.category] if isinstance(job.category, str) else job.category or []
    bounds = _stated(job.salary_min_value, job.salary_max_value)
    return RawPosting(
        external_id=slug,
        title=job.title,
        url=f"https://{host}/jobs/{part(slug)}",
        apply_url=job.apply_url,
        company=job.hiring_organization,
        requisition_id=None if job.req_id is None else str(job.req_id),
        locations=(job.full_location or "", *further),
        country=None if any(further) else job.country,
        department=", ".join(filter(None, map(str.strip, categories))),
        employment_type=job.employment_type,
        salary_text=" - ".join(bounds),
        description_html=sections(job.description, job.responsibilities, job.qualifications),
        posted_at=time(job.posted_date),
        updated_at=time(job.update_date),
        language=job.language,
    )


def _stated(*bounds: float | str | None) -> Sequence[str]:
    """The bounds that say something, each once."""
    texts = (
        f"{bound:.2f}".removesuffix(".00") if isinstance(bound, float) else bound or ""
        for bound in bounds
    )
    return list(dict.fromkeys(text for text in texts if text.strip("0. ")))
