"""The items of a career page, and what each says by the selectors of its board's config."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from jobscout.errors import SourceChanged
from jobscout.rules import caps
from jobscout.sources.css_selectors import Selector, matches, outermost
from jobscout.sources.html_pages import page_tree, text_of
from jobscout.sources.job_fields import SEVERAL
from jobscout.sources.web_pages import same_host

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

    from jobscout.sources.static_config import Board, Selectors


class ListPage(NamedTuple):
    """*address*: of the page as its owner knows it; *base*: what its links are relative to."""

    root: LexborNode
    address: str
    base: str


def opened(kind: str, body: bytes, address: str) -> ListPage:
    root = page_tree(kind, body)
    base = address
    for element in root.css("base[href]")[:1]:
        stated = resolved(address, element.attributes.get("href") or "")
        if stated is not None and same_host(stated, address):
            base = stated
    return ListPage(root, address, base)


def resolved(base: str, link: str) -> str | None:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None


def items_of(kind: str, root: LexborNode, board: Board) -> list[LexborNode]:
    """The items in document order; one inside another is a part of it. Raises SourceChanged."""
    scopes = [root]
    if board.container is not None:
        found = matches(root, board.container, own=True)
        scopes = list(outermost(found, board.container.parts[-1].css))
        if not scopes:
            raise SourceChanged(kind, f"list: `{board.container.text}` is not on the page")
    items = [item for scope in scopes for item in matches(scope, board.item)]
    if not items and board.container is None:
        raise SourceChanged(kind, f"item: `{board.item.text}` is not on the page")
    return list(outermost(items, board.item.parts[-1].css))


def elements_of(
    items: Sequence[LexborNode], page: ListPage, board: Board, *, weighs: bool
) -> list[dict[str, Any]]:
    """What each item says, by field. *weighs*: an item may be too large to be read."""
    if len(items) > caps.ROWS:
        return [{}] * len(items)  # refused, whatever they say
    elements = []
    own = {item.mem_id for item in items}
    before = _Headings(page.root, board.headings) if board.headings else None
    for item in items:
        parts = [item, *_following(item, own)] if board.following else [item]
        said = values_of(parts, board.fields)
        for name, value in (before.of(item) if before else {}).items():
            said.setdefault(name, value)
        if weighs:  # no field, but it counts
            said["markup"] = "".join(part.html or "" for part in parts)
        elements.append(said)
    if "id" not in board.fields:
        _ids(elements, page)
    return elements


def _following(item: LexborNode, items: set[int]) -> list[LexborNode]:
    found = []
    current = item.next
    while current is not None and current.mem_id not in items:
        if current.is_element_node:
            found.append(current)
        current = current.next
    return found


class _Headings:
    """The headings of a page: one counts for the items after it, up to the next one."""

    def __init__(self, root: LexborNode, fields: Selectors) -> None:
        self._places = {node.mem_id: place for place, node in enumerate(root.traverse())}
        self._fields = {name: chosen[0] for name, chosen in fields.items()}
        self._found = {name: matches(root, chosen) for name, chosen in self._fields.items()}
        self._said: dict[tuple[str, int], Any] = {}

    def of(self, item: LexborNode) -> dict[str, Any]:
        place = self._places[item.mem_id]
        said = {}
        for name, nodes in self._found.items():
            last = bisect(nodes, place, key=lambda node: self._places[node.mem_id]) - 1
            if last >= 0 and (value := self._value(name, nodes[last])):
                said[name] = value
        return said

    def _value(self, name: str, heading: LexborNode) -> Any:
        key = name, heading.mem_id
        if key not in self._said:
            itself = self._fields[name]._replace(parts=())
            self._said[key] = values_of([heading], {name: (itself,)}).get(name)
        return self._said[key]


def values_of(parts: Sequence[LexborNode], fields: Selectors) -> dict[str, Any]:
    """What the elements say, by field; a field that is not there is left out."""
    said: dict[str, Any] = {}
    for name, chosen in fields.items():
        found = [value for one in chosen for value in _found(parts, one, name)]
        if found:
            said[name] = found if name in SEVERAL else found[0]
    return said


def _found(parts: Sequence[LexborNode], chosen: Selector, name: str) -> list[str]:
    found: list[str] = []
    for place, part in enumerate(parts):
        nodes = matches(part, chosen, own=place > 0)
        if not nodes and (name == "title" or chosen.attribute):
            nodes = matches(part, chosen, own=True)  # in a list of links, an item is its own link
        for node in nodes:
            if chosen.attribute is not None:
                said = " ".join((node.attributes.get(chosen.attribute) or "").split())
            else:
                said = (node.inner_html or "") if name == "description" else text_of(node)
            if said.strip():
                found.append(said)
                if name not in SEVERAL:
                    return found
    return found


def _ids(elements: Sequence[dict[str, Any]], page: ListPage) -> None:
    """Gives each element the path of its address for an id.

    Where several addresses of a page have one path, it tells none of them apart. An address on
    the list's own page is told apart by its fragment.
    """
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    listed = urlsplit(page.address)
    for element in elements:
        address = resolved(page.base, element.get("url") or "")
        if "url" not in element or address is None:
            continue
        parts = urlsplit(address)
        is_list = (parts.netloc, parts.path, parts.query) == (
            listed.netloc, listed.path, listed.query,
        )  # fmt: skip
        element["id"] = f"#{parts.fragment}" if is_list and parts.fragment else parts.path
        addresses[element["id"]].add(f"{parts.netloc}?{parts.query}")
        if is_list and not parts.fragment:
            element["clash"] = "leads to the list itself"
    for element in elements:
        if len(addresses[element.get("id", "")]) > 1:
            element["clash"] = f"several have the path {element['id'][:100]}; set fields.id"
