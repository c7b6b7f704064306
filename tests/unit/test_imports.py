"""The graph of imports has no circle, and is not deep."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Final

import grimp

MAX_DEPTH: Final = 12  # modules, from one that starts the program to one that imports none


def test_modules_import_in_no_circle() -> None:
    """An import for a type counts too, which the import rules of ``make check`` leave out."""
    graph = grimp.build_graph("jobscout", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    assert len(imports) > 200
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


def test_imports_are_not_deep() -> None:
    """Whoever reads a module follows its imports down; what is imported for a type runs nothing."""
    graph = grimp.build_graph("jobscout", cache_dir=None, exclude_type_checking_imports=True)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    deepest: dict[str, list[str]] = {}
    for module in TopologicalSorter(imports).static_order():
        below = max((deepest[other] for other in imports[module]), key=len, default=[])
        deepest[module] = [module, *below]

    longest = max(deepest.values(), key=len)
    assert len(longest) <= MAX_DEPTH, " > ".join(longest)
