"""Which spellings of a name are one company's, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.company_names import MAX_KEY_CHARS, name_key, slug_of, stem

ONE: tuple[tuple[str, ...], ...] = (
    (
        "Acme", "ACME", "Acme Inc.", "ACME, INC", "Acme Incorporated", "The Acme Company",
        "Acme Corp.", "Acme Ltd", "Acme Limited", "Acme, L.L.C.", "Acme LLP", "Acme PLC",
        "Acme Pty Ltd", "Acme Pty. Limited", "Acme Pvt. Ltd.", "Acme Private Limited",
        "Acme Pte. Ltd.", "Acme Sdn. Bhd.", "Acme Co., Ltd.", "Acme GmbH", "Acme GmbH & Co. KG",
        "Acme AG", "Acme SE", "Acme e.V.", "Acme S.A.", "Acme SARL", "Acme S.A.S.", "Acme B.V.",
        "Acme N.V.", "Acme S.L.", "Acme S.A. de C.V.", "Acme S. de R.L. de C.V.", "Acme Ltda.",
        "Acme Lda", "Acme S.p.A.", "Acme SpA", "Acme S.r.l.", "Acme AB", "Acme AB (publ)",
        "Acme A/S", "Acme ApS", "Acme ASA", "Acme Oy", "Acme Oyj",
        "Acme O\N{LATIN CAPITAL LETTER U WITH DIAERESIS}",
        "Acme sp. z o.o.", "Acme Sp. z o. o.", "Acme s.r.o.", "Acme spol. s r.o.", "Acme a.s.",
        "Acme Kft.", "Acme d.o.o.", "Acme A.\N{LATIN CAPITAL LETTER S WITH CEDILLA}.",
        "Acme Ltd. \N{LATIN CAPITAL LETTER S WITH CEDILLA}ti.", "Acme JSC", "Acme W.L.L.",
        "Acme\N{TRADE MARK SIGN}", "Acme (YC W21)", "  acme  ", "Acme, The", "Acme and Co",
    ),
    ("メルカリ", "株式会社メルカリ", "メルカリ株式会社", "㈱メルカリ", "(株)メルカリ",
     "株式会社 メルカリ"),
    ("카카오", "주식회사 카카오", "카카오 주식회사", "(주)카카오", "㈜카카오"),
    ("北京字节跳动科技", "北京字节跳动科技有限公司"),
    ("Ромашка", "ООО «Ромашка»", "РОМАШКА, ООО"),
    ("אקמה", 'אקמה בע"מ'),
    ("اكمي", "اكمي ذ.م.م"),
    ("แอคมี", "บริษัท แอคมี จำกัด (มหาชน)", "บริษัทแอคมีจำกัด"),
    ("Ακμη", "Ακμή Α.Ε."),
    ("Procter & Gamble", "Procter and Gamble", "The Procter & Gamble Co."),
    ("AT&T", "AT & T Inc."),
    ("L'Or\N{LATIN SMALL LETTER E WITH ACUTE}al", "L\N{RIGHT SINGLE QUOTATION MARK}Oreal S.A."),
    ("Canal+", "Canal Plus"),
    ("JP Morgan", "J.P. Morgan"),
    ("Acme Kenya", "Acme (Kenya)", "Acme Kenya Ltd", "Acme (Kenya) Ltd", "Acme Ltd (Kenya)"),
    ("Walt Disney", "The Walt Disney Company", "Walt Disney Company, The"),
)  # fmt: skip
LEADING = (
    "AB InBev",
    "SE Ranking",
    "AG Insurance",
    "SAS Institute",
    "PT Solutions",
    "AB InBev SA/NV",
)


@pytest.mark.parametrize("spellings", ONE, ids=lambda spellings: spellings[0])
def test_spellings_of_one_company(spellings: tuple[str, ...]) -> None:
    """Legal forms of the world, case, accents, punctuation, "The" and "&" do not count."""
    assert {spelling: name_key(spelling) for spelling in spellings} == dict.fromkeys(
        spellings, name_key(spellings[0])
    )


def test_different_companies_stay_apart() -> None:
    """Also those that differ by a place, a trade or a leading word that may be a legal form."""
    names = [
        *(spellings[0] for spellings in ONE),
        *LEADING[:-1],
        *("InBev", "Ranking", "Insurance", "Institute", "Solutions"),
        *("Acme Labs", "Acme Group", "Acme Holdings", "Acme Uganda", "Acme Day Spa", "Acme Day"),
    ]
    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("name", LEADING)
def test_leading_words_stay(name: str) -> None:
    """Only what is customary before a name is a legal form there."""
    assert name_key(name).split()[0] == name.split(maxsplit=1)[0].lower()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Inc", "inc"), ("The Limited", "limited"), ("The", "the"), ("S.A.", "sa"),
        ("Co. Ltd", "co"), ("SAS", "sas"), ("株式会社", "株式会社"), ("The Who", "who"),
    ],
)  # fmt: skip
def test_something_is_left(name: str, key: str) -> None:
    """A name that is nothing but a legal form is a name."""
    assert name_key(name) == key


def test_names_without_a_letter_stay_apart() -> None:
    """Each has a key of its own, the same each time."""
    assert name_key("!!!") == name_key("!!!") != name_key("???")


@given(st.text(max_size=300))
def test_any_text_has_a_key(name: str) -> None:
    """Keys and slugs fit their columns, and no slug breaks a URL."""
    key = name_key(name)
    slug = slug_of(key)

    assert 1 <= len(key) <= MAX_KEY_CHARS
    assert key == " ".join(key.split())
    assert 1 <= len(slug) <= 100
    assert not set(slug) & set(" /?#")
    assert (key + slug).encode()


def test_stems() -> None:
    """What is glued to a name in tokens and domains is no part of it."""
    assert {stem(text) for text in ("acme", "acmeinc", "acme-inc", "Acme HQ", "acmecareers")} == {
        "acme"
    }
    assert stem("inc") == "inc"
