"""Figures are recorded by an act: all or none, each held against the register, and a later count leaves a trace."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.language.faults import Fragment
from nhv.register import figures
from nhv.register.acts.figures import Recorded, record_figures
from nhv.register.figures import Source, Yearly, add_source, yearly
from nhv.register.memory import register_state
from nhv.register.models import DiaryEntry, DiaryPayload, Figure
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.figures import MOST_COUNT, FigureRow
from nhv.specification.rows import WrongRows
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

US = Actor("program", "test")
HERE, THERE = "sahlgrenska-universitetssjukhuset", "skanes-universitetssjukhus"
MEASURES = [
    {"key": "operationer", "text": "Antal operationer", "kind": "count"},
    {"key": "overlevnad", "text": "Överlevnad", "kind": "proportion"},
]
MARCH = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _an_area_with_a_measure(register):
    publish([a_file(WEST, measures=MEASURES), a_file(SOUTH, key="annat", name="Annat")], by=US)


@pytest.fixture
def conferences(monkeypatch):
    """Another room's source, which counts by a measure of its own."""
    monkeypatch.setattr(figures, "_sources", dict(figures._sources))
    source = Source("conferences", Fragment("konferenser"), {"remisser": Fragment("Antal remisser")})
    add_source(source)
    return source.name


def row(count=7, *, area="provomrade", place=HERE, measure="operationer", month=MARCH, line=2):
    return FigureRow(area, place, measure, month, count, line)


def record(*rows, source="file", by=US):
    return record_figures(source=source, rows=rows, by=by)


def known():
    return [(f.place.key, f.measure, f.month, f.source, f.count) for f in Figure.objects.known()]


def test_what_is_recorded_is_known_and_in_the_diary_and_the_public_pages_stay():
    before = register_state()
    assert record(row(), row(0, month=date(2025, 2, 1))) == Recorded(new=2, replaced=0, unchanged=0)
    assert known() == [(HERE, "operationer", date(2025, 2, 1), "file", 0), (HERE, "operationer", MARCH, "file", 7)]
    entry = DiaryEntry.objects.order_by("-number").first()
    assert (entry.act, entry.subject_key, entry.actor) == ("figures_recorded", "file", str(US))
    assert json.loads(DiaryPayload.objects.get(number=entry.number).content)["figures"][0] == [
        "provomrade", HERE, "operationer", "2025-03", 7, None,
    ]  # fmt: skip
    assert register_state() == before


def test_a_later_count_supersedes_the_former_which_stays():
    record(row(7))
    assert record(row(9)) == Recorded(new=0, replaced=1, unchanged=0)
    assert [(f.count, f.superseded_at is None) for f in Figure.objects.order_by("pk")] == [(7, False), (9, True)]
    told = json.loads(DiaryPayload.objects.order_by("-number").first().content)
    assert told["figures"][0][-2:] == [9, 7]


def test_the_same_again_changes_nothing_and_is_no_entry():
    record(row())
    entries = DiaryEntry.objects.count()
    assert record(row()) == Recorded(new=0, replaced=0, unchanged=1)
    assert (DiaryEntry.objects.count(), Figure.objects.count()) == (entries, 1)


def test_two_sources_are_kept_apart(conferences):
    record(row(7), row(1, month=date(2025, 4, 1)))
    record(row(8), row(3, measure="remisser"), source=conferences)
    assert yearly("provomrade", 2025) == [
        Yearly(HERE, "operationer", "conferences", 8, 1),
        Yearly(HERE, "operationer", "file", 8, 2),
        Yearly(HERE, "remisser", "conferences", 3, 1),
    ]
    assert yearly("provomrade", 2024) == yearly("annat", 2025) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"area": "okant"}, "figures_area"),
        ({"place": THERE}, "figures_place"),
        ({"place": "vastra-gotalandsregionen"}, "figures_place"),
        ({"measure": "okant"}, "figures_measure"),
        ({"measure": "remisser"}, "figures_measure"),
        ({"measure": "overlevnad"}, "figures_not_counted"),
        ({"month": date(2025, 3, 2)}, "figures_month_impossible"),
        ({"month": date(1989, 12, 1)}, "figures_month_impossible"),
        ({"count": -1}, "figures_count_impossible"),
        ({"count": MOST_COUNT + 1}, "figures_count_impossible"),
        ({"count": 1.5}, "figures_count_impossible"),
        ({"count": True}, "figures_count_impossible"),
        ({"count": "7"}, "figures_count_impossible"),
        ({"month": MARCH}, "figures_twice"),
    ],
)
def test_one_wrong_row_and_nothing_is_recorded(wrong, code):
    entries = DiaryEntry.objects.count()
    with pytest.raises(WrongRows) as refused:
        record(row(), row(**{"month": date(2025, 2, 1), **wrong}, line=3))
    assert [(line, fault.code) for line, fault in refused.value.faults] == [(3, code)]
    assert (Figure.objects.count(), DiaryEntry.objects.count()) == (0, entries)


def test_a_month_that_lies_ahead_is_refused_and_the_one_that_has_begun_is_not():
    this = timezone.localdate().replace(day=1)
    following = (this + timedelta(days=40)).replace(day=1)
    with pytest.raises(WrongRows):
        record(row(month=following))
    assert record(row(month=this)).new == 1


def test_a_permit_that_has_ended_still_has_its_figures():
    publish([a_file({**WEST, "valid_until": date(2025, 3, 31)}, measures=MEASURES)], by=US)
    assert record(row()).new == 1


def test_a_source_that_no_room_has_added_is_refused():
    with refuses("figures_source_unknown"):
        record(row(), source="conferences")


def test_an_officer_may_record_and_an_editor_of_the_unit_may_not():
    assert record(row(), by=actor(a_person(Role.OFFICER))).new == 1
    with refuses("no_such_role"):
        record(row(9), by=actor(a_person(Role.UNIT_EDITOR, HERE)))


@pytest.mark.parametrize("count", [-1, MOST_COUNT + 1])
def test_the_database_keeps_the_bounds_too(count):
    record(row())
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.update(count=count)


def test_fifty_rows_cost_as_many_queries_as_one():
    def queries(*rows):
        with CaptureQueriesContext(connection) as asked:
            record(*rows)
        return len(asked)

    record(row(month=date(1999, 1, 1)))
    months = [date(year, month, 1) for year in range(2000, 2005) for month in range(1, 11)]
    assert queries(*(row(month=month) for month in months)) == queries(row())
