"""Which addresses may be fetched from: public ones, unless the user allows others."""

from __future__ import annotations

import ipaddress
import socket

from sayso.errors import InputError


def resolve(url: str, host: str, port: int, *, allow_private: bool) -> str:
    """The network address to connect to for ``host``.

    Whoever connects must use this very address: a name that is looked up again
    may lead somewhere else by then.

    Raises:
        InputError: there is none, or one of them is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(
            url, f"cannot be fetched: the host {host} was not found; check the address and network"
        ) from error
    addresses = [str(sockaddr[0]).partition("%")[0] for *_, sockaddr in found]
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise InputError(
                    url,
                    f"leads to {address}, which is not a public address;"
                    " --allow-private fetches it all the same",
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether anybody on the Internet may reach it, also behind the disguises of IPv6."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
