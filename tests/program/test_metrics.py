"""The metrics of a program that has read boards, sent mail and met strange callers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from yarl import URL

from jobscout.errors import OWNERS
from jobscout.http.routes import ROUTES
from jobscout.sources import ALL
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.drills import drill
from tests.program import boards, mailbox
from tests.program.conftest import (
    copy_migrated,
    fill,
    folder_for_a_program,
    open_database,
)
from tests.program.program import running
from tests.promtool import needs_promtool, promtool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

USERS = {"ada@example.org": [{"name": "All", "titles": ["engineer", "developer", "manager"]}]}
NEW = "Engineer of what was not there before"
STRANGE = [
    ("GET", "/jobs/4242"),
    ("GET", "/jobs/sesame"),
    ("GET", "/companies/sesame/"),
    ("GET", "/sesame/%2e%2e/%2e%2e/etc/passwd"),
    ("GET", "/jobs/../sesame"),
    ("GET", "/unsubscribe?token=sesame"),
    ("GET", "/downloads/sesame"),
    ("DELETE", "/users/me/cv/sesame"),
    ("POST", "/sources/sesame/scrape"),
    ("SESAME", "/jobs"),
    ("TRACE", "/sesame"),
    ("OPTIONS", "/jobs"),
    ("HEAD", "/health"),
]


async def metrics_text(data_dir: Path) -> str:
    """The numbers of a program that has done some of everything."""
    board = make_board()
    async with boards.serving(board) as base_url, mailbox.receiving() as (_, smtp_url):
        async with open_database(data_dir) as db:
            sources = [{**one, "interval_seconds": 1} for one in demo.sources(base_url)]
            await fill(db, sources, USERS)
        host = base_url.removeprefix("http://")
        settings = {"SEED": "none", "FETCH_ALLOW": host, "SMTP_URL": smtp_url}
        async with running(data_dir, settings) as program:
            for one in sources:
                await program.until("scrape finished", 1, source=one["name"], status="ok")
            await program.until("delivery sent", 1)
            board[WORLD].publish("acacia-pay", title=NEW, location_key="nairobi-hybrid")
            await program.until("delivery sent", 1, titles=[NEW])
            async with aiohttp.ClientSession() as session:
                for method, path in STRANGE:
                    url = URL(program.url + path, encoded=True)
                    async with session.request(method, url):
                        pass
                async with session.get(f"{program.url}/metrics") as answer:
                    assert answer.status == 200
                    text = await answer.text()
            assert await program.stop() == 0
    return text


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with folder_for_a_program(tmp_path_factory.mktemp("metrics") / "data") as folder:
        copy_migrated(folder)
        yield asyncio.run(metrics_text(folder))


def values(text: str, label: str) -> set[str]:
    """Every value that a label has anywhere."""
    return {
        sample.labels[label]
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if label in sample.labels
    }


def value(text: str, name: str, **labels: str) -> float:
    """The sum of the series of *name* that bear these labels."""
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


@needs_promtool
def test_promtool_on_the_numbers(text: str) -> None:
    """Prometheus' own checker finds nothing to say about what a running program exports."""
    assert promtool("check", "metrics", given=text) == (0, "")


def test_labels_are_words_of_ours(text: str) -> None:
    """Routes are those of the route table, and nothing that a caller or a board said is a label."""
    assert "sesame" not in text.lower()
    assert "passwd" not in text
    assert values(text, "route") <= {route.path for route in ROUTES} | {"unmatched"}
    assert {"/jobs/{id}", "/companies/{slug}", "/sources/{id}/scrape", "unmatched"} <= values(
        text, "route"
    )
    methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"}
    assert values(text, "method") <= methods
    assert "OTHER" in values(text, "method")
    assert values(text, "error_kind") <= {*OWNERS, "unknown"}
    scraped = {
        sample.labels["kind"]
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if family.name.startswith("jobscout_scrape")
    }
    assert scraped <= {*(source.kind for source in ALL), "unknown"}


def test_every_stage_has_told(text: str) -> None:
    """From a board to a mail, each stage has left its numbers."""
    assert value(text, "jobscout_scrapes_total", outcome="ok") >= 1
    assert value(text, "jobscout_postings_total", event="new") >= 1
    assert value(text, "jobscout_match_duration_seconds_count") >= 1
    assert value(text, "jobscout_alerts_total") >= 1
    assert value(text, "jobscout_deliveries_total", channel="email", outcome="sent") >= 1
    assert value(text, "jobscout_freshness_seconds_count", held_back="false") >= 1
    assert value(text, "jobscout_actor_messages_total", actor="ingester", outcome="ok") >= 1
    assert value(text, "jobscout_inbox_wait_seconds_count", actor="notifier") >= 1
    assert value(text, "jobscout_actor_busy_seconds_count", actor="scheduler") >= 1
    assert value(text, "jobscout_actor_running", actor="matcher") == 1
    assert value(text, "jobscout_actor_restarts_total") == 0
    assert value(text, "jobscout_db_connection_wait_seconds_count") >= 1
    assert value(text, "jobscout_db_connections_max") == 30
    assert value(text, "jobscout_db_connections", state="idle") >= 1
    assert value(text, "jobscout_loop_lag_seconds_count") >= 1
    assert value(text, "jobscout_build_info") == 1
    assert value(text, "process_start_time_seconds") > 0
    assert values(text, "part") == {"db", "redis", "disk", "actors", "migrations"}
    assert value(text, "jobscout_ready") == 5
