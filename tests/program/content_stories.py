"""Stories of boards whose answers are damaged, strange, or dated."""

from __future__ import annotations

import gzip

from tests.program.stories import ALL, FIRST, Story, edited, jobs, raw, text_of, told

CONTENTS = [
    Story(
        "a page to sign in",
        [ALL, raw(b"<!doctype html><title>Sign in</title>"), ALL],
        FIRST,
        told("changed", None),
    ),
    Story("an empty body", [ALL, raw(b""), ALL], FIRST, told("changed", None)),
    Story("null for a list", [ALL, raw(b'{"jobs": null}'), ALL], FIRST, told("changed", None)),
    Story(
        "an error with status 200",
        [ALL, raw(b'{"error": "try again"}'), ALL],
        FIRST,
        told("changed", None),
    ),
    Story(
        "UTF-16",
        [ALL, raw(text_of(FIRST).decode().encode("utf-16")), ALL],
        FIRST,
        told("changed", None),
    ),
    Story(
        "a byte order mark",
        [ALL, raw(b"\xef\xbb\xbf" + text_of(FIRST[:10]))],
        FIRST[:10],
        told(None),
    ),
    Story(
        "another content type",
        [ALL, raw(text_of(FIRST[:10]), content_type="text/plain")],
        FIRST[:10],
        told(None),
    ),
    Story(
        "gzip",
        [ALL, raw(gzip.compress(text_of(FIRST[:10])), headers={"Content-Encoding": "gzip"})],
        FIRST[:10],
        told(None),
    ),
    Story(
        "gzip that is none",
        [ALL, raw(text_of(FIRST[:10]), headers={"Content-Encoding": "gzip"}), ALL],
        FIRST,
        told("truncated", None),
    ),
    Story(
        "half of gzip",
        [
            ALL,
            raw(gzip.compress(text_of(FIRST))[:200], headers={"Content-Encoding": "gzip"}),
            ALL,
        ],
        FIRST,
        told("changed", None),
    ),
    Story(
        "a raw control character in a title",
        [ALL, raw(text_of(FIRST[:10]).replace(b"Baker", b"Ba\x01ker"))],
        FIRST[:10],
        told("partial", None),
    ),
    Story(
        "a raw control character in a text",
        [ALL, raw(text_of(FIRST[:10]).replace(b"Keep the", b"Keep\x01 the", 1))],
        FIRST[:10],
        told(None),
    ),
    Story(
        "bytes that are no text in a title",
        [ALL, raw(text_of(FIRST[:10]).replace(b"Baker", b"Ba\xff\xfe"))],
        FIRST[:10],
        told("partial", None),
    ),
    Story(
        "an entry without an id",
        [ALL, edited(lambda entries: entries[3].pop("id"))],
        FIRST,
        told("partial", None),
    ),
    Story(
        "no titles at all",
        [ALL, edited(lambda entries: [entry.pop("title") for entry in entries])],
        FIRST,
        told("partial", None),
    ),
    Story(
        "null between departments",
        [ALL, edited(lambda entries: entries[0].update(departments=[None, 5], offices="none"))],
        FIRST,
        told(None),
    ),
    Story(
        "a language that is a list",
        [ALL, edited(lambda entries: entries[0].update(language=["en"], metadata={"x": 1}))],
        FIRST,
        told(None),
    ),
    Story(
        "pay that is a text",
        [ALL, edited(lambda entries: entries[0].update(pay_input_ranges="on request"))],
        FIRST,
        told(None),
    ),
    Story(
        "dates that are none",
        [ALL, edited(lambda entries: entries[0].update(first_published="soon", updated_at=-1))],
        FIRST,
        told(None),
    ),
    Story(
        "every entry twice",
        [ALL, edited(lambda entries: entries.extend(entries[:]))],
        FIRST,
        told("incomplete", None),
    ),
    Story(
        "another order each time",
        [ALL, jobs(*reversed(FIRST)), jobs(*FIRST[6:], *FIRST[:6])],
        FIRST,
        told(None),
    ),
]

DATES = [
    Story(
        "a deadline that has passed",
        [ALL, edited(lambda entries: entries[0].update(application_deadline="2025-01-01"))],
        FIRST[1:],
        told(None),
    ),
    Story(
        "a deadline that has not",
        [ALL, edited(lambda entries: entries[0].update(application_deadline="2999-01-01"))],
        FIRST,
        told(None),
    ),
]
