"""Draws docs/schema.md from the catalog of a migrated database.

After a migration: ``.venv/bin/python -m tests.schema_diagram > docs/schema.md``. The tables are
diagrams in Mermaid, which GitHub draws; a test compares the page with the migrated database.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import psycopg
from psycopg.rows import namedtuple_row

from jobscout.embedded import Embedded
from jobscout.sql import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Sources and scrapes": ("companies", "sources", "scrapes", "board_requests"),
    "Postings and jobs": ("postings", "jobs", "job_skills", "job_events", "partings", "openings"),
    "Users and sessions": (
        "users",
        "sessions",
        "one_time_tokens",
        "account_mails",
        "erasures",
        "audit",
    ),
    "Searches, alerts and deliveries": (
        "searches",
        "preferences",
        "alerts",
        "alert_events",
        "deliveries",
        "devices",
        "webhooks",
    ),
    "CVs and skills": (
        "cvs",
        "cv_uploads",
        "user_skills",
        "skills",
        "skill_names",
        "implied_skills",
        "taxonomy",
    ),
    "Events and processes": ("events", "holders"),
}
OTHERS: Final = "Other tables"

_PAGE: Final = """\
# The tables

Generated from the migrated database by `.venv/bin/python -m tests.schema_diagram > docs/schema.md`; do not edit it by hand.
[The glossary](glossary.md) says what each noun means, and [ARCHITECTURE.md](../ARCHITECTURE.md) which stage writes which table.

`PK` is a primary key, `FK` a foreign key and `UK` a column with a unique constraint of its own; `null` marks a column that may be null.
The label of a line is the foreign key's column and what happens to the row when the row it refers to is deleted: `cascade` deletes it too, `set null` empties the column, and without either the deletion fails.
A table of another group is shown as an empty box.
"""  # noqa: E501  (one sentence a line)
_SHORT: Final = {
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "double precision": "float8",
}

_COLUMNS: Final = """
SELECT c.relname AS relation, c.relkind::text AS kind, a.attname AS name,
    NOT a.attnotnull AS nullable, format_type(a.atttypid, a.atttypmod) AS type
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')
  AND c.relname NOT LIKE '%yoyo%' AND a.attnum > 0 AND NOT a.attisdropped
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname, a.attnum
"""
_UNIQUE: Final = """
SELECT i.indrelid::regclass::text AS relation, i.indisprimary AS is_primary,
    (SELECT array_agg(pg_get_indexdef(i.indexrelid, k::integer, true) ORDER BY k)
     FROM generate_series(1, i.indnkeyatts) k) AS columns,
    pg_get_expr(i.indpred, i.indrelid, true) AS condition
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
  AND c.relname NOT LIKE '%yoyo%'
ORDER BY c.relname, i.indisprimary DESC, columns
"""
_FOREIGN: Final = """
SELECT f.conrelid::regclass::text AS relation, f.confrelid::regclass::text AS target,
    (SELECT array_agg(a.attname ORDER BY k.n)
     FROM unnest(f.conkey) WITH ORDINALITY k (number, n)
     JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number)::text[] AS columns,
    CASE f.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE '' END AS on_delete
FROM pg_constraint f
WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace
ORDER BY relation, columns, target
"""


class Catalog(NamedTuple):
    """What the database says about its tables, as rows named like the queries' columns."""

    columns: Sequence[Any]
    unique: Sequence[Any]
    foreign: Sequence[Any]


def draw(database_url: str) -> str:
    """The page about the tables and views of a migrated database, in Markdown."""
    with psycopg.connect(database_url, row_factory=namedtuple_row) as connection:
        catalog = Catalog(
            *(connection.execute(q).fetchall() for q in (_COLUMNS, _UNIQUE, _FOREIGN))
        )
    tables = {row.relation for row in catalog.columns if row.kind != "v"}
    grouped = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, OTHERS: tuple(sorted(tables - grouped))}
    pages = [_PAGE]
    for title, names in groups.items():
        shown = [name for name in names if name in tables]
        if shown:
            pages.append("\n".join(_group(title, shown, catalog)))
    pages.append("\n".join(_views(catalog)))
    return "\n".join(pages)


def _group(title: str, names: Sequence[str], catalog: Catalog) -> Iterator[str]:
    yield f"## {title}\n"
    yield "```mermaid\nerDiagram"
    for name in names:
        yield from _lines(name, catalog)
    for name in names:
        yield from _box(name, catalog)
    yield "```\n"
    rules = [_rule(row) for name in names for row in catalog.unique if _is_rule(row, name)]
    if rules:
        yield "Unique:\n"
        yield from rules
        yield ""


def _lines(name: str, catalog: Catalog) -> Iterator[str]:
    """The foreign keys of a table, each a line from the table that it refers to."""
    nullable = {row.name for row in catalog.columns if row.relation == name and row.nullable}
    single = [row.columns for row in catalog.unique if row.relation == name and not row.condition]
    for row in catalog.foreign:
        if row.relation == name:
            one = "|o" if nullable.intersection(row.columns) else "||"
            many = "o|" if row.columns in single else "o{"
            label = ", ".join(row.columns) + (f" ({row.on_delete})" if row.on_delete else "")
            yield f'    {row.target} {one}--{many} {name} : "{label}"'


def _box(name: str, catalog: Catalog) -> Iterator[str]:
    keys: dict[str, list[str]] = defaultdict(list)
    for row in catalog.unique:
        if row.relation == name and (row.is_primary or _is_key(row)):
            for column in row.columns:
                keys[column].append("PK" if row.is_primary else "UK")
    for row in catalog.foreign:
        if row.relation == name:
            for column in row.columns:
                keys[column].append("FK")
    yield f"    {name} {{"
    for row in catalog.columns:
        if row.relation == name:
            marks = ", ".join(dict.fromkeys(keys[row.name]))
            note = ' "null"' if row.nullable else ""
            yield f"        {_short(row.type)} {row.name} {marks}".rstrip() + note
    yield "    }"


def _short(written: str) -> str:
    base = written.removesuffix("[]")
    return _SHORT.get(base, base) + written[len(base) :]


def _is_key(row: Any) -> bool:
    return len(row.columns) == 1 and not row.condition and row.columns[0].isidentifier()


def _is_rule(row: Any, name: str) -> bool:
    """Whether a unique index says more than a mark at one column can."""
    return row.relation == name and not row.is_primary and not _is_key(row)


def _rule(row: Any) -> str:
    condition = f" where `{row.condition}`" if row.condition else ""
    return f"- `{row.relation} ({', '.join(row.columns)})`{condition}"


def _views(catalog: Catalog) -> Iterator[str]:
    columns: dict[str, list[str]] = defaultdict(list)
    for row in catalog.columns:
        if row.kind == "v":
            columns[row.relation].append(row.name)
    yield "## Views\n"
    for name, names in columns.items():
        yield f"- `{name}`: {', '.join(f'`{each}`' for each in names)}"
    yield ""


def main() -> None:
    """Print the page of a database that is made, migrated and removed for it."""
    with tempfile.TemporaryDirectory(prefix="jobscout-schema-") as folder:
        embedded = Embedded(Path(folder))
        try:
            url, _ = embedded.start(postgres=True, valkey=False)
            assert url is not None
            migrations.apply(url)
            sys.stdout.write(draw(url))
        finally:
            embedded.stop()


if __name__ == "__main__":
    main()
