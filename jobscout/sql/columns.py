"""Columns that statements list, each named once: by the field of a struct.

A line of a query in a ``.sql`` file that ends in ``-- for words`` stands there once for each
column of the list *words*, with ``{column}`` and its like replaced::

    SELECT id
        , jobs.{column} -- for lead
    FROM jobs

Nothing a client sends is ever part of the text.
"""

from __future__ import annotations

import re
import typing
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from jobscout.model import JobAttributes, Posting, Salary
from jobscout.rules.search_terms import FACETS, MinSalary, SearchTerms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LINE: Final = re.compile(r"^(.+) -- for (\w+)( -- if .+)?$", re.MULTILINE)
_TYPES: Final[dict[Any, str]] = {
    bool: "boolean",
    int: "integer",
    float: "double precision",
    bytes: "bytea",
    date: "date",
    datetime: "timestamptz",
}


class PostingColumn(NamedTuple):
    """A column of ``postings`` as a reading stores it; *type* is PostgreSQL's."""

    column: str
    type: str
    value: Callable[[Posting], Any]


def _type(kind: Any) -> str:
    """PostgreSQL's type for a value, None or not; words are text."""
    return next((_TYPES[one] for one in (kind, *typing.get_args(kind)) if one in _TYPES), "text")


def _plain(field: msgspec.structs.FieldInfo) -> PostingColumn:
    return PostingColumn(field.name, _type(field.type), attrgetter(field.name))


def _of_salary(part: msgspec.structs.FieldInfo) -> PostingColumn:
    value = attrgetter(part.name)
    return PostingColumn(
        f"salary_{part.name}",
        _type(part.type),
        lambda posting: posting.salary and value(posting.salary),
    )


def _locations(posting: Posting) -> str:
    return msgspec.json.encode(posting.locations).decode()


def _remote_countries(posting: Posting) -> str:
    return msgspec.json.encode(posting.remote_countries).decode()


def _field_evidence(posting: Posting) -> str:
    return msgspec.json.encode(posting.field_evidence).decode()


def _safety_words(posting: Posting) -> str:
    return msgspec.json.encode(posting.safety_words).decode()


def _stated(posting: Posting) -> str:
    return msgspec.json.encode(posting.stated).decode()


# a field of Posting to its columns, where they are not one of its own name
_OTHERWISE: Final[dict[str, Sequence[PostingColumn]]] = {
    "locations": (PostingColumn("locations", "jsonb", _locations),),
    "remote_countries": (PostingColumn("remote_countries", "jsonb", _remote_countries),),
    "location_words": (PostingColumn("place_text", "text", attrgetter("location_words")),),
    "stated": (PostingColumn("stated", "jsonb", _stated),),
    "field_evidence": (PostingColumn("field_evidence", "jsonb", _field_evidence),),
    "safety_words": (PostingColumn("safety_words", "jsonb", _safety_words),),
    "salary": [_of_salary(part) for part in msgspec.structs.fields(Salary)],
    "company": (),  # by its id
    **dict.fromkeys(("words", "title_words", "skills"), ()),  # in jobs and job_skills
}
POSTING: Final = tuple(
    column
    for field in msgspec.structs.fields(Posting)
    for column in _OTHERWISE.get(field.name, (_plain(field),))
)
SALARY: Final = tuple(f"salary_{part}" for part in Salary.__struct_fields__)
LEAD: Final = (
    "title",
    *JobAttributes.__struct_fields__,
    *SALARY,
    "annual_usd_min",
    "annual_usd_max",
)
"""Columns of a job that say what its leading posting says."""
# A process of the release before stores codes with a region, "pt-BR", during an update.
_OF_LEAD: Final = {"language": "split_part(lead.language, '-', 1)"}
_GIVEN: Final = frozenset({
    "external_id", "requisition_id", "url", "apply_url", "description_html", "posted_at",
    "updated_at", "expires_at", "list_hash",
})  # fmt: skip
READ_BY_RULES: Final = tuple(one for one in POSTING if one.column not in _GIVEN)
"""Columns of a posting that a new version of the rules may write otherwise."""
MIN_SALARY: Final = tuple(f"min_salary_{part}" for part in MinSalary.__struct_fields__)
SEARCH: Final = tuple(
    column
    for name in SearchTerms.__struct_fields__
    for column in (MIN_SALARY if name == "min_salary" else (name,))
)
"""Columns of ``searches`` that a person sets."""


def _named(columns: Sequence[str]) -> list[dict[str, str]]:
    return [{"column": column} for column in columns]


LISTS: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "posting": [one._asdict() for one in POSTING],
    # the first date and the key of a posting stay
    "overwritten": _named(
        [one.column for one in POSTING if one.column not in {"external_id", "posted_at"}]
    ),
    # what the rules read; the rest is as the board gave it
    "reread": [one._asdict() for one in READ_BY_RULES],
    "lead": [{"column": name, "value": _OF_LEAD.get(name, f"lead.{name}")} for name in LEAD],
    "salary": _named(SALARY),
    "facet": _named([facet.column for facet in FACETS]),
    "search": _named(SEARCH),
    # a search that uses the skills of the CV asks for more than its own
    "criterion": _named([column for column in SEARCH if column != "skills"]),
}


def expand(sql: str) -> str:
    """*sql* with a line for each column. Raises KeyError: the list does not exist."""
    return _LINE.sub(
        lambda line: "\n".join(
            (line[1] + (line[3] or "")).format_map(one) for one in LISTS[line[2]]
        ),
        sql,
    )


def columns(
    postings: Sequence[Posting], wanted: Sequence[PostingColumn] = POSTING
) -> dict[str, list[Any]]:
    """*postings* turned on their side: one array a column, as ``upsert`` takes them."""
    return {one.column: list(map(one.value, postings)) for one in wanted}
