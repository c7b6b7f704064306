"""What is asked of the rate limiter for a call, and its answer."""

from __future__ import annotations

import msgspec


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A rate limiter's decision: whether the call may pass, and what is left. Whole seconds."""

    allowed: bool
    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int = 0


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What the calls of *key* may cost: *seconds* of database time in *period_s* seconds."""

    key: str
    seconds: float
    period_s: int


class RateLimitRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A counted call: one of *limit* that *key* has in *period_s* seconds.

    With a *budget*, it may pass only while the budget is not used up.
    """

    key: str
    limit: int
    period_s: int
    budget: Budget | None = None


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """Redis's answer about a request. *has_ended*: whether its session has; None: unknown.

    *grant* is the rate limit's decision, None if nothing was counted; *is_spent*: it refuses
    because the budget is used up.
    """

    has_ended: bool | None
    grant: Grant | None
    is_spent: bool = False
