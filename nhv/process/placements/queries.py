"""What is asked about the placement of a case."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from nhv.accounts.models import ConflictOfInterest
from nhv.filings.models import Filing, FilingVersion
from nhv.process.placements.models import EffectJudgement, FrozenComparison, PublishedComparison
from nhv.register.models import Call, Organisation
from nhv.register.placement import code_of
from nhv.rules.refusals import Refused

MOST_APPLICATIONS = 500
MOST_FROZEN = 200
VOLUME = "vantad-volym"  # the question every applicant answers: patients a year


def is_case(key: str) -> bool:
    """Whether there is a call made here with this key, in any state. One query."""
    return Call.cases.made_here().filter(key=key[:80]).exists()


def codes_of_applicants(key: str) -> tuple[str, ...]:
    """The codes of the municipalities that a call's applicants would do the care in, each once. One query.

    Those who have taken their application back are not among them. Raises Refused where none has applied, and for an
    applicant whose municipality is not known.
    """
    return tuple(sorted(applicants_by_code(key)))


def applicants_by_code(key: str) -> dict[str, list[Organisation]]:
    """The hospitals that a call's applicants would do the care at, by the code of their municipality. One query. Raises
    Refused as above."""
    received = Filing.objects.filter(kind="application", about=key[:80], received_at__isnull=False)
    found = received.filter(withdrawn_at__isnull=True).select_related("organisation", "place__parent")
    by_code: dict[str, list[Organisation]] = {}
    for application in found[:MOST_APPLICATIONS]:
        hospital = application.place.hospital if application.place else None
        assert application.organisation is not None, "an application is always a region's"
        code = code_of(hospital, application.organisation)
        if hospital is not None and hospital not in by_code.setdefault(code, []):
            by_code[code].append(hospital)
    if not by_code:
        raise Refused("no_applicants", "Ingen har sökt i ärendet ”{key}” ännu. Ange kommunerna själv.", key=key[:80])
    return by_code


def stated_volumes(key: str) -> dict[str, int]:
    """How many patients a year each applicant says it reckons with, by the hospital's key; the newest version that came
    counts, and who says nothing is not in it. One query."""
    received = FilingVersion.objects.filter(filing__kind="application", filing__about=key[:80])
    standing = received.filter(filing__withdrawn_at__isnull=True).select_related("filing__place__parent")
    found: dict[str, int] = {}
    for version in standing.order_by("number")[: MOST_APPLICATIONS * 10]:
        hospital = version.filing.place.hospital if version.filing.place else None
        said = version.answers_by_key.get(VOLUME)
        if hospital is not None and isinstance(said, int) and not isinstance(said, bool):
            found[hospital.key] = said
    return found


def effects_judged(call: Call) -> list[EffectJudgement]:
    """What counts: the latest on each hospital, heading and function by somebody without a decided conflict of interest
    in the call or the area's case, in the order they were first said. One query."""
    every = EffectJudgement.objects.filter(call=call).exclude(judged_by__in=_kept_out_of(call))
    every = every.select_related("hospital").order_by("judged_at", "pk")
    found: dict[tuple[int, str, str], EffectJudgement] = {}
    for one in every:
        found[one.hospital_id, one.heading, one.function.casefold()] = one
    return list(found.values())


def _kept_out_of(call: Call) -> "QuerySet[ConflictOfInterest, Any]":
    held = ConflictOfInterest.objects.in_force()
    in_call = held.filter(Q(case_key=call.key) | Q(case_key__in=call.area.cases.values("key"))).order_by()
    who = Concat(Value("user:"), Cast("user_id", CharField()), output_field=CharField())
    return in_call.annotate(who=who).values("who")


def frozen_comparisons(call: Call) -> Iterable[FrozenComparison]:
    """Those of a call, the latest first, without their content. One query."""
    found = FrozenComparison.objects.filter(call=call).select_related("published")
    return found.defer("content")[:MOST_FROZEN]


def frozen_comparison(call: Call, number: int) -> FrozenComparison | None:
    """One, with its content. One query."""
    return FrozenComparison.objects.select_related("call", "published").filter(call=call, number=number).first()


def published_comparison(key: str, number: int) -> PublishedComparison | None:
    """One that is out for everybody. One query."""
    found = PublishedComparison.objects.select_related("frozen__call__document")
    return found.filter(frozen__call__key=key[:80], frozen__number=number).first()


def published_comparisons(call: Call) -> list[PublishedComparison]:
    """Those of a call that are out, the latest first. One query."""
    return _published(call.key)


def published_comparisons_in(area: str) -> list[PublishedComparison]:
    """Those of all calls of an area, by its key, that are out, the latest first. One query."""
    return _published(area, "call__area__key")


def _published(key: str, of: str = "call__key") -> list[PublishedComparison]:
    found = PublishedComparison.objects.select_related("frozen__call").defer("frozen__content")
    return list(found.filter(**{f"frozen__{of}": key[:80]}).order_by("-frozen__frozen_at", "-pk")[:MOST_FROZEN])
