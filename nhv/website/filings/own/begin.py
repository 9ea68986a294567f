"""The beginning of a filing: for whom, and at which hospital where it concerns one."""

import secrets
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.acts.drafts import start_filing
from nhv.filings.queries import own_filings, to_begin_again_from
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.register.models import Organisation
from nhv.website.deadlines import moment_in_words
from nhv.website.errors import NotHere
from nhv.website.filings.owners import Place, owner_names, places_of
from nhv.website.filings.pages import Beginning, FilingPages
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn

MOST_ALREADY = 50


def begin(request: SignedIn, pages: FilingPages, about: str = "") -> HttpResponse:
    """For whom; then the filing is there."""
    asked = pages.beginning(about) if about else None
    if about and asked is None:
        raise NotHere(_("Här finns inget att svara på nu."))
    taken_back = list(to_begin_again_from(request.actor, about, kind=pages.name)[:MOST_ALREADY])
    form = BeginForm(
        pages,
        places_of(request.actor, pages.kind, about),
        request.POST or None,
        taken_back=taken_back,
        begin_from=request.GET.get("fran", ""),
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(_begun(request, pages, about, form))
        except NOT_DONE as told:
            refused = in_readers_words(told)
    return _page(request, pages, asked, form, refused)


def _begun(request: SignedIn, pages: FilingPages, about: str, form: "BeginForm") -> str:
    """The address of the new filing. Raises Refused."""
    place, hospital = form.chosen()
    again = form.again()
    filing = start_filing(
        kind=pages.name,
        owner=place.owner,
        about=about,
        place=hospital,
        again=again,
        by=request.actor,
        once_key=request.POST.get("once", ""),
    )
    return reverse(f"{pages.name}:show", kwargs={"key": filing.key})


def _page(
    request: SignedIn, pages: FilingPages, asked: Beginning | None, form: "BeginForm", refused: str
) -> HttpResponse:
    theirs = own_filings(request.actor, kind=pages.name).filter(about=asked.key if asked else "")
    # What is taken back is nothing to go on with: it stands among what the new one can begin with.
    already = list(theirs.exclude(state=FilingState.WITHDRAWN)[:MOST_ALREADY])
    page = {
        "pages": pages,
        "asked": asked,
        "form": form,
        "refused": refused,
        "already": already,
        "owners": owner_names(already),
        "once": request.POST.get("once") or secrets.token_hex(16),
    }
    return render(request, "filings/own/begin.html", page)


class BeginForm(forms.Form):
    """For whom it is, and for a kind that concerns a hospital which one: the owner follows from it."""

    where = forms.ChoiceField(widget=forms.RadioSelect)
    answers = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("Vilka svar ska den börja med?"),
        help_text=gettext_lazy("Det som följer med kan ändras och tas bort. Ni ser på varje svar varifrån det kommer."),
    )

    def __init__(
        self,
        pages: FilingPages,
        places: list[Place],
        data: Any,
        *,
        taken_back: Sequence[FilingBase] = (),
        begin_from: str = "",
    ) -> None:
        super().__init__(data)
        self.places, self.taken_back = places, {one.key: one for one in taken_back}
        self._offer_answers(taken_back, begin_from)
        field = cast(forms.ChoiceField, self.fields["where"])
        concerns_hospital = bool(pages.kind.place_question)
        field.label = _AT_WHICH if concerns_hospital else _FOR_WHOM
        field.choices = [choice for place in places for choice in _choices(place, len(places) > 1, concerns_hospital)]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
        if concerns_hospital:
            field.help_text = _("Det som sjukhuset har intygat följer med. Sjukhuset kan ändras senare.")

    def _offer_answers(self, taken_back: Sequence[FilingBase], begin_from: str) -> None:
        """Those that were taken back, the latest first and chosen, and to begin with nothing."""
        if not taken_back:
            del self.fields["answers"]
            return
        names = owner_names(taken_back)
        field = cast(forms.ChoiceField, self.fields["answers"])
        field.choices = [
            *((one.key, _taken_back_in_words(one, names[one.key])) for one in taken_back),
            ("", _("Inga: börja med ett tomt formulär")),
        ]
        field.initial = begin_from if begin_from in self.taken_back else taken_back[0].key

    def again(self) -> FilingBase | None:
        """The one that was taken back with whose answers it is to begin, when one was chosen."""
        return self.taken_back.get(self.cleaned_data.get("answers", ""))

    def chosen(self) -> tuple[Place, Organisation | None]:
        """For whom, and the hospital when one was chosen."""
        owner_key, _slash, hospital_key = self.cleaned_data["where"].partition("/")
        place = next(place for place in self.places if place.key == owner_key)
        return place, next((each for each in place.hospitals if each.key == hospital_key), None)


def _taken_back_in_words(one: FilingBase, owner: str) -> str:
    near = getattr(one, "place", None)
    assert one.withdrawn_at is not None
    words = _("Svaren och filerna från den återtagna: %(whose)s, återtagen %(when)s")
    return words % {
        "whose": f"{owner}, {near.name}" if near else owner,
        "when": moment_in_words(one.withdrawn_at),
    }


_AT_WHICH = gettext_lazy("Vid vilket sjukhus ska vården bedrivas?")
_FOR_WHOM = gettext_lazy("För vem skriver du?")


def _choices(place: Place, several: bool, concerns_hospital: bool) -> list[tuple[str, str]]:
    if not concerns_hospital:
        return [(f"{place.key}/", place.name)]
    after = f" ({place.name})" if several else ""
    hospitals = [(f"{place.key}/{each.key}", f"{each.name}{after}") for each in place.hospitals]
    return [*hospitals, (f"{place.key}/", f"{_('Ett annat, eller inte bestämt')}{after}")]
