"""Cuts a text into the names that may be places, each with all that it may mean.

``location_reader`` decides which of the meanings hold together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.locations import unspaced
from jobscout.rules.locations.cleaning import cleaned
from jobscout.rules.locations.meanings import (
    LARGE,
    NOTHING,
    Item,
    Meanings,
    city_of_quarter,
    is_placeless,
    kind,
    meanings,
    province_behind,
)
from jobscout.rules.locations.scores import COMMA, GLUED, KNOWN_CODES, SLASH, STRONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.locations.meanings import Kind

MAX_ITEMS: Final = 60
_MAX_WORDS: Final = 12
"""Words of the longest part that is read; longer ones are prose."""
_MAX_NAME_WORDS: Final = 6
_UNSPACED: Final = 12
_AND: Final = frozenset(("e", "y", "o", "et", "ja", "ve", "en", "og", "och", "i", "a"))
_POSTAL_DIGITS: Final = 4
_NAME, _NO_NAME, _UNKNOWN = 1.0, 0.1, 3.0
"""What each name, each word beside names and each unknown word costs in a cut."""

_SEPARATORS: Final = re.compile(
    r"\s*(?:([;|•\n~、；]|\s/\s)|(\)\s*OR\s|(?<=REMOTE)\sOR\s|/|\s&\s|／|\s\+\s|\b(?:or|and|oder|und"
    r"|ou|bzw\.?|sowie|и|или|eller|lub|albo|nebo|anebo|tai|sau|veya|oppure|vagy|або)\b"
    r"|または|もしくは|或者|或|또는)"
    r"|[,()\[\]:，。（）：<>{}]|\s[-–—]+\s|(?<=[a-z])-\s|\s-(?=[A-Z])|[–—])\s*"
)
_ZONES: Final = re.compile(r"\btime ?zones?\b", re.IGNORECASE)
_AIRPORT: Final = re.compile(
    r"\s+(?:(?:international|intl\.?|int'l|regional|municipal)\s+)?airport$", re.IGNORECASE
)
_HYPHENS: Final = re.compile(r"[-_‐‑]+")
_PROVINCE: Final = re.compile(r"\S (?:county|province|region|state|l[äa]n)$", re.IGNORECASE)


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
    for before, part in _parts(cleaned(text)):
        carried = max(carried, before)
        cut = _items_of(part)
        if found and len(cut) == 1 and _PROVINCE.search(part) and cut[0].meanings.regions:
            cut = (cut[0]._replace(meanings=province_behind(cut[0].meanings, found[-1].meanings)),)
        if cut:
            found.append(cut[0]._replace(before=carried))
            found += cut[1:]
            carried = 0
        if len(found) >= MAX_ITEMS:
            break
    return found[:MAX_ITEMS]


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
        city = city_of_quarter(part, whole)
        return (Item(city, COMMA, meanings(city)) if city else Item(part, COMMA, whole),)
    if (near := _AIRPORT.sub("", part)) != part and meanings(near).is_large:
        return (Item(near, COMMA, meanings(near)),)
    if unspaced.is_unspaced(part):
        return _unspaced(part)
    pieces: list[str] = []
    for word in words:
        compound = "-" in word and meanings(word) is NOTHING
        pieces += filter(None, _HYPHENS.split(word)) if compound else (word,)
    return _kept(_best_cut(pieces, part), pieces, part)


def _unspaced(part: str) -> tuple[Item, ...]:
    names = unspaced.names(part, lambda name: meanings(name) is not NOTHING)
    found = (
        Item(name, GLUED if index else COMMA, meanings(name)) for index, name in enumerate(names)
    )
    return tuple(found) or (Item(part, COMMA, NOTHING),)


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
    if len(unknown) == 1 and unknown[0] in _AND and not spans[0].kind and not spans[-1].kind:
        return _listed(spans, words)
    if not unknown:
        return _all_known(spans, known, words, part, is_chain=is_chain)
    if any(span.kind == "number" for span in spans):
        return _behind_postcode(spans, words)
    if is_prose and is_chain:
        return _named(known, words)
    return _partly([span for span in spans if span.kind != "noise"], words, part)


def _all_known(
    spans: Sequence[_Span],
    known: Sequence[_Span],
    words: Sequence[str],
    part: str,
    *,
    is_chain: bool,
) -> tuple[Item, ...]:
    compound = "-" in part
    if compound and [_is_quarter(known[0], one) for one in known[1:]] == [True]:
        return _named(known[:1], words)
    if not is_chain:
        compound = compound and known[0].meanings.is_large
        return _named(known[:1], words) if compound else (Item(part, COMMA, NOTHING),)
    return () if _is_house_number(spans, words) else _named(known, words)


def _listed(spans: Sequence[_Span], words: Sequence[str]) -> tuple[Item, ...]:
    """The places on both sides of a word for "and" that may be a part of a name as well."""
    pieces = [span for span in spans if span.known]
    if not (spans[0].known and spans[-1].known) or any(not one.meanings.cities for one in pieces):
        return _partly([span for span in spans if span.kind != "noise"], words, " ".join(words))
    return tuple(item._replace(before=SLASH) for item in _named(pieces, words))


def _is_quarter(city: _Span, quarter: _Span) -> bool:
    """Whether a compound is a large city and a quarter of it: Berlin-Mitte."""
    inner = quarter.meanings
    return (
        city.meanings.is_large
        and bool(inner.cities)
        and not (inner.regions or inner.countries or inner.is_large)
    )


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
