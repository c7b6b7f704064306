"""robots.txt, read according to RFC 9309."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import anyio
from protego import Protego

from jobscout.rules import caps

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

AGENT = "JobScout"
FRESH_S = 24 * 3600.0  # RFC 9309, 2.4: not used for longer than 24 hours
MAX_BYTES = caps.ROBOTS_BYTES
HOSTS_KEPT = 10_000
# All spellings that Protego accepts.
_AGENT_LINE = re.compile(
    r"^[^\S\n]*user(?:-|[^\S\n]+)?agent[^\S\n]*[:\s](?P<agent>.*)", re.IGNORECASE | re.MULTILINE
)
# RFC 9309, 2.2.1: only the product token counts. Many write the whole header, as "JobScout/1.0".
_VERSIONED = re.compile(rf"{AGENT}(?:[/\s].*)?", re.IGNORECASE)


class Rules(NamedTuple):
    """What one host allows. *parsed* is None if everything is allowed."""

    parsed: Protego | None
    fresh_until: float

    def allow(self, url: str) -> bool:
        """Call it in a thread: hostile rules can take up to a third of a second."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))

    @property
    def crawl_delay_s(self) -> float:
        """Seconds between requests that the host asks for; 0.0 if none."""
        delay = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return max(0.0, float(delay or 0.0))


class Robots:
    """Rules by origin (``https://host``), each fetched at most once a day.

    *fetch* takes the URL of a robots.txt and returns its first ``MAX_BYTES``, or None if there
    is none (4xx: everything is allowed, RFC 9309, 2.3.1.3). If the host fails, it raises, and
    nothing may be fetched (2.3.1.4).
    """

    def __init__(
        self,
        fetch: Callable[[str], Awaitable[bytes | None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules(self, origin: str) -> Rules:
        """Raises SourceError if the host does not return its robots.txt."""
        async with self._asking[origin]:  # readers of several boards on one host ask concurrently
            known = self._rules.get(origin)
            if known is not None and known.fresh_until > self._clock():
                return known
            text = await self._fetch(f"{origin}/robots.txt")
            if len(self._rules) >= HOSTS_KEPT:
                self._rules.clear()
                self._asking.clear()
            rules = self._rules[origin] = Rules(await _parse(text), self._clock() + FRESH_S)
            return rules


async def _parse(text: bytes | None) -> Protego | None:
    if not text:
        return None
    # parsing the largest accepted robots.txt takes almost half a second of CPU
    return await anyio.to_thread.run_sync(parse, text.decode("utf-8-sig", "replace"))


def parse(text: str) -> Protego:
    """Parses *text* with time and memory proportional to its length.

    Protego stores each rule for each agent of its group. So all agents except ours become one:
    groups and their rules stay the same, and the rules for others are not kept.
    """
    lines = "\n".join(text.splitlines())
    return Protego.parse(_AGENT_LINE.sub(_as_ours, lines))


def _as_ours(line: re.Match[str]) -> str:
    agent = line["agent"].partition("#")[0].strip().lower()
    if _VERSIONED.fullmatch(agent):
        return f"User-agent: {AGENT}"
    ours = agent == "*" or (agent.replace("*", "") or " ") in AGENT.lower()
    return line[0] if ours else "User-agent: -"
