"""P6: what PostgreSQL finds for ``/jobs?q=`` is what the matcher hears."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from jobscout.rules.phrases import phrases
from jobscout.rules.searches import JobFeatures, PreparedJob, SearchCriteria, wanted_titles
from jobscout.rules.words import searchable, searchable_query
from jobscout.sql.search_dry_run import _words
from tests.unit.asked_keywords import KEYWORDS
from tests.unit.asked_titles import TITLES
from tests.unit.asked_titles_abroad import TITLES_ABROAD
from tests.word_pairs import FOUND, MISSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database

# Parts of invented titles in eight languages, with words that others are also spelt as.
PARTS = {
    "en": (
        *("Senior", "of", "and", "QA", "RN", "Go", "go", "C++", "Node.js", "Cyber Security", "/"),
        *(
            "Cybersecurity",
            "Programme",
            "Program",
            "Engineer",
            "Nurse",
            "Manager",
            ",",
            "-",
            "(US)",
        ),
        *("Health Care", "Healthcare", "UX/UI", "Dev Ops", "DevOps", "VB .NET", "Web3", "Web 3"),
    ),
    "de": (
        *("Softwareentwickler", "Entwickler:in", "Leiterin", "Vertriebsleiter", "(m/w/d)", "für"),
        *("Finanzbuchhalter", "Buchhalter", "Krankenpflegerin", "Werkstudent", "und", "Software"),
    ),
    "es": (
        *("Ingeniera", "Ingeniero", "de", "Software", "Enfermero/a", "Jefe", "Ventas", "y"),
        *("Desarrollador(a)", "Programador"),
    ),
    "fr": (
        *("Infirmière", "Infirmier(e)", "Développeur·se", "Chef", "de", "projet", "l’équipe"),
        *("Chargée", "Vendeuse", "d’affaires"),
    ),
    "ja": (
        *("エンジニア", "システムエンジニア", "看護師", "経理", "東京都", "(東京)", "Python"),
        *("ソフトウェア開発", "マネージャー", "・", "設計"),
    ),
    "zh": (
        *("高级", "软件工程师", "工程师", "資深", "軟體", "数据分析", "产品经理", "Java", "上海市"),
        *("（北京）", "前端"),
    ),
    "ru": (
        *("Программист", "программисты", "главного", "бухгалтера", "бухгалтер", "1С", "медсестра"),
        *("Java-разработчик",),
    ),
    "ar": ("مهندس", "مهندسة", "المهندس", "برمجيات", "البرمجيات", "محاسبين", "محاسب"),
}
TITLES_A_LANGUAGE = 150
ASKED_A_TITLE = 4

FINDS = """
SELECT to_tsvector('simple', said) @@ websearch_to_tsquery('simple', asked) AS found
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS pair(said, asked, n) ORDER BY n
"""


async def finds(db: Database, pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """Whether PostgreSQL finds the second of each pair, a query, in the first."""
    rows = await db.text(
        FINDS, [searchable(title) for title, _ in pairs], [query for _, query in pairs]
    )
    return [row["found"] for row in rows]


def heard(title: str) -> PreparedJob:
    return PreparedJob(JobFeatures(id=1, title=title, company_slug="", company_name=""))


def invented(seed: int) -> list[tuple[str, str]]:
    """Titles, each with something that is asked: a part of it or of another."""
    rng = random.Random(seed)  # noqa: S311  (titles, no secrets)
    pairs: list[tuple[str, str]] = []
    for parts in PARTS.values():
        for _ in range(TITLES_A_LANGUAGE):
            joint = rng.choice([" ", " ", ""])
            title = joint.join(rng.choices(parts, k=rng.randint(1, 5)))
            pairs += [
                (title, rng.choice([" ", ""]).join(rng.choices(parts, k=rng.randint(1, 2))))
                for _ in range(ASKED_A_TITLE)
            ]
    return pairs


async def test_a_query_finds_what_the_matcher_hears(db: Database) -> None:
    """Each phrase of the table, quoted, against the text beside it."""
    pairs = FOUND + MISSED
    found = await finds(db, [(text, searchable_query(f'"{phrase}"')) for phrase, text in pairs])

    assert [pair for pair, hit in zip(pairs, found, strict=True) if hit] == FOUND


async def test_keywords_and_lists_mean_the_same(db: Database) -> None:
    """A keyword of a search and the same words in quotes find the same titles, in any language."""
    tables = [(title, asked) for rows in KEYWORDS.values() for asked, title, _ in rows]
    pairs = [*tables, *invented(14)]
    pairs = [(title, asked) for title, asked in pairs if phrases([asked])]
    listed = await finds(db, [(title, searchable_query(f'"{asked}"')) for title, asked in pairs])
    matched = [heard(title).title_says(*phrases([asked])) for title, asked in pairs]

    differ = [
        (*pair, listing, matching)
        for pair, listing, matching in zip(pairs, listed, matched, strict=True)
        if listing is not matching
    ]
    assert differ == []
    assert 200 < sum(matched) < len(pairs) - 200


async def test_lists_miss_no_title(db: Database) -> None:
    """Where a job has a title that is asked, the words by which dry runs find jobs are there."""
    tables = [
        (title, asked) for rows in (TITLES | TITLES_ABROAD).values() for asked, title, _ in rows
    ]
    pairs = [*tables, *invented(15)]
    pairs = [
        (title, asked)
        for title, asked in pairs
        if (wanted := wanted_titles([asked])) and heard(title).titled(*wanted)
    ]
    queries = [_words([SearchCriteria(id=1, user_id=1, titles=(asked,))]) for _, asked in pairs]
    found = await finds(
        db, [(title, str(query)) for (title, _), query in zip(pairs, queries, strict=True)]
    )

    assert [pair for pair, hit in zip(pairs, found, strict=True) if not hit] == []
    assert len(pairs) > 200
