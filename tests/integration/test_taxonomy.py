"""The taxonomy in the database, and what jobs and searches have of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.rules.skills.rows import taxonomy_of
from jobscout.rules.skills.skill import Skill
from jobscout.sql.jobs import JobFilter, Jobs
from jobscout.sql.matches import Matches
from jobscout.sql.skills import Skills
from tests.integration.board_rows import Board, add_search, add_user
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

KUBERNETES = Skill(slug="kubernetes", name="Kubernetes", category="devops", aliases=("k8s",))
JAVASCRIPT = Skill(slug="javascript", name="JavaScript", category="language", aliases=("js",))
REACT = Skill(slug="react", name="React", category="library", implies=("javascript",))
NEXT = Skill(slug="nextjs", name="Next.js", category="framework", implies=("react",))
CARE = Skill(slug="teamwork", name="Teamwork", category="soft")
ROWS = [KUBERNETES, JAVASCRIPT, REACT, NEXT, CARE]


async def skills_of(db: Database, job_id: int) -> list[str]:
    rows = await db.text(
        "SELECT slug FROM job_skills JOIN skills ON id = skill_id WHERE job_id = $1 ORDER BY slug",
        job_id,
    )
    return [row["slug"] for row in rows]


async def give(db: Database, user_id: int, slug: str, *, removed: bool = False) -> None:
    await db.text(
        "INSERT INTO user_skills (user_id, skill_id, source, removed)"
        " SELECT $1, id, 'manual', $3 FROM skills WHERE slug = $2",
        user_id,
        slug,
        removed,
    )


async def test_same_rows_are_loaded_once(db: Database) -> None:
    """In any order; what changed is loaded again, and what left is retired."""
    skills = Skills(db)

    first = await skills.replace(ROWS)
    same = await skills.replace(ROWS[::-1])
    other = await skills.replace([*ROWS[:-1], Skill(slug="go", name="Go", category="language")])

    retired = await db.text("SELECT slug FROM skills WHERE retired")
    assert (first, same, other) == (True, False, True)
    assert [row["slug"] for row in retired] == ["teamwork"]
    assert await skills.named(["teamwork", "GO"]) == {"GO": (await skills.named(["go"]))["go"]}


async def test_retired_skill_comes_back(db: Database) -> None:
    """Under its old id, so that users who had added it still have it."""
    skills = Skills(db)
    await skills.replace(ROWS)
    before = await skills.named(["teamwork"])
    await skills.replace(ROWS[:-1])

    await skills.replace(ROWS)

    assert await skills.named(["teamwork"]) == before


async def test_name_of_a_retired_skill_is_free(db: Database) -> None:
    skills = Skills(db)
    await skills.replace(ROWS)
    moved = Skill(slug="team-work", name="Teamwork", category="soft")

    assert await skills.replace([*ROWS[:-1], moved])

    (row,) = await db.text(
        "SELECT slug FROM skill_names JOIN skills ON id = skill_id WHERE key = 'teamwork'"
    )
    assert row["slug"] == "team-work"


async def test_wrong_rows_change_nothing(db: Database) -> None:
    skills = Skills(db)
    await skills.replace(ROWS)
    before = await skills.packed()

    with pytest.raises(ValueError, match="implies nowhere"):
        await skills.replace([Skill(slug="a", name="A", category="tool", implies=("nowhere",))])

    assert await skills.packed() == before


async def test_no_taxonomy_names_nothing(db: Database) -> None:
    packed = await Skills(db).packed()

    assert taxonomy_of(packed).find("Python and Go") == []
    assert await Skills(db).named(["Python"]) == {}


async def test_another_process_sees_a_new_taxonomy(db: Database) -> None:
    here, there = Skills(db), Skills(db)
    await here.replace(ROWS)
    first = await there.packed()

    await here.replace(ROWS[:2])

    assert len(taxonomy_of(first)) == 5
    assert len(taxonomy_of(await there.packed())) == 2


async def test_jobs_are_tagged_when_stored(db: Database) -> None:
    """With what their text names now: an edit takes tags away and adds others."""
    await Skills(db).replace(ROWS)
    board = await Board.open(db)
    (job_id,) = (await board.read(posting("a", skills=("react", "kubernetes")))).unmatched
    before = await skills_of(db, job_id)

    await board.read(posting("a", "two", skills=("react", "nextjs")))

    assert before == ["kubernetes", "react"]
    assert await skills_of(db, job_id) == ["nextjs", "react"]


async def test_tags_come_from_the_lead(db: Database) -> None:
    """A second board's posting of the same job adds nothing of its own."""
    await Skills(db).replace(ROWS)
    first, second = await Board.open(db), await Board.open(db)
    (job_id,) = (await first.read(posting("a", skills=("react",)))).unmatched

    await second.read(posting("b", skills=("kubernetes",)))

    assert await skills_of(db, job_id) == ["react"]


async def test_new_taxonomy_reads_open_jobs_again(db: Database) -> None:
    """All of them, in batches; closed ones keep what they had."""
    skills = Skills(db)
    board = await Board.open(db)
    texts = [posting(str(n), n, title=f"React Engineer {n}") for n in range(7)]
    jobs = (await board.read(*texts)).unmatched
    await db.text("UPDATE jobs SET closed_at = now() WHERE id = $1", jobs[0])
    await skills.replace(ROWS)

    many = await skills.tag_open_jobs()

    tagged = [await skills_of(db, job_id) for job_id in jobs]
    assert many == 6
    assert tagged == [[], *([["react"]] * 6)]


async def test_asked_skills_in_any_spelling(db: Database) -> None:
    """P6: a filter and a search say k8s, the job says Kubernetes; one list of names."""
    await Skills(db).replace(ROWS)
    board = await Board.open(db)
    await board.read(posting("a", skills=("kubernetes",)))
    user_id = await add_user(db)
    await add_search(db, user_id, skills=["K8S", "whatever"])

    found, _ = await Jobs(db).page(JobFilter(skills=["k8s"]), "newest", None, 10)
    (wanted,), *_ = await Matches(db).active_searches(user_id)

    assert [job.skills for job in found] == [["Kubernetes"]]
    assert wanted.skills == ("Kubernetes", "whatever")


async def test_who_knows_one_knows_what_it_implies(db: Database) -> None:
    """But not what they removed."""
    await Skills(db).replace(ROWS)
    user_id = await add_user(db)
    await add_search(db, user_id, use_cv_skills=True)
    await give(db, user_id, "nextjs")
    await give(db, user_id, "javascript", removed=True)

    (wanted,), *_ = await Matches(db).active_searches(user_id)

    assert sorted(wanted.skills) == ["Next.js", "React"]
