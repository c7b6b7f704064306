"""Boards that are a search of a larger one: settings are its parameters, and together its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from jobscout.errors import BadConfig
from jobscout.sources.base import Config, every, part, text_setting

if TYPE_CHECKING:
    from collections.abc import Sequence

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
