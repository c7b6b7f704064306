"""The config of the kind ``static``: what is where on a career page, in CSS selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.sources.base import endpoint
from jobscout.sources.css_selectors import Selector, selector
from jobscout.sources.job_fields import JobFields, check_needed, places
from jobscout.sources.typed_config import Faults, typed
from jobscout.sources.web_pages import page_setting

if TYPE_CHECKING:
    from jobscout.sources.base import Config


class _Config(msgspec.Struct, frozen=True):
    url: Any = None
    base_url: Any = None
    list: str | None = None
    item: str = ""
    fields: JobFields = JobFields()
    headings: JobFields = JobFields()
    following: bool = False
    next: str | None = None
    detail: JobFields | None = None


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
    check_needed(config, faults, "title", "url")
    container = _one(said.list, "list", faults) if said.list is not None else None
    item = _one(said.item, "item", faults)
    next_link = _one(said.next, "next", faults) if said.next is not None else None
    detail = None
    if said.detail is not None:
        detail = _selectors(said.detail, "detail", faults)
        for name in {"id", "url"} & detail.keys():
            faults.add(f"detail.{name}", "belongs to fields: it is known from the list")
        if said.detail == JobFields():
            faults.add("detail", "must name at least one field")
    headings = _selectors(said.headings, "headings", faults)
    faults.check()
    if url is None or item is None:
        raise AssertionError("faults were not checked")
    return Board(url, container, item, fields, headings, said.following, next_link, detail)


def _selectors(fields: JobFields, within: str, faults: Faults) -> Selectors:
    found: Selectors = {}
    for name, texts in places(fields, within, faults).items():
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
