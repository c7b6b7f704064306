"""What learning of reactions is worth: the first ten jobs of simulated people, before and after.

Each person has one search, likes some traits of jobs and dislikes others, and reacts to twenty
jobs in the order in which they are shown: jobs that suit are saved or applied to, others are
dismissed, with the trait that is wrong with them as the reason four times of five. The jobs that
are ranked afterwards are others than those, and one reaction of ten is a mistake.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.report import table
from jobscout.model import Location
from jobscout.rules.learning import Counts, DismissalReason, Reaction, counted, learned
from jobscout.rules.scoring import judge
from jobscout.rules.searches import JobFeatures, SearchCriteria

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.model import Seniority, Workplace

REACTIONS: Final = 20
FIRST: Final = 10
JOBS: Final = 100
SEEDS: Final = 40
MISTAKES: Final = 0.1
NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)

_ROLES: Final = ("Backend", "Frontend", "Data", "Platform", "Mobile", "Sales", "Support", "Test")
_SKILLS: Final = (
    *("Python", "Go", "Java", "React", "Kubernetes", "SQL", "PHP", "Swift", "Rust", "Excel"),
    *("Terraform", "Kafka"),
)
_PLACES: Final = (("Berlin", "DE"), ("London", "GB"), ("Nairobi", "KE"), ("Tokyo", "JP"))
_LEVELS: Final[tuple[Seniority, ...]] = ("junior", "mid", "senior", "lead")
_WORKPLACES: Final[tuple[Workplace, ...]] = ("remote", "hybrid", "onsite")


class Person(NamedTuple):
    """*wrong*: why a job does not suit; None: it suits."""

    name: str
    wrong: Callable[[JobFeatures], DismissalReason | None]


def _says(job: JobFeatures, *roles: str) -> bool:
    return job.title.split()[0] in roles


def _field(job: JobFeatures) -> DismissalReason | None:
    return None if _says(job, "Backend", "Data", "Platform") else "not_my_field"


def _skills(job: JobFeatures) -> DismissalReason | None:
    return None if {"Python", "Rust"} & {*job.skills} else "not_my_field"


def _level(job: JobFeatures) -> DismissalReason | None:
    return "too_senior" if job.seniority in {"senior", "lead"} else None


def _remote(job: JobFeatures) -> DismissalReason | None:
    return None if job.workplace == "remote" else "workplace"


def _place(job: JobFeatures) -> DismissalReason | None:
    return None if job.locations[0].country in {"DE", "GB"} else "place"


def _pay(job: JobFeatures) -> DismissalReason | None:
    return "pay" if (job.annual_usd_max or 0) < 80_000 else None


def _company(job: JobFeatures) -> DismissalReason | None:
    return "company" if job.company_slug in {"c0", "c1", "c2", "c3"} else None


def _several(job: JobFeatures) -> DismissalReason | None:
    return _level(job) or _field(job)


def _anything(job: JobFeatures) -> DismissalReason | None:
    """Who likes half of what they see, for no trait that it has."""
    return "other" if job.id % 2 else None


PEOPLE: Final = (
    Person("field", _field),
    Person("skills", _skills),
    Person("level", _level),
    Person("remote", _remote),
    Person("place", _place),
    Person("pay", _pay),
    Person("company", _company),
    Person("level and field", _several),
    Person("no preference", _anything),
)


async def run() -> None:
    rows = []
    gains = []
    for person in PEOPLE:
        before, after = zip(*(_precision(person, seed) for seed in range(SEEDS)), strict=True)
        first, then = sum(before) / SEEDS, sum(after) / SEEDS
        rows.append((person.name, f"{first:.3f}", f"{then:.3f}", f"{then / first - 1:+.0%}"))
        if person.wrong is not _anything:
            gains.append((first, then))
    first, then = (sum(column) / len(gains) for column in zip(*gains, strict=True))
    rows.append(
        ("mean of those with one", f"{first:.3f}", f"{then:.3f}", f"{then / first - 1:+.0%}")
    )
    title = f"Precision at {FIRST}, before and after {REACTIONS} reactions; {SEEDS} seeds each"
    table(title, ("person who cares for", "before", "after", "gain"), rows)
    lower = [row[0] for row in rows if float(row[2]) < float(row[1])]
    print(f"  below the start: {', '.join(lower) or 'nobody'}")


def _precision(person: Person, seed: int) -> tuple[float, float]:
    """Before and after, over the same jobs that the person has not seen."""
    rng = random.Random(f"{person.name} {seed}")
    search = SearchCriteria(
        id=1,
        user_id=1,
        titles=("engineer",),
        keywords=("engineer", *rng.sample(("python", "kafka", "sql", "react"), 2)),
        skills=tuple(rng.sample(_SKILLS, 4)),
    )
    seen, unseen = ([_job(n, rng) for n in range(JOBS)] for _ in range(2))
    reactions = [
        _reaction(person, job, number, rng)
        for number, job in enumerate(_ranked(search, seen, Counts())[:REACTIONS])
    ]
    return tuple(  # type: ignore[return-value]
        sum(person.wrong(job) is None for job in _ranked(search, unseen, counts)[:FIRST]) / FIRST
        for counts in (Counts(), counted(reactions, NOW))
    )


def _ranked(
    search: SearchCriteria, jobs: Sequence[JobFeatures], counts: Counts
) -> list[JobFeatures]:
    scored = [(learned(counts, job, judge(search, job)).score, job) for job in jobs]
    return [job for _, job in sorted(scored, key=lambda one: (-one[0], one[1].id))]


def _reaction(person: Person, job: JobFeatures, number: int, rng: random.Random) -> Reaction:
    wrong = person.wrong(job)
    if rng.random() < MISTAKES:
        wrong = None if wrong else "other"
    elif wrong and rng.random() < 0.2:
        wrong = "other"
    at = NOW - timedelta(hours=REACTIONS - number)
    return Reaction(job, at, is_applied=wrong is None and rng.random() < 0.3, dismissal=wrong)


def _job(number: int, rng: random.Random) -> JobFeatures:
    city, country = rng.choice(_PLACES)
    company = rng.randrange(12)
    skills = tuple(rng.sample(_SKILLS, rng.randint(2, 5)))
    return JobFeatures(
        id=number,
        title=f"{rng.choice(_ROLES)} Engineer",
        company_slug=f"c{company}",
        company_name=f"C {company}",
        locations=(Location(city=city, country=country),),
        workplace=rng.choice(_WORKPLACES),
        seniority=rng.choice(_LEVELS),
        annual_usd_max=rng.randrange(30, 160) * 1000,
        skills=skills,
        text=f"You use {', '.join(skills)}.",
    )
