"""Who asks: the address of the client, which a header that anybody can write does not decide."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The peer's own address; only when the peer is a proxy of NHV_TRUSTED_PROXIES what that proxy says.

    Read from the right, past proxies that are trusted themselves: what stands further left was written by the client.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
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
