"""Boards of which there is only one, with the jobs of many employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobscout.sources.base import OneRequest

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from jobscout.sources.base import Config


class OfManyEmployers(OneRequest):
    """No config names the board.

    *page* is its page for people. *hosts* and *paths* are those of its lists, not of single jobs
    and employers: an employer's own career page may link these.
    """

    page: str
    hosts: frozenset[str]
    paths: frozenset[str]

    def board(self, config: Config) -> str:  # noqa: ARG002
        return "all"

    def page_url(self, config: Config) -> str:  # noqa: ARG002
        return self.page

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        is_list = address.hostname in self.hosts and address.path.strip("/") in self.paths
        return {} if is_list else None

    def employer(self, config: Config) -> str | None:  # noqa: ARG002
        return ""
