"""File storage: in a local folder, or in a bucket of S3 or a compatible service."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import anyio
import anyio.to_thread
import obstore
from obstore.store import LocalStore, S3Store

from jobscout.errors import NotFound, Outage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from urllib.parse import SplitResult

    from obstore import GetResult
    from obstore.store import ClientConfig, S3Config

TIMEOUT_S = 7.0  # a hanging S3 is noticed within ten seconds, including the retries before it
RETRY_S = 2.0
_RETRIES = 3
_PIECE = 256 * 1024
_SENDING = 4  # concurrent uploads to S3, each completely in memory
_PAGE = 1000  # entries that S3 lists or deletes in one request
# Keys are ours, never a user's file name: only what both kinds of storage accept.
_KEY = re.compile(r"[\w-][\w.-]{0,127}(/[\w-][\w.-]{0,127})*", re.ASCII)
# The parts of an error that may be logged: status, code, kind. The rest repeats the request and
# the server's answer, which after a wrong signature contains the session token.
_DETAILS = re.compile(
    r"(?<=status code: )\d+[\w ]*|(?<=<Code>)\w+(?=</Code>)|(?<=\(code: )\w+(?=\))"
    r"|(?<=kind: )(?:Connect|Timeout)(?=,)|\w[\w ]*(?= \(os error \d)"
)


class Storage:
    """Files by key: relative paths such as ``users/7/cv.pdf``, of ASCII letters, digits, ``._-``.

    No key may be a folder of another, because a disk cannot store both. Every method may raise
    Outage, and ValueError for an invalid key.

    Args:
        url: as STORAGE_URL: ``file:///folder``, created with mode 0700 if it is missing, or
            ``s3://bucket/prefix?region=…&endpoint=…``, signed with the AWS_… variables.
        timeout_s: time limit for one request to S3, including its content.
        retry_s: how long after the first request a failed one is retried.

    Raises:
        Outage: the folder cannot be created or used.
    """

    def __init__(self, url: str, *, timeout_s: float = TIMEOUT_S, retry_s: float = RETRY_S) -> None:
        parts = urlsplit(url)
        self._folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        self._store: LocalStore | S3Store
        self._sending = anyio.CapacityLimiter(_SENDING)
        with _reaching():
            if self._folder is None:
                self._store = _bucket(parts, timeout_s, retry_s)
            else:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._store = LocalStore(self._folder)

    async def put(self, key: str, content: bytes) -> None:
        """Atomic; replaces any content under *key*."""
        path = _checked(key)
        with _reaching():
            # in one request: a crash during a multipart upload leaves parts that no listing shows
            await obstore.put_async(self._store, path, content, use_multipart=False)

    async def put_file(self, key: str, path: Path, attributes: Mapping[str, str]) -> None:
        """``put`` of a complete file without several copies in memory.

        Args:
            attributes: headers that S3 sends with the file, such as ``Content-Type``.
        """
        name = _checked(key)
        with _reaching():
            if self._folder is not None:  # in parts, into a temporary file that is then renamed
                await obstore.put_async(self._store, name, path, use_multipart=True)
                return
            async with self._sending:
                await obstore.put_async(
                    self._store, name, path, use_multipart=False, attributes=dict(attributes)
                )

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """``get`` in pieces. Raises NotFound before the first."""
        found = await self._open(key)
        with _reaching():
            async for piece in found.stream(min_chunk_size=_PIECE):
                yield bytes(piece)

    async def link(self, key: str, lifetime: timedelta) -> str | None:
        """A URL from which anybody can fetch the file for *lifetime*; None for a local folder."""
        name = _checked(key)
        if isinstance(self._store, LocalStore):
            return None
        with _reaching():
            return await obstore.sign_async(self._store, "GET", name, lifetime)

    async def get(self, key: str) -> bytes:
        """Raises NotFound: nothing is stored under *key*."""
        found = await self._open(key)
        with _reaching():
            return bytes(await found.bytes_async())

    async def _open(self, key: str) -> GetResult:
        path = _checked(key)
        with _reaching():
            try:
                return await obstore.get_async(self._store, path)
            except FileNotFoundError as error:
                # a missing bucket or a wrong server is a 404 too, and says nothing about the file
                if self._folder is None and "<Code>NoSuchKey</Code>" not in str(error):
                    raise
        raise NotFound("the file does not exist")

    async def keys(self, prefix: str) -> list[str]:
        """All keys below the folder *prefix*, sorted; possibly none.

        Folder names match as a whole: ``users/7/`` does not include ``users/70/``.
        """
        path = _checked(prefix.removesuffix("/"))
        with _reaching():
            pages = obstore.list(self._store, path, chunk_size=_PAGE)
            return sorted([entry["path"] async for page in pages for entry in page])

    async def delete_under(self, prefix: str) -> int:
        """Delete what ``keys`` lists. If it is interrupted, it can be repeated.

        Returns:
            The number of files deleted; 0 if there were none.
        """
        path = _checked(prefix.removesuffix("/"))
        removed = 0
        with _reaching():
            if self._folder is not None:
                return await anyio.to_thread.run_sync(_remove, self._folder / path)
            async for page in obstore.list(self._store, path, chunk_size=_PAGE):
                await obstore.delete_async(self._store, [entry["path"] for entry in page])
                removed += len(page)
        return removed


def _bucket(parts: SplitResult, timeout_s: float, retry_s: float) -> S3Store:
    options = dict(parse_qsl(parts.query))
    config: S3Config = {"virtual_hosted_style_request": False}
    client: ClientConfig = {"timeout": timedelta(seconds=timeout_s)}
    if "region" in options:
        config["region"] = options["region"]
    if "endpoint" in options:
        # this name takes precedence over every AWS_ENDPOINT_… variable
        config["aws_endpoint_url_s3"] = options["endpoint"]
        client["allow_http"] = options["endpoint"].lower().startswith("http://")
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=config,
        client_options=client,
        retry_config={"max_retries": _RETRIES, "retry_timeout": timedelta(seconds=retry_s)},
    )


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a key: {key[:60]!r}")
    return key


def _remove(folder: Path) -> int:
    """Also removes the folder and partial files of a killed process, which no listing shows."""
    if not folder.is_dir():
        return 0
    files = sum(len(names) for _, _, names in os.walk(folder))
    shutil.rmtree(folder)
    return files


@contextmanager
def _reaching() -> Iterator[None]:
    """Translates all errors of obstore and the disk into Outage with a text safe to log."""
    try:
        yield
    # obstore raises its own errors and built-in ones. For a panic in Rust, caused by an unexpected
    # answer or setting, it raises a type that cannot be imported, so only Exception catches it.
    except Exception as error:  # noqa: BLE001
        detail = error.strerror if isinstance(error, OSError) else None
        detail = detail or ", ".join(dict.fromkeys(_DETAILS.findall(str(error))))
        # without its cause, which a traceback would print
        raise Outage(f"the storage is unavailable: {detail or type(error).__name__}") from None
