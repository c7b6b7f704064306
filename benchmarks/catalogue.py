"""Fills a migrated database with jobs, each with its posting and four skills."""

# ruff: noqa: S608  (what stands between the braces are numbers of ours)

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import msgspec

from benchmarks.samples import postings
from jobscout.rules import words
from jobscout.rules.locations import place_names

TEXTS = 2_000
COMPANIES = 200
SKILLS = 60
CLOSED_SHARE = 0.1
_EVERY = timedelta(minutes=4)

_STAGE = """
CREATE TEMPORARY TABLE staged (
    n bigint, text_n int, company_n int, posted_at timestamptz, closed_at timestamptz);
CREATE TEMPORARY TABLE texts (
    n int, title text, locations text, countries text[], place_text text, workplace text,
    seniority text, employment_type text, salary_min float8, salary_max float8,
    salary_currency text, salary_period text, annual_usd_min int, annual_usd_max int,
    html text, plain text, words text);
"""
_FILL = f"""
INSERT INTO companies (id, slug, name, logo_url)
SELECT n, 'company-' || n, 'Company ' || n, CASE WHEN n % 3 = 0 THEN
    'https://logos.example.com/' || n || '.png' END FROM generate_series(1, {COMPANIES}) n;
INSERT INTO sources (id, kind, board, config, company_id, name, url, host, active)
SELECT id, 'bench', slug, '{{}}', id, name, 'https://jobs.example.com', 'jobs.example.com', false
FROM companies;
INSERT INTO skills (id, slug, name, category)
SELECT n, 'skill-' || n, 'Skill ' || n, 'bench' FROM generate_series(1, {SKILLS}) n;
INSERT INTO jobs (id, company_id, title, locations, countries, place_words, workplace, seniority,
    employment_type, salary_min, salary_max, salary_currency, salary_period, annual_usd_min,
    annual_usd_max, posted_at, first_seen_at, closed_at, words, matched_at)
SELECT s.n, s.company_n, t.title, t.locations::jsonb, t.countries,
    to_tsvector('simple', t.place_text), t.workplace, t.seniority, t.employment_type,
    t.salary_min, t.salary_max, t.salary_currency, t.salary_period, t.annual_usd_min,
    t.annual_usd_max, s.posted_at, s.posted_at, s.closed_at,
    setweight(to_tsvector('simple', t.title), 'A') || to_tsvector('simple', t.words), now()
FROM staged s JOIN texts t ON t.n = s.text_n;
INSERT INTO postings (id, source_id, external_id, job_id, company_id, url, title, locations,
    workplace, description_html, description_text, posted_at, closed_at, place_text,
    content_hash, fingerprint)
SELECT s.n, s.company_n, s.n, s.n, s.company_n, 'https://jobs.example.com/' || s.n, t.title,
    t.locations::jsonb, t.workplace, t.html, t.plain, s.posted_at, s.closed_at, t.place_text,
    sha256(s.n::text::bytea), sha256(('f' || s.n)::bytea)
FROM staged s JOIN texts t ON t.n = s.text_n;
UPDATE jobs SET lead_posting_id = id;
INSERT INTO job_skills (job_id, skill_id)
SELECT n, 1 + (n * 7 + k * 13) % {SKILLS} FROM staged, generate_series(0, 3) k;
INSERT INTO skill_names SELECT lower(name), id FROM skills;
"""
_SETTLE = ("VACUUM FULL ANALYZE jobs", "VACUUM ANALYZE", "CHECKPOINT")


async def fill(database_url: str, jobs: int) -> None:
    """*jobs* jobs of some 200 companies, one every four minutes back from now."""
    now = datetime.now(UTC)
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(_STAGE)
        await connection.copy_records_to_table("texts", records=_texts())
        await connection.copy_records_to_table(
            "staged", records=[_job(n, jobs, now) for n in range(1, jobs + 1)]
        )
        await connection.execute(_FILL)
        for statement in _SETTLE:  # as autovacuum would leave it
            await connection.execute(statement)
    finally:
        await connection.close()


def _texts() -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for n, one in enumerate(postings(TEXTS)):
        salary = one.salary
        rows.append(
            (
                n,
                one.title,
                msgspec.json.encode(one.locations).decode(),
                sorted({location.country for location in one.locations if location.country}),
                words.searchable(place_names.words(one.locations)),
                one.workplace,
                one.seniority,
                one.employment_type,
                salary and salary.min,
                salary and salary.max,
                salary and salary.currency,
                salary and salary.period,
                one.annual_usd_min,
                one.annual_usd_max,
                one.description_html,
                one.description_text,
                one.words,
            )
        )
    return rows


def _job(n: int, jobs: int, now: datetime) -> tuple[Any, ...]:
    """Neighbours in time have neither their text nor their company in common."""
    posted_at = now - (jobs - n) * _EVERY
    closed_at = now if n % round(1 / CLOSED_SHARE) == 0 else None
    return n, n * 37 % TEXTS, 1 + n * 101 % COMPANIES, posted_at, closed_at
