"""Which addresses we may fetch from: the public internet, and hosts opened on purpose.

A board's address comes from operators and from redirects, so it may point inwards: at
loopback, at private networks, at a cloud's metadata service (OWASP: server-side request
forgery). The check sits in the resolver, so that the address that was checked is the one
that is connected to, and a second DNS answer changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from jobscout.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# All of IPv6 that was ever given out; ``is_global`` takes much of the rest for public.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
# Public by their number, and yet inside: clouds answer here for their own machines.
_INSIDE = (
    ipaddress.ip_network("192.0.0.0/24"),  # Oracle's metadata service
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's platform service
)


def is_public(address: str) -> bool:
    """Whether *address* (IPv4 or IPv6) is out on the internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None:
            return ip in _GIVEN_OUT and ip.is_global
        ip = inner
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _INSIDE)


class AddressPolicy:
    """Decides on addresses.

    *opened* are ``host:port`` items that are let through, an IPv6 host in brackets.
    """

    def __init__(self, opened: Collection[str] = ()) -> None:
        self._opened = frozenset(item.lower() for item in opened)

    def is_open(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        return f"{name}:{port}" in self._opened

    def is_open_url(self, url: str) -> bool:
        try:
            target = URL(url)
        except ValueError:
            return False
        return self.is_open(target.raw_host or "", target.port or 0)

    def check_url(self, url: str) -> URL:
        """Refuse what needs no DNS to be refused.

        Returns:
            *url* as aiohttp reads it, so that what was checked is what is connected to.

        Raises:
            SourceError: ``address-refused``: another scheme, credentials, or a private literal.
        """
        try:
            target = URL(url)
        except ValueError:
            raise SourceError("address-refused", "this is no address") from None
        if target.scheme not in {"http", "https"}:
            raise SourceError("address-refused", "only http and https are fetched")
        host = target.raw_host
        if not host or target.port is None or target.user is not None:
            raise SourceError("address-refused", "the address names no host, or a user")
        if not self.is_open(host, target.port) and not _may_be_public(host):
            raise SourceError("address-refused", f"{host} is not a public address")
        return target


def _may_be_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        # A name, so the resolver decides; but "2130706433" and "127.1" are other spellings
        # of an address, and no name is all digits.
        return not host.replace(".", "").isdigit()


class GatedResolver(AbstractResolver):
    """Resolves names through *resolver* and keeps only what the gate lets through."""

    def __init__(self, gate: AddressPolicy, resolver: AbstractResolver | None = None) -> None:
        self._gate = gate
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises SourceError ``address-refused`` when nothing public is left."""
        found = await self._resolver.resolve(host, port, family)
        if self._gate.is_open(host, port):
            return found
        public = [result for result in found if is_public(result["host"])]
        if not public:
            raise SourceError("address-refused", f"{host} leads to an address that is not public")
        return public

    async def close(self) -> None:
        await self._resolver.close()
