"""P6: words match as words, in documents, queries and phrases alike."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import words
from jobscout.rules.phrases import phrases
from jobscout.rules.searches import JobFeatures, PreparedJob
from jobscout.rules.spelling import fold
from tests.word_pairs import FOUND, MISSED

if TYPE_CHECKING:
    from collections.abc import Sequence


def said(asked: Sequence[str], *, title: str = "", text: str = "") -> list[str]:
    """Which of *asked* the matcher hears in a job, as they were given and in their order."""
    heard = PreparedJob(JobFeatures(id=1, title=title, company_slug="", company_name="", text=text))
    return [phrase.given for phrase in phrases(asked) if heard.says(phrase)]


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_phrase_is_found(phrase: str, text: str) -> None:
    """A phrase is found in texts and titles, whatever case, accents and spelling."""
    assert said([phrase], text=text) == [phrase]
    assert said([phrase], title=text) == [phrase]


@pytest.mark.parametrize(("phrase", "text"), MISSED)
def test_phrase_is_not_found_inside_words(phrase: str, text: str) -> None:
    """Letters of another word are no evidence."""
    assert said([phrase], text=text) == []
    assert said([phrase], title=text) == []


@pytest.mark.parametrize("phrase", ["", "  ", "_", "-- ''"])
def test_a_phrase_without_words_says_nothing(phrase: str) -> None:
    """It is not asked at all."""
    assert phrases([phrase]) == ()


def test_boundary_table_is_large_enough() -> None:
    """The table that guards P6 has at least 80 pairs."""
    assert len(FOUND) + len(MISSED) >= 80


def test_phrases_come_back_as_given_and_in_order() -> None:
    """What was asked comes back, overlapping phrases too."""
    asked = ["Rust", "java", "Java Developer", "C++"]

    assert said(asked, text="JAVA developer, c++") == ["java", "Java Developer", "C++"]


@pytest.mark.parametrize(
    "text",
    [
        "aaaa" * 50_000,
        "a_" * 100_000,
        "ai-" * 60_000,
        "go, " * 20_000,
        "data base " * 20_000,
        "工程师" * 60_000,
    ],
)
def test_words_need_no_quadratic_time(text: str) -> None:
    """A hostile text of 200 kB is read in well under a second."""
    started = time.process_time()
    words.searchable(text)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C# or .NET", "cplusplus and csharp or dotnet"),
        ("Node.js, ASP.NET Core", "nodejs aspdotnet core node dotnet"),
        ("JavaScript/TypeScript (k8s)", "javascript typescript kubernetes"),
        ("Objective-C, CI/CD", "objectivec cicd"),
        ("C/C++", "c cplusplus"),
        ("c/c#", "c csharp"),
        ("C++17", "cplusplus 17"),
        ("F#", "fsharp"),
        ("Vue.js React.js Next.js", "vue react nextjs"),
        ("Engineers and companies", "engineer and company"),
        ("processes, boxes, databases", "process box database"),
        ("CSS AWS Redis Kubernetes JS SAS", "css aws redis kubernetes javascript sas"),
        ("news series sales business", "news series sales business"),
        ("APIs, GPUs", "api gpu"),
        ("R&D", "rnd"),
        ("R & D", "rnd"),
        ("C-level", "clevel level"),
        ("go-to-market", "gotomarket market"),
        ("IT-Systemelektroniker", "it system elektroniker"),
        ("e-mail", "email mail"),
        ("front-end, Front End and frontend", "frontend frontend and frontend"),
        ("Full-Stack", "fullstack"),
        ("l'ingénieur d'affaires", "ingenieur affaire"),
        ("the company's", "the company"),
        ("U.S. and e.g. Ph.D.", "us and eg phd"),
        ("Python 3.11", "python 3 11"),
        ("Developer (m/w/d)", "developer"),
        ("Golang", "golang go"),
        ("snake_case", "snakeunderscorecase"),
        ("MAX_JOBS=3", "maxunderscorejob 3"),
        ("_emphasis_ __all__ ___", "emphasis all"),
        ("Lead_Java", "lead java"),
        ("3_years", "3 year"),
        ("AI-powered", "aipowered powered"),
        ("AI-speed", "ai speed"),
        ("Łódź Straße", "lodz strasse"),
        ("東京", "东京"),
        ("\x00 -- ''", ""),
    ],
)
def test_searchable(text: str, expected: str) -> None:
    """Symbol terms become words, other spellings one, plurals lose their s."""
    assert words.searchable(text) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("c++ developers", "cplusplus developer"),
        ('"Backend Engineers" python', '"backend engineer" python'),
        ("python -senior", "python -senior"),
        ("python -ci/cd", "python -cicd"),
        ("python -mid-level", 'python -"mid level"'),
        ('python -"front end"', "python -frontend"),
        ('python -"machine learning"', 'python -"machine learning"'),
        ("python OR k8s", "python or kubernetes"),
        ("front end", "frontend"),
        ('"unfinished phrase', '"unfinished phrase"'),
        ("golang", "golang"),
        ("node", "node"),
        ("or", ""),
        ("python or", "python"),
        ('"" - --', ""),
        ("or-else", "or else"),
    ],
)
def test_searchable_query_keeps_operators(q: str, expected: str) -> None:
    """Quotes, a leading minus and the word or survive; the words are those of documents."""
    assert words.searchable_query(q) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("k8s", "Kubernetes"), ("js", "JavaScript"), ("Postgres", "PostgreSQL"), ("cpp", "C++")],
)
def test_canonical_unites_aliases(one: str, other: str) -> None:
    """Both spellings of one thing have one canonical form."""
    assert words.canonical(one) == words.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C"), ("C++", "C#"), ("Java", "JavaScript"), (".NET", "net")]
)
def test_canonical_keeps_things_apart(one: str, other: str) -> None:
    """Different things never share a canonical form."""
    assert words.canonical(one) != words.canonical(other)


@given(st.text())
def test_any_text_is_prepared_once(text: str) -> None:
    """Preparing never raises, leaves only words and single spaces, and is idempotent."""
    once = words.searchable(text)

    assert words.searchable(once) == once
    assert all(unicodedata.category(sign)[0] in "LNM" for word in once.split(" ") for sign in word)
    assert "  " not in once


@given(st.text(alphabet="abcrs+#./&'-_ ()\"0139", max_size=60))
def test_symbols_are_prepared_once(text: str) -> None:
    """The same for texts full of symbols; queries and phrases bear them as well."""
    once = words.searchable(text)
    words.searchable_query(text)

    assert words.searchable(once) == once
    assert said([text], text=text) in ([], [text])


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing, so both sides may fold."""
    assert fold(fold(text)) == fold(text)
