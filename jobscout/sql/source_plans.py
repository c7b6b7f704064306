"""How often sources are read, planned for all of them so that the budgets hold."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import schedule
from jobscout.rules.freshness import DAY
from jobscout.rules.schedule import posting_rates, request_prices
from jobscout.sql import source_rates
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import asyncpg

    from jobscout.rules.schedule import Plan
    from jobscout.rules.schedule.posting_rates import RatePrior
    from jobscout.rules.schedule.request_prices import Budgets, Demand
    from jobscout.sql.database import Database

Q = load("source_plans")

PLAN_EVERY: Final = timedelta(hours=1)
PLAN_NEW_EVERY: Final = timedelta(minutes=1)
AUDIENCE_OF: Final = timedelta(days=28)
_LEARNT_FROM: Final = 1_000
"""Sources of which it is learnt what is usual."""
_AT_ONCE: Final = 250
"""Sources that a thread computes the demand of, and a statement stores the plan of."""


class _Asked(NamedTuple):
    source_id: int
    weight: float
    requests: float
    demand: Demand


class SourcePlans:
    def __init__(self, db: Database, budgets: Budgets) -> None:
        self._db = db
        self._budgets = budgets

    async def refresh(self) -> int:
        """Plan anew if it is time; how many sources were planned."""
        if not await self._db.value(Q.is_due, most=PLAN_EVERY, least=PLAN_NEW_EVERY):
            return 0
        audiences = {
            row["source_id"]: (row["alerts"], row["postings"])
            for row in await self._db.all(Q.audiences, since=AUDIENCE_OF)
        }
        learnt = await self._db.all(Q.learnt, most=_LEARNT_FROM)
        prior = await asyncio.to_thread(_prior, learnt)
        asked: list[_Asked] = []
        while rows := await self._db.all(
            Q.sources, after=asked[-1].source_id if asked else 0, most=_AT_ONCE
        ):
            asked += await asyncio.to_thread(_asked, rows, audiences, prior)
        demands = [one.demand for one in asked]
        prices = await asyncio.to_thread(request_prices.prices, demands, self._budgets)
        plans = [
            schedule.Plan(one.weight, one.requests, *price, prior)
            for one, price in zip(asked, prices, strict=True)
        ]
        for start in range(0, len(asked), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            await self._save([one.source_id for one in asked[part]], plans[part], prior)
        return len(asked)

    async def _save(
        self, source_ids: Sequence[int], plans: Sequence[Plan], prior: RatePrior
    ) -> None:
        weights, requests, prices, longest, bounds, _ = zip(*plans, strict=True)
        await self._db.run(
            Q.save,
            source_ids=source_ids,
            weights=weights,
            requests=requests,
            prices=prices,
            longest=longest,
            bounds=bounds,
            prior_postings=prior.postings,
            prior_weeks=prior.weeks,
        )


def _prior(rows: Sequence[asyncpg.Record]) -> RatePrior:
    now = datetime.now(UTC)
    seen = filter(None, map(source_rates.counts, rows))
    return posting_rates.learnt_prior([posting_rates.aged(one, now) for one in seen])


def _asked(
    rows: Sequence[asyncpg.Record],
    audiences: Mapping[int, tuple[int, int]],
    prior: RatePrior,
) -> list[_Asked]:
    now = datetime.now(UTC)
    asked = []
    for row in rows:
        seen = source_rates.counts(row)
        weight = schedule.weight(row["priority"], *audiences.get(row["id"], (0, 0)))
        requests = max(row["requests"] or 1.0, 1.0)
        shortest, stated_s = row["shortest_interval"], row["interval_seconds"]
        demand = request_prices.demand(
            row["host"],
            posting_rates.PRIOR_RATES if seen is None else posting_rates.hourly(seen, now, prior),
            weight=weight,
            requests=requests,
            shortest=max(shortest, schedule.MIN_INTERVAL),
            stated=None if stated_s is None else schedule.stated_interval(stated_s, shortest),
            is_new=now - row["created_at"] < DAY,
            crawl_delay_s=row["crawl_delay_s"],
        )
        asked.append(_Asked(row["id"], weight, requests, demand))
    return asked
