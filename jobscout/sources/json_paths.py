"""Paths into JSON that strangers write, as in ``data.jobs`` or ``locations.*.city``.

Keys and indexes are joined by dots; ``*`` stands for every element of a list. The paths of a config
together become one type, so that msgspec decodes what they lead to and nothing else, and a value of
another type costs what ``salvage`` says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARS = 200
_MAX_STEPS = 10
_INDEX = re.compile(r"[0-9]{1,4}", re.ASCII)
_EVERY = -1

Path: TypeAlias = tuple[str | int, ...]


def path(text: str) -> Path:
    """The steps of a path; none for "".

    Raises:
        ValueError: what is wrong with it.
    """
    if len(text) > MAX_CHARS or not text.isprintable():
        raise ValueError(f"must be at most {MAX_CHARS} printable characters")
    if not text:
        return ()
    steps = text.split(".")
    if not all(steps) or any(sign in text for sign in "{}[]$"):
        raise ValueError("must be keys, indexes and * joined by dots, as in jobs.*.title")
    if len(steps) > _MAX_STEPS:
        raise ValueError(f"must have at most {_MAX_STEPS} steps")
    return tuple(
        _EVERY if step == "*" else int(step) if _INDEX.fullmatch(step) else step for step in steps
    )


class Paths:
    """Paths into one document, and the type that has what they lead to."""

    def __init__(self) -> None:
        self._value: Any = None
        self._keys: dict[str, Paths] = {}
        self._elements: Paths | None = None
        self._needed = False

    def add(self, steps: Path, kind: Any, *, needed: bool = False) -> None:
        """A path to a value of the type *kind*. *needed*: without it the document is of no use.

        Raises:
            ValueError: another path leads through this value, or this one through another's.
        """
        self._needed |= needed
        if not steps:
            self._value = kind if self._value is None else self._value | kind
        elif isinstance(steps[0], str):
            self._keys.setdefault(steps[0], Paths()).add(steps[1:], kind, needed=needed)
        else:
            self._elements = self._elements or Paths()
            # An element may lack what others have.
            self._elements.add(steps[1:], kind, needed=needed and steps[0] != _EVERY)
        if (self._value is not None) + bool(self._keys) + (self._elements is not None) > 1:
            raise ValueError("contradicts another path: one leads to a value, the other through it")

    def decoder(self) -> msgspec.json.Decoder[Any]:
        return msgspec.json.Decoder(self._type())

    def all(self, document: Any, steps: Path) -> Iterator[Any]:
        """What the path leads to in a decoded *document*, without nulls."""
        if document is None:
            return
        if not steps:
            yield document
            return
        step, rest = steps[0], steps[1:]
        if isinstance(step, str):
            place = list(self._keys).index(step)
            yield from self._keys[step].all(getattr(document, f"f{place}"), rest)
        elif self._elements is not None:
            chosen = document if step == _EVERY else document[step : step + 1]
            for element in chosen:
                yield from self._elements.all(element, rest)

    def first(self, document: Any, steps: Path) -> Any:
        return next(self.all(document, steps), None)

    def _type(self) -> Any:
        if self._elements is not None:
            return list[self._elements._optional()]  # type: ignore[misc]  # noqa: SLF001
        if not self._keys:
            return self._value
        fields: list[Any] = []
        for place, paths in enumerate(self._keys.values()):
            name = f"f{place}"
            kind = paths._type() if paths._needed else paths._optional()  # noqa: SLF001
            fields.append((name, kind) if paths._needed else (name, kind, None))  # noqa: SLF001
        names = {f"f{place}": key for place, key in enumerate(self._keys)}
        return msgspec.defstruct("Entry", fields, kw_only=True, rename=names)

    def _optional(self) -> Any:
        return self._type() if self._needed else self._type() | None
