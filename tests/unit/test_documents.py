"""What code and documents refer to is there: files, and headings in them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.documents import ROOT, text_of, texts

PAGES = [name for name, _ in texts() if name.endswith(".md")]
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^()\s]+)\)")
CITED = re.compile(r"(?<![\w./*:-])((?:\.\./|\./)*[\w][\w./-]*\.md)\b(?:#([\w-]+))?")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
ELSEWHERE = ("http://", "https://", "mailto:")


@cache
def anchors(page: Path) -> frozenset[str]:
    """What GitHub calls the headings of a page in links to them."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCED.sub("", text_of(page))):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        base = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        repeats = (name for number in range(1, 100) if (name := f"{base}-{number}") not in found)
        found.add(base if base not in found else next(repeats))
    return frozenset(found)


def leads(folder: Path, target: str, anchor: str) -> bool:
    """Whether *target*, as seen from *folder*, is in the repository and has such a heading."""
    path = (folder / target).resolve()
    is_there = path.is_relative_to(ROOT) and path.exists()
    return is_there and (not anchor or anchor in anchors(path))


def broken_links(name: str) -> list[str]:
    """The links of a page that lead nowhere on GitHub."""
    page = ROOT / name
    links = LINK.findall(FENCED.sub("", text_of(page)))
    ours = [link.partition("#") for link in links if not link.startswith(ELSEWHERE)]
    return [
        f"{name}: {target}{mark}{anchor}"
        for target, mark, anchor in ours
        if not leads(page.parent, target or page.name, anchor)
    ]


def test_links_lead_somewhere() -> None:
    """Every link between documents has its file, and its heading where it names one."""
    assert len(PAGES) > 20
    assert [one for name in PAGES for one in broken_links(name)] == []


def test_cited_documents_are_in_the_repository() -> None:
    """A comment, docstring or message cites no document that a clone lacks."""
    cited = [
        (name, *found)
        for name, text in texts()
        for found in CITED.findall(LINK.sub("", text).replace('" / "', "/"))
    ]

    assert len(cited) > 100
    assert [
        (name, target, anchor)
        for name, target, anchor in cited
        if not leads(ROOT, target, anchor) and not leads((ROOT / name).parent, target, anchor)
    ] == []


def test_every_document_is_in_the_index() -> None:
    """docs/README.md names each page of docs/, and each decision."""
    index = text_of(ROOT / "docs" / "README.md")
    linked = {link.partition("#")[0] for link in LINK.findall(index)}
    pages = [Path(name).relative_to("docs").as_posix() for name in PAGES if name[:5] == "docs/"]

    assert [page for page in pages if page != "README.md" and page not in linked] == []


def test_glossary_is_sorted() -> None:
    """Each noun has one line of one sentence, and is found by the alphabet."""
    lines = re.findall(r"^- (.*)$", text_of(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    terms = [line.partition("**: ")[0].strip("*`").lower() for line in lines]

    assert len(terms) > 50
    assert terms == sorted(set(terms))
    assert [line for line in lines if not re.fullmatch(r"\*\*[^*]+\*\*: [^.]+\.", line)] == []
