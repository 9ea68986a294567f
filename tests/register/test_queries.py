"""What is in force on a day, and what each answer costs with N and with ten times N areas."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhv.register import queries
from nhv.register.changes import area_changes
from nhv.register.models import Organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file

US = Actor("program", "test")
REWORDED = [{"key": "omfattning", "points": [{"key": "bedomning", "text": "En annan lydelse."}]}]


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """Each test has the bundled organisations to publish against."""


def row(day=None):
    return next((row for row in queries.area_rows(day) if row.key == "provomrade"), None)


def test_each_day_has_its_own_wording():
    publish([a_file(WEST)], by=US)
    publish([a_file(WEST, scope=REWORDED, in_force_from=date(2025, 1, 1))], by=US)
    by_day = [
        view and view.document.version
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
        for view in [queries.area_on("provomrade", day)]
    ]
    assert by_day == [None, 1, 1, 2]


def test_decided_is_not_in_force():
    publish([a_file({**WEST, "valid_from": date(2024, 7, 1)})], by=US)
    assert [row(day).in_force for day in (date(2024, 6, 30), date(2024, 7, 1))] == [False, True]


def test_a_permit_is_valid_through_its_last_day():
    publish([a_file({**WEST, "valid_until": date(2024, 12, 31)})], by=US)
    assert [row(day).in_force for day in (date(2024, 12, 31), date(2025, 1, 1))] == [True, False]


def test_a_permit_without_a_first_day_is_not_said_to_be_in_force():
    publish([a_file({**WEST, "valid_from": None})], by=US)
    assert [holder.in_force for holder in row().holders] == [None]
    assert row().in_force is False


def test_an_area_whose_first_version_lies_ahead_is_shown_without_a_day_and_not_on_today():
    publish([a_file(in_force_from=queries.today() + timedelta(days=400))], by=US)
    assert row() is not None
    assert row(queries.today()) is None


def test_lists_are_filtered_by_name_region_and_force():
    publish([a_file(WEST, name="Åderbråck i prov")], by=US)
    keys = lambda **by: {row.key for row in queries.snapshot().filtered(**by)}  # noqa: E731
    assert keys(text="åderBRÅCK") == {"provomrade"}
    assert "provomrade" in keys(healthcare_region="vastra")
    assert "provomrade" not in keys(healthcare_region="norra")
    assert "viss-avancerad-esofaguskirurgi" in keys(in_force=False)
    assert "viss-avancerad-esofaguskirurgi" not in keys(in_force=True)


def test_a_portfolio_is_everything_an_organisation_holds():
    publish([a_file(WEST, SOUTH)], by=US)
    for key, holds in [
        ("sahlgrenska-universitetssjukhuset", True),
        ("region-skane", True),
        ("vastra", True),
        ("region-gotland", False),
    ]:
        rows = queries.portfolio(Organisation.objects.get(key=key))
        assert ("provomrade" in {row.key for row in rows}) is holds, key


COSTS = {
    "area_rows": (4, lambda: queries.area_rows()),
    "area_on": (6, lambda: queries.area_on("prov-1")),
    "area_views": (6, lambda: queries.area_views()),
    "holders_on": (4, lambda: queries.holders_on()),
    "holders_by_area": (2, lambda: queries.holders_by_area()),
    "portfolio": (4, lambda: queries.portfolio(Organisation.objects.select_related("parent").get(key="region-skane"))),
    "changes": (2, lambda: area_changes()),
    "versions": (1, lambda: queries.versions("prov-1")),
}


def test_no_answer_costs_more_queries_with_ten_times_the_areas():
    def costs():
        counted = {}
        for name, (_, question) in COSTS.items():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                question()
            counted[name] = len(captured)
        return counted

    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = costs()
    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert costs() == few
    assert {name: few[name] <= most + (name == "portfolio") for name, (most, _) in COSTS.items()} == dict.fromkeys(
        COSTS, True
    )


def test_a_wording_whose_first_day_nobody_tells_is_not_given_one():
    publish([a_file(in_force_from=None)], by=US)
    assert row(date(1990, 1, 1)).document.in_force_from is None
    publish([a_file(in_force_from=None, scope=REWORDED)], by=US)
    assert row().document.version == 2
    assert row().document.in_force_from == queries.today(), "the change is valid from the day we learn of it"
    assert row(date(1990, 1, 1)).document.version == 1
