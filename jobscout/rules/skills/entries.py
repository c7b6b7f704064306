"""One entry of the taxonomy."""

from __future__ import annotations

import msgspec


class Skill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the taxonomy; *implies* are slugs.

    *ambiguity* applies to spellings that are one plain word ("Spring", not "Spring Framework"):
    ``exact_case``: case must agree, and evidence is needed; ``context``: needs other skills nearby;
    ``never_alone``: only between other skills or as part of a longer phrase.
    """

    slug: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    ambiguity: str | None = None
    provenance: tuple[str, ...] = ()
