"""Values that boards state, read alike for all kinds."""

from __future__ import annotations

import pytest

from jobscout.sources.values import single


@pytest.mark.parametrize(
    ("values", "one"), [((), None), (("KE",), "KE"), (("KE", "KE"), "KE"), (("KE", "UG"), None)]
)
def test_places_are_in_one_country_or_in_none_that_is_said(
    values: tuple[str, ...], one: str | None
) -> None:
    assert single(iter(values)) == one
