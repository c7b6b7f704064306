"""The rows of ``skills.tsv``: one skill a line, lists parted by a bar."""

from __future__ import annotations

from pathlib import Path

from jobscout.rules.skills.skill import Skill

FILE = Path(__file__).with_name("skills.tsv")
HEAD = "slug\tname\tcategory\taliases\timplies\tambiguity\tprovenance"


def read(path: Path = FILE) -> list[Skill]:
    """The skills of a file in the shape of ``skills.tsv``, ours or an operator's.

    Raises:
        ValueError: a line has another number of columns, or the head is another.
    """
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if head != HEAD:
        raise ValueError(f"{path.name} does not begin with its head")
    return [_skill(path, n, line) for n, line in enumerate(lines, 2) if line]


def _skill(path: Path, n: int, line: str) -> Skill:
    columns = line.split("\t")
    if len(columns) != len(HEAD.split("\t")):
        raise ValueError(f"{path.name}, line {n}: {len(columns)} columns")
    slug, name, category, aliases, implies, ambiguity, provenance = columns
    return Skill(
        slug=slug,
        name=name,
        category=category,
        aliases=_parts(aliases),
        implies=_parts(implies),
        ambiguity=ambiguity or None,
        provenance=_parts(provenance),
    )


def line_of(skill: Skill) -> str:
    return "\t".join(
        (
            skill.slug,
            skill.name,
            skill.category,
            "|".join(skill.aliases),
            "|".join(skill.implies),
            skill.ambiguity or "",
            "|".join(skill.provenance),
        )
    )


def _parts(column: str) -> tuple[str, ...]:
    return tuple(column.split("|")) if column else ()
