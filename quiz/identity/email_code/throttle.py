"""How often one may be wrong, or ask: counted by address and by network, and forgotten after a while."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """So many within a time that begins with the first."""

    name: str
    most: int
    within: timedelta


# Mails to one mailbox: nobody can flood a colleague through this service.
CODES_SENT = Limit("codes-sent", 5, timedelta(minutes=30))
# With five tries a code, four browsers wrong to the end.
WRONG_FOR_ADDRESS = Limit("wrong-for-address", 20, timedelta(hours=1))
# A whole ministry may come from one address: fifty thousand agents in ten minutes, one in twenty
# mistyping, stay under it. Guessing does not need it (39 bits, five tries); floods do.
WRONG_FOR_NETWORK = Limit("wrong-for-network", 3000, timedelta(minutes=15))
# What one customer of a network provider holds (RFC 6177).
IPV6_NETWORK = 64


@dataclass(frozen=True)
class Counted:
    """How many there have been, and until when they are remembered."""

    count: int
    until: datetime


def closed_until(limit: Limit, counted: Counted | None, now: datetime) -> datetime | None:
    """When one may try again; nothing where one may try now."""
    if counted is None or counted.until <= now or counted.count < limit.most:
        return None
    return counted.until


def network(address: str | None) -> str:
    """The network an address belongs to: itself, or its /64 under IPv6.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3::4"), network("::ffff:192.0.2.7"), network(None)
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7', '')
    """
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))
        found = found.ipv4_mapped
    return str(found)
