"""P9: a feed's own word on how often it is read."""

from __future__ import annotations

import pytest

from jobscout.model import PollHints
from jobscout.sources import by_kind
from jobscout.sources.base import Request

_SY = ' xmlns:s="http://purl.org/rss/1.0/modules/syndication/"'
NIGHT = tuple(day * 24 + hour for day in range(7) for hour in (0, 23))
WEEKEND = tuple(range(5 * 24, 7 * 24))


def hints(head: str, kind: str = "feed", **config: str) -> PollHints | None:
    """What a feed with this head asks for."""
    body = f'<rss version="2.0"{_SY}><channel>{head}</channel></rss>'
    url = "https://a.example/jobs.rss"
    config["url"] = url
    return by_kind(kind).parse(body.encode(), config, Request(url=url)).poll_hints


@pytest.mark.parametrize(
    ("head", "ttl_s"),
    [
        ("<ttl> 90 </ttl>", 5400),
        ("<ttl>5256000</ttl>", 5256000 * 60),
        ("<s:updatePeriod>daily</s:updatePeriod>", 86400),
        (
            "<s:updatePeriod>\nDaily </s:updatePeriod><s:updateFrequency>4</s:updateFrequency>",
            21600,
        ),
        ("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>", 3600),
        ("<ttl>30</ttl><s:updatePeriod>hourly</s:updatePeriod>", 3600),
    ],
)
def test_least_interval(head: str, ttl_s: float) -> None:
    """In minutes, or by a period and how often in it; the longer counts."""
    assert hints(head) == PollHints(ttl_s=ttl_s)


@pytest.mark.parametrize(
    ("head", "skipped"),
    [
        ("<skipHours><hour>0</hour><hour> 23 </hour></skipHours>", NIGHT),
        ("<skipHours><hour>24</hour><hour>23</hour></skipHours>", NIGHT),
        ("<skipDays><day>Saturday</day><day>sunday</day><day>Funday</day></skipDays>", WEEKEND),
    ],
)
def test_hours_and_days(head: str, skipped: tuple[int, ...]) -> None:
    assert hints(head) == PollHints(skipped=skipped)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<ttl></ttl>",
        "<ttl>0</ttl>",
        "<ttl>-60</ttl>",
        "<ttl>60.5</ttl>",
        "<ttl>\u0664</ttl>",
        "<ttl>\u00b2</ttl>",
        "<s:updatePeriod>always</s:updatePeriod>",
        "<s:updateFrequency>4</s:updateFrequency>",
        "<skipHours><hour>25</hour><hour>\u00b2</hour><hour/></skipHours>",
        "<skipDays/>",
    ],
)
def test_nothing_is_asked(head: str) -> None:
    """What is stated wrongly is no reason to wait, nor to fail."""
    assert hints(head) is None


def test_head_of_a_feed_of_feeds() -> None:
    """RSS 1.0 has the channel beside the entries, and Atom no channel at all."""
    said = "<s:updatePeriod>daily</s:updatePeriod>"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    url = "https://a.example/jobs"
    for body in (
        f'<r:RDF xmlns:r="{rdf}"{_SY}><channel>{said}</channel></r:RDF>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_SY}>{said}</feed>',
    ):
        page = by_kind("feed").parse(body.encode(), {"url": url}, Request(url=url))
        assert page.poll_hints == PollHints(ttl_s=86400)


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("weworkremotely", {}),
        ("myjobmag", {"country": "ke"}),
        ("successfactors", {"host": "jobs.example"}),
        ("teamtailor", {"board": "acme", "form": "rss"}),
    ],
)
def test_vendors_feeds(kind: str, config: dict[str, str]) -> None:
    """Whose form is RSS."""
    assert hints("<ttl>720</ttl>", kind, **config) == PollHints(ttl_s=43200)
