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
        ("full-or-part-time", None),
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
