"""schema.org's JobPosting (https://schema.org/JobPosting) as a raw posting.

Sites write it by hand: places are objects, lists or texts, pay is an object, a number or a text,
a country is a code, a name or an object. ``job_postings`` serves every kind whose postings' pages
have it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urljoin

import msgspec

from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import countries
from jobscout.sources import html_pages, markup
from jobscout.sources.deadlines import deadline
from jobscout.sources.reading import Identity
from jobscout.sources.salvage import UNFIT, salvage
from jobscout.sources.texts import plain, sections, tidy, web_address
from jobscout.sources.values import read_salary, stated_time

if TYPE_CHECKING:
    from collections.abc import Sequence

_PERIOD: Final = re.compile(
    r"(?:bi|semi|half)[-_ ]?(?:week|month|ann)|fortnight|every (?:two|2)|per (?:two|2)"
    r"|(?P<hour>hour|hr\b|\bhur\b)|(?P<day>\bday|daily|\bdie)|(?P<week>week|\bwee\b)"
    r"|(?P<month>month|\bmon\b)|(?P<year>year|annu|annum|\bann\b|\bp\.?a\b|\byr)",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(
    r"\d{1,3}(?:(?P<sign>[, '’.])\d{3})(?:(?P=sign)\d{3})*(?P<rest>[.,]\d{1,2})?", re.ASCII
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ESCAPED_BREAK: Final = re.compile(r"(?:\\r)?\\n(?![a-z])")
_ESCAPED_TAG: Final = re.compile(r"&(?:amp;)?lt;/?[a-zA-Z]")
_WORKPLACE: Final = re.compile(r"\b(?:remote|hybrid|on-?site)\b", re.IGNORECASE)
_NOTHING: Final = frozenset({"unavailable", "n/a", "null", "undefined", "none", "-"})


class _Named(msgspec.Struct):
    name: str | list[str] | None = None


class _Address(msgspec.Struct, rename="camel"):
    street_address: str | None = None
    address_locality: _Named | str | None = None
    address_region: _Named | str | None = None
    address_country: _Named | str | None = None


class _Place(msgspec.Struct):
    address: list[_Address] | _Address | str | None = None
    name: str | None = None


class _Amount(msgspec.Struct, rename="camel"):
    value: float | str | None = None
    min_value: float | str | None = None
    max_value: float | str | None = None
    unit_text: str | None = None
    unit_code: str | None = None
    currency: str | None = None


class _Pay(msgspec.Struct, rename="camel"):
    currency: str | None = None
    value: list[_Amount] | _Amount | float | str | None = None
    min_value: float | str | None = None
    max_value: float | str | None = None
    unit_text: str | None = None


class JobPosting(msgspec.Struct, rename="camel"):
    """What is read of a JobPosting, as ``markup`` gives it."""

    title: str
    identifier: Identity | None = None
    url: str | None = None
    hiring_organization: list[_Named | str] | _Named | str | None = None
    employment_unit: _Named | str | None = None
    job_location: list[_Place | str] | _Place | str | None = None
    job_location_type: list[str] | str | None = None
    applicant_location_requirements: list[_Named | str] | _Named | str | None = None
    employment_type: list[str] | str | None = None
    base_salary: list[_Pay] | _Pay | float | str | None = None
    salary_currency: str | None = None
    description: str | None = None
    responsibilities: str | None = None
    qualifications: str | None = None
    date_posted: Any = None
    valid_through: Any = None
    in_language: str | None = None


DECODER: Final = msgspec.json.Decoder(JobPosting)


def job_postings(source: str, body: bytes) -> list[JobPosting]:
    """The readable JobPostings of a page, without what cannot be read of them.

    Raises:
        SourceChanged: the page cannot be read.
    """
    return readable(markup.read(html_pages.tree(source, body)).jobs)


def readable(entries: Sequence[msgspec.Raw]) -> list[JobPosting]:
    """*entries* that have a title, each without the optional fields that do not fit."""
    found: list[JobPosting] = []
    for entry in entries:
        try:
            found.append(salvage(bytes(entry), JobPosting).value)
        except UNFIT:
            continue
    return found


def own_url(job: JobPosting, page: str) -> str | None:
    """The address of the job's own page, as far as it states one."""
    said = tidy(job.url)
    if said is None:
        return None
    try:
        return web_address(urljoin(page, said))
    except ValueError:
        return None


def to_raw(job: JobPosting, *, external_id: str, page: str) -> RawPosting:
    """The posting, not yet ``safe``; *page* is the address of the page that has it."""
    url = own_url(job, page)
    where = places(job)
    employment = _joined(job.employment_type)
    workplace = _joined(job.job_location_type)
    salary, salary_text = _salary(job)
    return RawPosting(
        external_id=external_id,
        title=job.title,
        url=url or page,
        apply_url=url,
        company=next(iter(_names(job.hiring_organization)), None),
        requisition_id=None if job.identifier is None else str(job.identifier),
        locations=where or _permitted(job),
        country=_country(job),
        workplace=workplace
        or (employment if employment and _WORKPLACE.search(employment) else None),
        department=next(iter(_names(job.employment_unit)), None),
        employment_type=employment,
        salary=salary,
        salary_text=salary_text,
        description_html=_description(job),
        posted_at=stated_time(job.date_posted),
        expires_at=deadline(job.valid_through),
        language=job.in_language,
    )


def places(job: JobPosting) -> tuple[str, ...]:
    """Every place of work, as in "Lamu, Kenya"."""
    stated: list[str] = []
    names: list[str] = []
    for place in _list(job.job_location):
        if isinstance(place, str):
            stated.append(place)
            continue
        addresses = _list(place.address)
        said = [one if isinstance(one, str) else _place(one) for one in addresses]
        stated += said if any(said) else [place.name or ""]
        names.append(place.name or "")
    found = tuple(dict.fromkeys(one for one in stated if _said(one)))
    # Some sites repeat the first place's address in all places; then their names differ.
    named = tuple(dict.fromkeys(name for name in names if _said(name)))
    return named if len(found) == 1 and len(named) == len(stated) > 1 else found


def _place(address: _Address) -> str:
    city, region = _said(_name(address.address_locality)), _said(_name(address.address_region))
    country = _said(_name(address.address_country)) or ""
    street = _said(address.street_address)
    # Some sites write one field too far: the city as the street and the country as the city.
    is_shifted = city and countries.code(city) and not region
    if is_shifted and street and not any(sign.isdigit() for sign in street):
        country, city = country or city or "", street
    elif not (city or region or country):
        city = street
    return place_line(city, region, countries.name(country.upper()) or country)


def place_line(city: str | None, region: str | None, country: str | None) -> str:
    """As in "Malmö, Skåne, Sweden". A region such as "Europe" is left out beside one of these."""
    if region and (city or country) and countries.of_area(region):
        region = None
    return ", ".join(dict.fromkeys(part for part in (city, region, country) if part))


def _permitted(job: JobPosting) -> tuple[str, ...]:
    """Where one may live who does the job remotely."""
    return tuple(dict.fromkeys(_names(job.applicant_location_requirements)))


def _country(job: JobPosting) -> str | None:
    for place in _list(job.job_location):
        if isinstance(place, str):
            continue
        for address in _list(place.address):
            if isinstance(address, _Address):
                country = _said(_name(address.address_country))
                if country:
                    return country
    return None


def _description(job: JobPosting) -> str | None:
    return sections(*map(_markup, (job.description, job.responsibilities, job.qualifications)))


def _markup(text: str | None) -> str | None:
    """HTML, unescaped as often as the site escaped it; line breaks of plain text are kept."""
    said = tidy(_ESCAPED_BREAK.sub("\n", text or ""))
    for _ in range(2):
        if said is None or _TAG.search(said) or not _ESCAPED_TAG.search(said):
            break
        said = html.unescape(said)
    if said is None or _TAG.search(said):
        return said
    return re.sub(r"\r\n?|\n", "<br>\n", said)


def _salary(job: JobPosting) -> tuple[Salary | None, str | None]:
    """The pay, or its text where amounts, currency or period are missing."""
    stated = next(iter(_list(job.base_salary)), None)
    if isinstance(stated, str):
        return None, stated
    pay = _Pay(value=stated) if isinstance(stated, int | float) else stated or _Pay()
    value = next(iter(pay.value), None) if isinstance(pay.value, list) else pay.value
    amount = (
        value
        if isinstance(value, _Amount)
        else _Amount(value=value, min_value=pay.min_value, max_value=pay.max_value)
    )
    unit = amount.unit_text or amount.unit_code or pay.unit_text or ""
    currency = pay.currency or amount.currency or job.salary_currency
    low, high = _number(amount.min_value), _number(amount.max_value)
    if low is None and high is None:
        low = high = _number(amount.value)
    match = _PERIOD.search(unit)
    period = match and match.lastgroup  # none is for two weeks, which is no period of ours
    salary = read_salary(low, high, currency, cast("SalaryPeriod", period)) if period else None
    if salary is not None:
        return salary, None
    bounds = [str(bound) for bound in dict.fromkeys((low, high)) if bound not in {None, 0, "0", ""}]
    said = (currency or "", " - ".join(bounds), unit)
    return None, " ".join(filter(None, said)) if bounds else None


def _number(value: float | str | None) -> float | str | None:
    """An amount; "1,200.50", "1.200,50" and "1 200" are numbers, too."""
    if isinstance(value, str):
        said = " ".join(value.split())
        found = _THOUSANDS.fullmatch(said)
        if found is None:
            return said or None
        rest = found["rest"] or ""
        whole = said.removesuffix(rest).replace(found["sign"], "")
        return whole + rest.replace(",", ".")
    return int(value) if value is not None and value == value // 1 else value


def _joined(stated: list[str] | str | None) -> str | None:
    """Several values are alternatives."""
    return " or ".join(stated) if isinstance(stated, list) else stated


def _names(stated: list[_Named | str] | _Named | str | None) -> list[str]:
    named = (_said(_name(one)) for one in _list(stated))
    return [name for name in named if name]


def _name(stated: _Named | str | None) -> str | None:
    if isinstance(stated, _Named):
        return next(iter(_list(stated.name)), None)
    return stated


def _said(text: str | None) -> str | None:
    """*text*, unless it is a word for nothing."""
    said = tidy(plain(text or ""))
    return None if said is None or said.lower() in _NOTHING else said


def _list(stated: Any) -> list[Any]:
    if stated is None:
        return []
    return stated if isinstance(stated, list) else [stated]
