"""Addresses that are not the employer's, although people may take them for it."""

from __future__ import annotations

import pytest

from jobscout.rules.evidence import Found
from jobscout.rules.safety import addresses


@pytest.mark.parametrize(
    ("domain", "own"),
    [
        ("acrne.com", "acme.com"),
        ("acme-careers.com", "acme.com"),
        ("acmecareers.com", "acme.com"),
        ("careers-acme.com", "acme.com"),
        ("acme-hr.net", "acme.com"),
        ("hr-acme-jobs.com", "acme.com"),
        ("acmejobs.co.ke", "acme.co.ke"),
        ("join-acme.com", "acme.com"),
        ("siemans.com", "siemens.com"),
        ("seimens.com", "siemens.com"),
        ("siemenss.com", "siemens.com"),
        ("simens.com", "siemens.com"),
        ("siernens.com", "siemens.com"),
        ("s1emens.de", "siemens.com"),
        ("micros0ft.com", "microsoft.com"),
        ("microsotf.com", "microsoft.com"),
        ("rnicrosoft.com", "microsoft.com"),
        ("accentuure.com", "accenture.com"),
        ("safarlcom.co.ke", "safaricom.co.ke"),
        ("safaricom-recruitment.com", "safaricom.co.ke"),
        ("xn--siemns-6ua.com", "siemens.com"),
        ("xn--80ak6aa92e.com", "apple.com"),
        ("xn--pple-43d.com", "apple.com"),
        ("goog1e.com", "google.co.uk"),
        ("walmart-group.com", "walmart.com"),
        ("deutschebahnn.com", "deutschebahn.com"),
        ("delloite-onboarding.com", "delloite.com"),
        ("kuehne-nagel-jobs.com", "kuehne-nagel.com"),
    ],
)
def test_domains_that_look_alike(domain: str, own: str) -> None:
    """Letters changed or of another script, and words added."""
    assert addresses.looks_like(domain, own)


@pytest.mark.parametrize(
    ("domain", "own"),
    [
        ("acme.com", "acme.com"),
        ("acme.de", "acme.com"),
        ("acme.io", "acme.com"),
        ("ibm-jobs.com", "ibm.com"),
        ("workday.com", "acme.com"),
        ("acmetools.com", "acme.com"),
        ("acne.org", "acme.com"),
        ("target.com", "budget.com"),
        ("meta.com", "beta.com"),
        ("oracle.com", "miracle.com"),
        ("un.org", "who.org"),
        ("hayes.com", "hays.com"),
        ("sage.com", "page.com"),
        ("xn--mnchen-3ya.de", "siemens.com"),
        ("shell-shocked.com", "shell.com"),
        ("blackrock.com", "blackstone.com"),
        ("fordfoundation.org", "ford.com"),
    ],
)
def test_domains_that_do_not(domain: str, own: str) -> None:
    """Other names, other top-level domains of the same, and names too short to tell."""
    assert not addresses.looks_like(domain, own)


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("Send your CV to acme.hr@gmail.com.", ["acme.com"], ["free_mail"]),
        ("Apply by mail: jobs.acme@yahoo.co.uk", ["https://www.acme.com/"], ["free_mail"]),
        ("Bewerbung bitte an acme@gmx.de", ["acme.de"], ["free_mail"]),
        ("Envía tu hoja de vida a rrhh.acme@hotmail.com", ["acme.com.mx"], ["free_mail"]),
        ("Résumé à acme.recrute@laposte.net, candidature avant mai", ["acme.fr"], ["free_mail"]),
        ("Send your CV to hr@acme.com", ["acme.com"], []),
        ("Send your CV to acme.hr@gmail.com", [], []),
        ("You will support users of mail, such as you@gmail.com", ["acme.com"], []),
        ("Send your CV to hr@acme-careers.com", ["acme.com"], ["lookalike_domain"]),
        ("Apply at https://www.acme-jobs.net/apply?x=1", ["acme.com"], ["lookalike_domain"]),
        ("Apply at https://boards.greenhouse.io/acme", ["acme.com"], []),
        ("We work with jane@partner.org", ["acme.com"], []),
        ("See www.acme.de and www.acme.com", ["acme.com"], []),
        ("Write to jobs@siemens-hr.com", ["acme.com"], []),
    ],
)
def test_addresses_in_a_text(text: str, own: list[str], expected: list[str]) -> None:
    """Each has the sentence that it stands in."""
    found = addresses.differing(addresses.collected(text), own)

    assert [one.value for one in found] == expected
    assert all(one.words in text for one in found)


def test_where_one_applies_is_an_address() -> None:
    """The host of the link, with the link as its words."""
    said = [Found("acme-careers.com", "https://acme-careers.com/apply")]

    assert addresses.differing(said, ["acme.com"]) == [
        Found("lookalike_domain", "https://acme-careers.com/apply")
    ]


def test_many_addresses_stay_cheap() -> None:
    """A text of nothing but addresses is cut off."""
    text = " ".join(f"a{n}@b{n}.com" for n in range(5000)) + " " + "a." * 20_000 + "@" * 5_000

    assert len(addresses.collected(text)) == addresses.MAX_ADDRESSES
