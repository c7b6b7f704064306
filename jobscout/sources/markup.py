"""The JobPostings that a page's schema.org markup holds: JSON-LD and microdata.

https://json-ld.org/spec/latest/json-ld/, https://html.spec.whatwg.org/multipage/microdata.html.
Every JobPosting becomes one JSON object whose references (``@id``) are resolved, so that it can
be decoded entry by entry. Damage inside it stays marked, see ``mending``.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from jobscout.sources.mending import LOST, MARK, HopelessError, mended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEVELS: Final = 8  # of objects around a JobPosting, and of those inside one
_MICRODATA_LEVELS: Final = 40  # of elements
_WRAPPED: Final = re.compile(
    r"^\s*(?:(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)\s*){0,3}"
    r"(?P<json>.*?)"
    r"(?:\s*(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|//|;)){0,4}\s*$",
    re.DOTALL,
)
# Possessive, and an unclosed string extends to the end: linear for any input.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|,(?=[ \t\r\n]*+[\]}])', re.DOTALL)
_CONTROL: Final = re.compile(rb"[\x00-\x1f]")
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_JOB: Final = "jobposting"


class Markup(NamedTuple):
    """What a page says in markup.

    jobs: one JSON object for each JobPosting, the keys without a prefix.
    links: the addresses in its ``ItemList``, which may be relative.
    broken: why blocks that name a JobPosting cannot be read; how many they hold is unknown.
    is_list: there is an ``ItemList``, or nothing where a JobPosting has its place: jobs of which
        there may be none today.
    empty_blocks: the number of blocks without content.
    """

    jobs: list[msgspec.Raw]
    links: list[str]
    broken: list[str]
    is_list: bool
    empty_blocks: int


def read(page: LexborHTMLParser) -> Markup:
    """The markup of a page; what it holds twice is there twice."""
    found = _Found()
    for script in page.css("script[type]"):
        if "ld+json" in (script.attributes.get("type") or "").lower():
            found.take(script.text() or "")
    jobs = [_posting(data, found.nodes) for data in found.jobs]
    return Markup(
        jobs=[*jobs, *_microdata(page)],
        links=found.links,
        broken=found.broken,
        is_list=found.is_list,
        empty_blocks=found.empty_blocks,
    )


class _Found:
    """Grows block by block. *nodes* are objects by their ``@id``."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self.nodes: dict[str, bytes] = {}
        self.links: list[str] = []
        self.broken: list[str] = []
        self.is_list = False
        self.empty_blocks = 0

    def take(self, block: str) -> None:
        block = block.replace("\ufeff", "")
        matched = _WRAPPED.match(block)
        text = matched["json"] if matched else block
        if not text.strip():
            self.empty_blocks += 1
            return
        if "&quot;" in text and '"' not in text:
            text = html.unescape(text)
        try:
            self._walk(_well_formed(text.encode("utf-8", "replace")), 0)
        except (ValueError, RecursionError) as error:
            if _JOB in text.lower():
                self.broken.append(f"a block of JSON-LD is broken: {error}")

    def _walk(self, data: bytes, level: int) -> None:
        sign = data.lstrip()[:1]
        if level > _LEVELS or sign not in {b"{", b"["}:
            return
        if sign == b"[":
            for one in _LIST.decode(data):
                self._walk(bytes(one), level)
            return
        fields = {_name(key): bytes(value) for key, value in _OBJECT.decode(data).items()}
        kinds = _kinds(fields.get("@type"))
        says = bool(fields.keys() - {"@context", "@id", "@type"})  # else it is a reference
        if _JOB in kinds and says:
            self.jobs.append(data)
            return
        identity = _text(fields.get("@id"))
        if identity and says:
            self.nodes.setdefault(identity, data)
        if "itemlist" in kinds:
            self._list(fields.get("itemListElement", b"[]"))
        for name, value in fields.items():
            if not name.startswith("@") or name == "@graph":
                self._walk(value, level + 1)

    def _list(self, data: bytes) -> None:
        self.is_list = True
        for one in _LIST.decode(data) if data.lstrip()[:1] == b"[" else [data]:
            link = _link(bytes(one))
            if link:
                self.links.append(link)


def _link(data: bytes) -> str | None:
    """The address of a list's element that is not a JobPosting itself."""
    if data.lstrip()[:1] != b"{":
        return _text(data)
    fields = _OBJECT.decode(data)
    item = bytes(fields.get("item", b"null"))
    if item.lstrip()[:1] == b"{":
        inner = _OBJECT.decode(item)
        if _JOB in _kinds(inner.get("@type")):
            return None
        fields = {**fields, **inner}
    elif said := _text(item):
        return said
    if _JOB in _kinds(fields.get("@type")):
        return None
    return _text(fields.get("url")) or _text(fields.get("@id"))


def _well_formed(data: bytes) -> bytes:
    """Raises ValueError, or RecursionError of what is nested too deeply."""
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
        data.decode()
    except (ValueError, RecursionError):
        try:
            return bytes(mended(_TOKEN.sub(_escaped, data)))
        except HopelessError as error:
            raise ValueError(str(error)) from error
    return data


def _escaped(token: re.Match[bytes]) -> bytes:
    """A string with its line breaks and other control characters escaped; no trailing comma."""
    text = token[0]
    return _CONTROL.sub(_escape, text) if text.startswith(b'"') else b""


def _escape(sign: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % sign[0][0]


def _posting(data: bytes, nodes: dict[str, bytes]) -> msgspec.Raw:
    """A JobPosting with what it refers to; as it is if it cannot be told what belongs to what."""
    if MARK in data:
        return msgspec.Raw(data)
    try:
        given = _plain(msgspec.json.decode(data), nodes, 0)
        _settle(given)
        return msgspec.Raw(msgspec.json.encode(given) + LOST * data.count(LOST))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return msgspec.Raw(data)


def _plain(value: Any, nodes: dict[str, bytes], level: int) -> Any:
    if isinstance(value, list):
        return [_plain(one, nodes, level + 1) for one in value] if level <= _LEVELS else None
    if not isinstance(value, dict):
        return value
    if level > _LEVELS:
        return None
    if "@value" in value:
        return value["@value"]
    identity = value.get("@id")
    if isinstance(identity, str) and not (value.keys() - {"@id", "@type"}) and identity in nodes:
        value = msgspec.json.decode(nodes[identity])
    return {_name(key): _plain(one, nodes, level + 1) for key, one in value.items()}


def _settle(job: dict[str, Any]) -> None:
    """Give a JobPosting its identifier as a text, and as title its name if it has none."""
    job["identifier"] = _identity(job.get("identifier"))
    if "title" not in job and "name" in job:
        job["title"] = job["name"]


def _identity(value: Any) -> Any:
    """The text of an identifier, which may be a ``PropertyValue``, or several."""
    if isinstance(value, list):
        return next((said for one in value if (said := _identity(one)) not in {None, ""}), None)
    if isinstance(value, dict):
        return value.get("value", value.get("@id"))
    return value


def _name(key: str) -> str:
    """A property's name: ``https://schema.org/title``, ``schema:title`` and ``Title`` are one."""
    if key.startswith("@"):
        return key.lower()
    bare = re.split(r"[/#:]", key)[-1] if key.startswith(("http", "schema:")) else key
    return bare[:1].lower() + bare[1:]


def _kinds(value: bytes | msgspec.Raw | None) -> set[str]:
    """The types of an object, in lower case and without the vocabulary's address."""
    data = bytes(value or b"null")
    try:
        stated = msgspec.json.decode(data, type=list[str] | str | None) or []
    except ValueError:
        return set()
    said = [stated] if isinstance(stated, str) else stated
    return {re.split(r"[/#:]", one.strip())[-1].lower() for one in said}


def _text(value: bytes | msgspec.Raw | None) -> str | None:
    try:
        return msgspec.json.decode(bytes(value or b"null"), type=str | None)
    except ValueError:
        return None


def _microdata(page: LexborHTMLParser) -> Iterator[msgspec.Raw]:
    for node in page.css("[itemscope][itemtype]"):
        if _JOB in (node.attributes.get("itemtype") or "").lower().rsplit("/", 1)[-1].split():
            given = _scope(node)
            _settle(given)
            yield msgspec.Raw(msgspec.json.encode(given))


def _scope(node: LexborNode) -> dict[str, Any]:
    """The properties of an item; of several values of a property all, in a list."""
    values: dict[str, Any] = {}
    waiting = [(child, 0) for child in reversed(list(node.iter()))]
    while waiting:
        child, level = waiting.pop()
        attributes = child.attributes
        names = (attributes.get("itemprop") or "").split()
        is_scope = "itemscope" in attributes
        if names:
            value = _scope(child) if is_scope and level < _LEVELS else _value(child, names)
            for name in map(_name, names):
                held = values.get(name)
                values[name] = (
                    value
                    if held is None
                    else [*(held if isinstance(held, list) else [held]), value]
                )
        if not is_scope and level < _MICRODATA_LEVELS:
            waiting += [(one, level + 1) for one in reversed(list(child.iter()))]
    return values


def _value(node: LexborNode, names: list[str]) -> str:
    attributes = node.attributes
    for attribute in ("content", "datetime", "href", "src"):
        said = attributes.get(attribute)
        if said:
            return said
    is_markup = not {"description", "responsibilities", "qualifications"}.isdisjoint(names)
    return (node.inner_html if is_markup else node.text(separator=" ")) or ""
