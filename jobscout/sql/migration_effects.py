"""What the statements of a migration do to others while they run, and what they lose.

Locks are those of PostgreSQL's documentation, "Explicit Locking".
"""

# ruff: noqa: S608  (these are patterns, and no statements)

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import sqlparse

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE: Final = r'(?:ONLY\s+)?(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(?:public\.)?"?(?P<table>\w+)"?'
_READS_ALL: Final = re.compile(r"\b(?:TYPE|SET NOT NULL|ADD (?:CONSTRAINT|CHECK|FOREIGN))\b")
_IS_LATER: Final = re.compile(r"\bNOT VALID\b")
_EFFECTS: Final = (
    (rf"CREATE (?:UNIQUE )?INDEX CONCURRENTLY.*? ON {_TABLE}", "reads all of it beside others"),
    (rf"CREATE (?:UNIQUE )?INDEX.*? ON {_TABLE}", "blocks writes while all of it is read"),
    (rf"ALTER TABLE {_TABLE}", "blocks reads and writes"),
    (rf"DROP TABLE {_TABLE}", "blocks reads and writes for a moment"),
    (rf"TRUNCATE (?:TABLE )?{_TABLE}", "blocks reads and writes for a moment"),
    (rf"(?:CREATE|DROP) TRIGGER.*? ON {_TABLE}", "blocks writes for a moment"),
    (rf"UPDATE {_TABLE}", "blocks writes of the rows that it changes"),
    (rf"DELETE FROM {_TABLE}", "blocks writes of the rows that it deletes"),
)
_COMPILED: Final = [(re.compile(one, re.IGNORECASE | re.DOTALL), says) for one, says in _EFFECTS]
_CREATED: Final = re.compile(rf"CREATE TABLE {_TABLE}", re.IGNORECASE)
_LOSSES: Final = re.compile(
    rf"DROP TABLE {_TABLE}|ALTER TABLE {_TABLE.replace('table', 'altered')}|DELETE FROM"
    rf" {_TABLE.replace('table', 'emptied')}",
    re.IGNORECASE,
)
_DROPPED: Final = re.compile(r'DROP COLUMN (?:IF EXISTS )?"?(\w+)"?', re.IGNORECASE)


class Effect(NamedTuple):
    """What a statement does to the users of a table."""

    table: str
    says: str


class Loss(NamedTuple):
    """What is gone afterwards: all rows of a table, or some, or the values of a column."""

    table: str
    column: str | None = None
    is_partial: bool = False


def effects(texts: Iterable[str]) -> list[list[Effect]]:
    """Of each migration, in their order. A table that one of them creates has no users yet."""
    created: set[str] = set()
    found = []
    for text in texts:
        statements = _statements(text)
        created.update(match["table"] for one in statements for match in _CREATED.finditer(one))
        told = [_effect(one) for one in statements]
        found.append(list(dict.fromkeys(one for one in told if one and one.table not in created)))
    return found


def losses(text: str) -> list[Loss]:
    """What these statements, which undo a migration, cannot give back."""
    found = []
    for statement in _statements(text):
        match = _LOSSES.match(statement)
        if match is None:
            continue
        if table := match["altered"]:
            found += [Loss(table, column) for column in _DROPPED.findall(statement)]
        else:
            found.append(Loss(match["table"] or match["emptied"], None, bool(match["emptied"])))
    return found


def _statements(text: str) -> list[str]:
    plain = sqlparse.format(text, strip_comments=True)
    return [" ".join(one.split()) for one in sqlparse.split(plain)]


def _effect(statement: str) -> Effect | None:
    for pattern, says in _COMPILED:
        if match := pattern.match(statement):
            return Effect(match["table"], f"{says} {_how_long(statement)}".strip())
    return None


def _how_long(statement: str) -> str:
    if not statement.upper().startswith("ALTER TABLE"):
        return ""
    reads_all = _READS_ALL.search(statement) and not _IS_LATER.search(statement)
    return "while all of it is read" if reads_all else "for a moment"
