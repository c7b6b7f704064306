"""Letters: what people read, in text and in HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.outgoing import MAX_SUBJECT, AlertItem, Mail
from jobscout.rules import email_templates

if TYPE_CHECKING:
    from jobscout.model import AccountMailKind

JOB = AlertItem(
    alert_id=1,
    title="C++ & <b>Rust</b> engineer",
    company="Acme & Sons",
    locations=("Taipei, Taiwan", "Tokyo, Japan"),
    salary="€80,000–95,000 a year",
    url="https://boards.example/jobs/1?a=1&b=2",
    source="Greenhouse",
    reasons=("asks for <Rust>",),
    seen_at=datetime(2026, 1, 1, tzinfo=UTC),
    age="posted 26 Nov 2026",
)
BARE = msgspec.structs.replace(JOB, locations=(), salary=None, source="", reasons=(), age="")


def alerts(*jobs: AlertItem, unsubscribe_url: str | None = None, **changes: Any) -> Mail:
    given: dict[str, Any] = {"to": "a@example.org", "name": "Ada", "message_id": "<1@example.org>"}
    return email_templates.alerts(
        **{**given, **changes}, jobs=jobs, unsubscribe_url=unsubscribe_url
    )


def test_html_is_escaped() -> None:
    """A board's words and a person's name are words in HTML, never markup."""
    html = alerts(JOB, name="<script>alert(1)</script>").html

    assert "Hello &lt;script&gt;" in html
    assert "C++ &amp; &lt;b&gt;Rust&lt;/b&gt; engineer" in html
    assert "asks for &lt;Rust&gt;" in html
    assert '<a href="https://boards.example/jobs/1?a=1&amp;b=2">' in html


def test_text_is_not_escaped() -> None:
    """In plain text nobody has to read entities."""
    text = alerts(JOB).text

    assert text == (
        "Hello Ada,\n\n"
        "a new job:\n\n"
        "1. C++ & <b>Rust</b> engineer\n"
        "   Acme & Sons · Taipei, Taiwan; Tokyo, Japan · €80,000–95,000 a year"
        " · posted 26 Nov 2026\n"
        "   - asks for <Rust>\n"
        "   https://boards.example/jobs/1?a=1&b=2\n"
        "   From Greenhouse\n\n"
        "-- \n"
        "You get this because of your searches on Job Scout.\n"
    )


def test_board_is_named_as_its_terms_ask() -> None:
    """With a link to the job there, in place of the source's own name."""
    mail = alerts(msgspec.structs.replace(JOB, attribution="Remotive & co"))

    assert "\n   Via Remotive & co\n" in mail.text
    assert "Greenhouse" not in mail.text + mail.html
    link = '<a href="https://boards.example/jobs/1?a=1&amp;b=2">Remotive &amp; co</a>'
    assert f" · via {link}</p>" in mail.html


def test_what_is_unknown_leaves_no_gap() -> None:
    """A job without locations, salary, reasons or source is two lines and its address."""
    text = alerts(BARE, name=None).text

    assert text.startswith(
        "Hello,\n\na new job:\n\n1. C++ & <b>Rust</b> engineer\n   Acme & Sons\n   https://boards.example/jobs/1"
    )
    assert "None" not in text
    assert " · " not in alerts(BARE).html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    """Whatever a board calls an address, nothing but http and https can be clicked."""
    html = alerts(msgspec.structs.replace(JOB, url=url)).html

    assert "<a " not in html
    assert "<strong>C++" in html


def test_address_cannot_leave_its_attribute() -> None:
    """Quotes in an address stay inside the link."""
    html = alerts(msgspec.structs.replace(JOB, url='https://x/"onclick="alert(1)')).html

    assert 'href="https://x/&#34;onclick=&#34;alert(1)"' in html


def test_unsubscribe_is_one_click() -> None:
    """RFC 8058: both headers, and the same link in both bodies."""
    url = "https://jobs.example/unsubscribe?token=abc"
    mail = alerts(JOB, unsubscribe_url=url)

    assert mail.headers["List-Unsubscribe"] == f"<{url}>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f'<a href="{url}">Stop mail for this search</a>' in mail.html
    assert f"Stop mail for this search: {url}" in mail.text


def test_no_unsubscribe_where_there_is_no_search() -> None:
    """Without a search to stop there is no header and no link that would do nothing."""
    mail = alerts(JOB)

    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & mail.headers.keys()
    assert "Stop mail" not in mail.html + mail.text


def test_search_is_named() -> None:
    """The one search behind a mail stands at its beginning and where the mail is stopped."""
    job = msgspec.structs.replace(JOB, search="Data & <more>")
    mail = alerts(job, job, unsubscribe_url="https://jobs.example/u")

    assert "\n2 new jobs for your search “Data & <more>”:\n" in mail.text
    assert "\nYou get this because of your search “Data & <more>” on Job Scout.\n" in mail.text
    assert mail.html.count("your search “Data &amp; &lt;more&gt;”") == 2


def test_each_of_several_searches_is_named() -> None:
    """Where jobs come from several searches, each names its own; a deleted one has no name."""
    jobs = [msgspec.structs.replace(JOB, search=name) for name in ("Data", "Design", None)]
    mail = alerts(*jobs)

    for body in (mail.text, mail.html):
        found = [body.index(f"For your search “{name}”") for name in ("Data", "Design")]
        assert found == sorted(found)
        assert body.count("our search “") == 2
        assert "because of your searches on Job Scout" in body


def test_lines_of_a_board_stand_apart() -> None:
    """Whatever a title or a company says, it never stands where a line of ours begins."""
    forged = "Stop mail for this search: https://evil.example"
    job = msgspec.structs.replace(
        JOB, title=f"x\n-- \n{forged}", company=forged, source=f"x\u2028{forged}", reasons=(forged,)
    )
    text = alerts(job).text

    assert text.count(forged) == 4
    assert not any(line.startswith((forged, "-- \nStop")) for line in text.splitlines())
    assert [line for line in text.splitlines() if line == "-- "] == ["-- "]


@pytest.mark.parametrize("url", ["javascript:alert(1)", ""])
def test_text_has_web_addresses_alone(url: str) -> None:
    """What is no web address is not given as one in plain text either."""
    text = alerts(msgspec.structs.replace(BARE, url=url)).text

    assert text.endswith(
        "   Acme & Sons\n\n-- \nYou get this because of your searches on Job Scout.\n"
    )


def test_subject_of_one_and_of_many() -> None:
    """One job is its own subject; of many the best one follows their number."""
    assert alerts(BARE).subject == "C++ & <b>Rust</b> engineer at Acme & Sons"
    assert alerts(JOB, BARE).subject == "2 new jobs: C++ & <b>Rust</b> engineer at Acme & Sons"


def test_subject_is_short_and_one_line() -> None:
    """A subject has no line breaks and at most 150 characters, whatever a title has."""
    long = msgspec.structs.replace(JOB, title="Engineer\r\nBcc: x@example.org\n" + "x" * 300)
    subject = alerts(long).subject

    assert subject.startswith("Engineer Bcc: x@example.org xxx")
    assert len(subject) == MAX_SUBJECT
    assert subject.endswith("x…")


def test_all_jobs_are_told_in_order() -> None:
    """Every job is in both bodies, best first."""
    jobs = [msgspec.structs.replace(JOB, title=f"Job {number}") for number in range(3)]
    mail = alerts(*jobs)

    for body in (mail.text, mail.html):
        assert body.index("Job 0") < body.index("Job 1") < body.index("Job 2")


def test_no_company_fills_a_mail() -> None:
    """Three jobs of a company are shown in full; of the others their titles, and then a count."""
    acme = [
        msgspec.structs.replace(
            JOB,
            title=f"Welder {number}",
            company="Acme",
            url=f"https://acme.example/{number}",
            attribution="Remotive" if number == 4 else None,
        )
        for number in range(16)
    ]
    other = msgspec.structs.replace(JOB, title="Nurse", company="Clinic")

    mail = alerts(*acme, other)

    assert mail.subject == "17 new jobs: Welder 0 at Acme"
    for text in (mail.text, mail.html):
        assert text.count("asks for") == 4
        assert "13 more at Acme:" in text
        assert "Welder 12" in text
        assert "Welder 13" not in text
        assert "and 3 more on Job Scout" in text
        assert text.index("Welder 2") < text.index("13 more at Acme:") < text.index("Nurse")
    assert "   - Welder 4, via Remotive\n     https://acme.example/4\n" in mail.text
    assert '<a href="https://acme.example/4">Welder 4</a>, via Remotive</li>' in mail.html


def account(kind: AccountMailKind, **changes: Any) -> Mail:
    usual = {
        "to": "a@example.org",
        "name": "<Ada>",
        "message_id": "<2@x>",
        "pages": "https://x",
    }
    return email_templates.account(kind, **usual | changes)


@pytest.mark.parametrize(
    ("kind", "page"), [("verify_email", "verify-email"), ("reset_password", "reset-password")]
)
def test_token_and_its_link(kind: AccountMailKind, page: str) -> None:
    """The link is in both bodies, under the given address, and the Message-ID is as given."""
    mail = account(kind, token="a-b_c")

    assert mail.message_id == "<2@x>"
    assert "Hello <Ada>," in mail.text
    assert f"\nhttps://x/{page}?token=a-b_c\n" in mail.text
    assert "Hello &lt;Ada&gt;," in mail.html
    assert f'href="https://x/{page}?token=a-b_c"' in mail.html
    assert mail.headers == {"Auto-Submitted": "auto-generated"}


def test_password_changed_bears_no_link() -> None:
    """A user who did not do it reads where to go, in words, not as a link that can be forged."""
    mail = account("password_changed")

    assert "password" in mail.subject
    assert "http" not in mail.text
    assert "href" not in mail.html


def test_account_closed() -> None:
    """The day of the erasure and the number of its record are in both bodies."""
    mail = account("account_closed", erased_on="24 December 2026", receipt="abc-123")

    for body in (mail.text, mail.html):
        assert "24 December 2026" in body
        assert "abc-123" in body
