"""Metrics: Prometheus' conventions, few labels, and rules and a dashboard that ask for what is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout import actor_metrics, metrics
from jobscout.actors.base import Consumer, Ticker
from jobscout.actors.supervisor import Supervisor
from jobscout.errors import OWNERS, Outage
from jobscout.inbox import Inbox
from jobscout.sql.database import PoolUse
from tests.promtool import needs_promtool, promtool

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).parents[2]
ALERTS = ROOT / "deploy" / "prometheus" / "alerts.yml"
CASES = ROOT / "deploy" / "prometheus" / "alerts_test.yml"
DASHBOARD = json.loads((ROOT / "deploy" / "grafana" / "jobscout.json").read_text("utf-8"))
LABELS = {
    *("method", "route", "status", "part", "actor", "outcome", "kind", "error_kind", "event"),
    *("channel", "state", "held_back", "version", "python", "owner", "reason", "stage"),
}
NOT_OURS = ("process_", "python_")
SUFFIXES = {
    "counter": ("_total",),
    "histogram": ("_bucket", "_count", "_sum"),
    "gauge": ("",),
    "info": ("_info",),
}


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def exposed() -> set[str]:
    """Every name that ``/metrics`` has, of series that have no values yet as well."""
    return {
        family.name + suffix
        for family in REGISTRY.collect()
        for suffix in SUFFIXES.get(family.type, ("",))
    }


def queries() -> list[str]:
    """What the dashboard asks."""

    def asked(panels: list[dict[str, Any]]) -> Iterator[str]:
        for panel in panels:
            for target in panel.get("targets", ()):
                yield target["expr"]
            yield from asked(panel.get("panels", []))

    return list(asked(DASHBOARD["panels"]))


def names(text: str) -> set[str]:
    """The metrics that a text of rules or queries names."""
    return set(re.findall(r"\b(?:jobscout|process|python)_[a-z_]+\b", text))


@pytest.mark.parametrize(
    "family",
    [each for each in REGISTRY.collect() if not each.name.startswith(NOT_OURS)],
    ids=lambda family: family.name,
)
def test_conventions(family: Any) -> None:
    """Each has our prefix, a help text, a base unit at its end, and labels that are known here."""
    assert re.fullmatch(r"jobscout(_[a-z]+)+", family.name)
    assert family.documentation.endswith(".")
    assert not re.search(
        r"_(total|count|sum|bucket|ms|milliseconds|minutes|hours|percent|kb|gauge|histogram)$",
        family.name,
    )
    if family.type == "histogram":
        assert family.name.endswith("_seconds")
    used = {label for sample in family.samples for label in sample.labels}
    assert used - {"le"} <= LABELS


def test_every_bucket_is_above_the_one_before() -> None:
    """Buckets reach from what is quick to what is an accident."""
    for buckets in (metrics._FAST, metrics._SLOW, metrics._FRESH):
        assert list(buckets) == sorted(set(buckets))


def test_build_info() -> None:
    """The version that runs is a label."""
    (info,) = [family for family in REGISTRY.collect() if family.name == "jobscout_build"]

    assert info.samples[0].labels["version"]
    assert info.samples[0].labels["python"].startswith("3.")


def test_kinds_of_boards_are_ours() -> None:
    """A kind or an error that we do not know becomes no label."""
    before = value("jobscout_scrapes_total", kind="unknown", outcome="failed")

    actor_metrics.count_failure("lever", "changed")
    actor_metrics.count_failure("https://evil.example/42", "made-up")
    actor_metrics.count_failure(None, "internal")

    assert value("jobscout_scrapes_total", kind="unknown", outcome="failed") == before + 2
    assert (
        value("jobscout_scrape_failures_total", kind="unknown", error_kind="unknown", owner="ours")
        >= 1
    )
    failed = {"kind": "lever", "error_kind": "changed", "owner": "board"}
    assert value("jobscout_scrape_failures_total", **failed) >= 1
    series = [sample.labels for sample in next(iter(metrics.SCRAPE_FAILURES.collect())).samples]
    assert {labels["error_kind"] for labels in series} <= {*OWNERS, "unknown"}
    assert not [labels for labels in series if "evil" in labels["kind"]]


class Counting(Consumer[int]):
    """0 is an outage."""

    name = "counting"

    async def handle(self, message: int) -> None:
        if message == 0:
            raise Outage("away")


class Nesting(Consumer[int]):
    """Does a further message at once, as one that finds no room in the inbox."""

    name = "nesting"

    async def handle(self, message: int) -> None:
        if message:
            await self.attempt(message - 1)


class Ticking(Ticker):
    name = "ticking"

    async def tick(self) -> None:
        await self.stop()


async def test_what_an_actor_does_is_measured() -> None:
    """Each message's wait and work, in an outage too; each pass of a clock."""
    inbox: Inbox[int] = Inbox("counting", 4)
    actor = Counting(inbox)
    for message in (1, 0):
        await inbox.put(message)
    with pytest.raises(ExceptionGroup):
        await actor.run()
    await Ticking(1.0).run()

    assert value("jobscout_inbox_wait_seconds_count", actor="counting") == 2
    assert value("jobscout_actor_busy_seconds_count", actor="counting") == 2
    assert value("jobscout_actor_messages_total", actor="counting", outcome="ok") == 1
    assert value("jobscout_actor_messages_total", actor="counting", outcome="outage") == 1
    assert value("jobscout_actor_busy_seconds_count", actor="ticking") == 1


async def test_time_is_counted_once() -> None:
    """An actor's own report and the metrics agree on how long it was busy with how many."""
    inbox: Inbox[int] = Inbox("nesting", 4)
    actor = Nesting(inbox)
    await inbox.put(1)
    await actor.stop()
    await actor.run()

    assert actor.work.done == value("jobscout_actor_busy_seconds_count", actor="nesting") == 1
    assert actor.work.busy_s == value("jobscout_actor_busy_seconds_sum", actor="nesting")
    assert value("jobscout_actor_messages_total", actor="nesting", outcome="ok") == 2


async def test_sample() -> None:
    """Inboxes, actors and the pool are measured when somebody asks."""
    inbox: Inbox[int] = Inbox("counting", 4)
    await inbox.put(1)
    supervisor = Supervisor([Counting(inbox), Ticking(1.0)])
    supervisor.states |= {"counting": "outage", "ticking": "running"}

    actor_metrics.sample(supervisor.report(), PoolUse(2, 5, 30))

    assert value("jobscout_inbox_messages", actor="counting") == 1
    assert value("jobscout_inbox_capacity", actor="counting") == 4
    assert value("jobscout_actor_running", actor="counting") == 0
    assert value("jobscout_actor_running", actor="ticking") == 1
    assert value("jobscout_db_connections", state="busy") == 2
    assert value("jobscout_db_connections", state="idle") == 3
    assert value("jobscout_db_connections_max") == 30


def test_rules_ask_for_what_is() -> None:
    """Every metric that a rule or its test names is exported."""
    for path in (ALERTS, CASES):
        asked = names(path.read_text("utf-8"))
        assert asked
        assert asked <= exposed()


def test_dashboard_asks_for_what_is() -> None:
    """Every metric of the dashboard is exported, and each of ours that is worth it is there."""
    asked = names("\n".join(queries()))

    assert asked <= exposed()
    families = {name for name in exposed() if name.startswith("jobscout_")}
    shown = {re.sub(r"_(bucket|sum|count)$", "", name) for name in asked}
    assert {re.sub(r"_(bucket|sum|count)$", "", name) for name in families} - shown == set()


def test_dashboard_can_be_imported() -> None:
    """It names no data source and no id of any machine, and every panel says what it shows."""
    assert DASHBOARD["id"] is None
    variables = {each["name"]: each["type"] for each in DASHBOARD["templating"]["list"]}
    assert variables == {"datasource": "datasource", "job": "query"}
    assert [each["current"] for each in DASHBOARD["templating"]["list"]] == [{}, {}]
    text = json.dumps(DASHBOARD)
    assert set(re.findall(r'"uid": "([^"]*)"', text)) == {"jobscout", "${datasource}"}
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))
    rows = [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"]
    assert rows == [
        *("Overview", "Users", "Boards", "Alerts and deliveries", "CVs", "Actors"),
        "PostgreSQL pool",
    ]
    for panel in DASHBOARD["panels"]:
        assert panel["title"]
        if panel["type"] != "row":
            assert panel["fieldConfig"]["defaults"]["unit"]


def rules() -> dict[str, str]:
    """The text of each rule by its name."""
    parts = re.split(r"^ +- alert: ", ALERTS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {part.split("\n", 1)[0]: part for part in parts}


def test_every_rule_says_what_to_do() -> None:
    """A severity, a summary, and a runbook that is there; it knows no rule that is not."""
    guide = (ROOT / "docs" / "operating.md").read_text("utf-8")
    headings = set(re.findall(r"^### (JobScout\w+)$", guide, re.MULTILINE))

    assert headings == set(rules())
    for name, text in rules().items():
        assert re.search(r"severity: (critical|warning)$", text, re.MULTILINE), name
        assert re.search(r'summary: "..', text), name
        assert f"runbook_url: docs/operating.md#{name.lower()}\n" in text


def test_every_rule_is_tried_both_ways() -> None:
    """``alerts_test.yml`` has a world in which each rule fires, and one in which it must not."""
    cases = re.findall(
        r"alertname: (\w+)\n +exp_alerts:( \[\])?$", CASES.read_text("utf-8"), re.MULTILINE
    )

    assert {name for name, nothing in cases if not nothing} == set(rules())
    assert {name for name, nothing in cases if nothing} == set(rules())


@needs_promtool
def test_promtool_on_the_rules() -> None:
    """The rules are valid, and fire when they must and only then."""
    for asked in (
        ("check", "rules", str(ALERTS)),
        ("test", "rules", str(CASES)),
        ("check", "config", str(ALERTS.with_name("prometheus.yml"))),
    ):
        code, said = promtool(*asked)
        assert code == 0, said


@needs_promtool
def test_promtool_on_the_dashboard(tmp_path: Path) -> None:
    """Every query of the dashboard is one."""
    lines = ["groups:", "  - name: dashboard", "    rules:"]
    for number, query in enumerate(queries()):
        asked = query.replace("$__rate_interval", "5m")
        lines += [f"      - record: dashboard:query{number}", f"        expr: {json.dumps(asked)}"]
    path = tmp_path / "dashboard.yml"
    path.write_text("\n".join(lines), "utf-8")

    code, said = promtool("check", "rules", str(path))

    assert code == 0, said
    assert f"{len(queries())} rules found" in said
