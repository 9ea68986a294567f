"""Choosing between two people's answers, and another hospital."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.process.applications.acts import change_hospital
from nhv.register.models import Organisation
from nhv.website.applicant.own import own_or_not_here
from nhv.website.applicant.saving import save_page
from nhv.website.fields import Field
from nhv.website.refusals import NOT_DONE, in_readers_words


def choose(request: HttpRequest, key: str) -> HttpResponse:
    """What was chosen between answers that clashed, wherever in the form they stand."""
    own = own_or_not_here(request, key)
    try:
        outcome = save_page(own.filing, request, request.actor)
    except NOT_DONE as refused:
        return render(
            request, "applicant/word.html", {"own": own, "filing": own.filing, "refused": in_readers_words(refused)}
        )
    if outcome.is_whole:
        messages.success(request, _("Sparat."))
        return HttpResponseRedirect(reverse("filing", kwargs={"key": key}))
    own = own_or_not_here(request, key)
    clashes = [
        Field(asked, outcome.typed.get(name), fault=outcome.faults.get(name, ""), theirs=outcome.theirs.get(name))
        for name in {**outcome.theirs, **outcome.faults}
        if (asked := own.filing.outline.outline.find(name))
    ]
    return render(request, "applicant/word_result.html", {"own": own, "filing": own.filing, "clashes": clashes})


def hospital(request: HttpRequest, key: str) -> HttpResponse:
    """Another hospital, whose attested facts then follow along instead."""
    own = own_or_not_here(request, key)
    hospitals = list(
        Organisation.objects.filter(parent=own.filing.organisation, kind=Organisation.Kind.HOSPITAL).order_by("name")
    )
    refused = ""
    if request.method == "POST":
        chosen = next((each for each in hospitals if each.key == request.POST.get("hospital")), None)
        try:
            change_hospital(filing=own.filing, hospital=chosen, by=request.actor)
            return HttpResponseRedirect(reverse("filing", kwargs={"key": key}))
        except NOT_DONE as told:
            refused = in_readers_words(told)
    page = {"own": own, "filing": own.filing, "hospitals": hospitals, "refused": refused}
    return render(request, "applicant/hospital.html", page)
