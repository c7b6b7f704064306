"""Where the work is done: in fields and titles, and in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import workplaces

_WORDS = st.sampled_from(
    ["this", "role", "is", "remote", "hybrid", "office", "3", "days", "week", "not", "#LI-", "|",
     "Location:", "Kenya", "must", "be based in", ".", "\n", "\u0130", "anywhere", "リモート"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("remote", "remote"),
        ("Fully Remote", "remote"),
        ("fully", "remote"),
        ("ORA_REMOTE", "remote"),
        ("TELECOMMUTE", "remote"),
        ("hybrid", "hybrid"),
        ("ORA_HYBRID", "hybrid"),
        ("Hybrid remote", "hybrid"),
        ("on-site", "onsite"),
        ("onsite", "onsite"),
        ("on_site", "onsite"),
        ("OnSite", "onsite"),
        ("ORA_ON_SITE", "onsite"),
        ("Non-Remote Posting", "onsite"),
        ("Not remote", "onsite"),
        ("Fully on premise", "onsite"),
        ("Office - Based", "onsite"),
        ("In-Person Working", "onsite"),
        ("Telework", "remote"),
        ("Virtual", "remote"),
        ("Remoto", "remote"),
        ("Praca zdalna", "remote"),
        ("Op afstand", "remote"),
        ("À distance", "remote"),
        ("フルリモート", "remote"),
        ("Híbrido", "hybrid"),
        ("Ibrido", "hybrid"),
        ("Hybrydowo", "hybrid"),
        ("Télétravail partiel", "hybrid"),
        ("partial_remote", "hybrid"),
        ("Presencial", "onsite"),
        ("Stacjonarnie", "onsite"),
        ("office_only", "onsite"),
        ("Site-based", "onsite"),
        ("unspecified", "unknown"),
        ("none", "unknown"),
        ("temporary", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_stated_workplace(stated: str | None, workplace: str) -> None:
    """Every board's wording; negations first."""
    assert workplaces.workplace(stated, ()) == workplace


@pytest.mark.parametrize(
    ("stated", "texts", "workplace"),
    [
        (None, ("Remote - US",), "remote"),
        (None, ("Berlin", "Engineer (Hybrid)"), "hybrid"),
        (None, ("Remote Sensing Engineer",), "unknown"),
        (None, ("Berlin",), "unknown"),
        (None, ("Lima", "Desarrollador (remoto)"), "remote"),
        (None, ("Virtual Reality Engineer",), "unknown"),
        (None, ("Distance Learning Tutor",), "unknown"),
        ("OnSite", ("Remote",), "onsite"),
        ("unspecified", ("Remote",), "remote"),
    ],
)
def test_workplace_from_texts(stated: str | None, texts: tuple[str, ...], workplace: str) -> None:
    """Places and title help where the field is silent."""
    assert workplaces.workplace(stated, texts) == workplace


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [
        ("remote/office", "hybrid"),
        ("Office or Remote", "hybrid"),
        ("remote, onsite", "hybrid"),
        ("On-site / Remote", "hybrid"),
        ("Remote and on-site", "hybrid"),
        ("In-office & remote", "hybrid"),
        ("Büro / Homeoffice", "hybrid"),
        ("Homeoffice, vor Ort", "hybrid"),
        ("ONSITE_REMOTE", "hybrid"),
        ("Partially remote", "hybrid"),
        ("Not remote", "onsite"),
        ("No remote", "onsite"),
        ("Présentiel / télétravail", "hybrid"),
        ("presencial o remoto", "hybrid"),
        ("remote; hybrid", "hybrid"),
        ("Remoto", "remote"),
        ("リモート", "remote"),
        ("télétravail complet", "remote"),
        ("Telework", "remote"),
        ("híbrido", "hybrid"),
        ("Home based", "remote"),
        ("Distributed", "remote"),
        ("100% Remote", "remote"),
        ("office", "onsite"),
        ("удаленно", "remote"),
        ("远程", "remote"),
        ("재택근무", "remote"),
        ("thuiswerk", "remote"),
        ("in sede", "onsite"),
        ("présentiel", "onsite"),
        ("Zdalnie", "remote"),
        ("praca hybrydowa", "hybrid"),
        ("Distans", "remote"),
        ("Remote / On-site", "hybrid"),
        ("office or home", "hybrid"),
        ("Onsite or remote", "hybrid"),
        ("REMOTE,ONSITE", "hybrid"),
        ("work from home / office", "hybrid"),
        ("Remote (with office option)", "hybrid"),
        ("zdalnie / stacjonarnie", "hybrid"),
        ("remote;in-person", "hybrid"),
        ("Office-first", "onsite"),
        ("fully remote", "remote"),
        ("Hybrid (2 days office)", "hybrid"),
        ("Home office", "remote"),
        ("Remoto/Presencial", "hybrid"),
        ("office/remote", "hybrid"),
    ],
)
def test_both_stated_is_hybrid(stated: str, workplace: str) -> None:
    """Both said is hybrid; in any language."""
    assert workplaces.workplace(stated, ()) == workplace


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("Remote or Berlin office", "hybrid"),
        ("Onsite / Remote", "hybrid"),
        ("Anywhere in Europe", "remote"),
        ("Home Based - Kenya", "remote"),
        ("Remoto, España", "remote"),
        ("Distributed", "remote"),
        ("Teletrabajo", "remote"),
        ("Work from home, India", "remote"),
        ("フルリモート", "remote"),
        ("100% Homeoffice", "remote"),
        ("Remote, On-site", "hybrid"),
        ("Berlin (on-site or remote)", "hybrid"),
        ("Remote - Worldwide", "remote"),
        ("Anywhere in the US", "remote"),
        ("Homeoffice", "remote"),
        ("在宅勤務", "remote"),
        ("Hybrid Electric Vehicle Technician", "unknown"),
        ("Remote Patient Monitoring Nurse", "unknown"),
        ("Remote Sensing Scientist", "unknown"),
        ("Hybrid Infrastructure Engineer", "unknown"),
        ("Engineer, Hybrid Identity", "unknown"),
        ("Hybrid Rice Breeder", "unknown"),
        ("Hybrid Powertrain Engineer", "unknown"),
        ("Cloud Architect (Hybrid Cloud)", "unknown"),
        ("Sales Engineer - Hybrid", "hybrid"),
        ("Nurse (Remote)", "remote"),
        ("Remote Software Engineer", "remote"),
        ("Hybrid Account Executive - London", "hybrid"),
        ("Remote Desktop Support Technician", "unknown"),
        ("Remote Operations Centre Engineer", "unknown"),
        ("Distributed Systems Engineer", "unknown"),
        ("Hybrid Mobile App Developer", "unknown"),
        ("Remote Site Medic", "unknown"),
        ("Hybrid Securities Analyst", "unknown"),
        ("Hybrid Mail Operative", "unknown"),
        ("Director of Remote Work", "unknown"),
        ("Remote Vehicle Operator", "unknown"),
        ("Home Office Support Officer, UK Home Office", "unknown"),
        ("Hybrid Cloud Engineer (Remote)", "remote"),
        ("Remote Sensing Analyst - Hybrid", "hybrid"),
        ("Distributed Energy Resources Analyst", "unknown"),
        ("Hybrid Integration Specialist", "unknown"),
        ("Data Centre Remote Hands Technician", "unknown"),
        ("Hybrid Cloud Solutions Lead", "unknown"),
        ("Remote Monitoring Center Operator", "unknown"),
        ("Hybrid Cars Mechanic", "unknown"),
        ("Remote Infrastructure Manager", "unknown"),
        ("Hybrid Vehicle Calibration Engineer", "unknown"),
        ("VMware Hybrid Cloud Specialist", "unknown"),
        ("Remotely Operated Vehicle Pilot", "unknown"),
        ("ROV / Remote Systems Technician", "unknown"),
        ("Network Engineer (Hybrid Networks)", "unknown"),
        ("Remote Pilot - Drones", "unknown"),
        ("Hybrid Seed Production Agronomist", "unknown"),
        ("Hybrid Data Center Engineer", "unknown"),
        ("Onsite Medical Assistant", "onsite"),
        ("Graphic Designer - Remote", "remote"),
        ("(Remote) Copywriter", "remote"),
        ("Accountant | Hybrid | Leeds", "hybrid"),
        ("Remote Area Nurse", "unknown"),
        ("Azure Hybrid Engineer", "unknown"),
        ("Remote Sales Representative", "remote"),
        ("Remote Control Engineer", "unknown"),
        ("Senior Hybrid Cloud Engineer - Remote", "remote"),
        ("Distributed Control Systems Engineer", "unknown"),
        ("Hybrid Cloud Architect", "unknown"),
        ("Senior Site Reliability Engineer - Hybrid Cloud", "unknown"),
    ],
)
def test_a_profession_states_nothing(text: str, workplace: str) -> None:
    """A place or a title says where the work is done unless the word is part of a name."""
    assert workplaces.workplace(None, (text,)) == workplace


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("This role is remote.", "remote"),
        ("This is a fully remote position.", "remote"),
        ("#LI-Remote", "remote"),
        ("About us\n#LI-Hybrid #LI-AB1", "hybrid"),
        ("#LI-Onsite", "onsite"),
        ("You will work from our Berlin office 3 days a week in the office.", "hybrid"),
        ("We ask everyone to be in the office at least three days per week.", "hybrid"),
        ("Location: Remote (US only)", "remote"),
        ("Location: Hybrid, London", "hybrid"),
        ("Workplace type: On-site", "onsite"),
        ("This position can be performed remotely from anywhere in the EU.", "remote"),
        ("You can work from anywhere in Europe.", "remote"),
        ("This is a hybrid role based in Toronto.", "hybrid"),
        ("This role is based on-site in Austin, five days a week.", "onsite"),
        ("This is an on-site position.", "onsite"),
        ("Hybrid working model: two days at home.", "hybrid"),
        ("Das ist eine 100% Remote-Stelle.", "remote"),
        ("Du arbeitest komplett im Homeoffice.", "remote"),
        ("Poste en télétravail complet.", "remote"),
        ("Télétravail : 2 jours par semaine", "hybrid"),
        ("Trabajo 100% remoto desde cualquier lugar de España.", "remote"),
        ("Modalidad: híbrida", "hybrid"),
        ("Modalidade: remoto", "remote"),
        ("Vaga 100% home office.", "remote"),
        ("フルリモート勤務可能です。", "remote"),
        ("勤務形態：リモート", "remote"),
        (
            "We are a remote-first company and this role is open to candidates anywhere in Canada.",
            "remote",
        ),
        ("This role requires you to be in our San Francisco office 4 days a week.", "hybrid"),
        ("In this role you will work fully remotely.", "remote"),
        ("This is a home-based role covering the North West.", "remote"),
        ("Work Location: In person", "onsite"),
        ("Job type: Remote", "remote"),
        ("The role is not remote.", "onsite"),
        ("Please note this position is not eligible for remote work.", "onsite"),
        ("This role is hybrid with 2 days in office.", "hybrid"),
        ("Lavoro da remoto.", "remote"),
        ("Smart working 3 giorni a settimana", "hybrid"),
        ("Praca zdalna", "remote"),
        ("We offer a hybrid schedule of three days in the office and two from home.", "hybrid"),
        ("100% remote", "remote"),
        ("Remote: USA", "remote"),
        ("Candidates must work from our Nairobi office.", "onsite"),
        ("Position is located on-site in Mombasa.", "onsite"),
        ("This role will be based in our New York office with a hybrid schedule.", "hybrid"),
        ("The position is 100% remote.", "remote"),
        ("This job is fully remote and open worldwide.", "remote"),
        ("We're looking for a remote Customer Success Manager.", "remote"),
        ("You'll be working remotely from your home.", "remote"),
        ("This is a work-from-home position.", "remote"),
        ("#LI-REMOTE #LI-MK2", "remote"),
        ("Work Arrangement: Hybrid", "hybrid"),
        ("Schedule: 3 days in office, 2 days from home", "hybrid"),
        ("Our team works in the office Tuesday through Thursday.", "hybrid"),
        ("You'll join us in our London office three days per week.", "hybrid"),
        ("This role will be hybrid, 2 days per week in our Dublin office.", "hybrid"),
        ("This is a full-time, on-site role in Lagos.", "onsite"),
        ("This role requires full-time on-site presence.", "onsite"),
        ("The job is office-based, five days per week.", "onsite"),
        ("Lieu : télétravail", "remote"),
        ("Arbeitsort: Remote (deutschlandweit)", "remote"),
        ("Wir bieten dir ein hybrides Arbeitsmodell mit 2 Tagen Homeoffice.", "hybrid"),
        ("Ubicación: Remoto (LATAM)", "remote"),
        ("Trabajo híbrido: 3 días en la oficina.", "hybrid"),
        ("Trabalho remoto.", "remote"),
        ("Modelo de trabalho: híbrido", "hybrid"),
        ("Sede di lavoro: Milano (ibrido)", "hybrid"),
        ("Pracujemy hybrydowo - 2 dni w biurze", "hybrid"),
        ("在宅勤務OK、フルリモート", "remote"),
        ("Remote work: Yes", "remote"),
        ("Remote OK", "remote"),
        ("Can be remote within Europe.", "remote"),
        ("You can be based anywhere in the UK.", "remote"),
        ("We are hiring remotely across Africa.", "remote"),
        ("Location: New York, NY (Hybrid)", "hybrid"),
        ("Location: Austin, TX (onsite)", "onsite"),
        ("Our engineers work in a hybrid mode.", "hybrid"),
        ("This role is not open to remote candidates.", "onsite"),
        ("Remote working is not available for this role.", "onsite"),
    ],
)
def test_found_in_texts(text: str, workplace: str) -> None:
    """What a text says plainly of its job, with the words."""
    found = workplaces.find(f"About us\n{text}\nWe are kind.")

    assert found is not None
    assert found.value == workplace
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        ("We support remote teams across the globe."),
        ("You will help our remote customers succeed."),
        ("Occasional remote work is possible."),
        ("Benefits: free lunch, remote work options, gym"),
        ("Design hybrid cloud solutions for clients."),
        ("Experience with remote monitoring and remote patient care."),
        ("Provide remote support to end users."),
        ("Experience working in a remote environment is a plus."),
        ("Our company has been remote since 2012 and builds tools for distributed teams."),
        ("You will build distributed systems."),
        ("Ability to work in remote locations and rough terrain."),
        ("Manage onsite contractors and vendors."),
        ("On-site gym and cafeteria."),
        ("Flexible working, home office allowance of $500"),
        ("Wir bieten: Homeoffice-Möglichkeit, Obstkorb"),
        ("Gelegentliches Homeoffice möglich"),
        ("Hybrid vehicles and electric drives are our passion."),
        ("Our hybrid apps run on iOS and Android"),
        ("You have led remote or hybrid teams before."),
        ("We have offices in Paris and remote employees in 20 countries."),
        ("The interview process is fully remote."),
        ("Our interviews are remote."),
        ("Travel to customer sites on-site 20% of the time."),
        ("Remote debugging, remote procedure calls"),
        ("Our products let people work from anywhere."),
        ("Perks: work from anywhere 4 weeks a year"),
        ("Equal opportunity employer. Remote work stipend"),
        ("Install on-site and remote equipment."),
        ("We operate in remote communities of Alaska."),
        ("You will have the option of working remotely up to 20 days per year"),
        ("Possibilité de télétravail"),
        ("Posibilidad de teletrabajo ocasional"),
        ("The Home Office is a UK government department."),
        ("Knowledge of hybrid work tools such as Teams"),
        ("Support hybrid and remote workers with IT equipment."),
        ("Childcare on-site"),
        ("An on-site visit is part of the hiring process"),
        ("Partner with onsite and offshore teams."),
        ("Remote sensing data is your daily bread."),
        ("You'll support customers working from home."),
        ("We have a remote-friendly culture."),
        ("Manage remote servers via SSH."),
        ("Possibility to work from home now and then."),
        ("Home office allowance."),
        ("Our hybrid event platform hosts millions."),
        ("Coordinate with remote stakeholders."),
        ("Our office is in the heart of Paris."),
        ("Great office with snacks."),
        ("Ability to lift 20 kg on site."),
        ("You keep the office tidy two times a day."),
        ("The role works with on-site engineering teams."),
        ("Comfortable in a hybrid environment"),
        ("Our founders met at a remote startup."),
        ("The company went fully remote in 2020 and returned to the office in 2022."),
        ("We provide on-site support to clients."),
        ("Remote interviews via Zoom"),
        ("Build remote control firmware"),
        ("Experience managing hybrid infrastructures"),
        ("Our tools help hybrid teams collaborate"),
        ("Work with offices in 30 countries"),
        ("Attend on-site meetings quarterly"),
        ("Tage der offenen Tür im Büro"),
        ("Gelegentlich mobiles Arbeiten"),
        ("You may work from home occasionally."),
        ("2 weeks of work from anywhere"),
        ("Accommodation on-site"),
        ("Free on-site parking"),
    ],
)
def test_nothing_found_in(text: str) -> None:
    """Customers, tools, benefits, interviews and possibilities are not where the job is."""
    assert workplaces.find(text) is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("This role is remote within the US or Canada.", "US or Canada"),
        ("Remote - must be based in Germany.", "Germany"),
        ("You must be located in the United Kingdom.", "United Kingdom"),
        ("Open to candidates anywhere in Europe.", "Europe"),
        ("Remote (US only)", "US"),
        ("We can hire in Spain, Portugal or Italy.", "Spain, Portugal or Italy"),
        ("Candidates must reside in the United States to be considered.", "United States"),
        ("You can work from anywhere in the EU.", "EU"),
        ("Location: Remote - Canada", "Canada"),
        (
            "This position is open to applicants based in Kenya, Nigeria or Ghana.",
            "Kenya, Nigeria or Ghana",
        ),
        ("Fully remote within EMEA", "EMEA"),
        ("work from anywhere in the world", "the world"),
        ("Remote, LATAM", "LATAM"),
        ("Applicants must be US-based.", "US"),
        ("You must be authorized to work in the US.", None),
        ("We build software for customers in Germany.", None),
        ("Our team is based in Berlin and Paris.", None),
        ("We are headquartered in Sweden.", None),
        ("Remote work possible.", None),
        ("This role can be performed remotely anywhere in Canada.", "Canada"),
        ("Remote (Canada)", "Canada"),
        ("Remote, United Kingdom", "United Kingdom"),
        ("You must reside in Australia or New Zealand.", "Australia or New Zealand"),
        (
            "Candidates must be based in France, Belgium or Switzerland.",
            "France, Belgium or Switzerland",
        ),
        ("We only hire in the United States.", "United States"),
        ("Open to applicants in Africa.", "Africa"),
        ("This is a remote role for candidates located in Nairobi, Kenya.", "Nairobi, Kenya"),
        ("Fully remote across Latin America", "Latin America"),
        ("Must live in the US.", "US"),
        ("Du arbeitest remote aus ganz Deutschland.", "Deutschland"),
        ("Work from anywhere in Europe", "Europe"),
        ("Remote - India", "India"),
        ("Residents of California only", None),
        ("Experience with customers in Germany required", None),
        ("Founded in London, we serve Europe.", None),
    ],
)
def test_open_to(text: str, where: str | None) -> None:
    """The words that name who may do a remote job."""
    found = workplaces.open_to(text)

    assert (found.value.removeprefix("the ") if found else None) == (
        where.removeprefix("the ") if where else None
    )


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("This role is remote.\n#LI-Hybrid", "hybrid"),
        ("This is an on-site position.\nLocation: Remote", "remote"),
        ("We have a hybrid work model.\nThis role can be based remotely.", "remote"),
        ("This role is remote.\nThis role is on-site in Lamu.", "hybrid"),
    ],
)
def test_the_plainest_is_believed(text: str, workplace: str) -> None:
    """A tag before a label, that before a sentence about the job, that before one about all."""
    found = workplaces.find(text)

    assert found is not None
    assert found.value == workplace


def test_evidence_is_one_short_line() -> None:
    """However long the sentence."""
    found = workplaces.find("x" * 500 + " this role is remote " + "y" * 500)

    assert found is not None
    assert len(found.words) <= 300
    assert "\n" not in found.words


@given(st.text() | st.lists(_WORDS).map(" ".join), st.text() | st.none())
def test_never_raises(text: str, stated: str | None) -> None:
    """Any text is read."""
    workplaces.workplace(stated, (text,))
    for found in (workplaces.find(text), workplaces.open_to(text)):
        assert found is None or found.words


def test_words_are_text_that_can_be_shown() -> None:
    """Marks that turn the direction of a line are no part of the evidence."""
    found = workplaces.find("This role is fully remote.\u2067 \u202e")
    marked = workplaces.find("This role is fully remote\u2067 for all of us.")

    assert found is not None
    assert marked is not None
    assert "\u2067" not in found.words + marked.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• you want to work on-site 5 days a week in Vienna", "onsite"),
        ("Must be comfortable being on-site five days a week in our office.", "onsite"),
        ("We work on-site 4 days a week.", "hybrid"),
        ("On-site at our hotel on the bay", "onsite"),
        ("Homeoffice: an drei Tagen in der Woche möglich", "hybrid"),
        ("100% Homeoffice möglich", "remote"),
        ("Remote aus ganz Deutschland möglich", "remote"),
        ("This position can be remote or hybrid.", "hybrid"),
        ("You will sell to remote or hybrid companies.", None),
        ("Candidates can work from home up to two days a week.", "hybrid"),
        ("We work from our Boston office Tuesday through Thursday.", "hybrid"),
        ("Poste en présentiel", "onsite"),
        ("Trabalho presencial em São Paulo", "onsite"),
        ("Je werkt 2 dagen per week thuis", "hybrid"),
        ("Distansarbete 2 dagar i veckan", "hybrid"),
        ("Präsenz vor Ort in München erforderlich", "onsite"),
        ("Remote-friendly", None),
        ("Where the advert says that a position is fully remote, that holds instead.", None),
        ("If the posting states that the role is on-site, you work from an office.", None),
    ],
)
def test_days_of_the_week(text: str, expected: str | None) -> None:
    """All five days on site are no hybrid week, and fewer are, in any language."""
    found = workplaces.find(text)

    assert (found and found.value) == expected
