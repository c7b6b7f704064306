"""Mail through a real SMTP server, and into files."""

from __future__ import annotations

import asyncio
import stat
from contextlib import asynccontextmanager
from email import message_from_bytes, message_from_string, policy
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, Outage
from jobscout.outgoing import MAX_SUBJECT, Mail
from jobscout.outside.mail import FileMailer, SmtpMailer, domain
from jobscout.outside.mime import compose
from jobscout.rules.lines import shortened
from tests.fakes import own_certificate
from tests.hostile_texts import HOSTILE, headers

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator
    from email.message import EmailMessage
    from pathlib import Path

SENDER = "Job Scöut <jobs@example.org>"
BEYOND = "\u00fcser@xn--mnchen-3ya.de"
UNSUBSCRIBE = f"<https://jobs.example.org/unsubscribe?token={'MTIzNDU2.' + 'x' * 120}>"
MAIL = Mail(
    to="ada@example.org",
    subject="C++ für Käufer at Acme",
    text="Grüße, " + "long line " * 200,
    html="<p>Grüße</p>",
    message_id="<0b1c@example.org>",
    headers={
        "List-Unsubscribe": UNSUBSCRIBE,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)


class PostOffice:
    """Takes mail, or answers each step as the test likes."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.envelopes: list[Any] = []
        self.encrypted = False

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if "mail" not in self.answers:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if "rcpt" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.encrypted = session.ssl is not None
        self.envelopes.append(envelope)
        return self.answers.get("data", "250 OK")


def arrived(office: PostOffice) -> EmailMessage:
    """The one mail that *office* took."""
    (envelope,) = office.envelopes
    return message_from_bytes(envelope.content, policy=policy.default)


@asynccontextmanager
async def open_for(office: PostOffice, *, kind: Any = SMTP, **options: Any) -> AsyncIterator[str]:
    """A server for *office*; its ``host:port``."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: kind(office, hostname="test", loop=loop, **options), "127.0.0.1", 0
    )
    try:
        async with asyncio.timeout(10):
            yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


class Reporting(SMTP):
    """A server that reports failures as it is asked to (RFC 3461)."""

    asked: list[str]

    def _getparams(self, params: Any) -> Any:
        ours = [one for one in params if one.startswith(("RET=", "ENVID=", "NOTIFY="))]
        self.asked = [*getattr(self, "asked", []), *ours]
        self.event_handler.asked = self.asked
        return super()._getparams([one for one in params if one not in ours])


class ReportingOffice(PostOffice):
    asked: list[str]

    async def handle_EHLO(  # noqa: N802  (aiosmtpd's name)
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]


async def refusal(mailer: SmtpMailer | FileMailer, mail: Mail = MAIL) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        await mailer.send(mail)
    return refused.value


async def test_arrives_whole() -> None:
    """Both parts, all headers and the envelope arrive as they were meant."""
    office = PostOffice()
    async with open_for(office) as at:
        await SmtpMailer(f"smtp://{at}", SENDER).send(MAIL)

    mail = arrived(office)
    (envelope,) = office.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("jobs@example.org", ["ada@example.org"])
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content() for part in mail.iter_parts())
    assert (text.strip(), html.strip()) == (MAIL.text.strip(), MAIL.html)
    assert mail["Subject"] == MAIL.subject
    assert mail["From"] == SENDER
    assert mail["To"] == "ada@example.org"
    assert mail["Message-ID"] == "<0b1c@example.org>"
    assert mail["Date"].datetime is not None


async def test_comes_back_to_its_own_address() -> None:
    """A mail with a return address of its own has it on the envelope, and nowhere else."""
    office = PostOffice()
    back = "bounces+1-6564-ab@bounces.example.org"
    async with open_for(office) as at:
        await SmtpMailer(f"smtp://{at}", SENDER).send(
            msgspec.structs.replace(MAIL, return_path=back)
        )

    assert office.envelopes[0].mail_from == back
    assert back.encode() not in office.envelopes[0].content
    assert arrived(office)["From"] == SENDER


async def test_asks_for_reports() -> None:
    """A server that can report failures is asked for them, with the headers and our id."""
    office = ReportingOffice()
    async with open_for(office, kind=Reporting) as at:
        await SmtpMailer(f"smtp://{at}", SENDER).send(
            msgspec.structs.replace(MAIL, message_id="<a+b=c@example.org>")
        )

    assert len(office.envelopes) == 1
    assert office.asked == ["RET=HDRS", "ENVID=A+2BB+3DC@EXAMPLE.ORG", "NOTIFY=FAILURE"]


async def test_unsubscribe_is_readable_by_programs() -> None:
    """However long, the link arrives as one plain value: encoded, no button would appear."""
    office = PostOffice()
    async with open_for(office) as at:
        await SmtpMailer(f"smtp://{at}", SENDER).send(MAIL)

    content = office.envelopes[0].content
    assert f"\r\nList-Unsubscribe: {UNSUBSCRIBE}\r\n".encode() in content
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in content


async def test_lines_are_short_and_plain() -> None:
    """Every server takes it: seven bits, and no line over 998 characters (RFC 5321)."""
    content = compose(MAIL, SENDER)

    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        ({"rcpt": "550 5.1.1 <ada@example.org>: no such user"}, True),
        ({"rcpt": "550 no such user ada@example.org"}, True),
        ({"rcpt": "550 5.7.1 ada@example.org: no such user for blocked hosts"}, False),
        ({"rcpt": "552 5.2.2 mailbox full"}, False),
        ({"rcpt": "554 relay access denied"}, False),
        ({"rcpt": "451 4.1.1 ada@example.org"}, False),
        ({"data": "550 5.1.1 no such user"}, False),
        ({"mail": "550 5.1.1 no such user"}, False),
    ],
)
async def test_nobody_has_the_address(answers: dict[str, str], gone: bool) -> None:
    """Only a lasting no to the recipient, for the recipient's sake, says that nobody is there."""
    async with open_for(PostOffice(**answers)) as at:
        said = await refusal(SmtpMailer(f"smtp://{at}", SENDER))

    assert isinstance(said, AddressGone) is gone
    assert "ada" not in str(said)


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        ({"rcpt": "550 5.7.1 we know you, ada@example.org"}, True),
        ({"rcpt": "451 greylisted ada@example.org"}, False),
        ({"data": "554 we take no spam from ada@example.org"}, True),
        ({"data": "452 disk full"}, False),
        ({"mail": "550 who are you"}, False),
        ({"mail": "530 sign in first"}, False),
        ({"mail": "421 closing"}, False),
    ],
)
async def test_refused(answers: dict[str, str], permanent: bool) -> None:
    """A lasting no to the address or the mail is final; a no to us or for now is not."""
    async with open_for(PostOffice(**answers)) as at:
        refused = await refusal(SmtpMailer(f"smtp://{at}", SENDER))

    assert (isinstance(refused, DeliveryRefused), isinstance(refused, AddressGone)) == (
        permanent,
        False,
    )
    assert "ada@example.org" not in str(refused)


async def test_server_away() -> None:
    """A server that is not there is an outage of the mail, to be tried again."""
    async with open_for(PostOffice()) as at:
        pass
    refused = await refusal(SmtpMailer(f"smtp://{at}", SENDER))

    assert not isinstance(refused, DeliveryRefused)


async def test_domain_beyond_ascii() -> None:
    """Sent in ASCII, in the envelope and in the header, to a server that knows of nothing else."""
    office = PostOffice()
    async with open_for(office) as at:
        mailer = SmtpMailer(f"smtp://{at}", SENDER)
        await mailer.send(msgspec.structs.replace(MAIL, to="Ada@M\u00fcnchen.de"))

    assert office.envelopes[0].rcpt_tos == ["Ada@xn--mnchen-3ya.de"]
    assert arrived(office)["To"] == "Ada@xn--mnchen-3ya.de"
    assert "SMTPUTF8" not in office.envelopes[0].mail_options


async def test_address_beyond_ascii() -> None:
    """With SMTPUTF8 it arrives as it is, headers and all."""
    office = PostOffice()
    async with open_for(office, enable_SMTPUTF8=True) as at:
        mailer = SmtpMailer(f"smtp://{at}", SENDER)
        await mailer.send(msgspec.structs.replace(MAIL, to=BEYOND))
        assert await mailer.takes_utf8()

    (envelope,) = office.envelopes
    content = envelope.content.decode()
    mail = message_from_string(content, policy=policy.default)
    assert envelope.rcpt_tos == [BEYOND]
    assert {"SMTPUTF8", "BODY=8BITMIME"} <= set(envelope.mail_options)
    assert f"\r\nTo: {BEYOND}\r\n" in content
    assert (mail["Subject"], mail["From"]) == (MAIL.subject, SENDER)
    assert f"\r\nList-Unsubscribe: {UNSUBSCRIBE}\r\n" in content


async def test_address_beyond_ascii_where_nobody_takes_it() -> None:
    """It is not sent, and may be once the server takes it; other mail goes on."""
    office = PostOffice()
    async with open_for(office) as at:
        mailer = SmtpMailer(f"smtp://{at}", SENDER)
        refused = await refusal(mailer, msgspec.structs.replace(MAIL, to=BEYOND))
        await mailer.send(MAIL)

    assert (isinstance(refused, DeliveryRefused), mailer.state) == (False, "ok")
    assert "takes no address beyond ASCII" in str(refused)
    assert arrived(office)["To"] == MAIL.to


@pytest.mark.parametrize("offers", [True, False])
async def test_server_is_asked_what_it_takes(offers: bool) -> None:
    """Before any mail was sent; by many at once it is asked once, and no mail is begun."""
    office, calls = PostOffice(), 0

    class Counted(SMTP):
        async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
            nonlocal calls
            calls += 1
            await super().smtp_EHLO(hostname)

    server = await asyncio.get_running_loop().create_server(
        lambda: Counted(office, enable_SMTPUTF8=offers), "127.0.0.1", 0
    )
    async with server, asyncio.timeout(10):
        mailer = SmtpMailer(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", SENDER)
        said = await asyncio.gather(*(mailer.takes_utf8() for _ in range(20)))

    assert said == [offers] * 20
    assert (calls, office.envelopes) == (1, [])


async def test_server_that_was_never_there() -> None:
    """Nobody knows what it takes; it is not asked by each who comes."""
    async with open_for(PostOffice()) as at:
        pass
    mailer = SmtpMailer(f"smtp://{at}", SENDER)

    for _ in range(2):
        with pytest.raises(Outage, match="the mail server is unavailable"):
            await mailer.takes_utf8()


def sign_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    known = (data.login, data.password) == (b"us er", b"p@ss/word")
    return AuthResult(success=known, handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_signs_in() -> None:
    """The user and password of the address are decoded and used."""
    office = PostOffice()
    options = {"authenticator": sign_in, "auth_require_tls": False, "auth_required": True}
    async with open_for(office, **options) as at:
        await SmtpMailer(f"smtp://us%20er:p%40ss%2Fword@{at}", SENDER).send(MAIL)

    assert len(office.envelopes) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_wrong_password_is_our_fault() -> None:
    """A password that expired parks nobody's mail: it is tried again, and not told."""
    options = {"authenticator": sign_in, "auth_require_tls": False, "auth_required": True}
    async with open_for(PostOffice(), **options) as at:
        refused = await refusal(SmtpMailer(f"smtp://us%20er:hunter2@{at}", SENDER))

    assert (isinstance(refused, DeliveryRefused), str(refused)) == (
        False,
        "the mail server answered 535",
    )


async def test_starttls(
    certificate: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With starttls the mail goes encrypted, to a server whose certificate we trust."""
    context, authority = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    office = PostOffice()
    async with open_for(office, tls_context=context, require_starttls=True) as at:
        await SmtpMailer(f"smtp://{at}?starttls=true", SENDER).send(MAIL)

    assert office.encrypted


async def test_starttls_with_a_stranger(certificate: tuple[ssl.SSLContext, Path]) -> None:
    """A server whose certificate nobody vouches for gets no mail."""
    office = PostOffice()
    async with open_for(office, tls_context=certificate[0]) as at:
        refused = await refusal(SmtpMailer(f"smtp://{at}?starttls=true", SENDER))

    assert (isinstance(refused, DeliveryRefused), office.envelopes) == (False, [])


async def test_starttls_that_is_not_offered() -> None:
    """Who asked for encryption gets no mail sent without it."""
    office = PostOffice()
    async with open_for(office) as at:
        refused = await refusal(SmtpMailer(f"smtp://{at}?starttls=true", SENDER))

    assert (isinstance(refused, DeliveryRefused), office.envelopes) == (False, [])


@pytest.mark.parametrize(
    "to",
    [
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org, eve@example.org",
        "ada@example.org> RCPT TO:<eve@example.org",
        "<ada@example.org>",
        "a b@example.org",
        "a@b@example.org",
        "ada",
        "ada@",
        "@example.org",
        "",
    ],
)
def test_odd_address_is_refused(to: str) -> None:
    """An address that is not exactly one address is refused for good, and not repeated."""
    with pytest.raises(DeliveryError, match=r"^the address is not valid$") as refused:
        compose(msgspec.structs.replace(MAIL, to=to), SENDER)

    assert isinstance(refused.value, DeliveryRefused)


def test_subject_cannot_add_a_header() -> None:
    """Line breaks and control characters of a title do not reach the header."""
    subject = "Engineer\r\nBcc: eve@example.org\r\n\r\n<b>body</b>\x00\x1b[2J"
    content = compose(msgspec.structs.replace(MAIL, subject=subject), SENDER)
    mail = message_from_bytes(content, policy=policy.default)

    assert mail["Bcc"] is None
    assert mail["Subject"] == "Engineer Bcc: eve@example.org <b>body</b>[2J"
    assert b"\nBcc:" not in content


async def test_hostile_texts_arrive_as_text(tmp_path: Path) -> None:
    """Over SMTP and in files, what looks like headers or encoded words in a title is text."""
    files, office = FileMailer(tmp_path / "mail", SENDER), PostOffice()
    sent = [
        msgspec.structs.replace(MAIL, subject=f"Dev {text}", message_id=f"<{n}@x>")
        for n, text in enumerate(HOSTILE)
    ]
    async with open_for(office) as at:
        mailer = SmtpMailer(f"smtp://{at}", SENDER)
        for mail in sent:
            await mailer.send(mail)
            await files.send(mail)

    names = [name for name, _ in headers(compose(MAIL, SENDER))]
    for n, (mail, envelope) in enumerate(zip(sent, office.envelopes, strict=True)):
        for content in (envelope.content, (tmp_path / "mail" / f"{n}@x.eml").read_bytes()):
            parsed = message_from_bytes(content, policy=policy.default)
            assert [name for name, _ in headers(content)] == names == parsed.keys()
            assert parsed["Subject"] == shortened(mail.subject, MAX_SUBJECT)
            assert envelope.rcpt_tos == [mail.to]
            assert [part.get_content().strip() for part in parsed.iter_parts()] == [
                mail.text.strip(),
                mail.html,
            ]


@pytest.mark.parametrize("value", ["<https://x>\r\nBcc: eve@example.org", "<https://ü>", "\x00"])
def test_header_cannot_add_a_header(value: str) -> None:
    """A value that is no header value sends nothing."""
    with pytest.raises(DeliveryError, match="List-Unsubscribe is not valid in a header"):
        compose(msgspec.structs.replace(MAIL, headers={"List-Unsubscribe": value}), SENDER)
    with pytest.raises(DeliveryError, match="Message-ID is not valid in a header"):
        compose(msgspec.structs.replace(MAIL, message_id=value), SENDER)


async def test_files(tmp_path: Path) -> None:
    """Without a server each mail is one private file; the same mail again is the same file."""
    mailer = FileMailer(tmp_path / "mail", SENDER)
    await mailer.send(MAIL)
    await mailer.send(MAIL)
    await mailer.send(msgspec.structs.replace(MAIL, message_id="<../../2@example.org>"))

    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert names == [".._.._2@example.org.eml", "0b1c@example.org.eml"]
    file = tmp_path / "mail" / names[1]
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert parsed["Message-ID"] == MAIL.message_id


async def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    """A full or broken disk is an outage of the mail, to be tried again."""
    (tmp_path / "mail").write_text("in the way")
    refused = await refusal(FileMailer(tmp_path / "mail", SENDER))

    assert not isinstance(refused, DeliveryRefused)


@pytest.mark.parametrize(
    ("sender", "expected"),
    [(SENDER, "example.org"), ("a@localhost", "localhost"), ("", "localhost")],
)
def test_domain(sender: str, expected: str) -> None:
    """Message-IDs bear the sender's domain."""
    assert domain(sender) == expected


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A server's context for 127.0.0.1, and the file of who vouches for it."""
    return own_certificate(tmp_path_factory.mktemp("tls"))


async def test_forgetting_an_address(tmp_path: Path) -> None:
    """P13: the files of mails to an address go, whatever else lies there; again is fine."""
    mailer = FileMailer(tmp_path / "mail", SENDER)
    sent_to = ("ada@example.org", "Ada@EXAMPLE.org", BEYOND, "bob-ada@example.org")
    for number, to in enumerate(sent_to):
        await mailer.send(msgspec.structs.replace(MAIL, to=to, message_id=f"<{number}@x>"))

    for address in ("ada@example.org", "\u00dcSER@m\u00fcnchen.de") * 2:
        await mailer.forget(address)

    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["3@x.eml"]
    await FileMailer(tmp_path / "nowhere", SENDER).forget("ada@example.org")
