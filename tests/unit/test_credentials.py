"""Kinds that need a key: who gets it, who does not, and what happens without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobscout import redaction, worker_processes
from jobscout.errors import BadConfig, SourceError
from jobscout.messages import ScrapeClaimed
from jobscout.model import ScrapeStats
from jobscout.rules import source_health
from jobscout.settings import _READERS, CREDENTIALS, from_env
from jobscout.sources import ALL, by_kind, unconfigured
from jobscout.sources.base import Keyed
from tests.rows import due_source
from tests.sources.conformance import KINDS, saved
from tests.unit.fakes_flow import FakeFetcher, FakeScrapes, run_to_end
from tests.unit.scraping import CLAIMED, board_reader, scraper

if TYPE_CHECKING:
    from jobscout.sources.base import Source

GIVEN = {name: f"{name}-hunter2" for name in CREDENTIALS}
KEYED = [source for source in ALL if isinstance(source, Keyed)]
every_keyed_source = pytest.mark.parametrize("source", KEYED, ids=lambda source: source.kind)


async def nothing() -> None:
    """A board changed."""


def of(source: Source) -> dict[str, Any]:
    return {"kind": source.kind, "config": KINDS[source.kind].config}


def test_every_credential_is_a_setting_of_one_kind() -> None:
    named = [name for source in KEYED for name in source.credentials]

    assert len(set(named)) == len(named)
    assert set(named) == set(CREDENTIALS)
    assert set(CREDENTIALS) <= _READERS.keys()


def test_settings_give_the_credentials_that_are_set() -> None:
    settings = from_env({"RELIEFWEB_APPNAME": "a-name", "REED_KEY": " "})

    assert settings.credentials == {"RELIEFWEB_APPNAME": "a-name"}


def test_kinds_that_lack_a_setting() -> None:
    assert unconfigured(GIVEN) == {}
    assert unconfigured({})["reliefweb"] == "RELIEFWEB_APPNAME"
    assert set(unconfigured({})) == {source.kind for source in KEYED}


@every_keyed_source
def test_requests_of_the_adapter_have_no_credential(source: Source) -> None:
    """Only the proof has it: requests go to worker processes, and their URLs into errors."""
    assert isinstance(source, Keyed)
    config = KINDS[source.kind].config
    proof = source.proof(GIVEN)

    assert "hunter2" in str(proof) or "aHVudGVyMg" in str(proof) or proof.headers
    assert "hunter2" not in str(source.first_request(config))
    for posting in source.parse(saved(source), config, source.first_request(config)).postings:
        assert "hunter2" not in str(source.detail(posting, config))


@every_keyed_source
async def test_reading_shows_the_proof_with_every_request(source: Source) -> None:
    assert isinstance(source, Keyed)
    fetcher = FakeFetcher(lambda _: saved(source))
    reader = board_reader(fetcher, credentials=GIVEN)

    await reader.read(due_source(**of(source)), ScrapeStats(), nothing)
    await reader.preview(due_source(**of(source)), 1)
    await reader.count(source.kind, of(source)["config"])

    assert len(fetcher.proofs) >= 3
    assert fetcher.proofs == [source.proof(GIVEN)] * len(fetcher.proofs)


@every_keyed_source
async def test_no_credential_for_another_host(source: Source) -> None:
    """An admin who moves a board by base_url does not get the operator's key."""
    fetcher = FakeFetcher(lambda _: saved(source))
    reader = board_reader(fetcher, credentials=GIVEN)
    config = {**of(source)["config"], "base_url": "https://collector.example"}
    due = due_source(**of(source) | {"config": config})

    for attempt in (
        lambda: reader.read(due, ScrapeStats(), nothing),
        lambda: reader.preview(due, 1),
        lambda: reader.count(source.kind, config),
    ):
        with pytest.raises(BadConfig, match=r"base_url: .* its own host only"):
            await attempt()
    with pytest.raises(BadConfig, match="its own host only"):
        reader.check(source.kind, config)

    assert fetcher.asked == []


async def test_worker_processes_get_no_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[Any] = []

    async def compute(function: Any, *arguments: Any, **_: Any) -> Any:
        passed.append(arguments)
        return function(*arguments)

    monkeypatch.setattr(worker_processes, "compute", compute)
    source = by_kind("reliefweb")
    reader = board_reader(FakeFetcher(lambda _: saved(source)), credentials=GIVEN)

    await reader.read(due_source(**of(source)), ScrapeStats(), nothing)

    assert passed
    assert "hunter2" not in str(passed)


async def test_other_kinds_show_nothing() -> None:
    fetcher = FakeFetcher(lambda _: saved(by_kind("lever")))

    await board_reader(fetcher, credentials=GIVEN).read(
        due_source(**of(by_kind("lever"))), ScrapeStats(), nothing
    )

    assert fetcher.proofs == [None]


@every_keyed_source
async def test_without_a_setting_nothing_is_asked(source: Source) -> None:
    """The error names the settings, and is no failure of the host's or the board's."""
    fetcher = FakeFetcher(lambda _: saved(source))
    reader = board_reader(fetcher)

    for reading in (
        reader.read(due_source(**of(source)), ScrapeStats(), nothing),
        reader.preview(due_source(**of(source)), 1),
        reader.count(source.kind, of(source)["config"]),
    ):
        with pytest.raises(SourceError, match=unconfigured({})[source.kind]) as caught:
            await reading
        assert caught.value.kind == "unconfigured"
    assert fetcher.asked == []


async def test_scrape_that_waited_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    """The setting was taken away meanwhile: no alarm, no warning."""
    counted: list[str] = []
    scrapes = FakeScrapes(failures=0)
    claimed = ScrapeClaimed(due_source(kind="reliefweb", config={}), CLAIMED.host)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "jobscout.actor_metrics.count_failure", lambda _kind, error: counted.append(error)
        )
        await run_to_end(scraper(FakeFetcher(lambda _: b""), scrapes=scrapes), claimed)

    ((_, error, _),) = scrapes.failed
    assert error.kind == "unconfigured"
    assert counted == []
    assert [record.message for record in caplog.records if record.levelname != "INFO"] == []


def test_health_names_the_setting() -> None:
    """A paused source stays paused: an operator wants it so."""
    health = source_health.health("failing", "NAV_TOKEN")

    assert health == "unconfigured"
    assert source_health.health("paused", "NAV_TOKEN") == "paused"
    assert source_health.health("failing", None) == "failing"
    assert (
        source_health.reason(
            health, error_kind="refused", error="x", never_read=True, lacks="NAV_TOKEN"
        )
        == "Not read: boards of this kind need the setting NAV_TOKEN."
    )


def test_logs_know_the_names_of_these_fields() -> None:
    """What a library's message quotes is removed like other keys."""
    for said in (
        "appname=hunter2",
        "Authorization: Bearer hunter2",
        "'Authorization-Key': 'hunter2'",
    ):
        assert "hunter2" not in redaction.text(f"GET https://a.example/?{said} failed")
