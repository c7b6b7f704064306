"""One new job against many searches: ``rules.matching.Matcher`` beside plainer ways."""

from __future__ import annotations

import gc
import inspect
import time
from typing import TYPE_CHECKING, Any

from benchmarks.peer_matching import Gin, JudgeEach, Loop
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.sample_searches import searches
from benchmarks.samples import COMPANY, postings
from benchmarks.world import world
from jobscout.rules.matching import Matcher
from jobscout.rules.searches import JobFeatures

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks.peer_matching import Matches
    from benchmarks.world import World
    from jobscout.rules.searches import SearchCriteria

    Way = Callable[[JobFeatures], "Matches | Awaitable[Matches]"]

MANY = (1_000, 10_000, 100_000)
JOBS = 25
ROUNDS = 5
MAX_JUDGED = 1_000  # above, judging each search from scratch takes minutes


async def run() -> None:
    jobs = _job_features()
    async with world() as servers:
        await servers.migrated("matching")
        rows = [await _row(searches(many), jobs, servers) for many in MANY]
    table(
        f"matching: one job against N searches, ms a job; medians over {JOBS} jobs and"
        f" {ROUNDS} rounds",
        ("N", "matches", "ours", "loop", "ratio", "SQL GIN", "ratio", "judge each", "ours' index"),
        rows,
        "Loop: everything prepared, and a search left at its first condition that fails.",
        "SQL GIN: PostgreSQL chooses, then the same scoring. All found the same, with reasons.",
        "docs/performance.md, matches found but not scored: loop / terms in a dict"
        " 4.6x at 10,000 and 2.6x at 100,000.",
    )


def _job_features() -> list[JobFeatures]:
    return [
        JobFeatures(
            id=n,
            title=one.title,
            company_slug="bench-works",
            company_name=COMPANY,
            locations=one.locations,
            workplace=one.workplace,
            seniority=one.seniority,
            employment_type=one.employment_type,
            annual_usd_min=one.annual_usd_min,
            annual_usd_max=one.annual_usd_max,
            text=one.description_text,
        )
        for n, one in enumerate(postings(JOBS, seed=11))
    ]


async def _row(
    criteria: Sequence[SearchCriteria], jobs: Sequence[JobFeatures], servers: World
) -> list[str]:
    began = time.perf_counter()
    matcher = Matcher(criteria)
    built_s = time.perf_counter() - began
    loop = Loop(criteria)
    gin = await Gin.over(loop, servers.url("matching"))
    ways: dict[str, Way] = {"ours": matcher.match, "loop": loop.match, "gin": gin.match}
    if len(criteria) <= MAX_JUDGED:
        ways["judge"] = JudgeEach(criteria).match
    gc.collect()
    gc.freeze()  # a full collection walks all searches, in whoever's turn it falls
    try:
        times, found = await _rounds(ways, jobs)
    finally:
        gc.unfreeze()
        await gin.close()
    share = found / len(jobs) / len(criteria)
    ms = {name: median(each) * 1000 for name, each in times.items()}
    return [
        f"{len(criteria):,}",
        f"{share:.2%}",
        number(ms["ours"]),
        number(ms["loop"]),
        ratio(ms["loop"], ms["ours"]),
        number(ms["gin"]),
        ratio(ms["gin"], ms["ours"]),
        number(ms["judge"]) if "judge" in ms else "-",
        f"{number(built_s)} s",
    ]


async def _rounds(
    ways: dict[str, Way], jobs: Sequence[JobFeatures]
) -> tuple[dict[str, list[float]], int]:
    """Seconds of every job in every way, and how many matches there are of all jobs."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    found = 0
    for n in range(ROUNDS + 1):
        for job in jobs:
            answers: dict[str, Any] = {}
            for name, match in ways.items():
                if name == "judge" and n > 1:
                    continue
                began = time.perf_counter()
                said = match(job)
                answers[name] = await said if inspect.isawaitable(said) else said
                if n:  # the first round is for warmth, and thrown away
                    times[name].append(time.perf_counter() - began)
            for name, answer in answers.items():
                must_equal(f"matches of {job.title!r}: {name} and ours", answers["ours"], answer)
            found += 0 if n else len(answers["ours"])
    if not found:
        raise RuntimeError("no job matches any search, so there is nothing to measure")
    return times, found
