"""What the pages of those who are signed in show of them: menu, name, organisations; and the door they came by."""

from typing import Any

from django import template
from django.urls import reverse

from nhv.accounts.demonstration import is_invented
from nhv.rules.access import standing
from nhv.rules.roles import Role
from nhv.website.account import trying
from nhv.website.account.menu import MENU
from nhv.website.account.openid import configured

register = template.Library()


@register.simple_tag(takes_context=True)
def signed_in_menu(context: template.Context) -> list[dict[str, str]]:
    """The entries of this person: address, word and whether it is (or holds) the page shown. No query."""
    request = context["request"]
    roles: frozenset[Role] = getattr(request, "roles", frozenset())
    shown = [(reverse(entry.name), str(entry.word)) for entry in MENU if standing(roles, entry.needs) == "may"]
    # One page may lie under another's address: the nearest is where one is.
    nearest = max((address for address, _word in shown if request.path.startswith(address)), key=len, default="")
    here = "page" if request.path == nearest else "true"
    return [
        {"address": address, "word": word, "current": here if address == nearest else ""} for address, word in shown
    ]


@register.simple_tag(takes_context=True)
def my_organisations(context: template.Context) -> list[Any]:
    """The organisations where this person has a role today, each once. No query."""
    memberships = getattr(context["request"], "memberships", [])
    return list({membership.organisation_id: membership.organisation for membership in memberships}.values())


@register.simple_tag
def sign_in_provider() -> dict[str, str] | None:
    """The OpenID Connect provider, when one is configured: its name, and the address that leads there."""
    app = configured()
    if app is None:
        return None
    address = reverse("openid_connect_login", kwargs={"provider_id": app["provider_id"]})
    return {"name": app["name"], "address": address}


@register.simple_tag(takes_context=True)
def people_to_try(context: template.Context) -> list[Any]:
    """The invented people by organisation, where one may be them by a press; nobody elsewhere, without a query."""
    return trying.people_by_place() if trying.may_try(context["request"]) else []


@register.simple_tag(takes_context=True)
def confirms_by_press(context: template.Context) -> bool:
    """Whether this person is invented and may show by a press who they are."""
    request = context["request"]
    return trying.may_try(request) and is_invented(request.user)
