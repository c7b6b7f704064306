"""The nouns of Job Scout as values. No I/O, no rules.

Times are aware and in UTC. Field order is the order in which a person would ask.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec

Workplace = Literal["remote", "hybrid", "onsite", "unknown"]
Seniority = Literal["intern", "junior", "mid", "senior", "lead", "director", "executive"]
EmploymentType = Literal[
    "full_time", "part_time", "contract", "temporary", "internship", "freelance", "volunteer"
]
PayPeriod = Literal["hour", "day", "week", "month", "year"]
Priority = Literal["high", "normal", "low"]
Trigger = Literal["schedule", "manual", "webhook"]
ScrapeStatus = Literal["queued", "running", "ok", "partial", "suspect", "failed"]
Cadence = Literal["instant", "daily", "weekly"]
ApplicationStatus = Literal["Applied", "Interviewing", "Offer", "Rejected"]
Platform = Literal["android", "ios", "web"]
AccountMailKind = Literal["verify_email", "reset_password", "password_changed", "account_closed"]
CVStatus = Literal["pending", "processing", "ready", "failed"]
CVFault = Literal["password-protected", "no-text-layer", "damaged", "too-long", "timed-out"]
DeliveryStatus = Literal["pending", "sending", "sent", "failed", "unconfigured"]

ActorState = Literal["waiting", "running", "outage", "restarting", "stopped"]

PRIORITIES: tuple[Priority, ...] = ("high", "normal", "low")


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a job may be done. *country* is ISO 3166-1 alpha-2; None means unknown (P7).

    *area* is a region of the world wider than a country ("Europe", "LATAM", "Worldwide").
    *text* is what the board wrote.
    """

    city: str | None = None
    region: str | None = None
    country: str | None = None
    area: str | None = None
    text: str = ""


class Pay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Stated pay in whole units of *currency* (ISO 4217). One bound may be missing."""

    min: float | None = None
    max: float | None = None
    currency: str
    period: PayPeriod


class JobAttributes(msgspec.Struct, frozen=True, kw_only=True):
    """What a posting states of its job that is stored, summed up and shown as it stands.

    Each is a column of ``postings`` and of ``jobs``, and a field of ``RawPosting``.
    """

    workplace: Workplace
    seniority: Seniority | None
    employment_type: EmploymentType | None


class RawPosting(msgspec.Struct, frozen=True, kw_only=True):
    """One advertisement as a board wrote it: an adapter's answer, nothing interpreted.

    Free texts stay free texts (``rules`` reads them). A field the board does not state is
    None, never guessed. *description_html* is decoded exactly as often as the board
    escaped it, and not yet sanitised. *list_hash* names the version of the entry in the
    board's list where the whole text needs a second request, see ``Source.detail``.
    """

    external_id: str
    title: str
    url: str
    apply_url: str | None = None
    company: str | None = None
    requisition_id: str | None = None
    places: tuple[str, ...] = ()
    country: str | None = None
    workplace: str | None = None
    department: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    pay: Pay | None = None
    pay_text: str | None = None
    description_html: str | None = None
    posted_at: datetime | None = None
    updated_at: datetime | None = None
    expires_at: datetime | None = None
    language: str | None = None
    list_hash: bytes | None = None


class Posting(JobAttributes, frozen=True, kw_only=True):
    """One advertisement on one source, normalised and safe to show.

    *content_hash* changes when anything a person can see changes; *fingerprint* is equal
    for postings of one company that say the same thing, and is what exact merging compares.
    *words*, *title_words* and *place_words* are what search indexes, see
    ``rules.words.searchable``. *skills* are slugs.
    """

    external_id: str
    title: str
    url: str
    apply_url: str | None
    company: str | None
    requisition_id: str | None
    places: tuple[Place, ...]
    department: str | None
    pay: Pay | None
    annual_usd_min: int | None
    annual_usd_max: int | None
    description_html: str | None
    description_text: str
    posted_at: datetime | None
    updated_at: datetime | None
    expires_at: datetime | None
    language: str | None
    list_hash: bytes | None
    content_hash: bytes
    fingerprint: bytes
    words: str
    title_words: str
    place_words: str
    skills: tuple[str, ...] = ()


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """A posting that could not be read. *external_id* is None when even that was unreadable."""

    external_id: str | None
    reason: str


class DueSource(msgspec.Struct, frozen=True, kw_only=True):
    """What a scraper must know about the source it claimed, and the scrape it works for.

    *forgives*: an operator wants the host asked again whatever it did.
    """

    scrape_id: int
    source_id: int
    kind: str
    config: dict[str, Any]
    company_id: int | None
    company_name: str | None
    name: str
    trigger: Trigger
    etag: str | None
    last_modified: str | None
    forgives: bool = False


class ScrapeStats(msgspec.Struct, kw_only=True):
    """What one reading cost and found, as the scrape log shows it. Bytes are on the wire."""

    http_requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    found: int = 0


class ScrapeResult(msgspec.Struct, frozen=True, kw_only=True):
    """One whole reading of a board, on its way to the ingester.

    *whole* is False when a cap cut the list ("windowed"): then nothing missing may close.
    *unchanged* is True when the board itself said so (304): the postings are then those of
    the last reading. *kept* names postings whose list entry did not change, so that their
    text was not asked for again. *more_rejects* counts the rejects of which nothing else is
    kept. *min_interval* is how often the kind may be read at most,
    *poll_after* how long the board itself asked us to wait.
    """

    source: DueSource
    min_interval: timedelta
    postings: tuple[Posting, ...] = ()
    kept: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    more_rejects: int = 0
    whole: bool = True
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    poll_after: timedelta | None = None
    stats: ScrapeStats = msgspec.field(default_factory=ScrapeStats)


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A rate limiter's word: whether the call may pass, and what is left. Whole seconds."""

    allowed: bool
    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int = 0


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What the calls of *key* may cost: *seconds* of the database in *period_s* seconds."""

    key: str
    seconds: float
    period_s: int


class RateLimitRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A call that counts: one of *limit* that *key* has in *period_s* seconds.

    Where it has a *budget*, it may pass only while that is not used up.
    """

    key: str
    limit: int
    period_s: int
    budget: Budget | None = None


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """Redis's word on a request. *has_ended* is whether its session has, None: it cannot tell.

    *grant* is what the limit said, None where nothing was counted; *is_spent*: it refuses
    because the budget is used up.
    """

    has_ended: bool | None
    grant: Grant | None
    is_spent: bool = False


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a CV names a skill. *page* counts from 1; *text* are the words around the name."""

    page: int
    section: str
    text: str


class FoundSkill(msgspec.Struct, frozen=True, kw_only=True):
    """A skill that a CV names. *skill* is a slug, *confidence* between 0 and 1."""

    skill: str
    confidence: float
    evidence: tuple[Evidence, ...]


class SpokenLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """*code* is ISO 639-1; *level* as the CV words it ("C1", "native", "fluent")."""

    code: str
    name: str
    level: str | None = None


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What one CV says.

    Attributes:
        sections: text by section (summary, experience, education, skills, languages,
            projects, certifications, other), in the order in which they are read.
        years_of_experience: from the dates of employment, overlaps once; None where
            dates allow no count.
        skills: the sure ones, surest first.
        maybe_skills: topics and doubtful names, for the person to accept.
    """

    pages: int
    sections: dict[str, str]
    years_of_experience: float | None
    languages: tuple[SpokenLanguage, ...]
    skills: tuple[FoundSkill, ...]
    maybe_skills: tuple[FoundSkill, ...] = ()


class ActorReport(msgspec.Struct, frozen=True, kw_only=True):
    """How one actor of this process is. Numbers count from the start of the process.

    Attributes:
        mailbox: messages that wait; *capacity* how many fit. Both 0 without an inbox.
        last_error: the kind of the last failure, never its words, which may quote people.
        processed: messages handled, or passes made.
        busy_seconds: time in them, those under way included.
    """

    name: str
    state: ActorState
    mailbox: int
    capacity: int
    restarts: int
    last_error: str | None
    processed: int
    busy_seconds: float
