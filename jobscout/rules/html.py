"""P10: makes untrusted HTML safe to show, and converts it to text for reading and search."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import islice
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser

from jobscout.rules.caps import DESCRIPTION_CHARS

"""Longest posting kept. The longest recorded one has 30,000; a much longer one is a mistake or
an attack, and the cost of sanitising is proportional to the length."""

MAX_TAGS: Final = 4_000
"""Most opening tags kept. Recorded postings have under 1,000. Parsers take quadratic time on deep
nesting: seconds for 50,000 tags, a tenth of a second for 4,000."""

MAX_PASSES: Final = 5
"""Limit on cleaning passes until the result is stable; two are usually enough."""

_TAGS: Final = {
    *("p", "div", "br", "hr", "ul", "ol", "li", "blockquote", "code", "pre", "dl", "dt", "dd"),
    *("strong", "b", "em", "i", "u", "h1", "h2", "h3", "h4", "h5", "h6", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_SILENT: Final = [
    *(
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "head",
        "title",
        "svg",
        "math",
    ),
    *("textarea", "select", "noembed", "noframes", "xmp", "plaintext"),
]
_REL: Final = "nofollow noopener noreferrer"
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(_SILENT),
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=_REL,
    strip_comments=True,
)
_OPENING: Final = re.compile("<[a-zA-Z]")
# For HTML with only these tags, which parsers do not rearrange, one pass is enough.
_UNSETTLING: Final = re.compile(
    r"<(?!/?(?:p|div|span|br|hr|ul|ol|li|strong|b|em|i|u|h[1-6]|a|font|section)[\s>])[a-z/]",
    re.IGNORECASE,
)
# Block tags outside the allow-list become div: dropping them would join words.
_OTHER_BLOCKS: Final = re.compile(
    r"<(/?)(?:section|article|header|footer|main|aside|nav|figure|address|center)(?=[\s/>])",
    re.IGNORECASE,
)
# A relative link would lead to our own site instead of the posting's.
_OWN_LINKS: Final = re.compile(r'<a href="(?!https?:|mailto:)[^"]*"', re.IGNORECASE)
_PRE_BREAKS: Final = re.compile(r"<pre>\n+")  # parsers drop the first line break, on every pass
_BLOCK_EDGES: Final = re.compile(
    r"</?(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|figure|footer|form|h[1-6]"
    r"|header|hr|li|main|nav|ol|p|pre|section|table|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_ITEMS: Final = re.compile(r"<li(?=[\s>])", re.IGNORECASE)
_BULLET: Final = "• "
_EMPTY_BULLETS: Final = re.compile(r"•\s*(?=•|\Z)")
_BULLET_BREAKS: Final = re.compile(r"•\s+")


def sanitise(html: str) -> str:
    """*html* without anything that runs, loads resources, styles or hides.

    Headings, lists, emphasis, simple tables and links to http, https and mailto are kept.
    Of other tags only the text is kept; scripts and styles are removed with their text.

    Returns:
        Well-formed HTML, cut off at ``DESCRIPTION_CHARS`` and ``MAX_TAGS``. Idempotent.
    """
    source = _bounded(html)
    cleaned = _clean(source)
    while source and _bounded(cleaned) != cleaned:  # escaping makes "&" five times longer
        source = source[
            : min(len(source) * 4 // 5, len(source) * DESCRIPTION_CHARS // len(cleaned))
        ]
        cleaned = _clean(source)
    return cleaned


def to_text(html: str) -> str:
    """The text of *html* as a person reads it: one line for each block, "• " for list items.

    Decodes entities, drops scripts and styles, and collapses spaces and blank lines. Reads at
    most ``DESCRIPTION_CHARS``. A text without tags keeps its lines.
    """
    bounded = _bounded(html)
    if "<" not in bounded:
        return _folded(unescape(bounded))
    parser = LexborHTMLParser(_broken(bounded.replace("\n", " ")))
    parser.strip_tags(_SILENT)
    text = parser.body.text() if parser.body else ""
    return _BULLET_BREAKS.sub(_BULLET, _EMPTY_BULLETS.sub("", _folded(text)))


def _bounded(html: str) -> str:
    # PostgreSQL cannot store NUL, and lone surrogates cannot be encoded.
    html = html[:DESCRIPTION_CHARS].replace("\0", "").encode(errors="ignore").decode()
    beyond = next(islice(_OPENING.finditer(html), MAX_TAGS, None), None)
    return html[: beyond.start()] if beyond else html


def _clean(html: str) -> str:
    """*html* cleaned until another pass changes nothing.

    Parsers move misplaced elements, as in tables, and dropping a tag can make the next pass
    move more. If the result does not become stable, only its text is kept.
    """
    cleaned = _once(html)
    if not _UNSETTLING.search(html):
        return cleaned
    for _ in range(MAX_PASSES):
        settled = _once(cleaned)
        if settled == cleaned:
            return cleaned
        cleaned = settled
    return escape(to_text(cleaned), quote=False)


def _once(html: str) -> str:
    cleaned = _CLEANER.clean(_OTHER_BLOCKS.sub(r"<\1div", html))
    return _PRE_BREAKS.sub("<pre>", _OWN_LINKS.sub("<a", cleaned))


def _broken(html: str) -> str:
    """*html* with a line break before each edge of a block, and bullets."""
    return _ITEMS.sub(rf"{_BULLET}\g<0>", _BLOCK_EDGES.sub(r"\n\g<0>", html))


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))
