"""A table of rows that test a pure rule runs as one test, which names each row that fails.

pytest takes longer to set up, report and send a test between processes than most rules take to
answer: milliseconds for each of many thousand rows. So rows of a function that uses no fixture
and has no marks run one after another. Each has the time limit of a test, none hides another, and
each can be run alone by the name that its failure gives.
"""

from __future__ import annotations

import inspect
import signal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

ROWS = "rows"
"""The property of a test's report that has their number."""
_NOT_OURS = {"event_loop_policy"}
"""Fixtures that every test has, of use to coroutines only."""


class RowsFailed(Exception):
    """*failures*: the rows and what each raised."""

    def __init__(
        self, failures: list[tuple[pytest.Function, pytest.ExceptionInfo[BaseException]]]
    ) -> None:
        super().__init__()
        self.failures = failures


class Rows(pytest.Item):
    """The rows of one function as one test."""

    rows: list[pytest.Function]

    @classmethod
    def of(cls, rows: list[pytest.Function]) -> Rows:
        assert rows[0].parent is not None
        made: Rows = cls.from_parent(rows[0].parent, name=rows[0].originalname)
        made.rows = rows
        made.user_properties.append((ROWS, len(rows)))
        return made

    def runtest(self) -> None:
        failures: list[tuple[pytest.Function, pytest.ExceptionInfo[BaseException]]] = []
        skipped: list[str] = []
        limit_s, _ = signal.getitimer(signal.ITIMER_REAL)  # pytest-timeout's
        for row in self.rows:
            if limit_s:
                signal.setitimer(signal.ITIMER_REAL, limit_s)
            try:
                row.obj(**row.callspec.params)
            except pytest.skip.Exception as reason:
                skipped.append(f"{row.name}: {reason}")
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - reported below
                failures.append((row, pytest.ExceptionInfo.from_current()))
        if failures:
            raise RowsFailed(failures)
        if skipped:
            pytest.skip("; ".join(skipped))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str | Any:
        if not isinstance(excinfo.value, RowsFailed):
            return super().repr_failure(excinfo, style)
        failures = excinfo.value.failures
        parts = [f"{len(failures)} of {len(self.rows)} rows failed"]
        parts += [f"{row.nodeid}\n\n{row.repr_failure(raised)}" for row, raised in failures]
        return "\n\n".join(parts)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        path, line, _ = self.rows[0].reportinfo()
        return path, line, self.name


def merged(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """*items* in their order, with all rows of a function in the place of its first."""
    functions: dict[object, list[pytest.Item]] = {}
    for item in items:
        functions.setdefault(_function(item), []).append(item)
    for same in functions.values():
        rows = [item for item in same if isinstance(item, pytest.Function)]
        yield from [Rows.of(rows)] if len(same) > 1 else same


def _function(item: pytest.Item) -> object:
    """What the rows of one function have in common; *item* itself if it is to stay alone."""
    if not isinstance(item, pytest.Function) or item.cls is not None:
        return item
    marks = list(item.iter_markers())
    if inspect.iscoroutinefunction(item.obj) or any(
        mark.name != "parametrize" or mark.kwargs.get("indirect") for mark in marks
    ):
        return item
    names = {name for mark in marks for name in _names(mark)}
    uses_fixtures = set(item.fixturenames) - _NOT_OURS != names
    return item if uses_fixtures or not names else (item.parent, item.originalname)


def _names(mark: pytest.Mark) -> list[str]:
    names = mark.args[0] if mark.args else mark.kwargs["argnames"]
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
