"""How often a feed wants to be read, by its own word.

RSS 2.0 has ``ttl``, ``skipHours`` and ``skipDays`` (https://www.rssboard.org/rss-specification),
and RSS 1.0's syndication module, which WordPress writes, a period and how often in it
(https://web.resource.org/rss/1.0/modules/syndication/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.model import PollHints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.sources.xml_documents import Element

_DAY_S: Final = 24 * 3600
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS: Final = {
    "hourly": 3600,
    "daily": _DAY_S,
    "weekly": 7 * _DAY_S,
    "monthly": 30 * _DAY_S,
    "yearly": 365 * _DAY_S,
}


def hints(root: Element) -> PollHints | None:
    """What the head of a feed asks for; None if nothing. What it states wrongly is left out.

    With an interval of both kinds the longer one counts.
    """
    ttl_s, skipped = 0.0, set[int]()
    for head in (root, *root.all("channel")):
        said = head.texts()
        ttl_s = max(ttl_s, 60.0 * (_number(said.get("ttl")) or 0), _period_s(said))
        skipped.update(_skipped(head))
    return PollHints(ttl_s=ttl_s, skipped=tuple(sorted(skipped))) if ttl_s or skipped else None


def _period_s(said: dict[str, str]) -> float:
    period = said.get("sy:updatePeriod", "").strip().lower()
    often = _number(said.get("sy:updateFrequency")) or 1
    return _PERIODS.get(period, 0) / often


def _skipped(head: Element) -> Iterator[int]:
    """Hours of the week. Some count the hours of a day from 1 to 24, as RSS 0.91 did."""
    for named in head.all("skipHours"):
        for hour in named.all("hour"):
            at = _number(hour.text)
            if at is not None and at <= 24:
                yield from (day * 24 + at % 24 for day in range(7))
    for named in head.all("skipDays"):
        for day in named.all("day"):
            name = day.text.strip().lower()
            if name in _DAYS:
                first = _DAYS.index(name) * 24
                yield from range(first, first + 24)


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text[:9]) if text.isascii() and text.isdigit() else None
