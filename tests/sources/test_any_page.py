"""docs/any-page.md does what it says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.sources import by_kind
from jobscout.sources.base import Request
from tests.documents import ROOT, text_of

if TYPE_CHECKING:
    from jobscout.model import RawPosting

FENCED = re.compile(r"^```(?:html|json)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def shown(posting: RawPosting) -> dict[str, Any]:
    """What a posting says, without what it does not, and without the version of its entry."""
    said: dict[str, Any] = json.loads(msgspec.json.encode(msgspec.structs.asdict(posting)))
    return {name: one for name, one in said.items() if one and name != "list_hash"}


@pytest.mark.parametrize(("kind", "heading"), [("static", "A career page"), ("api", "An API")])
def test_example(kind: str, heading: str) -> None:
    """The page, the job's own page, the config, and what comes out of them."""
    section = text_of(ROOT / "docs" / "any-page.md").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    page, job_page, *rest = FENCED.findall(section)
    config, expected = map(json.loads, rest)
    source = by_kind(kind)

    request = source.first_request(config)
    found = source.parse(page.encode(), config, request)
    first, second = found.postings
    detail = source.detail(first, config)
    assert detail is not None
    complete = source.parse_detail(job_page.encode(), first, config)

    assert request.url in {config["url"], f"{config['url']}&offset=0"}
    assert f"`{detail.url}`" in section
    assert found.rejects == []
    assert [shown(complete), shown(second)] == expected


def test_next_page_of_the_example() -> None:
    """The career page has a second one; the list of the API ends at its total."""
    text = text_of(ROOT / "docs" / "any-page.md")
    blocks = FENCED.findall(text)
    page, config = blocks[0].encode(), json.loads(blocks[2])
    answer, settings = blocks[4].encode(), json.loads(blocks[6])

    following = by_kind("static").parse(page, config, Request(url=config["url"])).next
    listed = by_kind("api").parse(answer, settings, Request(url=settings["url"]))

    assert following is not None
    assert following.url == "https://acme.example/careers?page=2"
    assert (listed.next, listed.whole) == (None, True)
