"""docs/promises.md: what the code cites is there, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.documents import ROOT, text_of, texts

PAGE = ROOT / "docs" / "promises.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HEADING = re.compile(r"^## (P\d+): ", re.MULTILINE)
CITED = re.compile(r"(?<![\w-])P\d{1,2}(?![\w.-])")
OTHERS = ("deploy/", "seed/", "tests/sources/fixtures/")
"""Where names of products and JSON have such words."""


@cache
def functions_of(file: str) -> frozenset[str]:
    """The names of the functions of *file*; none where it does not exist."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    body = ast.parse(text_of(path)).body
    return frozenset(node.name for node in body if isinstance(node, kinds))


def test_named_tests_exist() -> None:
    """Whoever renames or removes a test that proves a promise is asked what proves it then."""
    named = NAMED.findall(text_of(PAGE))

    assert len(named) > 50
    assert [f"{file}::{name}" for file, name in named if name not in functions_of(file)] == []


def test_every_promise_is_proven() -> None:
    """P1 to P13 in their order, each with at least two tests."""
    _, *parts = HEADING.split(text_of(PAGE))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))

    assert list(sections) == [f"P{number}" for number in range(1, 14)]
    assert [name for name, text in sections.items() if len(NAMED.findall(text)) < 2] == []


def test_cited_promises_are_there() -> None:
    """A number that code, comments, documents or tests cite is one of the page."""
    promised = set(HEADING.findall(text_of(PAGE)))
    cited = {
        (word, name)
        for name, text in texts()
        if not name.startswith(OTHERS)
        for word in CITED.findall(text)
    }

    assert len(cited) > 50
    assert sorted((word, name) for word, name in cited if word not in promised) == []
