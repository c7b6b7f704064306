"""P4: what fits of an entry is used, and only a required field costs the entry."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jobscout.sources.salvage import salvage


class Office(msgspec.Struct):
    name: str
    city: str | None = None


class Entry(msgspec.Struct, rename="camel"):
    id: int | str
    title: str
    pay_range: tuple[float, float] | None = None
    offices: list[Office] | None = None
    head_office: Office | None = None
    tags: list[str] = []
    texts: dict[str, Office] | None = None
    extra: Any = None


NEEDED = b'"id":1,"title":"Diver"'


@pytest.mark.parametrize(
    ("more", "read", "unknown"),
    [
        (b'"payRange":"50k"', {}, 1),
        (b'"payRange":[1,2]', {"pay_range": (1.0, 2.0)}, 0),
        (b'"payRange":[1e999,2],"tags":["a"]', {"tags": ["a"]}, 1),
        (b'"tags":["a",null,5,"b"]', {"tags": ["a", "b"]}, 2),
        (b'"tags":null', {}, 1),
        (b'"tags":{"a":1}', {}, 1),
        (b'"texts":[]', {}, 1),
        (
            b'"texts":{"a":{"name":"A","city":5},"b":null,"c":{"name":"C"}}',
            {"texts": {"a": Office("A"), "c": Office("C")}},
            2,
        ),
        (b'"headOffice":[]', {}, 1),
        (b'"headOffice":{"name":"A","city":5}', {"head_office": Office("A")}, 1),
        (b'"headOffice":{"city":"B"}', {}, 1),
        (
            b'"offices":[null,{"name":"A"},{"name":5},{"name":"B","city":[]}],"extra":{"a":1}',
            {"offices": [Office("A"), Office("B")], "extra": {"a": 1}},
            3,
        ),
    ],
)
def test_what_fits_is_read(more: bytes, read: dict[str, Any], unknown: int) -> None:
    """Each value that does not fit is left out and counted, wherever it is."""
    value, left_out = salvage(b"{" + NEEDED + b"," + more + b"}", Entry)

    assert value == Entry(id=1, title="Diver", **read)
    assert left_out == unknown


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (b'{"id":1}', "missing required field `title`"),
        (b'{"id":1,"title":null,"tags":5}', r"got `null` - at `\$.title`"),
        (b'{"id":[],"title":"Diver"}', r"at `\$.id`"),
        (b"5", "Expected `object`"),
        (b"[]", "Expected `object`"),
        (b"null", "Expected `object`"),
    ],
)
def test_what_is_required_is_named(entry: bytes, said: str) -> None:
    """An error names the field that the entry cannot be read without."""
    with pytest.raises(msgspec.DecodeError, match=said):
        salvage(entry, Entry)
