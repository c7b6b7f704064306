"""What is asked of a board and what it answers, as ``fetch`` sees both."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, quote_plus

from jobscout.errors import SourceError
from jobscout.redaction import REMOVED
from jobscout.rules.http_headers import max_age_s, validator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiohttp

    from jobscout.outside.scratch import Spooled

log = logging.getLogger(__name__)


class Request(Protocol):
    """The request to a board, see ``sources.base.Request``."""

    @property
    def url(self) -> str: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def body(self) -> bytes | None: ...

    @property
    def most(self) -> int: ...

    @property
    def board_names(self) -> Sequence[str]: ...


class Proof(Protocol):
    """What shows a board who asks, see ``sources.base.Proof``."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def query(self) -> Mapping[str, str]: ...


class Answer(NamedTuple):
    """A board's answer. *body* is empty after a 304. *max_age_s*: from Cache-Control.

    *url* is the address that gave it, after all redirects.
    """

    body: bytes | Spooled
    not_modified: bool
    etag: str | None
    last_modified: str | None
    max_age_s: float | None
    url: str = ""


def answer_of(response: aiohttp.ClientResponse, body: bytes | Spooled) -> Answer:
    """*response*, of which *body* was read."""
    return Answer(
        body=body,
        not_modified=response.status == 304,
        etag=_validator(response, "ETag"),
        last_modified=_validator(response, "Last-Modified"),
        max_age_s=max_age_s(response.headers.get("Cache-Control")),
    )


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    said = response.headers.get(name)
    found = validator(said)
    if said and found is None:
        log.warning("validator dropped", extra={"host": response.url.host, "header": name})
    return found


def location_of(response: aiohttp.ClientResponse) -> str:
    """Where it redirects to. Raises SourceError if it does not say."""
    location = response.headers.get("Location")
    if not location:
        raise SourceError("changed", f"a redirect ({response.status}) without a target")
    return location


def without(proof: Proof, said: str) -> str:
    """*said* without the values of *proof*, also as a URL spells them."""
    for value in (*proof.headers.values(), *proof.query.values()):
        for spelling in (value, quote(value, safe=""), quote(value), quote_plus(value)):
            said = said.replace(spelling, REMOVED)
    return said
