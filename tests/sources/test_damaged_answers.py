"""P4: what one entry holds, however malformed, costs that entry alone, and no more than a cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceChanged, SourceError
from jobscout.rules import caps
from jobscout.sources import ALL
from tests.drills import drill
from tests.sources.conformance import (
    KINDS,
    entries_of,
    facts,
    field,
    is_json,
    saved,
    with_first,
    written,
)
from tests.sources.test_every_source import every_json_source, every_source, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.sources.base import Page, Source

pytestmark = drill("jobscout", "tests/sources/fixtures")

# No JSON at all: the decoder refuses the whole document for each of them.
LOST = {
    "nan": b"NaN",
    "infinity": b"Infinity",
    "negative infinity": b"-Infinity",
    "raw tab": b'"a\tb"',
    "raw newline": b'"a\nb"',
    "raw control": b'"a\x01b"',
    "raw NUL": b'"a\0b"',
    "bad escape": rb'"a\xb"',
    "short escape": rb'"a\u12"',
    "octal escape": rb'"\012"',
    "leading zero": b"012",
    "plus": b"+1",
    "hexadecimal": b"0x1F",
    "trailing point": b"1.",
    "leading point": b".5",
    "bare minus": b"-",
    "bare exponent": b"1e",
    "single quotes": b"'a'",
    "undefined": b"undefined",
    "Python's True": b"True",
    "nothing": b"",
    "missing value": b'{"a":}',
    "deep inside": b"[" * 40 + b"NaN" + b"]" * 40,
}
# As above, and where the value ends is uncertain.
UNCERTAIN = {
    "two words": b"not stated",
    "trailing comma": b"[1,]",
    "leading comma": b"[,1]",
    "two commas": b"[1,,2]",
    "missing comma": b"[1 2]",
    "missing colon": b'{"a" 1}',
    "missing key": b"{:1}",
    "bare key": b"{a:1}",
    "list for a key": b"{[1]:1}",
    "broken key": b'{"a\tb":1}',
    "comma in an object": b'{"a":1,}',
    "quotes inside quotes": b'"a "quoted" b"',
}
MALFORMED = LOST | UNCERTAIN
# Well-formed, and no text or number that can be kept; each as bytes of the title's value.
UNUSABLE = {
    "invalid UTF-8": b'"\xff\xfe"',
    "overlong UTF-8": b'"\xc0\x80"',
    "surrogate in UTF-8": b'"\xed\xa0\x80"',
    "cut UTF-8": b'"a\xe2\x82"',
    "number for a text": b"1e999",
    "long number": b"9" * 5_000,
    "nested": b"[" * 2_000 + b"]" * 2_000,
    "only NULs": rb'"\u0000"',
}


def check_each(values: Mapping[str, bytes], check: Callable[[bytes], None]) -> None:
    """Check each value in turn; a failure says which it was."""
    for name, value in values.items():
        try:
            check(value)
        except BaseException as error:
            error.add_note(f"with {name}: {value[:80]!r}")
            raise


def with_value(source: Source, name: str, value: bytes) -> bytes:
    """The saved answer, with *value* as the wire field *name* of its first posting."""
    document = facts(source)
    entries_of(source, document)[0][name] = "@@"
    return written(source, document).replace(b'"@@"', value)


def with_entries(source: Source, *entries: Any) -> bytes:
    """The saved answer with *entries* after its own."""
    document = facts(source)
    entries_of(source, document).extend(entries)
    return written(source, document)


def check_first_is_rejected(source: Source, page: Page) -> None:
    untouched = read(source, saved(source)).postings
    assert page.postings == [untouched[1]]
    (reject,) = page.rejects
    assert reject.external_id == untouched[0].external_id
    assert reject.reason.startswith(f"{source.kind}: ")


@every_json_source
def test_malformed_title_costs_its_entry(source: Source) -> None:
    """The entry is rejected by its id, and the other one is read."""

    def check(value: bytes) -> None:
        page = read(source, with_value(source, field(source, "title"), value))

        check_first_is_rejected(source, page)

    check_each(MALFORMED, check)


@every_json_source
def test_uncertain_damage_costs_its_entry(source: Source) -> None:
    """Where it is uncertain which value belongs to which name, nothing of the entry is used."""

    def check(value: bytes) -> None:
        check_first_is_rejected(source, read(source, with_value(source, "unread", value)))

    check_each(UNCERTAIN, check)


@every_json_source
def test_malformed_value_costs_its_field(source: Source) -> None:
    """The posting is read without it, and it is counted."""

    def check(value: bytes) -> None:
        page = read(source, with_value(source, "unread", value))

        assert page.postings == read(source, saved(source)).postings
        assert (page.rejects, page.unknown_fields) == ([], 1)

    check_each(LOST, check)


@every_json_source
def test_unusable_value_costs_its_entry(source: Source) -> None:
    """What is well-formed and of no use rejects the entry where it is read."""

    def check(value: bytes) -> None:
        page = read(source, with_value(source, field(source, "title"), value))

        check_first_is_rejected(source, page)

    check_each(UNUSABLE, check)


@pytest.mark.parametrize(
    "source",
    [
        source
        for source in ALL
        if is_json(source)
        # Where one text is both, it is not of no use to the title either.
        and KINDS[source.kind].fields.get("description", "x")
        not in {None, KINDS[source.kind].fields.get("title")}
    ],
    ids=lambda source: source.kind,
)
def test_unusable_description_costs_itself(source: Source) -> None:
    """The posting is read without its text."""

    def check(value: bytes) -> None:
        page = read(source, with_value(source, field(source, "description"), value))

        assert page.postings[0].title == read(source, saved(source)).postings[0].title
        assert page.rejects == []

    check_each(UNUSABLE, check)


@every_json_source
def test_malformed_value_in_place_of_an_entry(source: Source) -> None:
    """The entries around it are read."""

    def check(value: bytes) -> None:
        body = with_entries(source, "@@").replace(b'"@@"', value)

        assert read(source, body).postings == read(source, saved(source)).postings

    check_each(MALFORMED, check)


@every_json_source
def test_damaged_id_is_a_nameless_reject(source: Source) -> None:
    """Nobody can say which posting it was, so none is taken for missing."""
    page = read(source, with_value(source, field(source, "id"), b"NaN"))

    assert len(page.postings) == 1
    assert [reject.external_id for reject in page.rejects] == [None]


@every_json_source
def test_repeated_key_means_its_last_value(source: Source) -> None:
    """As RFC 8259 has it for most readers; the entry is none the worse."""
    name = field(source, "title").encode()
    page = read(source, with_value(source, "unread", b'1,"' + name + b'":"Another"'))

    assert page.postings[0].title == "Another"
    assert page.rejects == []


@every_source
@pytest.mark.parametrize(
    "damage",
    [b'"' * 1_000_000, b'["' + rb"\"" * 500_000, b"[" * 1_000_000, b"[NaN," * 200_000,
     b"[" + b"," * 1_000_000, b"[" * 70 + b"[]" * 500_000, b'["",' + b'"",' * 250_000,
     b'["' + rb"\ud800" * 170_000],
    ids=["quotes", "escaped quotes", "brackets", "not a number", "commas", "deep pairs", "texts",
         "half pairs"],
)  # fmt: skip
def test_megabyte_of_damage_ends_soon(source: Source, damage: bytes) -> None:
    """Time in proportion to the length: a quadratic reader would take hours over these."""
    with pytest.raises(SourceChanged):
        read(source, damage)


@every_source
def test_rows_are_capped(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than any board has are no board: it fails, and the cap is named."""
    monkeypatch.setattr(caps, "ROWS", 500)

    fits = read(source, with_entries(source, *[0] * (caps.ROWS - 5)))

    with pytest.raises(SourceError, match=f"^{source.kind}: over 500 postings") as caught:
        read(source, with_entries(source, *[0] * caps.ROWS))

    assert caught.value.kind == "too-large"
    assert len(fits.postings) == 2


@every_source
def test_rejects_are_counted_and_few_are_kept(source: Source) -> None:
    """Of thousands that cannot be read, a hundred are kept; the numbers are right."""
    page = read(source, with_entries(source, *[{"n": 1}] * 5_000))

    assert len(page.rejects) == caps.REJECTS_KEPT
    assert len(page.rejects) + page.more_rejects == 5_000
    assert len(page.postings) == 2


@every_source
@pytest.mark.parametrize("role", ["title", "description", "unread"])
def test_entry_of_megabytes_is_rejected(source: Source, role: str) -> None:
    """No posting has that much in it, wherever it is."""
    page = read(source, with_first(source, **{role: "x" * caps.ROW_BYTES}))

    check_first_is_rejected(source, page)
    assert "MiB" in page.rejects[0].reason


@every_source
def test_long_texts_are_cut(source: Source) -> None:
    """No field of a posting is longer than its cap."""
    changes = {"title": "x" * 50_000, "description": "y" * 500_000}

    posting = read(source, with_first(source, **changes)).postings[0]

    assert len(posting.title) == caps.TEXT_CHARS
    assert len(posting.description_html or "") <= caps.DESCRIPTION_CHARS


def test_locations_are_capped() -> None:
    """A posting has as many places as a person would read."""
    from jobscout.sources.lever import Lever  # noqa: PLC0415  (a kind that lists them)

    lever = Lever()
    locations = [f"Place {number}" for number in range(100_000)]
    page = read(lever, with_first(lever, categories={"allLocations": locations}))

    assert page.postings[0].locations == tuple(locations[: caps.LOCATIONS])


def test_damaged_total_of_oracle_is_survived() -> None:
    """How many jobs there are is unknown, so pages are asked for until an empty one."""
    from jobscout.sources.oracle import Oracle  # noqa: PLC0415  (a kind whose total is needed)

    oracle = Oracle()
    document = facts(oracle)
    document["items"][0]["TotalJobsCount"] = "@@"
    page = read(oracle, written(oracle, document).replace(b'"@@"', b"NaN"))

    assert len(page.postings) == 2
    assert page.next is not None
