"""The world behind the demo's boards: a few made-up companies, and what they advertise.

It knows nothing of HTTP: ``demo_board`` serves it and ``demo_shapes`` puts it into JSON.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import msgspec

from jobscout.model import Salary
from seed.posting_texts import (
    CLOSINGS,
    PostingText,
    Role,
    SampleLocation,
    SampleSeniority,
    facts,
    pick_seniority,
    salary_for,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

Kind: TypeAlias = Literal["greenhouse", "lever", "remotive"]
FaultKind: TypeAlias = Literal["429", "500", "slow", "broken-json", "half-body", "gone"]

LEAST_OPEN, MOST_OPEN = 6, 14  # of one company, so that one closing is never half a board
FAVOURED = 0.4  # of new openings suit the demo person's searches, so that alerts arrive
_SALARY_SHARE = 0.5
_ON_OTHER_BOARDS = 0.6  # so that merging can be watched
_REQUESTS_KEPT = 2_000  # a demo may run for days


class House(NamedTuple):
    """A company of the demo. *boards* maps a kind to the company's token there."""

    slug: str
    name: str
    about: str
    departments: tuple[str, ...]
    locations: tuple[str, ...]
    boards: Mapping[Kind, str]


_TECH = ("Engineering", "Engineering", "Data & AI", "Infrastructure", "Product", "Design")
HOUSES = {
    house.slug: house
    for house in (
        House(
            "acacia-pay",
            "Acacia Pay",
            "Acacia Pay lets shops across East Africa take any mobile wallet.",
            (*_TECH, "Security", "Finance", "Support"),
            ("nairobi-hybrid", "nairobi", "mombasa", "kigali", "kenya-remote"),
            {"greenhouse": "acaciapay", "lever": "acaciapay"},
        ),
        House(
            "baobab-health",
            "Baobab Health",
            "Baobab Health connects clinics, laboratories and pharmacies.",
            (*_TECH, "Mobile", "Operations", "Support", "Sales"),
            ("nairobi", "kisumu", "lagos", "accra", "london"),
            {"greenhouse": "baobabhealth"},
        ),
        House(
            "kilima-cloud",
            "Kilima Cloud",
            "Kilima Cloud runs databases for teams that would rather build products.",
            (*_TECH, "Security", "Customer Success", "Sales"),
            ("worldwide", "europe-remote", "africa-remote", "berlin", "cape-town"),
            {"lever": "kilimacloud", "remotive": ""},
        ),
        House(
            "sisal-studio",
            "Sisal Studio",
            "Sisal Studio designs and builds websites for good causes.",
            ("Engineering", "Design", "Marketing"),
            ("worldwide", "europe-remote", "us-remote"),
            {"remotive": ""},
        ),
    )
}


class Opening(msgspec.Struct, kw_only=True):
    """One opening on one or more boards: every board bears the same title, place and text."""

    number: int
    house: House
    department: str
    posting_text: PostingText
    location: SampleLocation
    salary: Salary | None
    boards: frozenset[Kind]
    published_at: datetime
    updated_at: datetime


class Change(NamedTuple):
    verb: Literal["published", "edited", "closed"]
    opening: Opening


class Seen(NamedTuple):
    """A request as the boards saw it; *headers* holds those a polite client sends."""

    path: str
    query: str
    headers: dict[str, str]
    status: int


class _Fault(msgspec.Struct):
    kind: FaultKind
    times: int | None


class BoardWorld:
    """Openings of several boards that change when told to, and the faults they act out.

    Args:
        rng_seed: the same seed gives the same openings in the same order.
        clock: the hour of publications and edits, aware.
    """

    def __init__(
        self, rng_seed: int = 7, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.openings: dict[int, Opening] = {}
        self.requests: deque[Seen] = deque(maxlen=_REQUESTS_KEPT)
        self.release = asyncio.Event()  # ends every slow answer at once
        self.drip_pause_s = 1.5
        self._rng = random.Random(rng_seed)  # noqa: S311  (openings, not secrets)
        self._clock = clock
        self._last_number = 0
        self._used: set[tuple[str, str, str]] = set()
        self._faults: dict[str, _Fault] = {}
        for slug in HOUSES:
            for _ in range(LEAST_OPEN + 3):
                self.publish(slug, at=clock() - timedelta(days=30) * self._rng.random())

    def on(self, kind: Kind, token: str = "") -> list[Opening] | None:
        """What is open on one board, oldest first; None where there is no such board."""
        if not any(house.boards.get(kind) == token for house in HOUSES.values()):
            return None
        return [
            opening
            for opening in self.openings.values()
            if kind in opening.boards and opening.house.boards[kind] == token
        ]

    def publish(
        self,
        company: str,
        *,
        title: str | None = None,
        location_key: str | None = None,
        boards: Collection[Kind] | None = None,
        at: datetime | None = None,
        favoured: bool = False,
    ) -> Opening:
        """Open a position.

        Args:
            company: a slug of ``HOUSES``.
            title: None for one that suits the company.
            location_key: a key of the locations in ``roles.json``; None as for the title.
            boards: None for the company's first and, often, its others; Remotive takes remote
                work alone.
            at: None for now.
            favoured: a backend role, where the title is not given.
        """
        house = HOUSES[company]
        role, seniority, location = self._fresh(house, location_key, favoured=favoured)
        posting_text = write(role, seniority, house.about, self._rng)
        self._last_number += 1
        opening = Opening(
            number=self._last_number,
            house=house,
            department=role.department,
            posting_text=posting_text if title is None else posting_text._replace(title=title),
            location=location,
            salary=self._salary(role, seniority, location),
            boards=self._boards(house, location) if boards is None else frozenset(boards),
            published_at=at or self._clock(),
            updated_at=at or self._clock(),
        )
        self.openings[opening.number] = opening
        return opening

    def edit(self, opening: Opening, *, title: str | None = None) -> None:
        """Change the title, or else the closing words, of an opening that stays open."""
        now = self._clock()
        if title is not None:
            opening.posting_text = opening.posting_text._replace(title=title)
        else:
            until = now + timedelta(days=self._rng.randint(10, 40))
            closing = f"{self._rng.choice(CLOSINGS)} Please apply by {until:%d %B %Y}."
            opening.posting_text = opening.posting_text._replace(closing=closing)
        opening.updated_at = now

    def close(self, opening: Opening) -> None:
        """Take the opening off every board."""
        del self.openings[opening.number]

    def step(self) -> Change:
        """One change of a believable kind at one company: more come than go until it is full."""
        house = self._rng.choice(list(HOUSES.values()))
        here = [opening for opening in self.openings.values() if opening.house is house]
        if len(here) <= LEAST_OPEN:
            verb = "published"
        elif len(here) >= MOST_OPEN:
            verb = "closed"
        else:
            verb = self._rng.choices(("published", "edited", "closed"), (5, 2, 2))[0]
        match verb:
            case "edited":
                opening = self._rng.choice(here)
                self.edit(opening)
                return Change("edited", opening)
            case "closed":
                opening = self._rng.choice(here)
                self.close(opening)
                return Change("closed", opening)
            case _:
                favoured = self._rng.random() < FAVOURED
                return Change("published", self.publish(house.slug, favoured=favoured))

    def fault(self, path_prefix: str, fault: FaultKind | None, times: int | None = None) -> None:
        """Let requests under *path_prefix* fail, *times* times or until told otherwise (None).

        *fault* None ends it. The longest prefix that fits a path counts.
        """
        if fault is None:
            self._faults.pop(path_prefix, None)
            return
        self._faults[path_prefix] = _Fault(fault, times)
        if fault == "slow":
            self.release.clear()

    def take_fault(self, path: str) -> FaultKind | None:
        """The fault this request has to meet, counted as met."""
        fitting = [prefix for prefix in self._faults if path.startswith(prefix)]
        if not fitting:
            return None
        prefix = max(fitting, key=len)
        fault = self._faults[prefix]
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self._faults[prefix]
        return fault.kind

    def _fresh(
        self, house: House, location_key: str | None, *, favoured: bool
    ) -> tuple[Role, SampleSeniority, SampleLocation]:
        """A role, level and place that the company has not advertised yet, as far as possible.

        A twin of an earlier opening would rightly be taken for the same job.
        """
        for _ in range(50):
            department = self._rng.choice(house.departments)
            roles = [
                role
                for role in facts().roles
                if (role.title == "Backend Engineer" if favoured else role.department == department)
            ]
            role = self._rng.choice(roles)
            seniority = pick_seniority(role, self._rng)
            location = facts().locations[location_key or self._rng.choice(house.locations)]
            key = (house.slug, seniority.pattern + role.title + role.focus, location.text)
            if key not in self._used:
                break
        self._used.add(key)
        return role, seniority, location

    def _boards(self, house: House, location: SampleLocation) -> frozenset[Kind]:
        first, *others = house.boards
        fitting = [kind for kind in others if kind != "remotive" or location.workplace == "remote"]
        return frozenset((first, *(k for k in fitting if self._rng.random() < _ON_OTHER_BOARDS)))

    def _salary(
        self, role: Role, seniority: SampleSeniority, location: SampleLocation
    ) -> Salary | None:
        if self._rng.random() > _SALARY_SHARE:
            return None
        return salary_for(role, seniority, location.country, self._rng)
