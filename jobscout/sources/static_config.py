"""The config of the kind ``static``: what is where on a career page, in CSS selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.sources.base import endpoint
from jobscout.sources.css_selectors import Selector, selector
from jobscout.sources.typed_config import Faults, typed
from jobscout.sources.web_pages import page_setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.sources.base import Config

_MAX_ALTERNATIVES = 10


class _Fields(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where each field is; several selectors of a place or of the text all count."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    location: str | list[str] | None = None
    department: str | None = None
    employment_type: str | None = None
    workplace: str | None = None
    company: str | None = None
    posted_at: str | None = None
    expires_at: str | None = None
    description: str | list[str] | None = None
    salary_text: str | None = None


class _Config(msgspec.Struct, frozen=True):
    url: Any = None
    base_url: Any = None
    list: str | None = None
    item: str = ""
    fields: _Fields = _Fields()
    headings: _Fields = _Fields()
    following: bool = False
    next: str | None = None
    detail: _Fields | None = None


Selectors = dict[str, tuple[Selector, ...]]
"""By the name of the field."""


class Board(NamedTuple):
    """A config that was checked.

    Attributes:
        url: of the first page.
        container: the element that is there also without postings.
        headings: fields in the last matching element before the item.
        following: an item also has the elements after it, up to the next item.
        detail: fields on the job's own page; None if it is not read.
    """

    url: str
    container: Selector | None
    item: Selector
    fields: Selectors
    headings: Selectors
    following: bool
    next: Selector | None
    detail: Selectors | None


def board_of(config: Config) -> Board:
    """Raises BadConfig, which names all faults by their path, as in ``fields.title``."""
    faults = Faults()
    url = faults.of(lambda: page_setting(config))
    faults.of(lambda: endpoint("https://host", "/", config))
    said = typed(config, _Config, faults)
    fields = _selectors(said.fields, "fields", faults)
    for name in ("title", "url"):
        if name not in fields and not _is_given(config, name):
            faults.add(f"fields.{name}", "is required")
    container = _one(said.list, "list", faults) if said.list is not None else None
    item = _one(said.item, "item", faults)
    next_link = _one(said.next, "next", faults) if said.next is not None else None
    detail = None
    if said.detail is not None:
        detail = _selectors(said.detail, "detail", faults)
        for name in {"id", "url"} & detail.keys():
            faults.add(f"detail.{name}", "belongs to fields: it is known from the list")
        if not said.detail or not detail:
            faults.add("detail", "must name at least one field")
    headings = _selectors(said.headings, "headings", faults)
    faults.check()
    if url is None or item is None:
        raise AssertionError("faults were not checked")
    return Board(url, container, item, fields, headings, said.following, next_link, detail)


def _is_given(config: Config, name: str) -> bool:
    """Whether the field is there, and was told to be wrong for another reason."""
    fields = config.get("fields")
    return isinstance(fields, dict) and fields.get(name) is not None


def _selectors(fields: _Fields, within: str, faults: Faults) -> Selectors:
    given: Mapping[str, Any] = msgspec.structs.asdict(fields)
    found: Selectors = {}
    for name, said in given.items():
        if said is None:
            continue
        texts = [said] if isinstance(said, str) else said
        if not 1 <= len(texts) <= _MAX_ALTERNATIVES:
            faults.add(f"{within}.{name}", f"must be 1 to {_MAX_ALTERNATIVES} selectors")
            continue
        read = [_one(text, f"{within}.{name}", faults, attribute=True) for text in texts]
        chosen = tuple(one for one in read if one is not None)
        if len(chosen) == len(texts):
            found[name] = chosen
    return found


def _one(text: str, field: str, faults: Faults, *, attribute: bool = False) -> Selector | None:
    try:
        return selector(text, takes_attribute=attribute)
    except ValueError as error:
        faults.add(field, str(error))
        return None
