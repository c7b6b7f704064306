"""The text of an XML document, before it is parsed: its encoding, and repairs of common faults.

These are a declared encoding that is not the real one, control characters, ``&nbsp;`` and other
names of HTML, and a bare ``&``. Entities are not expanded, but for the names of HTML.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Final

_WARNING: Final = 2_000
_CDATA: Final = ("<![CDATA[", "]]>")

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""")
# Python knows more encodings; some take quadratic time, or are none of text.
_ENCODING = re.compile(
    r"(?:iso-?8859-\d{1,2}|latin-?1|us-ascii|ascii|windows-125\d|cp125\d|utf-?16(?:[lb]e)?"
    r"|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis|euc-jp|euc-kr|macintosh)",
    re.IGNORECASE,
)
# As browsers have it (WHATWG): what is called Latin-1 is Windows-1252.
_LATIN_1 = re.compile(r"iso-?8859-1|latin-?1|(?:us-)?ascii", re.IGNORECASE)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND = re.compile(
    r"&(?:#(?P<decimal>\d{1,7});|#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z]\w{1,31};))?"
)
_XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def decoded(body: bytes, *, is_utf8: bool = False) -> str:
    """The text of a document, without characters that XML forbids.

    UTF-8 if it is mostly that, whatever it declares; else as declared. Bytes that do not fit become
    U+FFFD. What comes before its declaration is cut off: blanks, warnings of the site's program.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", "replace")
    elif body[:2] in {b"<\0", b"\0<"}:
        text = body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", "replace")
    else:
        text = body.decode("utf-8-sig", "replace")
        declared = _DECLARED.match(body[:400])
        if declared and not is_utf8 and _is_other(text):
            text = body.decode(_encoding(declared[1].decode()), "replace")
    text = _FORBIDDEN.sub("", text).lstrip()
    return text[max(text.find("<?xml", 0, _WARNING), 0) :]


def _is_other(text: str) -> bool:
    """Whether *text* has more bytes that are no UTF-8 than characters beyond ASCII that are."""
    lost = text.count("\ufffd")
    return lost > 0 and len(text) - len(text.encode("ascii", "ignore")) < 2 * lost


def _encoding(declared: str) -> str:
    if _LATIN_1.fullmatch(declared):
        return "cp1252"
    return declared if _ENCODING.fullmatch(declared) else "utf-8-sig"


def repaired(text: str) -> str:
    """*text* in which every ``&`` outside of CDATA begins a reference that XML knows."""
    opening, closing = _CDATA
    parts: list[str] = []
    position = 0
    while (start := text.find(opening, position)) >= 0:
        end = text.find(closing, start)
        if end < 0:
            break
        end += len(closing)
        parts += [_AMPERSAND.sub(_reference, text[position:start]), text[start:end]]
        position = end
    parts.append(_AMPERSAND.sub(_reference, text[position:]))
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    if found["decimal"] or found["hex"]:
        number = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
        if number > 0x10FFFF:
            return f"&amp;{found[0][1:]}"
        return "\ufffd" if _FORBIDDEN.match(chr(number)) else found[0]
    if found["name"] in _XML_NAMES:
        return found[0]
    if found["name"] in html5:
        return html.escape(html5[found["name"]], quote=False)
    return f"&amp;{found[0][1:]}" if len(found[0]) > 1 else "&amp;"  # one object for millions
