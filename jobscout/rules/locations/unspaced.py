"""The names in a text of a script without spaces: 大阪府大阪市, 서울특별시 강남구."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST: Final = 12
_SHORTEST: Final = 2
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADMINISTRATIVE: Final = re.compile(
    "^(?:특별자치도|특별자치시|특별시|광역시|[市都府県縣省区區시도구군])"
)
_PROVINCE: Final = re.compile("[\u3400-\u9fff]{1,6}?[都道府県縣省州区區]")
_MARKS: Final = "・·-－— "


def is_unspaced(part: str) -> bool:
    return _UNSPACED.search(part) is not None


def names(part: str, is_known: Callable[[str], bool]) -> list[str]:
    """The names at the beginning of *part*, without a first province that is not known."""
    found: list[str] = []
    rest = part.strip(_MARKS)
    while rest:
        size = next(
            (n for n in range(min(len(rest), _LONGEST), _SHORTEST - 1, -1) if is_known(rest[:n])), 0
        )
        if size:
            found.append(rest[:size])
        elif found or not (province := _PROVINCE.match(rest)):
            break
        else:
            size = province.end()
        rest = _ADMINISTRATIVE.sub("", rest[size:]).lstrip(_MARKS)
    return found
