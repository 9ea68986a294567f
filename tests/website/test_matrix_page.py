"""The matrix: what its cells say is what the whole of the judgements says, and each link says which cell it opens."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from nhv.process.weighing.models import Judgement
from nhv.process.weighing.queries import applications, cell_of, matrix_of, overview_of
from nhv.rules.roles import Role
from tests.support.board import GROUP, a_weighed_call
from tests.support.people import a_person, signed_in

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
