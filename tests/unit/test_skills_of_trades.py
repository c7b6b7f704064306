"""P6 for skills of trades beyond IT, and names that mean something else in another trade."""

from __future__ import annotations

import pytest

from tests.unit.test_skills import names

STATED = [
    ("Triage, vital signs, infection control", "Triage|Vital signs|Infection control"),
    (
        "Management accounts, month-end close, bank reconciliation, VAT returns",
        "Management accounts|Month-end close|Bank reconciliation|VAT",
    ),
    ("ACLS, BLS", "Advanced cardiac life support|Basic life support"),
    ("TIG and MIG welding", "MIG welding"),
    ("AP, AR and GL reconciliations for the month-end close",
     "Accounts payable|Accounts receivable|General ledger|Month-end close"),
    ("rf scanning, order picking, Gabelstapler", "RF scanning|Order picking|Forklift operation"),
    ("lesson planning and classroom management", "Lesson planning|Classroom management"),
    ("conveyancing, probate", "Conveyancing|Probate"),
    ("CPA with ten years of audit", "CPA|Auditing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_trades_have_skills(text: str, expected: str) -> None:
    """What nurses, accountants, craftsmen, teachers and drivers do is found by its usual names."""
    assert set(expected.split("|")) <= set(names(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("ACLS certified", "Access control lists"),
        ("PCI, angiography and cardiac monitoring", "PCI DSS"),
        ("CAD, COPD, CHF patients", "Computer-aided design"),
        ("PR interval, ECG interpretation", "Public relations"),
        ("RDS in preterm babies", "Amazon RDS"),
        ("telemetry strips of patients in the ICU", "Observability"),
        ("ADLs, bathing of patients", "Azure Data Lake"),
        ("GIT, CVS, RS examination of patients", "Git"),
        ("Hepatitis C, HIV testing", "C"),
        ("Node, wound care", "Node.js"),
        ("AWS D1.1, pipe welding", "AWS"),
        ("Certified Welding Inspector (AWS)", "AWS"),
        ("angular contact bearings, welding", "Angular"),
        ("SEM of fracture surfaces", "SEM"),
        ("airflow limitation, spirometry", "Apache Airflow"),
        ("LLM in tax law, legal research", "Large language models"),
        ("docker on the quays, forklift", "Docker"),
        ("Ruby jewellery, retail sales", "Ruby"),
        ("pandas at the zoo, teaching", "pandas"),
        ("Head Chef, menu planning, food preparation", "Chef"),
        ("Scratch baking, menu planning", "Scratch"),
        ("triage of bugs in Python", "Triage"),
        ("scaffolding of React code", "Scaffolding"),
        ("CPA and ROAS of Google Ads campaigns", "CPA"),
        ("articles in peer-reviewed journals", "Journal entries"),
        ("500 EUR a month", "Cash accounting"),
        ("please send us your CV", "Special education"),
        ("SQL injections", "Injections"),
        ("AP Stylebook", "Accounts payable"),
    ],
)
def test_names_of_another_trade(text: str, never: str) -> None:
    """Words beside a name say the trade that it belongs to."""
    assert never not in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, Docker, Node and Angular", "Python|Docker|Node.js|Angular"),
        ("telemetry with OpenTelemetry and Prometheus", "Observability"),
        ("Amazon RDS, VPC and ECS", "Amazon RDS"),
        ("LLM fine-tuning with PyTorch", "Large language models"),
        ("Airflow and dbt pipelines", "Apache Airflow"),
        ("Excel, bank reconciliation", "Excel"),
    ],
)
def test_names_in_their_own_trade(text: str, expected: str) -> None:
    assert set(expected.split("|")) <= set(names(text))
