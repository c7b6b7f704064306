"""Remote OK: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.model import RawPosting, Salary
from jobscout.sources.remoteok import RemoteOK
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("remoteok.json")
KIND = Kind(
    config={}, entries=(), needs=(), quoted=None, fields={"title": "position"}, is_window=True
)
NOTICE = {"last_updated": 1784889300, "legal": "Link back."}
SOURCE = RemoteOK()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, {}, SOURCE.first_request({}))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "x", "position": "Diver", "url": "https://a.example/1", **fields}
    (posting,) = read(json.dumps([NOTICE, wire]).encode()).postings
    return posting


def request_to_mention(address: str) -> str:
    tag = f"R{b64encode(address.encode()).decode()}"
    return (
        f"Please mention the word **KITE** and tag {tag} when applying to show you read the job"
        f" post completely (#{tag}). This is a beta feature to avoid spam applicants. Companies"
        " can search these words to find applicants that read this and see they're human."
    )


def test_one_request_brings_the_feed() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.first_request({}).url == "https://remoteok.com/api"
    assert SOURCE.page_url({}) == "https://remoteok.com/"
    assert SOURCE.employer({}) == ""


def test_is_read_four_times_a_day_at_most() -> None:
    """The window holds the jobs of days, so that more calls would find little."""
    assert SOURCE.min_interval >= timedelta(hours=6)


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place that the feed has for it."""
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="700001",
        title="Kite Designer",
        url="https://remoteOK.com/remote-jobs/remote-kite-designer-updraft-700001",
        apply_url="https://remoteOK.com/remote-jobs/apply-700001",
        company="Updraft",
        locations=("Kisumu, Kenya",),
        workplace="remote",
        salary=Salary(min=40000, max=60000, currency="USD", period="year"),
        description_html="<p>Draw &lt;kites&gt;.</p>",
        posted_at=datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC),
    )


def test_what_is_empty_or_zero_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.company, posting.locations, posting.apply_url) == (None, (), None)
    assert (posting.salary, posting.description_html, posting.posted_at) == (None, None, None)


@pytest.mark.parametrize("value", [None, [], {}, 5, True, ["x"], "x"])
def test_odd_optional_field_costs_no_posting(value: object) -> None:
    names = (
        "apply_url", "company", "location", "salary_min", "salary_max", "description", "epoch",
        "date",
    )  # fmt: skip
    for name in names:
        assert one(**{name: value}).title == "Diver"


def test_date_stands_in_for_the_epoch() -> None:
    assert one(date="2026-07-24T10:33:35+02:00").posted_at == datetime(
        2026, 7, 24, 8, 33, 35, tzinfo=UTC
    )
    assert one(epoch=1784889215, date="2026-01-01").posted_at == datetime(
        2026, 7, 24, 10, 33, 35, tzinfo=UTC
    )


def test_pay_may_have_one_bound() -> None:
    assert one(salary_min=50000, salary_max=0).salary == Salary(
        min=50000, currency="USD", period="year"
    )


def test_notice_is_no_job() -> None:
    """The first element holds the terms; it is neither a posting nor a Reject."""
    page = read(json.dumps([NOTICE, *json.loads(SAVED)]).encode())

    assert page == read(SAVED)
    assert read(json.dumps([NOTICE]).encode()).rejects == []


def test_job_that_mentions_something_legal_is_a_job() -> None:
    body = json.dumps([{**json.loads(SAVED)[0], "legal": "None."}]).encode()

    assert len(read(body).postings) == 1


@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.17", "203.0.113.255", "2001:db8::1"])
@pytest.mark.parametrize("gap", ["<br/><br/>", "<br>", " "])
def test_request_to_mention_a_word_is_removed(address: str, gap: str) -> None:
    """It holds our own address, and changes with every reading."""
    description = one(description=f"<p>Dive.</p>{gap}{request_to_mention(address)}")
    between = one(description=f"Dive.{gap}{request_to_mention(address)}<p>Deep.</p>")

    assert description.description_html == "<p>Dive.</p>"
    assert (between.description_html or "").replace(" ", "") == "Dive.<p>Deep.</p>"


@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.17", "192.0.2.171", "2001:db8::1"])
def test_address_is_removed_whatever_the_words_are(address: str) -> None:
    """A tag that holds an address is never shown; other words that look like one stay."""
    tag = f"R{b64encode(address.encode()).decode()}"
    text = f"Quote {tag} (#{tag}). Rhinoceroses, #Requirements, https://a.example/Rm9vYmFyMTIz."

    assert one(description=text).description_html == text.replace(f"#{tag}", "").replace(tag, "")


def test_text_that_was_encoded_twice_is_repaired() -> None:
    """The board takes UTF-8 for Latin-1 and encodes it again; sound texts stay."""
    twice = "It’s São Paulo".encode().decode("latin-1")

    posting = one(position=twice, company=twice, location=twice, description=twice)

    assert posting.title == posting.company == posting.description_html == "It’s São Paulo"
    assert posting.locations == ("It’s São Paulo",)
    for sound in ("Café", "It’s", "ã", "日本"):
        assert one(position=sound).title == sound


def test_megabytes_that_resemble_the_request_end_soon() -> None:
    """Time in proportion to the length: a quadratic reader would take hours over these."""
    for damage in ("<br/>" * 300_000, "Please mention the word " * 60_000, "R" * 1_900_000):
        assert one(description=damage).title == "Diver"


@pytest.mark.parametrize("name", ["api_2026-07", "api_2026-08"])
def test_recorded_feeds_are_read_without_rejects(name: str) -> None:
    """Every job is read, even what is no vacancy; nothing of the tag is left."""
    page = read(recorded(f"remoteok/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (4, [], False)
    assert all(posting.posted_at and posting.company for posting in page.postings)
    assert all(posting.url.startswith("https://remoteOK.com/") for posting in page.postings)
    assert all(posting.salary is None for posting in page.postings)
    texts = "".join(posting.description_html or "" for posting in page.postings)
    assert "Please mention" not in texts
    assert "MTkyLjAuMi4x" not in texts
    assert "â" not in texts


def test_recorded_fields() -> None:
    postings = read(recorded("remoteok/api_2026-07.json")).postings

    assert [posting.external_id for posting in postings] == [
        "1134698", "1134650", "1134651", "1134648",
    ]  # fmt: skip
    assert postings[2].title == "Customer Success Manager"
    assert postings[2].company == "INNERGY"
    assert postings[1].locations == ("Orlando,",)
    assert postings[2].locations == ("Austin, Austin, Texas, United States",)
    assert postings[2].posted_at == datetime(2026, 7, 9, 22, 30, 53, tzinfo=UTC)
