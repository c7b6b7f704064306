"""robots.txt, read according to RFC 9309."""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import anyio
from protego import Protego

from jobscout.model import RobotsDecision
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
_RULE = re.compile(r"^\s*(?P<not>dis)?allow\s*:\s*(?P<path>[^\s#]+).*", re.IGNORECASE)
_LONGEST_EXPLAINED = 50_000  # characters of a file in which the deciding line is looked for
_LONGEST_LINE = 200
_RULES_TRIED = 10
_DECISIONS_KEPT = 1_000  # for each host
# RFC 9309, 2.2.1: only the product token counts. Many write the whole header, as "JobScout/1.0".
_VERSIONED = re.compile(rf"{AGENT}(?:[/\s].*)?", re.IGNORECASE)


NO_RULES: Final = RobotsDecision(allowed=True)


class Rules:
    """What one host's robots.txt, *text*, allows; without one, everything."""

    def __init__(self, text: str, fresh_until: float) -> None:
        self.fresh_until = fresh_until
        self._text = text if len(text) <= _LONGEST_EXPLAINED else ""
        self._parsed = parse(text) if text else None
        self._decide = lru_cache(maxsize=_DECISIONS_KEPT)(self._decided)

    @property
    def has_any(self) -> bool:
        return self._parsed is not None

    def decide(self, url: str) -> RobotsDecision:
        """Call it in a thread: hostile rules can take up to a third of a second."""
        return self._decide(url)

    def _decided(self, url: str) -> RobotsDecision:
        if self._parsed is None:
            return NO_RULES
        return RobotsDecision(
            allowed=bool(self._parsed.can_fetch(url, AGENT)),
            line=deciding_line(self._text, url),
            crawl_delay_s=max(0.0, float(self._parsed.crawl_delay(AGENT) or 0.0)),
        )


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
            said = (text or b"").decode("utf-8-sig", "replace")
            # parsing the largest accepted robots.txt takes almost half a second of CPU
            rules = await anyio.to_thread.run_sync(Rules, said, self._clock() + FRESH_S)
            self._rules[origin] = rules
            return rules


def parse(text: str) -> Protego:
    """Parses *text* with time and memory proportional to its length.

    Protego stores each rule for each agent of its group. So all agents except ours become one:
    groups and their rules stay the same, and the rules for others are not kept.
    """
    lines = "\n".join(text.splitlines())
    return Protego.parse(_AGENT_LINE.sub(_as_ours, lines))


def deciding_line(text: str, url: str) -> str | None:
    """The rule of *text* that decides on *url* for us: the longest of those that match it.

    RFC 9309, 2.2.2; of two as long, the one that allows. None if there is none.
    """
    lines = text.splitlines()
    rules = {number: found for number, line in enumerate(lines) if (found := _RULE.match(line))}
    matching = [
        number
        for number, rule in rules.items()
        if not parse(f"User-agent: {AGENT}\nDisallow: {rule['path']}").can_fetch(url, AGENT)
    ]
    matching.sort(
        key=lambda number: (-len(rules[number]["path"]), rules[number]["not"] is not None)
    )
    for number in matching[:_RULES_TRIED]:
        # Is it in a group of ours? Alone among all groups it must decide.
        alone = [_RULE.sub("Disallow:", line) for line in lines]
        alone[number] = f"Disallow: {rules[number]['path']}"
        if not parse("\n".join(alone)).can_fetch(url, AGENT):
            return lines[number].strip()[:_LONGEST_LINE]
    return None


def _as_ours(line: re.Match[str]) -> str:
    agent = line["agent"].partition("#")[0].strip().lower()
    if _VERSIONED.fullmatch(agent):
        return f"User-agent: {AGENT}"
    ours = agent == "*" or (agent.replace("*", "") or " ") in AGENT.lower()
    return line[0] if ours else "User-agent: -"
