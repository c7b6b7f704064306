"""What actors say to each other: facts in the past tense, carrying ids.

Every message may come twice or not at all; the rows it names decide.
"""

from __future__ import annotations

import msgspec

from jobscout.model import ScrapeResult


class RowDue(msgspec.Struct, frozen=True):
    """A row waits to be claimed."""

    id: int


class ScrapeQueued(RowDue, frozen=True):
    """A board is to be read."""


class BoardScraped(msgspec.Struct, frozen=True):
    """A board was read; lost with the process, it is simply read again."""

    reading: ScrapeResult


class JobsStored(msgspec.Struct, frozen=True):
    """Jobs that no search has been asked about yet."""

    job_ids: tuple[int, ...]


class AlertsCreated(msgspec.Struct, frozen=True):
    """People who have alerts that no delivery bears yet."""

    user_ids: tuple[int, ...]


class CVUploaded(RowDue, frozen=True):
    """A CV is to be read."""


class AccountMailDue(RowDue, frozen=True):
    """A mail about an account is to be sent."""


class ErasureDue(RowDue, frozen=True):
    """The account behind an erasure was closed long enough ago."""


class DeliveryDue(RowDue, frozen=True):
    """A mail or push is to be sent."""


class WebhookDue(msgspec.Struct, frozen=True):
    """A call to the webhook of a person is due."""

    user_id: int
