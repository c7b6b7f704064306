"""The caller's address behind trusted proxies."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Final

from jobscout.http.keys import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp import web

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

HOUSEHOLD_BITS: Final = (
    64  # size of one customer's IPv6 network; limits on single addresses are useless
)


def client_address(request: web.Request) -> Address | None:
    """The caller's address; None behind a Unix socket without one."""
    return behind(
        _parsed(request.remote or ""),
        request.headers.getall("X-Forwarded-For", []),
        request.app[SERVICES].trusted_proxies,
    )


def behind(
    peer: Address | None, forwarded: Sequence[str], trusted: Sequence[Network]
) -> Address | None:
    """Walk ``X-Forwarded-For`` from its end for as long as the sender is trusted.

    Each proxy appends the address of its client, so an entry counts only if the next one is
    trusted; everything further left may be forged.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    while hops and peer is not None and any(peer in network for network in trusted):
        stated = _parsed(hops.pop())
        if stated is None:
            break
        peer = stated
    return peer


def counted(address: Address | None) -> str:
    """The key under which an address's calls are counted."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD_BITS), strict=False))
    return str(address)


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
