"""The RSS form of a Teamtailor career site: ``/jobs.rss``, with department and kind of workplace.

Items have elements of their own beside those of RSS, and places in the namespace
https://teamtailor.com/locations. The feed does not say whether there is another page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.model import RawPosting
from jobscout.sources import feed_hints
from jobscout.sources.reading import Entries, each_element
from jobscout.sources.values import written_time
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.model import PollHints

_WORKPLACES = {"fully": "remote", "hybrid": "hybrid", "onsite": "onsite"}


class _Item(msgspec.Struct):
    guid: str
    title: str
    link: str
    places: list[str] = []
    department: str | None = msgspec.field(default=None, name="tt:department")
    description: str | None = None
    published: str | None = msgspec.field(default=None, name="pubDate")
    remote_status: str = msgspec.field(default="", name="remoteStatus")


class Feed(NamedTuple):
    """*rows* is the number of its items, *hints* how often it asks to be read."""

    read: Entries
    rows: int
    hints: PollHints | None


def parse(source: str, body: bytes) -> Feed:
    """Raises SourceChanged and SourceError, see ``read_document``."""
    found = read_document(source, body, roots={"rss"}, entries={"item"}, facts=_facts)
    read = each_element(source, found.entries, _Item, _to_raw, id_field="guid")
    return Feed(read, len(found.entries), feed_hints.hints(found.root))


def _facts(item: Element) -> Mapping[str, Any]:
    places = [
        _place(place.texts())
        for places in item.all("tt:locations")
        for place in places.all("tt:location")
    ]
    return item.texts() | {"places": places}


def _place(texts: Mapping[str, str]) -> str:
    """City and country; an office's name where there is no city."""
    parts = (texts.get("tt:city", "").strip(), texts.get("tt:country", "").strip())
    return ", ".join(filter(None, parts)) or texts.get("tt:name", "")


def _to_raw(item: _Item) -> RawPosting:
    return RawPosting(
        external_id=item.guid,
        title=item.title,
        url=item.link,
        apply_url=item.link,
        locations=tuple(item.places),
        # "none" is the most frequent and "temporary" exists too; neither says where one works.
        workplace=_WORKPLACES.get(item.remote_status.strip()),
        department=item.department,
        description_html=item.description,
        posted_at=written_time(item.published),
    )
