"""«Stämmer det inte?»: anybody says what is wrong on a public page, and follows with a code what becomes of it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nhv.accounts.attempts import sender_of
from nhv.process.cases.acts import CASE_KIND
from nhv.process.corrections.acts import CORRECTION, DAYS_TO_ANSWER, REPORT, Said, report_error
from nhv.process.corrections.models import MOST_PAGE, MOST_TEXT
from nhv.process.corrections.queries import corrections, how_many_wait, report_with, who_answers
from nhv.process.decisions.queries import decided_corrections
from nhv.register import queries
from nhv.website.access import not_kept
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.address_input import AddressInput, address_box
from nhv.website.attempts import count
from nhv.website.caching import public_page
from nhv.website.client_address import client_address
from nhv.website.errors import NotHere
from nhv.website.requests import Received

ENGLISH = "/en"


class DoubtForm(ActForm):
    """What is wrong. Of who says it nothing is needed."""

    page = forms.CharField(widget=forms.HiddenInput, max_length=MOST_PAGE, required=False)
    text = ParagraphsField(
        label=gettext_lazy("Vad stämmer inte?"),
        help_text=gettext_lazy(
            "Skriv vad som står, vad som borde stå, och gärna var det går att kontrollera. "
            "Skriv inget om någon patient."
        ),
        max_length=MOST_TEXT,
    )
    email = AddressInput(
        label=gettext_lazy("E-post, om du vill ha svaret dit"),
        help_text=gettext_lazy("Behövs inte. Adressen används bara till svaret och tas bort när det är skickat."),
        required=False,
        max_length=254,
        widget=address_box(autocomplete="email"),
    )


@not_kept
def report(request: Received) -> HttpResponse:
    """The form, about the page in `sida`; sent, it leads to the receipt."""
    page = doubted_page(request.POST.get("page", "") or request.GET.get("sida", ""))
    form = DoubtForm(request.POST if request.method == "POST" else None, initial={"page": page})
    if request.method == "POST" and form.is_valid():
        text, email = form.cleaned_data["text"], form.cleaned_data["email"]
        said = Said(page=page, text=text, area_key=area_of(page), email=email)
        sender, once = sender_of(client_address(request)), form.cleaned_data["once"]
        made = form.try_to(
            request, lambda: report_error(said=said, sender=sender, now=request.received_at, once_key=once)
        )
        if made:
            return redirect("error-report", made.code)
    told = {"form": form, "page": page, "authority": who_answers(), "days": DAYS_TO_ANSWER}
    return render(request, "public/doubt.html", told, status=200 if request.method == "GET" or form.is_valid() else 422)


@not_kept
def show_report(request: HttpRequest, code: str) -> HttpResponse:
    """What has become of one report: for who has its code, and without what was written. Two queries."""
    found = report_with(code)
    if found is None:
        # Whoever has the code may read it: guesses are counted.
        count(request, "absent")
        raise NotHere(_("Det finns ingen rapport med numret ”%(code)s”.") % {"code": code[:20]})
    return render(request, "public/error_report.html", {"report": found, "authority": who_answers()})


@public_page(depends_on=(REPORT, CORRECTION, CASE_KIND))
def list_corrections(request: HttpRequest) -> HttpResponse:
    """What has been corrected, for everybody, with the decisions that change a decided definition, and how many reports
    wait. Five queries with the tag's."""
    page = {
        "corrections": corrections(),
        "decided": decided_corrections(),
        "waiting": how_many_wait(),
        "days": DAYS_TO_ANSWER,
    }
    return render(request, "public/corrections.html", page)


def doubted_page(address: str) -> str:
    """The Swedish path of the public page at this address, without what somebody asked there; "/" for any other."""
    path = address.partition("?")[0].partition("#")[0][:MOST_PAGE]
    path = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    return path if can_be_doubted(path) else "/"


def can_be_doubted(path: str) -> bool:
    """Whether a page made of the register stands here: such a page names what it is made of."""
    found = _page_at(path)
    return found is not None and (hasattr(found.func, "depends_on") or found.url_name == "search")


def area_of(page: str) -> str:
    """The key of the area that the page is about, if it is about one."""
    found = _page_at(page)
    key = str(found.kwargs.get("key", "")) if found else ""
    return key if page.startswith("/omraden/") and queries.area_on(key) else ""


def _page_at(path: str) -> ResolverMatch | None:
    """What answers at a Swedish path, whatever language the asker reads."""
    try:
        with override("sv"):
            return resolve(path)
    except Resolver404:
        return None
