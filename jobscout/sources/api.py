"""Any JSON endpoint, read by the paths in the source's config; see docs/any-page.md.

Terms: those of the endpoint's owner, which an operator reads before adding it. robots.txt is
followed as for every board. No attribution is known.

A list is whole if it has as many entries as it states; without a number, if its pages were read to
the last. What the config lacks of a URL is quoted into it from the answer.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources.api_config import Api, api_of, shown
from jobscout.sources.base import Config, Page, Request
from jobscout.sources.job_fields import completed
from jobscout.sources.paging import Progress
from jobscout.sources.reading import detail_answer, each, envelope, safe
from jobscout.sources.web_pages import OfAnyPage, at_host, moved, same_host

_MAX_PAGES = 100


class JsonApi(OfAnyPage):
    kind = "api"
    min_interval = timedelta(hours=1)
    list_has_text = False
    has_nested_config = True

    def board(self, config: Config) -> str:
        """Its address; one address may have several boards, which differ in what is posted."""
        api = api_of(config)
        board = super().board(config)
        if api.body is None:
            return board
        return f"{board}#{hashlib.sha256(_encoded(api.body)).hexdigest()[:12]}"

    def employer(self, config: Config) -> str | None:
        api = api_of(config)
        named = {*api.fields.of, *(api.detail.of if api.detail else ())}
        return "" if "company" in named else super().employer(config)

    def first_request(self, config: Config) -> Request:
        api = api_of(config)
        numbered = api.page is not None and api.page.parameter and api.page.next is None
        value = api.page.start if api.page is not None and numbered else None
        return _request(api, config, api.url, value, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        api = api_of(config)
        before = Progress.before(request)
        answer = envelope(self.kind, body, api.answer.decoder())
        lists = list(api.answer.all(answer, api.items))
        entries = [entry for one in lists for entry in one]
        total = before.total
        if api.total is not None:
            total = _number(api.answer.first(answer, api.total), total)
        if not entries and not before.offset and total:
            raise SourceChanged(self.kind, f"{total} jobs and an empty list")
        id_paths = api.fields.of["id"]
        read = each(
            self.kind,
            entries,
            api.fields.paths.decoder(),
            lambda entry: _to_raw(entry, api),
            id_field=shown(id_paths[0]),
        )
        if before.is_repeated_by(read.postings):
            proven = before.offset > 1 if total is None else before.found >= total
            return Page(postings=(), whole=proven)
        found = before.found + len(entries)
        after = before.after(read.postings, offset=before.offset + 1, total=total, found=found)
        following, has_all = None, True
        if entries:
            following, has_all = _next_request(api, config, answer, request, after)
        if total is None:  # without its number, only a list of pages has an end to be seen
            has_all = has_all and (api.total is None or api.page is not None)
        else:
            has_all = has_all and after.found >= total
        return Page(
            **read._asdict(),
            next=following,
            whole=following is not None or has_all,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        api = api_of(config)
        if api.detail_url is None:
            return None
        url = api.detail_url.filled(lambda _: posting.external_id)
        return Request(url=moved(url, config), headers=api.headers, most=caps.DETAIL_BYTES)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:
        fields = api_of(config).detail
        if fields is None:
            return posting
        said = fields.said(detail_answer(self.kind, body, fields.paths.decoder()))
        if "description" in fields.of and "description" not in said:
            where = "`, `".join(shown(steps) for steps in fields.of["description"])
            raise SourceChanged(self.kind, f"detail.fields.description: `{where}` is not stated")
        return safe(completed(posting, said))


def _to_raw(entry: Any, api: Api) -> RawPosting:
    said = api.fields.said(entry)
    for name in ("id", "title", "url"):
        if said.get(name) is None:
            where = "`, `".join(shown(steps) for steps in api.fields.of[name])
            raise ValueError(f"fields.{name}: `{where}` is not stated")
    posting = completed(
        RawPosting(external_id=str(said["id"]), title=said["title"], url=said["url"]), said
    )
    if api.detail is None:
        return posting
    version = hashlib.sha256(_encoded(said)).digest()
    return msgspec.structs.replace(posting, list_hash=version)


def _next_request(
    api: Api, config: Config, answer: Any, request: Request, after: Progress
) -> tuple[Request | None, bool]:
    """The request of the page after one with entries, and whether all pages are read or asked."""
    page = api.page
    if page is None:
        return None, True
    url = api.url
    value: str | int | None = None
    if page.next is None:
        asked = after.found if page.size is None else page.size * after.offset
        if after.total is not None and asked >= after.total:
            return None, True
        value = page.start + page.step * after.offset
    else:
        stated = api.answer.first(answer, page.next)
        if stated in (None, "", False):
            return None, True
        if page.parameter is not None and isinstance(stated, str | int) and stated is not True:
            value = stated
        elif (address := _address(at_host(request.url, api.url), stated)) is not None:
            url = address
        if (url, value) == (api.url, None) or not same_host(url, api.url):
            return None, False
    if after.offset >= _MAX_PAGES:
        return None, False
    return _request(api, config, url, value, after), True


def _address(page: str, link: object) -> str | None:
    try:
        return urljoin(page, link.strip()) if isinstance(link, str) else None
    except ValueError:
        return None


def _request(
    api: Api, config: Config, url: str, value: str | int | None, state: Progress
) -> Request:
    """The request of a list page; *value* is that of the paging parameter."""
    body = None if api.body is None else msgspec.json.decode(_encoded(api.body))
    if value is not None and api.page is not None and api.page.parameter is not None:
        if body is None:
            url = _with_parameter(url, api.page.parameter, str(value))
        else:
            _put(body, api.page.parameter.split("."), value)
    return Request(
        url=moved(url, config),
        headers=api.headers,
        body=None if body is None else _encoded(body),
        state=state,
    )


def _with_parameter(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    named = quote(name, safe="")
    others = [
        one for one in parts.query.split("&") if one.partition("=")[0] not in {name, named, ""}
    ]
    return urlunsplit(parts._replace(query="&".join([*others, f"{named}={quote(value, safe='')}"])))


def _put(body: dict[str, Any], keys: list[str], value: str | int) -> None:
    for key in keys[:-1]:
        inner = body.get(key)
        body[key] = inner if isinstance(inner, dict) else {}
        body = body[key]
    body[keys[-1]] = value


def _number(stated: Any, otherwise: int | None) -> int | None:
    """A stated number of entries, which may be written as a text."""
    if isinstance(stated, str) and stated.isascii() and stated.isdigit() and len(stated) < 10:
        stated = int(stated)
    is_number = isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0
    return stated if is_number else otherwise


def _encoded(value: Any) -> bytes:
    return msgspec.json.encode(value)
