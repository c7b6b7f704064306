"""Skills of a CV: which are sure, which are doubtful, where they stand, and what is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobscout.cv.findings import MAX_EVIDENCE, SURE
from jobscout.cv.reader import read
from tests.unit.cv_files import TAXONOMY, Said, down, pdf

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.model import Findings

TODAY = date(2026, 11, 24)


def findings_of(tmp_path: Path, *lines: str) -> Findings:
    """What a CV of one page says under its writer's name."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf([Said(72, 790, "Jane Roe", 22), *down(72, 750, *lines)]))
    return read(path, TAXONOMY, TODAY)


def sure(findings: Findings) -> set[str]:
    return {one.skill for one in findings.skills}


def doubtful(findings: Findings) -> set[str]:
    return {one.skill for one in findings.maybe_skills}


def test_evidence_says_where(tmp_path: Path) -> None:
    """Page, section and the words around, which hold the name."""
    findings = findings_of(
        tmp_path, "EXPERIENCE", "Moved forty services to Kubernetes in a year", "and more"
    )

    (kubernetes,) = findings.skills
    (evidence,) = kubernetes.evidence
    assert (evidence.page, evidence.section) == (1, "experience")
    assert "forty services to Kubernetes in a year" in evidence.text


def test_evidence_stays_in_its_section(tmp_path: Path) -> None:
    """Neither a heading nor what follows the next one is shown."""
    findings = findings_of(tmp_path, "SKILLS", "Python, Java", "EDUCATION", "School")

    assert {one.evidence[0].text for one in findings.skills} == {"Python, Java"}


def test_evidence_is_bounded(tmp_path: Path) -> None:
    """However often and in however long a text, five places of 160 characters are shown."""
    filler = "with a great many other words around it on every single line of the page"
    findings = findings_of(tmp_path, "EXPERIENCE", *[f"Python {n} {filler}" for n in range(20)])

    evidence = findings.skills[0].evidence
    assert len(evidence) == MAX_EVIDENCE
    assert all(len(one.text) <= 160 for one in evidence)


def test_confidence_grows_with_evidence(tmp_path: Path) -> None:
    """A list of skills says more than a sentence, and twice more than once."""
    sentence = findings_of(tmp_path, "EXPERIENCE", "Wrote Python daily").skills[0]
    twice = findings_of(tmp_path, "EXPERIENCE", "Wrote Python daily", "Sold Python too").skills[0]
    listed = findings_of(tmp_path, "SKILLS", "Python, Java").skills[0]

    assert SURE <= sentence.confidence < twice.confidence < listed.confidence <= 1


def test_an_ambiguous_name_is_less_sure(tmp_path: Path) -> None:
    """Go may be a word; Java is none."""
    findings = findings_of(tmp_path, "SKILLS", "Java, Go")

    confidence = {one.skill: one.confidence for one in findings.skills}
    assert confidence["go"] < confidence["java"]


def test_an_ambiguous_word_alone_in_a_sentence_is_doubtful(tmp_path: Path) -> None:
    """Beside another skill it is meant; alone it may be the word."""
    taken = findings_of(tmp_path, "EXPERIENCE", "Rewrote services in Go and Java")
    alone = findings_of(tmp_path, "EXPERIENCE", "Rewrote services in Go")

    assert "go" in sure(taken)
    assert "go" in doubtful(alone)


def test_topics_are_sure_only_as_items_of_a_list(tmp_path: Path) -> None:
    """Machine learning in a list of skills is stated; in a sentence it is a topic."""
    listed = findings_of(tmp_path, "SKILLS", "Python, Machine Learning, Docker")
    in_passing = findings_of(tmp_path, "EXPERIENCE", "Read a book about machine learning once")

    assert "machine-learning" in sure(listed)
    assert "machine-learning" in doubtful(in_passing)


def test_named_methods_are_sure(tmp_path: Path) -> None:
    """Agile and NLP are names wherever they stand."""
    findings = findings_of(tmp_path, "EXPERIENCE", "Led an agile team that built an NLP service")

    assert {"agile", "nlp"} <= sure(findings)


def test_capitals_make_no_name_of_a_topic(tmp_path: Path) -> None:
    """A line in capitals is written so for another reason."""
    findings = findings_of(tmp_path, "EXPERIENCE", "Took a course, MASTER OF MACHINE LEARNING 1")

    assert "machine-learning" in doubtful(findings)


def test_topics_are_no_items_where_a_sentence_goes_on(tmp_path: Path) -> None:
    """A line that only breaks before a topic makes no list of it."""
    findings = findings_of(
        tmp_path,
        "SKILLS",
        "Was responsible for everything around what people call",
        "machine learning, and much besides",
    )

    assert "machine-learning" in doubtful(findings)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Senior Engineer, Docker", False),
        ("Docker  2019 - 2021", False),
        ("Docker engineer, 2019 - 2021", True),
        ("Moved everything to Docker, 2019", True),
        ("Engineer, Docker and Python", True),
    ],
)
def test_an_employer_is_doubtful(tmp_path: Path, line: str, *, stated: bool) -> None:
    """For whom one worked says little; what one was hired for does."""
    findings = findings_of(tmp_path, "EXPERIENCE", line)

    assert ("docker" in sure(findings)) is stated
    assert ("docker" in doubtful(findings)) is not stated


def test_soft_skills_are_never_sure(tmp_path: Path) -> None:
    """Everybody writes them; the person decides."""
    findings = findings_of(tmp_path, "SKILLS", "Python, Leadership")

    assert sure(findings) == {"python"}
    assert doubtful(findings) == {"leadership"}


def test_what_a_list_is_called_is_no_item_of_it(tmp_path: Path) -> None:
    """The label of a line, and a line above lists."""
    for lines in (
        ["Machine learning: Python, Docker, Java"],
        ["Machine learning", "Python, Docker, Java"],
    ):
        assert "machine-learning" not in sure(findings_of(tmp_path, "SKILLS", *lines))


def test_ml_among_languages_is_no_topic(tmp_path: Path) -> None:
    """ML is a language, too."""
    findings = findings_of(tmp_path, "SKILLS", "Computer languages: Python, Java, ML")

    assert "machine-learning" not in sure(findings) | doubtful(findings)


@pytest.mark.parametrize(
    "line",
    [
        "jane@python.org",
        "https://github.com/jane/docker-java",
        "github.com/jane | linkedin.com/in/jane",
        "www.react.dev/jane",
        "@kubernetes",
        "GitHub: github.com/jane",
    ],
)
def test_addresses_are_no_skills(tmp_path: Path, line: str) -> None:
    """Nor is the name of the place that an address is at."""
    findings = findings_of(tmp_path, line, "SUMMARY", "A baker")

    assert sure(findings) | doubtful(findings) == set()


def test_a_skill_in_a_sentence_about_a_platform_counts(tmp_path: Path) -> None:
    """GitHub is a skill where work is described."""
    assert "github" in sure(findings_of(tmp_path, "EXPERIENCE", "Moved all code to GitHub"))


def test_a_name_is_no_skill(tmp_path: Path) -> None:
    """Neither at the top nor where it comes again."""
    path = tmp_path / "cv.pdf"
    page = [Said(72, 790, "Taylor Swift", 22), *down(72, 750, "SKILLS", "Python", "Java")]
    path.write_bytes(
        pdf([*page, Said(72, 30, "Taylor Swift, Python"), Said(300, 15, "TAYLOR SWIFT")])
    )

    assert sure(read(path, TAXONOMY, TODAY)) == {"python", "java"}


def test_headings_are_no_skills(tmp_path: Path) -> None:
    """A heading says what comes, not what somebody can do."""
    assert doubtful(findings_of(tmp_path, "LEADERSHIP", "Captain of the team")) == set()


def test_the_surest_come_first(tmp_path: Path) -> None:
    """By confidence, then by name, so that the same CV always reads the same."""
    findings = findings_of(tmp_path, "EXPERIENCE", "Ran Docker", "SKILLS", "Python, Java")

    assert [one.skill for one in findings.skills] == ["java", "python", "docker"]
