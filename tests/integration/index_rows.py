"""An index of searches, and which of them ask for a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.actors.search_indexer import SearchIndexer
from jobscout.rules.searches import JobFeatures
from jobscout.sql.search_changes import SearchChanges

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database

JOB = JobFeatures(
    id=1,
    title="Engineer",
    company_slug="acme",
    company_name="Acme",
    skills=("Go", "Kubernetes"),
)


def indexer(db: Database, folder: Path | None = None) -> SearchIndexer:
    return SearchIndexer(60, changes=SearchChanges(db), folder=folder)


async def asking(index: SearchIndexer, job: JobFeatures = JOB) -> list[int]:
    """The searches that ask for a job, as the matcher asks."""
    await index.catch_up()
    (sought,) = await index.find([job])
    return list(sought.asking)
