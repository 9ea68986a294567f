"""The whole public register as one signed file, at an address that never changes: a new one each day, and when
something has changed. What a hospital shows inside its own walls is made of it (`nhv serve --copy`). And the file of
each day, as it was when the day was met."""

import logging
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from nhv.records.copies import CopyFault
from nhv.register.copying import signed_register
from nhv.register.days_kept import kept_days, kept_file
from nhv.register.memory import KEYS, REGIONAL_CARE, REGISTER_KINDS
from nhv.website.api.problems import problem
from nhv.website.caching import content_tagged, public_page
from nhv.website.downloads import attached

log = logging.getLogger("nhv.files")

NAME = "nhv-register.json"


def _key_in_use() -> str:
    return KEYS.public_keys()[-1].key_id


@public_page(depends_on=(*REGISTER_KINDS, REGIONAL_CARE), also=_key_in_use)
def signed_file(request: HttpRequest) -> HttpResponse:
    """A signed envelope (DSSE) of gzipped JSON. The same bytes from every process for the same day, state and key."""
    return attached(signed_register(), "application/json", NAME)


@content_tagged(knows=())
def kept(request: HttpRequest) -> HttpResponse:
    """Which days there is a file of, the latest first. No query."""
    days = [
        {"day": day.isoformat(), "address": f"{settings.BASE_URL}{reverse('signed-day', args=(day,))}"}
        for day in kept_days(settings.DAYS_KEPT)
    ]
    return JsonResponse({"days": days})


@content_tagged(knows=())
def of_a_day(request: HttpRequest, day: date) -> HttpResponse:
    """The file of a day, the same for as long as it is kept, and 410 where it has become another. No query."""
    there = f"{settings.BASE_URL}{reverse('signed-days')}"
    try:
        found = kept_file(settings.DAYS_KEPT, day)
    except CopyFault as fault:
        log.error("the file of %s is not handed out: %s", day, fault)
        return problem(
            request, 410, "Not as it was written", f"The file of {day.isoformat()} has been damaged here since it was "
            f"written, and is not handed out. {there} lists the others."
        )  # fmt: skip
    if found is None:
        return problem(
            request, 404, "Not found", f"No file is kept of {day.isoformat()}. {there} lists those that are."
        )
    return attached(found, "application/json", f"nhv-register-{day.isoformat()}.json")
