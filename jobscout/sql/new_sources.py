"""Adding a source in a transaction, and what its row says of its company and config."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.rules import companies
from jobscout.sql import audit
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.model import Priority
    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Transaction

Q = load("sources")
SCRAPES = load("scrapes")


class NewSource(NamedTuple):
    """*company* is a slug or a name, None for boards that carry many companies."""

    kind: str
    config: Mapping[str, Any]
    company: str | None
    name: str
    priority: Priority
    interval_seconds: int | None
    active: bool


async def insert(
    t: Transaction, new: NewSource, address: BoardAddress, by: int | None
) -> int | None:
    """Add a source in a transaction that does more; None if its board is one already.

    *by*: see ``audit.note``.
    """
    source_id: int | None = await t.value(
        Q.add,
        kind=new.kind,
        board=address.board,
        config=encoded(new.config),
        company_id=await company(t, new.company),
        name=new.name,
        url=address.page_url,
        host=address.host,
        attribution=address.attribution,
        priority=new.priority,
        interval_seconds=new.interval_seconds,
        active=new.active,
    )
    if source_id is not None:
        about = {"kind": new.kind, "board": address.board}
        await audit.note(t, by, "source added", ("source", source_id), **about)
        await t.run(SCRAPES.announce)
    return source_id


async def company(t: Transaction, given: str | None) -> int | None:
    """By its slug, or made of its name."""
    if not given:
        return None
    name = companies.clean(given)
    company_id: int = await t.value(Q.company, slug=companies.slug(name), name=name)
    return company_id


def encoded(config: Mapping[str, Any]) -> str:
    return msgspec.json.encode(config).decode()
