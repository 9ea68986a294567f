"""Choosing between two people's answers, and another hospital."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.acts import drafts
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.website.fields import Field
from nhv.website.filings.own.own import own_or_not_here
from nhv.website.filings.own.saving import save_page
from nhv.website.filings.pages import FilingPages
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn

MOST_HOSPITALS = 200


def choose(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """What was chosen between answers that clashed, wherever in the form they stand."""
    own = own_or_not_here(request, pages, key)
    try:
        outcome = save_page(own.filing, request, request.actor)
    except NOT_DONE as refused:
        return render(
            request, "filings/own/word.html", {"own": own, "filing": own.filing, "refused": in_readers_words(refused)}
        )
    if outcome.is_whole:
        messages.success(request, _("Sparat."))
        return HttpResponseRedirect(own.page("show"))
    own = own_or_not_here(request, pages, key)
    clashes = [
        Field(asked, outcome.typed.get(name), fault=outcome.faults.get(name, ""), theirs=outcome.theirs.get(name))
        for name in {**outcome.theirs, **outcome.faults}
        if (asked := own.filing.outline.outline.find(name))
    ]
    return render(request, "filings/own/word_result.html", {"own": own, "filing": own.filing, "clashes": clashes})


def place(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Another hospital, whose attested facts then follow along instead."""
    own = own_or_not_here(request, pages, key)
    found = Organisation.objects.filter(parent__key=own.filing.organisation_id, kind=Organisation.Kind.HOSPITAL)
    hospitals = list(found.select_related("parent").order_by(in_swedish("name"))[:MOST_HOSPITALS])
    refused = ""
    if request.method == "POST":
        chosen = next((each for each in hospitals if each.key == request.POST.get("hospital")), None)
        try:
            drafts.change_place(filing=own.filing, place=chosen, by=request.actor)
            return HttpResponseRedirect(own.page("show"))
        except NOT_DONE as told:
            refused = in_readers_words(told)
    page = {"own": own, "filing": own.filing, "hospitals": hospitals, "refused": refused}
    return render(request, "filings/own/place.html", page)
