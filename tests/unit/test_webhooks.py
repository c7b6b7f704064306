"""Webhooks: which addresses may be called, and how a receiver knows us."""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path
from typing import Any

import pytest

from jobscout.outside.addresses import AddressPolicy
from jobscout.outside.receiver_client import receiver_url
from jobscout.rules.caps import URL_CHARS
from jobscout.rules.webhook_signatures import new_secret, signature, standard_headers
from tests.unit.test_addresses import INWARD

SECRET = "whsec_0123456789012345678901234567890123456789"
OTHER = "whsec_0123456789012345678901234567890123456780"
BODY = b'{"type":"alert"}'
PAGE = Path(__file__).parents[2] / "docs" / "webhooks.md"


def is_ours(*given: Any) -> bool:
    """The very lines that the page for receivers shows."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102
    said: bool = names["is_ours"](*given)
    return said


def test_older_signature() -> None:
    """A signature anybody can make again: the time, a dot, the body, HMAC-SHA256."""
    # printf '1700000000.{"type":"alert"}' | openssl dgst -sha256 -hmac "$SECRET"
    assert signature(SECRET, 1700000000, BODY) == (
        "t=1700000000,v1=410d5a33214b7868142f604eb606d04d84d64e6fb7ee43ecdb843e7371a42810"
    )


def test_standard_signature() -> None:
    """The example of the Standard Webhooks specification and its libraries' tests."""
    headers = standard_headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_older_secrets() -> None:
    """What was written in base64's alphabet for URLs, without padding, is the same key."""
    random = bytes(range(200, 232))
    older = "whsec_" + base64.urlsafe_b64encode(random).decode().rstrip("=")

    assert {"-", "_"} & set(older)
    assert standard_headers(older, "1", 2, BODY) == standard_headers(
        new_secret(random), "1", 2, BODY
    )
    assert standard_headers("whsec_not base64!", "1", 2, BODY)["webhook-signature"]


def signed(secret: str = SECRET, body: bytes = BODY, late_s: int = 0) -> dict[str, str]:
    return standard_headers(secret, "6f1e0c62", int(time.time()) - late_s, body)


def test_receiver_knows_us() -> None:
    """The lines of docs/webhooks.md take what we sign now, also behind another signature."""
    headers = signed()
    both = headers | {"webhook-signature": f"v1,AAAA {headers['webhook-signature']}"}

    assert is_ours(SECRET, headers, BODY)
    assert is_ours(SECRET, both, BODY)


@pytest.mark.parametrize(
    ("secret", "late_s", "body"),
    [(OTHER, 0, BODY), (SECRET, 0, BODY + b" "), (SECRET, 400, BODY), (SECRET, -400, BODY)],
    ids=["another secret", "another body", "too old", "from the future"],
)
def test_receiver_knows_others(secret: str, late_s: int, body: bytes) -> None:
    """The same lines refuse another secret, another body, and what somebody kept."""
    assert not is_ours(SECRET, signed(secret, body, late_s), BODY)


@pytest.mark.parametrize("header", ["", "v1,", "v1", "v1,é", "v2,AAAA", " , "])
def test_receiver_is_not_confused(header: str) -> None:
    """A header that is none of ours is a no, never an error."""
    assert not is_ours(SECRET, signed() | {"webhook-signature": header}, BODY)
    assert not is_ours(SECRET, {"webhook-timestamp": "²"}, BODY)
    assert not is_ours(SECRET, {}, BODY)


def test_time_and_id_are_signed() -> None:
    """Who kept a call cannot make it younger, or another one."""
    old = signed(late_s=400)

    assert not is_ours(SECRET, old | {"webhook-timestamp": str(int(time.time()))}, BODY)
    assert not is_ours(SECRET, signed() | {"webhook-id": "another"}, BODY)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("https://hooks.example.org/jobs?key=a%2Bb", None),
        ("HTTPS://Hooks.Example.org:443/Jobs", "https://hooks.example.org/Jobs"),
        ("https://hooks.example.org", None),
        ("https://@hooks.example.org/", "https://hooks.example.org/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://1.1.1.1:8443/", None),
        ("https://[2606:4700::1111]/", None),
        ("http://127.0.0.1:9000/hook", None),
        ("https://127.0.0.1:9001/hook", None),
    ],
)
def test_address(text: str, called: str | None) -> None:
    """What may be called, in the one spelling that is called and shown."""
    policy = AddressPolicy(["127.0.0.1:9000", "127.0.0.1:9001"])

    checked = receiver_url(text, policy)

    assert checked == (called or text)
    assert receiver_url(checked, policy) == checked


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("http://hooks.example.org/", "must begin with https://"),
        ("http://127.0.0.1:9001/", "must begin with https://"),
        ("ftp://127.0.0.1:9000/", "must begin with https://"),
        ("hooks.example.org", "must begin with https://"),
        ("/jobs", "must begin with https://"),
        ("javascript:alert(1)", "must begin with https://"),
        ("https://ada@example.org/", "must not name a user"),
        ("https://ada:pw@example.org/", "must not name a user"),
        ("https://:pw@example.org/", "must not name a user"),
        ("https://example.org/#top", "must not have a fragment"),
        ("https://example.org/#", "must not have a fragment"),
        ("https:///jobs", "cannot be called"),
        ("https://", "cannot be called"),
        ("https://example.org:99999/", "is not an address"),
        ("https://[::1/", "is not an address"),
        ("https://127.1/", "cannot be called"),
        ("https://2130706433/", "cannot be called"),
        ("https://example.org/\r\nX-Evil: 1", "holds a character"),
        ("https://example.org/a b", "holds a character"),
        ("https://example.org\\@127.0.0.1/", "holds a character"),
        ("https://127.0.\t0.1/", "holds a character"),
        ("https://example.org/\u2028", "holds a character"),
        ("https://example.org/" + "ä" * (URL_CHARS // 5), "is longer than 2000"),
        ("", "must begin with https://"),
    ],
)
def test_address_that_may_not_be(text: str, problem: str) -> None:
    """Everything else is refused, with what is wrong in words that follow the field's name."""
    with pytest.raises(ValueError, match=f"^{problem}"):
        receiver_url(text, AddressPolicy(["127.0.0.1:9000"]))


@pytest.mark.parametrize("address", INWARD)
def test_address_inside(address: str) -> None:
    """P10: a literal address inside is refused before it is stored."""
    host = f"[{address.replace('%', '%25')}]" if ":" in address else address

    with pytest.raises(ValueError, match=r"^(cannot be called|is not an address)"):
        receiver_url(f"https://{host}/jobs", AddressPolicy())
