"""Employment types, in the words of every board."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.employment import employment_type


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("Full-time", "full_time"),
        ("FullTime", "full_time"),
        ("Full time", "full_time"),
        ("FULL_TIME", "full_time"),
        ("fulltime_permanent", "full_time"),
        ("Permanent", "full_time"),
        ("Unlimited Contract", "full_time"),
        ("Regular", "full_time"),
        ("Full-time permanent", "full_time"),
        ("PartTime", "part_time"),
        ("part_time", "part_time"),
        ("permanent, part-time", "part_time"),
        ("Side", "part_time"),
        ("Contract", "contract"),
        ("Contractor", "contract"),
        ("contract_to_hire", "contract"),
        ("Temporary", "temporary"),
        ("fulltime_fixed_term", "temporary"),
        ("befristet", "temporary"),
        ("PER_DIEM", "temporary"),
        ("Intern", "internship"),
        ("internship", "internship"),
        ("working_student", "internship"),
        ("Working student", "internship"),
        ("hilfstätigkeit / student", "internship"),
        ("freelance", "freelance"),
        ("Freelancer", "freelance"),
        ("VOLUNTEER", "volunteer"),
        ("SALARIED_FT", "full_time"),
        ("HOURLY_PT", "part_time"),
        ("Tiempo completo", "full_time"),
        ("Tempo pieno", "full_time"),
        ("Período integral", "full_time"),
        ("Umowa o pracę, pełny etat", "full_time"),
        ("Tillsvidareanställning", "full_time"),
        ("Contrato indefinido", "full_time"),
        ("CLT", "full_time"),
        ("正社員", "full_time"),
        ("全职", "full_time"),
        ("Voltijds", "full_time"),
        ("Media jornada", "part_time"),
        ("Deeltijds", "part_time"),
        ("Niepełny etat", "part_time"),
        ("アルバイト", "part_time"),
        ("Tempo determinato", "temporary"),
        ("Tidsbegränsad anställning", "temporary"),
        ("Vikariat", "temporary"),
        ("Limited-term", "temporary"),
        ("Maternity leave cover", "temporary"),
        ("契約社員", "temporary"),
        ("Consultancy", "contract"),
        ("Umowa zlecenie", "contract"),
        ("traineeship", "internship"),
        ("Prácticas", "internship"),
        ("Tirocinio", "internship"),
        ("实习", "internship"),
        ("インターンシップ", "internship"),
        ("Voluntariado", "volunteer"),
        ("Kontrakt B2B", "freelance"),
        ("PJ", "freelance"),
        ("full-or-part-time", None),
        ("Full-time, Part-time", None),
        ("PART_TIME or FULL_TIME", None),
        ("Vollzeit/Teilzeit", None),
        ("Temps plein ou temps partiel", None),
        ("Early career", None),
        ("other", None),
        ("Scholarship", None),
        ("", None),
        (None, None),
    ],
)
def test_stated(stated: str | None, kind: str | None) -> None:
    """Every wording recorded has one meaning, or none."""
    assert employment_type(stated) == kind


@pytest.mark.parametrize(
    ("stated", "title", "kind"),
    [
        ("Full-time", "Software Engineer Intern", "internship"),
        ("permanent", "Working Student IT", "internship"),
        ("Contract", "Software Engineer Intern", "contract"),
        (None, "Paid Ads Creative Designer | Contract", "contract"),
        (None, "Inside Sales Contractor", "contract"),
        (None, "Contract Manager", None),
        (None, "Contracts Specialist", None),
        (None, "Freelance Writer", "freelance"),
        (None, "Nurse (Part-time)", "part_time"),
        (None, "E-Commerce Manager - Remote (Vollzeit)", "full_time"),
        (None, "Internal Audit", None),
        ("other", "Volunteer Coordinator", None),
    ],
)
def test_title(stated: str | None, title: str, kind: str | None) -> None:
    """A title helps where the board is silent; an internship in it wins over the hours."""
    assert employment_type(stated, title) == kind


@given(st.text() | st.none(), st.text())
def test_never_raises(stated: str | None, title: str) -> None:
    """Any text is read."""
    employment_type(stated, title)
