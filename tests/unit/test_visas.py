"""Whether employers sponsor visas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.texts import MAX_CHARS
from jobscout.rules.visas import find
from tests.hostile_texts import HOSTILE


def sponsored(text: str) -> bool | None:
    found = find(text)
    return found.value if found else None


@pytest.mark.parametrize(
    "text",
    [
        "We sponsor visas for this role.",
        "Visa sponsorship available",
        "Visa sponsorship is available for this position.",
        "• Relocation and visa support",
        "We offer relocation support and visa sponsorship to candidates from abroad.",
        "H1B sponsorship available",
        "H-1B transfer welcome; we sponsor",
        "We can sponsor your Skilled Worker visa.",
        "We're happy to sponsor work permits.",
        (
            "We do sponsor visas! However, we aren't able to sponsor visas for every role"
            " and every candidate."
        ),
        "Visa sponsorship: Yes",
        "Visa support provided",
        "We'll help you with your visa and relocation",
        "ACME | Engineer | Berlin | ONSITE | VISA",
        "Wir bieten Visa-Sponsoring",
        "Wir unterstützen dich bei Visum und Umzug",
        "Nous sponsorisons les visas",
        "Parrainage de visa possible",
        "Accompagnement pour le visa et la relocalisation",
        "Ofrecemos patrocinio de visa",
        "Ayuda con el visado y la mudanza",
        "Oferecemos patrocínio de visto",
        "Wij bieden visumsponsoring",
        "ビザサポートあり",
        "ビザスポンサーシップ可",
        "提供工作签证担保",
        "비자 지원 가능",
        "Sponsor licence holder: we are able to provide a certificate of sponsorship for this post",
        "Visa assistance",
        "Full relocation package, including visa sponsorship",
        "Work visa sponsorship can be provided",
        "We offer visa sponsorship and a relocation package.",
        "Benefits\n• 30 days holiday\n• Visa sponsorship\n• Free lunch",
        "Benefits\n• Visa and relocation support\n• Gym",
        "We will sponsor your visa and help you move.",
        "Acme sponsors work visas for qualified candidates.",
        "We are able to sponsor visas for this position.",
        "International applicants welcome: we sponsor H-1B and green cards.",
        "The post is eligible for sponsorship under the Skilled Worker route.",
        "This role is eligible for Skilled Worker visa sponsorship.",
        "Visa sponsorship offered for the right candidate.",
        "We support you with your visa application and moving costs.",
        "Full support with visa and relocation",
        "Visa sponsorship: this role is open to candidates needing sponsorship",
        "Sponsorship: Available",
        "Unterstützung bei der Beantragung von Visum und Arbeitserlaubnis",
        "Wir helfen dir beim Visum",
        "Nous offrons une aide à l'obtention du visa",
        "Apoyo con visa y reubicación",
        "就労ビザの取得をサポートします",
        "可以协助办理工作签证",
        "Visa: We can sponsor",
        "🌍 Visa sponsorship & relocation",
        "We do provide visa sponsorship for senior hires",
    ],
)
def test_offered(text: str) -> None:
    """Plain offers count, in the main languages."""
    assert sponsored(text) is True
    assert sponsored(f"Visa and Mastercard are our clients.\n{text}\nWe grow.") is True


@pytest.mark.parametrize(
    "text",
    [
        "We are unable to sponsor visas at this time.",
        "Applicants must be authorized to work in the US without sponsorship now or in the future.",
        "Must be authorized to work in Canada without the need for visa sponsorship",
        "No visa sponsorship.",
        "This position is not eligible for visa sponsorship.",
        "We do not offer sponsorship for work visas.",
        "Sponsorship is not available for this role",
        "Unfortunately, we cannot provide visa sponsorship",
        "We will not sponsor individuals for employment visas, now or in the future",
        "The company will not pursue visa sponsorship for these positions",
        "We don't currently sponsor visas",
        "Candidates requiring sponsorship will not be considered",
        "Only candidates who do not require sponsorship will be considered.",
        "We are not able to offer visa sponsorship or relocation",
        "Acme does not provide immigration sponsorship",
        "sponsorship: no",
        "Visa Sponsorship: Not available",
        "Please note that we are not in a position to sponsor work visas",
        "Ein Visa-Sponsoring ist leider nicht möglich",
        "Wir können kein Visum sponsern.",
        "Nous ne pouvons pas parrainer de visa",
        "No ofrecemos patrocinio de visa",
        "Não oferecemos patrocínio de visto",
        "Geen visumsponsoring mogelijk",
        "ビザサポートは行っておりません",
        "ビザサポートなし",
        "不提供签证担保",
        "비자 지원 불가",
        (
            "Applicants must have the right to work in the UK; we hold no sponsor licence"
            " and cannot offer sponsorship."
        ),
        "You must have unrestricted right to work in Australia. Sponsorship is not offered.",
        "Must not require sponsorship for employment visa status now or in the future",
        "No OPT, CPT, STEM/OPT or visa sponsorship now or in future.",
        (
            "US citizens and those authorized to work in the US are encouraged to apply. We"
            " are unable to sponsor at this time."
        ),
        "We do not provide visa assistance",
        "This role does not offer visa sponsorship",
        "We cannot sponsor or take over sponsorship of an employment visa at this time",
        "This job is not open to candidates who need a visa",
        "We are not accepting candidates that need visa sponsorship",
        "Acme will not sponsor applicants for work visas for this position.",
        (
            "Applicants must be currently authorized to work in the United States on a"
            " full-time basis. Acme will not sponsor applicants now or in the future for this role."
        ),
        "Must be legally authorized to work in the US. Visa sponsorship is not provided.",
        "Employer will not sponsor applicants for employment visa status (e.g., H-1B, TN).",
        "This role does not qualify for visa sponsorship.",
        (
            "We are currently unable to offer visa sponsorship or take over sponsorship of"
            " an employment visa."
        ),
        (
            "Please note this position does not offer visa transfer or sponsorship now or in"
            " the future."
        ),
        "US citizenship or green card required; sponsorship unavailable.",
        "Applicants who require sponsorship now or in the future are not eligible for this role.",
        "We do not accept applications from candidates who need visa sponsorship.",
        "Candidates must be eligible to work in the UK as we don't hold a sponsor licence.",
        (
            "Candidates must hold valid right to work; we regret that we cannot offer visa"
            " sponsorship."
        ),
        "No sponsorship available.",
        "No C2C. No sponsorship.",
        "Not open to visa sponsorship",
        "Unable to sponsor H1B",
        "Relocation assistance and visa sponsorship are not available for this position.",
        "Leider können wir keine Visa-Unterstützung anbieten",
        "Aucun parrainage de visa n'est offert",
        "No se ofrece patrocinio de visa",
        "ビザのサポートはありません",
        "恕不提供签证赞助",
        "EU work permit required (we can't sponsor)",
        "Visa sponsorship not available for this position, except for internal transfers",
        "We're unable to sponsor employment visas, but we welcome OPT/CPT.",
        "Only US citizens; no visa sponsors please",
        "We're not able to provide sponsorship for this role in the UK",
    ],
)
def test_refused(text: str) -> None:
    """Plain refusals count, in the main languages."""
    assert sponsored(text) is False
    assert sponsored(f"Visa and Mastercard are our clients.\n{text}\nWe grow.") is False


@pytest.mark.parametrize(
    "text",
    [
        "Will you now or in the future require visa sponsorship?",
        "Visa, Mastercard and Amex are our customers",
        "Manage our event sponsorships",
        "Experience with H-1B petitions and work visas",
        "You will provide visa support to international students",
        "EEO: we do not discriminate on citizenship or visa status",
        "All employees must be legally authorized to work in the United States.",
        "Security clearance sponsorship available",
        "We are sponsored by Visa",
        "Sponsorship may be available for exceptional candidates",
        "Eine gültige Arbeitserlaubnis ist erforderlich",
        "We will consider sponsoring on a case by case basis",
        "We are an equal opportunity employer and sponsor community events",
        "Executive sponsor of the visa programme at a bank",
        "Ability to obtain a visa without difficulty",
        "Student visa holders welcome",
        "Corporate sponsor relations; travel visas arranged by HQ",
        "If you require visa sponsorship, please tell us in your application",
        "The University is unlikely to be able to sponsor this role",
        "Lead the Visa sponsorship marketing programme for the Olympics",
        "Do you now or will you in the future require sponsorship for employment visa status?",
        "We're a global company; visa requirements depend on your country.",
        "You must have a valid work visa for Singapore.",
        "Knowledge of immigration law and visa sponsorship processes.",
        "Handle visa sponsorship applications for new hires",
        "• Coordinate visa sponsorship and relocation for international employees",
        "Support the immigration team with visa sponsorship cases",
        "You will sponsor projects across the company",
        "The programme is sponsored by the city.",
        "Executive sponsorship of ERGs is available.",
        "We sponsor your professional certifications.",
        "Company-sponsored health insurance",
        "Sponsored training is available",
        "Employer sponsored retirement plan; work permit assistance for dependants",
        "Work with Visa and Mastercard to support payments",
        "We support Visa, PayPal and Apple Pay",
        "We accept Visa and offer support to merchants",
        "As a Visa partner we help banks issue cards",
        "We cannot sponsor security clearances",
        "Applicants selected must be able to obtain a US work visa",
        "Our law firm helps clients obtain visas.",
        "We can't support candidates who do not have permission to work in Ireland.",
        "公司可提供工签支持",
    ],
)
def test_not_said(text: str) -> None:
    """Cards, tasks, required permits, questions and conditional promises say nothing."""
    assert sponsored(text) is None
    assert sponsored(f"Visa and Mastercard are our clients.\n{text}\nWe grow.") is None


def test_both_is_unknown() -> None:
    """Where one place is offered and another refused, nothing is known of this job."""
    assert sponsored("We sponsor visas in Berlin.\nWe do not sponsor visas in Austin.") is None


def test_words_are_the_sentence() -> None:
    """The evidence is the sentence."""
    found = find("We build ships. We do not sponsor visas. Apply now!")
    assert found is not None
    assert found.words == "We do not sponsor visas"


@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text(text: str) -> None:
    """Any text is read; what surrounds a plain sentence does not change what it says."""
    assert sponsored(text) is None
    assert sponsored(f"{text}\nWe sponsor visas.\n{text}") is True


@pytest.mark.parametrize(
    "part", ["visa ", "we sponsor visa not ", "no visa ", "not sponsorship ", "a"]
)
def test_long_texts_are_cut(part: str) -> None:
    """Only the beginning of a very long text is read."""
    text = part * (MAX_CHARS // len(part))
    assert sponsored(f"{text}\nWe sponsor visas.") is sponsored(text)
