"""Where the work of a job is done: remote, hybrid or on site."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import cues, locations, texts
from jobscout.rules.evidence import MAX_WORDS_CHARS, Found
from jobscout.rules.lines import line
from jobscout.rules.sentences import bounds as sentence_bounds
from jobscout.rules.spelling import fold
from jobscout.rules.workplaces import labels, openness, phrases, sentences, words

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from jobscout.model import Workplace

MAX_FIELD_CHARS: Final = 2_000
MAX_LABEL_CHARS: Final = 50
"""Where a label ends at the latest."""
MAX_MENTIONS: Final = 60
"""How many words of one text are examined; the longest recorded posting has 20."""
_OF_NAMES: Final = ("remote", "hybrid", "home office")
"""One of these is in each of ``words.NAMES`` that is in Latin letters."""


class _Said(NamedTuple):
    """*is_sure*: it is about the job, whatever else the sentence says."""

    kind: Workplace
    is_sure: bool = False


def workplace(stated: str | None, texts: Sequence[str]) -> Workplace:
    """Remote, hybrid, on site, or unknown if neither the board nor a text states it.

    Args:
        stated: the board's own field, in any board's wording; it wins if recognised.
        texts: the places and the title. Negations count first ("Non-Remote Posting" is on
            site), then hybrid, which is also remote and on site at once, then each alone. The
            name of a profession states nothing ("Hybrid Cloud Architect").
    """
    return (_stated(stated) if stated else None) or _read(" | ".join(texts)) or "unknown"


@lru_cache(maxsize=8192)
def _stated(stated: str) -> Workplace | None:
    plain = _plain(stated)
    found = _of(plain)
    if not words.OFFICE.search(plain) or found == "hybrid":
        return found
    return "hybrid" if found == "remote" else "onsite"


@lru_cache(maxsize=8192)
def _read(text: str) -> Workplace | None:
    plain = _plain(text)
    found = _of(plain)
    return "hybrid" if found == "remote" and words.OR_OFFICE.search(plain) else found


def _plain(text: str) -> str:
    plain = fold(text[:MAX_FIELD_CHARS]).replace("_", " ").replace(" - ", " ").strip()
    if plain.isascii() and not any(word in plain for word in _OF_NAMES):
        return plain
    return words.NAMES.sub(" ", plain).strip()


def _of(plain: str) -> Workplace | None:
    if not words.ANY.search(plain):
        return None
    if words.NOT_REMOTE.search(plain):
        return "onsite"
    if words.HYBRID.search(plain):
        return "hybrid"
    onsite = words.ONSITE.search(plain)
    remote = words.REMOTE.search(plain) or words.ALONE.search(plain)
    if onsite and remote:
        return "hybrid"
    return "onsite" if onsite else "remote" if remote else None


def find(text: str) -> Found[Workplace] | None:
    """Where *text*, a posting's plain text, says plainly that the job is done; None if it does not.

    A hashtag ("#LI-Remote") is believed before a labelled line ("Location: Remote"), that before
    a sentence about the job ("This role is remote"), and that before one about all jobs. Remote
    and on site both said is hybrid. What is said of customers, tools, benefits or interviews is
    not read. Reads the first ``MAX_TEXT_CHARS``; linear.
    """
    said: dict[int, dict[Workplace, str]] = {}
    read = texts.read(text)
    at = [start for start, _ in read.cues[cues.WORKPLACES]]
    if " the " not in read.low:
        at += (start for start, _ in read.cues[cues.WORKPLACES_ABROAD])
    for sentence in _sentences(read.whole, at):
        plain = fold(sentence)
        for rank, kind in _statements(plain):
            said.setdefault(rank, {}).setdefault(kind, sentence)
    if not said:
        return None
    kinds = said[min(said)]
    if len(kinds) == 1 or "hybrid" in kinds:
        kind = "hybrid" if "hybrid" in kinds else next(iter(kinds))
        return Found(kind, line(kinds[kind], MAX_WORDS_CHARS))
    return Found("hybrid", line(" … ".join(dict.fromkeys(kinds.values())), MAX_WORDS_CHARS))


def open_to(text: str) -> Found[str] | None:
    """The words of *text* that name where people may be who do this job remotely.

    "US or Canada" of "remote within the US or Canada", "Germany" of "must be based in Germany";
    for ``locations.read``. Meant for remote jobs; None if the text names no such place.
    """
    said: dict[int, Found[str]] = {}
    whole, low, _ = texts.read(text)
    at = _places(low, openness.MENTIONS)
    if " the " not in low:
        at += _places(low, openness.ABROAD)
    for sentence in _sentences(whole, at):
        lower = sentence.lower()
        if lower.startswith("headquarters"):
            continue
        for rank, (needed, pattern) in enumerate(openness.PATTERNS):
            if rank in said or not any(word in lower for word in needed):
                continue
            for found in pattern.finditer(sentence):
                where = openness.trimmed(found[1])
                if where and _is_place(where):
                    said[rank] = Found(where, line(sentence, MAX_WORDS_CHARS))
                    break
    return said[min(said)] if said else None


def _is_place(words: str) -> bool:
    return any(place.country or place.area for place in locations.read((words,)))


def _statements(plain: str) -> Iterator[tuple[int, Workplace]]:
    """What one folded sentence states, each with its rank: 0 is believed first."""
    for tag in labels.TAG.finditer(plain) if "#" in plain else ():
        yield 0, "remote" if tag[1] else "hybrid" if tag[2] else "onsite"
    kind, is_answer = _of_label(plain)
    if kind:
        yield 1, kind
    elif alone := None if is_answer else _alone(plain):
        yield 2, alone
    elif not is_answer:
        for said in _said(plain):
            yield 2 if said.is_sure or sentences.OF_THE_JOB.search(plain) else 3, said.kind


def _said(plain: str) -> Iterator[_Said]:
    """What a sentence says in words."""
    is_read = False
    for statement in sentences.PLAIN:
        found = statement.search(plain)
        if not found:
            continue
        is_read = True
        kind = statement.kind
        if kind == "onsite" and "remote" in found[0]:  # "not remote" says no more
            yield _Said(kind, is_sure=True)
            return
        if kind == "remote":
            kind = phrases.corrected(plain)
        if kind != statement.kind or not _is_doubtful(plain, found):
            yield _Said(kind)
            if kind == "hybrid":
                return
    if not is_read and (phrase := phrases.read(plain)):
        yield _Said(phrase)


def _is_doubtful(plain: str, found: re.Match[str]) -> bool:
    """Whether words beside it make it a possibility, a story or a benefit."""
    doubt = sentences.DOUBT_BEFORE.search(plain[: found.start()])
    if doubt and not (doubt[0].startswith("possib") and sentences.AMOUNT.search(found[0])):
        return True
    after = plain[found.end() :]
    if not sentences.DOUBT_AFTER.search(after):
        return False
    return not (sentences.OPEN_AFTER.search(after) and sentences.AMOUNT.search(found[0]))


def _alone(plain: str) -> Workplace | None:
    """What a line or a cell of it says that has nothing else: "Remote (US)", "Paris | Hybrid"."""
    if whole := labels.LINE.match(plain):
        return _of(_plain(whole["kind"] or whole["last"]))
    cell = labels.CELL.search(plain) if "|" in plain else None
    return _of(cell[1]) if cell else None


def _of_label(plain: str) -> tuple[Workplace | None, bool]:
    """What a labelled line says, and whether it answers all that it can."""
    if any(map(plain.__contains__, labels.MARKS)) and (label := labels.LABEL.match(plain)):
        kind = _labelled(plain, label[1].strip())
        if kind or plain.lstrip(" *•-").startswith("remote"):
            return kind, True
    if ":" in plain[:MAX_LABEL_CHARS] and (label := labels.ANY_LABEL.match(plain)):
        kind = _stated(label[1])
        return kind, kind is not None
    return None, False


def _labelled(plain: str, value: str) -> Workplace | None:
    """What the value of a label says; "Remote: USA" and "Remote: no" are answers."""
    label = plain.lstrip(" *•-")
    if not label.startswith("remote"):
        return "remote" if labels.OWN_HOME.fullmatch(value) else _stated(value)
    if labels.NEVER.fullmatch(value):
        return "onsite"
    if label.startswith("remote work"):
        return "remote" if labels.YES.match(value) else None
    return None if labels.NO.match(value) else "remote"


def _sentences(text: str, at: list[int]) -> Iterator[str]:
    """The sentences of *text* at the first ``MAX_MENTIONS`` of these positions."""
    end = 0
    for place in sorted(at)[:MAX_MENTIONS]:
        if place < end:
            continue
        start, end = sentence_bounds(text, place, place, floor=end)
        yield text[start:end].strip(" •*·\t")


def _places(lower: str, mentions: Sequence[str]) -> list[int]:
    """Where *lower* has one of *mentions*, of each the first ``MAX_MENTIONS`` at most."""
    found: list[int] = []
    for mention in mentions:
        at = lower.find(mention)
        most = len(found) + MAX_MENTIONS
        while at >= 0 and len(found) < most:
            found.append(at)
            at = lower.find(mention, at + len(mention))
    return found
