"""What every source promises, whatever board it reads."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources import ALL, by_kind, needs_permission
from jobscout.sources.base import Page, Request, Source, endpoint
from tests.sources.conformance import (
    KINDS,
    at,
    changed,
    entries_of,
    facts,
    field,
    is_json,
    saved,
    with_first,
    written,
)
from tests.sources.recordings import fixture

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = datetime(2010, 1, 1, tzinfo=UTC)
REQUEST = Request(url="https://board.example/")
EXAMPLES = 25 * int(os.environ.get("JOBSCOUT_EXAMPLES", "1"))
"""Of each kind. The kinds share what reads values, so a run tries that a thousand times."""

every_source = pytest.mark.parametrize("source", ALL, ids=lambda source: source.kind)
every_json_source = pytest.mark.parametrize(
    "source", [source for source in ALL if is_json(source)], ids=lambda source: source.kind
)
every_source_with_details = pytest.mark.parametrize(
    "source",
    [source for source in ALL if not source.list_has_text],
    ids=lambda source: source.kind,
)
with_own_url = pytest.mark.parametrize(
    "source",
    [source for source in ALL if KINDS[source.kind].fields.get("url", "url")],
    ids=lambda source: source.kind,
)


def read(source: Source, body: bytes) -> Page:
    return source.parse(body, KINDS[source.kind].config, REQUEST)


def put(document: Any, path: list[str | int], value: Any) -> None:
    """Set what *path* leads to, in place."""
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = value


def paths(document: Any) -> list[list[str | int]]:
    """Every place in *document*, the outermost first."""
    if isinstance(document, dict):
        steps: list[str | int] = list(document)
    elif isinstance(document, list):
        steps = list(range(len(document)))
    else:
        steps = []
    found: list[list[str | int]] = [[step] for step in steps]
    for step in steps:
        found += [[step, *rest] for rest in paths(document[step])]
    return found


def check_promises(posting: RawPosting) -> None:
    """What the ingester may rely on."""
    texts = [
        posting.external_id, posting.title, posting.url, posting.apply_url, posting.company,
        posting.requisition_id, posting.country, posting.workplace, posting.department,
        posting.employment_type, posting.seniority, posting.salary_text,
        posting.description_html, posting.language, *posting.locations,
    ]  # fmt: skip
    assert all(text is None or (text.strip() and "\0" not in text) for text in texts)
    "".join(text or "" for text in texts).encode()
    assert 1 <= len(posting.external_id) <= 500
    for address in (posting.url, posting.apply_url):
        assert address is None or (address.startswith("https://") and urlsplit(address).hostname)
    for when in (posting.posted_at, posting.updated_at, posting.expires_at):
        assert when is None or (when.utcoffset() == timedelta(0) and when >= OLD)
    if posting.salary is not None:
        assert all(
            bound is None or 0 < bound <= 1e12 for bound in (posting.salary.min, posting.salary.max)
        )


def check_hostile(source: Source, body: bytes) -> None:
    """Nothing but SourceChanged comes out of a hostile answer, and every posting is sound."""
    try:
        page = read(source, body)
    except SourceChanged:
        return
    for posting in page.postings:
        check_promises(posting)
    for reject in page.rejects:
        assert reject.reason.startswith(f"{source.kind}: ")
        assert reject.external_id is None or 1 <= len(reject.external_id) <= 500


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**18, max_value=10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.sampled_from([
        "\0", " \0 ", "\ud800", "\udc00x", "javascript:alert(1)", "http://[", "https://a@b/",
        "2026-02-30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1e999", "nan",
        "x" * 501, 1e300, -1e300,
    ]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "unit", "min_value", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def needed_fields(source: Source) -> set[str | None]:
    """By which a posting is known, or hidden: without them it is not read as it was."""
    kind = KINDS[source.kind]
    return {kind.fields.get(role, role) for role in ("id", "title", "url")} | {*kind.decides}


def read_detail(source: Source, document: Any) -> RawPosting:
    """The first posting of the saved answer, with a detail that has these facts."""
    listed = read(source, saved(source)).postings[0]
    kind = KINDS[source.kind]
    return source.parse_detail(kind.detail_written(document), listed, kind.config)


def detail_of(source: Source) -> tuple[Any, RawPosting]:
    """The facts of a detail, to be changed, and the posting that they complete."""
    document = json.loads(fixture(f"{source.kind}_detail.json"))
    return document, read_detail(source, document)


def optional_of_a_detail(source: Source, document: Any) -> list[list[str | int]]:
    """The places of single values without which a detail is of use."""
    return [
        path
        for path in paths(document)
        if not isinstance(at(document, path), dict | list)
        and path[-1] not in KINDS[source.kind].detail_needs
    ]


def check_differs_in_one_field(odd: RawPosting, complete: RawPosting, said: str = "") -> None:
    check_promises(odd)
    differing = [
        name
        for name, value in msgspec.structs.asdict(odd).items()
        if value != getattr(complete, name)
    ]
    assert len(differing) <= 2, said  # a field, and one that is made of it


ODD_VALUES: list[Any] = [
    None, True, 0, -5, 10**30, 1e300, "", " \0 ", "x", "x" * 501, "\ud800",
    "javascript:alert(1)", "2026-02-30", [], [None], ["x"], [[]], {}, {"name": 5}, {"x": ["y"]},
]  # fmt: skip
"""One of each sort; each is put into each place, and hypothesis tries what nobody thought of."""


def with_odd_values(
    document: Any, places: list[list[str | int]]
) -> Iterator[tuple[str, list[str | int]]]:
    """Put each odd value into each place in turn, and say which it is while it is there."""
    for path in places:
        *outer, last = path
        parent = at(document, outer)
        usual = parent[last]
        for value in ODD_VALUES:
            parent[last] = value
            yield f"{value!r:.30} at {path}", path
        parent[last] = usual


def test_kinds_are_told_apart() -> None:
    """Each kind is one word, held by one source, and is found by it."""
    kinds = [source.kind for source in ALL]

    assert len(set(kinds)) == len(kinds)
    assert [by_kind(kind) for kind in kinds] == list(ALL)


def test_unknown_kind_names_the_known_ones() -> None:
    """A misspelt kind is a bad config whose message lists what would have been right."""
    with pytest.raises(BadConfig, match=", ".join(source.kind for source in ALL)) as caught:
        by_kind("grenhouse")

    assert caught.value.field == "kind"


@every_source
def test_interval_is_polite(source: Source) -> None:
    """No kind may be read more often than every five minutes."""
    assert source.min_interval >= timedelta(minutes=5)


@every_source
def test_permission_is_explained(source: Source) -> None:
    """A kind that needs a permission says why, in a sentence; others say nothing."""
    said = needs_permission(source.kind)

    assert said == getattr(source, "needs_permission", None)
    assert said is None or (said.endswith(".") and len(said) > 30)


def test_nothing_is_seeded_active_that_needs_permission() -> None:
    """The seed's sources are read at the first start, without anybody having been asked."""
    seeded = json.loads(Path("seed/sources.json").read_text(encoding="utf-8"))

    assert [one["name"] for one in seeded if one["active"] and needs_permission(one["kind"])] == []


@every_source
def test_addresses_are_https(source: Source) -> None:
    """The first request and the page for people are https addresses with a host."""
    config = KINDS[source.kind].config

    for url in (source.first_request(config).url, source.page_url(config)):
        assert urlsplit(url).scheme == "https"
        assert urlsplit(url).hostname


@pytest.mark.parametrize("root", ["http://[::1", "http://a\u2100/", "//host", "https://h/path", 5])
def test_base_url_that_is_no_address(root: object) -> None:
    with pytest.raises(BadConfig, match="base_url"):
        endpoint("https://boards.example", "/jobs", {"base_url": root})


@every_source
def test_base_url_moves_the_requests_and_nothing_else(source: Source) -> None:
    """With base_url the request goes to another host, with the same path and query."""
    config = KINDS[source.kind].config
    usual = urlsplit(source.first_request(config).url)

    moved = urlsplit(source.first_request({**config, "base_url": "http://127.0.0.1:9000"}).url)

    assert (moved.scheme, moved.netloc) == ("http", "127.0.0.1:9000")
    assert (moved.path, moved.query) == (usual.path, usual.query)


@pytest.mark.parametrize(
    ("kind", "needed"), [(kind, setting) for kind, of in KINDS.items() for setting in of.needs]
)
@pytest.mark.parametrize("value", [None, "", " ", 5, ["x"], "x" * 201, "a\0b", "a\nb", ".."])
def test_bad_setting_is_named(kind: str, needed: str, value: object) -> None:
    """A missing or unusable setting is a BadConfig that names the field."""
    source = by_kind(kind)
    config = {**KINDS[kind].config, needed: value}

    with pytest.raises(BadConfig) as caught:
        source.first_request(config)

    assert caught.value.field == needed


@pytest.mark.parametrize(
    ("kind", "setting"), [(kind, of.quoted) for kind, of in KINDS.items() if of.quoted]
)
@pytest.mark.parametrize("board", ["../../x", "a?b=c", "a#b", "a/b", "ä b", "%2e%2e"])
def test_hostile_board_is_quoted(kind: str, setting: str, board: str) -> None:
    """A board's name changes neither the path's depth nor the query's parameters."""
    source, config = by_kind(kind), KINDS[kind].config
    tame = urlsplit(source.first_request({**config, setting: "tame"}).url)

    hostile = urlsplit(source.first_request({**config, setting: board}).url)

    assert hostile.netloc == tame.netloc
    assert hostile.path.count("/") == tame.path.count("/")
    assert (hostile.query.count("="), hostile.fragment) == (tame.query.count("="), "")
    assert not hostile.path.endswith("..")


@every_source
def test_saved_answer_is_read_without_rejects(source: Source) -> None:
    """A good answer gives sound postings, each id once, and loses none."""
    page = read(source, saved(source))

    ids = [posting.external_id for posting in page.postings]
    assert len(set(ids)) == len(ids) == 2
    assert page.rejects == []
    assert page.next is None
    assert page.whole is not KINDS[source.kind].is_window
    assert page.windowed is KINDS[source.kind].is_window
    for posting in page.postings:
        check_promises(posting)


@every_source
def test_unreadable_posting_drops_no_other(source: Source) -> None:
    """P4: the postings around an unreadable one survive it, and the Reject names it."""
    untouched = read(source, saved(source)).postings
    named = field(source, "id")

    def put_between(entries: list[dict[str, Any]]) -> None:
        entries.insert(1, {**entries[0], named: "unreadable", field(source, "title"): None})

    page = read(source, changed(source, put_between))

    (reject,) = page.rejects
    assert page.postings == untouched
    assert reject.external_id == "unreadable"
    assert reject.reason.startswith(f"{source.kind}: ")
    assert field(source, "title") in reject.reason


@every_source
def test_empty_board_is_no_error(source: Source) -> None:
    """A board without vacancies is read, whole unless it never is, and holds nothing."""
    page = read(source, changed(source, list.clear))

    assert (page.postings, page.rejects) == ([], [])
    assert page.whole is not KINDS[source.kind].is_window
    assert page.windowed is KINDS[source.kind].is_window


@every_source
def test_byte_order_mark_is_passed_over(source: Source) -> None:
    """An answer saved with a UTF-8 byte order mark reads like one without."""
    assert read(source, b"\xef\xbb\xbf" + saved(source)) == read(source, saved(source))


@every_source
@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"5", b'"x"', b"<!doctype html><title>Sign in</title>", b'{"ok": true}',
     b'{"jobs": null}', b'{"jobs": {}}', b'{"items": 5}', b'{"items": [[]]}', b"[" * 100_000,
     b'{"jobs":' * 100_000, b'{"\xff": 1}', b'"' + rb"\"" * 100_000],
    ids=range(14),
)  # fmt: skip
def test_other_shape_is_source_changed(source: Source, body: bytes) -> None:
    """An answer of another shape is a SourceChanged of this source, never a crash."""
    with pytest.raises(SourceChanged, match=f"^{source.kind}: .+") as caught:
        read(source, body)

    assert caught.value.kind == "changed"


@every_json_source
@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_cut_off_answer_is_source_changed(source: Source, cut: float) -> None:
    """Half an answer is no board: nothing of it is taken for the whole."""
    body = saved(source)

    with pytest.raises(SourceChanged):
        read(source, body[: int(len(body) * cut)])


@every_source
@pytest.mark.parametrize("role", ["id", "title"])
@pytest.mark.parametrize("value", [None, "", " \0 ", [], {}, 1.5, True])
def test_posting_without_identity_is_rejected(source: Source, role: str, value: object) -> None:
    """Without a usable id or title a posting is a Reject, and the next one is kept."""
    page = read(source, with_first(source, **{role: value}))

    if role == "id" and not KINDS[source.kind].needs_id:
        assert [posting.external_id for posting in page.postings][:1] == [page.postings[0].url]
        return
    assert len(page.postings) == len(page.rejects) == 1


@every_source
def test_id_of_absurd_length_is_rejected(source: Source) -> None:
    """500 characters are an id, 501 are not, and the Reject does not repeat them."""
    fits = read(source, with_first(source, id="x" * 500))
    exceeds = read(source, with_first(source, id="x" * 501))

    assert fits.postings[0].external_id == "x" * 500
    assert [reject.external_id for reject in exceeds.rejects] == [None]


@with_own_url
@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example/", "/jobs/1",
     "https://", "https:///x", "https://[", "https://a.example:x/", "https://a.example\\@b/",
     "https://a@b.example/", "https://a.example/\n/x", "x" * 3_000, ""],
)  # fmt: skip
def test_page_that_is_no_web_address_is_rejected(source: Source, url: str) -> None:
    """A page that a browser must not open makes the posting a Reject."""
    page = read(source, with_first(source, url=url))

    assert len(page.postings) == len(page.rejects) == 1
    assert "address" in page.rejects[0].reason


@with_own_url
@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("http://a.example/j", "https://a.example/j"),
        ("HTTP://a.example:80/j?x=1#y", "https://a.example/j?x=1#y"),
        (" https://a.example/a b ", "https://a.example/a%20b"),
        ("https://a.example/\0j", "https://a.example/j"),
    ],
)
def test_http_is_upgraded(source: Source, url: str, safe: str) -> None:
    """An http page becomes https, trimmed and fit for a link."""
    page = read(source, with_first(source, url=url))

    assert page.postings[0].url == safe


@every_json_source
def test_nul_characters_are_stripped(source: Source) -> None:
    """PostgreSQL refuses NUL, so no text keeps one."""
    titled = read(source, with_first(source, title="Deep\0 Sea"))
    described = read(source, with_first(source, description="a\0b"))

    assert titled.postings[0].title == "Deep Sea"
    assert "\0" not in (described.postings[0].description_html or "")


@every_source
@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("Caf&eacute; &#8211; &#x41;", "Caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{EN DASH} A"),
        ("AT&T; Sales&notary, Q&ltA", "AT&T; Sales&notary, Q&ltA"),
        ("&lt;b&gt;Diver&lt;/b&gt;", "<b>Diver</b>"),
        ("a&#0;b&#xD800;&#99999999;", "a\ufffdb\ufffd&#99999999;"),
    ],
)
def test_entities_in_titles_are_decoded(source: Source, sent: str, read_as: str) -> None:
    """A title is text; where a board escaped it, once or twice, people still read the title."""
    assert read(source, with_first(source, title=sent)).postings[0].title == read_as


@every_json_source
@pytest.mark.parametrize("half", [r"\ud83d", r"\uDE00", r"\ud83dx", r"\ud83dA"])
def test_half_an_emoji_costs_nothing(source: Source, half: str) -> None:
    r"""Half of a surrogate pair becomes U+FFFD; whole pairs and a written \\ud83d stay."""
    body = with_first(source, title="@@").replace(b"@@", rf"a{half}\ud83d\ude00\\ud83d".encode())

    page = read(source, body)

    assert not page.rejects
    assert page.postings[0].title.startswith("a\ufffd")
    assert page.postings[0].title.endswith("\N{GRINNING FACE}\\ud83d")


@every_json_source
def test_absurd_nesting_drops_no_other_posting(source: Source) -> None:
    """A posting nested beyond reason costs at most itself."""
    deep = b"[" * 50_000 + b"]" * 50_000
    body = with_first(source, unread="@@").replace(b'"@@"', deep)
    broken = with_first(source, title="@@").replace(b'"@@"', deep)

    assert len(read(source, body).postings) == 2
    assert len(read(source, broken).postings) == len(read(source, broken).rejects) == 1


@every_json_source
def test_bytes_that_are_no_text_drop_no_other_posting(source: Source) -> None:
    """Invalid UTF-8 inside one posting is a Reject of that posting."""
    body = with_first(source, title="@@").replace(b"@@", b"\xff\xfe")

    page = read(source, body)

    assert len(page.postings) == len(page.rejects) == 1
    assert page.rejects[0].external_id is not None


@every_source
def test_reading_twice_gives_the_same(source: Source) -> None:
    """Adapters are pure: one answer always gives one page."""
    assert read(source, saved(source)) == read(source, saved(source))


@every_source
def test_odd_value_beside_the_postings_is_survived(source: Source) -> None:
    """Whatever the rest of an answer holds, the outcome is a sound page or a SourceChanged."""
    document = facts(source)
    entries = list(KINDS[source.kind].entries)
    beside = [path for path in paths(document) if path[: len(entries)] != entries or not entries]

    for _ in with_odd_values(document, beside):
        check_hostile(source, written(source, document))


@every_source
def test_odd_value_in_a_posting_costs_itself(source: Source) -> None:
    """P4: the other posting is read, and this one too but for its id, title and page."""
    document = facts(source)
    untouched = read(source, saved(source)).postings
    entry = entries_of(source, document)[0]
    needed = needed_fields(source)

    for said, path in with_odd_values(entry, paths(entry)):
        page = read(source, written(source, document))

        assert untouched[1] in page.postings, said
        assert len(page.postings) + len(page.rejects) in {1, 2}, said
        for posting in page.postings:
            check_promises(posting)
        if path[0] not in needed:
            first = page.postings[0]
            assert (first.external_id, first.title) == (
                untouched[0].external_id,
                untouched[0].title,
            ), said


@every_source_with_details
def test_odd_value_in_a_detail_costs_itself(source: Source) -> None:
    """P4: whatever an optional field of a posting's own answer holds, the rest of it is read."""
    document, complete = detail_of(source)

    for said, _ in with_odd_values(document, optional_of_a_detail(source, document)):
        check_differs_in_one_field(read_detail(source, document), complete, said)


@every_source
@settings(max_examples=EXAMPLES)
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(source: Source, body: bytes) -> None:
    """Whatever a host sends is a page or a SourceChanged."""
    check_hostile(source, body)


@every_source
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_any_changes_of_values_are_survived(source: Source, data: st.DataObject) -> None:
    """Whatever some fields hold together, the outcome is a sound page or a SourceChanged."""
    document = facts(source)
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        path = data.draw(st.sampled_from(paths(document)), label="path")
        put(document, path, data.draw(JUNK, label="value"))

    check_hostile(source, written(source, document))


@every_source
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_any_damage_to_the_bytes_is_survived(source: Source, data: st.DataObject) -> None:
    """Bytes cut out, put in or replaced anywhere give a sound page or a SourceChanged."""
    body = saved(source)
    start = data.draw(st.integers(0, len(body)), label="start")
    end = data.draw(st.integers(start, min(len(body), start + 40)), label="end")

    check_hostile(source, body[:start] + data.draw(st.binary(max_size=20)) + body[end:])


@every_source
@settings(max_examples=EXAMPLES)
@given(body=st.binary(max_size=100) | JUNK.map(lambda value: json.dumps(value).encode()))
def test_any_detail_is_read_or_refused(source: Source, body: bytes) -> None:
    """A detail answer completes the posting or is a SourceChanged."""
    posting = read(source, saved(source)).postings[0]

    try:
        whole = source.parse_detail(body, posting, KINDS[source.kind].config)
    except SourceChanged:
        return

    check_promises(whole)


@every_source
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_any_value_in_a_posting_costs_itself(source: Source, data: st.DataObject) -> None:
    """P4: as with the odd values, for any other."""
    document = facts(source)
    untouched = read(source, saved(source)).postings
    entry = entries_of(source, document)[0]
    needed = needed_fields(source)
    places = [path for path in paths(entry) if path[0] not in needed]
    put(entry, data.draw(st.sampled_from(places), label="path"), data.draw(JUNK, label="value"))

    page = read(source, written(source, document))

    assert [posting.external_id for posting in page.postings] == [
        posting.external_id for posting in untouched
    ]
    assert page.postings[0].title == untouched[0].title
    assert page.postings[1] == untouched[1]
    check_promises(page.postings[0])


@every_source_with_details
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_any_value_in_a_detail_costs_itself(source: Source, data: st.DataObject) -> None:
    """P4: as with the odd values, for any other."""
    document, complete = detail_of(source)
    places = optional_of_a_detail(source, document)
    put(document, data.draw(st.sampled_from(places), label="path"), data.draw(JUNK, label="value"))

    check_differs_in_one_field(read_detail(source, document), complete)


@pytest.mark.parametrize("kind", ["google", "taleo", "static", "jsonld"])
def test_page_nested_beyond_reason_is_not_parsed(kind: str) -> None:
    """Parsers of HTML take quadratic time: minutes for a megabyte of elements without an end."""
    source, config = by_kind(kind), KINDS[kind].config
    page = b"<div>" * 3_000
    posting = RawPosting(external_id="1", title="Pilot", url="https://a.example/1")

    def read() -> object:
        if kind == "taleo":
            return source.parse_detail(page, posting, config)
        return source.parse(page, config, source.first_request(config))

    with pytest.raises(SourceChanged, match="not closed"):
        read()
