"""An index as bytes for a file, which a later start reads instead of all searches."""

from __future__ import annotations

import hashlib
import platform
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import pyroaring

from jobscout.rules.search_index import SearchIndex, State

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC: Final = b"jobscout search index 1\n"
_DIGEST_BYTES: Final = 32
_PROGRAM: Final = Path(__file__).parents[2]


class Unreadable(ValueError):
    """Bytes that are no whole index of this very program."""


class _Snapshot(msgspec.Struct, array_like=True, frozen=True):
    program: bytes
    position: bytes
    searches: bytes
    keys: list[str]
    bitmaps: list[bytes]
    pages: dict[int, bytes]


def pack(index: SearchIndex, position: bytes) -> bytes:
    """*position* says which changes of searches it has; it is whatever ``unpack`` returns."""
    state = index.state()
    snapshot = _Snapshot(
        program(),
        position,
        state.searches.serialize(),
        state.keys,
        [bitmap.serialize() for bitmap in state.bitmaps],
        state.pages,
    )
    content = msgspec.msgpack.encode(snapshot)
    return b"".join((_MAGIC, _digest(content), content))


def unpack(packed: bytes) -> tuple[SearchIndex, bytes]:
    """The index, and the position that it was packed with.

    Raises:
        Unreadable: torn, damaged, or of another version of the program.
    """
    at = len(_MAGIC) + _DIGEST_BYTES
    content = memoryview(packed)[at:]
    if not packed.startswith(_MAGIC) or packed[len(_MAGIC) : at] != _digest(content):
        raise Unreadable("damaged")
    try:
        snapshot = msgspec.msgpack.decode(content, type=_Snapshot)
    except msgspec.DecodeError as error:
        raise Unreadable("of another format") from error
    if snapshot.program != program():
        raise Unreadable("of another version of the program")
    deserialize = pyroaring.BitMap.deserialize
    state = State(
        deserialize(snapshot.searches),
        snapshot.keys,
        [deserialize(one) for one in snapshot.bitmaps],
        snapshot.pages,
    )
    return SearchIndex.of(state), snapshot.position


@cache
def program() -> bytes:
    """Equal as long as the same rules would make the same index of the same searches."""
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for said in (sys.version, platform.machine(), sys.byteorder, pyroaring.__version__):
        digest.update(said.encode())
    for path in _files():
        digest.update(str(path.relative_to(_PROGRAM)).encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.digest()


def _files() -> Iterator[Path]:
    folders = (_PROGRAM / "rules", _PROGRAM / "sql")
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return (path for path in sorted(found) if path.suffix != ".pyc")


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest()
