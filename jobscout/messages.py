"""Messages between actors: facts in the past tense, with ids.

Every message may arrive twice or not at all; the rows it names decide.
"""

from __future__ import annotations

import msgspec

from jobscout.model import DueSource, ScrapeResult


class RowDue(msgspec.Struct, frozen=True):
    """A row waits to be claimed."""

    id: int


class ScrapeClaimed(msgspec.Struct, frozen=True):
    """A board is to be read by this process. *host* is that of its source."""

    due: DueSource
    host: str


class BoardScraped(msgspec.Struct, frozen=True):
    """A board was read; if the message is lost, it is read again."""

    result: ScrapeResult


class JobsStored(msgspec.Struct, frozen=True):
    """Jobs that are not matched with searches yet."""

    job_ids: tuple[int, ...]


class AlertsCreated(msgspec.Struct, frozen=True):
    """Users who have alerts without a delivery."""

    user_ids: tuple[int, ...]


class CVUploaded(RowDue, frozen=True):
    """A CV is to be read."""


class AccountMailDue(RowDue, frozen=True):
    """A mail about an account is to be sent."""


class ErasureDue(RowDue, frozen=True):
    """The account of an erasure was closed long enough ago."""


class DeliveryDue(RowDue, frozen=True):
    """A mail or push is to be sent."""


class RecentSearchDue(RowDue, frozen=True):
    """A search was added or changed, and recent jobs are to be shown."""


class WebhookDue(msgspec.Struct, frozen=True):
    """A request to a user's webhook is due."""

    user_id: int


class UserChannelDue(RowDue, frozen=True):
    """A message to a channel that a user added is due."""
