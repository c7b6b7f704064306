"""Names of several words that are also written otherwise: in one piece, or in another order.

Our own lists. Keys and values are words as ``forms`` leaves them.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

from jobscout.rules.spelling import SYMBOL_TERMS, plain_word

_WITH_CONTEXT: Final = (
    # letters, in full, what stands after them where they mean that
    (
        "ml",
        "machine learning",
        "engineer scientist researcher developer platform model infrastructure architect",
    ),
    (
        "bi",
        "business intelligence",
        "analyst developer engineer consultant specialist manager architect lead",
    ),
    ("fe", "frontend", "developer engineer"),
    ("np", "nurse practitioner", "primary urgent family"),
    ("pa", "physician assistant", "c"),
)
_SEPARATORS: Final = re.compile("[/-]")
_DISTINCT_CHARS: Final = 5
"""Terms with a sign are also written with a space, "CI CD"; shorter ones would be words: "a b"."""
_JOINED: Final = """
dev ops, dev sec ops, ml ops, data ops, fin ops, sec ops, java script, type script, postgre sql,
my sql, t sql, power point, power shell, power bi, git hub, git lab, bit bucket, linked
in, you tube, word press, quick books, quick book, auto cad, solid works, solid work, share point,
big query, tensor flow, py torch, open ai, chat gpt, graph ql, hub spot, elastic search, click
house, data bricks, rabbit mq, active mq, fire base, dynamo db, mongo db, maria db, cosmos db,
open shift, open stack, vm ware, web socket, web gl, dot net, go lang, c sharp, f sharp, s4 hana,
s 4hana, start up, web site, data base, ware house, data set, frame work, hard ware, net work, e
mail, mac os, back log, pay roll, lead generation, mid market, senior living, senior care, off
shore, near shore, out bound
"""
_REORDERED: Final = {
    "lead gen": "leadgeneration",
    "ux ui": "ui ux",
    "ux and ui": "ui ux",
    "ui and ux": "ui ux",
    "ml ai": "ai machine learning",
    "ai ml": "ai machine learning",
    "ml and ai": "ai machine learning",
    "ai and ml": "ai machine learning",
    "ai and machine learning": "ai machine learning",
    "machine learning ai": "ai machine learning",
    "machine learning and ai": "ai machine learning",
    "user experience": "ux",
    "user interface": "ui",
    "artificial intelligence": "ai",
    "research and development": "rnd",
    "human capital management": "hcm",
    "amazon web service": "aws",
    "google cloud platform": "gcp",
    "vb dotnet": "vbdotnet",
    "asp dotnet": "aspdotnet",
    "ado dotnet": "adodotnet",
    "c plus plus": "cplusplus",
    "visual basic dotnet": "vbdotnet",
}
_ALSO: Final = {"vbdotnet": "dotnet", "aspdotnet": "dotnet", "adodotnet": "dotnet"}


def _table() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """By first word: the other words, and what stands for all; longest first."""
    said = {
        " ".join(parts): one[0]
        for term, one in SYMBOL_TERMS.items()
        if (parts := _SEPARATORS.split(term))[1:]
        and all(part.isalpha() for part in parts)
        and len(term) >= _DISTINCT_CHARS
    } | _REORDERED
    for name in _JOINED.replace("\n", " ").split(","):
        said[name.strip()] = plain_word("".join(name.split()))
    for letters, full, followers in _WITH_CONTEXT:
        said |= {
            f"{letter} {word}": f"{written} {word}"
            for (letter, written), word in product([(letters, full)], followers.split())
        }
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for name, one in sorted(said.items(), key=lambda item: -len(item[0].split())):
        first, *rest = name.split()
        table.setdefault(first, []).append((tuple(rest), tuple(one.split())))
    return table


_TABLE: Final = _table()
MOST_ROUNDS: Final = 4
_FIRST: Final = frozenset(_TABLE)


def one_name(words: list[str]) -> tuple[list[str], list[str]]:
    """*words* with each name in its one form, and words that these also match.

    A name may make another with its neighbours, so it is done again until none is left.
    """
    also: list[str] = []
    for _ in range(MOST_ROUNDS):
        changed = _replaced(words, also)
        if changed is None:
            break
        words = changed
    return words, also


def _replaced(words: list[str], also: list[str]) -> list[str] | None:
    """None where nothing is to be replaced."""
    done: list[str] = []
    read_to = 0
    for at in [at for at, word in enumerate(words) if word in _FIRST]:
        if at < read_to:
            continue
        for rest, one in _TABLE[words[at]]:
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                done += words[read_to:at]
                done += one
                read_to = at + 1 + len(rest)
                also += [_ALSO[each] for each in one if each in _ALSO]
                break
    return done + words[read_to:] if read_to else None
