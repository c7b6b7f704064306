"""What an entry of a feed in XML says, whatever vocabulary it says it in."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.sources.xml_documents import Element

# Vocabularies of other things, in which "title" or "location" is not the job's.
_OTHER: Final = frozenset(
    {"media", "itunes", "slash", "wfw", "sy", "thr", "georss", "geo", "feedburner", "xhtml", "og"}
)
_OWN_MEANING: Final = frozenset({"dc", "content"})
# For each fact the names that feeds give it, in lower case and the best first.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("guid", "id", "referencenumber", "reference", "jobid", "job_id"),
    "title": ("title", "jobtitle", "job_title", "position", "name"),
    "apply": ("apply_url", "applyurl", "application_url"),
    "company": ("company", "companyname", "company_name", "employer", "hiringorganization"),
    "requisition": ("requisitionid", "requisition_id", "referencenumber"),
    "country": ("country",),
    "workplace": ("remotetype", "remotestatus", "workplacetype", "workplace_type", "workplace"),
    "department": ("department", "job_function", "jobfunction", "job_category", "industry"),
    "employment_type": (
        "jobtype", "job_type", "employmenttype", "employment_type", "type", "contract",
    ),
    "seniority": ("seniority", "experience_level", "joblevel", "job_level"),
    "salary": ("salary", "job_salary", "salary_indication", "compensation"),
    "published": ("pubdate", "published", "issued", "dc:date", "date", "date_posted", "posted_at"),
    "updated": ("updated", "modified", "lastmodified"),
    "expires": (
        "expires_at", "expirationdate", "expiration_date", "expirydate", "expiry_date",
        "job_expires", "expires", "closingdate", "closing_date", "validthrough",
    ),
}  # fmt: skip
_TEXT: Final = ("content:encoded", "content", "description", "summary", "body")
_PLACES: Final = ("location", "locations", "joblocation", "job_location")
_PARTS_OF_A_PLACE: Final = (
    ("city", "locality"),
    ("region", "state", "province"),
    ("country",),
)


class FeedEntry(msgspec.Struct, kw_only=True):
    """An entry, as texts. Dates are as written; *description* is HTML."""

    title: str
    link: str = ""
    id: str | None = None
    apply: str | None = None
    company: str | None = None
    author: str | None = None
    requisition: str | None = None
    locations: list[str] = []
    country: str | None = None
    workplace: str | None = None
    category: str | None = None
    department: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    salary: str | None = None
    description: str | None = None
    published: str | None = None
    updated: str | None = None
    expires: str | None = None
    language: str | None = None


def element_facts(entry: Element) -> Mapping[str, Any]:
    """The values of a ``FeedEntry``; what is not stated is not there. Other texts are too."""
    said: dict[str, list[Element]] = {}
    for child in sorted(entry, key=lambda child: ":" in child.name):  # plain names come first
        prefix, _, local = child.name.lower().rpartition(":")
        if prefix not in _OTHER:
            name = f"{prefix}:{local}" if prefix in _OWN_MEANING else local
            said.setdefault(name, []).append(child)
    facts: dict[str, Any] = {name: child.text for name in said for child in said[name][:1]}
    facts |= {"author": None, "locations": [], "link": None, "category": None, "language": None}
    facts |= {fact: _first(said, names) for fact, names in _NAMES.items()}
    facts["link"] = _link(said)
    facts["id"] = facts["id"] or facts["link"]
    facts["author"] = _author(said)
    facts["category"] = _category(said)
    facts["description"] = _description(said)
    facts["locations"] = _locations(said)
    facts["language"] = entry.attributes.get("xml:lang")
    return {name: value for name, value in facts.items() if value is not None}


def _all(said: Mapping[str, list[Element]], *names: str) -> list[Element]:
    return [child for name in names for child in said.get(name, ())]


def _first(said: Mapping[str, list[Element]], names: tuple[str, ...]) -> str | None:
    return next((child.text for child in _all(said, *names) if child.text.strip()), None)


def _link(said: Mapping[str, list[Element]]) -> str | None:
    """Of Atom's links the page for people; RSS has one, as text."""
    links = _all(said, "link", "url")
    texts = (link.text for link in links if "href" not in link.attributes)
    pages = (
        link.attributes["href"]
        for link in links
        if link.attributes.get("rel", "alternate") == "alternate" and "href" in link.attributes
    )
    return next((text for text in (*texts, *pages) if text.strip()), _guid_link(said))


def _guid_link(said: Mapping[str, list[Element]]) -> str | None:
    """A guid that is said or left to be the page's address, for items without a link."""
    for guid in _all(said, "guid"):
        is_link = guid.attributes.get("isPermaLink", "true").lower() == "true"
        if is_link and guid.text.strip().startswith("http"):
            return guid.text
    return None


def _author(said: Mapping[str, list[Element]]) -> str | None:
    for author in _all(said, "author", "dc:creator"):
        name = author.texts().get("name", author.text)  # Atom's has an address beside it
        if name.strip():
            return name
    return None


def _category(said: Mapping[str, list[Element]]) -> str | None:
    for category in _all(said, "category", "dc:subject"):
        attributes = category.attributes
        name = category.text.strip() or attributes.get("label") or attributes.get("term") or ""
        if name.strip():
            return name
    return None


def _description(said: Mapping[str, list[Element]]) -> str | None:
    for name in _TEXT:
        for child in said.get(name, ()):
            is_text = name in {"content", "summary"} and _is_plain(child)
            text = html.escape(child.text, quote=False) if is_text else child.markup
            if text.strip():
                return text
    return None


def _is_plain(child: Element) -> bool:
    """Whether Atom says so; a `content` or `summary` without a type holds plain text."""
    return child.attributes.get("type", "text") in {"text", "text/plain"} and not any(child)


def _locations(said: Mapping[str, list[Element]]) -> list[str]:
    """The places, each named by one element, or by the elements of the entry together."""
    places: list[str] = []
    for child in _all(said, *_PLACES):
        inner = [place for place in child if _local(place) == "location"]
        places += [
            _place({_local(of): of.text for of in one}) or one.text for one in inner or [child]
        ]
    if not any(place.strip() for place in places):
        places = [_place({name: children[0].text for name, children in said.items()})]
    return [place for place in places if place.strip()]


def _local(element: Element) -> str:
    return element.name.lower().rpartition(":")[2]


def _place(texts: Mapping[str, str]) -> str:
    parts = (
        next((texts[name].strip() for name in names if texts.get(name, "").strip()), "")
        for names in _PARTS_OF_A_PLACE
    )
    return ", ".join(dict.fromkeys(part for part in parts if part))
