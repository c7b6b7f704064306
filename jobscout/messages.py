"""Messages between actors: facts in the past tense, with ids.

Every message may arrive twice or not at all; the rows it names decide.
"""

from __future__ import annotations

import msgspec

from jobscout.model import ScrapeResult


class ScrapeQueued(msgspec.Struct, frozen=True):
    """A scrape row waits to be claimed."""

    scrape_id: int


class BoardScraped(msgspec.Struct, frozen=True):
    """A board was read; if the message is lost, it is read again."""

    reading: ScrapeResult


class JobsStored(msgspec.Struct, frozen=True):
    """Jobs that are not matched with searches yet."""

    job_ids: tuple[int, ...]


class AlertsCreated(msgspec.Struct, frozen=True):
    """Users who have alerts without a delivery."""

    user_ids: tuple[int, ...]


class CVUploaded(msgspec.Struct, frozen=True):
    """A CV waits to be claimed and read."""

    cv_id: int


class AccountMailOwed(msgspec.Struct, frozen=True):
    """An account mail waits to be claimed and sent."""

    mail_id: int


class ErasureDue(msgspec.Struct, frozen=True):
    """The account of an erasure was closed long enough ago."""

    erasure_id: int


class DeliveryOwed(msgspec.Struct, frozen=True):
    """A mail or push waits to be claimed and sent."""

    delivery_id: int


class WebhookOwed(msgspec.Struct, frozen=True):
    """A request to a user's webhook is due."""

    user_id: int
