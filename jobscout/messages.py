"""What actors say to each other: facts in the past tense, carrying ids.

Every message may come twice or not at all; the rows it names decide.
"""

from __future__ import annotations

import msgspec

from jobscout.model import ScrapeResult


class ScrapeQueued(msgspec.Struct, frozen=True):
    """A scrape row waits to be claimed."""

    scrape_id: int


class BoardScraped(msgspec.Struct, frozen=True):
    """A board was read; lost with the process, it is simply read again."""

    reading: ScrapeResult


class JobsStored(msgspec.Struct, frozen=True):
    """Jobs that no search has been asked about yet."""

    job_ids: tuple[int, ...]


class AlertsCreated(msgspec.Struct, frozen=True):
    """People who have alerts that no delivery bears yet."""

    user_ids: tuple[int, ...]


class CVUploaded(msgspec.Struct, frozen=True):
    """A CV waits to be claimed and read."""

    cv_id: int


class AccountMailOwed(msgspec.Struct, frozen=True):
    """A mail about an account waits to be claimed and sent."""

    mail_id: int


class ErasureDue(msgspec.Struct, frozen=True):
    """The account behind an erasure was closed long enough ago."""

    erasure_id: int


class DeliveryOwed(msgspec.Struct, frozen=True):
    """A mail or push waits to be claimed and sent."""

    delivery_id: int


class WebhookOwed(msgspec.Struct, frozen=True):
    """A call to the webhook of a person is due."""

    user_id: int
