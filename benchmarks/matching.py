"""One new job against many searches: the index of searches beside plainer ways."""

from __future__ import annotations

import gc
import inspect
import time
from typing import TYPE_CHECKING, Any

from benchmarks import matching_alerts, matching_index
from benchmarks.matching_jobs import job_features
from benchmarks.peer_matching import Gin, JudgeEach, Loop
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.sample_searches import searches
from benchmarks.world import world
from jobscout.rules.matching import Judge, passing
from jobscout.rules.search_index import SearchIndex
from jobscout.rules.searches import PreparedJob

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks.peer_matching import Matches
    from benchmarks.world import World
    from jobscout.rules.searches import JobFeatures, SearchCriteria

    Way = Callable[[JobFeatures], "Matches | Awaitable[Matches]"]

MANY = (1_000, 10_000, 100_000)
JOBS = 25
ROUNDS = 5
MAX_JUDGED = 1_000  # above, judging each search from scratch takes minutes


async def run() -> None:
    async with world() as servers:
        indexed = [await matching_index.row(many, servers) for many in matching_index.INDEXED]
        table(
            "matching: an index of N searches",
            matching_index.HEADER,
            indexed,
            *matching_index.NOTES,
        )
        alerts = [await matching_alerts.row(servers)]
        table("matching: storing alerts", matching_alerts.HEADER, alerts, *matching_alerts.NOTES)
        await servers.migrated("matching")
        jobs = job_features(JOBS)
        rows = [await _row(searches(many), jobs, servers) for many in MANY]
    table(
        f"matching: one job against N searches, found and scored, ms a job; medians over {JOBS}"
        f" jobs and {ROUNDS} rounds",
        ("N", "matches", "ours", "loop", "ratio", "SQL GIN", "ratio", "judge each", "ours' index"),
        rows,
        "Loop: everything prepared, and a search left at its first condition that fails.",
        "SQL GIN: PostgreSQL chooses, then the same scoring. All found the same, with reasons.",
        "docs/performance.md, matches found but not scored: loop / terms in a dict"
        " 4.6x at 10,000 and 2.6x at 100,000.",
    )


class Indexed:
    """The index, and all searches prepared, as if their rows had been read."""

    def __init__(self, criteria: Sequence[SearchCriteria]) -> None:
        self._index = SearchIndex()
        for one in criteria:
            self._index.put(one)
        self._judges = {one.id: Judge.of(one) for one in criteria}

    def match(self, features: JobFeatures) -> Matches:
        job = PreparedJob(features)
        return list(passing(map(self._judges.__getitem__, self._index.find(job)), job))


async def _row(
    criteria: Sequence[SearchCriteria], jobs: Sequence[JobFeatures], servers: World
) -> list[str]:
    began = time.perf_counter()
    ours = Indexed(criteria)
    built_s = time.perf_counter() - began
    loop = Loop(criteria)
    gin = await Gin.over(loop, servers.url("matching"))
    ways: dict[str, Way] = {"ours": ours.match, "loop": loop.match, "gin": gin.match}
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
