"""One application as the authority has received it: everything on one page, and what is done with it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.deeds import deeds_of, names_of
from nhv.filings.acts import handling
from nhv.filings.kinds import kind_of
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.queries import received_filing
from nhv.filings.states import FilingState
from nhv.paper.filed import comparison_writing, filed_writing
from nhv.records import receipts
from nhv.register.models import StoredFile
from nhv.rules.access import standing
from nhv.rules.refusals import Refused
from nhv.specification.answers import alone, in_words, is_put
from nhv.specification.outline import Asked
from nhv.specification.writing import Facts, Heading, Paragraph, Table, Writing
from nhv.website.account.refusals import refused
from nhv.website.deadlines import deadline_in_words, moment_in_words
from nhv.website.errors import NotHere
from nhv.website.officer.forms import ActForm, Confirmation, DayField, ParagraphsField
from nhv.website.papers import as_it_came, as_pdf
from nhv.website.refusals import in_readers_words
from nhv.website.words import TIME_CLASSES, WAYS

ACTIVITIES = {
    "may_register": "application.register",
    "may_request": "application.request_completion",
    "may_note": "application.note",
}


class CompletionForm(ActForm):
    """What is asked for, and by when."""

    text = ParagraphsField(
        label=gettext_lazy("Vad behöver kompletteras?"),
        max_length=handling.MOST_TEXT,
        rows=8,
        help_text=gettext_lazy("Regionen läser det på ansökans sida. De får ett mejl om att det finns där."),
    )
    deadline = DayField(label=gettext_lazy("Senast den"))


class NoteForm(ActForm):
    """A note for the colleagues."""

    text = ParagraphsField(label=gettext_lazy("Anteckning"), max_length=handling.MOST_TEXT, rows=4)


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words. `inherited` is what the hospital had attested, and who for it."""

    asked: Asked
    words: str
    files: list[dict[str, Any]]
    inherited: dict[str, str] | None


def show_application(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one application. Fifteen queries at most, whatever it holds."""
    filing = filing_or_not_here(request, key)
    return render(request, "officer/application.html", whole_page(request, filing, NoteForm()))


def write_note(request: HttpRequest, key: str) -> HttpResponse:
    """An internal note, never shown to the region."""
    filing = filing_or_not_here(request, key)
    form = NoteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        note = form.try_to(
            lambda: handling.write_note(filing=filing, text=said["text"], by=request.actor, once_key=said["once"])
        )
        if note:
            messages.success(request, _("Anteckningen är sparad. Regionen ser den inte."))
            return redirect("received", key)
    return render(request, "officer/application.html", whole_page(request, filing, form))


def give_record_number(request: HttpRequest, key: str) -> HttpResponse:
    """The next number of the series."""
    filing = filing_or_not_here(request, key)
    form = Confirmation(request.POST)
    if form.is_valid():
        number = form.try_to(
            lambda: handling.give_record_number(filing=filing, by=request.actor, now=request.received_at)
        )
        if number:
            messages.success(request, _("Ansökan har diarienummer %(number)s.") % {"number": number})
        else:
            messages.error(request, " ".join(form.non_field_errors()))
    return redirect("received", key)


def request_completion(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the region for more, by a day of its own."""
    filing = filing_or_not_here(request, key)
    form = CompletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = form.try_to(
            lambda: handling.request_completion(
                filing=filing, text=said["text"], deadline=said["deadline"], by=request.actor, now=request.received_at
            )
        )
        if asked:
            messages.success(request, _("Kompletteringen är begärd. Regionen får ett mejl om det."))
            return redirect("received", key)
    return render(request, "officer/request_completion.html", {"filing": filing, "form": form})


def file(request: HttpRequest, key: str, sha256: str) -> HttpResponseBase:
    """A received file, to be saved. Never one that only stands in the region's own working copy."""
    filing = filing_or_not_here(request, key)
    names = {one["sha256"]: one["name"] for version in filing.versions.all() for one in version.files}
    if sha256 not in names:
        raise NotHere(_("Filen hör inte till det som har kommit in."))
    try:
        return as_it_came(sha256, names[sha256])
    except Refused as refusal:
        return refused(request, in_readers_words(refusal))


def receipt(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The receipt as it was given, signed."""
    filing = filing_or_not_here(request, key)
    version = _version(filing, number)
    headers = {"Content-Disposition": f'attachment; filename="kvitto-{key}-{number}.json"'}
    return HttpResponse(version.receipt, content_type="application/json", headers=headers)


def receipt_pdf(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The receipt to be printed and posted to the one who applied on paper."""
    filing = filing_or_not_here(request, key)
    return as_pdf(receipt_writing(filing, _version(filing, number)), f"kvitto-{key}-{number}")


def application_pdf(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version with all its answers, to be printed."""
    filing = filing_or_not_here(request, key)
    return as_pdf(writing_of(filing, _version(filing, number)), f"ansokan-{key}-{number}")


def comparison_pdf(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions answer differently, to be printed."""
    filing = filing_or_not_here(request, key)
    return as_pdf(comparison_of(filing, older, newer), f"ansokan-{key}-{older}-{newer}")


def compare(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions answer differently."""
    filing = filing_or_not_here(request, key)
    page = {"filing": filing, "writing": comparison_of(filing, older, newer), "older": older, "newer": newer}
    return render(request, "officer/compare.html", page)


def filing_or_not_here(request: HttpRequest, key: str) -> Filing:
    """What was received under this key. A draft is not here, and nobody can tell that it is anywhere."""
    filing = received_filing(request.actor, key)
    if filing is None:
        raise NotHere(_("Det finns ingen inkommen ansökan med nyckeln ”%(key)s”.") % {"key": key[:40]})
    return filing


def whole_page(request: HttpRequest, filing: Filing, note_form: NoteForm) -> dict[str, Any]:
    """What the page of one application shows: the version asked for, or the newest."""
    versions = list(filing.versions.all())
    asked_for = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == asked_for), versions[-1])
    requests, notes = list(filing.completion_requests.all()), list(filing.notes.all())
    papers = list(filing.paper_entries.all())
    names = names_of(
        [
            *(one.sent_by for one in versions),
            *(one.asked_by for one in requests),
            *(one.written_by for one in notes),
            *(fact["attested_by"] for fact in shown.inherited.values()),
            *(name for one in papers for name in (one.entered_by, one.confirmed_by)),
        ]
    )
    hashes = {one["sha256"] for one in shown.files}
    return {
        "filing": filing,
        "call": filing.call,
        "hospital": hospital_of(shown),
        "deadline": deadline_in_words(filing.call.facts) if filing.call else "",
        "versions": versions[::-1],
        "shown": shown,
        "is_newest": shown == versions[-1],
        "sections": sections_of(shown, names),
        "missing": [alone(shown.outline.outline, asked) for asked in _asked(shown) if asked.key in shown.missing],
        "scans": dict(StoredFile.objects.filter(sha256__in=hashes).values_list("sha256", "scan")) if hashes else {},
        "requests": requests,
        "answers_of": {one.completes: one for one in versions if one.completes},
        "notes": notes,
        "papers": papers,
        "names": names,
        "deeds": deeds_of("filing", filing.key),
        "note_form": note_form,
        "can_request": kind_of(filing).process.can("request_completion", source=filing.state),
        "waits_for_completion": filing.state == FilingState.COMPLETION_REQUESTED,
        "now": timezone.now(),
        **{name: standing(request.roles, activity) == "may" for name, activity in ACTIVITIES.items()},
    }


def sections_of(version: FilingVersion, names: dict[str, str]) -> list[tuple[Any, list[Answered]]]:
    """The questions that were put, by section, each with its answer."""
    answers = version.answers_by_key
    sections = []
    for section in version.outline.outline.sections:
        put = [asked for asked in section.questions if is_put(asked, answers)]
        # What may be added and was not is no answer that is missing.
        told = [asked for asked in put if asked.key in answers or not asked.further]
        if told:
            sections.append((section, [_answered(asked, version, answers.get(asked.key), names) for asked in told]))
    return sections


def hospital_of(version: FilingVersion) -> str:
    """The hospital as the version itself names it: that of the working copy may have been changed since."""
    return str(version.answers_by_key.get("sjukhus", ""))


def writing_of(filing: Filing, version: FilingVersion) -> Writing:
    """One version as a text to be printed."""
    outline = version.outline.outline
    return filed_writing(outline, version.answers_by_key, title=outline.title, facts=_facts(filing, version))


def receipt_writing(filing: Filing, version: FilingVersion) -> Writing:
    """The receipt in words, with the hash of every file and how it is verified."""
    read = receipts.read(version.receipt)
    files = tuple((one["name"], f"{one['size']} byte", one["sha256"]) for one in version.files)
    blocks: list[Any] = [
        Paragraph(tone="lead", text="Socialstyrelsen har tagit emot ansökan."),
        Facts(pairs=(*_facts(filing, version), ("Händelselogg", f"Nummer {version.diary_number}"))),
    ]
    if files:
        head = ("Fil", "Storlek", "Kontrollsumma (sha256)")
        blocks.append(Table(caption="Bilagor", head=head, rows=files))
    blocks += [
        Heading(level=2, text="Så kontrolleras kvittot"),
        Paragraph(
            text="Kvittot finns också som en signerad fil. Den som har filen och bilagorna kan kontrollera dem på "
            "vilken dator som helst med kommandot nhv verify-receipt och den publika nyckeln."
        ),
        Facts(pairs=(("Signerat", read["signed_at"]), ("Nyckel", read["key_id"]), ("Signatur", read["signature"]))),
    ]
    return Writing(title="Kvitto", subject=version.outline.outline.title, blocks=tuple(blocks))


def comparison_of(filing: Filing, older: int, newer: int) -> Writing:
    """What is answered differently in the newer."""
    before, after = _version(filing, older), _version(filing, newer)
    return comparison_writing(
        after.outline.outline,
        before.answers_by_key,
        after.answers_by_key,
        title=f"{filing.organisation.name}: version {older} och {newer}",
        names=(f"Version {older}", f"Version {newer}"),
        facts=(("Utlysning", filing.call.facts.title),) if filing.call else (),
    )


def _facts(filing: Filing, version: FilingVersion) -> list[tuple[str, str]]:
    """Swedish, whatever the reader's language: it is printed beside Swedish answers."""
    from django.utils.translation import override

    with override("sv"):
        told = [
            ("Sökande", filing.organisation.name),
            ("Sjukhus", hospital_of(version)),
            ("Utlysning", filing.call.facts.title if filing.call else ""),
            ("Diarienummer", filing.record_number),
            ("Ansökans nyckel", filing.key),
            ("Version", str(version.number)),
            ("Inkommen", f"{moment_in_words(version.received_at)}, svensk tid"),
            ("Klass", str(TIME_CLASSES[version.time_class])),
            ("Inkom genom", str(WAYS[version.way])),
            ("Svarens kontrollsumma (sha256)", version.answers_sha256),
        ]
    return [(word, what) for word, what in told if what]


def _version(filing: Filing, number: int) -> FilingVersion:
    for version in filing.versions.all():
        if version.number == number:
            return version
    raise NotHere(_("Ansökan har ingen version %(number)s.") % {"number": number})


def _asked(version: FilingVersion) -> list[Asked]:
    return list(version.outline.outline.asked())


def _answered(asked: Asked, version: FilingVersion, value: Any, names: dict[str, str]) -> Answered:
    fact = version.inherited.get(asked.key)
    inherited = {**fact, "name": names.get(fact["attested_by"], "")} if fact else None
    is_file = asked.question.kind == "attachment"
    words = "" if value is None or is_file else in_words(asked.question, value)
    return Answered(asked, words, list(value or ()) if is_file else [], inherited)
