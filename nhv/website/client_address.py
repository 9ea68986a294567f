"""Who asks: the address of the client, which a header that anybody can write does not decide."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of who sends this request."""
    return named_address(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def named_address(peer: str, forwarded_for: str) -> str:
    """The peer's own address; only when the peer is a proxy of NHV_TRUSTED_PROXIES what that proxy says.

    Read from the right, past proxies that are trusted themselves: what stands further left was written by the client.
    """
    address = str(peer)
    said = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    while said and is_trusted(address):
        address = said.pop()
    return address


def is_trusted(address: str) -> bool:
    """Whether this peer is one of NHV_TRUSTED_PROXIES, whose headers are believed."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(number in ipaddress.ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES)
