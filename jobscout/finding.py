"""The doctor's result for one part."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """One line of output. *cure* says what to do; it is empty if the part is ok."""

    state: Literal["ok", "remark", "broken"]
    part: str
    says: str
    cure: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<7} {self.part:<25} {self.says}"
        return f"{line}; {self.cure}" if self.cure else line


def ok(part: str, says: str) -> Finding:
    return Finding("ok", part, says)


def remark(part: str, says: str, cure: str) -> Finding:
    """It works, but the operator should know."""
    return Finding("remark", part, says, cure)


def broken(part: str, says: str, cure: str) -> Finding:
    return Finding("broken", part, says, cure)
