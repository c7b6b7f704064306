"""Pages of lists. Cursors are opaque: the sort keys of the last row shown (no offsets)."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeVar

import msgspec

from jobscout.errors import FieldError, InvalidInput
from jobscout.http.fields import MAX_ID, utc
from jobscout.http.inputs import Input

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
K = TypeVar("K", bound=tuple[Any, ...])

RowId = Annotated[int, msgspec.Meta(ge=0, le=MAX_ID)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


def _cursor(text: str) -> str:
    """Reject malformed cursors; ``read_cursor`` checks that the cursor is of this list."""
    try:
        _decoded(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("is not a cursor of this list") from error
    return text


class PageQuery(Input):
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
    cursor: Annotated[str, msgspec.Meta(description="next_cursor of the last page")] | None = None
    rules: ClassVar = {"cursor": _cursor}


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list; *next_cursor* is null on the last one."""

    items: list[T]
    next_cursor: str | None


class CountedPage(Page[T], Generic[T], frozen=True, kw_only=True):
    """One page of a list, with the total number of items."""

    total: int


def page_of(
    found: Sequence[T], limit: int, kind: str, keys: Callable[[T], tuple[Any, ...]]
) -> Page[T]:
    """A page from *found*, which has one extra row unless this is the last page."""
    items = list(found[:limit])
    more = len(found) > limit
    return Page(items=items, next_cursor=make_cursor(kind, *keys(items[-1])) if more else None)


def counted_page_of(
    found: Sequence[T], total: int, limit: int, kind: str, keys: Callable[[T], tuple[Any, ...]]
) -> CountedPage[T]:
    """``page_of`` with the total number of rows."""
    page = page_of(found, limit, kind, keys)
    return CountedPage(items=page.items, next_cursor=page.next_cursor, total=total)


def make_cursor(kind: str, *keys: Any) -> str:
    """A cursor after the row with *keys*, valid only for lists of the same *kind*."""
    return base64.urlsafe_b64encode(msgspec.json.encode((kind, keys))).rstrip(b"=").decode()


def read_cursor(cursor: str | None, kind: str, keys: type[K]) -> K | None:
    """The keys that ``make_cursor`` was given, None without a cursor.

    Args:
        keys: their types as a tuple type.

    Raises:
        InvalidInput: not a cursor of ours, or of another kind of list.
    """
    if cursor is None:
        return None
    try:
        said, raw = _decoded(cursor)
        if said != kind:
            raise ValueError(said)
        found: K = msgspec.convert(raw, keys)
        for key in found:
            if isinstance(key, datetime):
                utc(key)
    except (ValueError, RecursionError) as error:
        raise InvalidInput([FieldError("cursor", "is not a cursor of this list")]) from error
    return found


def _decoded(cursor: str) -> tuple[str, list[Any]]:
    padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
    text = base64.b64decode(padded, altchars=b"-_", validate=True)
    if b"\\u0000" in text:
        raise ValueError("no list has such a key")
    return msgspec.json.decode(text, type=tuple[str, list[Any]])
