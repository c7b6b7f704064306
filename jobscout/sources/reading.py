"""Parsing that every answer goes through: decoded entry by entry, then sanitised.

Answers are untrusted. For any input, ``envelope`` raises only ``SourceChanged``, and a bad entry
makes ``each`` raise nothing.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import msgspec

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.model import RawPosting, Reject
from jobscout.rules import caps
from jobscout.sources.base import Config, text_setting
from jobscout.sources.mending import LOST, MARK, HopelessError, mended
from jobscout.sources.salvage import UNFIT, Salvaged, salvage
from jobscout.sources.texts import plain, tidy, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

E = TypeVar("E")
T = TypeVar("T")

Identity: TypeAlias = int | str
"""An id in an answer."""

_LONGEST_ID = 500

_CHARS = {"description_html": caps.DESCRIPTION_CHARS}
# What is not text for people to read: an entity there is a part of the value.
_MARKUP = frozenset({"external_id", "url", "apply_url", "description_html"})


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

    Boards list a job once for each of its places: such entries are one posting, see ``_joined``.

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

    def decode(entry: msgspec.Raw) -> tuple[T, int]:
        data = bytes(entry)
        _check(data)
        return _decode_entry(data, shape)

    return _each(source, entries, decode, to_raw, lambda entry: _id_of(bytes(entry), id_field))


def each_element(
    source: str,
    elements: Sequence[Mapping[str, Any]],
    shape: type[T],
    to_raw: Callable[[T], RawPosting | None],
    *,
    id_field: str = "id",
) -> Entries:
    """``each`` for the elements of a page or feed, whose texts are given by name.

    What an element lacks is not in its mapping. Raises SourceError as ``each``.
    """

    def decode(element: Mapping[str, Any]) -> tuple[T, int]:
        _check_size(sum(len(value) for value in element.values() if isinstance(value, str)))
        return msgspec.convert(element, shape), 0

    def id_of(element: Mapping[str, Any]) -> str | None:
        found = tidy(str(element.get(id_field) or ""))
        return found if _is_id(found) else None

    return _each(source, elements, decode, to_raw, id_of)


def _each(
    source: str,
    entries: Sequence[E],
    decode: Callable[[E], tuple[T, int]],
    to_raw: Callable[[T], RawPosting | None],
    id_of: Callable[[E], str | None],
) -> Entries:
    if len(entries) > caps.ROWS:
        raise SourceError("too-large", f"{source}: over {caps.ROWS} postings in one answer")
    postings: list[RawPosting] = []
    rejects: list[Reject] = []
    more_rejects = unknown_fields = 0
    for entry in entries:
        try:
            decoded, unknown = decode(entry)
            posting = to_raw(decoded)
            if posting is not None:
                postings.append(safe(posting))
                unknown_fields += unknown
        except MemoryError:  # of the whole answer, see ``worker_processes``
            raise
        except Exception as error:  # noqa: BLE001  (one posting never drops the others, P4)
            if len(rejects) < caps.REJECTS_KEPT:
                reason = f"{source}: {error}"[:300]
                rejects.append(Reject(external_id=id_of(entry), reason=reason))
            else:
                more_rejects += 1
    return Entries(_joined(postings), rejects, more_rejects, unknown_fields)


def _joined(postings: list[RawPosting]) -> list[RawPosting]:
    """Entries that differ only in their places are one posting, which has the places of all."""
    if len({posting.external_id for posting in postings}) == len(postings):
        return postings
    alike: dict[RawPosting, list[RawPosting]] = {}
    for posting in postings:
        alike.setdefault(_without_places(posting), []).append(posting)
    return [posting for entries in alike.values() for posting in _in_all_places(entries)]


def _without_places(posting: RawPosting) -> RawPosting:
    return msgspec.structs.replace(
        posting, locations=(), country=None, workplace=None, list_hash=None
    )


def _in_all_places(entries: list[RawPosting]) -> list[RawPosting]:
    """Of what the entries say differently, the country and the workplace are unknown."""
    first, versions = entries[0], sorted({entry.list_hash or b"" for entry in entries})
    if all(entry.locations == first.locations for entry in entries):
        return entries
    places = dict.fromkeys(place for entry in entries for place in entry.locations)
    countries = {entry.country for entry in entries}
    workplaces = {entry.workplace for entry in entries}
    whole = msgspec.structs.replace(
        first,
        locations=tuple(places)[: caps.LOCATIONS],
        country=first.country if len(countries) == 1 else None,
        workplace=first.workplace if len(workplaces) == 1 else None,
        list_hash=first.list_hash and hashlib.sha256(b"".join(versions)).digest(),
    )
    return [whole]


def _check_size(size: int) -> None:
    if size > caps.ROW_BYTES:
        raise ValueError(f"the entry is over {caps.ROW_BYTES / 2**20:.3g} MiB")


def _check(entry: bytes) -> None:
    _check_size(len(entry))
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
