"""CSS selectors that strangers write, matched in time proportional to the page.

A part of CSS: names, ``#id``, ``.class``, ``[attribute]`` with all its operators, ``:not()`` with
one of these, ``:first-child``, ``:last-child``, ``:only-child`` and ``:nth-child(3)``; joined by
a space, ``>`` or ``+``. What is left out (``:has()``, ``~``, lists) takes quadratic or longer time
on hostile pages, as do several spaces in one selector if they are left to the matching library:
it tries every combination of ancestors. So a selector is split at its spaces, and each part is
searched inside the outermost matches of the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MAX_CHARS = 300
_MAX_PARTS = 10
_MAX_NTH = 30

_NAME = r"(?:[a-zA-Z_]|-(?![0-9-]))(?:[\w-]|\\[!-/:-@\[-`{-~])*"
_VALUE = rf"(?:\"[^\"\\\n]*\"|'[^'\\\n]*'|{_NAME})"
_ATTRIBUTE = rf"\[ *{_NAME} *(?:[~|^$*]?= *{_VALUE} *(?:[is] *)?)?\]"
_SIMPLE = rf"(?:#{_NAME}|\.{_NAME}|{_ATTRIBUTE})"
_CHILD = r":(?:first|last|only)-child"
_NTH = re.compile(r":nth-child\( *([0-9]{1,3}) *\)", re.ASCII)
_COMPOUND = re.compile(
    rf"(?:{_NAME}|\*)?(?:{_SIMPLE}|:not\( *(?:{_SIMPLE}|{_NAME}) *\)|{_CHILD}|{_NTH.pattern})*",
    re.ASCII,
)
_JOINT = re.compile(r" *([>+]) *| +")
_WITH_ATTRIBUTE = re.compile(r"(.*?) *@([a-zA-Z][\w:.-]{0,99})", re.ASCII)
_SELF = ":scope"


class _Part(NamedTuple):
    """A piece between spaces; *levels* is how many parents of a match belong to it."""

    css: str
    levels: int


class Selector(NamedTuple):
    """*text* as it was written. Without *parts* it means the element itself.

    *attribute*: what is read of the elements; None: their content.
    """

    text: str
    parts: tuple[_Part, ...]
    attribute: str | None


def selector(text: str, *, takes_attribute: bool = True) -> Selector:
    """A selector as in ``h3 > a`` or, with an attribute, ``a@href``.

    Raises:
        ValueError: what is wrong with it.
    """
    text = " ".join(text.split())
    if not text:
        raise ValueError("is required")
    if len(text) > MAX_CHARS or not text.isprintable():
        raise ValueError(f"must be at most {MAX_CHARS} printable characters")
    css, attribute = text, None
    if takes_attribute and (found := _WITH_ATTRIBUTE.fullmatch(text)):
        css, attribute = found[1], found[2].lower()
    parts = () if css in {"", _SELF} else tuple(_parts(css))
    if not parts and not takes_attribute:
        raise ValueError("must select something")
    nothing = LexborHTMLParser("")
    for part in parts:
        try:
            nothing.css(part.css)
        except SelectolaxError as error:
            raise ValueError("is not a CSS selector") from error
    return Selector(text, parts, attribute)


def matches(scope: LexborNode, chosen: Selector, *, own: bool = False) -> list[LexborNode]:
    """The elements inside *scope* that *chosen* selects, in the order of the document.

    *own*: *scope* itself may be one of them.
    """
    if not chosen.parts:
        return [scope]
    first, *others = chosen.parts
    found = [node for node in scope.css(first.css) if _fits(node, scope, first.levels, own=own)]
    before = first
    for part in others:
        found = [
            node
            for outer in outermost(found, before.css)
            for node in outer.css(part.css)
            if _fits(node, outer, part.levels)
        ]
        before = part
    return found


def outermost(found: list[LexborNode], css: str) -> Iterator[LexborNode]:
    """Those of *found*, matches of *css* in document order, that are inside no other one."""
    inner: set[int] = set()
    for node in found:
        if node.mem_id not in inner:
            inner.update(nested.mem_id for nested in node.css(css))
            yield node


def _fits(node: LexborNode, scope: LexborNode, levels: int, *, own: bool = False) -> bool:
    """Whether *node*, and *levels* of its parents, are inside *scope*."""
    current: LexborNode | None = node
    for level in range(levels + 1):
        if current is None:
            return False
        if current.mem_id == scope.mem_id:
            return own and level == levels
        current = current.parent
    return True


def _parts(css: str) -> Iterator[_Part]:
    written, levels, count, position = "", 0, 0, 0
    joint = ""
    while True:
        compound = _COMPOUND.match(css, position)
        if compound is None or not compound[0]:
            raise ValueError(f"cannot be read from `{css[position : position + 30]}` on: {_TAKEN}")
        count += 1
        if count > _MAX_PARTS:
            raise ValueError(f"must have at most {_MAX_PARTS} parts")
        written += joint + _without_nth(compound[0], after=joint)
        levels += joint == ">"
        position = compound.end()
        if position == len(css):
            yield _Part(written, levels)
            return
        found = _JOINT.match(css, position)
        if found is None:
            raise ValueError(f"cannot be read from `{css[position : position + 30]}` on: {_TAKEN}")
        joint = found[1] or ""
        position = found.end()
        if not joint:
            yield _Part(written, levels)
            written, levels = "", 0


_TAKEN = (
    "it takes names, #id, .class, [attribute], :not(one of these), :first-child, :last-child,"
    " :only-child and :nth-child(number), joined by a space, > or +"
)


def _without_nth(compound: str, *, after: str) -> str:
    """Counted from the first child, instead of counting all children before each of them."""
    found = _NTH.search(compound)
    if found is None:
        return compound
    nth = int(found[1])
    rest = compound.replace(found[0], "", 1)
    if not 1 <= nth <= _MAX_NTH or after == "+" or _NTH.search(rest):
        raise ValueError(f":nth-child() takes a number up to {_MAX_NTH}, once, and not after +")
    if nth == 1:
        return f"{rest}:first-child"
    return ":first-child + " + "* + " * (nth - 2) + (rest or "*")
