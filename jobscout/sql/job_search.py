"""How a page of jobs is found so that no request reads them all.

PostgreSQL cannot know how many jobs fit a word, a skill and a place at once, and neither the
order of a list nor the index of a condition alone is cheap for every answer: who walks the list
for a word that nobody uses walks all of it, and who fetches and sorts what "the" finds does too.
So the page is looked for in steps:

1. in the first jobs of the list's order, where common things are, and among which a company may
   have all of its own;
2. among the ``CANDIDATES`` that one of the conditions leaves over, where it is rare;
3. among the jobs that all indexes name together. Theirs is a fraction of a microsecond each,
   as their texts are not read.

Where texts have to be read, as for the phrase "of the" or for all without a word, only those of
the next ``WALK`` jobs are: the page may then be short, with keys to go on after. Relevance
compares texts too: of what is common the newest ``COMPARED``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from jobscout.rules.search_terms import FACETS
from jobscout.sql.queries import load
from jobscout.sql.query_variants import query_variant, taken
from jobscout.sql.searching import Searching

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from jobscout.sql.database import Database
    from jobscout.sql.queries import Query

JOBS = load("jobs")

Sort = Literal["newest", "relevance", "salary"]
Status = Literal["open", "closed", "any"]

QUICK: Final = 1_000
QUICK_TEXTS: Final = 300  # to look into a text takes longer
CANDIDATES: Final = 5_000
COMPARED: Final = 2_000
WALK: Final = 5_000
# Of a job's own columns, by the one index on all of them.
_FOUND: Final = (
    *("required", "location", "country", "company", "companies", "years_max"),
    *(facet.column for facet in FACETS),
    *(f"{facet.column}_any" for facet in FACETS),
)
_RANGES: Final = ("min_usd", "posted_after", "deadline_before", "deadline_after")
_NONE_PAID: Final = -1  # as the index on pay has it


class Found(NamedTuple):
    """A page: *rows* of ``listing``, and the keys to go on after; None at the end."""

    rows: Sequence[asyncpg.Record]
    keys: tuple[Any, ...] | None


class JobSearch:
    """One search: conditions, a status, an order, and where to go on.

    *given* has the parameters of ``listing``, each of which has a line of its name.
    """

    def __init__(
        self,
        db: Database,
        given: dict[str, Any],
        status: Status,
        *,
        required: str | None = None,
        sort: Sort = "newest",
        after: tuple[Any, ...] | None = None,
    ) -> None:
        self._searching = Searching(db)
        self._sort: Sort = sort
        self._status = set() if status == "any" else {status}
        self._values = given | {"required": required}
        self._conditions = set(given) | ({"required"} if required else set())
        # the conditions that are a range of the order itself
        self._range = _ranges(self._conditions, sort, status)
        self._filters = set(given) - {line for line, _ in self._range}
        self._after: set[str] = set()
        self._edge: tuple[Any, ...] | None = None
        if after is not None:
            self._go_on(after)

    async def page(self, limit: int) -> Found:
        """At most *limit* jobs, best first."""
        if "ids" in self._conditions:
            return self._whole(await self._among(self._values["ids"], limit + 1), limit)
        if self._sort == "relevance":
            return await self._best(limit)
        quick = QUICK_TEXTS if "q" in self._conditions else QUICK
        rows = await self._walked(quick if self._filters else limit + 1, limit + 1)
        if len(rows) > limit or not self._filters or await self._ends_within(quick):
            return self._whole(rows, limit)
        ids = await self._rare()
        if ids is None and not self._reads_texts:
            ids = [row["id"] for row in await self._first(limit + 1)]
        if ids is not None:
            return self._whole(await self._among(ids, limit + 1), limit)
        edge = await self._edge_of_walk(WALK)
        rows = await self._window(edge, limit + 1)
        if edge is None or len(rows) > limit:
            return self._whole(rows, limit)
        return Found(rows, edge)

    async def _best(self, limit: int) -> Found:
        """By relevance. What is compared ends at the *edge*, on all pages of a list the same."""
        ids = await self._rare()
        edge = self._edge
        if ids is None and not self._reads_texts:
            newest = await self._first(COMPARED + 1)
            if edge is None and len(newest) > COMPARED:
                newest.pop()
                edge = _keys(newest[-1], "newest")
            ids = [row["id"] for row in newest]
        if ids is not None:
            found = self._whole(await self._among(ids, limit + 1), limit)
        else:
            edge = edge or await self._edge_of_walk(WALK)
            found = self._whole(await self._window(edge, limit + 1), limit)
        return Found(found.rows, found.keys and (*found.keys, edge))

    async def _walked(self, walked: int, most: int) -> list[asyncpg.Record]:
        """What fits of the first *walked* jobs in the order."""
        lines = {line for _, line in self._range} | {"walk", f"by_{self._sort}"}
        return await self._list(lines, most, walked=walked)

    async def _window(self, edge: tuple[Any, ...] | None, most: int) -> list[asyncpg.Record]:
        """What fits as far as *edge*. Jobs that came meanwhile are among them."""
        lines = {line for _, line in self._range} | {"walk", f"by_{self._order}"}
        until, values = self._until(edge)
        return await self._list(lines | until, most, walked=2 * WALK, **values)

    async def _among(self, ids: Sequence[int], most: int) -> list[asyncpg.Record]:
        """What fits of *ids*."""
        return await self._list({"ids"}, most, ids=ids)

    async def _list(
        self, lines: set[str], most: int, *, walked: int = 0, **values: Any
    ) -> list[asyncpg.Record]:
        """Rows of ``listing``; *lines* say which jobs are looked at."""
        conditions = self._filters | self._status | self._after | lines | {self._sort}
        if "ids" in lines:
            conditions |= self._conditions - {"required"}
        query = query_variant(JOBS.listing, frozenset(conditions), most, walked=walked)
        async with self._searching.in_order() as t:
            return await t.all(query, **taken(query, self._values | values))

    async def _ends_within(self, walked: int) -> bool:
        """Whether the range of the order, as the jobs of a company, has fewer than *walked*."""
        return bool(self._range) and await self._edge_of_walk(walked) is None

    async def _edge_of_walk(self, walked: int) -> tuple[Any, ...] | None:
        """The keys of the last of *walked* jobs in the order, None where there are fewer."""
        lines = {line for _, line in self._range} | self._status | {f"by_{self._order}"}
        if self._sort != "relevance":
            lines |= self._after
        query = query_variant(JOBS.edge, frozenset(lines), 1, walked=walked - 1)
        async with self._searching.in_order() as t:
            row = await t.maybe(query, **taken(query, self._values))
        return None if row is None else _keys(row, self._order)

    async def _first(self, most: int) -> list[asyncpg.Record]:
        """Ids and places of the first *most* that fit, of all that the indexes name together.

        Those that came meanwhile before an edge are there besides.
        """
        until, values = self._until(self._edge)
        lines = set(self._filters) | {line for line, _ in self._range} | until
        if self._sort != "relevance":
            lines |= self._after
        chosen = self._chosen(
            lines | {"sorted", f"by_{self._order}"}, 2 * most if self._edge else most
        )
        async with self._searching.through_indexes() as t:
            return await t.all(chosen, **taken(chosen, self._values | values))

    async def _rare(self) -> list[int] | None:
        """Jobs among which are all that fit; None where that does not tell enough.

        Each condition is asked by itself, as the rarest decides how many there can be, and all
        together only where that alone does not.
        """
        groups = self._groups()
        if not (
            self._reads_texts or self._conditions & {"skill_id", "skill_ids", "source_id", *_RANGES}
        ):
            return None  # one index has all
        async with self._searching.through_indexes() as t:
            for chosen, values in groups:
                rows = await t.all(chosen, **values)
                if len(rows) <= CANDIDATES:
                    return [row["id"] for row in rows]
            if self._reads_texts and len(groups) > 1:
                chosen = self._chosen(self._conditions - {"q"}, CANDIDATES + 1)
                rows = await t.all(chosen, **taken(chosen, self._values))
                if len(rows) <= CANDIDATES:
                    return [row["id"] for row in rows]
        return None

    @property
    def _reads_texts(self) -> bool:
        """Whether no index says all, so that texts must be looked into."""
        q = self._values.get("q")
        return q is not None and ("required" not in self._conditions or '"' in q)

    def _until(self, edge: tuple[Any, ...] | None) -> tuple[set[str], dict[str, Any]]:
        """The line that ends at *edge*, and its values."""
        if edge is None:
            return set(), {}
        key = "until_usd" if self._order == "salary" else "until_posted_at"
        return {f"until_{self._order}"}, {key: _paid(edge[0]), "until_id": edge[1]}

    def _groups(self) -> list[tuple[Query, dict[str, Any]]]:
        """Statements that each name jobs by one index, and their values."""
        found = self._conditions.intersection(_FOUND)
        lines = [found] if found else []
        lines += [{line} for line in _RANGES if line in self._filters]
        queries = [self._chosen(each, CANDIDATES + 1) for each in lines]
        groups = [(query, taken(query, self._values)) for query in queries]
        skills = self._values.get("skill_ids") or [self._values.get("skill_id")]
        if self._conditions & {"skill_id", "skill_ids"}:
            skilled = query_variant(JOBS.skilled, frozenset(), CANDIDATES + 1)
            groups += [(skilled, {"skill_id": skill_id}) for skill_id in skills]
        if "source_id" in self._conditions:
            of_source = query_variant(JOBS.of_source, frozenset(), CANDIDATES + 1)
            groups.append((of_source, taken(of_source, self._values)))
        return groups

    def _chosen(self, lines: set[str], most: int) -> Query:
        """``candidates`` by *lines*, with the status as their index has it."""
        prefix = "found_" if lines.intersection((*_FOUND, "q")) else ""
        status = {f"{prefix}{status}" for status in self._status}
        return query_variant(JOBS.candidates, frozenset(lines | status), most)

    @property
    def _order(self) -> Literal["newest", "salary"]:
        """In which jobs are walked."""
        return "salary" if self._sort == "salary" else "newest"

    def _go_on(self, after: tuple[Any, ...]) -> None:
        key, self._values["after_id"] = after[:2]
        name = {"newest": "after_posted_at", "relevance": "after_rank", "salary": "after_usd"}
        self._values[name[self._sort]] = _paid(key) if self._sort == "salary" else key
        self._after = {f"after_{self._sort}"}
        if self._sort == "relevance":
            self._edge = after[2]

    def _whole(self, rows: list[asyncpg.Record], limit: int) -> Found:
        """The page; *rows* holds one more than it shows, unless it is the last."""
        more = len(rows) > limit
        return Found(rows[:limit], _keys(rows[limit - 1], self._sort) if more else None)


def _keys(row: asyncpg.Record, sort: Sort) -> tuple[Any, ...]:
    """What gives a row its place: a moment, dollars a year or None, or a rank; and its id."""
    if sort == "newest":
        return row["posted_at"], row["id"]
    if sort == "relevance":
        return row["rank"], row["id"]
    return None if row["usd"] == _NONE_PAID else row["usd"], row["id"]


def _paid(usd: Any) -> Any:
    return _NONE_PAID if usd is None else usd


def _ranges(conditions: set[str], sort: Sort, status: Status) -> list[tuple[str, str]]:
    """Lines that are a range of the order of *sort*, with their twins inside the walk."""
    if sort == "salary":
        return [("min_usd", "paid")] if "min_usd" in conditions else []
    twins = [("posted_after", "recent")] if "posted_after" in conditions else []
    if "company" in conditions and status != "closed":  # of which there is no index by company
        twins.append(("company", "of_company"))
    return twins
