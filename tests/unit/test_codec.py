"""Decoding: every offending field is named, and nothing decoded is ever unstorable."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import InvalidInput, NotFound
from jobscout.http import fields, inputs
from jobscout.http.codec import row_id
from jobscout.http.inputs import Input, build


class Part(Input):
    amount: Annotated[float, Meta(ge=0)]
    code: str = "EUR"
    rules: ClassVar = {"code": fields.line}


class Whole(Input):
    name: Annotated[str, Meta(max_length=5)]
    words: Annotated[list[str], Meta(max_length=3)] = msgspec.field(default_factory=list)
    part: Part | UnsetType | None = UNSET
    flag: bool | UnsetType = UNSET
    rules: ClassVar = {"name": fields.line, "words": fields.each(fields.line)}


def faults(given_: dict[str, Any], *, strict: bool = True) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        build(Whole, given_, strict=strict)
    return {fault.field: fault.message for fault in caught.value.fields}


def test_names_every_field_and_its_place() -> None:
    """Types, bounds and rules, in lists and in parts."""
    said = faults(
        {"words": ["ok", " ", "a\x00"], "part": {"amount": "x", "code": "\n"}, "flag": 1, "x": 1}
    )

    assert set(said) == {"name", "words[2]", "part.amount", "part.code", "flag", "x"}
    assert set(faults({"name": "toolong", "words": ["x", 1, "y", None]})) == {
        *("name", "words[1]", "words[3]"),
    }
    assert set(faults({"name": "a", "words": ["", " "]})) == {"words[0]", "words[1]"}
    assert set(faults({"name": "a", "words": ["x"] * 4, "part": 5})) == {"words", "part"}


def test_cleans_and_keeps_what_is_absent_apart_from_null() -> None:
    """Rules answer the cleaned value; a partial change tells null from absent."""
    built = build(Whole, {"name": " a ", "words": [" x", "x "], "part": None})

    assert (built.name, built.words) == ("a", ["x"])
    assert inputs.given(built) == {"name": "a", "words": ["x"], "part": None}


def test_text_stands_for_other_types_only_in_queries() -> None:
    """A body's "true" is a text; a query's is a boolean."""
    assert build(Whole, {"name": "a", "flag": "true"}, strict=False).flag is True
    assert set(faults({"name": "a", "flag": "true"})) == {"flag"}
    assert faults({"name": ["a", "b"], "part": "null"}, strict=False).keys() == {"name", "part"}


def test_answers_stay_short() -> None:
    """However much is wrong, and however long it is, little of it comes back."""
    said = faults({f"field-{'x' * 500}-{n}": 1 for n in range(1000)})

    assert len(said) == 1
    assert all(len(name) <= inputs.MAX_MESSAGE for name in said)


@given(
    st.dictionaries(
        st.sampled_from(["name", "words", "part", "flag", "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(st.sampled_from(["amount", "code"]), inner)
            ),
            max_leaves=8,
        ),
    )
)
def test_either_fits_or_is_named(said: dict[str, Any]) -> None:
    """For anything JSON can say there is a struct or a list of faults, and no third."""
    try:
        built = build(Whole, said)
    except InvalidInput as error:
        named = [fault.field for fault in error.fields]
    else:
        named = ["fits"]
        assert all(fields.storable(text) for text in [built.name, *built.words])
    assert named
    assert all(named)


@pytest.mark.parametrize("text", ["1", "42", str(2**63 - 1)])
def test_ids(text: str) -> None:
    """What we give out comes back as the number it is."""
    assert row_id(text) == int(text)


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "01", "1.0", " 1", "1\n", "\u0661", "\u00b2", "x", str(2**63), "9" * 5000],
)
def test_ids_nobody_gave_out(text: str) -> None:
    """Everything else names nothing."""
    with pytest.raises(NotFound):
        row_id(text)
