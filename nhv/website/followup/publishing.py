"""Publishing an area's year: what the next edition would say, what it would hold, and why it comes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.followup.models import PublishedEdition
from nhv.followup.publication import WHY, preview_year, publish_year
from nhv.followup.queries import editions
from nhv.register import queries
from nhv.register.models import Area
from nhv.register.queries import AreaView
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ParagraphsField
from nhv.website.errors import NotHere
from nhv.website.followup.recognised import ToldForm
from nhv.website.followup.rounds import round_of
from nhv.website.public.results import Reading
from nhv.website.public.results_changes import changes
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


class PublishForm(ToldForm):
    """Why there is another edition: asked for when there is one before."""

    why = ParagraphsField(
        label=gettext_lazy("Vad som är rättat och varför"),
        max_length=MOST_WHY,
        rows=3,
        help_text=gettext_lazy("Alla kan läsa det på resultatsidan. Skriv inga antal, och inget om någon patient."),
    )

    def __init__(self, *args: Any, is_first: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_first:
            del self.fields["why"]


def publish_area(request: SignedIn, year: int, key: str) -> HttpResponse:
    """The next edition of an area's year, shown before it is published: made as it will be, and not kept."""
    area = Area.objects.filter(key=key).first()
    known = queries.area_on(key) if area else None
    if area is None or known is None:
        raise NotHere(_("Registret har inget område med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    round_of(year)
    is_first = not area.editions.filter(year=year).exists()
    form = PublishForm(request.POST or None, is_first=is_first, texts=lambda said: [(str(_(WHY)), said.get("why", ""))])
    if request.method == "POST" and form.is_valid():

        def do() -> object:
            return publish_year(area=area, year=year, by=request.actor, now=request.received_at, **form.given)

        if form.has_done(request, do):
            messages.success(request, _("Resultaten är publicerade."))
            return redirect("officer-round-area", year, key)
    page = {"year": year, "key": key, "area": known.document.name}
    try:
        made = preview_year(area=area, year=year, by=request.actor, now=timezone.now())
    except NOT_DONE as told:
        return render(request, "followup/publish.html", {**page, "form": form, "refused": in_readers_words(told)})
    return render(request, "followup/publish.html", {**page, "form": form, **_shown(area, known, made)})


def _shown(area: Area, known: AreaView, made: PublishedEdition) -> dict[str, Any]:
    """What is new in it beside the one before, what is held, and how much is hidden."""
    before = list(editions(area.key))
    reading = Reading([*before, made], made.year, known)
    own = [one for one in before if one.year == made.year]
    cells = [cell for table in reading.document.tables if table.show == "count" for cell in table.cells]
    return {
        "made": made,
        "changed": changes(reading, own[-1], []) if own else None,
        "corrected": [(reading.name(one.unit), one.year) for one in reading.document.edition.corrected],
        "held": [(reading.name(one["unit"]), one) for one in made.held],
        "silent": [(reading.name(one.unit), one.year) for one in reading.document.not_reported],
        "cells": len(cells),
        "hidden": sum(cell.hidden for cell in cells),
        "tables": [reading.title(one) for one in reading.document.tables],
    }
