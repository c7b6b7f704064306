"""Many stored jobs with the keys that they are recognised by, made from a few postings.

The rows of the few are stored as the ingester stores them; all others are copies of these with
another title, company and text. Keys are computed in processes, and rows are copied in.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import asyncpg

from benchmarks.dedup_postings import company_number, invented, templates
from jobscout.rules import pairing, titles
from jobscout.rules.clustering import Node
from jobscout.rules.linkage.records import Record

if TYPE_CHECKING:
    from jobscout.model import Posting

_AT_ONCE: Final = 5_000
_PROCESSES: Final = 2
_SOURCE: Final = 1

_MADE = """
CREATE TEMPORARY TABLE made (
    number bigint, template bigint, company bigint, title text, fingerprint bytea, sketch bytea
) ON COMMIT DROP
"""
_NUMBERED = """
CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
SELECT made.*, nextval(pg_get_serial_sequence('jobs', 'id')) AS job_id,
       nextval(pg_get_serial_sequence('postings', 'id')) AS id
FROM made
"""


class _Row(NamedTuple):
    """A posting to be stored; *template* is the number of the one that it is a copy of."""

    number: int
    template: int
    company: int
    title: str
    fingerprint: bytes
    sketch: bytes


async def fill(url: str, many: int) -> None:
    """Store *many* open jobs with a posting each, on the board of source 1.

    The postings of ``templates`` are stored already, by their numbers as external ids, and there
    are companies 1 to ``COMPANIES``.
    """
    loop = asyncio.get_running_loop()
    connection = await asyncpg.connect(url)
    try:
        # keys of foreign tables are right by construction, as with a restored dump
        await connection.execute("SET session_replication_role = replica")
        posting_columns = await _columns(connection, "postings")
        job_columns = await _columns(connection, "jobs")
        with ProcessPoolExecutor(_PROCESSES) as pool:
            parts = [
                loop.run_in_executor(pool, _made, range(at, min(at + _AT_ONCE, many)))
                for at in range(0, many, _AT_ONCE)
            ]
            for part in parts:
                rows, keys = await part
                await _store(connection, rows, keys, posting_columns, job_columns)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _store(
    connection: asyncpg.Connection,
    rows: list[_Row],
    keys: list[tuple[int, ...]],
    posting_columns: list[str],
    job_columns: list[str],
) -> None:
    async with connection.transaction():
        await connection.execute(_MADE)
        await connection.copy_records_to_table("made", records=rows)
        await connection.execute(_NUMBERED)
        await connection.execute(_copies("jobs", job_columns, _OF_JOB))
        await connection.execute(_copies("postings", posting_columns, _OF_POSTING))
        ids = dict(await connection.fetch("SELECT number, id FROM numbered"))
        await connection.copy_records_to_table(
            "posting_keys",
            columns=("posting_id", "key", "source_id"),
            records=(
                (ids[row.number], key, _SOURCE)
                for row, many in zip(rows, keys, strict=True)
                for key in many
            ),
        )


# What a copy has of its own; the words of texts, by which jobs are searched, are left out.
_OF_JOB: Final = {
    "id": "n.job_id",
    "company_id": "n.company",
    "lead_posting_id": "n.id",
    "title": "n.title",
    "words": "''::tsvector",
    "matched_at": "now()",
    "possible_duplicates": "0",
}
_OF_POSTING: Final = {
    "id": "n.id",
    "job_id": "n.job_id",
    "company_id": "n.company",
    "external_id": "'copy-' || n.number",
    "title": "n.title",
    "fingerprint": "n.fingerprint",
    "content_hash": "n.fingerprint",
    "sketch": "n.sketch",
}


def _copies(table: str, columns: list[str], own: dict[str, str]) -> str:
    values = ", ".join(own.get(name, f"t.{name}") for name in columns)
    which = "t.id" if table == "postings" else "t.lead_posting_id"
    return (  # of names in this file and in the catalogue
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM numbered n"  # noqa: S608
        f" JOIN postings p ON p.source_id = {_SOURCE} AND p.external_id = n.template::text"
        f" JOIN {table} t ON {which} = p.id"
    )


async def _columns(connection: asyncpg.Connection, table: str) -> list[str]:
    rows = await connection.fetch(
        "SELECT attname FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        table,
    )
    return [row["attname"] for row in rows]


def _made(numbers: range) -> tuple[list[_Row], list[tuple[int, ...]]]:
    """Runs in a process of its own."""
    rows, keys = [], []
    known = _templates()
    for n in numbers:
        posting, template = invented(known, n)
        company = company_number(n)
        rows.append(_Row(n, template, company, posting.title, posting.fingerprint, posting.sketch))
        keys.append(_keys(posting, company))
    return rows, keys


@cache
def _templates() -> list[Posting]:
    return templates()


def _keys(posting: Posting, company: int) -> tuple[int, ...]:
    ids = {"id": -1, "source_id": _SOURCE, "company_id": company}
    record = Record(
        **ids,
        **{name: getattr(posting, name) for name in Record._fields if name not in ids},
    )
    node = Node(
        **ids,
        external_id=posting.external_id,
        job_id=None,
        title_key=titles.key(posting.title),
        fingerprint=posting.fingerprint,
        requisition_id=None,
        requisition_key=None,
        opened_at=None,  # type: ignore[arg-type]  # no key is made of it
        ended_at=None,
    )
    found = pairing.keys(record, node)
    return (*found.shared, *found.own)
