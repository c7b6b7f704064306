"""Why a source is read as often as it is, in a sentence for its operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules.schedule import LEAST_PRICE, MAX_INTERVAL, MIN_INTERVAL

if TYPE_CHECKING:
    from datetime import timedelta

    from jobscout.rules.schedule import Plan


def reason(interval: timedelta, plan: Plan, shortest: timedelta, stated_s: int | None) -> str:
    """What keeps the planned *interval* from being shorter; see ``schedule.wait``."""
    is_asked = interval <= shortest and (stated_s is None or stated_s < shortest.total_seconds())
    host = "of its host" if plan.bound == "host" else "over all hosts"
    causes = (
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
    return next((sentence for applies, sentence in causes if applies), rest)
