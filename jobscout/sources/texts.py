"""Texts and addresses of answers in a form that can be stored and shown."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit, urlunsplit

from jobscout.rules import caps

# With its semicolon: in "Sales&notary" there is none.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TIMES_ESCAPED = 3


def tidy(text: str | None) -> str | None:
    """*text* trimmed, without NULs and byte order marks; None if nothing remains."""
    return (text or "").replace("\0", "").replace("\ufeff", "").strip() or None


def plain(text: str) -> str:
    """*text* without character references: boards escape titles up to twice, as "R&amp;amp;D"."""
    for _ in range(_TIMES_ESCAPED):
        if "&" not in text or (decoded := _ENTITY.sub(_character, text)) == text:
            break
        text = decoded
    return text


def unmangled(text: str) -> str:
    """*text*, whose UTF-8 was taken for Latin-1 up to three times, and so encoded once more."""
    for _ in range(_TIMES_ESCAPED):
        try:
            text = text.encode("latin-1").decode()
        except UnicodeError:
            break
    return text


def paragraphs(text: str) -> str:
    """Plain text as HTML, with a paragraph for each line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def _character(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def web_address(text: str | None) -> str | None:
    """*text* as an https URL; http is upgraded, anything else is None."""
    text = tidy(text)
    if text is None or len(text) > caps.URL_CHARS or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    netloc = parts.netloc
    if any(sign in netloc for sign in " @\\"):  # a browser may see another host than we do
        return None
    if parts.scheme == "http" and port == 80:
        netloc = netloc.removesuffix(":80")
    return urlunsplit(parts._replace(scheme="https", netloc=netloc)).replace(" ", "%20")
