"""Which addresses we may fetch from: the public internet, and explicitly allowed hosts.

A board's URL comes from operators and from redirects, so it may point to internal targets:
loopback, private networks, a cloud's metadata service (OWASP: server-side request forgery).
The resolver does the check, so the checked address is the one connected to, and a second DNS
answer cannot change it.
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
# All IPv6 space allocated so far; ``is_global`` treats much of the rest as public.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
# Public by number but internal: clouds use these for services to their own machines.
_INSIDE = (
    ipaddress.ip_network("192.0.0.0/24"),  # Oracle's metadata service
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's platform service
)


def is_public(address: str) -> bool:
    """Whether *address* (IPv4 or IPv6) is public, also if it is embedded in another address."""
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
    """Decides which addresses are allowed.

    *allowlist*: ``host:port`` items that are always allowed, an IPv6 host in brackets.
    """

    def __init__(self, allowlist: Collection[str] = ()) -> None:
        self._allowlist = frozenset(item.lower() for item in allowlist)

    def is_open(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        return f"{name}:{port}" in self._allowlist

    def is_open_url(self, url: str) -> bool:
        try:
            target = URL(url)
        except ValueError:
            return False
        return self.is_open(target.raw_host or "", target.port or 0)

    def check_url(self, url: str) -> URL:
        """Reject what can be rejected without DNS.

        Returns:
            *url* as aiohttp parses it, so that the checked URL is the one requested.

        Raises:
            SourceError: ``address-refused``: another scheme, credentials, or a private literal.
        """
        try:
            target = URL(url)
        except ValueError:
            raise SourceError("address-refused", "this is not a valid address") from None
        if target.scheme not in {"http", "https"}:
            raise SourceError("address-refused", "only http and https are fetched")
        host = target.raw_host
        if not host or target.port is None or target.user is not None:
            raise SourceError("address-refused", "the address has no host, or contains a user")
        if not self.is_open(host, target.port) and not _may_be_public(host):
            raise SourceError("address-refused", f"{host} is not a public address")
        return target


def _may_be_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        # A host name, so the resolver decides. But "2130706433" and "127.1" are other spellings of
        # an address, and no host name is all digits.
        return not host.replace(".", "").isdigit()


class PolicyResolver(AbstractResolver):
    """Resolves names through *resolver* and keeps only allowed addresses."""

    def __init__(self, policy: AddressPolicy, resolver: AbstractResolver | None = None) -> None:
        self._policy = policy
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises SourceError ``address-refused`` if no public address remains."""
        found = await self._resolver.resolve(host, port, family)
        if self._policy.is_open(host, port):
            return found
        public = [result for result in found if is_public(result["host"])]
        if not public:
            raise SourceError("address-refused", f"{host} leads to an address that is not public")
        return public

    async def close(self) -> None:
        await self._resolver.close()
