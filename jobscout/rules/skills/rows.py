"""The taxonomy's rows, packed for worker processes, and all names of each skill."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.rules import words
from jobscout.rules.skills import Taxonomy
from jobscout.rules.skills.skill import Skill
from jobscout.rules.skills.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_REQUESTED: Final = frozenset({"soft", "business"})
"""Categories that nearly every posting mentions, so they say nothing about a single one."""

_pack = msgspec.msgpack.Encoder().encode
_rows = msgspec.msgpack.Decoder(list[Skill])


def pack(rows: Iterable[Skill]) -> bytes:
    """The rows sorted by slug, so that equal taxonomies give equal bytes."""
    return _pack(sorted(rows, key=lambda skill: skill.slug))


@lru_cache(maxsize=1)
def taxonomy_of(packed: bytes) -> Taxonomy:
    """Unpacks what ``pack`` packed into a searchable taxonomy; cached, as that takes a second.

    Empty bytes give a taxonomy without skills.
    """
    return Taxonomy.load(_rows.decode(packed) if packed else ())


def keys(rows: Sequence[Skill]) -> dict[str, str]:
    """Folded slug, name or alias to the slug; names take precedence over aliases."""
    named = {folded(skill.name): skill.slug for skill in rows}
    for skill in rows:
        named.setdefault(folded(skill.slug), skill.slug)
    for skill in rows:
        for alias in skill.aliases:
            named.setdefault(folded(alias), skill.slug)
    named.pop("", None)
    return named


def requested(taxonomy: Taxonomy, title: str, text: str) -> tuple[str, ...]:
    """Slugs of the skills a posting asks for, without duplicates, in order of mention."""
    found = taxonomy.find(f"{title}\n\n{text[: words.MAX_TEXT_CHARS]}")
    slugs = (each.skill.slug for each in found if each.skill.category not in NOT_REQUESTED)
    return tuple(dict.fromkeys(slugs))
