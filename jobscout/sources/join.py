"""JOIN: career pages of small and middle-sized firms, most of them in Germany.

Pages: https://join.com/companies/<board>?page=<n>, five jobs on each, and one page for each job (no
documented API or terms, so they are read a few times a day). The jobs are JSON that the page hands
to its scripts, ``__NEXT_DATA__``. Postings link to JOIN's page.

The list lacks the text: each new or changed entry costs a second request. Amounts of pay are in
cents, and are there even if the employer does not show them; then they are not read.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules import caps
from jobscout.sources import html_pages
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    titled,
    token,
)
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.texts import paragraphs, tidy
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://join.com"
_HTML = {"Accept": "text/html"}
_PERIODS: dict[str, SalaryPeriod] = {
    "PER_HOUR": "hour", "PER_DAY": "day", "PER_WEEK": "week", "PER_MONTH": "month",
    "PER_YEAR": "year",
}  # fmt: skip


class _Named(msgspec.Struct):
    name: str | None = None


class _City(msgspec.Struct, rename="camel"):
    city_name: str | None = None
    country_name: str | None = None


class _Country(msgspec.Struct):
    iso3166: str | None = None


class _Amount(msgspec.Struct):
    amount: float | None = None
    currency: str | None = None


class _Settings(msgspec.Struct, rename="camel"):
    show_salary: bool | None = None


class _Paid(msgspec.Struct, rename="camel"):
    """What the list and the page of a job have in common."""

    salary_amount_from: _Amount | None = None
    salary_amount_to: _Amount | None = None
    salary_frequency: str | None = None
    settings: _Settings | None = None


class _Item(_Paid, rename="camel", kw_only=True):
    id: Identity
    title: str
    id_param: str | None = None
    city: _City | None = None
    country: _Country | None = None
    workplace_type: str | None = None
    category: _Named | None = None
    employment_type: _Named | None = None
    created_at: Any = None


class _Job(_Paid, rename="camel"):
    schema_description: str | None = None
    unified_description: str | None = None
    description: str | None = None


class _Pagination(msgspec.Struct):
    total: int | None = None


class _Jobs(msgspec.Struct):
    items: list[msgspec.Raw]
    pagination: _Pagination | None = None


class _ListState(msgspec.Struct):
    jobs: _Jobs


class _JobState(msgspec.Struct):
    job: _Job


class _ListProps(msgspec.Struct, rename="camel"):
    initial_state: _ListState


class _JobProps(msgspec.Struct, rename="camel"):
    initial_state: _JobState


class _ListPage(msgspec.Struct, rename="camel"):
    page_props: _ListProps


class _JobPage(msgspec.Struct, rename="camel"):
    page_props: _JobProps


class _ListData(msgspec.Struct):
    props: _ListPage


class _JobData(msgspec.Struct):
    props: _JobPage


_LIST = msgspec.json.Decoder(_ListData)
_ITEM = msgspec.json.Decoder(_Item)
_DETAIL = msgspec.json.Decoder(_JobData)


class Join(InSteps):
    kind = "join"
    min_interval = timedelta(hours=6)
    list_has_text = False
    step = 5  # whatever is asked
    last_row = 1_000
    newest_first = False

    def board(self, config: Config) -> str:
        board = text_setting(config, "board")
        if token(board) != board:
            raise BadConfig("board", "must be the name in join.com/companies/<name>")
        return board

    def page_url(self, config: Config) -> str:
        return f"{_ROOT}/companies/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        names = address.path.split("/")
        if address.hostname not in {"join.com", "www.join.com"} or names[1:2] != ["companies"]:
            return None
        board = token(names[2]) if len(names) > 2 else None
        return None if board is None else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        jobs = envelope(self.kind, _data(body), _LIST).props.page_props.initial_state.jobs
        page_url = self.page_url(config)
        return self.page_of(
            each(self.kind, jobs.items, _ITEM, lambda item: _to_raw(item, page_url)),
            request,
            config,
            rows=len(jobs.items),
            total=jobs.pagination.total if jobs.pagination else None,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        path = urlsplit(posting.url).path
        return Request(url=endpoint(_ROOT, path, config), headers=_HTML)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        data = detail_answer(self.kind, _data(body), _DETAIL)
        job = data.props.page_props.initial_state.job
        texts = (job.schema_description, job.unified_description, job.description)
        text = next(filter(None, map(tidy, texts)), None)
        if text is None:
            raise SourceChanged(self.kind, "the page of a job has no text")
        text = text if "<" in text else paragraphs(text)
        salary = _salary(job) or posting.salary
        return safe(msgspec.structs.replace(posting, description_html=text, salary=salary))

    def list_request(self, config: Config, progress: Progress) -> Request:
        number = self.number(progress)
        path = f"/companies/{part(self.board(config))}?page={number}"
        url = endpoint(_ROOT, path, config)
        return Request(url=url, headers=_HTML, most=caps.HTML_BYTES)


def _data(body: bytes) -> bytes:
    """The JSON that the page hands to its scripts. Raises SourceChanged."""
    script = html_pages.tree(Join.kind, body).css_first("script#__NEXT_DATA__")
    if script is None:
        raise SourceChanged(Join.kind, "no __NEXT_DATA__ in the page")
    return script.text().encode("utf-8", "replace")


def _to_raw(item: _Item, page_url: str) -> RawPosting:
    id_, name = str(item.id), tidy(item.id_param)
    name = name or id_
    if name.strip() in {".", ".."}:
        raise ValueError("the id is no name of a page")
    city = item.city or _City()
    place = ", ".join(filter(None, map(tidy, (city.city_name, city.country_name))))
    return RawPosting(
        external_id=id_,
        title=item.title,
        url=f"{page_url}/{part(name)}",
        locations=(place,),
        country=item.country.iso3166 if item.country else None,
        workplace=item.workplace_type,
        department=item.category.name if item.category else None,
        employment_type=item.employment_type.name if item.employment_type else None,
        salary=_salary(item),
        posted_at=time(item.created_at),
        list_hash=hashlib.sha256(msgspec.json.encode(item)).digest(),
    )


def _salary(paid: _Paid) -> Salary | None:
    least, most = paid.salary_amount_from or _Amount(), paid.salary_amount_to or _Amount()
    period = _PERIODS.get(paid.salary_frequency or "")
    if period is None or paid.settings is None or paid.settings.show_salary is not True:
        return None
    currency = least.currency or most.currency
    return read_salary(_units(least), _units(most), currency, period)


def _units(stated: _Amount) -> float | None:
    return None if stated.amount is None else stated.amount / 100
