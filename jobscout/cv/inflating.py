"""Unpacking deflated bytes without trusting how large they become."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from jobscout.cv.faults import EXPANDED_BYTES_AT_MOST, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
_READ: Final = 2**14
_STEP: Final = 2**20
_TRIED: Final = 512
"""Bytes that an attempt costs which finds no stream."""


def inflated(packed: bytes, at_most: int) -> bytes:
    """What *packed*, a zlib stream, holds.

    A stream that lacks only its checksum is taken: writers count lengths short.

    Raises:
        UnreadableError: ``damaged`` or, beyond *at_most* bytes, ``too-long``.
    """
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, at_most)
    except zlib.error as error:
        raise UnreadableError("damaged", f"a compressed stream: {error}") from error
    if unpacker.unconsumed_tail:
        raise UnreadableError("too-long", f"a stream of more than {at_most} bytes")
    if not unpacker.eof:
        body = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = body.decompress(packed[2:], at_most)
        except zlib.error as error:
            raise UnreadableError("damaged", f"a compressed stream: {error}") from error
        if not body.eof:
            raise UnreadableError("damaged", "a compressed stream ends early")
    return data


def check_expansion(data: bytes) -> None:
    """Refuse a PDF whose streams, unpacked, are too large together. Parses nothing.

    Cost: as much as unpacking once, in pieces of a megabyte. What is read counts as well as what
    comes out, so that the work is bounded for any file.
    """
    view = memoryview(data)
    room = EXPANDED_BYTES_AT_MOST
    found = _STREAM.search(data)
    while found:
        at = found.end()
        for used, made in _unpacked(view, at):
            room -= used + made
            if room < 0:
                raise UnreadableError("too-long", "its streams unpack to more than is sane")
        found = _STREAM.search(data, at)


def _unpacked(view: memoryview, at: int) -> Iterator[tuple[int, int]]:
    """Bytes read and made, step by step, until the stream at *at* ends or turns out to be none."""
    unpacker = zlib.decompressobj()
    try:
        while not unpacker.eof and at < len(view):
            packed: bytes | memoryview = view[at : at + _READ]
            at += _READ
            while packed and not unpacker.eof:
                made = unpacker.decompress(packed, _STEP)
                packed = unpacker.unconsumed_tail
                yield 0, len(made)
            yield _READ, 0
    except zlib.error:
        yield _TRIED, 0
