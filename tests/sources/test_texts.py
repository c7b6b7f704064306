"""Texts of answers: plain ones as HTML, and without the addresses of persons."""

from __future__ import annotations

import pytest

from jobscout.sources.texts import INBOX_REMOVED, paragraphs, without_inboxes


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Dive.", "<p>Dive.</p>"),
        ("Dive\ndeep.\n \n\n<b> & more\r\n", "<p>Dive<br>deep.</p><p>&lt;b&gt; &amp; more</p>"),
        (" \n\n ", ""),
    ],
)
def test_lines_become_paragraphs(text: str, html: str) -> None:
    assert paragraphs(text) == html


@pytest.mark.parametrize(
    "inbox",
    ["jo.doe+jobs@acme.co.ke", "mailto:jo@acme.io", "jo%40acme.io", "jo&#x40;acme.io",
     "jo&#64;acme.io", "jo at acme dot com", "jo [at] acme.com", "jo (at) acme (dot) io",
     "jo {at} acme.io", "JO AT ACME DOT COM"],
)  # fmt: skip
def test_mail_addresses_are_removed(inbox: str) -> None:
    assert without_inboxes(f"<p>Write <b>{inbox}</b>!") == f"<p>Write <b>{INBOX_REMOVED}</b>!"


@pytest.mark.parametrize(
    "text",
    ["Work at acme.com today", "@jo says hi", "look at the dot", "5 @ 6 pm", "a@b", "Rust & Go",
     "at 5 dot 5"],
)  # fmt: skip
def test_other_texts_stay(text: str) -> None:
    assert without_inboxes(text) == text


@pytest.mark.parametrize("junk", ["a", "a@", "a at ", "a.", "a [at] b", "a ", "&#x40;", "a dot "])
def test_long_texts_end_soon(junk: str) -> None:
    """A quadratic pattern would take hours."""
    assert without_inboxes(junk * 100_000)
