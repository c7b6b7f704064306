"""Lists and objects that scripts of a page assign to a name."""

from __future__ import annotations

import pytest

from jobscout.sources.script_data import assigned


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("<script>a.b = {};</script>", "{}"),
        ("var a.b=[1, [2]];c", "[1, [2]]"),
        ('a.b = {"x": "}; \\"]"}; a.c = {}', '{"x": "}; \\"]"}'),
        ("a.b = a.b || {}; a.b = [7];", "[7]"),
        ("a.bc = [1]; xa.b = [2]; window.a.b\n = \n[4]", "[4]"),
        ("a.b = [1, {", "[1, {"),
        ('a.b = ["x', '["x'),
        ("a.b = 5; a.b == [1]", None),
        ("a-b = [1]", None),
        ("", None),
    ],
)
def test_assigned(page: str, data: str | None) -> None:
    """From the first bracket to its own closing one, whatever the texts between them hold."""
    assert assigned(b"a.b", page.encode()) == (None if data is None else data.encode())


@pytest.mark.parametrize("rest", [b"[" * 2_000_000, b'["' + rb"\"" * 1_000_000, b"a.b=" * 500_000])
def test_megabytes_end_soon(rest: bytes) -> None:
    """Time in proportion to the length: a quadratic search would take hours over these."""
    assert assigned(b"a.b", b"a.b=" + rest) in {rest, None}
