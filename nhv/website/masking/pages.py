"""One answer on its way to everybody: what is hidden, how it becomes, and the second person's yes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts.deeds import deeds_of, names_of
from nhv.filings.acts.reading import note_reading
from nhv.filings.models import FilingVersion
from nhv.filings.queries import received_filings
from nhv.masking import acts
from nhv.masking.kinds import PUBLISHED
from nhv.masking.memory import MASKING_KIND
from nhv.masking.models import Mask, Masking
from nhv.masking.moves import MASKING, MaskingState
from nhv.masking.queries import maskings
from nhv.website.account.refusals import refused
from nhv.website.act_forms import press_button
from nhv.website.downloads import as_kept
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.masking.forms import HideForm, WhyForm
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


def mask(request: SignedIn, key: str, number: int) -> HttpResponse:
    """What is hidden so far, a form to hide more, and how it becomes. Fifteen queries at most."""
    version = version_or_not_here(request, key, number)
    form = HideForm(request.POST or None, version)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        hidden = form.try_to(
            request,
            lambda: acts.hide(
                version=version,
                what=form.what,
                paragraph=said["paragraph"],
                why=said["why"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if hidden is not None:
            messages.success(request, _("Dolt."))
            return redirect("masking", key, number)
    return render(request, "masking/mask.html", _page(request, version, form))


def show_again(request: SignedIn, key: str, number: int, place: int) -> HttpResponse:
    """What was hidden is not to be."""
    version = version_or_not_here(request, key, number)
    found = Mask.objects.filter(pk=place, masking__version=version).first()
    if found is None:
        raise NotHere(_("Det är inte dolt. Läs sidan på nytt."))
    press_button(request, lambda: acts.show_again(mask=found, by=request.actor))
    return redirect("masking", key, number)


def propose(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Make the files anew, for a second person to see."""
    version = version_or_not_here(request, key, number)

    def do() -> Masking:
        masking = Masking.objects.filter(version=version).first()
        begun = masking or acts.begin(version=version, by=request.actor, now=request.received_at)
        return acts.propose(masking=begun, by=request.actor, now=request.received_at)

    if press_button(request, do):
        messages.success(request, _("Föreslaget. En annan ska se det och bekräfta innan det publiceras."))
    return redirect("masking", key, number)


def publish(request: SignedIn, key: str, number: int, seen: str) -> HttpResponse:
    """The second person's yes to what they have seen."""
    masking = _masking(request, key, number)
    done = press_button(
        request, lambda: acts.publish(masking=masking, seen=seen, by=request.actor, now=request.received_at)
    )
    if done:
        messages.success(request, _("Publicerat."))
    return redirect("masking", key, number)


def send_back(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Not as it should be, and why."""
    masking = _masking(request, key, number)
    return _with_reason(
        request,
        masking,
        lambda why: acts.send_back(masking=masking, why=why, by=request.actor),
        title=_("Lämna tillbaka för ändring"),
    )


def take_down(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Nobody reads it any more."""
    masking = _masking(request, key, number)
    return _with_reason(
        request,
        masking,
        lambda why: acts.take_down(masking=masking, why=why, by=request.actor),
        title=_("Ta bort från webben"),
    )


def preview_file(request: SignedIn, key: str, number: int, place: int) -> HttpResponseBase:
    """A file as everybody will read it."""
    return masked_file(request, _masking(request, key, number), place)


def masked_file(request: Any, masking: Masking, place: int) -> HttpResponseBase:
    """The file at this place, from 1, made anew. Raises NotHere."""
    files = masking.public.files if masking.content else ()
    if not 1 <= place <= len(files) or not files[place - 1].sha256:
        raise NotHere(_("Det finns ingen sådan fil."))
    try:
        return as_kept(files[place - 1].sha256, "application/pdf", files[place - 1].name)
    except NOT_DONE as refusal:
        return refused(request, in_readers_words(refusal), status=410)


def version_or_not_here(request: SignedIn, key: str, number: int) -> FilingVersion:
    """A received version within reach. Whoever reads it before the close is noted. Raises NotHere."""
    for kind in PUBLISHED:
        filing = received_filings(request.actor, kind=kind).filter(key=key).first()
        versions = FilingVersion.objects.select_related("filing__organisation", "outline")
        version = versions.filter(filing__key=key, number=number).first() if filing else None
        if filing is not None and version is not None:
            note_reading(filing=filing, by=request.actor, now=timezone.now())
            return version
    raise NotHere(_("Det finns inget inkommet med den adressen."))


def _masking(request: SignedIn, key: str, number: int) -> Masking:
    found = maskings(request.actor).filter(version__filing__key=key, version__number=number).first()
    if found is None:
        raise NotHere(_("Det finns ingen maskering med den adressen."))
    return found


def _with_reason(request: SignedIn, masking: Masking, do: Callable[[str], Masking], *, title: str) -> HttpResponse:
    filing, form = masking.version.filing, WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.has_done(request, lambda: do(form.cleaned_data["why"])):
        messages.success(request, _("Gjort."))
        return redirect("masking", filing.key, masking.version.number)
    page = {"form": form, "title": title, "masking": masking, "owner": owner_names([filing])[filing.key]}
    return render(request, "masking/why.html", page)


def _page(request: SignedIn, version: FilingVersion, form: HideForm) -> dict[str, Any]:
    masking = Masking.objects.filter(version=version).first()
    state = masking.state if masking else MaskingState.WORKING
    masks = list(masking.masks.all()) if masking else []
    can = {act: MASKING.can(act, source=state) for act in ("mask", "propose", "publish", "take_down")}
    people = [masking.proposed_by, masking.confirmed_by] if masking else []
    names = names_of([*(mask.made_by for mask in masks), *(one for one in people if one)])
    filing = version.filing
    return {
        "version": version,
        "filing": filing,
        "owner": owner_names([filing])[filing.key],
        "masking": masking,
        "state": state,
        "masks": [(one, _named(version, one)) for one in masks],
        "names": names,
        "can": can,
        "is_mine": masking is not None and masking.proposed_by == str(request.actor),
        "public": masking.public if masking and masking.content else acts.preview(version=version, masks=masks),
        "form": form,
        "deeds": deeds_of(MASKING_KIND, filing.key),
        "received": f"received-{filing.kind}:show",
    }


def _named(version: FilingVersion, mask: Mask) -> str:
    """What is hidden, as people say it."""
    if mask.words:
        return mask.words
    if mask.question:
        asked = version.outline.outline.find(mask.question)
        return asked.question.text if asked else mask.question
    name = next((one["name"] for one in version.files if one["sha256"] == mask.file), "")
    return _("%(name)s, sidan %(page)s") % {"name": name, "page": mask.page} if mask.page else name
