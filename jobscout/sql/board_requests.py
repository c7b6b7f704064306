"""Board requests: career pages that people propose, and what becomes of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.errors import Conflict, NotFound
from jobscout.rules.board_requests import MAX_EACH, RequestState, is_automatic
from jobscout.sql import audit, new_sources
from jobscout.sql.queries import load
from jobscout.sql.query_variants import BEYOND_ALL, MAX_TOTAL, query_variant, taken
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import asyncpg

    from jobscout.settings import BoardPolicy
    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.new_sources import NewSource

Q = load("board_requests")


class BoardRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A board that a person proposed, as that person sees it.

    *first_read_at* and *postings* are those of its source: when it was first read whole, and how
    many open postings it has.
    """

    id: str
    url: str
    kind: str
    name: str
    state: RequestState
    reason: str | None
    source_id: str | None
    first_read_at: datetime | None
    postings: int
    created_at: datetime


class ManagedBoardRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A board request as admins see it. *decided_at*: null where no admin decided."""

    id: str
    user_id: str
    user_email: str
    url: str
    kind: str
    board: str
    name: str
    state: RequestState
    reason: str | None
    source_id: str | None
    created_at: datetime
    decided_at: datetime | None


class RequestedBoard(NamedTuple):
    """The board that a request is about."""

    kind: str
    config: dict[str, Any]
    name: str


class BoardRequests:
    """*board_address* is ``jobscout.sources.board_address``."""

    def __init__(
        self, db: Database, board_address: Callable[[str, Mapping[str, Any]], BoardAddress]
    ) -> None:
        self._db = db
        self._address = board_address

    async def page(self, user_id: int, after: int | None, most: int) -> list[BoardRequest]:
        """At most *most* requests of a person older than *after*, newest first."""
        before = BEYOND_ALL if after is None else after
        rows = await self._db.all(Q.page, user_id=user_id, after=before, most=most)
        return [_request(row) for row in rows]

    async def get(self, user_id: int, request_id: int) -> BoardRequest:
        """Raises NotFound."""
        return _request(await self._db.one(Q.get, user_id=user_id, request_id=request_id))

    async def check_room(self, user_id: int) -> None:
        """Raises Conflict: the person has proposed as many boards as one may."""
        await _check_room(self._db, user_id)

    async def find(
        self, user_id: int, kind: str, config: Mapping[str, Any]
    ) -> tuple[BoardRequest | None, bool]:
        """The person's own request for this board, and whether it is a source."""
        board = {"kind": kind, "board": self._address(kind, config).board}
        mine = await self._db.value(Q.of_board, user_id=user_id, **board)
        source_id = await self._db.value(Q.source_of, **board)
        return mine and await self.get(user_id, mine), source_id is not None

    async def add(
        self,
        user_id: int,
        url: str,
        new: NewSource,
        policy: BoardPolicy,
        *,
        names_employer: bool,
        needs_permission: bool,
    ) -> tuple[BoardRequest, bool]:
        """The person's request for the board of *new*, and whether the request is new.

        Args:
            url: the page that led to the board.
            new: the source that it becomes, at once where *policy* and the limits allow.
            names_employer, needs_permission: see ``rules.board_requests``.

        Raises:
            Conflict: ``too-many-boards``.
        """
        address = self._address(new.kind, new.config)
        board = {"kind": new.kind, "board": address.board}
        async with self._db.transaction() as t:
            await t.value(Q.lock_owner, user_id=user_id)
            request_id = await t.value(Q.of_board, user_id=user_id, **board)
            is_new = request_id is None
            if is_new:
                await _check_room(t, user_id)
                if policy == "auto":
                    await t.value(Q.lock_automatic)
                state: RequestState = "waiting"
                source_id = await t.value(Q.source_of, **board)
                if source_id is None and is_automatic(
                    policy,
                    new.kind,
                    names_employer=names_employer,
                    needs_permission=needs_permission,
                    refused=await t.value(Q.was_refused, **board),
                    today=await t.value(Q.automatic_today),
                ):
                    source_id = await new_sources.insert(t, new, address, None)
                    state = "active"
                elif source_id is not None:
                    state = "known"
                request_id = await t.value(
                    Q.add,
                    user_id=user_id,
                    url=url,
                    **board,
                    config=msgspec.json.encode(new.config).decode(),
                    name=new.name,
                    state=state,
                    source_id=source_id,
                )
        return await self.get(user_id, request_id), is_new

    async def withdraw(self, user_id: int, request_id: int) -> None:
        """Remove a request that waits.

        Raises:
            NotFound: no such request of this person.
            Conflict: ``not-waiting``.
        """
        if not await self._db.run(Q.withdraw, user_id=user_id, request_id=request_id):
            found = await self.get(user_id, request_id)
            raise _not_waiting(found.state)

    async def listing(
        self, state: RequestState | None, after: int | None, most: int
    ) -> tuple[list[ManagedBoardRequest], int]:
        """At most *most* requests of all people older than *after*, newest first, and the total.

        The total counts up to ``MAX_TOTAL``.
        """
        lines = frozenset({"state"} if state else set())
        values: dict[str, Any] = {"state": state, "after_id": after}
        listing = query_variant(
            Q.listing, lines | ({"after"} if after is not None else set()), most
        )
        rows = await self._db.all(listing, **taken(listing, values))
        counting = query_variant(Q.total, lines, MAX_TOTAL)
        total = await self._db.value(counting, **taken(counting, values))
        return [_managed(row) for row in rows], total

    async def board_of(self, request_id: int) -> RequestedBoard:
        """Raises NotFound."""
        row = await self._row(self._db, request_id)
        return RequestedBoard(row["kind"], msgspec.json.decode(row["config"]), row["name"])

    async def accept(self, request_id: int, new: NewSource, by: int) -> ManagedBoardRequest:
        """Make the board a source; everybody who proposed it sees it. *by* is the admin.

        A request that was refused may be accepted after all.

        Raises:
            NotFound: no such request.
            Conflict: ``not-waiting``: the board is a source.
        """
        async with self._db.transaction() as t:
            request_ids = await _lock(t, request_id, ("waiting", "refused"))
            source_id = await new_sources.insert(t, new, self._address(new.kind, new.config), by)
            if source_id is None:  # an admin has just added it
                raise _not_waiting("known")
            await t.run(Q.accept, request_ids=request_ids, source_id=source_id)
            about = {"kind": new.kind, "source": source_id}
            await audit.note(
                t, by, "board request accepted", ("board request", request_id), **about
            )
            return _managed(await self._row(t, request_id))

    async def refuse(self, request_id: int, reason: str | None, by: int) -> ManagedBoardRequest:
        """Refuse the board; everybody who waits for it sees *reason*. *by* is the admin.

        Raises:
            NotFound: no such request.
            Conflict: ``not-waiting``.
        """
        async with self._db.transaction() as t:
            request_ids = await _lock(t, request_id, ("waiting",))
            await t.run(Q.refuse, request_ids=request_ids, reason=reason)
            row = await self._row(t, request_id)
            about = {"kind": row["kind"], "board": row["board"]}
            await audit.note(t, by, "board request refused", ("board request", request_id), **about)
            return _managed(row)

    async def _row(self, c: Database | Transaction, request_id: int) -> asyncpg.Record:
        return await c.one(query_variant(Q.listing, frozenset({"one"}), 1), request_id=request_id)


async def _check_room(c: Database | Transaction, user_id: int) -> None:
    if await c.value(Q.count, user_id=user_id) >= MAX_EACH:
        raise Conflict("too-many-boards", f"at most {MAX_EACH} boards of one person")


async def _lock(t: Transaction, request_id: int, statuses: tuple[RequestState, ...]) -> list[int]:
    """The ids of all requests for the board of *request_id*, whose state must be as wanted."""
    rows = await t.all(Q.lock_board, request_id=request_id)
    state: RequestState | None = await t.value(Q.state, request_id=request_id)
    if state is None:
        raise NotFound("the request does not exist")
    if state not in statuses:
        raise _not_waiting(state)
    return [row["id"] for row in rows]


def _not_waiting(state: RequestState) -> Conflict:
    return Conflict("not-waiting", f"the request does not wait for a decision; it is {state}")


def _request(row: asyncpg.Record) -> BoardRequest:
    return struct(BoardRequest, row, **_ids(row, "id", "source_id"))


def _managed(row: asyncpg.Record) -> ManagedBoardRequest:
    return struct(ManagedBoardRequest, row, **_ids(row, "id", "user_id", "source_id"))


def _ids(row: asyncpg.Record, *names: str) -> dict[str, str | None]:
    return {name: None if row[name] is None else str(row[name]) for name in names}
