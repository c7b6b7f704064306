"""A client of ``GET /events`` that reads frame by frame."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from aiohttp import ClientResponse


class Frame(NamedTuple):
    """*kind* is "" for a frame without an event; *comment* that of a ping."""

    kind: str
    id: str
    data: Any
    comment: str
    lines: list[str]


class Reader:
    """Reads what a stream says; *last_id* is what a client would send as Last-Event-ID."""

    def __init__(self, answer: ClientResponse) -> None:
        self._answer = answer
        self.last_id = ""

    async def frame(self) -> Frame | None:
        """The next frame, None at the end of the stream."""
        lines: list[str] = []
        while line := await self._answer.content.readline():
            if line == b"\n":
                return self._parsed(lines)
            lines.append(line.decode().rstrip("\n"))
        assert lines == [], "the stream ended in the middle of a frame"
        return None

    async def event(self) -> Frame | None:
        """The next frame that is an event, None at the end of the stream."""
        while (frame := await self.frame()) is not None:
            if frame.kind:
                return frame
        return None

    async def events(self, many: int) -> list[Frame]:
        found = [await self.event() for _ in range(many)]
        return [one for one in found if one is not None]

    def _parsed(self, lines: list[str]) -> Frame:
        said = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
        comment = next((line[2:] for line in lines if line.startswith(": ")), "")
        self.last_id = said.get("id", self.last_id)
        data = json.loads(said["data"]) if "data" in said else None
        return Frame(said.get("event", ""), said.get("id", ""), data, comment, lines)
