"""One reason for a job, as it is stored and shown."""

from __future__ import annotations

import msgspec


class Reason(msgspec.Struct, frozen=True):
    """One reason for a job. *weight* is its part of the score, below 0 for one against it."""

    kind: str
    text: str
    weight: float
