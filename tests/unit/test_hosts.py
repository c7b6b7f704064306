"""Hosts: one request at a time, at a pace, and none while the host is ill."""

from __future__ import annotations

import asyncio

import pytest

from jobscout.errors import SourceError
from jobscout.outside.hosts import COOL_OFF_MAX_S, COOL_OFF_S, FAILURES_TO_OPEN, Host, Hosts
from tests.fakes import Clock

QUICK_S = 0.0001


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def host(clock: Clock) -> Host:
    return Hosts(QUICK_S, clock)["boards.example"]


async def outcome(host: Host, kind: str | None = None) -> str:
    """Make one request that ends as *kind*; what came of it, ``ok`` for an answer."""
    try:
        async with asyncio.timeout(5), host.turn():
            await asyncio.sleep(0)  # a request takes its time
            if kind:
                raise SourceError(kind, "said so")
    except SourceError as error:
        return error.kind
    return "ok"


async def open_breaker(host: Host) -> None:
    for _ in range(FAILURES_TO_OPEN):
        await outcome(host, "server-error")


@pytest.mark.parametrize("kind", ["unreachable", "timed-out", "server-error", "truncated"])
async def test_breaker_opens_after_five_failures(host: Host, kind: str) -> None:
    """Five failures in a row, and the host is left alone without being asked."""
    asked = [await outcome(host, kind) for _ in range(FAILURES_TO_OPEN)]

    assert asked == [kind] * 5
    assert await outcome(host) == "breaker-open"


@pytest.mark.parametrize("kind", ["not-found", "refused", "changed", "too-large", None])
async def test_answer_of_a_healthy_host_closes_the_count(host: Host, kind: str | None) -> None:
    """A host that answers, be it with a refusal, is not ill: the count begins anew."""
    for _ in range(FAILURES_TO_OPEN - 1):
        await outcome(host, "timed-out")
    await outcome(host, kind)
    await outcome(host, "timed-out")

    assert await outcome(host) == "ok"


async def test_breaker_says_how_long(host: Host, clock: Clock) -> None:
    """Whoever is refused learns when to come back."""
    await open_breaker(host)
    clock.now += 20

    with pytest.raises(SourceError) as refused:
        async with host.turn():
            pass
    assert refused.value.retry_after_s == COOL_OFF_S - 20


async def test_half_open_probe_closes_the_breaker(host: Host, clock: Clock) -> None:
    """After the pause one request goes out; its success makes everything normal."""
    await open_breaker(host)
    clock.now += COOL_OFF_S + 1

    assert await outcome(host) == "ok"
    assert await outcome(host, "server-error") == "server-error"
    assert await outcome(host) == "ok"


async def test_failed_probe_doubles_the_pause(host: Host, clock: Clock) -> None:
    """One failed probe opens the breaker again, for twice as long, up to half an hour."""
    await open_breaker(host)
    pauses = []
    for _ in range(8):
        clock.now += COOL_OFF_MAX_S + 1
        assert await outcome(host, "unreachable") == "unreachable"
        with pytest.raises(SourceError) as refused:
            async with host.turn():
                pass
        pauses.append(refused.value.retry_after_s)

    assert pauses == [120, 240, 480, 960, 1800, 1800, 1800, 1800]


async def test_one_probe_goes_first(host: Host, clock: Clock) -> None:
    """Of many that wait for the pause to end only one is sent while the host is still ill."""
    await open_breaker(host)
    clock.now += COOL_OFF_S + 1

    outcomes = await asyncio.gather(*(outcome(host, "server-error") for _ in range(5)))
    assert sorted(outcomes) == ["breaker-open"] * 4 + ["server-error"]


async def test_stay_away(host: Host, clock: Clock) -> None:
    """A host that said how long is left alone for so long, and not a second longer."""
    await host.stay_away(90)
    clock.now += 89
    assert await outcome(host) == "rate-limited"

    clock.now += 1
    assert await outcome(host) == "ok"


@pytest.mark.parametrize(("said", "kept"), [(1e12, 86400), (float("inf"), 86400), (-5.0, 0)])
async def test_stay_away_has_bounds(host: Host, clock: Clock, said: float, kept: float) -> None:
    """More than a day is a fault of the host's clock, and the past is now."""
    await host.stay_away(said)
    clock.now += kept

    assert await outcome(host) == "ok"


async def test_shorter_pause_does_not_end_a_longer_one(host: Host, clock: Clock) -> None:
    """The longest wish counts."""
    await host.stay_away(100)
    await host.stay_away(1)
    clock.now += 50

    assert await outcome(host) == "rate-limited"


async def test_one_request_at_a_time(host: Host) -> None:
    """However many scrapers want it, a host sees one request of ours at any moment."""
    now = most = 0

    async def request() -> None:
        nonlocal now, most
        async with host.turn():
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1

    async with asyncio.timeout(5):
        await asyncio.gather(*(request() for _ in range(5)))

    assert most == 1


async def test_hosts_do_not_wait_for_each_other() -> None:
    """A request that hangs at one host holds up nobody at another."""
    hosts = Hosts(QUICK_S)
    async with asyncio.timeout(5), hosts["a"].turn(), hosts["b"].turn():
        assert hosts["a"] is not hosts["b"]
        assert hosts["a"] is hosts["a"]


async def test_pace() -> None:
    """Three requests take two distances; a machine that is slow only makes them longer."""
    host = Hosts(0.05)["paced"]
    began = asyncio.get_running_loop().time()
    for _ in range(3):
        await outcome(host)

    assert asyncio.get_running_loop().time() - began >= 0.09


async def test_crawl_delay_counts_from_the_request_that_told_us(host: Host) -> None:
    """The first request after robots.txt already keeps the distance that it asks for."""
    await outcome(host)
    await host.slow_down(0.1)
    began = asyncio.get_running_loop().time()
    await outcome(host)

    assert asyncio.get_running_loop().time() - began >= 0.09


async def test_crawl_delay_never_makes_us_quicker() -> None:
    """A host that asks for less distance than we keep anyway changes nothing."""
    host = Hosts(0.1)["slow"]
    await outcome(host)
    await host.slow_down(0.001)
    began = asyncio.get_running_loop().time()
    await outcome(host)

    assert asyncio.get_running_loop().time() - began >= 0.09


async def test_waiting_for_a_turn_ends_when_the_host_falls_ill(host: Host) -> None:
    """Who queued behind the request that opened the breaker is refused, not sent."""
    for _ in range(FAILURES_TO_OPEN - 1):
        await outcome(host, "server-error")

    first, second = await asyncio.gather(outcome(host, "server-error"), outcome(host))
    assert (first, second) == ("server-error", "breaker-open")


async def test_forgiven(host: Host, clock: Clock) -> None:
    """An operator's word ends every pause, and the count begins anew."""
    await open_breaker(host)
    await host.stay_away(600)
    assert await outcome(host) == "rate-limited"

    await host.forgive()

    assert await outcome(host, "server-error") == "server-error"
    assert await outcome(host) == "ok"
