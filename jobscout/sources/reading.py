"""Parsing that every answer goes through: decoded entry by entry, then sanitised.

Answers are untrusted. For any input, ``envelope`` raises only ``SourceChanged``, and a bad entry
makes ``each`` raise nothing.
"""

from __future__ import annotations

import math
import re
from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import msgspec

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.model import RawPosting, Reject, Salary, SalaryPeriod
from jobscout.rules import caps
from jobscout.rules.salaries import MAX_UNITS
from jobscout.sources.base import Config, text_setting
from jobscout.sources.mending import LOST, MARK, HopelessError, mended
from jobscout.sources.salvage import UNFIT, Salvaged, salvage
from jobscout.sources.texts import plain, tidy, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

Identity: TypeAlias = int | str
"""An id in an answer."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)  # earlier dates are bad data, see docs/boards.md
_SURELY_MS = 10**11  # in seconds the year 5138
_LONGEST_ID = 500

_CHARS = {"description_html": caps.DESCRIPTION_CHARS}
# What is not text for people to read: an entity there is a part of the value.
_MARKUP = frozenset({"external_id", "url", "apply_url", "description_html"})
_CURRENCY = re.compile(r"[A-Z]{3}")


def board_setting(config: Config) -> str:
    """The ``board`` of a source's config, usable as one path segment.

    Raises:
        BadConfig: as for ``text_setting``, or it is "." or "..".
    """
    board = text_setting(config, "board")
    if board in {".", ".."}:
        raise BadConfig("board", "must be the board's name")
    return board


def envelope(source: str, body: bytes, shape: msgspec.json.Decoder[T]) -> T:
    """The answer as a whole; a byte order mark is skipped.

    Raises:
        SourceChanged: it has another format; names the place.
    """
    try:
        return _decode(body.removeprefix(BOM_UTF8), shape)
    except ValueError as error:  # msgspec's own errors and UnicodeDecodeError are ValueErrors
        raise SourceChanged(source, str(error)) from error


def detail_answer(source: str, body: bytes, shape: msgspec.json.Decoder[T]) -> T:
    """The answer about one posting, without the optional fields that do not fit.

    Raises:
        SourceChanged: it has another format; names the place.
    """
    try:
        return _decode_entry(body.removeprefix(BOM_UTF8), shape)[0]
    except ValueError as error:
        raise SourceChanged(source, str(error)) from error


class Entries(NamedTuple):
    """Every entry of a list as a posting or as a reject, both in list order.

    *more_rejects* counts those beyond ``caps.REJECTS_KEPT``; nothing else of them is kept.
    *unknown_fields* counts values that could not be read, in postings that were.
    """

    postings: list[RawPosting]
    rejects: list[Reject]
    more_rejects: int
    unknown_fields: int


def each(
    source: str,
    entries: Sequence[msgspec.Raw],
    shape: msgspec.json.Decoder[T],
    to_raw: Callable[[T], RawPosting | None],
    *,
    id_field: str = "id",
) -> Entries:
    """Parses the entries one by one, so that a bad one does not affect others.

    Entries for which *to_raw* returns None are not vacancies and are skipped.

    Raises:
        SourceError: ``too-large``, there are more than ``caps.ROWS``.
    """
    if len(entries) > caps.ROWS:
        raise SourceError("too-large", f"{source}: over {caps.ROWS} postings in one answer")
    postings: list[RawPosting] = []
    rejects: list[Reject] = []
    more_rejects = unknown_fields = 0
    for entry in entries:
        data = bytes(entry)
        try:
            _check(data)
            decoded, unknown = _decode_entry(data, shape)
            posting = to_raw(decoded)
            if posting is not None:
                postings.append(safe(posting))
                unknown_fields += unknown
        except MemoryError:  # of the whole answer, see ``worker_processes``
            raise
        except Exception as error:  # noqa: BLE001  (one posting never drops the others, P4)
            if len(rejects) < caps.REJECTS_KEPT:
                rejects.append(_reject(source, data, id_field, error))
            else:
                more_rejects += 1
    return Entries(postings, rejects, more_rejects, unknown_fields)


def _check(entry: bytes) -> None:
    if len(entry) > caps.ROW_BYTES:
        raise ValueError(f"the entry is over {caps.ROW_BYTES / 2**20:.3g} MiB")
    if MARK in entry:
        raise ValueError("the entry contains invalid JSON")


def _decode_entry(entry: bytes, shape: msgspec.json.Decoder[T]) -> tuple[T, int]:
    """The entry, and how many of its values could not be read. Raises ValueError."""
    lost = entry.count(LOST)
    try:
        return _decode(entry, shape), lost
    except UNFIT:
        value, unknown = _salvaged(entry, shape)
        return value, lost + unknown


def _salvaged(entry: bytes, shape: msgspec.json.Decoder[T]) -> Salvaged:
    try:
        return salvage(entry, shape.type)
    except msgspec.ValidationError:
        raise
    except UNFIT:  # damaged beside the value
        return salvage(bytes(mended(entry)), shape.type)


def _reject(source: str, entry: bytes, id_field: str, error: Exception) -> Reject:
    return Reject(external_id=_id_of(entry, id_field), reason=f"{source}: {error}"[:300])


def safe(posting: RawPosting) -> RawPosting:
    """*posting* with texts that PostgreSQL can store and URLs that a browser may open.

    Texts and places beyond the caps are cut off.

    Raises:
        ValueError: it has no usable id, title or URL.
    """
    values: dict[str, Any] = msgspec.structs.asdict(posting)
    values |= {
        name: _short(
            tidy(value if name in _MARKUP else plain(value)), _CHARS.get(name, caps.TEXT_CHARS)
        )
        for name, value in values.items()
        if isinstance(value, str)
    }
    values["url"] = web_address(posting.url)
    values["apply_url"] = web_address(posting.apply_url)
    locations = (
        _short(tidy(plain(location)), caps.TEXT_CHARS)
        for location in posting.locations[: caps.LOCATIONS]
    )
    values["locations"] = tuple(dict.fromkeys(location for location in locations if location))
    if not _is_id(values["external_id"]):
        raise ValueError(f"the id is empty or longer than {_LONGEST_ID} characters")
    if not values["title"]:
        raise ValueError("the title is empty")
    if not values["url"]:
        raise ValueError("the page's address is not a web address")
    return RawPosting(**values)


def _short(text: str | None, chars: int) -> str | None:
    return text[:chars].rstrip() if text and len(text) > chars else text


def time(value: object) -> datetime | None:
    """An ISO 8601 date or time in UTC; without a zone it is taken as UTC.

    None if *value* is not a date, or before 2010.
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


def time_from_epoch(value: object) -> datetime | None:
    """Seconds since 1970, or milliseconds where it must be these, as a time in UTC.

    None as for ``time``.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return time_from_ms(value if abs(value) >= _SURELY_MS else value * 1000)


def read_salary(
    low: object, high: object, currency: str | None, period: SalaryPeriod
) -> Salary | None:
    """Stated pay; None without a currency or without an amount above zero.

    Amounts are numbers or numbers as text. Boards write zero for "not stated". Bounds in the
    wrong order are ignored.
    """
    code = (currency or "").strip().upper()
    least, most = _amount(low), _amount(high)
    if not _CURRENCY.fullmatch(code) or (least is None and most is None):
        return None
    if least is not None and most is not None and least > most:
        return None
    return Salary(min=least, max=most, currency=code, period=period)


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) and 0 < amount <= MAX_UNITS else None


def _is_id(text: str | None) -> bool:
    return text is not None and 1 <= len(text) <= _LONGEST_ID


def _id_of(entry: bytes, id_field: str) -> str | None:
    """The id of an otherwise unreadable entry."""
    try:
        fields = _decode(entry, _FIELDS)
        found = tidy(str(_decode(bytes(fields[id_field]), _IDENTITY)))
    except (ValueError, KeyError):
        return None
    return found if _is_id(found) else None


_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_IDENTITY: msgspec.json.Decoder[Identity] = msgspec.json.Decoder(Identity)


def _decode(data: bytes, shape: msgspec.json.Decoder[T]) -> T:
    """*data* decoded; damaged JSON is repaired first, see ``mending``."""
    try:
        return shape.decode(data)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError as error:
        try:
            whole = mended(data)
        except HopelessError:
            raise error from None
    except RecursionError:
        whole = mended(data)
    return shape.decode(whole)
