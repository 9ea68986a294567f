"""What an area means for a patient: plain words with their sources, and where the care is. No login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info

from nhv.derived.for_patients import explained, for_patients, joined, tells_what_it_is
from nhv.derived.units_in_words import narrower_in_words, units_in_words, units_in_words_then
from nhv.register import queries
from nhv.register.general import general
from nhv.register.memory import CALL, GENERAL
from nhv.register.search import spoken
from nhv.specification.holding import Concentration, known_units
from nhv.website.caching import public_page
from nhv.website.public.area import area_or_not_here, what_lies_ahead
from nhv.website.public.days import asked_day


@public_page(depends_on=(*queries.SNAPSHOT, CALL, GENERAL), knows=("datum", "stor"))
def show_for_patients(request: HttpRequest, key: str) -> HttpResponse:
    """The page, in ordinary or (`stor`) large letters. Seven queries at most with the ETag's."""
    view = area_or_not_here(request, key)
    area = view.document.specification
    known = known_units(Concentration.of(area), view.holders, view.day)
    shared = general()
    also = joined(area, shared)
    ended = area.has_ended(view.day)
    page = {
        "area": area,
        "repealed": ended,
        **what_lies_ahead(request, view),
        "view": view,
        "day": asked_day(request),
        "sections": for_patients(area, shared),
        "holders": known.holders,
        "units_note": (units_in_words_then(known, spoken()) if ended else units_in_words(known, spoken(), plain=True)),
        "narrower": [
            narrower_in_words(part, sub_permit, spoken(), plain=True)
            for sub_permit, part in view.row.parts
            if sub_permit in known.narrower
        ],
        "also": also,
        "summary": "" if tells_what_it_is(area) else area.summary,
        "words": explained(area, shared) if get_language() != "en" else (),
        "elsewhere": [(text, get_language_info(text.language)["name_local"]) for text in also.elsewhere],
        "large": "stor" in request.GET,
    }
    return render(request, "public/for_patients.html", page)
