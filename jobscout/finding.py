"""What the doctor says of one part."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """One line. *cure* says what to do, and is there unless the part is well."""

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
    """It runs; but somebody should know."""
    return Finding("remark", part, says, cure)


def broken(part: str, says: str, cure: str) -> Finding:
    return Finding("broken", part, says, cure)
