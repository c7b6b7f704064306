"""Writes believable advertisements out of ``roles.json``: one role, one level, one text.

Used by the sample postings and by the demo's board simulator.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from jobscout.model import Salary, SalaryPeriod

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Family = Literal["engineering", "design", "business", "leadership"]


class Role(msgspec.Struct, frozen=True):
    """What somebody does. *usd_k* is yearly mid-level pay in the US in thousands of dollars."""

    title: str
    focus: str
    family: Family
    department: str
    usd_k: int
    does: tuple[str, ...]
    needs: tuple[str, ...]


class SampleLocation(msgspec.Struct, frozen=True, array_like=True):
    """A place as a board writes it; *country* is alpha-2, None where it is wider than that."""

    text: str
    country: str | None
    workplace: str | None


class SalaryRule(msgspec.Struct, frozen=True, array_like=True):
    """How a country states pay: units of *currency* per USD, and its *rate* beside the US."""

    currency: str
    per_usd: float
    period: SalaryPeriod
    rate: float


class Facts(msgspec.Struct, frozen=True):
    """``roles.json``. The pay rule under the empty name is for places without a country."""

    locations: dict[str, SampleLocation]
    salary: dict[str, SalaryRule]
    roles: tuple[Role, ...]


class SampleSeniority(NamedTuple):
    """A rung of the ladder; *salary* is relative to the middle one."""

    pattern: str
    salary: float
    years: str


class PostingText(NamedTuple):
    """One text in the parts that boards keep apart. *does* and *needs* are plain sentences."""

    title: str
    intro: str
    does: tuple[str, ...]
    needs: tuple[str, ...]
    closing: str

    def html(self) -> str:
        return (
            f"<p>{escape(self.intro, quote=False)}</p>"
            f"<h3>{DOES}</h3><ul>{items(self.does)}</ul>"
            f"<h3>{NEEDS}</h3><ul>{items(self.needs)}</ul>"
            f"<p>{escape(self.closing, quote=False)}</p>"
        )


DOES = "What you will do"
NEEDS = "What you bring"
CLOSINGS = (
    "We offer medical cover, 25 days of leave and a budget for learning. Apply with your CV.",
    "Interviews take two weeks: a call, a practical exercise and a day with the team.",
    "We welcome applications from everyone, and adjust the interview where you need it.",
    "Benefits include a pension, medical cover, family leave and a yearly training allowance.",
)

_INTERN = SampleSeniority("{} Intern", 0.35, "You are studying or have just finished your studies.")
_JUNIOR = SampleSeniority(
    "Junior {}", 0.65, "You have a first year of practice or a strong portfolio."
)
_MIDDLE = SampleSeniority("{}", 1.0, "You bring three years or more of relevant experience.")
_SENIOR = SampleSeniority("Senior {}", 1.3, "You bring six years or more of relevant experience.")
_LEAD = SampleSeniority("Lead {}", 1.5, "You have led the work of others for two years or more.")
_STAFF = SampleSeniority("Staff {}", 1.65, "You have shaped the direction of several teams.")
_LADDERS: dict[Family, tuple[SampleSeniority, ...]] = {
    "engineering": (_INTERN, _JUNIOR, _MIDDLE, _MIDDLE, _SENIOR, _SENIOR, _LEAD, _STAFF),
    "design": (_INTERN, _MIDDLE, _MIDDLE, _SENIOR, _SENIOR, _LEAD),
    "business": (_INTERN, _JUNIOR, _MIDDLE, _MIDDLE, _MIDDLE, _SENIOR, _SENIOR, _LEAD),
    "leadership": (
        _MIDDLE,
        _MIDDLE,
        _SENIOR,
        SampleSeniority("Director of Engineering", 1.7, _LEAD.years),
    ),
}
_TEAMS = (
    "You join a team of seven that owns its work from the first idea to daily operation.",
    "The team is new, reports to the head of department and grows by three people this year.",
    "You work with colleagues in four time zones who write things down and meet rarely.",
    "The role exists because demand has doubled in a year and we want to stay dependable.",
    "You take over from a colleague who moved to another team and will introduce you.",
)


@cache
def facts() -> Facts:
    text = (Path(__file__).parent / "roles.json").read_bytes()
    return msgspec.json.decode(text, type=Facts)


def items(sentences: Sequence[str]) -> str:
    """The sentences as bare ``<li>`` items, without the list around them."""
    return "".join(f"<li>{escape(sentence, quote=False)}</li>" for sentence in sentences)


def pick_seniority(role: Role, rng: random.Random) -> SampleSeniority:
    return rng.choice(_LADDERS[role.family])


def write(role: Role, seniority: SampleSeniority, about: str, rng: random.Random) -> PostingText:
    """An advertisement of 100 to 200 words; *about* is the company in one sentence."""
    title = seniority.pattern.format(role.title)
    return PostingText(
        title=f"{title}, {role.focus}" if role.focus else title,
        intro=f"{about} {rng.choice(_TEAMS)}",
        does=tuple(rng.sample(role.does, 4)),
        needs=(seniority.years, *rng.sample(role.needs, 4)),
        closing=rng.choice(CLOSINGS),
    )


def salary_for(
    role: Role, seniority: SampleSeniority, country: str | None, rng: random.Random
) -> Salary | None:
    """A stated range in local terms, rounded to two digits; None where no rule is known."""
    rule = facts().salary.get(country or "")
    if rule is None:
        return None
    yearly = role.usd_k * 1000 * seniority.salary * rule.rate * rule.per_usd
    low = yearly / 12 if rule.period == "month" else yearly
    return Salary(
        min=_rounded(low),
        max=_rounded(low * rng.uniform(1.2, 1.45)),
        currency=rule.currency,
        period=rule.period,
    )


def _rounded(amount: float) -> float:
    return float(f"{amount:.1e}")
