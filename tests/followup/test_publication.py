"""Publication: nobody is found in all that is published, an edition never changes, a correction waits until large."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction

from nhv.disclosure.layout import table_by
from nhv.disclosure.policy import faults, shown_counts
from nhv.disclosure.published import Dimension, Edition, from_json
from nhv.disclosure.publishing import Year, prove, publish
from nhv.disclosure.reported import Reported
from nhv.followup import basis
from nhv.followup.hidden import intervals_of
from nhv.followup.models import Acceptance, PublishedEdition
from nhv.followup.queries import asked_of
from nhv.program.main import main
from nhv.register.memory import KEYS
from nhv.register.models import DiaryEntry
from nhv.rules.refusals import Refused
from nhv.specification.follow_up import total_key
from nhv.specification.measures import TREATED
from tests.disclosure.generated import small_hidden
from tests.support.faults import IS_DRILL
from tests.support.pages import get
from tests.support.reports import (
    AREA,
    YEAR,
    a_report,
    accepted,
    corrected,
    drawn,
    published,
    reported,
    sent,
    the_duties,
)

YEARS = (YEAR - 1, YEAR)


def attacked(area: str = AREA) -> list:
    """What somebody with all the files of an area finds out."""
    rows = list(PublishedEdition.objects.filter(area__key=area))
    return prove([one.text for one in rows], [basis.from_text(one.basis) for one in rows])


def test_years_and_a_correction_are_published_and_nobody_is_found(register):
    for year in YEARS:
        reported(year)
        published(year)
    corrected(YEARS[1], 9)
    again = published(YEARS[1])
    assert [(one.year, one.number) for one in PublishedEdition.objects.all()] == [
        (YEARS[0], 1),
        (YEARS[1], 1),
        (YEARS[1], 2),
    ]
    assert again.document.edition.note
    assert attacked() == []
    for one in PublishedEdition.objects.all():
        assert faults(one.document) == []
        assert one.document.texts and str(one.sha256) == one.sha256
        hidden = [cell for table in one.document.tables for cell in table.cells if cell.hidden]
        assert hidden and all(cell.value is None and cell.between is None for cell in hidden)


def test_hiding_the_small_alone_would_have_leaked(sqlite_register):
    reported(YEARS[1])
    made = published(YEARS[1])
    true = basis.from_text(made.basis)
    counted = tuple(table for table in made.document.tables if table.show == "count")
    control = Year(AREA, made.document.edition, true, counted, seed=0)
    assert prove([small_hidden(control)], [true]) != []


@pytest.mark.parametrize("seed", range(100 if IS_DRILL else 3))
def test_nobody_is_found_whatever_was_reported(sqlite_register, seed):
    area = ("vulvacancer", "osteogenesis-imperfecta-oi", "plexus-brachialisskador")[seed % 3]
    reported(YEARS[1], patients=4 + 9 * (seed % 5), seed=seed, area=area)
    published(YEARS[1], area)
    corrected(YEARS[1], 2 + 6 * (seed % 2), area)
    published(YEARS[1], area)
    assert attacked(area) == []


def test_a_small_correction_is_told_of_and_held(sqlite_register):
    reported(YEARS[1])
    first = published(YEARS[1])
    corrected(YEARS[1], 1)
    second = published(YEARS[1])
    assert second.document.edition.note and second.document.edition.corrected == ()
    assert basis.to_text(basis.from_text(second.basis)) == second.basis
    own = {TREATED: basis.from_text(first.basis).value(TREATED, {})}
    assert basis.from_text(second.basis).value(TREATED, {}) == own[TREATED]


@pytest.mark.parametrize(("patients", "shown"), [(3, False), (7, False), (10, True)])
def test_a_figure_alone_is_told_between_what_the_rule_itself_tells(patients, shown):
    dimensions = {"unit": Dimension(values=("a",)), "year": Dimension(values=("2025",))}
    only = Reported(dimensions, {"treated": None}, {("treated", ("unit", "year")): np.array([[patients]])})
    tables = (table_by("treated", "2025", ("unit",), dimensions),)
    text = publish(Year("x", Edition(year=2025), only, tables, seed=1)).text
    found = {ends for each in intervals_of([text], only).values() for ends in each.values()}
    # From one to nine: whoever knows that a small number is hidden cannot tell that it is one to four.
    assert found == (set() if shown else {(1, 9)})


def test_an_edition_never_changes(register):
    reported(YEARS[1])
    made = published(YEARS[1])
    for change in ("UPDATE followup_publishededition SET text = 'x'", "DELETE FROM followup_publishededition"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert PublishedEdition.objects.get().text == made.text
    with pytest.raises(Refused) as told:
        published(YEARS[1])
    assert told.value.code == "nothing_to_restate"


def test_nothing_is_published_while_a_report_is_lacking_nor_of_an_earlier_year(sqlite_register):
    reported(YEARS[0])
    with pytest.raises(Refused) as told:
        published(YEARS[1])
    assert told.value.code in ("reports_lacking", "nothing_owed")
    reported(YEARS[1])
    published(YEARS[1])
    with pytest.raises(Refused) as told:
        published(YEARS[0])
    assert told.value.code == "edition_of_earlier_year"
    assert Acceptance.objects.count() == 2 * len(the_duties())


def test_the_seed_is_another_for_each_edition_and_stands_nowhere(sqlite_register):
    reported(YEARS[1])
    made = published(YEARS[1])
    secrets = [KEYS.secret_for(f"edition {number} of {AREA} {YEARS[1]}") for number in (1, 2)]
    assert secrets[0] != secrets[1]
    seed = str(int.from_bytes(secrets[0][:16], "big"))
    kept = made.text + made.basis + json.dumps(list(DiaryEntry.objects.values()), default=str)
    assert seed not in kept and secrets[0].hex() not in kept


def said(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["export-published", *arguments])
    return status, out.getvalue(), err.getvalue()


def test_the_command_gives_the_files(sqlite_register):
    assert said("--list", "--json")[1].strip() == "[]"
    reported(YEARS[1])
    first = published(YEARS[1])
    corrected(YEARS[1], 9)
    second = published(YEARS[1])
    year = str(YEARS[1])
    assert json.loads(said("--list", "--json")[1]) == [
        {"area": AREA, "year": YEARS[1], "edition": number} for number in (1, 2)
    ]
    assert said(AREA, year, "--json") == (0, second.text, "")
    assert said(AREA, year, "--json", "--edition", "1") == (0, first.text, "")
    assert from_json(first.text).area == AREA
    for wrong in ((AREA, "1999"), ("finns-inte", year), (AREA, year, "--edition", "9"), (AREA,), (AREA, "x")):
        status, out, err = said(*wrong)
        assert (status, out) == (2, "") and err.count("\n") == 1


def test_waiting_times_and_rates_stand_beside_the_counts_that_they_are_of(sqlite_register):
    wait = total_key("vantetid")
    times = {}
    for number, duty in enumerate(the_duties()):
        times[duty.place.key] = 30.5 + number
        answers = drawn(asked_of(duty), 90, np.random.default_rng(number))
        accepted(sent(a_report(duty), {**answers, wait: times[duty.place.key]}))
    document = published(YEAR).document
    assert attacked() == []
    (medians,) = (one for one in document.tables if one.show == "median")
    shown = {cell.at[0]: cell.value for cell in medians.cells if not cell.hidden}
    assert shown and shown.items() <= times.items()
    counts = shown_counts(document)
    for table in document.tables:
        for cell in table.cells:
            if table.show in ("rate", "median") and not cell.hidden:
                assert (table.of or table.over, frozenset(table.at(cell).items())) in counts
    page = get(f"/omraden/{AREA}/uppfoljning/{YEAR}/").text
    assert all(f"{value:.1f}".replace(".", ",") in page for value in shown.values())
