"""Addresses: what is public, what was opened, and what is refused without asking DNS."""

from __future__ import annotations

import pytest

from jobscout.errors import SourceError
from jobscout.outside.addresses import AddressPolicy, PolicyResolver, is_public
from tests.fakes import Names

PUBLIC = [
    "1.1.1.1",
    "192.0.1.1",
    "168.63.129.17",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2002:101:101::1",
]

INWARD = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "192.0.0.192",
    "168.63.129.16",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:192.0.0.192",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """What is out on the internet may be fetched, whatever it is wrapped in."""
    assert is_public(address)


@pytest.mark.parametrize("address", INWARD)
def test_not_public(address: str) -> None:
    """Loopback, private, link-local, metadata and multicast stay closed, also when wrapped."""
    assert not is_public(address)


@pytest.mark.parametrize("address", INWARD)
def test_literal_is_refused(address: str) -> None:
    """A board at a literal inward address is refused before anything is connected to."""
    host = f"[{address.replace('%', '%25')}]" if ":" in address else address

    with pytest.raises(SourceError) as refused:
        AddressPolicy().check_url(f"https://{host}/jobs")
    assert refused.value.kind == "address-refused"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://127.0.0.1./",
        "http://１２７.0.0.1/",
        "http://127.0.\t0.1/",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://public.example\\@127.0.0.1/",
        "http:///jobs",
        "http://",
        "//example.com/",
        "example.com",
        "",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "http://example.com:99999/",
        "http://[::1/",
    ],
)
def test_odd_address_is_refused(url: str) -> None:
    """Other schemes, other spellings of an address, users and nonsense are refused."""
    with pytest.raises(SourceError) as refused:
        AddressPolicy().check_url(url)

    assert refused.value.kind == "address-refused"


def test_name_is_left_to_the_resolver() -> None:
    """A name passes here, in the spelling that is then connected to."""
    assert str(AddressPolicy().check_url("HTTPS://Boards.Example.COM:443/a?b=c")) == (
        "https://boards.example.com/a?b=c"
    )


def test_allow_list_opens_exactly_host_and_port() -> None:
    """An opened item opens that host at that port, and nothing beside it."""
    policy = AddressPolicy(["127.0.0.1:9000", "Test.Example:80", "[::1]:9000"])

    for url in ("http://127.0.0.1:9000/x", "http://test.example/", "http://[::1]:9000/"):
        policy.check_url(url)
        assert policy.is_open_url(url)
    for url in ("http://127.0.0.1:9001/", "http://127.0.0.2:9000/", "http://[::1]/"):
        assert not policy.is_open_url(url)
        with pytest.raises(SourceError):
            policy.check_url(url)
    assert not policy.is_open_url("https://test.example/")
    assert not policy.is_open_url("no address [")


async def test_resolver_keeps_what_is_public() -> None:
    """Of a name that leads out and in, only the way out is left."""
    resolver = PolicyResolver(AddressPolicy(), Names("10.0.0.1", "1.1.1.1", "::1"))

    assert [result["host"] for result in await resolver.resolve("x.example", 443)] == ["1.1.1.1"]


async def test_resolver_refuses_what_leads_inside() -> None:
    """A name that leads nowhere but inside is refused."""
    resolver = PolicyResolver(
        AddressPolicy(["x.example:80"]), Names("127.0.0.1", "169.254.169.254")
    )

    with pytest.raises(SourceError) as refused:
        await resolver.resolve("x.example", 443)
    assert refused.value.kind == "address-refused"
    assert len(await resolver.resolve("x.example", 80)) == 2
