"""Mail addresses: one form for all spellings of one, and no form for what gets no mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout import mail_addresses

SOFT_HYPHEN, ZERO_WIDTH, NO_BREAK = "\u00ad", "\u200b", "\ufeff"
HANGUL_FILLER, GRAPHEME_JOINER, VARIATION = "\u3164", "\u034f", "\ufe0f"
LETTERS = st.sampled_from("aAzé\u0301ßſKΣςİıﬁⅇ.-_+'\u3002\uff0e\uff20\u00ad\u200bあ\u2024 ")


@pytest.mark.parametrize(
    "text", ["a@b.co", "First.Last+tag@Sub.Example.org", "o'brien@example.ie", "a@x.local"]
)
def test_plain_address(text: str) -> None:
    """Sent to as it was given, without the blanks around it; its case does not tell two apart."""
    assert mail_addresses.parse(f" {text}\r\n\t") == (text, text.lower())
    assert mail_addresses.key(text.upper()) == text.lower()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("user@m\u00fcnchen.de", "user@xn--mnchen-3ya.de"),
        ("user@mu\u0308nchen.de", "user@xn--mnchen-3ya.de"),
        ("user@M\u00dcNCHEN.de", "user@xn--mnchen-3ya.de"),
        ("user@xn--mnchen-3ya.de", "user@xn--mnchen-3ya.de"),
        ("user@fa\u00df.de", "user@xn--fa-hia.de"),  # not fass.de: UTS 46, non-transitional
        ("user@\u4f8b\u3048.\u30c6\u30b9\u30c8", "user@xn--r8jz45g.xn--zckzah"),
        ("a@example\u3002com", "a@example.com"),
        ("a@\u2147xample.com", "a@example.com"),
        ("a@\uff45xample\uff0ecom", "a@example.com"),
        ("\uff41@example.com", "a@example.com"),
        ("\ufb01ona@example.com", "fiona@example.com"),
        ("a\u2024b@example.com", "a.b@example.com"),
        ("\u00fcser@example.com", "\u00fcser@example.com"),
        ("u\u0308ser@example.com", "\u00fcser@example.com"),
    ],
)
def test_other_spellings(text: str, address: str) -> None:
    """IDNA for the domain and NFKC for what stands before it: one form, which mail is sent to."""
    assert mail_addresses.parse(text) == (address, address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u00dcser@example.com", "\u00fcser@EXAMPLE.com"),
        ("\u039f\u0394\u039f\u03a3@example.gr", "\u03bf\u03b4\u03bf\u03c3@example.gr"),
        ("\u212a@example.com", "k@example.com"),
        ("Ada@XN--MNCHEN-3YA.de", "ada@m\u00fcnchen.de"),
    ],
)
def test_same_address(one: str, other: str) -> None:
    """Case tells no two apart, in any script."""
    assert mail_addresses.key(one) == mail_addresses.key(other) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "a@", "@b.co", "a.b.co", "a@b", "a@@b.co", "a b@c.co", "a@b c.co", "a@b..co"),
        *("a@.co", "a@-b.co", "a@b.123", ".a@b.co", "a.@b.co", "a..b@c.co", "a@b.co, c@d.co"),
        *("<a@b.co>", "Ada <a@b.co>", "a@b.co.", "a@b.co\u3002", "a@b_c.co", "a@1.2.3.4"),
        *("a\x00@b.co", "a@b.co\r\nBcc: x@y.z", "a@b.co\x85", "\xa0a@b.co", "a@b.co\u3000"),
        *("a@[127.0.0.1]", "a@[IPv6:::1]", '"a"@b.co', '"a b"@b.co', "a(x)@b.co", "a@b.co (x)"),
        *("=?utf-8?q?a?=@b.co", "a=\uff1fb@c.co"),
        *("a" * 65 + "@b.co", "\u00fc" * 33 + "@b.co", "a@" + "b" * 64 + ".co"),
        *("a@" + "b." * 130 + "co", "a@localhost", "a@x.invalid", "a@x.onion", "a@1.arpa"),
        *("a@\u2603.net", "a@xn--example-.com", "a\uff20b@c.co", "a\uff1bb@c.co", "\u00a8@b.co"),
        *(f"a{unseen}@b.co" for unseen in (SOFT_HYPHEN, ZERO_WIDTH, NO_BREAK, HANGUL_FILLER)),
        *(f"a@b{unseen}.co" for unseen in (SOFT_HYPHEN, ZERO_WIDTH, GRAPHEME_JOINER, VARIATION)),
        *("a@b.co" + ZERO_WIDTH, NO_BREAK + "a@b.co", "a\u202e@b.co", "\ud800@b.co"),
    ],
)
def test_no_address(text: str) -> None:
    """What no mail could reach, would smuggle a header, or cannot be told from another by eye."""
    with pytest.raises(ValueError, match=r"^is not an email address: "):
        mail_addresses.parse(text)
    assert mail_addresses.key(text) is None


def test_address_of_ours() -> None:
    """The operator's own host needs no dot; everything else is asked of it too."""
    assert mail_addresses.parse("jobs@localhost", is_ours=True).address == "jobs@localhost"
    with pytest.raises(ValueError, match="is not an email address"):
        mail_addresses.parse("jo bs@localhost", is_ours=True)


@given(st.text(LETTERS, min_size=1, max_size=8), st.text(LETTERS, min_size=1, max_size=8))
def test_form_is_final(local: str, host: str) -> None:
    """The form of a form is itself, and so is its key: nothing has two."""
    key = mail_addresses.key(f"{local}@{host}.example")
    if key is None:
        return
    address = mail_addresses.parse(f"{local}@{host}.example").address
    assert mail_addresses.parse(address) == (address, key)
    assert mail_addresses.key(key) == key
