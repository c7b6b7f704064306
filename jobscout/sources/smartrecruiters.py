"""SmartRecruiters: public job boards, a list in pages and a second request for each text.

API: https://dev.smartrecruiters.com/customer-api/posting-api/ (no key). The vendor documents it
for showing an employer's published jobs elsewhere; applications go to the employer's page at
SmartRecruiters. At most ten requests a second are allowed, and fewer are sent.

Quirks: a company that does not exist is an empty board. The newest postings come first. A
requisition may have several postings, one for each place or language. The name of a posting's
creator is personal data and is not read.
"""

from __future__ import annotations

import hashlib
import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, Page, Request, endpoint, part, titled, token
from jobscout.sources.paging import Progress
from jobscout.sources.reading import Identity, board_setting, detail_answer, each, envelope, safe
from jobscout.sources.texts import tidy, web_address
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = 100  # the largest that is served
_LAST_OFFSET = 10_000  # a longer list would exceed the size and the time of one reading
# What stands before the employer: forms, and postings that search engines should not show.
_FOLDER = r"(?:oneclick-ui|external-referrals)/company|my-applications|ni"
_COMPANY = re.compile(
    r"(?:api\.smartrecruiters\.com/v1/companies/"
    r"|www\.smartrecruiters\.com/(?:job-api/public/search/widgets/|(?=[\w-]+/[0-9]{6}))"
    rf"|(?:careers|jobs)\.smartrecruiters\.com/(?:(?:{_FOLDER})/)?)"
    rf"(?!(?:{_FOLDER}|oneclick-ui|external-referrals|sr-jobs)(?:/|$))(\w[\w-]{{0,99}})(?:/|$)",
    re.ASCII,
)
# The widget of an employer's own page: widget({"company_code": "Acme1", …}).
_WIDGET = re.compile(r"\bcompany_code[\"']?\s*:\s*[\"'](\w[\w-]{0,99})[\"']", re.ASCII)
_PERIODS: dict[str, SalaryPeriod] = {
    "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
}  # fmt: skip


class _Company(msgspec.Struct):
    name: str | None = None


class _Label(msgspec.Struct):
    id: str | None = None
    label: str | None = None


class _Language(msgspec.Struct):
    code: str | None = None


class _Location(msgspec.Struct, rename="camel"):
    city: str | None = None
    region: str | None = None
    country: str | None = None
    full_location: str | None = None
    remote: bool | None = None
    hybrid: bool | None = None


class _Row(msgspec.Struct, rename="camel"):
    id: Identity
    name: str
    company: _Company | None = None
    ref_number: str | None = None
    location: _Location | None = None
    department: _Label | None = None
    type_of_employment: _Label | None = None
    experience_level: _Label | None = None
    language: _Language | None = None
    released_date: Any = None
    visibility: str | None = None


class _List(msgspec.Struct, rename="camel"):
    content: list[msgspec.Raw]
    total_found: Any = None
    limit: Any = None


class _Section(msgspec.Struct):
    title: str | None = None
    text: str | None = None


class _Sections(msgspec.Struct, rename="camel"):
    """In the order in which the page shows them."""

    company_description: _Section | None = None
    job_description: _Section | None = None
    qualifications: _Section | None = None
    additional_information: _Section | None = None


class _JobAd(msgspec.Struct):
    sections: _Sections


class _Compensation(msgspec.Struct):
    min: float | str | None = None
    max: float | str | None = None
    currency: str | None = None
    period: str | None = None


class _Detail(msgspec.Struct, rename="camel"):
    job_ad: _JobAd
    apply_url: str | None = None
    compensation: _Compensation | None = None


_LIST = msgspec.json.Decoder(_List)
_ROW = msgspec.json.Decoder(_Row)
_DETAIL = msgspec.json.Decoder(_Detail)


class SmartRecruiters:
    kind = "smartrecruiters"
    min_interval = timedelta(hours=1)
    list_has_text = False

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"https://careers.smartrecruiters.com/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = address.hostname or ""
        found = _COMPANY.match(host + address.path)
        if found:
            return {"board": found[1]}
        # A search of all employers' jobs names one in its query.
        named = token(parse_qs(address.query).get("company", [""])[0])
        return {"board": named} if host == "jobs.smartrecruiters.com" and named else None

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _WIDGET.search(page) if "smartrecruiters.com/" in page else None
        return {"board": found[1]} if found else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        return self._list_request(config, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        before = Progress.before(request)
        rows, stated = answer.content, _count(answer.total_found)
        if not rows and before.offset == 0 and stated != 0:
            said = stated or "an unknown number of"
            raise SourceChanged(self.kind, f"{said} postings and an empty first page")
        board = self.board(config)
        read = each(self.kind, rows, _ROW, lambda row: _to_raw(row, board))
        is_new = not before.is_repeated_by(read.postings)
        # A page may be short of the limit, or the limit lower than asked for: the answer says.
        offset = before.offset + max(len(rows), min(_count(answer.limit) or 0, _PAGE))
        # A posting that is withdrawn between two pages moves one from the later to the earlier.
        total = max((said for said in (before.total, stated) if said is not None), default=None)
        found = before.found + len(rows)
        is_followed = bool(rows) and is_new and offset < min(_LAST_OFFSET, total or _LAST_OFFSET)
        after = before.after(read.postings, offset=offset, total=total, found=found)
        return Page(
            **read._asdict(),
            next=self._list_request(config, after) if is_followed else None,
            whole=is_followed or (is_new and total is not None and found >= total),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return self._request(config, f"/{part(posting.external_id)}")

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        stated, salary_text = _salary(detail.compensation or _Compensation())
        return safe(
            msgspec.structs.replace(
                posting,
                apply_url=web_address(detail.apply_url) or posting.apply_url,
                salary=stated,
                salary_text=salary_text,
                description_html=_description(detail.job_ad.sections),
            )
        )

    def _list_request(self, config: Config, before: Progress) -> Request:
        asked = self._request(config, f"?limit={_PAGE}&offset={before.offset}")
        return msgspec.structs.replace(asked, state=before)

    def _request(self, config: Config, rest: str) -> Request:
        path = f"/v1/companies/{part(self.board(config))}/postings{rest}"
        return Request(url=endpoint("https://api.smartrecruiters.com", path, config))


def _to_raw(row: _Row, board: str) -> RawPosting | None:
    if row.visibility not in {None, "PUBLIC"}:
        return None
    identity = tidy(str(row.id)) or ""
    if identity in {".", ".."}:
        raise ValueError("the id is no path segment")
    url = f"https://jobs.smartrecruiters.com/{part(board)}/{part(identity)}"
    where = row.location or _Location()
    country = (where.country or "").upper()
    parts = (where.city, where.region, country)
    used: dict[str, Any] = {
        "title": row.name,
        "company": row.company and row.company.name,
        "requisition_id": row.ref_number,
        "locations": (tidy(where.full_location) or ", ".join(filter(None, parts)),),
        "country": country,
        # If both are false, nobody may have entered the workplace.
        "workplace": "hybrid" if where.hybrid else "remote" if where.remote else None,
        "department": row.department and row.department.label,
        "employment_type": row.type_of_employment and row.type_of_employment.label,
        "seniority": row.experience_level and row.experience_level.id,
        "posted_at": time(row.released_date),
        "language": row.language and row.language.code,
    }
    return RawPosting(
        external_id=identity,
        url=url,
        apply_url=url,
        **used,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _description(sections: _Sections) -> str:
    """The sections that have a text, each under its title."""
    said: list[str] = []
    for section in msgspec.structs.astuple(sections):
        if section is not None and (content := tidy(section.text)):
            title = tidy(section.title)
            said += [f"<h3>{html.escape(title)}</h3>"] if title else []
            said.append(content)
    return "\n".join(said)


def _salary(stated: _Compensation) -> tuple[Salary | None, str | None]:
    """The pay; as text if no period is stated. An amount for another period is no salary."""
    said = (stated.period or "").strip().upper()
    period = _PERIODS.get(said)
    salary = read_salary(stated.min, stated.max, stated.currency, period or "year")
    if salary is None or said:
        return salary if period else None, None
    bounds = " - ".join(f"{bound:.12g}" for bound in (salary.min, salary.max) if bound is not None)
    return None, f"{salary.currency} {bounds}"


def _count(value: object) -> int | None:
    """A number of rows; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
