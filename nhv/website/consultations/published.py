"""The answers to a consultation as everybody reads them, one by one; and for officers which are published."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.masking.memory import MASKING_KIND
from nhv.masking.models import Masking
from nhv.masking.moves import MaskingState
from nhv.masking.queries import maskings
from nhv.process.cases.acts import CASE_KIND
from nhv.process.consultations.models import Consultation
from nhv.process.consultations.publishing import published_answers
from nhv.process.consultations.queries import Body, newest_answers
from nhv.website.caching import public_page
from nhv.website.consultations.pages import consultation_or_not_here
from nhv.website.errors import NotHere
from nhv.website.masking.pages import masked_file
from nhv.website.requests import SignedIn

MADE_OF = (CASE_KIND, MASKING_KIND, "filing")


@public_page(depends_on=MADE_OF)
def show_answer(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One answer: its texts and files without what is masked, and what that was. Five queries at most."""
    asked = consultation_or_not_here(key)
    body, masking = _answer(asked, number)
    page = {"asked": asked, "body": body, "masking": masking, "public": masking.public}
    return render(request, "consultations/published_answer.html", page)


@public_page(depends_on=MADE_OF)
def answer_file(request: HttpRequest, key: str, number: int, place: int) -> HttpResponseBase:
    """One of its files, made anew."""
    _body, masking = _answer(consultation_or_not_here(key), number)
    return masked_file(request, masking, place)


def show_publishing(request: SignedIn, key: str) -> HttpResponse:
    """Every answer that stands, and how far it is on its way to everybody. Five queries at most."""
    asked = consultation_or_not_here(key)
    found = {one.version_id: one for one in maskings(request.actor).filter(version__filing__about=asked.key)}
    rows = [(body, version, found.get(version.pk)) for body, version in newest_answers(asked)]
    on_web = sum(1 for _body, _version, one in rows if one and one.state == MaskingState.PUBLISHED)
    return render(request, "consultations/publishing.html", {"asked": asked, "rows": rows, "on_web": on_web})


def _answer(asked: Consultation, number: int) -> tuple[Body, Masking]:
    for body, masking in published_answers(asked):
        if masking.pk == number:
            return body, masking
    raise NotHere(_("Svaret är inte publicerat."))
