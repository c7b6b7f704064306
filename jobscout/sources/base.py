"""The interface of source adapters: a few facts and pure functions, without I/O.

Fetching, conditional requests, robots.txt, pace, retries, size caps and logging are
implemented once, in ``outside/fetch.py`` and ``actors/scraper.py``. Adapters do not handle HTTP
status codes, SQL or queues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import PollHints, RawPosting, Reject
from jobscout.rules import caps

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path
    from urllib.parse import SplitResult

Config: TypeAlias = Mapping[str, Any]
HOST_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
"""A pattern of one part of a host's name (RFC 1123), as in ``acme`` of acme.example.org."""
_TOKEN = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One HTTP request to a board. With a *body* it is a POST of JSON.

    *most*: maximum size of its answer in bytes, decompressed. *state*: what ``parse`` must know
    of the pages before; it is not sent. *board_names*: what names the board; a redirect that loses
    them leads to another one. *conditional*: a 304 may be believed, see ``BoardReader.read``.
    """

    url: str
    headers: dict[str, str] = {}
    body: bytes | None = None
    most: int = caps.ANSWER_BYTES
    state: Any = None
    board_names: tuple[str, ...] = ()
    conditional: bool = True


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One parsed answer of a board.

    A posting without a title is known only by its link: ``parse_detail`` gives the rest, and it is
    stored then. *more_rejects* and *unknown_fields*: see ``reading.Entries``. *next* requests the
    following page, None after the last. *whole* is False if postings may be missing from the list;
    then *windowed* is True if that is how it is meant: it has the newest postings only. *ended* are
    ids of postings that the board says have ended, on this page and those before it, and lists
    no more since. *cursor*: see ``paging.Resumable``. *poll_hints*: how often the document asks to
    be read.
    """

    postings: Sequence[RawPosting]
    rejects: Sequence[Reject] = ()
    more_rejects: int = 0
    unknown_fields: int = 0
    next: Request | None = None
    whole: bool = True
    windowed: bool = False
    ended: Sequence[str] = ()
    cursor: str | None = None
    poll_hints: PollHints | None = None


@runtime_checkable
class Credited(Protocol):
    """A source whose terms ask that what it gave is shown with its name and a link to it."""

    attribution: str


@runtime_checkable
class NeedsPermission(Protocol):
    """A source whose operator has to be asked before it is read: *needs_permission* says why.

    A new source of such a kind is inactive until the operator of Job Scout says otherwise.
    """

    needs_permission: str


@runtime_checkable
class Nested(Protocol):
    """A source whose config has lists and objects; that of others has texts and numbers only."""

    has_nested_config: bool


@runtime_checkable
class Fronted(Protocol):
    """A kind whose boards employers also show on their own pages, by its scripts and assets."""

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        """The config of the board that the page at *address* shows; None for other pages."""
        ...


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What shows a board who asks: headers and parameters of a URL.

    The fetcher adds it when it sends a request, and to nothing else; no log, error, row or worker
    process sees it.
    """

    headers: dict[str, str] = {}
    query: dict[str, str] = {}


@runtime_checkable
class Keyed(Protocol):
    """A source that answers only those with a key or an approved name.

    *credentials* are the names of the settings that an operator gives, see ``settings``. Without
    them no board of the kind is read.
    """

    credentials: tuple[str, ...]

    def proof(self, given: Mapping[str, str]) -> Proof:
        """*given* has a value for each of *credentials*."""
        ...


@runtime_checkable
class Source(Protocol):
    """One kind of board.

    kind: the value in ``sources.kind``.
    min_interval: the shortest interval between two readings of this kind.
    list_has_text: the list contains the full text; otherwise ``detail`` requests it.
    """

    kind: str
    min_interval: timedelta
    list_has_text: bool

    def board(self, config: Config) -> str:
        """The board's identity within its kind, as in ``gitlab``.

        Raises:
            BadConfig: the config lacks what the kind needs; names the field.
        """
        ...

    def page_url(self, config: Config) -> str:
        """The board's page for people."""
        ...

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        """The config of the board that a page's URL belongs to; None for other pages."""
        ...

    def employer(self, config: Config) -> str | None:
        """A likely name of the board's one employer; None if unknown.

        Boards with many companies return "".
        """
        ...

    def first_request(self, config: Config) -> Request: ...

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        """Parse one answer; an unreadable posting becomes a Reject and drops no other.

        Raises:
            SourceChanged: the answer as a whole has another format; names the place.
        """
        ...

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        """The second request for the posting's full text; None if none is needed."""
        ...

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:
        """The posting, completed from the detail answer.

        Raises:
            SourceChanged: as for ``parse``.
        """
        ...


class OneRequest:
    """For boards whose list contains the full text: no second request."""

    list_has_text = True

    def detail(self, posting: RawPosting, config: Config) -> Request | None:  # noqa: ARG002
        return None

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        return posting


def of_board(request: Request, config: Config) -> Request:
    """*request* with the names that *config* gives the board."""
    settings = {name: value for name, value in config.items() if name != "base_url"}
    names = tuple(value for value in settings.values() if isinstance(value, str))
    return msgspec.structs.replace(request, board_names=names)


def content(body: bytes | Path) -> bytes:
    """The bytes of an answer, which may be stored in a file."""
    return body if isinstance(body, bytes) else body.read_bytes()


def token(segment: str | None) -> str | None:
    """One path segment as a board's name; None if it cannot be one."""
    said = unquote(segment or "")
    return said if _TOKEN.fullmatch(said) else None


def titled(board: str) -> str:
    """A likely name of the employer: ``one-acre-fund`` is One Acre Fund."""
    words = board.replace("-", " ").replace("_", " ").split()
    return " ".join(word if word != word.lower() else word.capitalize() for word in words)


def text_setting(config: Config, field: str, *, default: str | None = None) -> str:
    """A required text of a source's config, trimmed.

    Raises:
        BadConfig: missing, empty, not a text, over 200 characters or with control characters.
    """
    value = config.get(field, default)
    if not isinstance(value, str) or not value.strip():
        raise BadConfig(field, "is required and must be a text")
    value = value.strip()
    if len(value) > 200 or not value.isprintable():
        raise BadConfig(field, "must be at most 200 printable characters")
    return value


def every(*settings: Callable[[], str]) -> tuple[str, ...]:
    """The value of each of *settings*. Raises BadConfig, which names all wrong ones."""
    read: list[str] = []
    wrong: list[BadConfig] = []
    for setting in settings:
        try:
            read.append(setting())
        except BadConfig as error:
            wrong += [error, *error.also]
    if wrong:
        raise BadConfig(wrong[0].field, wrong[0].detail, wrong[1:])
    return tuple(read)


def endpoint(default_root: str, path: str, config: Config) -> str:
    """The URL of *path* under *default_root*, or under the config's ``base_url``.

    ``base_url`` replaces scheme and host and keeps path and query; it is for EU hosts and
    tests.

    Raises:
        BadConfig: ``base_url`` is not an http(s) URL that ends after its host.
    """
    root = config.get("base_url", default_root)
    try:
        parts = urlsplit(root) if isinstance(root, str) else None
    except ValueError:  # brackets without an address, or characters that look like others
        parts = None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadConfig("base_url", "must look like https://host")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise BadConfig("base_url", "must be only scheme and host")
    return urlunsplit((parts.scheme, parts.netloc, "", "", "")) + path


def part(value: str) -> str:
    """*value* quoted as one path segment."""
    return quote(value, safe="")
