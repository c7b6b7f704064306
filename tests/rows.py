"""Postings and readings as tests need them: raw ones go through the real rules."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import DueSource, RawPosting, ScrapeResult
from jobscout.rules import companies, postings

if TYPE_CHECKING:
    from jobscout.model import Posting

# Long enough that the text tells postings apart, see rules.postings.MIN_DISTINCT_CHARS.
TEXT = "<p>We look after the machines of others. Our desk number is {}.</p><p>{}</p>"
_WORDS = (
    "annual answer archive battery bridge budget builder cable calendar carbon ceiling central"
    " cheese clinic cluster coastal coffee committee compass container copper corner cotton"
    " customer delivery diagram district engine evening factory farmer ferry fibre filter forest"
    " fountain freight garden glass granite harbour harvest highway hospital island journal kitchen"
    " ladder lantern laundry library lighthouse machine magazine market meadow measure mirror"
    " morning mountain museum network notebook orchard oven packet paper pencil pepper picture"
    " planet pocket pottery printer quarter railway receipt region repair river rocket saddle salad"
    " sample scissors season shelter shoulder silver soil station storm student summer surface"
    " teacher ticket timber tower tractor tunnel valley village violin wagon warehouse weather"
    " window winter workshop yellow"
)


def text(about: object) -> str:
    """The text of a posting: of two, only what the employer says of itself is the same."""
    chance = random.Random(str(about))  # noqa: S311
    return TEXT.format(about, " ".join(chance.choices(_WORDS.split(), k=60)))


def raw(external_id: str, about: object = "one", **changes: Any) -> RawPosting:
    """One advertisement; equal *about* and fields make equal postings under any id."""
    given: dict[str, Any] = {
        "title": "Site Engineer",
        "url": f"https://jobs.example.com/{external_id}",
        "locations": ("Nairobi, Kenya",),
        "description_html": text(about),
    }
    return RawPosting(external_id=external_id, **(given | changes))


def posting(
    external_id: str,
    about: object = "one",
    *,
    company: str = "Acme",
    skills: tuple[str, ...] = (),
    **changes: Any,
) -> Posting:
    """``raw``, normalised for *company*; its text names *skills*."""
    done = postings.normalise(
        raw(external_id, about, **changes),
        company_key=companies.slug(company),
        now=datetime.now(UTC),
    )
    return msgspec.structs.replace(done, skills=skills)


def board_of(count: int, first: int = 0) -> list[Posting]:
    """*count* different postings with ids from *first* on."""
    return [posting(str(number), number) for number in range(first, first + count)]


def due_source(**changes: Any) -> DueSource:
    given: dict[str, Any] = {
        "scrape_id": 1,
        "source_id": 7,
        "kind": "greenhouse",
        "config": {"board": "acme"},
        "company_id": 3,
        "company_name": "Acme",
        "name": "Acme on Greenhouse",
        "trigger": "schedule",
        "etag": None,
        "last_modified": None,
        "full_read_at": datetime.now(UTC),
    }
    return DueSource(**(given | changes))


def scrape_result(
    *listed: Posting, source: DueSource | None = None, **changes: Any
) -> ScrapeResult:
    return ScrapeResult(
        source=source or due_source(),
        min_interval=timedelta(minutes=5),
        postings=listed,
        **changes,
    )
