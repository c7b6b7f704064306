"""Boards on hosts of their own under the vendor's domain, as ``acme.breezy.hr``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from jobscout.errors import BadConfig
from jobscout.sources.base import HOST_LABEL, Config, text_setting, titled

if TYPE_CHECKING:
    from urllib.parse import SplitResult

VENDORS_LABELS: Final = frozenset({
    "api", "apis", "app", "apps", "assets", "auth", "blog", "cdn", "dashboard", "developer",
    "developers", "docs", "help", "login", "partner", "partners", "search", "static", "status",
    "support", "www",
})  # fmt: skip
"""First labels of a vendor's own hosts, whoever it is: none is an employer's board."""

_BOARD = re.compile(HOST_LABEL)


class OfSubdomain:
    """The config's ``board`` is the first label of the employer's host.

    *domain* is the vendor's, *own* are further labels of the vendor's, and *paths* are those
    of a board's pages. With a ``base_url`` the board names only itself.
    """

    domain: ClassVar[str]
    own: ClassVar[frozenset[str]]
    paths: ClassVar[re.Pattern[str]]

    def board(self, config: Config) -> str:
        board = text_setting(config, "board").lower()
        if not _BOARD.fullmatch(board):
            raise BadConfig("board", f"must be the name before .{self.domain}")
        return board

    def root(self, config: Config) -> str:
        """Scheme and host."""
        return f"https://{self.board(config)}.{self.domain}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        board, dot, domain = (address.hostname or "").lower().partition(".")
        is_board = bool(dot) and domain == self.domain and self.names_board(board)
        return {"board": board} if is_board and self.paths.fullmatch(address.path) else None

    def names_board(self, label: str) -> bool:
        """Whether the first label of a host can be an employer's."""
        return _BOARD.fullmatch(label) is not None and label not in VENDORS_LABELS | self.own

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))
