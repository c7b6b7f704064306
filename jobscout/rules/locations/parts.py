"""Cuts a text into the names that may be places, each with all that it may mean.

``location_reader`` decides which of the meanings hold together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.locations import gazetteer
from jobscout.rules.locations.meanings import (
    LARGE,
    NOTHING,
    Item,
    Meanings,
    is_placeless,
    kind,
    meanings,
)
from jobscout.rules.locations.scores import COMMA, GLUED, KNOWN_CODES, SLASH, STRONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.locations.meanings import Kind

MAX_ITEMS: Final = 60
_MAX_WORDS: Final = 12
"""Words of the longest part that is read; longer ones are prose."""
_MAX_NAME_WORDS: Final = 6
_MAX_UNSPACED: Final = 12
_POSTAL_DIGITS: Final = 4
_NAME, _NO_NAME, _UNKNOWN = 1.0, 0.1, 3.0
"""What each name, each word beside names and each unknown word costs in a cut."""

_SEPARATORS: Final = re.compile(
    r"\s*(?:([;|•\n~、；]|\s/\s)|(\)\s*OR\s|(?<=REMOTE)\sOR\s|/|\s&\s|／|\s\+\s|\b(?:or|and|oder|und|ou|bzw\.?|sowie|и|или)\b)"
    r"|[,()\[\]:，。（）：<>{}]|\s[-–—]+\s|(?<=[a-z])-\s|\s-(?=[A-Z])|[–—])\s*"
)
_EXCEPT: Final = re.compile(
    r"\b(?:except|excluding|excl\.?|not (?:in|including|available in|open to)|other than|but not"
    r"|outside(?: of)?|ausser|außer|ohne|sauf|hors|excepto|salvo|exceto|кроме)\b([^();|\n]*)",
    re.IGNORECASE,
)
_ZONE: Final = r"(?:[ECMP][SD]?T|UTC|GMT|CES?T)"
_HOURS: Final = re.compile(
    rf"\b{_ZONE}(?:\s*(?:/|or|and|to|-|,|&)\s*{_ZONE})*\s+(?:hours|time|time ?zones?|tz)\b"
    r"|\b(?:remote|hybrid)[ -](?:is )?ok(?:ay)?\b",
    re.IGNORECASE,
)
_ZONES: Final = re.compile(r"\btime ?zones?\b", re.IGNORECASE)
_FLAG: Final = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_FIRST_FLAG: Final = 0x1F1E6
_PICTURES: Final = re.compile('[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f\u200d★✓*#"“”]+')
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}-(?=\d{3})|\b\d{4} ?[A-Z]{2}\b(?=[ ,]*[A-Z]|$)|〒"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.\s?){2,}|\b[A-Z]\.[A-Z]\b|\bd\.c\.?(?!\w)")
_AIRPORT: Final = re.compile(
    r"\s+(?:(?:international|intl\.?|int'l|regional|municipal)\s+)?airport$", re.IGNORECASE
)
_HYPHENS: Final = re.compile(r"[-_‐‑]+")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADMINISTRATIVE: Final = re.compile(
    "^(?:특별자치도|특별자치시|특별시|광역시|[市都府県縣省区區시도구군])"
)


class _Span(NamedTuple):
    """Words *start* to *end* of a part, which are one name, or one other word."""

    start: int
    end: int
    meanings: Meanings
    kind: Kind

    @property
    def known(self) -> bool:
        return self.meanings is not NOTHING


def items(text: str) -> list[Item]:
    """The names in *text*, in order, at most ``MAX_ITEMS``, without words that name no place."""
    found: list[Item] = []
    carried = 0
    for before, part in _parts(_cleaned(text)):
        carried = max(carried, before)
        cut = _items_of(part)
        if cut:
            found.append(cut[0]._replace(before=carried))
            found += cut[1:]
            carried = 0
        if len(found) >= MAX_ITEMS:
            break
    return found[:MAX_ITEMS]


def excepted(text: str) -> list[str]:
    """What *text* leaves out: "US" of "Worldwide (except US)"."""
    return [found[1] for found in _EXCEPT.finditer(text)]


def _cleaned(text: str) -> str:
    text = _FLAG.sub(_flag, text)
    text = _HOURS.sub(" ", _EXCEPT.sub(" ", text))
    text = _PICTURES.sub(" ", text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "").upper() + " ", text)
    return _POSTCODE.sub("0000 ", text)


def _flag(found: re.Match[str]) -> str:
    code = "".join(chr(ord(letter) - _FIRST_FLAG + ord("A")) for letter in found.groups())
    country = gazetteer.country_names().get(code)
    return f", {country}, " if country else " "


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The parts between separators, each with the one before it.

    What is a name with its separator stays one part: "Trinidad and Tobago".
    """
    cut: list[str] = []
    seps: list[int] = [STRONG]
    between: list[str] = [""]
    start = 0
    for found in _SEPARATORS.finditer(text):
        cut.append(text[start : found.start()])
        seps.append(STRONG if found[1] else SLASH if found[2] else COMMA)
        between.append(found[0])
        start = found.end()
    cut.append(text[start:])
    pending = 0
    index = 0
    while index < len(cut):
        part, before = cut[index], max(seps[index], pending)
        following = index + 1
        if following < len(cut) and seps[following] == SLASH and part and cut[following]:
            whole = part + between[following] + cut[following]
            known = meanings(whole)
            if known.countries or known.regions or known.area:
                part, index = whole, following
        if part.strip():
            yield before, part.strip()
            pending = 0
        else:
            pending = before
        index += 1


@lru_cache(maxsize=16_384)
def _items_of(part: str) -> tuple[Item, ...]:
    """The names in one part, which is one name, or several of one place without commas."""
    words = part.split()
    if len(words) > _MAX_WORDS or _ZONES.search(part):
        return ()
    kinds = {kind(word, part) for word in words}
    whole = meanings(part)
    if "" not in kinds:
        is_area = "qualifier" in kinds  # "Bay Area"
        known = whole if whole.is_metropolitan else NOTHING
        return (Item(part, COMMA, known),) if is_area else ()
    if whole is not NOTHING:
        return (Item(part, COMMA, whole),)
    if (near := _AIRPORT.sub("", part)) != part and meanings(near).is_large:
        return (Item(near, COMMA, meanings(near)),)
    if _UNSPACED.search(part):
        return _unspaced(part)
    pieces: list[str] = []
    for word in words:
        compound = "-" in word and meanings(word) is NOTHING
        pieces += filter(None, _HYPHENS.split(word)) if compound else (word,)
    return _kept(_best_cut(pieces, part), pieces, part)


def _best_cut(words: Sequence[str], part: str) -> list[_Span]:
    """The cut of *words* into the fewest names, with the fewest unknown words."""
    kinds = [kind(word, part) for word in words]
    best: list[tuple[float, _Span]] = [(0.0, _Span(0, 0, NOTHING, ""))]
    for end in range(1, len(words) + 1):
        last = kinds[end - 1]
        cost = best[end - 1][0] + (_NO_NAME if last else _UNKNOWN)
        options = [(cost, _Span(end - 1, end, NOTHING, last))]
        for start in range(max(0, end - _MAX_NAME_WORDS), end):
            if "noise" in (kinds[start], last) or "number" in kinds[start:end]:
                continue
            known = meanings(" ".join(words[start:end]))
            if known is not NOTHING and not known.is_weak:
                options.append((best[start][0] + _NAME, _Span(start, end, known, kinds[start])))
        best.append(min(options, key=lambda option: (option[0], option[1].start)))
    spans: list[_Span] = []
    end = len(words)
    while end:
        spans.append(best[end][1])
        end = spans[-1].start
    return spans[::-1]


def _kept(spans: Sequence[_Span], words: Sequence[str], part: str) -> tuple[Item, ...]:
    """The names of a part; what of it is unknown decides which are kept."""
    known = [span for span in spans if span.known]
    unknown = [words[span.start] for span in spans if not (span.known or span.kind)]
    chained = [span.meanings for span in known if not span.meanings.area]
    is_chain = len(chained) < 2 or _is_chain(chained)
    is_prose = len(unknown) > 1 and bool(chained) and all(word.islower() for word in unknown)
    if not unknown and not is_chain:
        compound = "-" in part and known[0].meanings.is_large
        return _named(known[:1], words) if compound else (Item(part, COMMA, NOTHING),)
    if not unknown:
        return () if _is_house_number(spans, words) else _named(known, words)
    if any(span.kind == "number" for span in spans):
        return _behind_postcode(spans, words)
    if is_prose and is_chain:
        return _named(known, words)
    return _partly([span for span in spans if span.kind != "noise"], words, part)


def _named(spans: Sequence[_Span], words: Sequence[str]) -> tuple[Item, ...]:
    return tuple(
        Item(" ".join(words[span.start : span.end]), GLUED if index else COMMA, span.meanings)
        for index, span in enumerate(spans)
    )


def _is_house_number(spans: Sequence[_Span], words: Sequence[str]) -> bool:
    """Whether the part begins with one: "12 Lincoln", not "10178 Berlin" or "111 22 Stockholm"."""
    numbers = [span.kind == "number" for span in spans[:2]]
    return numbers[0] and not all(numbers[1:]) and len(words[0]) < _POSTAL_DIGITS


def _is_chain(known: Sequence[Meanings]) -> bool:
    """Whether names without commas may be a city, its state and its country."""
    if sum(not (means.regions or means.countries) for means in known) > 1:
        return False
    possible = [
        {
            *means.countries,
            *(region.country for region in means.regions),
            *(city.country for city in means.cities),
        }
        for means in known
    ]
    return bool(set.intersection(*possible))


def _behind_postcode(spans: Sequence[_Span], words: Sequence[str]) -> tuple[Item, ...]:
    """The place after the last number of a street's address, if all of it is known."""
    if any(is_placeless(word) for word in words):
        return ()
    last = max(span.start for span in spans if span.kind == "number")
    behind = [span for span in spans if span.start > last and (span.known or not span.kind)]
    return _named(behind, words) if all(span.known for span in behind) else ()


def _partly(said: Sequence[_Span], words: Sequence[str], part: str) -> tuple[Item, ...]:
    """What is left of a part with unknown words: its country or state at an end, or the name."""
    named = [span for span in said if span.known or not span.kind]
    first, last = named[0], named[-1]
    for span in (last, first):
        if _is_sure_country(span.meanings):
            return _named([span], words)
    if any(region.country == "US" and region.is_code for region in last.meanings.regions):
        name = " ".join(words[said[0].start : last.start])
        return (Item(name, COMMA, NOTHING), Item(words[last.start], GLUED, last.meanings))
    compound = len(words) > len(part.split())
    if compound:
        return _named([first], words) if first.meanings.is_large else (Item(part, COMMA, NOTHING),)
    return (Item(" ".join(words[said[0].start : said[-1].end]), COMMA, NOTHING),)


def _is_sure_country(means: Meanings) -> bool:
    """Whether a name among unknown words is a country, and no word or city."""
    return (
        bool(means.countries)
        and (not means.is_code or means.countries[0] in KNOWN_CODES)
        and not any(
            city.population > LARGE / 2 and city.country not in means.countries
            for city in means.cities
        )
    )


def _unspaced(part: str) -> tuple[Item, ...]:
    """The names at the beginning of a text without spaces: 大阪府大阪市, 서울특별시 강남구."""
    found: list[Item] = []
    rest = part.strip("・·-－— ")
    while rest:
        for size in range(min(len(rest), _MAX_UNSPACED), 1, -1):
            if (known := meanings(rest[:size])) is not NOTHING:
                break
        else:
            break
        found.append(Item(rest[:size], GLUED if found else COMMA, known))
        rest = _ADMINISTRATIVE.sub("", rest[size:]).lstrip("・·-－— ")
    return tuple(found) or (Item(part, COMMA, NOTHING),)
