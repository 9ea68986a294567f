"""What holds at a whole hospital: attested once, used in all its applications."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhv.accounts.access import can, reach
from nhv.accounts.deeds import names_of
from nhv.accounts.vouching.hospital_facts import attest
from nhv.register.general import general
from nhv.register.models import HospitalFact, Organisation
from nhv.specification.answers import in_words
from nhv.specification.general import Fact
from nhv.specification.outline import Asked
from nhv.website.errors import NotHere
from nhv.website.fields import Field, read_field
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn

MOST_HOSPITALS = 500


@dataclass(frozen=True)
class Said:
    """One attestation in words."""

    words: str
    who: str
    row: HospitalFact


@dataclass(frozen=True)
class FactRow:
    """A fact at a hospital: what is attested now and was before, and the field to attest it in."""

    fact: Fact
    now: Said | None
    before: list[Said]
    field: Field
    is_typed_in: bool

    @property
    def is_stale(self) -> bool:
        return self.now is not None and self.now.row.valid_until < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Whether the field is shown at once: there is something to do."""
        return self.now is None or self.is_stale or self.is_typed_in


@require_safe
def list_hospitals(request: SignedIn) -> HttpResponse:
    """/sjukhusuppgifter/: the hospitals within reach, with how much of theirs is attested."""
    facts = [fact.key for fact in general().facts]
    hospitals = _hospitals(request)
    current: defaultdict[int, dict[str, HospitalFact]] = defaultdict(dict)
    for row in HospitalFact.objects.filter(hospital__in=hospitals, fact__in=facts, replaced_at__isnull=True):
        current[row.hospital_id][row.fact] = row
    today = timezone.localdate()
    rows = [
        (
            hospital,
            sum(row.valid_until >= today for row in current[hospital.pk].values()),
            sum(row.valid_until < today for row in current[hospital.pk].values()),
        )
        for hospital in hospitals
    ]
    return render(request, "unit/hospitals.html", {"rows": rows, "facts": len(facts)})


@require_http_methods(["GET", "HEAD", "POST"])
def show_hospital(request: SignedIn, hospital: str) -> HttpResponse:
    """/sjukhusuppgifter/<sjukhus>/: each fact with what is attested. POST attests the one whose key is in `fact`."""
    found = next((each for each in _hospitals(request) if each.key == hospital), None)
    if found is None:
        raise NotHere(_("Sjukhuset är inte ett av dina."))
    if request.method != "POST":
        return _page(request, found)
    fact = general().fact(request.POST.get("fact"))
    if fact is None:
        messages.warning(request, _("Det finns ingen sådan uppgift."))
        return _page(request, found)
    if request.POST.get("clear") == fact.key:
        return _page(request, found, typed={fact.key: (None, "")})
    raw = read_field(fact.question, fact.key, request.POST)
    try:
        attest(hospital=found, fact=fact.key, raw=raw, by=request.actor, now=request.received_at)
    except NOT_DONE as refusal:
        return _page(request, found, typed={fact.key: (raw, in_readers_words(refusal))})
    messages.success(request, _("Uppgiften är intygad och används i sjukhusets ansökningar."))
    return redirect("facts-of-hospital", hospital=found.key)


def _page(
    request: SignedIn, hospital: Organisation, *, typed: dict[str, tuple[Any, str]] | None = None
) -> HttpResponse:
    attested = list(HospitalFact.objects.filter(hospital=hospital).order_by("-attested_at"))
    names = names_of(row.attested_by for row in attested)
    rows = [
        _row(fact, [row for row in attested if row.fact == fact.key], names, typed or {}) for fact in general().facts
    ]
    page = {
        "hospital": hospital,
        "rows": rows,
        "refused": [(row.field.id, row.field.fault) for row in rows if row.field.fault],
        "may_attest": can(request.actor, "hospital_facts.attest", hospital),
    }
    return render(request, "unit/hospital.html", page)


def _row(fact: Fact, attested: list[HospitalFact], names: dict[str, str], typed: dict[str, tuple[Any, str]]) -> FactRow:
    said = [Said(in_words(fact.question, row.value), names[row.attested_by], row) for row in attested]
    now = next((each for each in said if each.row.replaced_at is None), None)
    raw, fault = typed.get(fact.key, (now.row.value if now else None, ""))
    field = Field(Asked(key=fact.key, question=fact.question), raw, fault=fault)
    return FactRow(fact, now, [each for each in said if each is not now], field, fact.key in typed)


def _hospitals(request: SignedIn) -> list[Organisation]:
    """The hospitals within reach, by name."""
    found = reach(request.actor, "hospital_facts.see")
    hospitals = Organisation.objects.filter(kind=Organisation.Kind.HOSPITAL)
    if not found.everything:
        hospitals = hospitals.filter(pk__in=found.organisations)
    return list(hospitals.select_related("parent")[:MOST_HOSPITALS])
