"""What an answer that brings no document means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

from jobscout.errors import SourceError
from jobscout.rules.http_headers import retry_after_s
from jobscout.rules.redirects import leads_elsewhere

if TYPE_CHECKING:
    from collections.abc import Collection

    import aiohttp

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def refuse_another_board(asked: str, target: str, names: Collection[str]) -> None:
    """Raises SourceError if a redirect leads to another board; *names* as in ``redirects``."""
    if leads_elsewhere(asked, target, names):
        said = f"it redirects to {target[:300]}, which is not this board; nothing of that is stored"
        raise SourceError("moved", said)


def refuse(response: aiohttp.ClientResponse) -> NoReturn:
    """Raises SourceError, by the status."""
    status = response.status
    wait = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
    said = f"HTTP {status}"
    if status in {401, 403, 451}:
        raise SourceError("refused", said)
    if status in {404, 410}:
        raise SourceError("not-found", said)
    if status in {408, 429}:
        # if the host states no time, wait a minute
        raise SourceError("rate-limited", said, retry_after_s=60.0 if wait is None else wait)
    if status >= 500:
        raise SourceError("server-error", said, retry_after_s=wait)
    if status in REDIRECTS:  # of a POST
        said += f", a redirect to {response.headers.get('Location', 'nowhere')[:300]}"
    raise SourceError("changed", f"unexpected {said}")
