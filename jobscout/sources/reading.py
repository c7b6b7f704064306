"""What every answer goes through: decoded entry by entry, then made safe to keep.

A board's answer is hostile until it went through here: nothing but ``SourceChanged``
leaves ``envelope``, and nothing at all leaves ``each``, whatever the bytes were.
"""

from __future__ import annotations

import math
import re
from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from urllib.parse import urlsplit, urlunsplit

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import Pay, PayPeriod, RawPosting, Reject
from jobscout.sources.base import Config, text_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

Identity: TypeAlias = int | str
"""An id on the wire."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)  # before it the date is bad data, see sources.md
_LONGEST_ID = 500
_LONGEST_URL = 2_000  # what browsers and proxies still take
_LARGEST_PAY = 1e12  # a year's pay in the smallest currency units stays far below it
_DEEPEST = 64  # levels of nesting; real answers have fewer than ten

_CURRENCY = re.compile(r"[A-Z]{3}")
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# An unclosed string runs to the end, or each quote in it would be tried anew.
_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def board_setting(config: Config) -> str:
    """The ``board`` of a source's config, fit to be one segment of a path.

    Raises:
        BadConfig: as for ``text_setting``, or the dots that mean a folder.
    """
    board = text_setting(config, "board")
    if board in {".", ".."}:
        raise BadConfig("board", "must be the board's name")
    return board


def envelope(source: str, body: bytes, shape: msgspec.json.Decoder[T]) -> T:
    """The answer as a whole; a byte order mark is passed over.

    Raises:
        SourceChanged: it has another shape; names the place.
    """
    try:
        return _decode(body.removeprefix(BOM_UTF8), shape)
    except ValueError as error:  # msgspec's own errors and UnicodeDecodeError are ValueErrors
        raise SourceChanged(source, str(error)) from error


def each(
    source: str,
    entries: Iterable[msgspec.Raw],
    shape: msgspec.json.Decoder[T],
    to_raw: Callable[[T], RawPosting | None],
    *,
    id_field: str = "id",
) -> tuple[list[RawPosting], list[Reject]]:
    """Every entry either as a posting or as a Reject, in the order of the list.

    Entries for which *to_raw* answers None are no vacancies and are passed over.
    """
    postings: list[RawPosting] = []
    rejects: list[Reject] = []
    for entry in entries:
        data = bytes(entry)
        try:
            posting = to_raw(_decode(data, shape))
            if posting is not None:
                postings.append(safe(posting))
        except ValueError as error:
            external_id = _id_of(data, id_field)
            rejects.append(Reject(external_id=external_id, reason=f"{source}: {error}"))
    return postings, rejects


def safe(posting: RawPosting) -> RawPosting:
    """*posting* with texts that PostgreSQL takes and addresses that a browser may open.

    Raises:
        ValueError: it has no usable id, title or page.
    """
    values: dict[str, Any] = msgspec.structs.asdict(posting)
    values |= {name: tidy(value) for name, value in values.items() if isinstance(value, str)}
    values["url"] = web_address(posting.url)
    values["apply_url"] = web_address(posting.apply_url)
    tidied = (tidy(place) for place in posting.places)
    values["places"] = tuple(dict.fromkeys(place for place in tidied if place))
    if not _is_id(values["external_id"]):
        raise ValueError(f"the id is empty or longer than {_LONGEST_ID} characters")
    if not values["title"]:
        raise ValueError("the title is empty")
    if not values["url"]:
        raise ValueError("the page's address is not a web address")
    return RawPosting(**values)


def tidy(text: str | None) -> str | None:
    """*text* trimmed, without NULs and byte order marks; None when nothing is left."""
    return (text or "").replace("\0", "").replace("\ufeff", "").strip() or None


def web_address(text: str | None) -> str | None:
    """*text* as an https address; http is upgraded, anything else is None."""
    text = tidy(text)
    if text is None or len(text) > _LONGEST_URL or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    netloc = parts.netloc
    if any(sign in netloc for sign in " @\\"):  # a browser may go to another host than we see
        return None
    if parts.scheme == "http" and port == 80:
        netloc = netloc.removesuffix(":80")
    return urlunsplit(parts._replace(scheme="https", netloc=netloc)).replace(" ", "%20")


def time(value: object) -> datetime | None:
    """An ISO 8601 date or time in UTC; one without a zone is in UTC already.

    None when *value* is no date, or one before 2010.
    """
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value.strip())
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when if when >= _EARLIEST else None


def time_from_ms(value: object) -> datetime | None:
    """Milliseconds since 1970 as a time in UTC; None as for ``time``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        when = _EPOCH + timedelta(milliseconds=value)
    except (ValueError, OverflowError):
        return None
    return when if when >= _EARLIEST else None


def pay(low: object, high: object, currency: str | None, period: PayPeriod) -> Pay | None:
    """Stated pay; None without a currency or without any amount above zero.

    Amounts are numbers or numbers as text. Zero is how boards write "not stated". Bounds
    the wrong way round state nothing.
    """
    code = (currency or "").strip().upper()
    least, most = _amount(low), _amount(high)
    if not _CURRENCY.fullmatch(code) or (least is None and most is None):
        return None
    if least is not None and most is not None and least > most:
        return None
    return Pay(min=least, max=most, currency=code, period=period)


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) and 0 < amount <= _LARGEST_PAY else None


def _is_id(text: str | None) -> bool:
    return text is not None and 1 <= len(text) <= _LONGEST_ID


def _id_of(entry: bytes, id_field: str) -> str | None:
    """The id of an entry that is unreadable otherwise."""
    try:
        fields = _decode(entry, _FIELDS)
        found = tidy(str(_decode(bytes(fields[id_field]), _IDENTITY)))
    except (ValueError, KeyError):
        return None
    return found if _is_id(found) else None


_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_IDENTITY: msgspec.json.Decoder[Identity] = msgspec.json.Decoder(Identity)


def _decode(data: bytes, shape: msgspec.json.Decoder[T]) -> T:
    try:
        return shape.decode(data)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, RecursionError):
        return shape.decode(_mended(data))


def _mended(data: bytes) -> bytes:
    """*data* without what makes msgspec refuse a whole list for one entry of it.

    Halves of surrogate pairs (an emoji cut in two) become U+FFFD, and what lies deeper
    than any real answer becomes null.
    """
    kept: list[bytes] = []
    depth = start = 0
    for token in _STRING_OR_BRACKET.finditer(data):
        if token[0] in {b"[", b"{"}:
            depth += 1
            if depth == _DEEPEST + 1:
                kept.append(data[start : token.start()] + b"null")
        elif token[0] in {b"]", b"}"}:
            if depth == _DEEPEST + 1:
                start = token.end()
            depth -= 1
    if depth <= _DEEPEST:
        kept.append(data[start:])
    return _ESCAPE.sub(lambda found: rb"\ufffd" if found["lone"] else found[0], b"".join(kept))
