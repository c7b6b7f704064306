"""Streams an uploaded file to disk, so that it is never completely in memory."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

import anyio
from aiohttp import BodyPartReader, MultipartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from jobscout.errors import FieldError, InvalidInput, MalformedBody
from jobscout.files import disk_outages
from jobscout.http.fields import storable
from jobscout.http.keys import SERVICES

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.http.fair_semaphore import FairSemaphore

FIELD: Final = "file"
MAX_NAME_CHARS: Final = 200
# what aiohttp's reader raises for a body that is not multipart
_NOT_MULTIPART: Final = (ValueError, AssertionError, RuntimeError, HttpProcessingError)
# Transfer encodings that leave the bytes unchanged (RFC 2045, section 6.2); some clients still
# send one although RFC 7578 deprecates it.
_PLAIN: Final = frozenset(("7bit", "8bit", "binary"))
_PATIENCE_S: Final = 0.1
_CHUNK: Final = 256 * 1024
_NOT_A_NAME: Final = re.compile(r"[\x00-\x1f\x7f\"\\/<>|:*?]+")


class Received(NamedTuple):
    """*filename* is the caller's, as one line without a path; empty if it is unusable.

    *head*: the file's first bytes.
    """

    filename: str
    size: int
    sha256: bytes
    head: bytes


async def receive(request: web.Request, path: Path, *, most: int, head_bytes: int) -> Received:
    """Write the part named ``file`` of a multipart body to *path* (RFC 7578).

    The caller must hold a slot of ``Services.uploading``.

    Args:
        most: maximum size of the file in bytes.

    Raises:
        HTTPUnsupportedMediaType: the body is not multipart/form-data, or the file is encoded.
        MalformedBody: the body is incomplete.
        InvalidInput: it contains another part, or no file.
        HTTPRequestEntityTooLarge: the file has more than *most* bytes.
        HTTPRequestTimeout: not complete after ``Services.upload_s``.
    """
    if request.content_type != "multipart/form-data":
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(request.app[SERVICES].upload_s):
            return await _only_part(
                await request.multipart(), path, most, head_bytes, request.app[SERVICES].uploading
            )
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except (web.RequestPayloadError, ConnectionError) as error:
        raise MalformedBody("the body could not be read to its end") from error
    except _NOT_MULTIPART as error:
        raise MalformedBody("the body is not multipart/form-data") from error


async def _only_part(
    parts: MultipartReader, path: Path, most: int, head_bytes: int, semaphore: FairSemaphore
) -> Received:
    received: Received | None = None
    while (part := await semaphore.wait_for(parts.next(), _PATIENCE_S)) is not None:
        if not isinstance(part, BodyPartReader) or part.name != FIELD:
            raise InvalidInput([FieldError(_named(part), "is not known here")])
        if received is not None:
            raise InvalidInput([FieldError(FIELD, "is given more than once")])
        _check_plain(part)
        received = await _write(part, path, most, head_bytes, semaphore)
    if received is None:
        raise InvalidInput([FieldError(FIELD, "is required")])
    return received


async def _write(
    part: BodyPartReader, path: Path, most: int, head_bytes: int, semaphore: FairSemaphore
) -> Received:
    hashed = hashlib.sha256()
    size, head = 0, b""
    with disk_outages():
        async with await anyio.open_file(path, "wb") as file:
            while chunk := await semaphore.wait_for(part.read_chunk(_CHUNK), _PATIENCE_S):
                size += len(chunk)
                if size > most:
                    raise web.HTTPRequestEntityTooLarge(max_size=most, actual_size=size)
                if len(head) < head_bytes:
                    head += chunk[: head_bytes - len(head)]
                hashed.update(chunk)
                await file.write(chunk)
    return Received(_filename(part.filename), size, hashed.digest(), head)


def _check_plain(part: BodyPartReader) -> None:
    """Raises HTTPUnsupportedMediaType: the file is sent with an encoding."""
    transfer = part.headers.get(hdrs.CONTENT_TRANSFER_ENCODING, "binary").lower()
    if hdrs.CONTENT_ENCODING in part.headers or transfer not in _PLAIN:
        raise web.HTTPUnsupportedMediaType(reason="the file must be sent without an encoding")


def _named(part: object) -> str:
    name = part.name if isinstance(part, BodyPartReader) else None
    return (name or "body")[:100]


def _filename(given: str | None) -> str:
    """The usable part of an untrusted file name."""
    # browsers escape a few characters, other clients all of them
    name = re.split(r"[/\\]", unquote(given or ""))[-1]
    name = _NOT_A_NAME.sub(" ", unicodedata.normalize("NFC", name))
    name = "".join(letter for letter in name if unicodedata.category(letter) not in {"Cf", "Cs"})
    name = " ".join(name.split()).strip(". ")
    return name[-MAX_NAME_CHARS:] if storable(name) else ""
