"""Mails as they are sent: our headers, our parts, and texts of strangers as text alone."""

from __future__ import annotations

import quopri
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscout.errors import DeliveryError, DeliveryRefused
from jobscout.outgoing import MAX_SUBJECT, AlertItem, Mail
from jobscout.outside.mime import MAX_NAME, compose
from jobscout.rules import email_templates
from jobscout.rules.lines import line, shortened
from tests.hostile_texts import HOSTILE, headers

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from jobscout.model import AccountMailKind

SENDER: Final = "Job Scout <jobs@example.org>"
ALWAYS: Final = ["From", "To", "Subject", "Date", "Message-ID"]
MIME: Final = ["MIME-Version", "Content-Type"]
EXTRA: Final = ["Auto-Submitted", "Precedence", "List-Unsubscribe", "List-Unsubscribe-Post"]
KINDS: Final[tuple[AccountMailKind, ...]] = (
    "verify_email",
    "reset_password",
    "password_changed",
    "account_closed",
)
TEXT: Final[SearchStrategy[str]] = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(codec=None), max_size=20), max_size=4
).map("".join)


class Tags(HTMLParser):
    """The tags of a page with their attributes' names, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)


def decoded(value: str) -> str:
    """A header's text as a mail program shows it, by the older of the library's decoders."""
    return "".join(
        part if isinstance(part, str) else part.decode(charset or "ascii")
        for part, charset in decode_header(value)
    )


def bodies(content: bytes) -> list[str]:
    """The texts of both parts, split at the boundary and decoded by hand."""
    pieces = re.split(rb"(?:^|\r\n)--=_part(?:--)?\r\n", content.partition(b"\r\n\r\n")[2])
    assert (pieces[0], pieces[3]) == (b"", b"")
    return [
        quopri.decodestring(piece.partition(b"\r\n\r\n")[2]).decode().replace("\r\n", "\n")
        for piece in pieces[1:3]
    ]


def assert_ours(mail: Mail, sender: str = SENDER) -> None:
    """The mail as sent has our headers, each once, our values and our two parts."""
    content = compose(mail, sender)
    raw = headers(content)
    parsed = message_from_bytes(content, policy=policy.default)

    expected = [*ALWAYS, *(name for name in EXTRA if name in mail.headers), *MIME]
    assert [name for name, _ in raw] == expected == parsed.keys()
    subject = shortened(mail.subject, MAX_SUBJECT)
    assert parsed["Subject"] == decoded(dict(raw)["Subject"]) == subject
    assert dict(raw)["To"] == str(parsed["To"]) == mail.to
    assert {name: dict(raw)[name] for name in mail.headers} == mail.headers
    assert dict(raw)["Message-ID"] == mail.message_id
    assert not parsed.defects
    parts = list(parsed.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    texts = [part.get_content().replace("\r\n", "\n") for part in parts]
    assert texts == bodies(content) == [mail.text, mail.html]
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None


def item(text: str = "x", **changes: Any) -> AlertItem:
    given: dict[str, Any] = {
        **dict.fromkeys(("title", "company", "salary", "source", "search", "age"), text),
        **dict.fromkeys(("locations", "reasons"), (text, text)),
        "alert_id": 1,
        "url": "https://x.example/",
        "seen_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return AlertItem(**given | changes)


def alerts(*jobs: AlertItem, name: str = "x") -> Mail:
    return email_templates.alerts(
        to="ada@example.org",
        name=name,
        jobs=jobs,
        unsubscribe_url="https://x.example/unsubscribe?token=abc",
        message_id="<1@example.org>",
    )


def assert_same_shape(mail: Mail, harmless: Mail) -> None:
    """Neither body has a line or a tag more than with a harmless word in its place."""
    assert mail.text.count("\n") == harmless.text.count("\n")
    assert len(mail.text.splitlines()) == len(harmless.text.splitlines())
    assert Tags(mail.html).found == Tags(harmless.html).found


@settings(max_examples=300)
@given(TEXT, st.sampled_from(("title", "company", "salary", "source", "search", "age")))
def test_any_field_of_a_job(text: str, field: str) -> None:
    """A field that a board or a person fills is text in the headers and in both bodies."""
    word = line(text) and "x"
    mail = alerts(item(**{field: text}), item(search="other"))

    assert_ours(mail)
    if word:
        assert_same_shape(mail, alerts(item(**{field: word}), item(search="other")))


@given(TEXT.filter(line), TEXT.filter(line))
def test_all_fields_at_once(text: str, name: str) -> None:
    """However many fields hold whatever there is, the mail is ours."""
    mail = alerts(item(text), name=name)

    assert_ours(mail)
    assert_same_shape(mail, alerts(item()))


@given(TEXT)
def test_address_of_a_job(url: str) -> None:
    """An address of a job is one line of text and one attribute, or is not given."""
    mail = alerts(item(url=f"https://x.example/{url}"))

    assert_ours(mail)
    assert_same_shape(mail, alerts(item()))


@given(TEXT.filter(line), st.sampled_from(KINDS))
def test_account_mails(name: str, kind: AccountMailKind) -> None:
    """The name given at registration is plain text in every mail."""
    mail, harmless = (
        email_templates.account(
            kind,
            to="ada@example.org",
            name=each,
            message_id="<1@example.org>",
            pages="https://x.example",
            token="abc",
            erased_on="1 May 2026",
            receipt="1",
        )
        for each in (name, "x")
    )

    assert_ours(mail)
    assert_same_shape(mail, harmless)


@given(TEXT)
def test_subject_and_bodies_as_they_come(text: str) -> None:
    """Also a mail that no template made."""
    kept = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
    body = re.sub(r"\r\n?", "\n", kept)
    assert_ours(Mail(to="a@b.c", subject=text, text=body, html=body, message_id="<1@x>"))


@given(TEXT)
def test_name_of_the_sender(text: str) -> None:
    """What MAIL_FROM calls us is a name, and the address stays the address."""
    quoted = line(text).replace("\\", "").replace('"', "")
    mail = alerts(item())
    content = compose(mail, f'"{quoted}" <jobs@example.org>')
    parsed = message_from_bytes(content, policy=policy.default)["From"]
    shown, _, address = dict(headers(content))["From"].rpartition(" ")

    assert [name for name, _ in headers(content)] == [*ALWAYS, *EXTRA, *MIME]
    assert [one.addr_spec for one in parsed.addresses] == ["jobs@example.org"]
    assert (decoded(shown), address.strip("<>")) == (line(quoted, MAX_NAME), "jobs@example.org")


@pytest.mark.parametrize("text", sorted({*HOSTILE} - {"?=", "--=_part--"}))
def test_what_no_address_is(text: str) -> None:
    """Nothing of a stranger becomes an address; what looks encoded does not either."""
    for to in (text, f"{text}@example.org", f"a@{text}"):
        with pytest.raises(DeliveryError, match=r"^the address is not valid$"):
            compose(msgspec.structs.replace(alerts(item()), to=to), SENDER)


@pytest.mark.parametrize("name", ["List-Unsubscribe", "List-Unsubscribe-Post", "Precedence"])
@pytest.mark.parametrize("text", [*HOSTILE[:8], "a\r\n b", "ü", "x" * 901])
def test_values_for_programs(name: str, text: str) -> None:
    """A value that is not plain is refused and not mended, with every header that has one."""
    mail = alerts(item())
    changed = msgspec.structs.replace(mail, headers={**mail.headers, name: f"<{text}>"})

    with pytest.raises(DeliveryError, match=f"^{name} is not valid in a header$") as refused:
        compose(changed, SENDER)
    assert isinstance(refused.value, DeliveryRefused)


@pytest.mark.parametrize("name", ["Bcc", "Subject", "subject", "List-Id: x\r\nBcc", ""])
def test_headers_that_are_not_ours(name: str) -> None:
    """A mail has no header beyond those we know, and none twice."""
    with pytest.raises(DeliveryError, match="is not an allowed header"):
        compose(msgspec.structs.replace(alerts(item()), headers={name: "x"}), SENDER)
