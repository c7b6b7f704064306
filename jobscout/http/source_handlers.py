"""Sources, for admins: list, create, change and delete them."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final

import msgspec
from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import FieldError, InvalidInput
from jobscout.http import fields
from jobscout.http.board_choice import board_of
from jobscout.http.codec import path_id
from jobscout.http.inputs import Input, Rules, given
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import CountedPage, PageQuery, RowId, counted_page_of, read_cursor
from jobscout.http.source_config import Choice, Company, Config, Kind, check_config, storable
from jobscout.http.source_permissions import told
from jobscout.model import Priority
from jobscout.rules.source_health import Health
from jobscout.sources import by_kind, is_read_unasked
from jobscout.sql.new_sources import NewSource
from jobscout.sql.source_views import Source
from jobscout.sql.sources import SourceFilter

Interval = Annotated[int, Meta(ge=1, le=2_592_000, description="seconds")]
Active = Annotated[
    bool, Meta(description="true if not given, and false for a kind that needs a permission")
]

_RULES: Final[Rules] = {
    "url": fields.pasted_address,
    "choice": fields.line,
    "kind": fields.line,
    "config": storable,
    "company": fields.line,
    "name": fields.line,
}
_BOARD: Final = frozenset(("url", "kind", "config"))


class SourceQuery(PageQuery):
    status: Health | None = None
    kind: Kind | None = None
    q: Annotated[fields.Name, Meta(description="in name, board or company")] | None = None


class SourceBody(Input):
    """Either a career page's URL, or a kind with its config."""

    url: fields.Url | None = None
    choice: Choice | None = None
    kind: Kind | None = None
    config: Config | None = None
    company: Company | None = None
    name: fields.Name | None = None
    priority: Priority = "normal"
    interval_seconds: Interval | None = None
    active: Active | UnsetType = UNSET
    rules: ClassVar = _RULES
    across: ClassVar = _BOARD

    def check(self) -> Iterator[FieldError]:
        if self.url is None and self.kind is None:
            yield FieldError("kind", "is required without a url")
        elif self.url is not None and self.kind is not None:
            yield FieldError("url", "replaces kind and config; give one or the other")
        elif self.url is not None and self.config is not None:
            yield FieldError("config", "is determined by the url")
        if self.choice is not None and self.url is None:
            yield FieldError("choice", "belongs to a url")


class SourceChanges(Input):
    """An employer that moved to another board keeps its source."""

    url: fields.Url | UnsetType = UNSET
    choice: Choice | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    config: Config | UnsetType = UNSET
    company: Company | UnsetType | None = UNSET
    name: fields.Name | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    interval_seconds: Interval | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET
    rules: ClassVar = _RULES
    across: ClassVar = _BOARD

    def check(self) -> Iterator[FieldError]:
        if self.url is not UNSET and (self.kind, self.config) != (UNSET, UNSET):
            yield FieldError("url", "replaces kind and config; give one or the other")
        if self.choice is not UNSET and self.url is UNSET:
            yield FieldError("choice", "belongs to a url")


class PurgeQuery(Input):
    purge: bool = False


class SourcePage(CountedPage[Source], frozen=True, kw_only=True):
    """*notice* is a sentence about all sources, as when this machine is without network."""

    notice: str | None


async def list_sources(request: web.Request, query: SourceQuery) -> SourcePage:
    """Sources by name, each with its health and latest scrapes."""
    after = read_cursor(query.cursor, "sources", tuple[str, RowId])
    source_filter = SourceFilter(query.status, query.kind, query.q)
    found, total = await stores(request).sources.page(source_filter, after, query.limit + 1)
    page = counted_page_of(
        [told(source) for source in found],
        total,
        query.limit,
        "sources",
        lambda source: (source.name.lower(), int(source.id)),
    )
    notice = await stores(request).sources.network_notice()
    return SourcePage(**msgspec.structs.asdict(page), notice=notice)


async def get_source(request: web.Request) -> Source:
    """One source."""
    return told(await stores(request).sources.get(path_id(request)))


async def create_source(request: web.Request, body: SourceBody) -> Source:
    """Watch a board, given by kind and config, or by its career page's URL."""
    services = request.app[SERVICES]
    kind, config = body.kind, body.config or {}
    if body.url is not None:
        kind, config = await board_of(services, body.url, body.choice)
    if kind is None:
        raise InvalidInput([FieldError("kind", "is required")])
    check_config(services, kind, config)
    company = body.company or by_kind(kind).employer(config)
    if company is None:
        said = "is required: a board of this kind does not name its employer"
        raise InvalidInput([FieldError("company", said)])
    new = NewSource(
        kind=kind,
        config=config,
        company=company or None,
        name=body.name or company or kind.capitalize(),
        priority=body.priority,
        interval_seconds=body.interval_seconds,
        active=is_read_unasked(kind) if body.active is UNSET else body.active,
    )
    made = await services.stores.sources.add(new, user_id(request))
    services.wake()
    return told(made)


async def change_source(request: web.Request, body: SourceChanges) -> Source:
    """Change a source; absent fields stay unchanged. A new board is read at once."""
    services, source_id = request.app[SERVICES], path_id(request)
    changes = given(body)
    choice = changes.pop("choice", None)
    if not _BOARD.isdisjoint(changes):
        known = await services.stores.sources.get(
            source_id
        )  # no address is looked at for no source
        if url := changes.pop("url", None):
            changes["kind"], changes["config"] = await board_of(services, url, choice)
        kind, config = changes.get("kind", known.kind), changes.get("config", known.config)
        check_config(services, kind, config)
        if kind != known.kind and not is_read_unasked(kind):
            changes.setdefault("active", False)
    changed = await services.stores.sources.change(source_id, changes, user_id(request))
    services.wake()
    return told(changed)


async def delete_source(request: web.Request, query: PurgeQuery) -> None:
    """Stop reading a board; ``purge`` also deletes its postings, and jobs that nobody tracks."""
    sources, source_id = stores(request).sources, path_id(request)
    await (sources.purge if query.purge else sources.pause)(source_id, user_id(request))
