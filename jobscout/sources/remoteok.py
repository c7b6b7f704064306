"""Remote OK: remote jobs of many companies, the newest of them in one answer.

API: https://remoteok.com/api (no key). Terms, in the answer's first element: link back to each
job's URL on Remote OK, without nofollow, and name Remote OK as the source; do not use its logo
without permission. The feed has no pages and ends where its window of recent jobs ends, so a job
that is missing from it need not be gone.

A description may end with a request to mention a word and a tag. The tag is the base64 of the
caller's IP address and both change with every reading, so they are removed.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import Config, Page, Request, endpoint
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.texts import unmangled
from jobscout.sources.values import read_salary, time, time_from_epoch

_REQUEST_TO_MENTION = re.compile(
    r"(?:<br\s?/?>){0,2}Please mention the words? [^<>]{1,300}? to avoid spam applicants\."
    r"(?: Companies can search these words[^<>.]{0,100}\.)?"
)
_TAG = re.compile(r"#?\bR([A-Za-z0-9+/]{8,60})={0,2}", re.ASCII)


class _Job(msgspec.Struct):
    id: Identity
    position: str
    url: str
    apply_url: str | None = None
    company: str | None = None
    location: str | None = None
    salary_min: float | str | None = None
    salary_max: float | str | None = None
    description: str | None = None
    epoch: Any = None
    date: Any = None


class _Notice(msgspec.Struct):
    legal: Any
    id: Any = None


_FEED = msgspec.json.Decoder(list[msgspec.Raw])
_JOB = msgspec.json.Decoder(_Job)
_NOTICE = msgspec.json.Decoder(_Notice)


class RemoteOK(OfManyEmployers):
    kind = "remoteok"
    attribution = "Remote OK"
    min_interval = timedelta(hours=6)
    page = "https://remoteok.com/"
    hosts = frozenset({"remoteok.com", "www.remoteok.com", "remoteok.io", "www.remoteok.io"})
    paths = frozenset({"", "api", "remote-jobs"})

    def first_request(self, config: Config) -> Request:
        return Request(url=endpoint("https://remoteok.com", "/api", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        entries = _without_notice(envelope(self.kind, body, _FEED))
        return Page(**each(self.kind, entries, _JOB, _to_raw)._asdict(), whole=False, windowed=True)


def _without_notice(entries: list[msgspec.Raw]) -> list[msgspec.Raw]:
    try:
        notice = _NOTICE.decode(entries[0])
    except (ValueError, IndexError, RecursionError):
        return entries
    return entries[1:] if notice.id is None else entries


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.id),
        title=unmangled(job.position),
        url=job.url,
        apply_url=job.apply_url,
        company=unmangled(job.company or ""),
        locations=(unmangled(job.location or ""),),
        workplace="remote",
        salary=read_salary(job.salary_min, job.salary_max, "USD", "year"),
        description_html=_description(job.description or ""),
        posted_at=time_from_epoch(job.epoch) or time(job.date),
    )


def _description(html: str) -> str:
    return _TAG.sub(_without_address, _REQUEST_TO_MENTION.sub("", unmangled(html)))


def _without_address(tag: re.Match[str]) -> str:
    """Nothing if the tag contains an IP address, whatever the words around it are."""
    try:
        ip_address(b64decode(tag[1] + "=" * (-len(tag[1]) % 4)).decode("ascii"))
    except (binascii.Error, ValueError):
        return tag[0]
    return ""
