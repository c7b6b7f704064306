"""The config of the kind ``api``: what is asked of a JSON endpoint, and where the fields are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import msgspec

from jobscout.errors import BadConfig
from jobscout.sources.base import endpoint, part
from jobscout.sources.job_fields import SEVERAL, JobFields, check_needed, places
from jobscout.sources.json_paths import Path, Paths, path
from jobscout.sources.typed_config import Faults, typed
from jobscout.sources.web_pages import page_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.sources.base import Config

T = TypeVar("T")

_HEADERS = {
    name.lower(): name
    for name in ("Accept", "Accept-Language", "Origin", "Referer", "X-Requested-With")
}
_MAX_HEADER = 300
_MAX_BODY = 4_000
_PLACE = re.compile(r"\{([^{}]*)\}")
_ROOTED = re.compile(r"https?://[^/?#{}]+/")
_PARAMETER = re.compile(r"[\w.\[\]-]{1,100}", re.ASCII)
_TEXT = str | int
_KINDS: Mapping[str, Any] = {
    "id": str | int,
    "title": str,
    "url": str,
    "location": str,
    "workplace": str | bool,
    "posted_at": str | int | float,
    "expires_at": str | int | float,
    "description": str,
}


class _Page(msgspec.Struct, frozen=True):
    parameter: str | None = None
    start: int = 1
    step: int = 1
    size: int | None = None
    next: str | None = None


class _Detail(msgspec.Struct, frozen=True):
    url: str = ""
    fields: JobFields = JobFields()


class _Config(msgspec.Struct, frozen=True):
    url: Any = None
    base_url: Any = None
    method: Literal["GET", "POST"] = "GET"
    body: dict[str, Any] | None = None
    headers: dict[str, str] = {}
    items: str | None = None
    fields: JobFields = JobFields()
    total: str | None = None
    page: _Page | None = None
    detail: _Detail | None = None


class Template(NamedTuple):
    """An address with places for values: *texts* are what is around the *paths*."""

    texts: tuple[str, ...]
    paths: tuple[Path, ...]

    def filled(self, value: Callable[[Path], Any]) -> str:
        """The address; each value is quoted as a part of a path. Raises ValueError."""
        made = self.texts[0]
        for steps, text in zip(self.paths, self.texts[1:], strict=True):
            said = value(steps)
            if said is None or said == "":
                raise ValueError(f"fields.url: `{shown(steps)}` is not stated")
            made += part(str(said)) + text
        return made


class Fields(NamedTuple):
    """Where the fields of a document are: *of* is by name, *url* an address that is made."""

    paths: Paths
    of: dict[str, tuple[Path, ...]]
    url: Template | None

    def said(self, document: Any) -> dict[str, Any]:
        """What a decoded document says, by field; a field that is not stated is left out."""
        said: dict[str, Any] = {}
        for name, chosen in self.of.items():
            found = [value for steps in chosen for value in self.paths.all(document, steps)]
            if found:
                said[name] = [str(one) for one in found] if name in SEVERAL else _as_text(found[0])
        if self.url is not None:
            said["url"] = self.url.filled(lambda steps: self.paths.first(document, steps))
        return said


class Paging(NamedTuple):
    """*parameter* counts from *start* by *step*, or takes what *next* leads to.

    *size*: entries on a page, if they are told. Without *parameter*, *next* leads to an address.
    """

    parameter: str | None
    start: int
    step: int
    size: int | None
    next: Path | None


class Api(NamedTuple):
    """A config that was checked. *answer* has the paths of *items*, *total* and the next page.

    *body*: None for GET. *detail_url* and *detail*: of the answer about one job.
    """

    url: str
    body: dict[str, Any] | None
    headers: dict[str, str]
    answer: Paths
    items: Path
    total: Path | None
    page: Paging | None
    fields: Fields
    detail_url: Template | None
    detail: Fields | None


def api_of(config: Config) -> Api:
    """Raises BadConfig, which names all faults by their path, as in ``fields.title``."""
    faults = Faults()
    url = faults.of(lambda: page_setting(config))
    faults.of(lambda: endpoint("https://host", "/", config))
    said = typed(config, _Config, faults)
    headers = _headers(said.headers, faults)
    body = said.body or {} if said.method == "POST" else None
    if said.body is not None and (said.method != "POST" or not _fits(said.body)):
        faults.add("body", f"must be at most {_MAX_BODY} bytes of JSON, with the method POST")
    answer = Paths()
    if said.items is None and "items" not in config:
        faults.add("items", 'is required: the path to the list, or "" if the answer is the list')
    items = _added(answer, said.items or "", list[msgspec.Raw], "items", faults, needed=True)
    total = said.total and _added(answer, said.total, Any, "total", faults)
    page = said.page and _paging(said.page, answer, faults)
    check_needed(config, faults, "id", "title", "url")
    fields = _fields(said.fields, "fields", faults)
    detail_url = detail = None
    if said.detail is not None:
        detail_url = _template(said.detail.url, "detail.url", faults)
        if detail_url is not None and set(detail_url.paths) != {("id",)}:
            faults.add("detail.url", "must have {id}, the job's id, and no other place")
        for name in ("id", "url"):
            if getattr(said.detail.fields, name) is not None:
                faults.add(f"detail.fields.{name}", "is known from the list")
        detail = _fields(said.detail.fields, "detail.fields", faults)
        if said.detail.fields == JobFields():
            faults.add("detail.fields", "must name at least one field")
    faults.check()
    return Api(
        url or "", body, headers, answer, items or (), total or None, page or None, fields,
        detail_url, detail,
    )  # fmt: skip


def shown(steps: Path) -> str:
    """A path as it is written."""
    return ".".join("*" if step == -1 else str(step) for step in steps)


def _fields(fields: JobFields, within: str, faults: Faults) -> Fields:
    paths, template = Paths(), None
    of: dict[str, tuple[Path, ...]] = {}
    for name, texts in places(fields, within, faults).items():
        field, kind = f"{within}.{name}", _KINDS.get(name, _TEXT)
        if name == "url" and "{" in texts[0]:
            template = _template(texts[0], field, faults)
            for steps in template.paths if template else ():
                _added(paths, shown(steps), _TEXT, field, faults)
            continue
        needed = name in {"id", "title", "url"} and within == "fields"
        if not all(texts):
            faults.add(field, "must be a path")
            continue
        added = [_added(paths, text, kind, field, faults, needed=needed) for text in texts]
        of[name] = tuple(steps for steps in added if steps is not None)
    return Fields(paths, of, template)


def _added(
    paths: Paths, text: str, kind: Any, field: str, faults: Faults, *, needed: bool = False
) -> Path | None:
    def added() -> Path:
        steps = path(text)
        paths.add(steps, kind, needed=needed)
        return steps

    return _checked(added, field, faults)


def _checked(read: Callable[[], T], field: str, faults: Faults) -> T | None:
    try:
        return read()
    except ValueError as error:
        faults.add(field, str(error))
        return None


def _template(text: str, field: str, faults: Faults) -> Template | None:
    def read() -> Template:
        named = _PLACE.findall(text)
        texts = tuple(_PLACE.split(text)[::2])
        try:
            page_setting({"url": "x".join(texts)})
        except BadConfig as error:
            raise ValueError(f"{error.detail}, with paths in braces") from None
        if not named or not _ROOTED.match(texts[0]) or any(sign in "".join(texts) for sign in "{}"):
            raise ValueError("must have paths in braces, after https://host/")
        if not all(named):
            raise ValueError("has braces without a path")
        return Template(texts, tuple(path(name) for name in named))

    return _checked(read, field, faults)


def _headers(said: Mapping[str, str], faults: Faults) -> dict[str, str]:
    headers = {"Accept": "application/json"}
    for name, value in said.items():
        known = _HEADERS.get(name.lower())
        if known is None:
            allowed = ", ".join(_HEADERS.values())
            faults.add(
                f"headers.{name[:50]}",
                f"is not sent, only {allowed}: a config is stored and shown in clear, so it must"
                " have no key, token or cookie",
            )
        elif not value.isascii() or not value.isprintable() or len(value) > _MAX_HEADER:
            faults.add(f"headers.{known}", f"must be at most {_MAX_HEADER} printable characters")
        else:
            headers[known] = value
    return headers


def _paging(said: _Page, answer: Paths, faults: Faults) -> Paging:
    following = None
    if said.next is not None:
        following = _added(answer, said.next, Any, "page.next", faults)
        if following == () or (following and -1 in following):
            faults.add("page.next", "must lead to one value")
    if said.parameter is not None and not _PARAMETER.fullmatch(said.parameter):
        faults.add("page.parameter", "must be the name of a parameter")
    if said.parameter is None and said.next is None:
        faults.add("page.parameter", "is required without next")
    for name, value, least in (
        ("start", said.start, 0), ("step", said.step, 1), ("size", said.size, 1),
    ):  # fmt: skip
        if value is not None and not least <= value <= 10_000:
            faults.add(f"page.{name}", f"must be from {least} to 10,000")
    return Paging(said.parameter, said.start, said.step, said.size, following)


def _fits(body: dict[str, Any]) -> bool:
    try:
        return len(msgspec.json.encode(body)) <= _MAX_BODY
    except (RecursionError, UnicodeEncodeError):
        return False


def _as_text(value: Any) -> Any:
    """Numbers as texts; dates and workplaces are read as they are."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
