"""What a request carries once it is here: what the Arrival middleware and the protection of a route put on it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpRequest

from nhv.accounts.models import Membership, User
from nhv.rules.actor import Actor
from nhv.rules.roles import Role


class Received(HttpRequest):
    """`received_at` (UTC) is when the last byte of what is sent was here; a request that only asks has none."""

    received_at: datetime


class SignedIn(Received):
    """A request of somebody who is signed in and may do such things: what every protected view gets.

    `actor` is for acts; `memberships` are today's, with their organisations; `roles` are theirs.
    """

    user: User
    actor: Actor
    memberships: list[Membership]
    roles: frozenset[Role]


def came_from(request: HttpRequest) -> str:
    """The page here that sent the form; our own pages always tell (Referrer-Policy: same-origin)."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    return f"/{referrer.path.lstrip('/')}" if referrer.netloc == request.get_host() else request.path
