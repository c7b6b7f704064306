"""What a job's page says people should know before they apply."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.rules.linkage.sketches import sketch
from jobscout.rules.safety import facts

if TYPE_CHECKING:
    from tests.integration.http_server import Server

TEXT = " ".join(
    f"We look for somebody who likes the number {n} and its friends." for n in range(40)
)


def stored(text: str) -> dict[str, Any]:
    """The column of a posting that says *text*."""
    return {"safety_words": msgspec.json.encode(facts.read(text)).decode()}


async def shown(server: Server, job_id: int) -> list[tuple[str, str, str | None]]:
    job = await server.json("GET", f"/jobs/{job_id}")
    return [(one["kind"], one["words"], one["job_id"]) for one in job["safety_facts"]]


async def test_a_job_has_the_facts_of_all_its_postings(server: Server) -> None:
    """Each with its words, once; what is only an address is no fact."""
    job_id = await server.rows.job()
    fee = "Pay a registration fee of $50 to confirm your slot."
    cards = "Buy Steam gift cards and send us photos of the codes."
    for text in (fee, f"{fee}\n{cards}\nWrite to hr@acme.com", "Nothing."):
        await server.rows.posting(job_id, await server.rows.source(), **stored(text))

    said = await shown(server, job_id)

    assert said == [
        ("fee", fee, None),
        ("gift_cards", cards, None),
    ]


async def test_addresses_differ_from_the_employers_domains(server: Server) -> None:
    """Of a company without a known domain nothing is said; its own addresses are none."""
    job_id = await server.rows.job()
    text = "Send your CV to acme.jobs@gmail.com, hr@acme-careers.com or hr@acme.com"
    await server.rows.posting(
        job_id, await server.rows.source(), **stored(text), apply_url="https://acrne.com/apply"
    )

    unknown = await shown(server, job_id)
    company_id = await server.rows.company()
    await server.rows.insert(
        "company_aliases",
        company_id=company_id,
        kind="domain",
        key="acme.com",
        spelling="acme.com",
        stem="acmecom",
    )
    known = await shown(server, job_id)

    assert unknown == []
    assert known == [
        ("free_mail", text, None),
        ("lookalike_domain", text, None),
        ("lookalike_domain", "https://acrne.com/apply", None),
    ]


async def test_a_copy_of_a_closed_posting(server: Server) -> None:
    """Of another company's, that closed before; not of an open one, an own one, or another text."""
    rows = server.rows
    ends, begins = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)

    async def posting(company: str, text: str, **columns: Any) -> int:
        job_id = await rows.job("Nurse", company=company)
        source_id = await rows.source()
        posting_id = await rows.posting(
            job_id, source_id, title="Nurse", sketch=sketch(text), **columns
        )
        await rows.db.text(
            "INSERT INTO posting_keys (posting_id, key, source_id) VALUES ($1, 1, $2), ($1, 2, $2)",
            posting_id,
            source_id,
        )
        return job_id

    original = await posting("clinic", TEXT, closed_at=ends)
    await posting("hospital", TEXT)
    await posting("school", TEXT[: len(TEXT) // 2], closed_at=ends)
    copy = await posting("fraud", TEXT, first_seen_at=begins)
    again = await posting("clinic", TEXT, first_seen_at=begins)

    assert await shown(server, copy) == [("copied_text", "Nurse, Clinic", str(original))]
    assert await shown(server, again) == []
    assert await shown(server, original) == []
