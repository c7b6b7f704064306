"""Texts and addresses of answers in a form that can be stored and shown."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit, urlunsplit

from jobscout.rules import caps

# With its semicolon: in "Sales&notary" there is none.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TIMES_ESCAPED = 3
INBOX_REMOVED = "[address removed]"
_AT = r"(?:@|%40|&#(?:64|x40);)"
_INBOX = re.compile(
    rf"(?:mailto:)?(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}",
    re.IGNORECASE,
)
_DOT = r"\s?(?:\.|[\[({]\s?dot\s?[\])}]|\sdot\s)\s?"
# "work at acme.com" names an employer: a single bare word before a bare "at" needs a spelt dot.
_SPELT_INBOX = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:\s?[\[({{<]\s?(?:at|@)\s?[\])}}>]\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}"
    r"|\sat\s[\w-]{1,63}(?:\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)[\w-]{1,63})",
    re.IGNORECASE,
)


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


def paragraphs(text: str) -> str:
    """Plain text as HTML: paragraphs are apart by empty lines, and keep their line breaks."""
    blocks = (
        "<br>".join(html.escape(line, quote=False) for line in map(_collapsed, block) if line)
        for block in (part.splitlines() for part in re.split(r"\n[ \t\r]*\n", text))
    )
    return "".join(f"<p>{block}</p>" for block in blocks if block)


def _collapsed(line: str) -> str:
    return " ".join(line.split())


def without_inboxes(text: str) -> str:
    """*text* without mail addresses, also those that are spelt out ("name at acme dot com").

    For boards whose texts give the addresses of persons, who did not publish them to be indexed.
    """
    if "@" in text or "%40" in text or "&#" in text:
        text = _INBOX.sub(INBOX_REMOVED, text)
    return _SPELT_INBOX.sub(INBOX_REMOVED, text)


def sections(*texts: str | None) -> str | None:
    """The parts of a description that are not in an earlier one; None if there are none."""
    parts: list[str] = []
    for text in texts:
        if text and not any(text in part for part in parts):
            parts.append(text)
    return "\n".join(parts) or None
