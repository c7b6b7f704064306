"""What happens to a posting on its way to another board: a copy as an aggregator would show it.

Titles are typed again, places written otherwise, texts cut, padded, summed up or left out, dates
are those of the copy, and most fields of the board are lost. The opening stays the same.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from jobscout.model import RawPosting

if TYPE_CHECKING:
    import random

    from jobscout.model import Posting

_SHORTER: Final = (
    ("Senior", "Sr."), ("Junior", "Jr."), ("Software Engineer", "SWE"), ("Engineer", "Eng."),
    ("Manager", "Mgr"), ("Frontend", "Front-End"), ("Front End", "Frontend"),
    ("Backend", "Back End"), ("Full Stack", "Fullstack"), ("and", "&"), ("&", "and"),
    ("Operations", "Ops"), ("Development", "Dev"), ("Machine Learning", "ML"),
    ("Internship", "Intern"), ("Assistant", "Asst."), ("Associate", "Assoc."),
    ("Quality Assurance", "QA"), ("Human Resources", "HR"),
    (" - ", ", "), (", ", " - "), (" (", " - "), ("/", " / "), ("–", "-"),
)  # fmt: skip
_PADDING: Final = (
    ("Apply now through our portal. We collect openings from many employers and show them in one"
    " place. Create a profile to hear of similar positions as soon as they are published."),
    ("This posting was found on the employer's own site. Please mention where you saw it. Report a"
    " posting that has ended with the button below, and we remove it within a day."),
    ("About the company: see its profile with photos, benefits and what people say who work there."
    " Sign in to compare pay with that of other employers of its size in your region."),
)  # fmt: skip
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_KEPT_AS_STATED: Final = 0.3
_UNDATED: Final = 0.25
_LATEST_DAYS: Final = 60


def copied(posting: Posting, company: str, rng: random.Random) -> RawPosting:
    """One copy of *posting*, with the same random numbers always the same."""
    where = [one.text for one in posting.locations if one.text]
    return RawPosting(
        external_id=f"copy-{posting.external_id}",
        title=_title(posting.title, company, where, rng),
        url="https://aggregator.example/job",
        company=company,
        locations=tuple(_places(posting, rng)),
        workplace=posting.stated.workplace if rng.random() < _KEPT_AS_STATED else None,
        employment_type=posting.stated.employment_type if rng.random() < _KEPT_AS_STATED else None,
        description_html=_html(text(posting.description_text, rng)),
        posted_at=None
        if posting.posted_at is None or rng.random() < _UNDATED
        else posting.posted_at + timedelta(days=rng.random() ** 2 * _LATEST_DAYS),
    )


def _title(title: str, company: str, where: list[str], rng: random.Random) -> str:
    ways = list(_SHORTER)
    rng.shuffle(ways)
    for old, new in ways[: rng.randrange(0, len(ways))]:
        if old.isalpha():
            title = re.sub(rf"\b{re.escape(old)}\b", new, title)
        else:
            title = title.replace(old, new)
    chance = rng.random()
    if chance < 0.12 and where:
        title = f"{title} - {where[0]}"
    elif chance < 0.2:
        title = f"{title} (m/f/d)"
    elif chance < 0.28:
        title = f"{title} at {company}"
    elif chance < 0.34:
        title = title.upper()
    elif chance < 0.4:
        parts = title.split(", ")
        title = " ".join(reversed(parts)) if len(parts) == 2 else title
    return title


def _places(posting: Posting, rng: random.Random) -> list[str]:
    told = []
    for one in posting.locations:
        chance = rng.random()
        if not one.city or chance < 0.4:
            told.append(one.text or one.country or one.area or "")
        elif chance < 0.55 and one.country:
            told.append(f"{one.city}, {one.country}")
        elif chance < 0.65 and one.country:
            told.append(f"{one.country} - {one.city}")
        elif chance < 0.8 and one.region and one.country:
            told.append(f"{one.city}, {one.region}, {one.country}")
        else:
            told.append(one.city)
    if len(told) > 1 and rng.random() < 0.3:
        told = rng.sample(told, rng.randrange(1, len(told)))
    return [place for place in told if place]


def text(said: str, rng: random.Random) -> str:
    """*said* as another board shows it; empty where it shows none."""
    chance = rng.random()
    sentences = _SENTENCES.split(said)
    if chance < 0.12:
        return ""
    if chance < 0.35:
        return said[: rng.randrange(300, 1500)].rsplit(" ", 1)[0] + " …"
    if chance < 0.55:
        return f"{rng.choice(_PADDING)}\n{said}\n{rng.choice(_PADDING)}"
    if chance < 0.7:
        kept = [sentence for sentence in sentences if rng.random() < 0.5]
        return "\n".join(kept)
    if chance < 0.85:
        start = rng.randrange(0, max(1, len(sentences) // 2))
        return "\n".join(sentences[start : start + max(4, len(sentences) // 3)])
    words = said.split(" ")
    return " ".join(word for word in words if rng.random() > 0.03)


def _html(said: str) -> str | None:
    if not said:
        return None
    escaped = said.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{line}</p>" for line in escaped.split("\n") if line.strip())
