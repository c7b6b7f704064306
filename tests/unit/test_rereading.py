"""Reading what is stored gives what reading the board gave, and better rules are told apart."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import msgspec
import pytest

from jobscout.model import Posting, RawPosting
from jobscout.rules import postings
from seed.samples import sample_postings

NOW = datetime(2026, 9, 1, tzinfo=UTC)
# Of the version: what the rules read in the postings below. Where a better rule changes it, raise
# ``postings.VERSION``, so that stored postings are read again, and put the new digest here.
READ = {5: "dcbf25c71b23c972"}


def raws() -> list[RawPosting]:
    return [raw for listed in sample_postings(NOW).values() for raw in listed]


def again(posting: Posting) -> RawPosting:
    """The posting as its row gives it back."""
    return RawPosting(
        external_id=posting.external_id,
        url=posting.url,
        apply_url=posting.apply_url,
        requisition_id=posting.requisition_id,
        description_html=posting.description_html,
        updated_at=posting.updated_at,
        expires_at=posting.expires_at,
        list_hash=posting.list_hash,
        **msgspec.structs.asdict(posting.stated),
    )


@pytest.mark.parametrize("raw", raws(), ids=lambda raw: raw.external_id)
def test_stored_posting_reads_the_same(raw: RawPosting) -> None:
    """Else every posting of a board would change at its next reading."""
    first = postings.normalise(raw, company_key="acme", now=NOW)

    assert postings.normalise(again(first), company_key="acme", now=NOW) == first


@pytest.mark.parametrize("word", ["Cl\x01erk", "Cl\x00erk", "Clerk\u2028in", " Clerk\t"])
def test_odd_signs_are_read_as_they_are_kept(word: str) -> None:
    raw = RawPosting(
        external_id="1",
        title=word,
        url="https://a.example",
        company=word,
        department=word,
        locations=(word,),
        employment_type=word,
        seniority=word,
    )
    first = postings.normalise(raw, company_key="acme", now=NOW)

    assert postings.normalise(again(first), company_key="acme", now=NOW) == first


def test_version_is_raised_with_the_rules() -> None:
    read = [
        msgspec.to_builtins(postings.normalise(raw, company_key="acme", now=NOW)) for raw in raws()
    ]
    said = sha256(msgspec.json.encode(read, order="deterministic")).hexdigest()[:16]

    assert {postings.VERSION: said} == READ
