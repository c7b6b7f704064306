"""Mending malformed JSON: what comes out is JSON, and what was JSON stays as it is."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscout.sources.mending import LOST, MARK, HopelessError, mended

PIECES = st.sampled_from([
    b'"a"', b'"b', b"1", b"NaN", b"{", b"}", b"[", b"]", b",", b":", b" ", b'"a\tb"', b"\\",
    b"null", b'{"a":1}', b"01", b'"\\ud800"', b'"\xff"', b"\n",
])  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=25,
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(inside=st.lists(PIECES, max_size=12), brackets=st.sampled_from([b"[]", b"{}"]))
def test_what_comes_out_is_json(inside: list[bytes], brackets: bytes) -> None:
    """Whatever tokens come in whatever order, the result is decoded, or there is none."""
    try:
        whole = mended(brackets[:1] + b"".join(inside) + brackets[1:])
    except HopelessError:
        return

    assert isinstance(msgspec.json.decode(whole, type=msgspec.Raw), msgspec.Raw)


@settings(deadline=None, max_examples=200)
@given(value=st.lists(VALUES), indent=st.sampled_from([None, 1, "\t"]))
def test_json_stays_as_it_is(value: list[object], indent: int | str | None) -> None:
    document = json.dumps(value, indent=indent).encode()

    assert mended(document) == document


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (b"[NaN]", b"[~null]"),
        (b'[{"a":1},]', b'[{"a":1}@]'),
        (b"[1 2]", b"[1 @,null]"),
        (b"[{}{}]", b"[{}@,{}]"),
        (b'{"a":}', b'{"a":~null}'),
        (b'{"a\n":1}', b'{@"":1}'),
        (b'{"a":1 NaN}', b'{"a":1 @}'),
        (rb'["\ud800x\ud83d\ude00"]', rb'["\ufffdx\ud83d\ude00"]'),
        (b"[" * 66 + b"1" + b"]" * 66, b"[" * 64 + b"null" + b"]" * 64),
    ],
)
def test_what_it_becomes(damaged: bytes, whole: bytes) -> None:
    assert mended(damaged) == whole.replace(b"@", MARK).replace(b"~", LOST)


@pytest.mark.parametrize("hopeless", [b"", b"5", b"[", b"[}", b"[] []", b"{]", b'["', b"<html>"])
def test_no_document_is_hopeless(hopeless: bytes) -> None:
    """Nothing is made up where brackets do not say what belongs to what."""
    with pytest.raises(HopelessError):
        mended(hopeless)
