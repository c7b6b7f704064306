"""Boards that people propose: for them, and for the admins who decide."""

from typing import Annotated, Any, ClassVar

from aiohttp import web
from msgspec import Meta, structs

from jobscout.errors import FieldError, Forbidden, InvalidInput
from jobscout.http import fields
from jobscout.http.board_choice import board_of, candidates
from jobscout.http.codec import path_id
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import (
    CountedPage,
    Page,
    PageQuery,
    RowId,
    counted_page_of,
    page_of,
    read_cursor,
)
from jobscout.http.previewed import PREVIEWED, PreviewedPosting, previewed
from jobscout.http.problems import Candidate
from jobscout.http.routing import Answer
from jobscout.http.source_config import Choice, Company, check_config
from jobscout.rules.board_requests import RequestState
from jobscout.sources import board_address, by_kind, is_read_unasked
from jobscout.sources.recognition import Recognised
from jobscout.sql.board_requests import BoardRequest, ManagedBoardRequest
from jobscout.sql.new_sources import NewSource
from jobscout.sql.sources import unscraped


class ProposedBoard(Input):
    url: fields.Url
    choice: Choice | None = None
    rules: ClassVar = {"url": fields.pasted_address, "choice": fields.line}


class BoardRequestWithPreview(BoardRequest, frozen=True, kw_only=True):
    """*preview*: the first postings of a board that is new here.

    Empty for a known one, and for one that may only be read with permission.

    *candidates*: the board that the page shows; several are answered 409.
    """

    candidates: list[Candidate]
    preview: list[PreviewedPosting]


class BoardRequestQuery(PageQuery):
    state: RequestState | None = None


class Acceptance(Input):
    company: Annotated[Company | None, Meta(description="where the board names none")] = None
    rules: ClassVar = {"company": fields.line}


class Refusal(Input):
    reason: Annotated[str, Meta(max_length=500, description="shown to the person")] | None = None
    rules: ClassVar = {"reason": fields.line}


async def propose_board(
    request: web.Request, body: ProposedBoard
) -> Answer[BoardRequestWithPreview]:
    """Propose a career page; 200 if you proposed its board before."""
    services, me = request.app[SERVICES], user_id(request)
    if services.board_policy == "off":
        raise Forbidden("no boards can be proposed here")
    requests = services.stores.board_requests
    await requests.check_room(me)
    preview: list[PreviewedPosting] = []
    async with services.visits.of(me):
        kind, config = await board_of(services, body.url, body.choice)
        new = _new_source(kind, config)
        mine, is_source = await requests.find(me, kind, config)
        if mine is None and not is_source and is_read_unasked(kind):
            due = unscraped(kind, config, new.name, new.company)
            found = await services.boards.preview(due, PREVIEWED)
            preview = [previewed(one) for one in found.postings]
    made, is_new = await requests.add(
        me,
        body.url,
        new,
        services.board_policy,
        names_employer=by_kind(kind).employer(config) is not None,
        needs_permission=not is_read_unasked(kind),
    )
    if made.state == "active":
        services.wake()
    shown = candidates([Recognised(kind, config)], [None])
    answer = BoardRequestWithPreview(**structs.asdict(made), candidates=shown, preview=preview)
    return Answer(answer, status=201 if is_new else 200)


async def list_boards(request: web.Request, query: PageQuery) -> Page[BoardRequest]:
    """The boards that you proposed, newest first, and what became of them."""
    (after,) = read_cursor(query.cursor, "boards", tuple[RowId]) or (None,)
    found = await stores(request).board_requests.page(user_id(request), after, query.limit + 1)
    return page_of(found, query.limit, "boards", lambda one: (int(one.id),))


async def withdraw_board(request: web.Request) -> None:
    """Withdraw a proposal that waits."""
    await stores(request).board_requests.withdraw(user_id(request), path_id(request))


async def list_requests(
    request: web.Request, query: BoardRequestQuery
) -> CountedPage[ManagedBoardRequest]:
    """Boards that people proposed, newest first."""
    (after,) = read_cursor(query.cursor, "board-requests", tuple[RowId]) or (None,)
    found, total = await stores(request).board_requests.listing(query.state, after, query.limit + 1)
    return counted_page_of(found, total, query.limit, "board-requests", lambda one: (int(one.id),))


async def accept_request(request: web.Request, body: Acceptance) -> ManagedBoardRequest:
    """Read the board from now on; everybody who proposed it sees that.

    One that may only be read with permission becomes an inactive source.
    """
    services, request_id = request.app[SERVICES], path_id(request)
    board = await services.stores.board_requests.board_of(request_id)
    check_config(services, board.kind, board.config)  # its kind's package may be gone by now
    new = _new_source(board.kind, board.config, body.company)
    if new.company is None and by_kind(board.kind).employer(board.config) is None:
        said = "is required: a board of this kind does not name its employer"
        raise InvalidInput([FieldError("company", said)])
    accepted = await services.stores.board_requests.accept(request_id, new, user_id(request))
    services.wake()
    return accepted


async def refuse_request(request: web.Request, body: Refusal) -> ManagedBoardRequest:
    """Do not read the board; everybody who waits for it sees the reason."""
    return await stores(request).board_requests.refuse(
        path_id(request), body.reason, user_id(request)
    )


def _new_source(kind: str, config: dict[str, Any], company: str | None = None) -> NewSource:
    """The source that a board becomes; its *company* is the one that the board names, if any."""
    company = company or by_kind(kind).employer(config) or None
    return NewSource(
        kind=kind,
        config=config,
        company=company,
        name=company or f"{kind.capitalize()} {board_address(kind, config).board}",
        priority="normal",
        interval_seconds=None,
        active=is_read_unasked(kind),
    )
