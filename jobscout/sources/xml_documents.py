"""Feeds and lists in XML, read entry by entry: the counterpart of ``reading.envelope``.

Untrusted XML: entities are never defined or expanded, nothing outside the document is loaded, and
depth, elements and entries are bounded. The whole document goes to expat at once, so time is in
proportion to its length. What boards commonly get wrong is repaired, see ``xml_texts``.
"""

from __future__ import annotations

import html
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

from jobscout.errors import SourceChanged, SourceError
from jobscout.rules import caps
from jobscout.sources.xml_texts import decoded, repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_DEEPEST_ENTRY: Final = 4  # as in <source><jobs><job>
_HOPELESS_DEPTH: Final = 10_000
_PREFIXES: Final = {
    "www.w3.org/2005/atom": "",
    "purl.org/atom/ns#": "",
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/syndication": "sy",
    "purl.org/dc/elements/1.1": "dc",
}
"""The usual prefix of vocabularies that a document may give any prefix, by address."""


class Element:
    """An element: its name, with the prefix as written or as in ``_PREFIXES``, and its content."""

    __slots__ = ("attributes", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[str | Element] = []

    def __iter__(self) -> Iterator[Element]:
        return (part for part in self.parts if isinstance(part, Element))

    @property
    def text(self) -> str:
        """All text in it, also that of the elements in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def markup(self) -> str:
        """Its content as HTML: text that holds HTML, or elements of HTML."""
        return "".join(_written(part) for part in self.parts) if any(self) else self.text

    def all(self, name: str) -> list[Element]:
        """The elements of this name directly in it."""
        return [child for child in self if child.name == name]

    def texts(self) -> dict[str, str]:
        """The text of each element directly in it, by name; of several the first with any."""
        found: dict[str, str] = {}
        for child in self:
            if not found.get(child.name):
                found[child.name] = child.text
        return found


def _written(part: str | Element) -> str:
    if isinstance(part, str):
        return html.escape(part, quote=False)
    attributes = "".join(f' {name}="{html.escape(of)}"' for name, of in part.attributes.items())
    return f"<{part.name}{attributes}>{''.join(map(_written, part.parts))}</{part.name}>"


class Document(NamedTuple):
    """*root* is without the entries; *entries* are what *facts* made of them.

    With *is_damaged* it is no XML, some entries may be missing, and the root is empty.
    """

    root: Element
    entries: list[Mapping[str, Any]]
    is_damaged: bool = False


def read_document(
    source: str,
    body: bytes,
    *,
    roots: Collection[str],
    entries: Collection[str],
    facts: Callable[[Element], Mapping[str, Any]],
    rescue: Callable[[str], list[Element]] = lambda _: [],
    is_utf8: bool = False,
) -> Document:
    """An XML document whose root is one of *roots* and whose entries have names in *entries*.

    *rescue* finds entries in a text that is no XML. *is_utf8*: it is that, whatever it declares.

    Raises:
        SourceChanged: it is not well-formed, has another root, or defines entities.
        SourceError: ``too-large``, it exceeds a cap.
    """
    text = decoded(body, is_utf8=is_utf8)
    try:
        return _Reader(source, roots, entries, facts).read(text)
    except expat.ExpatError:
        text = repaired(text)
    try:
        return _Reader(source, roots, entries, facts).read(text)
    except expat.ExpatError as error:
        if rescued := rescue(text):
            return Document(Element("", {}), list(map(facts, rescued)), is_damaged=True)
        raise SourceChanged(source, f"no well-formed XML: {error}") from error


class _Reader:
    """The handlers of one parse. *depth* counts the elements that are open."""

    def __init__(
        self,
        source: str,
        roots: Collection[str],
        entries: Collection[str],
        facts: Callable[[Element], Mapping[str, Any]],
    ) -> None:
        self._source = source
        self._roots = roots
        self._names = entries
        self._facts = facts
        self._depth = 0
        self._elements = 0
        self._kept = 0  # of the open entry
        self._kept_beside = 0
        self._prefixes: dict[str, str] = {}
        self._open: list[Element] = []  # of the first caps.DEPTH levels
        self._entry_depth: int | None = None
        self._root: Element | None = None
        self._entries: list[Mapping[str, Any]] = []

    def read(self, text: str) -> Document:
        """Raises ExpatError, and as ``read_document``."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.Parse(text.encode(), True)
        if self._root is None:  # expat refuses a document without a root
            raise SourceChanged(self._source, "no element")
        return Document(self._root, self._entries)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._elements > caps.ELEMENTS:
            said = f"{self._source}: over {caps.ELEMENTS} elements in one answer"
            raise SourceError("too-large", said)
        if self._depth > _HOPELESS_DEPTH:
            raise SourceChanged(self._source, f"over {_HOPELESS_DEPTH} elements in one another")
        if self._depth > caps.DEPTH:
            return
        for key, address in attributes.items():
            if key.startswith("xmlns:") and (usual := _usual_prefix(address)) is not None:
                self._prefixes[key.removeprefix("xmlns:")] = usual
        element = Element(self._usual(name), attributes)
        if self._root is None:
            if element.name not in self._roots:
                raise SourceChanged(self._source, f"the root is <{name[:50]}>")
            self._root = element
        is_entry = self._entry_depth is None and 1 < self._depth <= _DEEPEST_ENTRY
        if is_entry and element.name in self._names:
            self._entry_depth = self._depth
            self._kept = 0
        elif self._open and self._is_kept():
            self._open[-1].parts.append(element)
        self._open.append(element)

    def _is_kept(self) -> bool:
        """Whether the entry, or what is beside the entries, may have one more element."""
        if self._entry_depth is None:
            self._kept_beside += 1
            return self._kept_beside <= caps.ENTRY_ELEMENTS
        self._kept += 1
        return self._kept <= caps.ENTRY_ELEMENTS

    def _end(self, name: str) -> None:  # noqa: ARG002  (a handler's form)
        if self._depth <= caps.DEPTH:
            element = self._open.pop()
            if self._depth == self._entry_depth:
                self._entry_depth = None
                if len(self._entries) >= caps.ROWS:
                    said = f"{self._source}: over {caps.ROWS} postings in one answer"
                    raise SourceError("too-large", said)
                self._entries.append(self._facts(element))
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._open and self._depth <= caps.DEPTH:
            self._open[-1].parts.append(text)

    def _entity(self, *_: object) -> None:
        raise SourceChanged(self._source, "it defines entities")

    def _skipped(self, name: str, is_parameter: int) -> None:
        """With a document type of its own, names of entities are no errors; none is loaded."""
        if not is_parameter:
            self._characters(html5.get(f"{name};", ""))

    def _usual(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if not colon or (usual := self._prefixes.get(prefix, prefix)) == prefix:
            return name
        return f"{usual}:{local}" if usual else local


def _usual_prefix(address: str) -> str | None:
    return _PREFIXES.get(address.lower().partition("://")[2].rstrip("/"))
