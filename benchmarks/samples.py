"""Believable postings in any number, the same on every run, and as boards write them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from jobscout.model import RawPosting
from jobscout.rules.skills import NO_SKILLS
from jobscout.sources import pages
from seed.posting_texts import facts, items, pick_seniority, salary_for, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Posting
    from jobscout.rules.skills import Taxonomy

HTML_CHARS = 2_000
COMPANY = "Bench Works"
_ABOUT = "Bench Works builds the tools that other builders take for granted."
_SPREAD = timedelta(days=60)
_SALARY_SHARE = 0.45


def raw_postings(many: int, seed: int = 1) -> list[RawPosting]:
    """No two with the same text, each of some 2 kB."""
    rng = random.Random(seed)
    now = datetime.now(UTC).replace(microsecond=0)
    return [_raw(n, now, rng) for n in range(many)]


def postings(many: int, seed: int = 1, taxonomy: Taxonomy = NO_SKILLS) -> list[Posting]:
    """The same, normalised. Raises RuntimeError when a rule refuses one."""
    done, rejects = pages.normalise(raw_postings(many, seed), COMPANY, datetime.now(UTC), taxonomy)
    if rejects:
        raise RuntimeError(f"{len(rejects)} samples were refused; first: {rejects[0]}")
    return done


def changed(before: Sequence[Posting], edition: int) -> list[Posting]:
    """The same advertisements with other words in title and text."""
    said = f"Edition {edition} of this text."
    return [
        msgspec.structs.replace(
            one,
            title=f"{one.title} ({edition})",
            title_words=f"{one.title_words} {edition}",
            description_html=f"{one.description_html}<p>{said}</p>",
            description_text=f"{one.description_text}\n\n{said}",
            words=f"{one.words} edition {edition} of this text",
            content_hash=_other(one.content_hash, edition),
            fingerprint=_other(one.fingerprint, edition),
        )
        for one in before
    ]


def _other(digest: bytes, edition: int) -> bytes:
    return digest[:-2] + (int.from_bytes(digest[-2:]) ^ edition).to_bytes(2)


def _raw(n: int, now: datetime, rng: random.Random) -> RawPosting:
    known = facts()
    role = rng.choice(known.roles)
    seniority = pick_seniority(role, rng)
    location = rng.choice(list(known.locations.values()))
    posting_text = write(role, seniority, _ABOUT, rng)
    html = f"{posting_text.html()}<p>Name reference {n}-{rng.randrange(10**6)} when you write.</p>"
    while len(html) < HTML_CHARS:
        html += f"<ul>{items(rng.sample(role.needs + role.does, 3))}</ul>"
    return RawPosting(
        external_id=str(4_000_000 + n),
        title=posting_text.title,
        url=f"https://jobs.example.com/bench/{4_000_000 + n}",
        locations=(location.text,),
        country=location.country,
        workplace=location.workplace,
        department=role.department,
        employment_type="Full-time",
        salary=salary_for(role, seniority, location.country, rng)
        if rng.random() < _SALARY_SHARE
        else None,
        description_html=html,
        posted_at=now - _SPREAD * rng.random(),
        language="en",
    )
