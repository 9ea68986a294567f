"""The matrix: what its cells say is what the whole of the judgements says, and each link says which cell it opens."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from nhv.accounts.acts import decide_conflict
from nhv.process.weighing.acts import Part, write_part
from nhv.process.weighing.models import Judgement
from nhv.process.weighing.queries import applications, cell_of, matrix_of, overview_of
from nhv.rules.judgements import Met
from nhv.rules.roles import Role
from nhv.specification.motion import Outcome
from tests.support.board import BOARD, GROUP, a_board, a_weighed_call
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def judged(register):
    """A weighed call, its group's first and second member, and judgements in which they differ."""
    weighing = a_weighed_call()
    members = [a_person(Role.PREPARATORY_MEMBER, GROUP) for _number in range(2)]
    first, second = applications(weighing.call)[:2]
    for filing, row, member, met in (
        (first, "w-patient", members[0], "met"),
        (first, "w-patient", members[1], "not"),
        (second, "w-patient", members[1], "met"),
        (second, "w-patient_transports", members[0], "partly"),
    ):
        Judgement.objects.create(
            weighing=weighing, filing=filing, row=row, member=member, met=met, why="Skäl <här>.",
            written_at=timezone.now(),
        )  # fmt: skip
    return weighing, members


def test_counts_are_those_of_all_judgements_cell_by_cell(judged):
    weighing, (one, other) = judged
    whole, first, second = matrix_of(weighing), overview_of(weighing, one.pk), overview_of(weighing, other.pk)
    counts = [[cell.counts for cell in cells] for _row, cells in whole.table]
    assert any(len(cell) > 1 for line in counts for cell in line)
    for seen in (first, second):
        assert [[cell.counts for cell in cells] for _row, cells in seen.table] == counts
        assert [[cell.line for cell in cells] for _row, cells in seen.table] == [
            [cell.line for cell in cells] for _row, cells in whole.table
        ]
    for seen, who in ((first, one), (second, other)):
        own = {
            (cell.application, row.key)
            for row, cells in whole.table
            for cell in cells
            if any(each.member == who.pk for each in cell.judged)
        }
        assert seen.own == own != set()


def test_what_one_found_who_is_kept_out_since_is_struck_and_not_counted(judged):
    weighing, (one, other) = judged
    filing = applications(weighing.call)[0]
    cell = f"/matris/{weighing.call.key}/ruta/{filing.key}/w-patient/"
    group = signed_in(Client(), other)
    assert "Räknas inte" not in group.get(cell).content.decode()
    decide_conflict(user=one, case=weighing.scope, why="Anställd.", by=PROGRAM)
    shown = cell_of(weighing, filing.key, "w-patient")
    assert [(each.member, each.kept_out) for each in shown.cell.judged] == [(one.pk, True), (other.pk, False)]
    assert shown.cell.counts == ((Met.NO, 1),) and not shown.cell.differs
    seen = {
        (row.key, each.application): each.counts
        for row, cells in overview_of(weighing, other.pk).table
        for each in cells
    }
    assert seen["w-patient", filing.key] == ((Met.NO, 1),)
    assert "Räknas inte: jävig enligt beslut." in group.get(cell).content.decode()
    assert "jävig, räknas inte" in group.get(f"/matris/{weighing.call.key}/matris.csv").content.decode()
    barred = signed_in(Client(), one).get(f"/matris/{weighing.call.key}/")
    assert barred.status_code == 404 and "jävig i ärendet" in barred.content.decode()


def test_how_much_is_not_judged_is_said_before_the_opinion_is_given(judged):
    weighing, _members = judged
    secretary = signed_in(Client(), a_person(Role.PREPARATORY_SECRETARY, GROUP))
    cells = sum(len(cells) for _row, cells in matrix_of(weighing).table)
    page = secretary.get(f"/matris/{weighing.call.key}/yttrande/avge/").content.decode()
    assert f"Av matrisens {cells} rutor har {cells - 3} inte bedömts av någon." in page


def test_a_part_is_not_proposed_where_the_area_has_none(judged):
    weighing, _members = judged
    by, filing = actor(a_person(Role.PREPARATORY_SECRETARY, GROUP)), applications(weighing.call)[0]
    part = Part("Bäst.", outcome=Outcome.PART, filing=filing)
    with refuses("part_of_an_undivided_area"):
        write_part(weighing=weighing, part=part, by=by, now=timezone.now())


def test_an_officer_goes_from_the_ended_call_to_its_group():
    weighing = a_weighed_call()
    officer = signed_in(Client(), a_person(Role.OFFICER))
    here = f"/handlaggning/utlysningar/{weighing.call.key}/"
    assert f"/matris/{weighing.call.key}/" in officer.get(here).content.decode()
    assert f"{here}beredning/" not in officer.get(here).content.decode()
    weighing.delete()
    assert f"{here}beredning/" in officer.get(here).content.decode()
    a_board()
    groups = officer.get(f"{here}beredning/").content.decode()
    assert f'value="{GROUP}"' in groups and f'value="{BOARD}"' not in groups and 'value="" selected' in groups


def test_a_cell_alone_is_the_cell_of_the_whole(judged):
    weighing, _members = judged
    whole = matrix_of(weighing)
    for row, cells in whole.table[-5:]:
        for cell, applied in zip(cells, whole.applied, strict=True):
            found = cell_of(weighing, cell.application, row.key)
            assert (found.cell, found.row, found.name) == (cell, row, applied.name)
            assert found.filing.key == cell.application
    assert cell_of(weighing, "ingen", "w-patient") is None
    assert cell_of(weighing, whole.applied[0].key, "v-inget") is None


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_link_is_called_by_itself_its_row_and_its_applicant(judged, language):
    weighing, members = judged
    client = signed_in(Client(headers={"accept-language": language}), members[0])
    page = html.fromstring(client.get(f"/matris/{weighing.call.key}/").content.decode())
    ids = [one.get("id") for one in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    names, applied = [], [one.name for one in matrix_of(weighing).applied]
    for link in page.xpath("//a[starts-with(@href, 'ruta/')]"):
        parts = [page.get_element_by_id(name).text_content().strip() for name in link.get("aria-labelledby").split()]
        assert parts[0] == link.text_content().strip()
        assert parts[2] in applied
        names.append(unescape(" ".join(parts)))
    assert len(names) == len(set(names)) == len(applied) * len(matrix_of(weighing).table)


def test_only_rows_where_something_is_left_are_shown_when_asked_for(judged):
    weighing, members = judged
    client, address = signed_in(Client(), members[0]), f"/matris/{weighing.call.key}/?visa=obedomt"
    before = html.fromstring(client.get(address).content.decode())
    assert "Patientens bästa" in " ".join(before.xpath("//th//text()"))
    for filing in applications(weighing.call):
        Judgement.objects.get_or_create(
            weighing=weighing, filing=filing, row="w-patient", member=members[0],
            defaults={"met": "met", "why": "Ja.", "written_at": timezone.now()},
        )  # fmt: skip
    after = html.fromstring(client.get(address).content.decode())
    assert "Patientens bästa" not in " ".join(after.xpath("//th//text()"))
    assert len(after.xpath("//tbody/tr")) == len(before.xpath("//tbody/tr")) - 1
