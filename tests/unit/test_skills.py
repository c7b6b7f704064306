"""Skills in texts: names stand as words, ambiguous ones need evidence, offsets are the text's."""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.skills import Taxonomy
from jobscout.rules.skills.skill import Skill
from jobscout.rules.skills.text import folded, read
from seed.skills import hand, rows
from tests.unit.skill_names import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CATEGORIES = {
    "language", "framework", "library", "database", "cloud", "devops", "tool", "platform",
    "protocol", "method", "concept", "business", "soft", "trade",
}  # fmt: skip
PAIRS = [pair for table in NAMES.values() for pair in table]


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    return Taxonomy.load(rows.read())


def names(text: str) -> list[str]:
    return [one.skill.name for one in taxonomy().find(text)]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_names_stand_as_words(text: str, expected: str) -> None:
    """A skill is found where it is meant, in three languages, and nowhere else."""
    assert "|".join(names(text)) == expected


def test_table_is_large_enough() -> None:
    """The table that guards P6 for skills has at least 80 pairs."""
    assert len(PAIRS) >= 80


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("head of R&D, Python", "R"),
        ("R & D and Python", "R"),
        ("Python and the rest of it", "REST"),
        ("Excel at Python", "Excel"),
        ("Swift action in Python projects", "Swift"),
        ("the C-family with Java", "C"),
        ("Python. Interests: Go (board game)", "Go"),
        ("Python and express delivery", "Express.js"),
        ("QA Engineer for Python", "Quality assurance"),
        ("Frontend developers", "Frontend development"),
        ("Python. Offices in San Francisco", "SAN"),
        ("Skills\nR someone@example.com", "R"),
        ("Nexus AI, Python", "Nexus"),
        ("C# (1 year), Less than a month of Python", "Less"),
        ("by J. Stolarek and R. A. Eisenberg, about Haskell", "R"),
        ("Python in Washington, D. C. and elsewhere", "C"),
        ("logging and access, Python", "Access"),
        ("Perl pulvinar a semper sed, adipiscing id", "sed"),
        ("Python, Docker on the night-express", "Express.js"),
        ("HVAC airflow balancing and ductwork", "Apache Airflow"),
        ("measure airflow in the cleanroom", "Apache Airflow"),
        ("scanning electron microscopy (SEM)", "SEM"),
        ("as seen on CNN and BBC", "Neural networks"),
        ("five mainstage productions", "Apple MainStage"),
        ("Sage 200 and Xero", "Sage 100"),
        ("ACLS and BLS certified", "Access control lists"),
        ("CMS rules for Medicare", "CMS"),
        ("a cutting torch for welding", "PyTorch"),
    ],
)
def test_false_friends_beside_skills(text: str, never: str) -> None:
    """A sure skill nearby does not make a skill of an ordinary word."""
    assert never not in names(text)


def test_names_beside_scripts_without_spaces() -> None:
    """Letters of one or two signs too stand as words beside Chinese and Japanese."""
    table = [
        ("R言語による統計解析", ["R"]),
        ("PythonとRによる分析", ["Python", "R"]),
        ("C语言和Python", ["C", "Python"]),
        ("使用Go语言开发", ["Go"]),
        ("Photoshop・Illustrator・Figma", ["Adobe Photoshop", "Adobe Illustrator", "Figma"]),
        ("AWS・GCP、Azure", ["AWS", "Google Cloud", "Azure"]),
        ("ビタミンC配合", []),
    ]

    assert [names(text) for text, _ in table] == [expected for _, expected in table]


def test_section_of_skills_is_evidence() -> None:
    """Under a heading for skills an ambiguous name needs no neighbour; under another it does."""
    assert "Go" in names("Technical Skills\nGo\n")
    assert "Go" not in names("Interests\nGo\n")
    assert "Go" not in names("Skills\nTeamwork\nHobbies\nGo\n")


def test_capitals_are_no_sign() -> None:
    """In a line of capitals the case of a name says nothing."""
    assert names("ACCESS REQUIREMENTS FOR ALL APPLICANTS") == []
    assert names("WORD OF MOUTH IS ALL WE NEED IN THE END") == []


def test_longest_name_wins() -> None:
    """No two mentions overlap; the leftmost and longest is kept."""
    assert names("Spring Boot on Google Cloud Platform") == ["Spring Boot", "Google Cloud"]


def test_offsets_are_those_of_the_original() -> None:
    """Accents, marks, ligatures and runs of blanks shift nothing; a version belongs to it."""
    text = (
        "Re\u0301sume\u0301:\r\n\r\n\u00ad  Python   3.11,\u200b \u201cMachine\n   Learning\u201d,"
        " So\u00adftware Development\n"
    )

    found = taxonomy().find(text)

    assert [one.surface for one in found] == [
        "Python   3.11",
        "Machine\n   Learning",
        "So\u00adftware Development",
    ]
    assert all(text[one.start : one.end] == one.surface for one in found)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Java 8 and more", "Java 8"),
        ("Java 8+ years", "Java"),
        ("Python 5 years", "Python"),
        ("SQL Server 2012", "SQL Server 2012"),
        ("Angular v12", "Angular v12"),
        ("Docker 50%", "Docker"),
        ("Skills: Excel 2010", "Excel 2010"),
        ("HTML, Bootstrap3", "HTML"),
    ],
)
def test_versions(text: str, surface: str) -> None:
    """A version is part of the mention, years of experience and shares are not."""
    assert taxonomy().find(text)[0].surface == surface


def test_touching_digits_are_a_version() -> None:
    """Bootstrap3 is Bootstrap; a name inside a longer word is not."""
    assert names("CSS, Bootstrap3, Java8") == ["CSS", "Bootstrap", "Java"]
    assert names("Java2D_x Docker3d Python3000x") == []


def test_implied_skills_are_closed() -> None:
    """Next.js knows React, which knows JavaScript; what is not there is left out."""
    closed = taxonomy().closure(["next-js", "no-such-thing"])

    assert {"next-js", "react", "javascript"} <= closed
    assert "no-such-thing" not in closed


def test_implied_circles_end() -> None:
    """Two skills that imply each other are both there, once."""
    ring = Taxonomy.load([skill("a", implies=("b",)), skill("b", implies=("a",))])

    assert ring.closure(["a"]) == {"a", "b"}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: [skill("a"), skill("a")], "share a slug"),
        (lambda: [skill("a", implies=("b",))], "a implies b"),
    ],
)
def test_broken_rows_are_refused(broken: Callable[[], list[Skill]], said: str) -> None:
    """A taxonomy that contradicts itself is not loaded."""
    with pytest.raises(ValueError, match=said):
        Taxonomy.load(broken())


def test_order_of_rows_does_not_matter() -> None:
    """The same rows in another order find the same."""
    text = " ".join(name for table in NAMES.values() for name, _ in table)
    backwards = Taxonomy.load(reversed(rows.read()))

    assert backwards.find(text) == taxonomy().find(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\x00",
        "\ud800",
        "Python\x00\ud800\udfff",
        "\u0301\u0301",
        "\x02\x02 \x02",
        "İI\u0130",
        "\U0010ffff",
        "ß" * 100,
        "".join(map(chr, range(0x2FF))),
    ],
)
def test_hostile_texts(text: str) -> None:
    """Nothing raises, and every offset fits."""
    for one in taxonomy().find(text):
        assert text[one.start : one.end] == one.surface


@given(st.text(" aB-", max_size=12) | st.text(" aB-\t\n\0é\u00ad\u0301", max_size=12))
def test_names_are_folded_as_texts_are_read(name: str) -> None:
    """Else the automaton would look for a spelling that no text has."""
    assert folded(name) == read(name).text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "c " * 500_000,
        "go, " * 250_000,
        "\u0301" * 1_000_000,
        "(" * 1_000_000,
        "go((((((((((((((spring" * 45_000,
        "Skills\nGo\n" * 100_000,
        "Skills: " * 125_000,
    ],
    ids=["a", "c", "go", "marks", "brackets", "gaps", "sections", "labels"],
)
def test_huge_texts_take_linear_time(text: str) -> None:
    """A megabyte of anything is read within seconds."""
    taxonomy()
    started = time.process_time()
    taxonomy().find(text)

    assert time.process_time() - started < 8


def test_no_rows_find_nothing() -> None:
    """An empty taxonomy is no error."""
    assert Taxonomy.load([]).find("Python") == []


def skill(slug: str, implies: tuple[str, ...] = ()) -> Skill:
    return Skill(slug=slug, name=slug, category="tool", implies=implies)


PLAIN = [
    "java", "javascript", "c", "c++", "c#", ".net", "asp.net", "node.js", "node", "r", "go",
    "go go", "spring", "spring boot", "objective-c", "objective c", "ci/cd", "c/c", "k8s",
]  # fmt: skip
SMALL = Taxonomy.load(
    Skill(slug=f"s{n}", name=name, category="protocol") for n, name in enumerate(PLAIN)
)
BITS = st.sampled_from(
    [
        *PLAIN,
        *" ,./-+#_'&()\n:@",
        "  ",
        "\n\n",
        "Java",
        "C++",
        "é",
        "e\u0301",
        "9",
        "x",
        "\u00ad",
        "京",
    ]
)


@given(st.lists(BITS, max_size=14).map("".join))
def test_agrees_with_a_slow_oracle(text: str) -> None:
    """The automaton finds what a dictionary of all pieces of the text finds, in its places."""
    found = [(one.skill.name, one.surface) for one in SMALL.find(text)]

    assert [name for name, _ in found] == oracle(read(text).text)
    assert all(folded(surface) == name for name, surface in found)


def oracle(text: str) -> list[str]:
    """Every piece of *text* looked up, the leftmost and longest of those that stand as words."""
    known = set(PLAIN)
    found: list[str] = []
    at = 1
    while at < len(text):
        longest = max(map(len, known))
        ends = range(min(len(text) - 1, at + longest), at, -1)
        end = next((e for e in ends if text[at:e] in known and stands(text, at, e)), None)
        if end is None:
            at += 1
        else:
            found.append(text[at:end])
            at = end
    return found


UNSPACED = r"(?:[^\W_\x00-\u2e7f])"


def stands(text: str, start: int, end: int) -> bool:
    """The boundary rule of the measured advice, once more and in other words."""
    name, left, right = text[start:end], text[:start], text[end:]
    letter = r"[^\W_\u2e80-\U0010ffff]"
    refuted = [
        re.match(r"[^\W_]", name[0]) and re.search(letter + r"\Z", left),
        re.match(r"[^\W_]", name[-1]) and re.match(letter, right),
        re.match(r"[+#_@]|\.[^\W_]|://", right),
        re.search(r"[@_]\Z|[^\W_]\.\Z", left),
        name.startswith(".") and re.search(r"[^\W_]\Z", left),
    ]
    if re.fullmatch(r"[a-z]{1,2}", name):
        refuted += [
            re.match(rf"(?! (?!&))(?![\n,/);|:.\]*\"<}}!?=])(?!{UNSPACED})", right),
            re.search(rf"(?<![ \n,/(;|:\[*\">{{=])(?<!{UNSPACED})\Z|& \Z", left),
        ]
    return not any(refuted)


@given(st.text())
def test_any_text_is_read_back(text: str) -> None:
    """Every position of a reading leads into the original, in order."""
    reading = read(text)
    positions = [reading.original(n) for n in range(1, len(reading.text))]

    assert positions == sorted(positions)
    assert all(0 <= position <= len(text) for position in positions)


def test_shipped_rows_are_sound() -> None:
    """At least 2,000 rows; slugs and names are unique, each row says where it comes from."""
    shipped = rows.read()

    assert len(shipped) >= 2000
    assert len({one.slug for one in shipped}) == len(shipped)
    assert len({one.name for one in shipped}) == len(shipped)
    assert all(one.provenance for one in shipped)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.slug) for one in shipped)
    assert [one.slug for one in shipped] == sorted(one.slug for one in shipped)


def test_shipped_words_are_known() -> None:
    """Categories and flags are those of the table; every implied skill exists."""
    shipped = rows.read()
    slugs = {one.slug for one in shipped}

    assert {one.category for one in shipped} == CATEGORIES
    assert {one.ambiguity for one in shipped} == {None, "exact_case", "context", "never_alone"}
    assert all(set(one.implies) <= slugs for one in shipped)


def test_no_spelling_has_two_owners() -> None:
    """An alias that two skills claim would find one of them by chance."""
    spellings = Counter(
        spelling
        for one in rows.read()
        for spelling in {folded(name) for name in (one.name, *one.aliases)}
    )

    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_shipped_rows_find_themselves() -> None:
    """Every unambiguous name, standing alone, is found as what it is."""
    lost = [
        one.name
        for one in rows.read()
        if one.ambiguity is None
        and one.slug not in {m.skill.slug for m in taxonomy().find(one.name)}
    ]

    assert lost == []


def test_hand_written_rows_are_shipped() -> None:
    """Who edits a list of ours builds again: aliases, category and flag are those of the row."""
    shipped = {one.name: one for one in rows.read() if "ours" in one.provenance}
    written = {
        fact.name: fact for name in hand.FILES for fact in hand.facts(rows.FILE.with_name(name))
    }

    assert shipped.keys() == written.keys()
    for name, fact in written.items():
        row = shipped[name]
        assert (row.category, row.aliases, row.ambiguity) == (
            fact.category,
            fact.aliases,
            fact.ambiguity,
        )


def test_file_with_a_short_line_is_refused(tmp_path: Path) -> None:
    """An operator's file that lacks a column says which line it is."""
    path = tmp_path / "more.tsv"
    path.write_text(f"{rows.HEAD}\nonly\tthree\tcolumns\n")

    with pytest.raises(ValueError, match="line 2: 3 columns"):
        rows.read(path)


def test_rows_survive_their_file() -> None:
    """What is written is what is read."""
    first = list(itertools.islice(rows.read(), 50))

    assert [line.count("\t") for line in map(rows.line_of, first)] == [6] * 50
