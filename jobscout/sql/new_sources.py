"""Adding a source in a transaction, and what its row says of its company and config."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.rules import companies
from jobscout.rules.company_keys import of_source
from jobscout.sql import audit, company_upkeep, posting_companies
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.model import Priority
    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Transaction

Q = load("sources")
SCRAPES = load("scrapes")
ALIASES = load("company_aliases")


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
    company_id = await company(t, new.company)
    source_id: int | None = await t.value(
        Q.add,
        kind=new.kind,
        board=address.board,
        config=encoded(new.config),
        company_id=company_id,
        name=new.name,
        url=address.page_url,
        host=address.host,
        attribution=address.attribution,
        priority=new.priority,
        interval_seconds=new.interval_seconds,
        active=new.active,
    )
    if source_id is not None:
        if company_id is not None:
            await company_upkeep.put(
                t,
                [(company_id, key) for key in of_source(new.kind, address.board, address.page_url)],
            )
        about = {"kind": new.kind, "board": address.board}
        await audit.note(t, by, "source added", ("source", source_id), **about)
        await t.run(SCRAPES.announce)
    return source_id


async def company(t: Transaction, given: str | None) -> int | None:
    """By its slug or its name; made of its name if nobody knows it."""
    if not given:
        return None
    known: int | None = await t.value(ALIASES.by_slug, slug=given)
    return known or await posting_companies.named(t, companies.clean(given))


async def give(t: Transaction, before: Mapping[str, Any], company_id: int | None) -> None:
    """An operator says that a board, whose row this was, is another company's.

    So is its token from now on, and its postings are as they are read again.
    """
    if before["company_id"] is not None and company_id is not None:
        key = next(of_source(before["kind"], before["board"], before["url"]))
        both = {"company_id": before["company_id"], "into_id": company_id}
        await t.run(ALIASES.move_board, key=key.key, **both)
    await t.run(ALIASES.read_source_again, source_id=before["id"])
    await t.run(ALIASES.announce)


def encoded(config: Mapping[str, Any]) -> str:
    return msgspec.json.encode(config).decode()
