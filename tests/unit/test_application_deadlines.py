"""The last day to apply, as texts of postings state it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.application_deadlines import find
from jobscout.rules.texts import MAX_CHARS
from tests.hostile_texts import HOSTILE

POSTED = datetime(2026, 10, 20, tzinfo=UTC)


def deadline(
    text: str, country: str | None = None, posted_at: datetime | None = POSTED
) -> date | None:
    found = find(text, posted_at, country)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Apply by 30 November 2026", None, "2026-11-30"),
        ("Closing date: 12/11/2026", "GB", "2026-11-12"),
        ("Closing date: 12/11/2026", "US", "2026-12-11"),
        ("Closing date: 25/11/2026", None, "2026-11-25"),
        ("Bewerbungsschluss: 15.11.2026", "DE", "2026-11-15"),
        ("Bewerbungsfrist: 30. November 2026", "DE", "2026-11-30"),
        ("Bitte bewerben Sie sich bis zum 15. Dezember 2026.", "DE", "2026-12-15"),
        ("Date limite de candidature : 1er décembre 2026", "FR", "2026-12-01"),
        ("Fecha límite de postulación: 5 de noviembre de 2026", "MX", "2026-11-05"),
        ("応募締切：2026年11月30日", "JP", "2026-11-30"),
        ("締切 11月30日", "JP", "2026-11-30"),
        ("Applications close on Friday 4th December", "AU", "2026-12-04"),
        ("Application Deadline: 11/09/2026", "US", "2026-11-09"),
        ("we anticipate that the application deadline will be 10/31/26", "US", "2026-10-31"),
        ("Applications must be received no later than 5pm on 3 November 2026", "IE", "2026-11-03"),
        ("The closing date for applications is Sunday 8 November 2026.", "GB", "2026-11-08"),
        ("Please submit your application before November 15, 2026", "US", "2026-11-15"),
        ("Last date to apply: 15-11-2026", "IN", "2026-11-15"),
        ("Applications will be accepted until November 7, 2026", "US", "2026-11-07"),
        ("Send your CV to jobs@example.org by 2026-11-12", None, "2026-11-12"),
        ("Sista ansökningsdag: 2026-11-15", "SE", "2026-11-15"),
        ("Ansøgningsfrist: 1. december 2026", "DK", "2026-12-01"),
        ("Søknadsfrist: 10.11.2026", "NO", "2026-11-10"),
        ("Reageer uiterlijk 20 november 2026", "NL", "2026-11-20"),
        ("Scadenza candidature: 30 novembre 2026", "IT", "2026-11-30"),
        ("Prazo para candidatura: 10 de novembro de 2026", "PT", "2026-11-10"),
        ("Termin składania ofert: 15 listopada 2026", "PL", "2026-11-15"),
        ("Hakuaika päättyy 15.11.2026", "FI", "2026-11-15"),
        ("Son başvuru tarihi: 20 Kasım 2026", "TR", "2026-11-20"),
        ("Срок подачи заявок до 25 ноября 2026", "RU", "2026-11-25"),
        ("报名截止日期：2026年12月1日", "CN", "2026-12-01"),
        ("접수 마감: 2026년 11월 20일", "KR", "2026-11-20"),
        ("Closes 9 Jan", "GB", "2027-01-09"),
        ("Deadline: November 30", "US", "2026-11-30"),
        ("Vacancy closes: 30/11/26", "GB", "2026-11-30"),
        ("Application window closes on 1st January 2027", None, "2027-01-01"),
        ("Deadline for applications is midnight on 30.11.2026", None, "2026-11-30"),
        ("Apply before: 2026/11/30", None, "2026-11-30"),
        ("Applications close at 17:00 on 30 November", "ZA", "2026-11-30"),
        ("Candidaturas até 30/11/2026", "BR", "2026-11-30"),
        ("Mwisho wa kutuma maombi: 30 Novemba 2026", "KE", "2026-11-30"),
        ("Deadline: 15 November 2026 at 23:59 CET", None, "2026-11-15"),
        ("Job posting end date: Nov 14, 2026", "CA", "2026-11-14"),
        ("Enviar candidatura antes del 15 de noviembre", "ES", "2026-11-15"),
        ("Merci d'envoyer votre candidature avant le 15 novembre 2026", "FR", "2026-11-15"),
        ("Deadline: 12.11.2026", "DE", "2026-11-12"),
        ("Applications open on 1 November 2026 and close on 30 November 2026", "GB", "2026-11-30"),
        (
            "How to apply: send your CV to hr@acme.example before Friday, 13 November 2026.",
            "KE",
            "2026-11-13",
        ),
        ("Applications must reach us on or before 30th November, 2026", "NG", "2026-11-30"),
        ("Job Expires: 25 Nov 2026", "KE", "2026-11-25"),
        ("Deadline: 25th Nov 2026", "KE", "2026-11-25"),
        ("Application Closing Date: 25 November 2026", "KE", "2026-11-25"),
        ("This posting will close on November 20, 2026 at 11:59 PM ET.", "US", "2026-11-20"),
        ("The application window is expected to close on 11/21/2026.", "US", "2026-11-21"),
        ("Posting close date: 11-21-2026", "US", "2026-11-21"),
        ("Applications will be accepted through 12/4/2026.", "US", "2026-12-04"),
        ("Applications will be accepted through 4/12/2026.", None, "2026-12-04"),
        ("We accept applications until 15 November", "IE", "2026-11-15"),
        ("Closing date for applications: midnight, Sunday 15 November", "GB", "2026-11-15"),
        (
            "Interviews will be held on 25 November 2026. Closing date: 15 November 2026",
            "GB",
            "2026-11-15",
        ),
        ("Closing date 15 November 2026, interviews 25 November 2026", "GB", "2026-11-15"),
        ("Closing date: 15 November 2026 | Start date: 4 January 2027", "GB", "2026-11-15"),
        (
            "Internship from 1 June 2027 until 31 August 2027. Apply until 15 January 2027.",
            "DE",
            "2027-01-15",
        ),
        ("Bewerbungsfrist: 31.12.2026", "DE", "2026-12-31"),
        ("Bewerbungen bis 15.11. an hr@firma.example", "DE", "2026-11-15"),
        ("Wir freuen uns auf Ihre Bewerbung bis spätestens 22.11.2026", "DE", "2026-11-22"),
        (
            "Die Stelle ist bis 31.12.2027 befristet. Bewerbungsschluss ist der 14. November 2026.",
            "DE",
            "2026-11-14",
        ),
        ("Date de clôture : 30/11/2026", "FR", "2026-11-30"),
        ("Candidatures à envoyer au plus tard le 5 décembre 2026", "FR", "2026-12-05"),
        ("Fecha de cierre: 15/11/2026", "CO", "2026-11-15"),
        ("Plazo de presentación hasta el 20 de noviembre de 2026", "ES", "2026-11-20"),
        ("Inscrições até 10/12/2026", "BR", "2026-12-10"),
        ("Inviare il CV entro il 30 novembre 2026", "IT", "2026-11-30"),
        ("Solliciteer vóór 1 december 2026", "NL", "2026-12-01"),
        ("Sluitingsdatum: 01-12-2026", "NL", "2026-12-01"),
        ("Ansök senast den 30 november", "SE", "2026-11-30"),
        ("Søknadsfrist 15. november", "NO", "2026-11-15"),
        ("Hae viimeistään 15.11.2026", "FI", "2026-11-15"),
        ("Aplikuj do 30 listopada 2026", "PL", "2026-11-30"),
        ("応募期間：2026年11月1日〜2026年11月30日", "JP", "2026-11-30"),
        ("応募期限 2026/11/30", "JP", "2026-11-30"),
        ("접수기간: 2026.11.01 ~ 2026.11.20", "KR", "2026-11-20"),
        ("截止日期：11月30日", "CN", "2026-11-30"),
        ("آخر موعد للتقديم: 30 نوفمبر 2026", "EG", "2026-11-30"),
        ("Batas akhir pendaftaran: 30 November 2026", "ID", "2026-11-30"),
        ("Hạn nộp hồ sơ: 30/11/2026", "VN", "2026-11-30"),
        (
            "Applications close: 5 Nov 2026\nLate applications after 5 Nov 2026 are not accepted",
            "GB",
            "2026-11-05",
        ),
        ("Apply before 30 Nov or until filled", "GB", "2026-11-30"),
        ("Application deadline - 2026-11-18T23:59", "DE", "2026-11-18"),
        ("Posted: 10/11/2026 Closing: 10/25/2026", "US", "2026-10-25"),
        ("Closes: 8 November 2026 23:55 GMT", "GB", "2026-11-08"),
        ("Recruiting until 11:59 pm on November 8th", "US", "2026-11-08"),
        ("Requisition closes 11/5/26", "US", "2026-11-05"),
    ],
)
def test_stated(text: str, country: str | None, expected: str) -> None:
    """A date that the time to apply ends with, in the main languages and orders."""
    assert deadline(text, country) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Closing date: 12/11/2026", None),
        ("Applications close on Friday 5th December", "AU"),
        ("Applications are reviewed on a rolling basis", None),
        ("Open until filled", "US"),
        ("Start date: 1 December 2026", None),
        ("The conference takes place on 12 November 2026", None),
        ("Deadline to Apply: Aug 29th, 2024", "TR"),
        ("Ability to meet deadlines. 12 November 2026 is a holiday.", "US"),
        ("Project deadline: 30 November 2026", None),
        ("Contract until 31 December 2027", None),
        ("Befristet bis 31.12.2027", "DE"),
        ("Der Vertrag ist bis zum 31. Dezember 2026 befristet", "DE"),
        ("Priority review begins 1 November 2026; position open until filled", "US"),
        ("Closing date: 31/02/2026", "GB"),
        ("Apply by 30 November 2036", None),
        ("Registration deadline for our open day: 3 November 2026", None),
        ("You must have graduated by 30 June 2026", None),
        ("Role starts 4 January 2027; apply now", "GB"),
        ("Apply now for an immediate start on 1 November 2026", "GB"),
        ("Apply by sending your CV. Start 1 December 2026.", "GB"),
        ("Position available until 31 December 2027 with possible extension", "GB"),
        ("Fixed-term until 30 June 2027", "GB"),
        ("Founded on 12 March 1998", "GB"),
        ("Must have a licence valid until 12 March 2027", "GB"),
        ("Benefits apply until 1 January 2027", "GB"),
        ("The offer closes on 30 June", "GB"),
        ("Our office closes on 24 December 2026 for the holidays.", "GB"),
        ("Final year students graduating by 30 June 2027 may apply", "GB"),
        ("Eintrittstermin: 01.01.2027", "DE"),
        ("Poste à pourvoir à partir du 1er décembre 2026", "FR"),
        ("Incorporación: 1 de diciembre de 2026", "ES"),
        ("Deadline: ASAP", "US"),
        ("Deadline: rolling; event on 3 December 2026", "US"),
        ("Closing date: 5 Nov 2026 (London), 9 Nov 2026 (Leeds)", "GB"),
        ("Applications accepted until the position is filled. Posted 12 October 2026", "GB"),
        ("You will close 30 deals by December 2026", "US"),
        ("Job closing in 5 days", "US"),
        ("Deadline 5/6/2027 8/2", None),
    ],
)
def test_not_stated(text: str, country: str | None) -> None:
    """Other dates, dates in one of two orders, and "until filled" are no last day."""
    assert deadline(text, country) is None


@pytest.mark.parametrize(
    ("text", "country", "posted_at", "expected"),
    [
        ("Apply by 5 January", "GB", datetime(2026, 12, 1, tzinfo=UTC), "2027-01-05"),
        ("Apply by 5 January", "GB", datetime(2027, 1, 5, 20, tzinfo=UTC), "2027-01-05"),
        ("Apply by 5 January", "GB", None, None),
        ("Apply by 5 January 2027", "GB", None, "2027-01-05"),
        ("Apply by 5 January 2026", "GB", POSTED, None),
        ("Apply by Tuesday 5 January", "GB", POSTED, "2027-01-05"),
        ("Apply by Monday 5 January", "GB", POSTED, None),
        ("Apply by 8/9/2026", None, datetime(2026, 8, 20, tzinfo=UTC), "2026-09-08"),
        ("Apply by 8/9/2026", None, datetime(2026, 8, 1, tzinfo=UTC), None),
        ("Apply by 8/9/2026", "CA", None, None),
        ("Apply by 8/8/2026", "CA", None, "2026-08-08"),
        ("Apply by Tuesday 8/9/2026", None, None, "2026-09-08"),
    ],
)
def test_the_publication_decides(
    text: str, country: str | None, posted_at: datetime | None, expected: str | None
) -> None:
    """The year, and the order of day and month, follow from it where only one makes sense."""
    known = date.fromisoformat(expected) if expected else None
    assert deadline(text, country, posted_at) == known


def test_words_are_the_sentence() -> None:
    """The evidence is the sentence."""
    found = find("We build ships.\n• Please apply by 30 November 2026. Thank you.", None, "NO")
    assert found is not None
    assert found.words == "Please apply by 30 November 2026"


@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text(text: str) -> None:
    """Any text is read."""
    assert deadline(text) is None
    assert deadline(f"Apply by 30 November 2026.\n{text}") == date(2026, 11, 30)


@pytest.mark.parametrize("part", ["deadline 1 nov ", "1.1.2026 ", "cv by ", "1-", "a"])
def test_long_texts_are_cut(part: str) -> None:
    """Only the beginning of a very long text is read."""
    text = part * (MAX_CHARS // len(part) + 1)
    assert deadline(f"{text}\nApply by 30 November 2026") == deadline(text)
