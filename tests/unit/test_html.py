"""P10: HTML of strangers runs nothing, and reads well as text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from jobscout.rules.caps import DESCRIPTION_CHARS
from jobscout.rules.html import sanitise, to_text

LINK = ' rel="nofollow noopener noreferrer">'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A <b>bold</b> word</p>", "<p>A <b>bold</b> word</p>"),
        ("<h1>T</h1><h6>t</h6>", "<h1>T</h1><h6>t</h6>"),
        ("<ul><li>one</li></ul>", "<ul><li>one</li></ul>"),
        ('<p style="x" class="y" id="z" onclick="f()">a</p>', "<p>a</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<style>p{}</style>a", "a"),
        ('<iframe src="https://x.y"></iframe>a', "a"),
        ('a<img src=x onerror="f()">b', "ab"),
        ("<!-- note -->a", "a"),
        ('<a href="https://a.b/?x=1&y=2">l</a>', f'<a href="https://a.b/?x=1&amp;y=2"{LINK}l</a>'),
        ('<a href="mailto:a@b.c">l</a>', f'<a href="mailto:a@b.c"{LINK}l</a>'),
        ('<a href="javascript:f()">l</a>', f"<a{LINK}l</a>"),
        ('<a href="JaVa&#9;ScRiPt:f()">l</a>', f"<a{LINK}l</a>"),
        ('<a href="data:text/html,x">l</a>', f"<a{LINK}l</a>"),
        ('<a href="/jobs/1">l</a>', f"<a{LINK}l</a>"),
        ('<a href="//evil.example">l</a>', f"<a{LINK}l</a>"),
        ("<section>a</section><section>b</section>", "<div>a</div><div>b</div>"),
        ("<font>a</font>", "a"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<p>open", "<p>open</p>"),
        ("a\x00b\ud800", "ab"),
    ],
)
def test_sanitise(html: str, expected: str) -> None:
    """Structure stays, everything that runs, loads or styles goes."""
    assert sanitise(html) == expected


def _is_harmless(html: str) -> bool:
    allowed = {"href", "rel"}
    root = LexborHTMLParser(html).body
    for node in root.traverse() if root else ():
        href = node.attributes.get("href") or "https:"
        if node.tag in {"script", "style", "iframe", "img", "svg", "object"}:
            return False
        if set(node.attributes) - allowed:
            return False
        if not re.match("(?:https?|mailto):", href, re.IGNORECASE):
            return False
    return True


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "<i>",
        "<a",
        "<a/href=",
        "href=javascript:f()",
        "href='https://x.y'",
        "onclick=f()",
        ">",
        "<",
        "/",
        "<script>",
        "</script>",
        "<style>",
        "<svg>",
        "<math>",
        "<table>",
        "<tr>",
        "<td>",
        "<pre>",
        "\n",
        "<li>",
        "<ul>",
        "<textarea>",
        "<select>",
        "&lt;",
        "&#60;",
        "<!--",
        "-->",
        "<noscript>",
        "<img/src=x/onerror=f()>",
        "text",
        "<div",
        "<section>",
        "</section>",
        "<template>",
        "<plaintext>",
        "<xmp>",
        "<title>",
        "<form>",
        "<mtext>",
        "<style></style>",
        "<br>",
        "<h1>",
        "</h1>",
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join) | st.text())
def test_sanitised_html_is_harmless(html: str) -> None:
    """Whatever comes in, nothing that runs comes out, and once is enough."""
    cleaned = sanitise(html)

    assert "<script" not in cleaned.lower()
    assert _is_harmless(cleaned)
    assert sanitise(cleaned) == cleaned


@pytest.mark.parametrize(
    "html",
    ["<div>" * 50_000, "<ul><li>" * 25_000, "&" * 300_000, "<b><p>" * 30_000, "<" * 250_000],
)
def test_hostile_html_is_bounded(html: str) -> None:
    """Nesting and escaping beyond reason cost little time and stay within the bound."""
    started = time.perf_counter()
    cleaned = sanitise(html)
    to_text(html)

    assert len(cleaned) <= DESCRIPTION_CHARS
    assert sanitise(cleaned) == cleaned
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<h1>Title</h1>text", "Title\ntext"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li><p>two</p></li></ul>", "• one\n• two"),
        ("<ul><li></li><li>one</li></ul>", "• one"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a <b>b</b>\n  c", "a b c"),
        ("<p>R&amp;D &lt;b&gt;</p>", "R&D <b>"),
        ("<script>x()</script><style>p{}</style><p>a</p>", "a"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
        ("plain\ntext &amp; more", "plain\ntext & more"),
        ("<p>a\u00a0b</p>", "a b"),
        ("", ""),
    ],
)
def test_to_text(html: str, text: str) -> None:
    """Blocks become lines, items get bullets, entities are decoded, spaces folded."""
    assert to_text(html) == text


@given(st.lists(_PIECES, max_size=25).map("".join) | st.text())
def test_text_never_raises(html: str) -> None:
    """Any text is read; no NUL comes out."""
    assert "\x00" not in to_text(html)
