"""How much memory a program took, as the kernel counted it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple


class Peaks(NamedTuple):
    """The most resident memory in bytes: of a program, and of each of its worker processes."""

    program: int
    workers: list[int]


def peaks(pid: int) -> Peaks:
    """Of the program *pid* and its workers that are there now; zeros where there is no /proc."""
    program, workers = 0, []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
            command = (status.parent / "cmdline").read_text()
        except OSError:
            continue
        found = re.search(r"VmHWM:\s+(\d+)", text)
        peak = int(found[1]) * 1024 if found else 0
        if int(status.parent.name) == pid:
            program = peak
        elif f"PPid:\t{pid}\n" in text and "to_process" in command:
            workers.append(peak)
    return Peaks(program, sorted(workers))
