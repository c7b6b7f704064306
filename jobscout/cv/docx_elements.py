"""The elements of a DOCX: which of them are shown, and what a paragraph shows.

Content controls, custom XML, insertions and alternatives may stand around paragraphs, rows, cells
and runs alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.cv.files import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAX_DEPTH: Final = 60

_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_WRAPPERS: Final = frozenset(
    W + name for name in ("sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_UNREAD: Final = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delInstrText", "rt")
)
_DELETED: Final = (f"{W}trPr/{W}del", f"{W}tcPr/{W}cellDel", f"{W}pPr/{W}rPr/{W}del")
_OFF: Final = frozenset({"0", "false", "off"})


class Shown(NamedTuple):
    """What one paragraph shows.

    *parts*: its text. *boxes*: the contents of its text boxes. *runs*: letters of each run, whether
    they are bold, and their size in points, 0 if unknown. *breaks*: begins of pages inside it.
    """

    parts: list[str]
    boxes: list[Any]
    runs: list[tuple[int, bool, float]]
    breaks: list[Any]
    fields: list[bool]

    @property
    def pages(self) -> int:
        return len(self.breaks)


def check_depth(depth: int) -> None:
    """Raises UnreadableError: ``damaged``."""
    if depth > _MAX_DEPTH:
        raise UnreadableError("damaged", "it is nested too deeply")


def unwrapped(parent: Any, depth: int) -> Iterator[Any]:
    """The children of *parent*, and in place of controls and the like what is inside."""
    check_depth(depth)
    for child in parent.iterchildren():
        tag = child.tag
        if tag in _WRAPPERS or (tag == f"{W}sdt" and not _is_prompt(child)):
            yield from unwrapped(child, depth + 1)
        elif tag == f"{_MC}AlternateContent":
            chosen = _alternative(child)
            if chosen is not None:
                yield from unwrapped(chosen, depth + 1)
        elif tag != f"{W}sdt":
            yield child


def is_deleted(element: Any) -> bool:
    """Whether a row, a cell or the end of a paragraph is deleted by a tracked change."""
    return any(element.find(path) is not None for path in _DELETED)


def shown_in(paragraph: Any, depth: int) -> Shown:
    """What *paragraph* shows. Raises UnreadableError: ``damaged``."""
    found = Shown([], [], [], [], [])
    _gather(paragraph, found, depth)
    return found


def _gather(element: Any, found: Shown, depth: int) -> None:
    check_depth(depth)
    for child in unwrapped(element, depth):
        tag = child.tag
        if _begins_page(child):
            found.breaks.append(child)
        if tag == f"{W}fldChar":
            _turn(found.fields, child.get(f"{W}fldCharType"))
        elif tag == f"{W}txbxContent":
            found.boxes.append(child)
        elif tag == f"{W}r":
            _run(child, found, depth)
        elif (tag == f"{W}t" or tag in _SIGNS) and not any(found.fields):
            found.parts.append(_SIGNS.get(tag) or child.text or "")
        elif tag not in _UNREAD:
            _gather(child, found, depth + 1)


def _begins_page(element: Any) -> bool:
    if element.tag == f"{W}br":
        return bool(element.get(f"{W}type") == "page")
    return bool(element.tag == f"{W}lastRenderedPageBreak")


def _turn(fields: list[bool], kind: str | None) -> None:
    """Follows the marks of fields: each of *fields* that are open says if its code goes on."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _run(run: Any, found: Shown, depth: int) -> None:
    look = run.find(f"{W}rPr")
    if look is not None and _is_on(look.find(f"{W}vanish")):
        return
    before = len(found.parts)
    _gather(run, found, depth + 1)
    found.runs.append((sum(map(len, found.parts[before:])), *_look(look)))


def _look(look: Any) -> tuple[bool, float]:
    if look is None:
        return False, 0.0
    size = look.find(f"{W}sz")
    written = size.get(f"{W}val") if size is not None else None
    return _is_on(look.find(f"{W}b")), int(written) / 2 if written and written.isdigit() else 0.0


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{W}val") not in _OFF


def _is_prompt(control: Any) -> bool:
    """Whether a content control shows what to type there, and not what someone typed."""
    return _is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _alternative(element: Any) -> Any:
    """The one of several ways to write the same content that is read; None if all are empty."""
    chosen = [child for child in element.iterchildren(f"{_MC}Choice") if len(child)]
    return chosen[0] if chosen else element.find(f"{_MC}Fallback")
