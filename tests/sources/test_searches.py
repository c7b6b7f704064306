"""Boards that are a search: their settings are their names."""

from __future__ import annotations

import pytest

from jobscout.errors import BadConfig
from jobscout.sources.searches import filters_of, search_query

FILTERS = ("q", "place")


def test_filters_are_quoted_and_in_order() -> None:
    assert search_query({"place": "a&b", "q": "x=y", "other": 5}, FILTERS) == "q=x%3Dy&place=a%26b"
    assert search_query({}, FILTERS) == ""


def test_every_bad_filter_is_named() -> None:
    with pytest.raises(BadConfig) as caught:
        search_query({"q": 5, "place": ""}, FILTERS)

    assert [caught.value.field, *(other.field for other in caught.value.also)] == ["q", "place"]


def test_filters_of_an_address() -> None:
    assert filters_of("q=a%20b&page=3&place=", FILTERS) == {"q": "a b"}
    assert filters_of("q=%00", FILTERS) is None
