"""Reminder planner: who is owed a reminder of what they track?

Reads    deadlines, applications and closings, and the preferences of their users.
Writes   ``reminders``: once each, with the moment from which the notifier owes them.
Sends    nothing: the scheduler finds them.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from jobscout import metrics
from jobscout.actors.base import Ticker

if TYPE_CHECKING:
    from jobscout.sql.reminders import Reminders

log = logging.getLogger(__name__)

INTERVAL_S: Final = 60.0  # so long somebody waits who saves a job shortly before its deadline


class ReminderPlanner(Ticker):
    name = "reminder_planner"

    def __init__(self, reminders: Reminders) -> None:
        super().__init__(INTERVAL_S)
        self._reminders = reminders

    async def tick(self) -> None:
        if added := await self._reminders.add_due(datetime.now(UTC)):
            metrics.REMINDERS.inc(added)
            log.info("reminders planned", extra={"added": added})
