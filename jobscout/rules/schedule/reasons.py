"""Why a source is read as often as it is, in a sentence for its operators."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobscout.rules.schedule import LEAST_PRICE, MAX_INTERVAL, MIN_INTERVAL

if TYPE_CHECKING:
    from jobscout.model import PollHints
    from jobscout.rules.schedule import Plan


def reason(
    interval: timedelta,
    plan: Plan,
    shortest: timedelta,
    stated_s: int | None,
    hints: PollHints | None = None,
) -> str:
    """What keeps the planned *interval* from being shorter; see ``schedule.wait``."""
    is_asked = interval <= shortest and (stated_s is None or stated_s < shortest.total_seconds())
    host = "of its host" if plan.bound == "host" else "over all hosts"
    is_of_feed = hints is not None and timedelta(seconds=hints.ttl_s) >= shortest
    causes = (
        (is_asked and is_of_feed, "The feed itself asks not to be read more often (its ttl)."),
        (is_asked, "The board may not be read more often, by its kind or its last answer."),
        (stated_s is not None, "An operator set this interval."),
        (interval <= MIN_INTERVAL, "No source is read more often."),
        (
            plan.longest > MAX_INTERVAL,
            f"There are more boards than the budget of requests {host} can read once a day.",
        ),
        (
            interval >= plan.longest,
            "So few postings are expected that one reading a day is enough.",
        ),
        (plan.bound != "value", f"The budget of requests {host} allows no more."),
    )
    seconds = round(LEAST_PRICE * 3600)
    rest = f"Another reading would save less than {seconds} seconds of one posting's delay."
    said = next((sentence for applies, sentence in causes if applies), rest)
    if hints is not None and hints.skipped:
        return f"{said} It is not read in the hours that its feed excludes (skipHours, skipDays)."
    return said
