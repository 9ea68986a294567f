"""A year's edition published: gathered, protected together with all that was published before, proved, and kept."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from nhv.accounts.access import check
from nhv.disclosure.editions import Standing, publish_standing
from nhv.disclosure.medians import with_medians
from nhv.disclosure.policy import faults
from nhv.disclosure.published import Edition, Published, ReportedCondition, from_json, to_json
from nhv.disclosure.publishing import Done, Earlier, Unproved, Year
from nhv.disclosure.rates import with_rates
from nhv.disclosure.reported import Reported
from nhv.disclosure.shares import with_shares
from nhv.filings.models import FilingVersion
from nhv.followup import basis
from nhv.followup.completeness import beside_others
from nhv.followup.conditions import reported_conditions
from nhv.followup.gathering import Accepted, Gathered, gather
from nhv.followup.held import held_back
from nhv.followup.hidden import intervals_of
from nhv.followup.lacking import noted
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import Acceptance, Duty, PublishedEdition
from nhv.followup.queries import homes, inhabitants
from nhv.followup.recognised import check_may_be_told
from nhv.followup.tables import tables_of
from nhv.followup.texts import Names, with_texts
from nhv.records.acts import one_transaction
from nhv.records.demonstration import is_marked
from nhv.register.memory import DIARY, KEYS
from nhv.register.models import Area, Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused
from nhv.specification.follow_up import FollowUp, Home, counted, follow_up, medians_of
from nhv.specification.layers import sha256_of
from nhv.specification.measures import TREATED, Measure

# What the note of a correction is called where its words are found fault with.
WHY = "Vad som är rättat och varför"


@dataclass(frozen=True)
class _Truth:
    """What is accepted of an area, and what it is counted by."""

    gathered: Gathered
    measures: tuple[Measure, ...]
    names: Names
    owed: frozenset[tuple[str, int]]
    conditions: tuple[ReportedCondition, ...]
    medians: Mapping[str, Mapping[str, float]]


class _NotPublished(Exception):
    """That an edition is made to be looked at, and not kept."""


def preview_year(*, area: Area, year: int, by: Actor, now: datetime) -> PublishedEdition:
    """The edition that `publish_year` would make now, not kept: the same tables with the same hidden, so that it is
    known before what changes. Raises Refused as that does."""
    made: list[PublishedEdition] = []
    try:
        with one_transaction(PublishedEdition):
            made.append(publish_year(area=area, year=year, by=by, now=now))
            raise _NotPublished
    except _NotPublished:
        return made[0]


def publish_year(
    *, area: Area, year: int, by: Actor, now: datetime, why: str = "", nobody_because: str = ""
) -> PublishedEdition:
    """The next edition of an area's year; `why` is for everybody to read, and says what has been corrected. Raises
    Refused when a report is not accepted, when nothing is new, when no tables can be proved safe, and for words of
    patients."""
    check(by, "follow_up.publish")
    note = shortened(why)
    confirmed = check_may_be_told([(WHY, note)], nobody_because)
    with one_transaction(PublishedEdition):
        DIARY.take_turn()
        before = list(area.editions.order_by("year", "number"))
        number = _number(before, year)
        truth = _truth(area, year)
        earlier = [_earlier(one, truth.gathered) for one in before]

        def asked(stands: Standing) -> Year:
            gathered = truth.gathered.standing(stands.reported)
            if number > 1 and not stands.note:
                _check_conditions_new(truth, before[-1])
            marks = Edition(
                year=year,
                number=number,
                published=timezone.localdate(now).isoformat(),
                note=stands.note,
                corrected=stands.corrected,
            )
            return Year(
                area=area.key,
                edition=marks,
                reported=stands.reported,
                tables=tuple(tables_of(gathered, truth.measures, year)),
                seed=_seed(area.key, year, number),
                insiders=any(one.insiders for one in truth.measures if (one.key, year) in gathered.whole),
                not_reported=gathered.not_reported(truth.owed),
            )

        stands, done = _proved(earlier, truth.gathered.reported, asked)
        held = before[-1].document if number > 1 and stands.note and not stands.corrected else None
        text = _with_texts(done.text, truth, held, area, note)
        waiting = held_back(stands.reported, truth.gathered.reported)
        if number > 1 and not stands.corrected and waiting == before[-1].held:
            _check_conditions_new(truth, before[-1])
        made = PublishedEdition.objects.create(
            area=area,
            year=year,
            number=number,
            text=text,
            sha256=sha256_of(text),
            basis=basis.to_text(stands.reported),
            intervals=intervals_of([*(one.text for one in earlier), text], stands.reported),
            held=waiting,
            published_at=now,
            published_by=str(by),
        )
        told = {"edition": number, "year": year, "sha256": made.sha256, "held": stands.note and not stands.corrected}
        DIARY.record("edition_published", kind=FOLLOW_UP, key=area.key, by=by, payload={**told, **confirmed})
        return made


def _check_conditions_new(truth: _Truth, before: PublishedEdition) -> None:
    """What is held is held still: another edition would say the same, unless the conditions are met otherwise."""
    if truth.conditions == before.document.conditions:
        raise Refused(
            "nothing_to_restate",
            "Inget har ändrats sedan uppgifterna för {year} publicerades.",
            year=str(before.year),
        )


def _number(before: Sequence[PublishedEdition], year: int) -> int:
    """Which edition this will be. What is found wrong in an earlier year is restated in the newest one's next."""
    newest = before[-1] if before else None
    if newest is not None and newest.year > year:
        raise Refused(
            "edition_of_earlier_year",
            "Uppgifterna för {newest} är publicerade. Det som rättas i {year} tas med i nästa utgåva av {newest}.",
            newest=str(newest.year),
            year=str(year),
        )
    return newest.number + 1 if newest is not None and newest.year == year else 1


def _truth(area: Area, year: int) -> _Truth:
    """Every year from the first that was reported until this one. Raises Refused where a report is not accepted."""
    near = ("round", "document", "general", "place")
    duties = list(Duty.objects.filter(area=area, round__year__lte=year).select_related(*near).order_by("round__year"))
    latest = {one.duty_id: one for one in Acceptance.objects.filter(duty__in=duties).order_by("pk")}
    silent = noted(duties)
    _check_whole(year, duties, {*latest, *silent})
    # A year that was never published for want of reports has no part in this one.
    short = {duty.round.year for duty in duties if duty.pk not in latest and duty.pk not in silent}
    owed = [duty for duty in duties if duty.round.year not in short]
    duties = [duty for duty in owed if duty.pk in latest]
    _check_told(year, duties)
    regions = homes()
    asked = {duty.pk: _asked(duty, regions) for duty in duties}
    measures = {one.key: one for duty in duties for one in asked[duty.pk].patients}
    answers = _answers(latest.values())
    accepted = [
        Accepted(duty.place.key, duty.round.year, counted(asked[duty.pk], answers[latest[duty.pk].pk]))
        for duty in duties
    ]
    ordered = tuple(measures.values())
    texts = {one.key: one.text for duty in duties for one in asked[duty.pk].measures}
    names = Names(texts, _places(owed, regions))
    lacking = {_key(duty) for duty in owed if duty.pk in silent}
    said = [(duty, asked[duty.pk], answers[latest[duty.pk].pk]) for duty in duties if duty.round.year == year]
    return _Truth(
        gather(accepted, ordered, regions, lacking),
        ordered,
        names,
        frozenset(map(_key, owed)),
        reported_conditions((duty.place.key, of, told) for duty, of, told in said),
        medians_of((duty.place.key, of, told) for duty, of, told in said),
    )


def _key(duty: Duty) -> tuple[str, int]:
    return duty.place.key, duty.round.year


def _asked(duty: Duty, regions: Sequence[Home]) -> FollowUp:
    return follow_up(duty.round.year, duty.place.name, duty.document.specification, duty.general.specification, regions)


def _check_whole(year: int, duties: Sequence[Duty], done: Collection[int]) -> None:
    """Each report of the year is accepted, or noted as one that did not come."""
    ours = [duty for duty in duties if duty.round.year == year]
    if not ours:
        raise Refused("nothing_owed", "Ingen årsrapport väntas för {year} i området.", year=str(year))
    lacking = [duty.place.name for duty in ours if duty.pk not in done]
    if lacking:
        raise Refused(
            "reports_lacking",
            "Alla årsrapporter är inte godtagna: {names}. Kommer någon aldrig, så notera det.",
            names="; ".join(lacking),
        )


def _check_told(year: int, accepted: Sequence[Duty]) -> None:
    if not any(duty.round.year == year for duty in accepted):
        raise Refused(
            "nobody_reported", "Ingen enhet har rapporterat {year}. Det finns inget att visa.", year=str(year)
        )


def _answers(accepted: Iterable[Acceptance]) -> dict[int, Mapping[str, object]]:
    """The accepted versions' answers, by acceptance. One query."""
    wanted = {(one.filing, one.version): one.pk for one in accepted}
    versions = FilingVersion.objects.filter(filing__key__in=[filing for filing, _number in wanted])
    rows = {(one.filing.key, one.number): one for one in versions.select_related("filing")}
    return {pk: rows[key].answers_by_key for key, pk in wanted.items()}


def _places(duties: Sequence[Duty], regions: Sequence[Home]) -> dict[str, str]:
    groups = Organisation.objects.filter(key__in={home.group for home in regions}).values_list("key", "name")
    return {duty.place.key: duty.place.name for duty in duties} | {one.key: one.name for one in regions} | dict(groups)


def _earlier(one: PublishedEdition, now: Gathered) -> Earlier:
    return Earlier(one.text, basis.with_measures_of(basis.from_text(one.basis), now.reported))


def _proved(earlier: Sequence[Earlier], now: Reported, asked: Callable[[Standing], Year]) -> tuple[Standing, Done]:
    try:
        return publish_standing(earlier, now, asked)
    except Unproved:
        raise Refused(
            "edition_not_safe",
            "Inget publicerades: inte ens totalerna går att visa utan att någon patient kan pekas ut. Vänta till nästa "
            "år, då fler år läggs ihop.",
        ) from None


def _with_texts(text: str, truth: _Truth, held: Published | None, area: Area, note: str) -> str:
    """The file with its shares, rates, medians, conditions, what is expected and sentences, and the `note` of what is
    corrected; medians of the edition before while a correction is `held`. Raises Refused for a number that no table
    shows."""
    counted = with_rates(with_shares(from_json(text)), inhabitants())
    told = with_medians(counted, truth.medians, TREATED, held)
    told = beside_others(told.model_copy(update={"conditions": truth.conditions}), area.key)
    document = with_texts(told, truth.names, is_invented=is_marked(settings.DATA), note=note)
    if found := faults(document):
        raise Refused(
            "text_says_a_number",
            "Inget publicerades: en text säger ett tal som ingen tabell visar ({what}). Skriv tal i måttens namn och i "
            "skälet med bokstäver.",
            what=found[0][:200],
        )
    return to_json(document)


def _seed(area: str, year: int, number: int) -> int:
    return int.from_bytes(KEYS.secret_for(f"edition {number} of {area} {year}")[:16], "big")
