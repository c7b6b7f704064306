"""What each sum of money in a line means: its period, its bounds, and whether it is pay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.model import Salary
from jobscout.rules.salaries import currencies, exchange_rates, money, words
from jobscout.rules.salaries import periods as salary_periods

if TYPE_CHECKING:
    from jobscout.model import SalaryPeriod
    from jobscout.rules.salaries.money import Sum

MIN_UNSTATED_ANNUAL_USD: Final = 12_000
"""If no period is stated, an amount from here on is taken as yearly. Below it, "$3k - $10k" can
be monthly or yearly, and a wrong guess would be off by a factor of twelve."""
MAX_LOOSE_ANNUAL_USD: Final = 400_000
"""A yearly amount whose line says "paid weekly" comes to more than this if it is read as a
week's: then the words say when it is paid, not for what."""
MAX_STATED_ANNUAL_USD: Final = 2_000_000
"""The same for "$85,000 a week": an error, or "/j", which is Jahr or jour."""
MIN_PESO_ANNUAL_USD: Final = 4_000
MAX_PESO_ANNUAL_USD: Final = 150_000
"""What is less in pesos, or more in dollars, is pay in the other one."""
MIN_LOOSE_USD: Final[dict[SalaryPeriod, float]] = {
    "hour": 0.5,
    "day": 5,
    "week": 25,
    "month": 50,
    "year": MIN_UNSTATED_ANNUAL_USD,
}
"""Least pay for a period that is stated elsewhere in the line."""
_MOST_WEAK: Final = 0.01
"""Salaries in millions are paid in currencies of which a unit is worth less than this."""
MAX_WORDS_CHARS: Final = 2000
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_WITH_LAKHS: Final = frozenset({"INR", "PKR", "LKR", "BDT"})
_BEFORE_CHARS: Final = 80
_LEADING_CHARS: Final = 40
_AFTER_CHARS: Final = 48


class Pay(NamedTuple):
    """One sum or range of a line, read as pay; *salary* is not checked yet.

    *salary* is None if the currency or the period is unknown. *is_no_pay*: its own words say
    that it is a bonus, a budget, revenue … *is_target*: with what meeting targets adds.
    *is_piecework*: by an article, a visit or another unit. *says_period*: its period is stated
    directly beside it.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    salary: Salary | None
    is_range: bool
    is_no_pay: bool
    is_target: bool
    is_piecework: bool
    says_period: bool
    gross: bool


def prepared(text: str) -> str:
    """*text* as a line for ``read``, without hours of work and shares of pay."""
    line = salary_periods.HOURS_OF_WORK.sub(";", money.plain(text))
    if "hour" in line or "employees" in line or "workers" in line:
        line = salary_periods.WORKING_TIME.sub(";", line)
    if "%" in line or "times" in line or "x " in line:
        line = words.SHARE_OF_PAY.sub("bonus", line.replace("% equity", "% stake"))
    return line


def read(line: str, country: str | None = None) -> list[Pay]:
    """The sums of a ``prepared`` line, in order."""
    found = money.sums(line)
    return [_read(line, found, n, country) for n in range(len(found))]


def stated_period(text: str, pay: Salary) -> SalaryPeriod | None:
    """The period that the words about *pay*, whose own is unknown, say it is for.

    Args:
        text: a name or a paragraph, which may speak of other sums and of hours of work, too.
        pay: its amounts tell whether a word for a shorter period can be about it.
    """
    line = prepared(_TAG.sub(" ", text[:MAX_WORDS_CHARS]))
    own = {pay.min, pay.max}
    others = [one for one in money.sums(line) if not own & {one.low, one.high}]
    highest = pay.max or pay.min or 0
    as_year = exchange_rates.annual(highest, pay.currency, "year") or 0
    for match in salary_periods.PERIOD.finditer(line):
        said = salary_periods.period(match)
        edge = words.BREAK.search(line, match.end())
        follows = line[match.end() : edge.start() if edge else match.end() + _AFTER_CHARS]
        if (
            said is None
            or any(one.start <= match.start() < one.end for one in others)
            or words.NO_PAY.search(follows)
        ):
            continue
        annual = exchange_rates.annual(highest, pay.currency, said) or 0
        is_schedule = annual > MAX_LOOSE_ANNUAL_USD and as_year >= MIN_UNSTATED_ANNUAL_USD
        if said in {"hour", "year"} or not is_schedule:  # hours are checked by ``salaries.sane``
            return said
    return None


def _read(line: str, found: list[Sum], n: int, country: str | None) -> Pay:
    one = found[n]
    left = found[n - 1].end if n else 0
    right = found[n + 1].start if n + 1 < len(found) else len(line)
    before = _last(words.SENTENCE, line[max(left, one.start - _BEFORE_CHARS) : one.start])
    after = line[one.end : min(right, one.end + _AFTER_CHARS)]
    edge = words.BREAK.search(after)
    said_after = after[: edge.start()] if edge else after
    currency = currencies.meant(one.signs, country)
    is_named_else = one.word != "lpa" and _is_no_pay(before, said_after)
    is_piecework = one.period is not None and salary_periods.period(one.period) is None
    is_no_pay = is_piecework or is_named_else or _is_too_big(one, currency)
    salary = None
    if currency is not None and not is_no_pay:
        if "$" in one.signs and country in currencies.WITH_PESOS:
            local = _period(line, found, n, before, currencies.OF_COUNTRY[country])
            currency = _dollar_or_peso(one, country, local, line) if local else currency
        period = _period(line, found, n, before, currency) if currency else None
        if period is not None and currency is not None:
            low, high = _bounds(one, before, after)
            salary = Salary(min=low, max=high, currency=currency, period=period)
    return Pay(
        start=one.start,
        end=one.end,
        low=one.low,
        high=one.high,
        currency=currency,
        salary=salary,
        is_range=one.is_range,
        is_no_pay=is_no_pay,
        is_target=bool(
            words.TARGET.search(said_after)
            or words.TARGET.search(_last(words.BREAK, before))
            or words.TARGET.search(line, one.start, one.end)
        ),
        is_piecework=is_piecework and not is_named_else,
        says_period=one.period is not None,
        gross=one.gross,
    )


def _dollar_or_peso(one: Sum, country: str, period: SalaryPeriod, line: str) -> str | None:
    """What "$" means where it is both: what only one of them can be.

    Else pesos in Spanish, and unknown in English.
    """
    if one.signs & currencies.CODES:
        return currencies.meant(one.signs, country)
    local = currencies.OF_COUNTRY[country]
    in_dollars = exchange_rates.annual(one.high, "USD", period) or 0
    in_pesos = exchange_rates.annual(one.high, local, period) or 0
    if in_pesos < MIN_PESO_ANNUAL_USD:
        return "USD"
    return local if in_dollars > MAX_PESO_ANNUAL_USD or words.SPANISH.search(line) else None


def _last(edges: re.Pattern[str], text: str) -> str:
    """What follows the last of *edges* in *text*."""
    edge = 0
    for match in edges.finditer(text):
        edge = match.end()
    return text[edge:]


def _is_too_big(one: Sum, currency: str | None) -> bool:
    """Millions are revenue or funding, unless of a currency in which salaries are millions."""
    if one.word in money.RUPEES:
        return currency not in _WITH_LAKHS
    rate = exchange_rates.USD_PER_UNIT.get(currency or "", 1)
    return one.scale >= 1e6 and (rate > _MOST_WEAK or one.scale > 1e6)


def _is_no_pay(before: str, after: str) -> bool:
    """Whether the words at a sum name something else than pay.

    Args:
        before: the sentence up to the sum.
        after: what follows the sum directly.
    """
    named = words.NO_PAY.search(after)
    pay = words.PAY.search(after)
    if pay and (named is None or pay.start() < named.start()):
        return False
    if named:
        return True
    said = list(words.NO_PAY.finditer(before))
    if not said:
        return False
    last = said[-1]
    gap = before[last.end() :]
    if not words.INTRODUCING.fullmatch(gap):
        return False
    if gap.strip(" -("):  # "bonus of $5k"; a colon alone also follows a title or a list of items
        is_label = gap.strip(" -(") == ":"
        return not is_label or (
            words.LABEL.fullmatch(last[0]) is not None
            and not words.PAY_AND.search(before[: last.start()])
        )
    return True


def _period(line: str, found: list[Sum], n: int, before: str, currency: str) -> SalaryPeriod | None:
    """The period of a sum: stated beside it, before it, or else a year if it can be one."""
    one = found[n]
    as_year = exchange_rates.annual(one.high, currency, "year") or 0
    is_a_years = as_year >= MIN_UNSTATED_ANNUAL_USD
    said = one.period
    if said is None or said[0].startswith(","):
        said = said or _stated_before(before)
        period = said and salary_periods.period(said)
        if period is not None:
            annual = exchange_rates.annual(one.high, currency, period) or 0
            return "year" if is_a_years and annual > MAX_LOOSE_ANNUAL_USD else period
        if is_a_years or (said is None and one.word in money.RUPEES):
            return "year"
        return None if said else _stated_elsewhere(line, found, n, currency)
    stated = salary_periods.period(said)
    if stated is None or not is_a_years:
        return stated
    annual = exchange_rates.annual(one.high, currency, stated) or 0
    return "year" if annual > MAX_STATED_ANNUAL_USD else stated


def _stated_before(before: str) -> re.Match[str] | None:
    """The last period in *before* that is not part of another phrase."""
    last = None
    for match in salary_periods.PERIOD.finditer(before):
        if not salary_periods.is_phrase(match) or "," not in before[match.end() :]:
            last = match
    return last


def _stated_elsewhere(line: str, found: list[Sum], n: int, currency: str) -> SalaryPeriod | None:
    """The period of a small sum that stands anywhere in the line, at no other sum."""
    one = found[n]
    others = [(other.start, other.end) for other in found]
    stated = [
        match
        for match in salary_periods.PERIOD.finditer(
            line, max(0, one.start - _BEFORE_CHARS), one.end + _BEFORE_CHARS
        )
        if not any(start <= match.start() < end for start, end in others)
    ]
    stated.sort(key=lambda match: (match.start() < one.end, abs(match.start() - one.end)))
    period = salary_periods.period(stated[0]) if stated else None
    rate = exchange_rates.USD_PER_UNIT[currency]
    if period is None or one.low * rate < MIN_LOOSE_USD[period]:
        return None
    annual = exchange_rates.annual(one.high, currency, period) or 0
    return period if annual <= MAX_LOOSE_ANNUAL_USD else None


def _bounds(one: Sum, before: str, after: str) -> tuple[float | None, float | None]:
    if one.is_range:
        return one.low, one.high
    if words.AT_MOST.search(before[-_LEADING_CHARS:]) or words.OR_LESS.match(after):
        return None, one.high
    if one.more or words.AT_LEAST.search(before[-_LEADING_CHARS:]) or words.OR_MORE.match(after):
        return one.low, None
    return one.low, one.high
