"""Bundesagentur für Arbeit: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.model import RawPosting, Salary
from jobscout.rules import locations
from jobscout.rules.employment import employment_type
from jobscout.sources.arbeitsagentur import Arbeitsagentur
from jobscout.sources.base import Page, Request
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("arbeitsagentur.json")
DETAIL = fixture("arbeitsagentur_detail.json")
CONFIG = {"was": "Koch", "wo": "Köln"}
KIND = Kind(
    config=CONFIG,
    entries=("ergebnisliste",),
    needs=(),
    quoted="was",
    fields={
        "id": "referenznummer",
        "title": "stellenangebotsTitel",
        "url": None,
        "description": "hauptberuf",
    },
    totals=[("maxErgebnisse",)],
)
API = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"
SITE = "https://www.arbeitsagentur.de/jobsuche"
SOURCE = Arbeitsagentur()


def read(body: bytes, before: Progress | None = None, config: dict[str, Any] = CONFIG) -> Page:
    return SOURCE.parse(body, config, Request(url=API, state=before))


def answer(rows: int, total: int | None) -> bytes:
    jobs = [{"referenznummer": str(row), "stellenangebotsTitel": "Diver"} for row in range(rows)]
    return json.dumps({"ergebnisliste": jobs, "maxErgebnisse": total}).encode()


def one(**wire: Any) -> RawPosting:
    job = {"referenznummer": "7", "stellenangebotsTitel": "Diver", **wire}
    (posting,) = read(json.dumps({"ergebnisliste": [job]}).encode()).postings
    return posting


def test_a_search_is_the_board() -> None:
    request = SOURCE.first_request(CONFIG)

    assert SOURCE.board(CONFIG) == "was=Koch&wo=K%C3%B6ln"
    assert SOURCE.page_url(CONFIG) == f"{SITE}/suche?was=Koch&wo=K%C3%B6ln"
    assert request.url == f"{API}/v6/jobs?was=Koch&wo=K%C3%B6ln&page=1&size=100"
    assert request.headers == {"X-API-Key": "jobboerse-jobsuche"}
    assert SOURCE.employer(CONFIG) == ""


def test_is_read_a_few_times_a_day() -> None:
    """There are no published limits."""
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize(
    ("config", "field"),
    [({}, "was"), ({"umkreis": "50"}, "was"), ({"wo": ""}, "wo"), ({"was": 5}, "was"),
     ({"was": "x", "veroeffentlichtseit": "3"}, "veroeffentlichtseit"),
     ({"was": "x", "veroeffentlichtseit": 7}, "veroeffentlichtseit")],
)  # fmt: skip
def test_everything_is_no_board(config: dict[str, Any], field: str) -> None:
    """Nearly a million jobs would be cut somewhere; other numbers of days mean none."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request(config)

    assert caught.value.field == field


@pytest.mark.parametrize(
    "url",
    [f"{SITE}/suche?angebotsart=1", f"{SITE}/jobdetail/10000-1-S?was=x", f"{API}/v4/jobs?was=x",
     "https://www.arbeitsagentur.de/?was=x", "https://evil.example/jobsuche/suche?was=x",
     f"{SITE}/suche?was=x&veroeffentlichtseit=3"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    page = read(answer(99, 150), Progress())

    assert page.next is not None
    assert page.next.url == f"{API}/v6/jobs?was=Koch&wo=K%C3%B6ln&page=2&size=100"
    assert page.next.headers == {"X-API-Key": "jobboerse-jobsuche"}
    assert (page.whole, page.windowed) == (True, False)


def test_hundredth_page_is_the_last() -> None:
    """The list is not by date, so that a longer one is incomplete and no window."""
    page = read(answer(100, 10_001), Progress(offset=9900, found=9900))

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_jobs_of_some_days_are_a_window() -> None:
    config = {**CONFIG, "veroeffentlichtseit": "7"}
    whole, gap = read(answer(1, 1), config=config), read(answer(1, 9), Progress(10), config)

    assert (whole.whole, whole.windowed) == (False, True)
    assert (gap.whole, gap.windowed) == (False, False)


def test_unknown_place_is_a_bad_config() -> None:
    """The answer is empty then, and says so."""
    body = json.dumps({"maxErgebnisse": 0, "woOutput": {"suchmodus": "UNGUELTIG"}}).encode()

    with pytest.raises(SourceError, match="place in `wo` is unknown") as caught:
        read(body)

    assert caught.value.kind == "bad-config"


def test_empty_answers() -> None:
    """Without a job the list is left out."""
    assert read(b'{"maxErgebnisse":0,"page":1}').whole
    with pytest.raises(SourceChanged, match="ergebnisliste"):
        read(b'{"maxErgebnisse":5}')


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting.list_hash is not None
    assert msgspec.structs.replace(posting, list_hash=None) == RawPosting(
        external_id="10000-1-S",
        title="Glockengießer/in & Stimmer/in (m/w/d)",
        url=f"{SITE}/jobdetail/10000-1-S",
        apply_url="https://klangwerk.example/jobs/1",
        company="Klangwerk GmbH",
        requisition_id="10000-1-S",
        locations=("Erfurt, Thüringen, Deutschland", "Sachsen-Anhalt"),
        workplace="hybrid",
        department="Glockengießer/in",
        employment_type="Vollzeit, BEFRISTET",
        salary=Salary(min=40000, max=52000.5, currency="EUR", period="year"),
        posted_at=datetime(2026, 7, 30, tzinfo=UTC),
        updated_at=datetime(2026, 8, 1, 8, tzinfo=UTC),
    )


def test_what_a_job_does_not_state_is_none() -> None:
    """No statement is spelt out, and pay is a year's only where it says so."""
    posting = read(SAVED).postings[1]

    assert posting.apply_url == posting.url
    assert (posting.department, posting.employment_type, posting.salary) == (None, None, None)
    assert (posting.company, posting.locations, posting.workplace) == (None, (), None)


@pytest.mark.parametrize(
    ("wire", "stated", "known"),
    [
        ({"vertragsdauer": "UNBEFRISTET"}, "UNBEFRISTET", "full_time"),
        ({"arbeitszeitVollzeit": True}, "Vollzeit", "full_time"),
        ({"arbeitszeitTeilzeitAbend": True}, "Teilzeit", "part_time"),
        (
            {"arbeitszeitVollzeit": True, "arbeitszeitTeilzeitVormittag": True},
            "full or part time",
            None,
        ),
        ({"arbeitszeitTeilzeitNachmittag": True, "vertragsdauer": "UNBEFRISTET"},
         "Teilzeit, UNBEFRISTET", "part_time"),
    ],
)  # fmt: skip
def test_employment_types(wire: dict[str, Any], stated: str, known: str | None) -> None:
    posting = one(**wire)

    assert posting.employment_type == stated
    assert employment_type(stated) == known


@pytest.mark.parametrize(
    ("wire", "workplace"),
    [
        ({"homeofficemoeglich": True}, "hybrid"),
        ({"homeofficemoeglich": False}, None),
        ({"homeofficemoeglich": True, "homeofficetyp": "NACH_VEREINBARUNG"}, None),
        ({"homeofficetyp": "VOLLSTAENDIG"}, "remote"),
        ({"homeofficeprozent": 100}, "remote"),
        ({"homeofficemoeglich": True, "homeofficeprozent": 40}, "hybrid"),
    ],
)
def test_workplaces(wire: dict[str, Any], workplace: str | None) -> None:
    assert one(**wire).workplace == workplace


def test_version_of_an_entry() -> None:
    """It changes with what is read of it, and with nothing else."""
    plain = one().list_hash

    assert one(entfernung=58).list_hash == plain
    assert one(aenderungsdatum="2026-08-02").list_hash != plain


def test_text_is_at_the_reference_in_base64() -> None:
    request = SOURCE.detail(read(SAVED).postings[0], {"base_url": "http://127.0.0.1:9000"})

    assert request == Request(
        url="http://127.0.0.1:9000/jobboerse/jobsuche-service/pc/v4/jobdetails/MTAwMDAtMS1T",
        headers={"X-API-Key": "jobboerse-jobsuche"},
    )


def test_detail_completes_the_posting() -> None:
    """What it states wins, the rest stays; inboxes go."""
    listed = read(SAVED).postings[0]
    whole = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert whole == msgspec.structs.replace(
        listed,
        workplace="remote",
        apply_url="https://klangwerk.example/jobs/2",
        description_html="<p>Gieße &lt;Glocken&gt;.</p>"
        "<p>* Stimme sie<br>* Frage Jo: [address removed]</p>",
    )


@pytest.mark.parametrize(("text", "html"), [("<b>Gieße</b>", "<b>Gieße</b>"), ("", None)])
def test_text_may_be_html_or_empty(text: str, html: str | None) -> None:
    body = json.dumps({"stellenangebotsBeschreibung": text}).encode()

    assert SOURCE.parse_detail(body, read(SAVED).postings[1], CONFIG).description_html == html


def test_recorded_answers() -> None:
    """One job of v6, two of v4, and the text of one of these."""
    (new,) = read(recorded("arbeitsagentur/item_v6.json")).postings
    old = read(recorded("arbeitsagentur/search_v4.json"))
    whole = SOURCE.parse_detail(
        recorded("arbeitsagentur/detail_v4.json"), old.postings[0], CONFIG
    )  # fmt: skip

    assert (new.external_id, new.locations) == (
        "13270-2026-00006447-1-S",
        ("Köln, Nordrhein-Westfalen",),
    )
    assert locations.read(new.locations)[0].country == "DE"
    assert (new.department, new.employment_type) == ("Medienwissenschaftler/in", "UNBEFRISTET")
    assert new.posted_at == datetime(2026, 7, 30, tzinfo=UTC)
    assert (len(old.postings), old.rejects, old.unknown_fields) == (2, [], 0)
    assert old.postings[0].title == "Embedded Software Entwickler (m/w/d)"
    assert old.postings[0].locations == ("Berlin, Deutschland",)
    assert old.postings[1].posted_at == datetime(2026, 6, 29, tzinfo=UTC)
    assert whole.company == "FERCHAU GmbH Niederlassung Berlin Süd"
    assert (whole.description_html or "").count("<p>") == 3
