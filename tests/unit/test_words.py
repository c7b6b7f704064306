"""P6: words match as words, in documents, queries and phrases alike."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import words
from jobscout.rules.words import Phrases

FOUND = [
    ("Java", "Java and Kotlin"),
    ("java", "we write JAVA."),
    ("Java", "Java/Kotlin"),
    ("Java", "(Java)"),
    ("Java", "Java, Go"),
    ("JavaScript", "JavaScript and Java"),
    ("CTO", "reports to the CTO"),
    ("Go", "we use Go and Python"),
    ("Go", "languages: Go, Rust"),
    ("Go", "Golang services"),
    ("R", "statistics in R"),
    ("R", "R, SAS or SPSS"),
    ("R", "(R)"),
    ("C", "C and C++"),
    ("C", "C/C++"),
    ("C++", "C/C++"),
    ("C++", "C++"),
    ("C++", "C++17"),
    ("C++", "modern c++, please"),
    ("C++", "written in cpp"),
    ("C#", "C# and .NET"),
    ("C#", "C#/.NET"),
    ("F#", "some F#."),
    (".NET", "C# and .NET"),
    (".NET", "ASP.NET Core"),
    (".NET", ".NET 8"),
    ("ASP.NET", "asp.net core"),
    ("Node.js", "Node.js and React"),
    ("Node.js", "nodejs"),
    ("Node.js", "Node js"),
    ("node", "Node.js"),
    ("Kubernetes", "k8s"),
    ("k8s", "Kubernetes"),
    ("K8s engineer", "a Kubernetes engineer"),
    ("PostgreSQL", "postgres"),
    ("Postgres", "PostgreSQL 18"),
    ("JavaScript", "modern JS"),
    ("React", "ReactJS"),
    ("vuejs", "Vue"),
    ("CI/CD", "CI/CD pipelines"),
    ("Objective-C", "Swift or Objective-C"),
    ("São Paulo", "in Sao Paulo"),
    ("Zurich", "ZÜRICH"),
    ("machine learning", "Machine\n learning"),
    ("full-stack", "Full-Stack developer"),
    ("front\u2010end", "front-end"),
    ("backend engineer", "Senior Backend Engineer (m/w/d)"),
    ("東京", "東京 勤務"),
    ("Ingenieur", "l\u2019Ingénieur"),
    ("UX", "UX/UI"),
]
MISSED = [
    ("Java", "JavaScript"),
    ("Java", "Javanese"),
    ("Java", "Java2D_"),
    ("Java", "java_home"),
    ("CTO", "director"),
    ("CTO", "doctor"),
    ("CTO", "CTOs"),
    ("Go", "going far"),
    ("Go", "Django"),
    ("Go", "go-to-market"),
    ("Golang", "you will go far"),
    ("R", "R&D"),
    ("R", "React"),
    ("R", "B-R"),
    ("R", "we\u2019re"),
    ("R", "R-squared"),
    ("C", "C++"),
    ("C", "C#"),
    ("C", "C-level"),
    ("C", "c'est"),
    ("C++", "C"),
    ("C++", "C+"),
    ("C++", "C+++"),
    ("C#", "C"),
    ("C#", "F#"),
    (".NET", "net income"),
    (".NET", "the internet"),
    (".NET", ".NETwork"),
    ("Node.js", "a node of the cluster"),
    ("Node.js", "node_js"),
    ("Kubernetes", "k8"),
    ("SQL", "PostgreSQL"),
    ("SQL", "NoSQL"),
    ("AI", "AI-powered"),
    ("AI", "Dubai"),
    ("IT", "with"),
    ("UI", "build"),
    ("data engineer", "data and engineer"),
    ("data engineer", "data engineering"),
    ("Rust", "trust"),
    ("Scala", "scalable"),
    ("intern", "internal audit"),
    ("lead", "leadership"),
    ("", "anything"),
    ("  ", "any thing"),
]


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_phrase_is_found(phrase: str, text: str) -> None:
    """A phrase is found by the boundary rule, whatever case, accents and spelling."""
    assert Phrases([phrase]).found(text) == [phrase]


@pytest.mark.parametrize(("phrase", "text"), MISSED)
def test_phrase_is_not_found_inside_words(phrase: str, text: str) -> None:
    """Letters of another word are no evidence."""
    assert Phrases([phrase]).found(text) == []


def test_boundary_table_is_large_enough() -> None:
    """The table that guards P6 has at least 80 pairs."""
    assert len(FOUND) + len(MISSED) >= 80


def test_phrases_come_back_as_given_and_in_order() -> None:
    """What was asked comes back, overlapping phrases too."""
    phrases = ["Rust", "java", "Java Developer", "C++"]

    assert Phrases(phrases).found("JAVA developer, c++") == ["java", "Java Developer", "C++"]


def test_phrases_need_no_quadratic_time() -> None:
    """A hostile text of 200 kB is read in well under a second."""
    started = time.perf_counter()
    Phrases(["aaa", "R", "a a", "c++"]).found("aaaa" * 50_000)

    assert time.perf_counter() - started < 1


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
        ("IT-Systemelektroniker", "it systemelektroniker"),
        ("e-mail", "email mail"),
        ("front-end, Front End and frontend", "frontend frontend and frontend"),
        ("Full-Stack", "fullstack"),
        ("l'ingénieur d'affaires", "ingenieur affaire"),
        ("the company's", "the company"),
        ("U.S. and e.g. Ph.D.", "us and eg phd"),
        ("Python 3.11", "python 3 11"),
        ("Developer (m/w/d)", "developer"),
        ("Golang", "golang go"),
        ("snake_case", "snake case"),
        ("Łódź Straße", "lodz strasse"),
        ("東京", "東京"),
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
    assert all(word.isalnum() for word in once.split(" ") if word)
    assert "  " not in once


@given(st.text(alphabet="abcrs+#./&'-_ ()\"0139", max_size=60))
def test_symbols_are_prepared_once(text: str) -> None:
    """The same for texts full of symbols; queries and phrases bear them as well."""
    once = words.searchable(text)
    words.searchable_query(text)

    assert words.searchable(once) == once
    assert Phrases([text]).found(text) in ([], [text])


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    """Folding what is folded changes nothing, so both sides may fold."""
    assert words.fold(words.fold(text)) == words.fold(text)
