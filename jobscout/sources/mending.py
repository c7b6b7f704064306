"""Repairs damaged JSON without hiding the damage.

One invalid value makes a JSON decoder reject the whole document, and so a whole board for one
of its entries. ``mended`` replaces the value and puts a mark next to it, so that only that value
is lost, or its entry if it is uncertain where the value ends.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from jobscout.rules import caps

MARK: Final = b"\t\r\t\t\r\r\t\r"
"""White space next to damage after which it is uncertain which value belongs to which name."""

LOST: Final = b"\r\t\r\r\t\t\r\t"
"""White space next to a value that could not be read and is null; all else is in its place.

No serializer writes either sequence, and neither is a part of the other."""

_PAIR: Final = rb"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_SURROGATE: Final = rb"u[dD][89a-fA-F]"
# All quantifiers are possessive, so that each byte is examined once for any input. An unclosed
# string extends to the end, or each quote in it would be tried again.
_TOKEN: Final = re.compile(
    rb"[ \t\r\n]*+(?:"
    rb'(?P<string>"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|'
    + _PAIR
    + rb"|(?!"
    + _SURROGATE
    + rb')u[0-9a-fA-F]{4}))*+")'
    rb'|(?P<broken>"(?:[^"\\]++|\\.?)*+(?:"|\Z))'
    rb"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<colon>:)"
    rb"|(?P<scalar>(?:true|false|null|-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+)"
    rb'(?![^ \t\r\n"\[\]{},:]))'
    rb'|(?P<junk>[^ \t\r\n"\[\]{},:]++))',
    re.DOTALL,
)
_BRACKET: Final = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|(?P<open>[\[{])|[\]}]', re.DOTALL)
# Each match ends with a lone surrogate, or at the end of the string.
_TO_HALF: Final = re.compile(
    rb"(?P<before>(?:[^\\]++|\\" + _PAIR + rb"|\\(?!" + _SURROGATE + rb").)*+)"
    rb"(?P<half>\\" + _SURROGATE + rb"[0-9a-fA-F]{2})?+",
    re.DOTALL,
)
_SOUND: Final = re.compile(
    rb'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"', re.DOTALL
)
_CLOSING: Final = {b"[": b"]", b"{": b"}"}

# What may come next inside a list or an object.
_FIRST, _NEXT, _AFTER, _COLON, _VALUE = range(5)


class HopelessError(ValueError):
    """Damage that cannot be limited to entries: unmatched brackets, or an early end."""


def mended(data: bytes) -> bytearray:
    """*data* as well-formed JSON.

    An invalid value becomes null next to ``LOST``: ``NaN``, a bare word, a bad number, a string
    with a raw control character or a bad escape, and a missing value. Anything where no value is
    allowed, and a missing or superfluous comma, colon or name, is replaced next to a ``MARK``.
    Lone surrogates (an emoji cut in two) become U+FFFD, and values below ``caps.DEPTH`` levels
    become null, both without a mark. Cost: linear.

    Raises:
        HopelessError: brackets do not match, or there is more damage than happens by accident.
    """
    return _Mender(data).mend()


class _Mender:
    """One pass over the tokens. Valid stretches are copied unchanged, from *_kept* on."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._out = bytearray()
        self._kept = 0
        self._open: list[bytes] = []
        self._state = _VALUE
        self._comma = 0  # position of the comma before a possible next entry
        self._damages = 0

    def mend(self) -> bytearray:
        at, ended = 0, False
        for _ in range(caps.MENDED_TOKENS):
            token = _TOKEN.match(self._data, at)
            if token is None:
                break
            kind = token.lastgroup
            start, at = token.start(kind or 0), token.end()
            if ended or not (self._open or kind == "open"):
                raise HopelessError("there is data outside the document")
            if kind == "open" and len(self._open) >= caps.DEPTH:
                at = self._skipped(start)
                kind = "deep"
            self._take(kind or "", start, at)
            ended = not self._open
        if not ended or self._data[at:].strip(b" \t\r\n"):
            raise HopelessError("the document does not end")
        self._out += memoryview(self._data)[self._kept :]
        return self._out

    def _take(self, kind: str, start: int, end: int) -> None:
        if kind == "open":
            self._opened(start, end)
        elif kind == "close":
            self._closed(start, end)
        elif kind == "comma":
            self._separated(start, end)
        elif kind == "colon":
            self._assigned(start, end)
        else:
            self._scalar(kind, start, end)

    def _scalar(self, kind: str, start: int, end: int) -> None:
        """Handles a string, a number, a word, or something similar."""
        is_object = self._open[-1] == b"{"
        if self._state == _AFTER:
            self._damage(start, end, b"" if is_object else b",null")
        elif self._state == _COLON:
            self._damage(start, end, b"")
        elif is_object and self._state != _VALUE:
            if kind != "string":
                self._damage(start, end, b'""')
            self._state = _COLON
        else:
            if kind == "broken":
                self._restore(start, end)
            elif kind == "junk":
                self._lose(start, end)
            elif kind == "deep":
                self._replace(start, end, b"null")
            self._state = _AFTER

    def _restore(self, start: int, end: int) -> None:
        """Keeps the text of a string whose only fault is lone surrogates."""
        if end - start <= caps.ROW_BYTES:
            text = _TO_HALF.sub(_halved, self._data[start:end])
            if _SOUND.fullmatch(text):
                self._replace(start, end, text)
                return
        self._lose(start, end)

    def _opened(self, start: int, end: int) -> None:
        is_object = bool(self._open) and self._open[-1] == b"{"
        if self._state == _AFTER:
            self._damage(start, start, b',"":' if is_object else b",")
        elif self._state == _COLON:
            self._damage(start, start, b":")
        elif is_object and self._state != _VALUE:
            self._damage(start, start, b'"":')
        self._open.append(self._data[start:end])
        self._state = _FIRST

    def _closed(self, start: int, end: int) -> None:
        if _CLOSING[self._open[-1]] != self._data[start:end]:
            raise HopelessError("brackets do not match")
        if self._state == _NEXT:
            self._damage(self._comma, self._comma + 1, b"")
        elif self._state == _COLON:
            self._damage(start, start, b":null")
        elif self._state == _VALUE:
            self._lose(start, start)
        self._open.pop()
        self._state = _AFTER

    def _separated(self, start: int, end: int) -> None:
        if self._state == _FIRST:
            self._damage(start, end, b"")
            return
        if self._state == _NEXT:
            self._damage(self._comma, self._comma + 1, b"")
        if self._state == _COLON:
            self._damage(start, start, b":null")
        elif self._state == _VALUE:
            self._lose(start, start)
        self._comma = start
        self._state = _NEXT

    def _assigned(self, start: int, end: int) -> None:
        if self._state in {_AFTER, _VALUE}:
            self._damage(start, end, b"")
        elif self._open[-1] == b"[":
            self._damage(start, end, b"null")
            self._state = _AFTER
        else:
            if self._state != _COLON:
                self._damage(start, start, b'""')
            self._state = _VALUE

    def _skipped(self, start: int) -> int:
        """The end of the bracket that opens at *start*."""
        depth = 0
        brackets = islice(_BRACKET.finditer(self._data, start), caps.MENDED_TOKENS)
        for found in brackets:
            if found["open"]:
                depth += 1
            elif found[0] in b"]}":
                depth -= 1
                if depth == 0:
                    return found.end()
        raise HopelessError("the document does not end")

    def _lose(self, start: int, end: int) -> None:
        self._damage(start, end, b"null", LOST)

    def _damage(self, start: int, end: int, instead: bytes, mark: bytes = MARK) -> None:
        self._damages += 1
        if self._damages > caps.DAMAGES:
            raise HopelessError(f"it is damaged in more than {caps.DAMAGES} places")
        self._replace(start, end, mark + instead)

    def _replace(self, start: int, end: int, instead: bytes) -> None:
        self._out += memoryview(self._data)[self._kept : start]
        self._out += instead
        self._kept = end


def _halved(found: re.Match[bytes]) -> bytes:
    return found["before"] + (rb"\ufffd" if found["half"] else b"")
