"""The addresses that a page's source names: in attributes, in scripts, inside other addresses."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s\"'`<>\\)}\]]{4,500}", re.IGNORECASE)
_PUNCTUATION: Final = ".,;:!?"  # after an address in a sentence
# Without its scheme, as the whole value of an attribute or of a script's text.
_BARE: Final = re.compile(
    r"""(?<=["'])(?:[a-zA-Z0-9-]{1,63}\.){2,5}[a-zA-Z]{2,12}/[^\s"'<>\\]{1,300}(?=["'])"""
)
_OWN: Final = re.compile(r"""\b(?:href|src)\s{0,9}=\s{0,9}["']?(/(?!/)[^\s"'<>\\]{1,300})""")
# One inside another, as in the parameter of a redirect that counts clicks.
_INSIDE: Final = re.compile(r"(?<=.)https?(?:://|%3A%2F%2F)[^\s&]{4,500}", re.IGNORECASE)
# A script is no comment for containing "<!--"; "<!-->" is a whole one (HTML, 13.1.6).
_COMMENT: Final = re.compile(
    r"(?P<script><script\b.*?(?:</script|\Z))|<!--(?:-?>|.*?(?:--!?>|\Z))",
    re.IGNORECASE | re.DOTALL,
)
# JavaScript's and JSON's escapes of quotes and of signs in addresses, also of texts inside texts.
_SIGN: Final = re.compile(r"(?<!\\)\\{1,8}([/\"'])")
_CODED: Final = re.compile(r"(?<!\\)\\{1,8}(?:u00|x)(2[2356789bdfBDF]|3[adefADEFcC]|40)")
# A script may write the board's name elsewhere: `https://…/${board}/jobs`, "https://…/" + board.
_BEGUN: Final = re.compile(
    r"(https://[^\s\"'`<>\\){}$\]]{4,200}/)"
    r"(?:\$\{\s{0,9}(?P<inside>[A-Za-z_][\w.]{0,60})\s{0,9}\}|[\"'`]\s{0,9}\+\s{0,9}(?P<added>[A-Za-z_][\w.]{0,60}))"
)
_ASSIGNED: Final = re.compile(
    r"\b(?P<name>[A-Za-z_]\w{0,60})[\"']?\s{0,9}[:=]\s{0,9}[\"'`](?P<value>[\w.-]{1,100})[\"'`]",
    re.ASCII,
)


def without_comments(page: str) -> str:
    """*page* as browsers see it: what is commented out is gone, scripts are left as they are."""
    return _COMMENT.sub(lambda found: found["script"] or "", page)


def plain(page: str) -> str:
    """*page* without the escapes of HTML, JavaScript and JSON, for a search in all of these."""
    coded = _CODED.sub(lambda found: chr(int(found[1], 16)), page)
    return html.unescape(_SIGN.sub(r"\1", coded))


def addresses(text: str, url: str) -> Iterator[str]:
    """Every absolute address that a page names, as often as it names it.

    Args:
        text: the page as ``plain`` gives it.
        url: the page's own address, for its relative links; empty if it is unknown.
    """
    for found in _ADDRESS.finditer(text):
        said = found[0].rstrip(_PUNCTUATION)
        address = said if said[0] != "/" else f"https:{said}"
        yield address
        for inside in _INSIDE.finditer(address):
            yield unquote(inside[0])
    for found in _BARE.finditer(text):
        yield f"https://{found[0]}"
    if url:
        for found in _OWN.finditer(text):
            yield urljoin(url, found[1])
    yield from _composed(text)


def _composed(text: str) -> Iterator[str]:
    """Addresses that a script puts together from a text and one variable with one value."""
    begun = list(_BEGUN.finditer(text))
    if not begun:
        return
    values: dict[str, set[str]] = {}
    for found in _ASSIGNED.finditer(text):
        values.setdefault(found["name"], set()).add(found["value"])
    for found in begun:
        name = (found["inside"] or found["added"]).rpartition(".")[2]
        known = values.get(name, set())
        if len(known) == 1:
            yield f"{found[1]}{next(iter(known))}"
