"""Boards that are a search of a larger one: settings are its parameters, and together its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.base import Config, Page, Progress, every, part, text_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.sources.base import Request
    from jobscout.sources.reading import Entries

EVERYTHING = "all"
_QUERY_CHARS = 1000  # it is the board's name too


class OfSearch:
    """For boards that are a search among the jobs of many employers.

    *filters* are the settings, spelt as the parameters of the search; none must be given.
    """

    filters: Sequence[str]

    def board(self, config: Config) -> str:
        return search_query(config, self.filters) or EVERYTHING

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (every company's jobs)
        return ""


def search_query(config: Config, filters: Sequence[str]) -> str:
    """The board's filters as a query, always in the same order. Raises BadConfig."""
    names = [name for name in filters if name in config]
    values = every(*(partial(text_setting, config, name) for name in names))
    query = "&".join(f"{name}={part(value)}" for name, value in zip(names, values, strict=True))
    if len(query) > _QUERY_CHARS:
        raise BadConfig(names[0], "is too long, or is together with the other filters")
    return query


def filters_of(query: str, filters: Sequence[str]) -> dict[str, Any] | None:
    """The config of an address with this query; None if a filter in it is unusable."""
    stated = parse_qs(query)
    config = {name: stated[name][0] for name in filters if name in stated}
    try:
        search_query(config, filters)
    except BadConfig:
        return None
    return config


def page_of(
    kind: str,
    read: Entries,
    request: Request,
    ask: Callable[[Progress], Request],
    *,
    rows: int,
    size: int,
    total: int | None,
    most: int,
    newest_first: bool,
) -> Page:
    """One page of a list that is asked for in steps of *size* rows until its stated *total*.

    A short page does not end the reading; an empty or repeated one does, and one after which there
    are as many rows as the total.

    Args:
        ask: the request for the page at an offset; its state is set here.
        rows: how many entries the page has, *total* how many there are by its own word.
        most: rows from here on are not asked for; *newest_first*: these are the oldest.

    Raises:
        SourceChanged: the list has entries and the first page has none.
    """
    before = Progress.before(request)
    if not rows and before.offset == 0 and total:
        raise SourceChanged(kind, f"{total} jobs and an empty first page")
    is_new = not before.is_repeated_by(read.postings)
    offset, found = before.offset + size, before.found + rows
    # A page may have more rows than were asked for.
    more = bool(rows) and is_new and (total is None or max(offset, found) < total)
    is_cut = more and offset >= most
    after = before.after(read.postings, offset=offset, total=total, found=found)
    return Page(
        **read._asdict(),
        next=ask(after) if more and not is_cut else None,
        whole=not is_cut and is_new and (more or total is None or found >= total),
        windowed=is_cut and newest_first,
    )
