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
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from jobscout.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether *address* (IPv4 or IPv6) is out on the internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class Gate:
    """Decides on addresses. *opened* are ``host:port`` items that are let through."""

    def __init__(self, opened: Collection[str] = ()) -> None:
        self._opened = frozenset(opened)

    def is_open(self, host: str, port: int) -> bool:
        return f"{host}:{port}" in self._opened

    def is_open_url(self, url: str) -> bool:
        parts = urlsplit(url)
        return self.is_open(parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme, 0))

    def check_url(self, url: str) -> None:
        """Refuse what needs no DNS to be refused.

        Raises:
            SourceError: ``address-refused``: another scheme, credentials, or a private literal.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or _DEFAULT_PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise SourceError("address-refused", "only http and https are fetched") from None
        host = parts.hostname
        if not host or parts.username is not None:
            raise SourceError("address-refused", "the address names no host, or a user")
        if self.is_open(host, port):
            return
        try:
            public = is_public(host)
        except ValueError:
            return  # a name: the resolver decides
        if not public:
            raise SourceError("address-refused", f"{host} is not a public address")


class GatedResolver(AbstractResolver):
    """Resolves names and keeps only what the gate lets through."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._resolver = ThreadedResolver()

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
