"""Answers of boards as small as a test needs them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jobscout.sources.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.sources.base import Request

ORACLE_CONFIG = {"host": "acme.fa.ocs.oraclecloud.com", "site": "CX_1"}
_PAGE = 100


def greenhouse(count: int) -> bytes:
    """A board of *count* jobs with ids from 0 on."""
    jobs = [
        {
            "id": number,
            "title": "Site Engineer",
            "absolute_url": f"https://jobs.example.com/{number}",
            "location": {"name": "Nairobi, Kenya"},
            "content": f"&lt;p&gt;Desk {number}&lt;/p&gt;",
        }
        for number in range(count)
    ]
    return json.dumps({"jobs": jobs, "meta": {"total": count}}).encode()


def oracle(count: int, broken: Mapping[str, Any] | None = None) -> Callable[[Request], Any]:
    """Replies of a board of *count* jobs; *broken* are replies to the details of some."""

    def reply(request: Request) -> Any:
        wanted = detail_of(request.url)
        if wanted is None:
            offset = re.search(r"offset=(\d+)", request.url)
            assert offset
            return _oracle_list(count, int(offset[1]))
        if broken and wanted in broken:
            return broken[wanted]
        detail = {"ExternalDescriptionStr": f"<p>The whole text of {wanted}.</p>"}
        return json.dumps({"items": [detail]}).encode()

    return reply


def oracle_version(number: int) -> bytes:
    """The version of that job's list entry."""
    oracle = Oracle()
    page = oracle.parse(
        _oracle_list(number + 1, number), ORACLE_CONFIG, oracle.first_request(ORACLE_CONFIG)
    )
    version = page.postings[0].list_hash
    assert version
    return version


def detail_of(url: str) -> str | None:
    """The id whose details *url* asks for; None for a page of the list."""
    found = re.search(r'ById;Id="(\w+)"', unquote(url))
    return found[1] if found else None


def _oracle_list(count: int, offset: int) -> bytes:
    entries = [
        {
            "Id": str(number),
            "Title": f"Site Engineer {number}",
            "PrimaryLocation": "Nairobi, Kenya",
            "ShortDescriptionStr": f"The short text of {number}.",
        }
        for number in range(offset, min(offset + _PAGE, count))
    ]
    found = {"TotalJobsCount": count, "requisitionList": entries}
    return json.dumps({"items": [found]}).encode()
