"""The timeline of an area as a picture: how long from decision to permit, who has one now, and until when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from nhv.derived.timeline import Event
from nhv.pictures.picture import Picture
from nhv.pictures.timeline import Span, TimelineWords, draw_timeline
from nhv.specification.area import Area
from nhv.specification.document import CallFacts, PermitFacts
from nhv.website import words
from nhv.website.templatetags.nhv import day as day_in_words

FEWEST_DAYS = 2  # one day says nothing more on a scale than in a list


def timeline_picture(
    area: Area,
    permits: Iterable[PermitFacts],
    calls: Iterable[CallFacts],
    decided: Iterable[date],
    also: Iterable[Event] = (),
    *,
    day: date,
    is_today: bool,
) -> Picture | None:
    """The picture seen from a day, or None where too few days are known for one."""
    spans = [
        *(span for one in _days(area, decided) for span in _on(_("Definitionen"), "definition_decided", one, day)),
        *(span for call in calls for span in _call(call, day)),
        *_permits(permits, day),
        *(span for one in also for span in _on(_("Tillståndens liv"), one.kind, one.day, day)),
    ]
    if len({known for span in spans for known in (span.begins, span.ends) if known}) < FEWEST_DAYS:
        return None
    said = TimelineWords(
        head=(_("Vad"), _("Händelse"), _("Från och med"), _("Till och med")),
        today=_("I dag") if is_today else day_in_words(day),
        description=_("Samma dagar som i listan, på en gemensam tidsskala. Det som kommer är ofyllt."),
        day=day_in_words,
    )
    return draw_timeline(_("Tidslinje: %(area)s") % {"area": area.name}, spans, today=day, key="tid", words=said)


def _days(area: Area, decided: Iterable[date]) -> list[date]:
    return sorted({*decided, *filter(None, [area.decision.date])})


def _call(call: CallFacts, seen_from: date) -> Iterator[Span]:
    """Open from day to day, or the one day that is known."""
    subject = _("Utlysningen")
    if call.published_on and call.deadline:
        yield Span(subject, _("Öppen för ansökningar"), call.published_on, call.deadline)
    else:
        yield from _on(subject, "call_published", call.published_on, seen_from)
        yield from _on(subject, "call_closes", call.deadline, seen_from)


def _permits(permits: Iterable[PermitFacts], seen_from: date) -> Iterator[Span]:
    """One row for all regions that share the same days."""
    sharing: dict[tuple[date | None, date | None, date | None], list[str]] = defaultdict(list)
    for permit in permits:
        sharing[permit.decided_on, permit.valid_from, permit.valid_until].append(permit.region)
    for (decided, begins, ends), regions in sharing.items():
        subject = _("Tillstånd: %(regions)s") % {"regions": ", ".join(dict.fromkeys(regions))}
        yield from _on(subject, "permits_decided", decided, seen_from)
        if begins:
            yield Span(subject, _("Tillståndet gäller"), begins, ends)
        else:
            yield from _on(subject, "permits_end", ends, seen_from)


def _on(subject: str, event: str, day: date | None, seen_from: date) -> Iterator[Span]:
    if day:
        said = words.EVENTS if day <= seen_from else words.COMING_EVENTS
        yield Span(subject, str(said[event]), day, day)
