"""Example records for the walk over every route: annual reports, what is owed, and the rounds."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from nhv.filings.acts import handling, paper
from nhv.filings.acts.attachments import attach
from nhv.filings.models import Filing, PaperEntry
from nhv.filings.owners import Owner
from nhv.followup.models import Duty
from nhv.register.acts.figures import record_figures
from nhv.register.acts.permits import Terms, grant
from nhv.register.models import Organisation
from nhv.specification.figures import FigureRow
from nhv.specification.measures import TREATED
from tests.support.calls import PROGRAM, once
from tests.support.reports import a_duty_of, a_report, a_round, a_theme, a_theme_answer, the_duties
from tests.website.access_examples import A_PICTURE, NoSuchRecord, one_scanned, sent_twice
from tests.website.access_process import BY_ROUTE, MORE

WITHOUT_REPORT = ("place", "withdraw", "reply", "assign", "step", "compare-all", "compared-sheet", "compared-zip")


def a_duty_at(organisation: Organisation) -> Duty:
    """A report that a unit, a hospital or a region owes."""
    if organisation.kind not in (Organisation.Kind.UNIT, Organisation.Kind.HOSPITAL, Organisation.Kind.REGION):
        raise NoSuchRecord
    return a_duty_of(organisation)


def a_sent_report(organisation: Organisation) -> Filing:
    """An annual report, sent once and changed since, with a file."""
    return with_a_file(a_report(a_duty_at(organisation)))


def with_a_file(begun: Filing) -> Filing:
    """Something begun, with a file, sent twice."""
    attach(filing=begun, question="underlag", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


def a_counting_at(organisation: Organisation) -> Duty:
    """A report that is owed where a permit is held, so that something can be counted for it."""
    duty = a_duty_at(organisation)
    holder = organisation if organisation.kind == Organisation.Kind.REGION else organisation.parent
    assert holder is not None
    place = None if holder == organisation else organisation
    grant(document=duty.document, terms=Terms(holder=holder, place=place, valid_from=date(2020, 1, 1)), by=PROGRAM)
    return duty


def a_tally_of(organisation: Organisation) -> dict[str, object]:
    """What is counted month by month."""
    duty = a_counting_at(organisation)
    return {"area": duty.area.key, "place": organisation.key, "year": duty.round.year}


def a_report_to_fetch_into(organisation: Organisation) -> Filing:
    """An annual report that something has been counted for."""
    duty = a_counting_at(organisation)
    row = FigureRow(duty.area.key, organisation.key, TREATED, date(duty.round.year, 1, 1), 4, 1)
    record_figures(source="tally", rows=[row], by=PROGRAM)
    return a_report(duty)


def a_question_to(organisation: Organisation) -> Duty:
    """Something that a place is asked in a theme and has not answered."""
    a_theme()
    answered = Filing.objects.filter(kind="theme_answer").values("about")
    on_paper = PaperEntry.objects.filter(kind="theme_answer").values("about")
    open_ = Duty.objects.filter(place=organisation, round=a_round()).exclude(key__in=answered).exclude(key__in=on_paper)
    return open_.first() or a_duty_at(organisation)


def a_sent_theme_answer(organisation: Organisation) -> Filing:
    """An answer to a theme, sent once and changed since, with a file."""
    return with_a_file(a_theme_answer(a_question_to(organisation)))


def a_returned_report(organisation: Organisation) -> dict[str, object]:
    """One that more is asked for of."""
    return returned(a_sent_report(organisation))


def returned(report: Filing) -> dict[str, object]:
    """The same when more is asked for of it."""
    report.refresh_from_db()
    last = timezone.localdate() + timedelta(days=9)
    handling.request_completion(filing=report, text="prov", deadline=last, by=PROGRAM, now=timezone.now())
    return {"key": report.key}


Owed = Callable[[Organisation], Duty]


def a_paper_report(organisation: Organisation, kind: str = "annual_report", owed: Owed = a_duty_at) -> PaperEntry:
    """What came by post, with one scanned paper."""
    with one_scanned("underlag") as scanned:
        return paper.enter_paper(
            kind=kind,
            about=owed(organisation).key,
            owner=Owner(organisation.key),
            came_at=timezone.now(),
            came_by="post",
            why="prov",
            raw={},
            scanned=scanned,
            by=PROGRAM,
            now=timezone.now(),
            once_key=once(),
        )


def a_paper_theme_answer(organisation: Organisation) -> PaperEntry:
    """An answer to a theme that came by post."""
    return a_paper_report(organisation, "theme_answer", a_question_to)


Made = Callable[[Organisation], Filing]


def of_report(
    route: str,
    made: Made = a_sent_report,
    paper: Callable[[Organisation], PaperEntry] = a_paper_report,
    section: str = "matt",
) -> Callable[[Organisation], dict[str, object]]:
    """A route of applications is one of annual reports too, or of what else places owe."""
    more = MORE.get(route.partition(":")[2], {})
    if "paper" in route:
        return lambda organisation: {"number": paper(organisation).pk, **more}
    more = {"section": section} if "section" in more else more
    return lambda organisation: {"key": made(organisation).key, **more}


BY_ROUTE |= {
    route.replace("application", "theme_answer"): of_report(route, a_sent_theme_answer, a_paper_theme_answer, "svar")
    for route in list(BY_ROUTE)
    if "application:" in route and route.partition(":")[2] not in WITHOUT_REPORT
}
BY_ROUTE |= {
    "theme_answer:reply": lambda organisation: returned(a_sent_theme_answer(organisation)),
    "received-theme_answer:pdf": lambda organisation: {"key": a_sent_theme_answer(organisation).key, "number": 1},
    "theme_answer:begin-about": lambda organisation: {"about": a_question_to(organisation).key},
    "officer-theme-ask": lambda organisation: {"year": a_round().year},
    **dict.fromkeys(
        ("officer-theme", "officer-theme-remind", "officer-theme-tell"),
        lambda organisation: {"year": a_theme().round.year},
    ),
}
BY_ROUTE |= {
    route.replace("application", "annual_report"): of_report(route)
    for route in list(BY_ROUTE)
    if "application:" in route and route.partition(":")[2] not in WITHOUT_REPORT
}
BY_ROUTE |= {
    **{f"annual_report:{route}": of_report("") for route in ("sheet", "sheet-file", "sheet-csv")},
    "annual_report:reply": a_returned_report,
    "received-annual_report:pdf": lambda organisation: {"key": a_sent_report(organisation).key, "number": 1},
    "annual_report:begin-about": lambda organisation: {"about": a_duty_at(organisation).key},
    "report-fetch": lambda organisation: {"key": a_report_to_fetch_into(organisation).key, "source": "tally"},
    "tally": a_tally_of,
    "officer-round": lambda organisation: {"year": a_round().year},
    "officer-round-conditions": lambda organisation: {"year": a_round().year},
    "officer-round-conditions-csv": lambda organisation: {"year": a_round().year},
    "officer-round-conditions-sheet": lambda organisation: {"year": a_round().year},
    "officer-report-accept": lambda organisation: {"year": a_round().year, "key": a_sent_report(organisation).about},
    "officer-round-remind": lambda organisation: {"year": a_round().year},
    **dict.fromkeys(
        ("officer-report-lacking", "officer-report-time", "officer-report-management", "officer-report-note"),
        lambda organisation: {"year": a_round().year, "key": a_duty_at(organisation).key},
    ),
    "officer-round-area": lambda organisation: {"year": a_round().year, "key": the_duties()[0].area.key},
    "officer-round-publish": lambda organisation: {"year": a_round().year, "key": the_duties()[0].area.key},
}
