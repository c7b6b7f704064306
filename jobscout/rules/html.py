"""P10: HTML of strangers made safe to show, and made into text to read and search."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import islice
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser

MAX_HTML_CHARS: Final = 200_000
"""Longest advert kept. The longest recorded one has 30,000; ten times that is a mistake or
an attack, and sanitising costs time in proportion."""

MAX_TAGS: Final = 4_000
"""Most opening tags kept. Recorded adverts have under 1,000; parsers need quadratic time for
deep nesting, seconds for 50,000 tags and a tenth of one for these."""

MAX_PASSES: Final = 5
"""How often HTML is cleaned until it settles; two passes are the usual."""

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
# Tags that are kept or that no parser minds: without others, one pass is enough.
_UNSETTLING: Final = re.compile(
    r"<(?!/?(?:p|div|span|br|hr|ul|ol|li|strong|b|em|i|u|h[1-6]|a|font|section)[\s>])[a-z/]",
    re.IGNORECASE,
)
# Block tags outside the allow-list become div: dropping them would glue words together.
_OTHER_BLOCKS: Final = re.compile(
    r"<(/?)(?:section|article|header|footer|main|aside|nav|figure|address|center)(?=[\s/>])",
    re.IGNORECASE,
)
# A link within our own site would point at nothing: the advert stood on another one.
_OWN_LINKS: Final = re.compile(r'<a href="(?!https?:|mailto:)[^"]*"', re.IGNORECASE)
_PRE_BREAKS: Final = re.compile(r"<pre>\n+")  # parsers drop the first one, each time anew
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
    """*html* with nothing in it that runs, loads, styles or hides.

    Headings, lists, emphasis, simple tables and links to http, https and mailto stay;
    every other tag goes and its text stays; scripts and styles go with their text.

    Returns:
        Well-formed HTML of at most ``MAX_HTML_CHARS`` and ``MAX_TAGS``; cut off beyond
        them. Idempotent.
    """
    source = _bounded(html)
    cleaned = _clean(source)
    while source and _bounded(cleaned) != cleaned:  # escaping makes "&" five times longer
        source = source[: min(len(source) * 4 // 5, len(source) * MAX_HTML_CHARS // len(cleaned))]
        cleaned = _clean(source)
    return cleaned


def to_text(html: str) -> str:
    """The words of *html* as a person reads them: a line for each block, "• " for list items.

    Entities are decoded, scripts and styles dropped, spaces and blank lines folded. Reads
    at most ``MAX_HTML_CHARS``. A text without tags keeps its lines.
    """
    bounded = _bounded(html)
    if "<" not in bounded:
        return _folded(unescape(bounded))
    parser = LexborHTMLParser(_broken(bounded.replace("\n", " ")))
    parser.strip_tags(_SILENT)
    text = parser.body.text() if parser.body else ""
    return _BULLET_BREAKS.sub(_BULLET, _EMPTY_BULLETS.sub("", _folded(text)))


def _bounded(html: str) -> str:
    # PostgreSQL stores no NUL, and lone surrogates cannot be encoded.
    html = html[:MAX_HTML_CHARS].replace("\0", "").encode(errors="ignore").decode()
    beyond = next(islice(_OPENING.finditer(html), MAX_TAGS, None), None)
    return html[: beyond.start()] if beyond else html


def _clean(html: str) -> str:
    """*html* as it stays when cleaned again.

    Parsers move what stands where it may not, as in tables, and dropping a tag can make the
    next parser move more. What never settles keeps its words alone.
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
