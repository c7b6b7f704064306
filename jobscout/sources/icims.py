"""iCIMS career sites: the newer ones (Jibe) as JSON with the texts, the classic ones as pages.

Jibe: ``/api/jobs`` of a career site on the employer's own host or at ``*.jibeapply.com`` (no key).
Classic: ``/jobs/search`` of ``*.icims.com``, in pages of twenty, where each text is in the
schema.org markup of its job's page. Both serve the vendor's own career pages and have no published
terms (the documented API needs an account), so they are read a few times a day, slowly: sites are
seen to challenge who asks more than once in two or three seconds.

The setting ``form`` is ``jibe`` or ``classic``; without it a host at icims.com is classic.

Jibe: some sites send ten jobs a page however many are asked, so pages are counted by what they
had. Pay has neither currency nor period, so it stays a text. Classic: sites tie a list's pages to
a session, which we have none of; a page that repeats an earlier one ends the reading, which then
closes nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources import icims_classic, icims_jibe, job_pages
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    every,
    text_setting,
    titled,
)
from jobscout.sources.paging import Progress, page_of
from jobscout.sources.web_pages import home

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from jobscout.model import RawPosting

_FORMS = ("jibe", "classic")
_JIBE_ROWS = 100
_LAST_PAGE = 300
_HOST = re.compile(rf"(?:{HOST_LABEL}\.)+[a-z][a-z0-9-]{{0,30}}[a-z0-9]")
_VENDORS_HOST = re.compile(rf"(?P<site>{HOST_LABEL})\.(?P<domain>icims|jibeapply)\.com")
_NO_SITES = re.compile(
    r"www|apis?|apps?|login|cdn\d*|images?|media|assets|static|developers?|community|support"
    r"|care|help|info|go|status|marketplace"
)
_CLASSIC_PATH = re.compile(r"/?(?:jobs(?:/.*)?)?")
# "uscareers-acme" and "jobs-acme" are of Acme.
_SERVICE_PREFIX = re.compile(r"[a-z]{0,12}(?:careers?|jobs?)\d?-")
_JIBE_ASSETS = re.compile(r"//[a-z0-9-]{1,30}\.jibecdn\.com/", re.IGNORECASE)
_TEXT = ".iCIMS_InfoMsg_Job, .iCIMS_Expandable_Text"  # of a job's page without schema.org markup


class Icims:
    kind = "icims"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return _site(config)[0]

    def page_url(self, config: Config) -> str:
        host, form = _site(config)
        return f"https://{host}/jobs" + ("/search?ss=1" if form == "classic" else "")

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        found = _VENDORS_HOST.fullmatch(host)
        if found is None or _NO_SITES.fullmatch(found["site"]):
            return None
        if found["domain"] == "icims" and not _CLASSIC_PATH.fullmatch(address.path):
            return None
        return {"host": host}

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        if not _HOST.fullmatch(host) or not _JIBE_ASSETS.search(page):
            return None
        return {"host": host} | ({"form": "jibe"} if host.endswith(".icims.com") else {})

    def employer(self, config: Config) -> str | None:
        host, _ = _site(config)
        site = host if _VENDORS_HOST.fullmatch(host) else home(host)
        name = site.split(".")[0]
        return titled(_SERVICE_PREFIX.sub("", name, count=1) or name)

    def first_request(self, config: Config) -> Request:
        return _request(config, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        host, form = _site(config)
        if form == "classic":
            return self._classic_page(body, config, Progress.before(request), host)
        return self._jibe_page(body, config, request, host)

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        if posting.list_hash is None:  # Jibe's list has the text
            return None
        host, _ = _site(config)
        path = f"{urlsplit(posting.url).path}?in_iframe=1"
        return Request(url=endpoint(f"https://{host}", path, config), headers=_ACCEPTS["classic"])

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        return job_pages.completed(self.kind, body, posting, text=_TEXT)

    def _jibe_page(self, body: bytes, config: Config, request: Request, host: str) -> Page:
        read, rows, total = icims_jibe.read_list(self.kind, body, host)
        return page_of(
            self.kind,
            read,
            request,
            partial(_request, config),
            rows=rows,
            size=1,  # pages are counted
            total=total,
            most=_LAST_PAGE,
            newest_first=False,
        )

    def _classic_page(self, body: bytes, config: Config, before: Progress, host: str) -> Page:
        read, rows, pages = icims_classic.read_list(self.kind, body, host)
        if not rows and before.offset == 0 and (pages or 0) > 1:
            raise SourceChanged(self.kind, f"{pages} pages and an empty first one")
        if before.is_repeated_by(read.postings):
            return Page(postings=(), whole=False)
        number, pages = before.offset + 1, pages or before.total
        # Without a number of pages a list that fills one may have another.
        follows = number < pages if pages is not None else rows >= icims_classic.FULL_PAGE
        more = bool(rows) and follows
        after = before.after(read.postings, offset=number, total=pages, found=before.found + rows)
        return Page(
            **read._asdict(),
            next=_request(config, after) if more and number < _LAST_PAGE else None,
            whole=number < _LAST_PAGE if more else not follows,
        )


_ACCEPTS = {"jibe": {"Accept": "application/json"}, "classic": {"Accept": "text/html"}}


def _site(config: Config) -> tuple[str, ...]:
    """Host and form. With a ``base_url`` the host only identifies the board and its pages."""
    return every(lambda: _host(config), lambda: _form(config))


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    if not _HOST.fullmatch(host):
        raise BadConfig("host", "must be the career site's host, as in careers-acme.icims.com")
    return host


def _form(config: Config) -> str:
    is_classic = str(config.get("host")).strip().lower().endswith(".icims.com")
    form = text_setting(config, "form", default=_FORMS[is_classic])
    if form not in _FORMS:
        raise BadConfig("form", f"must be one of: {', '.join(_FORMS)}")
    return form


def _request(config: Config, before: Progress) -> Request:
    """For the page after as many as *before* counts by its offset."""
    host, form = _site(config)
    path = f"/api/jobs?page={before.offset + 1}&limit={_JIBE_ROWS}"
    if form == "classic":
        path = f"/jobs/search?ss=1&in_iframe=1&pr={before.offset}"
    url = endpoint(f"https://{host}", path, config)
    return Request(url=url, headers=_ACCEPTS[form], state=before)
