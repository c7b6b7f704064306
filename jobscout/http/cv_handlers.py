"""CVs: upload, results, download and deletion."""

import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote

import msgspec
from aiohttp import web

from jobscout.cv.files import HEAD_BYTES, Kind, kind_of
from jobscout.errors import NotFound
from jobscout.http import file_responses, uploads
from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.rules.downloads import cv_of, download_token
from jobscout.sql.cvs import CV, File

MAX_BYTES: Final = 10 * 1024 * 1024
LINK_LIFETIME: Final = timedelta(minutes=5)
MEDIA: Final[dict[Kind, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that needs no sign-in, valid until *expires_at*."""

    url: str
    expires_at: datetime


async def upload_cv(request: web.Request) -> CV:
    """Upload a PDF or DOCX of at most 10 MiB. The same file again returns its existing CV."""
    services, owner = request.app[SERVICES], user_id(request)
    async with services.uploading, services.scratch.file() as path:
        received = await uploads.receive(request, path, most=MAX_BYTES, head_bytes=HEAD_BYTES)
        kind = kind_of(received.head)
        if kind is None:
            raise web.HTTPUnsupportedMediaType(reason="Neither a PDF nor a DOCX")
        if known := await services.stores.cvs.same(owner, received.sha256):
            return known
        folder = f"users/{owner}/cv/{uuid.uuid4().hex}"
        filename = received.filename or f"cv.{kind}"
        file = File(owner, filename, received.size, f"{folder}/cv.{kind}")
        headers = {"Content-Type": MEDIA[kind], "Content-Disposition": _attachment(filename)}
        await services.stores.cvs.begin(file.storage_key)
        await services.storage.put_file(file.storage_key, path, headers)
    made = await services.stores.cvs.add(owner, file, received.sha256)
    if made is None:  # the same file was uploaded concurrently
        await services.storage.delete_under(folder)
        made = await services.stores.cvs.same(owner, received.sha256)
    if made is None:
        raise NotFound("the CV was deleted at the same time")
    services.wake()
    return made


async def get_cv(request: web.Request) -> CV:
    """The user's newest CV."""
    return await stores(request).cvs.get(user_id(request))


async def delete_cv(request: web.Request) -> None:
    """Delete a CV: its file, and the skills that were read from it."""
    services, owner, cv_id = request.app[SERVICES], user_id(request), path_id(request)
    file = await services.stores.cvs.file(cv_id, owner)
    # the file first: without its row it could not be found again
    await services.storage.delete_under(file.storage_key.rpartition("/")[0])
    await services.stores.cvs.delete(owner, cv_id)


async def link_cv(request: web.Request) -> Link:
    """A URL that returns the file without signing in, for five minutes."""
    services, cv_id = request.app[SERVICES], path_id(request)
    file = await services.stores.cvs.file(cv_id, user_id(request))
    expires_at = datetime.now(UTC) + LINK_LIFETIME
    url = await services.storage.link(file.storage_key, LINK_LIFETIME)
    if url is None:
        token = download_token(services.secrets[0], cv_id, int(expires_at.timestamp()))
        url = f"{services.base_url}/downloads/{token}"
    return Link(url=url, expires_at=expires_at.replace(microsecond=0))


async def download(request: web.Request) -> web.StreamResponse:
    """The file of a download link that has not expired."""
    services = request.app[SERVICES]
    cv_id = cv_of(request.match_info["token"], services.secrets, time.time())
    if cv_id is None:
        raise NotFound("this link is invalid or expired")
    file = await services.stores.cvs.file(cv_id)
    kind: Kind = "pdf" if file.storage_key.endswith(".pdf") else "docx"
    return await file_responses.answer(
        request,
        services.storage.stream(file.storage_key),
        media=MEDIA[kind],
        disposition=_attachment(file.filename),
        size=file.size,
    )


def _attachment(filename: str) -> str:
    """RFC 6266: to be saved under the user's own file name."""
    plain = "".join(letter if " " <= letter < "\x7f" else "_" for letter in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename)}"
