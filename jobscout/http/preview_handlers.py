"""Previews of boards, for admins: what a source gives, or would give."""

from typing import Annotated, ClassVar

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.errors import Conflict, SourceError
from jobscout.http import fields
from jobscout.http.codec import path_id
from jobscout.http.inputs import Input, Rules
from jobscout.http.keys import SERVICES, Services
from jobscout.http.previewed import PREVIEWED, PreviewedPosting, previewed
from jobscout.http.source_config import Config, Kind, check_config, storable
from jobscout.model import DueSource
from jobscout.sources import by_kind


class SourceDraft(Input):
    """A source that need not be there."""

    kind: Kind
    config: Config | None = None
    company: fields.Name | None = None
    rules: ClassVar[Rules] = {"config": storable, "kind": fields.line, "company": fields.line}


class UnreadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the board that is no posting. *external_id* is null if even that is unknown."""

    external_id: str | None
    reason: str


class BoardPreview(msgspec.Struct, frozen=True, kw_only=True):
    items: list[PreviewedPosting]
    next_cursor: None = None
    total: int
    unread: Annotated[list[UnreadEntry], Meta(description="the first twenty")]
    unread_total: int
    without_text: Annotated[
        list[str], Meta(description="why the full text of some could not be read")
    ]


async def preview(request: web.Request) -> BoardPreview:
    """The first postings of a board as they would be stored; nothing is written."""
    services = request.app[SERVICES]
    return await _previewed(services, await services.stores.sources.due(path_id(request)))


async def preview_draft(request: web.Request, body: SourceDraft) -> BoardPreview:
    """The first postings that a source of this kind and config would give; nothing is written."""
    services = request.app[SERVICES]
    config = body.config or {}
    check_config(services, body.kind, config)
    company = body.company or by_kind(body.kind).employer(config)
    draft = DueSource(
        scrape_id=0,
        source_id=0,
        kind=body.kind,
        config=config,
        company_id=None,
        company_name=company or None,
        name=company or body.kind,
        trigger="manual",
        etag=None,
        last_modified=None,
    )
    return await _previewed(services, draft)


async def _previewed(services: Services, due: DueSource) -> BoardPreview:
    try:
        found = await services.boards.preview(due, PREVIEWED)
    except SourceError as error:
        raise Conflict("board-unreadable", f"{error.kind}: {error}"[:500]) from error
    return BoardPreview(
        items=[previewed(posting) for posting in found.postings],
        total=len(found.postings),
        unread=[
            UnreadEntry(external_id=reject.external_id, reason=reject.reason)
            for reject in found.rejects[:PREVIEWED]
        ],
        unread_total=len(found.rejects) + found.more_rejects,
        without_text=list(found.no_text),
    )
