"""robots.txt: rules, delays, and a day's memory."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.errors import SourceError
from jobscout.model import RobotsDecision
from jobscout.outside.robots import FRESH_S, Robots, Rules, parse
from tests.fakes import Clock

ORIGIN = "https://boards.example"


class Served:
    """A host that serves *text* as its robots.txt, or is ill when it is an error."""

    def __init__(self, text: bytes | SourceError | None) -> None:
        self.text = text
        self.asked: list[str] = []

    async def __call__(self, url: str) -> bytes | None:
        self.asked.append(url)
        await asyncio.sleep(0)
        if isinstance(self.text, SourceError):
            raise self.text
        return self.text


async def allows(text: bytes | None, path: str) -> bool:
    return (await Robots(Served(text)).rules(ORIGIN)).decide(f"{ORIGIN}{path}").allowed


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        (b"User-agent: *\nDisallow: /private", "/jobs", True),
        (b"User-agent: *\nDisallow: /private", "/private/x", False),
        (b"User-agent: *\nDisallow: /\nAllow: /jobs", "/jobs/1", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: JobScout\nDisallow:", "/jobs", True),
        (b"User-agent: jobscout\nDisallow: /", "/jobs", False),
        (b"User-agent: JobScout/1.0\nDisallow: /", "/jobs", False),
        (b"User-agent: jobscout/2 (+https://x.example)\nDisallow: /", "/jobs", False),
        (b"User-agent: JobScout 1.0 # ours\nDisallow: /", "/jobs", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: JobScout/1.0\nAllow: /", "/jobs", True),
        (b"User-agent: JobScouts/1.0\nDisallow: /", "/jobs", True),
        (b"User-agent: JobScout-Images\nDisallow: /", "/jobs", True),
        (b"User-agent: Other/1.0\nDisallow: /", "/jobs", True),
        (b"User-agent: Other\nDisallow: /", "/jobs", True),
        (b"User-agent: *\nDisallow: /*?page=", "/jobs?page=2", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /", "/jobs", False),
        (b"\xff\xfe\x00 no robots.txt at all <html>", "/jobs", True),
        (b"", "/jobs", True),
        (None, "/jobs", True),
    ],
)
async def test_rules(text: bytes | None, path: str, allowed: bool) -> None:
    """The group of our name counts, else the one for all; the longest match wins."""
    assert await allows(text, path) == allowed


@pytest.mark.parametrize(
    ("said", "delay_s"),
    [("5", 5.0), ("0.5", 0.5), ("-1", 0.0), ("soon", 0.0), ("nan", 0.0), ("", 0.0)],
)
async def test_crawl_delay(said: str, delay_s: float) -> None:
    """Crawl-delay is read in seconds; nonsense asks for nothing."""
    text = f"User-agent: *\nCrawl-delay: {said}\nDisallow: /x".encode()

    assert (await Robots(Served(text)).rules(ORIGIN)).decide(ORIGIN).crawl_delay_s == delay_s


async def test_asked_once_a_day() -> None:
    """A host's rules are kept for a day, and asked for again after it."""
    clock, served = Clock(), Served(b"User-agent: *\nDisallow: /")
    robots = Robots(served, clock)
    await robots.rules(ORIGIN)
    clock.now += FRESH_S - 1
    await robots.rules(ORIGIN)
    before = list(served.asked)
    clock.now += 2
    served.text = None
    rules = await robots.rules(ORIGIN)

    assert before == [f"{ORIGIN}/robots.txt"]
    assert len(served.asked) == 2
    assert rules.decide(f"{ORIGIN}/jobs").allowed


async def test_many_at_once_ask_once() -> None:
    """Twenty boards of one host that are due together fetch its robots.txt once."""
    served = Served(b"User-agent: *\nDisallow: /x")
    robots = Robots(served)
    await asyncio.gather(*(robots.rules(ORIGIN) for _ in range(20)))

    assert len(served.asked) == 1


async def test_ill_host_is_not_remembered() -> None:
    """Where the host is ill nothing is allowed, and the next scrape asks again."""
    served = Served(SourceError("server-error", "HTTP 500"))
    robots = Robots(served)
    with pytest.raises(SourceError):
        await robots.rules(ORIGIN)
    served.text = None

    assert (await robots.rules(ORIGIN)).decide(f"{ORIGIN}/jobs").allowed


async def test_largest_file_does_not_hold_up_the_loop() -> None:
    """Half a megabyte of rules is read beside the event loop, which goes on meanwhile."""
    text = b"User-agent: *\n" + b"".join(b"Disallow: /p%d*x$\n" % n for n in range(20_000))
    turns = 0

    async def spin() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0.001)

    spinning = asyncio.create_task(spin())
    await Robots(Served(text)).rules(ORIGIN)
    spinning.cancel()

    assert turns > 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0c", "\u2028"])
@pytest.mark.parametrize(
    ("agents", "allowed"),
    [
        (["*"], False),
        (["JobScout"], False),
        (["other", "jobscout # us"], False),
        (["other", "another"], True),
        (["jobscouting"], True),
        (["*bot*"], True),
        (["scout*"], True),
        (["job*"], False),
    ],
)
async def test_whose_rules_are_ours(end: str, agents: list[str], allowed: bool) -> None:
    """Rules of other agents are theirs, however the lines of the file end."""
    lines = [*(f"User-agent: {agent}" for agent in agents), "Disallow: /", "User-agent: z"]

    assert await allows(end.join(lines).encode(), "/jobs") is allowed


def test_agents_without_number_cost_their_length() -> None:
    """Many agents with many rules: each rule is kept for us and for one other, no more."""
    agents = "".join(f"User-agent: a{number}\n" for number in range(20_000))
    rules = parse(f"{agents}User-agent: *\n" + "Disallow: /private\n" * 5_000)

    kept = [rule for rule_set in rules._user_agents.values() for rule in rule_set._rules]
    assert len(kept) == 10_000
    assert not rules.can_fetch("https://boards.example/private", "JobScout")


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("User-agent: *\nDisallow: /private", "/private/x", "Disallow: /private"),
        ("User-agent: *\nDisallow: /private", "/jobs", None),
        ("User-agent: *\nDisallow: /\n  allow: /jobs # ours", "/jobs/1", "allow: /jobs # ours"),
        ("User-agent: *\nDisallow: /jobs\nAllow: /jobs", "/jobs", "Allow: /jobs"),
        (
            "User-agent: *\nDisallow: /jobs\n\nUser-agent: JobScout/1.0\nAllow: /j",
            "/jobs",
            "Allow: /j",
        ),
        (
            "User-agent: other\nDisallow: /jobs/a\nUser-agent: *\nDisallow: /j*b",
            "/jobs/a",
            "Disallow: /j*b",
        ),
        ("User-agent: a\nUser-agent: JobScout\nDisallow: /jobs$", "/jobs", "Disallow: /jobs$"),
        ("Disallow: /jobs", "/jobs", None),
        ("", "/jobs", None),
    ],
)
def test_deciding_line(text: str, path: str, line: str | None) -> None:
    """Of our group, the longest rule that matches; an operator sees it as it stands there."""
    assert Rules(text, 0.0).decide(f"{ORIGIN}{path}").line == line


RULES = st.lists(
    st.sampled_from(["User-agent: *", "User-agent: JobScout", "User-agent: x", ""])
    | st.builds(
        "{}: {}".format,
        st.sampled_from(["Allow", "Disallow"]),
        st.sampled_from(["/", "/j", "/jobs", "/jobs/1", "/*s", "/jobs$", "/a"]),
    ),
    max_size=12,
)


@given(lines=RULES)
def test_deciding_line_fits_the_decision(lines: list[str]) -> None:
    """What is refused is so by a Disallow; without a line everything is allowed."""
    decision = Rules("\n".join(lines), 0.0).decide(f"{ORIGIN}/jobs")

    assert decision.allowed is not (decision.line or "").startswith("Disallow")


def test_long_file_is_obeyed_without_a_line() -> None:
    """Looking for the line would take long; the rules hold all the same."""
    text = "User-agent: *\n" + "Disallow: /private\n" * 5_000

    assert Rules(text, 0.0).decide(f"{ORIGIN}/private") == RobotsDecision(allowed=False)
