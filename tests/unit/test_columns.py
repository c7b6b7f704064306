"""Columns are named once: statements, structs and filters have them from there."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from jobscout.model import JobAttributes, RawPosting
from jobscout.rules.postings import FROM_TEXT, normalise
from jobscout.rules.search_terms import FACETS, WantedFacets
from jobscout.sql import columns
from jobscout.sql.queries import load

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def test_a_line_for_each_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """A marked line stands there once a column, with its other mark; all others stay."""
    monkeypatch.setattr(columns, "LISTS", {"two": [{"column": "a"}, {"column": "b"}]})
    sql = (
        "SELECT '{}'\n  , t.{column} -- for two\nFROM t\n"
        "  AND {column} = :{column} -- for two -- if {column}"
    )

    assert columns.expand(sql) == (
        "SELECT '{}'\n  , t.a\n  , t.b\nFROM t\n  AND a = :a -- if a\n  AND b = :b -- if b"
    )


def test_a_line_for_columns_that_nobody_named() -> None:
    """A mark that means nothing is found when the queries are loaded."""
    with pytest.raises(KeyError, match="nothing"):
        columns.expand(", {column} -- for nothing")


def test_a_posting_is_stored_as_it_is() -> None:
    """Each parameter of the statement is one list, in the order of the postings."""
    raw = RawPosting(
        external_id="7", title="Pilot", url="https://x.example/7", locations=("Nairobi",)
    )
    posting = normalise(raw, company_key="acme", now=NOW)

    arrays = columns.columns([posting, msgspec.structs.replace(posting, external_id="8")])

    taken = set(load("postings").upsert.parameters) - {"source_id", "job_ids", "company_ids"}
    assert set(arrays) == taken
    assert arrays["external_id"] == ["7", "8"]
    assert arrays["salary_min"] == [None, None]
    assert arrays["content_hash"] == [posting.content_hash] * 2
    assert msgspec.json.decode(arrays["locations"][0]) == [
        {"city": "Nairobi", "country": "KE", "text": "Nairobi"}
    ]


def test_attributes_go_all_the_way() -> None:
    """What a job is filtered by is read from a board, and asked by a field of searches."""
    assert {facet.column for facet in FACETS} <= set(JobAttributes.__struct_fields__)
    assert set(JobAttributes.__struct_fields__) - FROM_TEXT <= set(RawPosting.__struct_fields__)
    assert [facet.asked for facet in FACETS] == list(WantedFacets.__struct_fields__)
    assert {facet.asked for facet in FACETS} <= set(load("searches").update.parameters)
