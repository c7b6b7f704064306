"""Sums of money in a line of text: their bounds, currency, and the period beside them."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.salaries import currencies, words
from jobscout.rules.salaries import periods as salary_periods

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NUMBERS: Final = 24
"""Numbers read of one line; a line about pay has few."""
MAX_GAP: Final = 50
"""Most characters between the bounds of a range, as in "$50,000 (min) up to a maximum of "."""

_MOJIBAKE: Final = (
    *(("â\u20ac\u201c", "-"), ("â\u20ac\u201d", "-"), ('â\u20ac"', "-"), ("â\u20ac\u2122", "'")),
    *(("â\x80\x93", "-"), ("â\x80\x94", "-"), ("â\x80\x99", "'"), ("â\x82¬", "€")),
    *(("â\u201a¬", "€"), ("Â£", "£"), ("Â\xa0", " "), ("Â¥", "¥"), ("Ã©", "é"), ("Ã\xa0", "à")),
)
"""UTF-8 that was decoded as Windows-1252 or Latin-1."""
_PLAIN: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("〜∼", "~")
    | {"\N{ZERO WIDTH SPACE}": None, "\N{WORD JOINER}": None, "\N{SOFT HYPHEN}": None}
)
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(
    r"(?<!\d)(?<!\d[.,'])(?:\d{1,3}([ .,'])\d{3}(?:\1\d{3}){0,3}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,2}(?:,\d{2}){1,3},\d{3}(?!\d)|\d{1,15}(?:[.,]\d{1,4})?(?!\d))(?:[.,]-+(?!\d))?"
)


def _listed(said: str) -> list[str]:
    return said.split()


_THOUSANDS: Final = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_SCALES: Final = {
    **dict.fromkeys(_listed("k tsd tausend thousand mila tys tis тыс 千"), 1e3),
    **dict.fromkeys(_listed("万 萬 만"), 1e4),
    **dict.fromkeys(_listed("l lpa lakh lakhs lac lacs"), 1e5),
    **dict.fromkeys(_listed("m mm mn mio mln million millions millionen millones juta jt tr"), 1e6),
    **dict.fromkeys(_listed("cr crore crores"), 1e7),
    **dict.fromkeys(_listed("億 亿 억"), 1e8),
    **dict.fromkeys(_listed("b bn billion billions mrd milliarden"), 1e9),
}
LAKHS: Final = frozenset(_listed("lpa lakh lakhs lac lacs crore crores"))
"""Scales that are said of rupees, in words."""
RUPEES: Final = LAKHS | {"l", "cr"}
_WRITTEN_OUT: Final = 10_000
_GLUED_SCALES: Final = "ktm"
_RUN: Final = re.compile(r" ?([a-zà-ÿłčěệ]{1,10}|[а-я]{2,4}|[千万萬만億亿억])\.?")
_SIGN: Final = re.escape(currencies.SYMBOLS)
_BEFORE: Final = re.compile(
    rf"(?<![a-zà-ÿ])([a-złčđ.]{{0,5}})( ?)(?:([{_SIGN}])([a-z]{{0,3}}))?[.):]{{0,2}} ?"
    r"(?:ca\.? ?|~ ?)?$"
)
_AFTER: Final = re.compile(
    r"([ /]{0,2})\(?(?:(?:us|u\.s\.|canadian|australian|singapore|hong kong|brutto|bruto|gross) )?"
    rf"([a-z]{{0,3}}[{_SIGN}]|[円元원]|[a-złčđ]{{1,9}})\)?(?![a-zà-ÿ])"
)
_NATIONAL: Final = {
    "us ": "USD", "u.s. ": "USD", "canadian ": "CAD", "australian ": "AUD", "singapore ": "SGD",
    "hong kong ": "HKD",
}  # fmt: skip
_MORE: Final = re.compile(r" ?\+(?= ?(?:$|[,;.)/|-]))|\+(?= [a-z]|usd|eur|gbp)")
_WIDTH: Final = 14


class Sum(NamedTuple):
    """A sum or a range of sums, with what stands directly beside it.

    *signs*: values of ``currencies.SIGNS``; empty for a bare number. *period*: a match of
    ``salary_periods.PERIOD_AFTER``. *scale*: 1000 for "k". *word*: the scale as it is written.
    *gross*: said to be before or after tax, which is said of pay only. *more*: "$100k+".
    """

    start: int
    end: int
    low: float
    high: float
    signs: frozenset[str]
    period: re.Match[str] | None
    scale: float
    word: str
    gross: bool
    more: bool
    is_range: bool = False


def plain(text: str) -> str:
    """One line in lower case, with plain digits, dashes, apostrophes and spaces."""
    if not text.isascii():
        if "â" in text or "Â" in text or "Ã" in text:
            for wrong, right in _MOJIBAKE:
                text = text.replace(wrong, right)
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return " ".join(text.lower().split())


def sums(line: str) -> list[Sum]:
    """The sums of a ``plain`` line in order; the bounds of a range are one."""
    found: list[Sum] = []
    at = 0
    for match in islice(_numbers(line), MAX_NUMBERS):
        one = _sum(line, match, at) if match.start() >= at else None
        if one is None:
            continue
        at = one.end
        both = _joined(line, found[-1], one) if found else None
        if both is None:
            found.append(one)
        else:
            found[-1] = both
    return [one for one in found if one.signs]


def _numbers(line: str) -> Iterator[re.Match[str]]:
    """As ``_NUMBER.finditer``, which looks behind at each character: five times as slow."""
    at = 0
    while digit := _DIGIT.search(line, at):
        number = _NUMBER.match(line, digit.start())
        at = number.end() if number else digit.end()
        if number:
            yield number


def _sum(line: str, match: re.Match[str], at: int) -> Sum | None:
    """The number of *match* with its currency, scale and period; None if it is no sum."""
    start, end = match.span()
    signs, start = _before(line, start, at)
    scale, word, end = _scale(line, end, bool(signs))
    letters = line[end : end + 1]
    period: re.Match[str] | None = None
    gross = more = False
    while True:
        if (after := _AFTER.match(line, end)) and (said := _signs_after(after, line, signs, match)):
            signs |= said
            end = after.end()
        elif period is None and (unit := salary_periods.PERIOD_AFTER.match(line, end)):
            period, end = unit, unit.end()
        elif filler := words.FILLER.match(line, end):
            gross = gross or words.GROSS.search(filler[0]) is not None
            end = filler.end()
        elif not more and (plus := _MORE.match(line, end)):
            more, end = True, plus.end()
        else:
            break
    is_glued = letters.isascii() and letters.isalpha() and end == match.end()
    if is_glued or line[end : end + 1] == "%" or line[end : end + 2] == " %":
        return None
    amount = _amount(match[0], scale)
    if amount is None:
        return None
    if word in LAKHS and amount >= _WRITTEN_OUT * scale:  # "4,50,000 LPA"
        amount, scale = amount / scale, 1
    if not signs - {"rs"}:
        signs = _implied(line, word) or signs
    gross = gross or word == "lpa"
    return Sum(start, end, amount, amount, signs, period, scale, word, gross, more)


def _implied(line: str, word: str) -> frozenset[str]:
    """The currency of a sum without one, as far as its scale or script tells."""
    if word in LAKHS:
        return frozenset({"lakh"})
    if word == "만":
        return frozenset({"KRW"})
    if word in {"万", "k"} and "薪" in line:
        return frozenset({"元"})
    if word in {"万", "千"} and any(said in line for said in ("年収", "年俸", "月給", "月収")):
        return frozenset({"JPY"})
    return frozenset()


def _before(line: str, start: int, at: int) -> tuple[frozenset[str], int]:
    """The currency before a number, and where it begins."""
    left = max(at, start - _WIDTH)
    found = _BEFORE.search(line[left:start])
    if found is None:
        return frozenset(), start
    letters, space, symbol, more = found.groups()
    letters = letters.strip(".")
    said: set[str] = set()
    if symbol:
        glued = None if space else currencies.SIGNS.get(letters + symbol)
        said.add(glued or currencies.SIGNS[symbol])
        said.update(
            currencies.SIGNS[code] for code in (letters, more) if code.upper() in currencies.CODES
        )
        if letters == "us":
            said.add("USD")
        if more and not said & currencies.CODES and more.upper() not in currencies.CODES:
            return frozenset(), start
        begins = found.start() if glued or letters.upper() in currencies.CODES else found.start(3)
    elif not more and letters in currencies.SIGNS:
        said.add(currencies.SIGNS[letters])
        begins = found.start()
    else:
        return frozenset(), start
    return frozenset(said), left + begins


def _scale(line: str, end: int, has_sign: bool) -> tuple[float, str, int]:
    """The scale after a number, the word for it, and where it ends."""
    run = _RUN.match(line, end)
    if run is None:
        return 1, "", end
    word = run[1]
    if word in _SCALES and not (word in "mlb" and line[run.end() : run.end() + 1] == "/"):
        if word in {"l", "cr", "tr", "b"} and not has_sign and line[end] == " ":
            return 1, "", end
        return _SCALES[word], word, run.end()
    is_currency = word[1:] in currencies.SIGNS or (
        len(word) == 1 and line[run.end(1) : run.end(1) + 1] in {"€", "$", "£"}
    )
    if word[0] in _GLUED_SCALES and is_currency and word not in currencies.SIGNS:
        scale = 1e6 if word[0] == "m" else 1e3
        return scale, word[0], run.start(1) + 1
    return 1, "", end


def _signs_after(
    after: re.Match[str], line: str, signs: frozenset[str], number: re.Match[str]
) -> frozenset[str]:
    """The currency of a match of ``_AFTER``; empty if it is none, or that of the next number."""
    sign = currencies.SIGNS.get(after[2])
    if "(" in after[0] and not after[0].endswith(")"):  # "(MXN equivalent)"
        return frozenset()
    if sign is None or after[2] in {"r", "try"} or (after[1].startswith("/") and not signs):
        return frozenset()
    before_digit = re.compile(r" ?\d").match(line, after.end())
    if before_digit and (signs or not after[2].isalpha() or len(number[0]) < 4):
        return frozenset()
    nation = next((code for name, code in _NATIONAL.items() if name in after[0]), None)
    return frozenset({nation if sign == "$" and nation else sign})


def _joined(line: str, first: Sum, second: Sum) -> Sum | None:
    """The range from *first* to *second*; None if they are two sums."""
    gap = line[first.end : second.start]
    if first.is_range or len(gap) > MAX_GAP or not gap.strip(" ,;:("):
        return None
    is_slash = gap.strip() == "/" and (
        first.low < second.low <= first.low * 2
        if first.signs == second.signs  # "€38.000 / €45.000"
        else not first.signs and second.scale > 1  # "35/40k"
    )
    if not is_slash and not words.TO.fullmatch(gap):
        before = line[max(0, first.start - 60) : first.start]
        if not (words.AND.fullmatch(gap) and words.BETWEEN.search(before)):
            return None
    signs = first.signs | second.signs
    if "lakh" in signs:  # rupees of India, unless another sign says more
        signs = signs - {"lakh", "rs"} or frozenset({"lakh"})
    if not (first.signs and second.signs):
        signs = first.signs or second.signs
    elif not first.signs & second.signs and not (first.signs | second.signs) & {"$", "lakh"}:
        return None
    low, high = first.low, second.high
    if first.scale == 1 and low * second.scale <= high:
        low *= second.scale  # "$30-40k"
    elif second.scale == 1 and first.scale > 1 and high < low <= high * first.scale:
        high *= first.scale  # "£30k-35"
    if first.scale == second.scale == 1 and 10 <= low < 1000 <= low * 1000 <= high <= low * 5000:
        low *= 1000  # "£45-50,000"
    return Sum(
        start=first.start,
        end=second.end,
        low=min(low, high),
        high=max(low, high),
        signs=signs,
        period=second.period or first.period,
        scale=max(first.scale, second.scale),
        word=second.word or first.word,
        gross=first.gross or second.gross,
        more=False,
        is_range=True,
    )


def _amount(number: str, scale: float) -> float | None:
    digits = number.rstrip(".,'-")
    if scale in {1, 1e4} and _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"[.,' ]", "", digits)
    elif " " in digits or "'" in digits or ("," in digits and "." in digits):
        decimal = max(".,", key=digits.rfind)
        whole, point, cents = digits.rpartition(decimal)
        if not point or len(cents) > 2:
            whole, cents = digits, "0"
        digits = re.sub(r"[.,' ]", "", whole) + "." + cents
    elif digits.count(",") > 1 or digits.count(".") > 1:
        digits = re.sub(r"[.,]", "", digits)
    else:
        digits = digits.replace(",", ".")
    try:
        return float(digits) * scale
    except ValueError:
        return None
