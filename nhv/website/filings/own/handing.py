"""Asking those who may send it to read it through and send it, and those who are to choose to do so."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.filings.acts import handing
from nhv.website.act_forms import press_button
from nhv.website.filings.own.own import own_or_not_here
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


def hand_over(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """A mail to each of them. The same once for what is written now."""
    own = own_or_not_here(request, pages, key)
    names = ", ".join(own.senders)
    if press_button(request, lambda: handing.hand_over(filing=own.filing, by=request.actor)):
        messages.success(request, _("De som får skicka in har fått ett brev: %(names)s.") % {"names": names})
        if missing := len(own.said.missing):
            words = ngettext("%(number)s svar saknas ännu.", "%(number)s svar saknas ännu.", missing)
            messages.warning(request, words % {"number": missing})
    return HttpResponseRedirect(own.page("show"))


def ask_to_choose(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """A mail to each whose answer waits for a choice. The same once for what is written now."""
    own = own_or_not_here(request, pages, key)
    names = ", ".join(own.choosers)
    if press_button(request, lambda: handing.ask_to_choose(filing=own.filing, by=request.actor)):
        messages.success(request, _("Ett brev om valet har gått till: %(names)s.") % {"names": names})
    return HttpResponseRedirect(own.page("show"))
