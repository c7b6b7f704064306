"""The data types of Job Scout. No I/O, no rules.

Times are aware and in UTC. The most important fields come first.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Literal

import msgspec

Workplace = Literal["remote", "hybrid", "onsite", "unknown"]
Seniority = Literal["intern", "junior", "mid", "senior", "lead", "manager", "director", "executive"]
EmploymentType = Literal[
    "full_time", "part_time", "contract", "temporary", "internship", "freelance", "volunteer"
]
SalaryPeriod = Literal["hour", "day", "week", "month", "year"]
Priority = Literal["high", "normal", "low"]
Trigger = Literal["schedule", "manual", "webhook"]
ScrapeStatus = Literal["queued", "running", "ok", "partial", "suspect", "failed"]
Cadence = Literal["instant", "daily", "weekly"]
ReminderKind = Literal["deadline", "quiet", "closed"]
ApplicationStatus = Literal["Applied", "Interviewing", "Offer", "Rejected"]
Platform = Literal["android", "ios", "web"]
AccountMailKind = Literal["verify_email", "reset_password", "password_changed", "account_closed"]
CVStatus = Literal["pending", "processing", "ready", "failed"]
CVFault = Literal["password-protected", "no-text-layer", "damaged", "too-long", "timed-out"]
DeliveryStatus = Literal["pending", "sending", "sent", "failed", "unconfigured"]

VisaSponsorship = Literal["yes", "no"]
EvidenceSource = Literal["board", "text"]
ActorState = Literal["waiting", "running", "outage", "restarting", "stopped"]

PRIORITIES: tuple[Priority, ...] = ("high", "normal", "low")


class Location(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a job may be done. *country* is ISO 3166-1 alpha-2; None means unknown (P7).

    *area* is a region of the world larger than a country ("Europe", "LATAM", "Worldwide").
    *text* is the board's wording.
    """

    city: str | None = None
    region: str | None = None
    country: str | None = None
    area: str | None = None
    text: str = ""


class Salary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Stated pay in whole units of *currency* (ISO 4217). One bound may be missing."""

    min: float | None = None
    max: float | None = None
    currency: str
    period: SalaryPeriod


class JobAttributes(msgspec.Struct, frozen=True, kw_only=True):
    """What a posting states of its job that is stored, summed up and shown as it stands.

    Each is a column of ``postings`` and of ``jobs``. *language* is a BCP 47 code. *years_min*: of
    experience that is asked for. *visa_sponsorship*: whether the employer offers it. *deadline*:
    the last day to apply, as the text states it.
    """

    workplace: Workplace
    seniority: Seniority | None
    employment_type: EmploymentType | None
    language: str | None
    years_min: int | None
    visa_sponsorship: VisaSponsorship | None
    deadline: date | None


class RawPosting(msgspec.Struct, frozen=True, kw_only=True):
    """One advertisement as a board stated it: the output of an adapter, not interpreted.

    Free texts stay free texts (``rules`` interprets them). A field the board does not state is
    None, never guessed. *description_html* is unescaped as often as the board escaped it, and
    not yet sanitised. *list_hash* identifies the version of the list entry if the full text
    needs a second request, see ``Source.detail``.
    """

    external_id: str
    title: str
    url: str
    apply_url: str | None = None
    company: str | None = None
    requisition_id: str | None = None
    locations: tuple[str, ...] = ()
    country: str | None = None
    workplace: str | None = None
    department: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    salary: Salary | None = None
    salary_text: str | None = None
    description_html: str | None = None
    posted_at: datetime | None = None
    updated_at: datetime | None = None
    expires_at: datetime | None = None
    language: str | None = None
    list_hash: bytes | None = None


class FieldEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A *field* of a posting that was not read from a field of the board, and what says so."""

    field: str
    text: str
    source: EvidenceSource = "text"


class Stated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the rules interpret of a ``RawPosting``, shortened, without its text.

    It is stored, so that a posting can be read again when a rule is improved.
    """

    title: str
    company: str | None = None
    locations: tuple[str, ...] = ()
    country: str | None = None
    workplace: str | None = None
    department: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    salary: Salary | None = None
    salary_text: str | None = None
    posted_at: datetime | None = None
    language: str | None = None


class Posting(JobAttributes, frozen=True, kw_only=True):
    """One advertisement on one source, normalised and safe to show.

    *remote_countries* and *remote_anywhere*: see ``rules.remote_countries``. *stated* was read by
    the version *rules* of ``rules.postings``. *field_evidence* says of which words of the text
    fields were read. *content_hash* changes when anything visible changes.
    *fingerprint* is equal for postings of one company with the same content, and is compared by
    exact merging; *sketch* and *requisition_key* are compared by ``rules.linkage``. *words*,
    *title_words* and *location_words* are indexed for search, see
    ``rules.words.searchable``. *skills* are slugs.
    """

    external_id: str
    title: str
    url: str
    apply_url: str | None
    company: str | None
    requisition_id: str | None
    locations: tuple[Location, ...]
    remote_countries: tuple[str, ...] = ()
    remote_anywhere: bool = False
    department: str | None
    salary: Salary | None
    annual_usd_min: int | None
    annual_usd_max: int | None
    description_html: str | None
    description_text: str
    posted_at: datetime | None
    updated_at: datetime | None
    expires_at: datetime | None
    list_hash: bytes | None
    stated: Stated
    rules: int
    field_evidence: tuple[FieldEvidence, ...] = ()
    content_hash: bytes
    fingerprint: bytes
    requisition_key: str | None
    sketch: bytes
    words: str
    title_words: str
    location_words: str
    skills: tuple[str, ...] = ()


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """An unreadable posting. *external_id* is None if even that was unreadable."""

    external_id: str | None
    reason: str


class RobotsDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What robots.txt says of an address: may it be requested, and how often its host.

    *line* is the rule that decided; None if none applies, or the file is too long to look for it.
    *crawl_delay_s*: seconds between requests that the host asks for, 0.0 if none.
    """

    allowed: bool
    line: str | None = None
    crawl_delay_s: float = 0.0


class PollHints(msgspec.Struct, frozen=True, kw_only=True):
    """How often a document asks to be read.

    *ttl_s*: seconds for which it need not be read again, 0.0 if it does not say. *skipped*: hours
    of the week, from Monday 00:00 UTC, in which it is not read.
    """

    ttl_s: float = 0.0
    skipped: tuple[int, ...] = ()


class DueSource(msgspec.Struct, frozen=True, kw_only=True):
    """What a scraper needs to know of its claimed source, and the scrape it works on.

    *robots* is what was last written of its address, *poll_hints* what its last answer with a body
    asked for. *etag* is the last cursor where the kind is ``sources.paging.Resumable``.
    *forgives*: an operator wants the host asked again despite earlier failures.
    *full_read_at*: when the board was last read in full, not answered 304. None: never, or before
    that was known. *validators_distrusted*: the board said once that nothing had changed, wrongly.
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
    full_read_at: datetime | None = None
    validators_distrusted: bool = False
    forgives: bool = False
    robots: RobotsDecision | None = None
    poll_hints: PollHints | None = None


class ScrapeStats(msgspec.Struct, kw_only=True):
    """What one reading cost and found, as in the scrape log. Bytes are counted on the wire.

    *robots* is what was said of the first request's address. *unknown_fields* counts values of
    postings that were left out, as they have another type.
    """

    http_requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    found: int = 0
    unknown_fields: int = 0
    robots: RobotsDecision | None = None


class ScrapeResult(msgspec.Struct, frozen=True, kw_only=True):
    """One complete reading of a board, on its way to the ingester.

    *whole* is False if the list may lack postings: then nothing missing may close. *windowed*: it
    was not meant to have more than the newest.
    *unchanged*: the board said so (304), and the postings are those of the last reading. *kept*:
    postings with an unchanged list entry, whose text was not fetched again. *more_rejects*
    counts the rejects that are not kept. *no_text*: for each posting whose full text was requested
    in vain, why. *ended*: ids of postings that the board says have ended. *cursor*: where the next
    reading goes on, stored as the source's ``etag``. *min_interval* is the shortest interval for
    the kind, *poll_after* how long the board itself asked us to wait. *poll_hints* are those of
    its document, which an answer without a body does not repeat.
    """

    source: DueSource
    min_interval: timedelta
    postings: tuple[Posting, ...] = ()
    kept: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    more_rejects: int = 0
    no_text: tuple[str, ...] = ()
    whole: bool = True
    windowed: bool = False
    ended: tuple[str, ...] = ()
    cursor: str | None = None
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    poll_after: timedelta | None = None
    poll_hints: PollHints | None = None
    stats: ScrapeStats = msgspec.field(default_factory=ScrapeStats)


class Previewed(msgspec.Struct, frozen=True, kw_only=True):
    """The first postings of a board as they would be stored, and what could not be read of it.

    *more_rejects* and *no_text*: see ``ScrapeResult``.
    """

    postings: tuple[Posting, ...]
    rejects: tuple[Reject, ...] = ()
    more_rejects: int = 0
    no_text: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a CV names a skill. *page* counts from 1; *text* is the context of the name."""

    page: int
    section: str
    text: str


class FoundSkill(msgspec.Struct, frozen=True, kw_only=True):
    """A skill that a CV names. *skill* is a slug, *confidence* between 0 and 1."""

    skill: str
    confidence: float
    evidence: tuple[Evidence, ...]


class SpokenLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """*code* is ISO 639-1; *level* is the CV's wording ("C1", "native", "fluent")."""

    code: str
    name: str
    level: str | None = None


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What one CV says.

    Attributes:
        sections: text by section (summary, experience, education, skills, languages,
            projects, certifications, other), in reading order.
        years_of_experience: from the dates of employment, overlaps counted once; None if it
            cannot be computed.
        skills: the certain ones, most certain first.
        maybe_skills: topics and doubtful names, which the user may accept.
    """

    pages: int
    sections: dict[str, str]
    years_of_experience: float | None
    languages: tuple[SpokenLanguage, ...]
    skills: tuple[FoundSkill, ...]
    maybe_skills: tuple[FoundSkill, ...] = ()


class ActorReport(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one actor of this process. Numbers count from the start of the process.

    Attributes:
        mailbox: waiting messages; *capacity*: the maximum. Both 0 without an inbox.
        last_error: the type of the last failure, without its message, which may quote users.
        processed: messages handled, or passes made.
        busy_seconds: time spent on them, including current ones.
    """

    name: str
    state: ActorState
    mailbox: int
    capacity: int
    restarts: int
    last_error: str | None
    processed: int
    busy_seconds: float
