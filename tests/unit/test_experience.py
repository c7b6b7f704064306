"""Years of experience that postings ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.evidence import MAX_WORDS_CHARS
from jobscout.rules.experience import find
from jobscout.rules.texts import MAX_CHARS
from tests.hostile_texts import HOSTILE

Expected = tuple[int, int | None] | None


def years(text: str, title: str = "") -> Expected:
    found = find(title, text)
    return (found.value.min, found.value.max) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5+ years of experience in logistics", (5, None)),
        ("You have at least three years of experience as a nurse.", (3, None)),
        ("• 3-5 years of experience in retail", (3, 5)),
        ("Mindestens 2 Jahre Berufserfahrung", (2, None)),
        ("3 ans d'expérience minimum en cuisine", (3, None)),
        ("3 años de experiencia en ventas", (3, None)),
        ("• Java: 5+ years", (5, None)),
        ("5+ years of business or sales recruiting experience.", (5, None)),
        ("2 years of full-time experience", (2, None)),
        ("4 years of service desk experience", (4, None)),
        ("• Welding (6+ years, expert-level)", (6, None)),
        ("• Forklift: 2-4 years.", (2, 4)),
        ("three (3) or more years of experience", (3, None)),
        ("a minimum of four-plus years of experience", (4, None)),
        ("• 3 years in a similar position", (3, None)),
        ("Bac +5 et 3 ans d'expérience", (3, None)),
        ("Más de 5 años de experiencia", (5, None)),
        ("More than 4 years of experience as a carpenter", (4, None)),
        ("less than 2 years of experience", (0, 2)),
        ("Candidates should have a minimum of 2 years within a call centre.", (2, None)),
        ("You'll have spent 3+ years in an agency", (3, None)),
        ("Requires 12+ months in phlebotomy", (1, None)),
        ("If you have 5+ years of experience, we want to hear from you", (5, None)),
        ("• 3+ years of experience\nIf you have 6+ years of experience, see our list.", (3, None)),
        ("経験3年以上", (3, None)),
        ("5年以上", (5, None)),
        ("A minimum of 2 (two) years experience in banking", (2, None)),
        (
            (
                "Requirements\n• Bachelor's degree\n• 7+ years of software development\n•"
                " 3+ years of experience with Kubernetes"
            ),
            (7, None),
        ),
        (
            (
                "Requirements\n• 3+ years of experience as a data engineer\nNice to"
                " have\n• 8+ years of experience in a start-up"
            ),
            (3, None),
        ),
        ("What you bring:\n• Two to four years' experience in accounting", (2, 4)),
        ("Between 5 and 8 years of relevant experience", (5, 8)),
        ("Minimum 10 years' post-qualification experience", (10, None)),
        ("Experience: 2-4 yrs", (2, 4)),
        ("Experience required: 6 years", (6, None)),
        ("• 8/10+ years of experience in procurement", (8, None)),
        ("10 plus years of teaching experience", (10, None)),
        ("Up to 2 years of experience", (0, 2)),
        ("0-2 years of experience", (0, 2)),
        ("• 5+ years leading engineering teams", (5, None)),
        ("• 4+ years in hospitality, ideally in hotels", (4, None)),
        ("• 12+ years designing bridges", (12, None)),
        ("• 3 years of experience required, 5 years preferred", (3, None)),
        (
            (
                "Bachelor's degree and 5 years of experience, or Master's degree and 3"
                " years of experience"
            ),
            (5, None),
        ),
        ("Sie verfügen über mehrere Jahre Berufserfahrung (mind. 4 Jahre)", (4, None)),
        ("Mindestens 3-jährige Berufserfahrung in der Pflege", (3, None)),
        ("Du bringst 1 bis 3 Jahre Erfahrung im Vertrieb mit", (1, 3)),
        ("Vous justifiez d'une expérience de 5 ans minimum sur un poste similaire", (5, None)),
        ("Expérience de 2 à 3 ans en restauration", (2, 3)),
        ("Mínimo 2 años de experiencia como electricista", (2, None)),
        ("Al menos tres años de experiencia", (3, None)),
        ("Mínimo de 3 anos de experiência na área", (3, None)),
        ("Esperienza di almeno 2 anni nel ruolo", (2, None)),
        ("Almeno 5 anni di esperienza", (5, None)),
        ("Minimaal 3 jaar werkervaring als monteur", (3, None)),
        ("Je hebt 2 tot 4 jaar ervaring", (2, 4)),
        ("Minst 3 års erfarenhet av försäljning", (3, None)),
        ("Mindst 2 års erfaring som tømrer", (2, None)),
        ("Minimum 5 års erfaring fra bransjen", (5, None)),
        ("Vähintään 3 vuoden työkokemus", (3, None)),
        ("Min. 3 lata doświadczenia na podobnym stanowisku", (3, None)),
        ("Minimálně 2 roky praxe v oboru", (2, None)),
        ("Legalább 3 év szakmai tapasztalat", (3, None)),
        ("Minim 2 ani experiență în vânzări", (2, None)),
        ("En az 5 yıl deneyim", (5, None)),
        ("Опыт работы от 3 лет", (3, None)),
        ("Опыт работы 1–3 года", (1, 3)),
        ("Досвід роботи від 2 років", (2, None)),
        ("Προϋπηρεσία τουλάχιστον 3 ετών", (3, None)),
        ("実務経験5年以上の方", (5, None)),
        ("営業経験3〜5年", (3, 5)),
        ("3年以上工作经验", (3, None)),
        ("3-5年相关工作经验", (3, 5)),
        ("两年以上销售经验", (2, None)),
        ("경력 3년 이상", (3, None)),
        ("3년 이상의 경력", (3, None)),
        ("خبرة لا تقل عن 5 سنوات", (5, None)),
        ("3 سنوات خبرة في المبيعات", (3, None)),
        ("Pengalaman minimal 2 tahun di bidang yang sama", (2, None)),
        ("Ít nhất 2 năm kinh nghiệm", (2, None)),
        ("Uzoefu wa miaka 3 katika mauzo", (3, None)),
        ("ניסיון של 3 שנים לפחות", (3, None)),
        ("18 months of experience in a call centre", (1, None)),
        ("At least one year of warehouse experience is required", (1, None)),
        ("We are looking for someone with 6+ years of experience", (6, None)),
        ("Experience in a similar role (3+ years)", (3, None)),
        ("Berufserfahrung: mind. 5 Jahre", (5, None)),
        ("• min. 2 Jahre im Außendienst", (2, None)),
        (
            "No experience with Salesforce is needed. 2+ years of sales experience required.",
            (2, None),
        ),
        ("You need 1.5 years of experience", (1, None)),
        ("Experience: 3 to 6 years", (3, 6)),
        ("10+ years' experience in civil engineering, 5 of which in management", (10, None)),
        ("Master's degree with 4 years of experience or PhD with 2 years of experience", (4, None)),
        ("15-20 years of experience", (15, 20)),
        ("at least 4 (four) years' progressive experience", (4, None)),
        ("Must have two or more years of driving experience", (2, None)),
        ("Requires 5 years experience with AWS and 3 years experience leading teams", (5, None)),
        ("BS in Computer Science with 8+ yrs of exp, or MS with 6+ yrs", (8, None)),
        ("Experience Level: 7 - 10 Years", (7, 10)),
        ("Years of experience: 5+", (5, None)),
        ("Required experience: 4+ years", (4, None)),
        ("Must have 1+ year of CDL-A driving experience", (1, None)),
        ("One (1) year of experience as a CNA", (1, None)),
        ("We require a minimum of three (3) years' experience in HVAC", (3, None)),
        ("The ideal candidate has 5+ years of experience in product design", (5, None)),
        ("You're a seasoned marketer (7+ years) who loves data", (7, None)),
        ("Proven experience (minimum 4 years) in procurement", (4, None)),
        ("• 6+ yrs Java, 3+ yrs Spring", (6, None)),
        ("• 5 years' managerial experience", (5, None)),
        ("High school diploma or GED and 2 years of related experience", (2, None)),
        (
            (
                "Associate degree plus five years' experience; additional experience"
                " may substitute for degree"
            ),
            (5, None),
        ),
        ("• You've been working as a chef for 5+ years", (5, None)),
        ("• You have worked in logistics for at least 3 years", (3, None)),
        ("You have spent 4+ years in a customer-facing role", (4, None)),
        ("Someone who has 2-3 years under their belt in recruiting", (2, 3)),
        ("• Minimum age 21 years, 2 years verifiable driving experience", (2, None)),
        ("Over 5 years of experience in enterprise sales required", (5, None)),
        ("• More than 3 years of experience in digital marketing", (3, None)),
        ("• At least 2 years in the same role", (2, None)),
        ("Mindestens fünf Jahre einschlägige Berufserfahrung", (5, None)),
        ("Du hast bereits 2-3 Jahre als Koch gearbeitet", (2, 3)),
        ("Abgeschlossene Ausbildung und 3 Jahre Erfahrung im Handwerk", (3, None)),
        (
            (
                "• 3 years retail experience\n• 2 years management"
                " experience\nPreferred:\n• 5 years luxury retail experience"
            ),
            (3, None),
        ),
        (
            (
                "Basic Qualifications\n• 4+ years of experience\nPreferred"
                " Qualifications\n• 7+ years of experience\nPay\n• 401k after 1 year of service"
            ),
            (4, None),
        ),
        ("Vous avez 5 à 8 ans d'expérience en gestion de projet", (5, 8)),
        ("Fort(e) d'une première expérience de 2 ans minimum", (2, None)),
        ("Experiencia mínima de 2 años en puesto similar", (2, None)),
        ("De 3 a 5 años de experiencia", (3, 5)),
        ("Experiência mínima de 1 ano em vendas", (1, None)),
        ("要求：本科及以上学历，5年以上相关经验", (5, None)),
        ("Javaでの開発経験3年以上", (3, None)),
        ("Webサービスの開発経験（2年以上）", (2, None)),
        ("• 3+ years of GxP experience", (3, None)),
        ("Candidates must have at least 24 months of continuous sales experience", (2, None)),
        ("• 5 or more years' experience operating a forklift", (5, None)),
        ("Erste Erfahrung: 6 Monate bis 1 Jahr Berufserfahrung", (0, 1)),
        ("Experience:\n• Sales: 1 year (Required)", (1, None)),
        ("• 8+ years in marketing, content or brand leadership", (8, None)),
        ("• 1–3 Jahre Praxis im Support, idealerweise bei einem Dienstleister", (1, 3)),
        (
            (
                "What you will need / bonus points\n---- Basic qualifications ----\n•"
                " 10+ years building ships"
            ),
            (10, None),
        ),
        ("• Experience working with SQL (5+ years)", (5, None)),
        ("Ability to work with clients and 5+ years of experience in sales", (5, None)),
        ("• Managing a team of nurses, with 4+ years of experience", (4, None)),
        ("5+ years of experience bringing people together", (5, None)),
        ("We are hiring engineers with 6+ years of experience", (6, None)),
    ],
)
def test_asked(text: str, expected: Expected) -> None:
    """The years in the whole, in every language; those of one tool or trade are a part of it."""
    assert years(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fresh graduates are welcome to apply",
        "No experience required, we train you",
        "Keine Berufserfahrung erforderlich",
        "Berufserfahrung ist nicht erforderlich.",
        "Débutants acceptés",
        "No se requiere experiencia previa",
        "Não é necessária experiência",
        "Без опыта работы",
        "未経験歓迎",
        "경력 무관",
        "No prior experience necessary – full training given",
        "Entry level: no previous work experience needed",
        "Training provided; experience not necessary.",
        "• Previous experience is not required but is an advantage",
        "Recent graduates are encouraged to apply",
    ],
)
def test_none_needed(text: str) -> None:
    """A posting that needs no experience says so."""
    assert years(text) == (0, None)


@pytest.mark.parametrize(
    "text",
    [
        "We look back on 10 years of company history",
        "For over 100 years we have built bridges",
        "You must be 18 years of age or older",
        "This is a 2-year contract",
        "4-year degree in engineering",
        "We want to double in size within 3 years",
        "With over 25 years of experience, Harbour Ltd is a leader in dredging.",
        "Our team has more than 40 years of combined experience.",
        "We have been in business for 30 years and have experience in every trade.",
        "Options vest over 4 years",
        "Recognition after 5 years of service",
        "• 5+ years of experience preferred",
        "Preferred qualifications:\n• 5+ years of experience in sales",
        "Seit über 48 Jahren sind wir für unsere Kunden da",
        "Contrat de 2 ans en alternance",
        "公司成立10年",
        "One-year paid parental leave. Two years of warranty.",
        "You'll learn from engineers with 20 years of experience",
        "We've spent the last 5 years building an experience people love",
        "Over the next 3 years you will gain experience in every department",
        "• Driving licence held for at least 2 years",
        "Lived in the UK for the past 5 years",
        "A five-year strategic plan and experience with budgets",
        "3 year fixed term. Experience with children is essential.",
        "2 years of college",
        "Accredited 4 year university degree or equivalent experience",
        "Ideally you have 5+ years of experience in product design",
        "Acme has 15+ years of experience delivering projects.",
        "With 20+ years of experience, Acme is the leader in pumps.",
        "Founded in 2010, we have more than 15 years of experience.",
        "• 10 years experience in the field is a plus",
        "Join a company with over 30 years of experience in shipping",
        "After 2 years you can become a partner; no experience is wasted",
        "3 months probation. 2 years warranty on tools.",
        "Bachelor's degree or 4 years of equivalent experience",
        "Senior: 5+ years. ",
        "• Contract length: 1-2 years",
        "Celebrating 12 years of business, built on trust",
        "• Programme: 2-3 years",
        "10 years experience (preferred)",
        "Experience: 2 years (Preferred)",
        "Ideally, you have 3+ years of experience in bookbinding",
        "Over 25 years of experience in the trade",
        "Idealerweise 2 Jahre Berufserfahrung",
        "設立15年の会社です",
        "Work experience: No experience",
        "Experience: entry level",
        "The contract lasts 1 year with experience-based pay.",
        "Stability: 20 years of experience meet modern systems.",
        "An intro call to answer any questions you have about your experience",
        "You will work with surgeons who have over 15 years of experience",
        "People with more than 10 years of experience run the workshop",
        "8 years of collective experience in the leadership",
        "Anna Moe [CEO]\n• 10+ years in shipping",
        "Anna Moe, co-founder: 12+ years of experience in shipping",
    ],
)
def test_not_asked(text: str) -> None:
    """Ages, contracts, degrees, histories and wishes are no requirement of experience."""
    assert years(text) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Java Developer (5+ years)", (5, None)),
        ("Sales Executive, 2-4 yrs exp", (2, 4)),
        ("Staff Nurse | 3-5 years | Dubai", (3, 5)),
        ("Software Engineer (2 Year Contract)", None),
    ],
)
def test_in_the_title(title: str, expected: Expected) -> None:
    """A title may state the years, where a range or "+" says that they are asked for."""
    assert years("A role in our team.", title) == expected


def test_words_are_the_sentence() -> None:
    """The evidence is the sentence, without its bullet and the rest of the text."""
    text = (
        "About us\nWe build ships. We are 12.\n• You have 5+ years of experience. You swim.\n• Bye"
    )
    found = find("Welder", text)
    assert found is not None
    assert found.words == "You have 5+ years of experience"


def test_words_of_a_long_sentence() -> None:
    """Of a long sentence the evidence has the part with the years."""
    found = find("", f"{'and more ' * 60}at least 5 years of experience{' and so on' * 60}")
    assert found is not None
    assert "at least 5 years of experience" in found.words
    assert len(found.words) <= MAX_WORDS_CHARS


@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text(text: str) -> None:
    """Any text is read, and has sensible years or none."""
    for expected in (years(text), years("", text), years(f"{text} 5+ years of experience {text}")):
        assert expected is None or 0 <= expected[0] <= 20


@pytest.mark.parametrize(
    "part", ["5 years ", "1 to 5 year - ", "no experience ", "\n", "9", "İ", "a"]
)
def test_long_texts_are_cut(part: str) -> None:
    """Only the beginning of a very long text is read."""
    text = part * (MAX_CHARS // len(part))
    assert years(f"{text}\n• 7 years of experience") == years(text)
