"""Publication: a document becomes a version, an edition, new facts, or nothing; and all or none."""

from datetime import date

import pytest

from nhv.register import publication
from nhv.register.memory import DIARY
from nhv.register.models import AreaDocument, DiaryEntry, Organisation, Permit
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.refusals import refuses

US = Actor("program", "test")
REWORDED = [{"key": "omfattning", "points": [{"key": "bedomning", "text": "En annan lydelse."}]}]


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """Each test has the bundled organisations to publish against."""


def outcome(file, **options):
    return publish([file], by=US, **options)[0].outcome


def test_a_first_document_is_version_one_and_is_in_the_diary():
    (published,) = publish([a_file(WEST)], by=US)
    assert (published.outcome, published.version, published.edition) == ("new_area", 1, 1)
    entry = DiaryEntry.objects.last()
    assert (entry.act, entry.subject_kind, entry.subject_key, entry.actor) == (
        "new_area",
        "area",
        "provomrade",
        "program:test",
    )


def test_the_same_content_again_changes_nothing():
    outcome(a_file(WEST))
    before = DiaryEntry.objects.count()
    assert outcome(a_file(WEST)) == "unchanged"
    assert DiaryEntry.objects.count() == before


def test_other_words_to_find_by_are_a_new_edition():
    outcome(a_file(WEST))
    (published,) = publish([a_file(WEST, name_en="Test area")], by=US)
    assert (published.outcome, published.version, published.edition) == ("new_edition", 1, 2)


def test_another_wording_is_a_new_version_and_the_old_one_stays():
    outcome(a_file(WEST))
    (published,) = publish([a_file(WEST, scope=REWORDED, in_force_from=date(2025, 1, 1))], by=US)
    assert (published.outcome, published.version, published.edition) == ("new_version", 2, 1)
    texts = [d.specification.scope[0].points[0].text for d in AreaDocument.objects.filter(area__key="provomrade")]
    assert texts == ["Bedömning av provsjuka.", "En annan lydelse."]


def test_a_version_before_its_predecessor_is_refused_unless_it_is_history():
    outcome(a_file(WEST))
    older = a_file(SOUTH, scope=REWORDED, in_force_from=date(2020, 1, 1))
    with refuses("version_before_newest"):
        publish([older], by=US)
    assert outcome(older, history=True) == "new_version"
    holders = Permit.objects.filter(area__key="provomrade", superseded_at__isnull=True)
    assert [permit.region.name for permit in holders] == ["Västra Götalandsregionen"], "history moves no permit"


def test_a_permit_that_is_gone_is_superseded_and_not_deleted():
    outcome(a_file(WEST, SOUTH))
    assert outcome(a_file(WEST)) == "new_facts"
    rows = Permit.objects.filter(area__key="provomrade").order_by("region__name")
    assert [(p.region.name, p.superseded_at is None) for p in rows] == [
        ("Region Skåne", False),
        ("Västra Götalandsregionen", True),
    ]


def test_a_source_that_is_silent_about_holders_takes_no_permit_away():
    outcome(a_file(WEST))
    outcome(a_file(scope=REWORDED, completeness={"holders": "not_stated"}))
    assert Permit.objects.filter(area__key="provomrade", superseded_at__isnull=True).count() == 1


def test_only_decided_conditions_are_copied_into_the_permit():
    condition = {"key": "ecmo", "group": "critical_equipment", "force": "unstated", "text": "ECMO"}
    proposed = {**condition, "key": "narkos", "stage": "proposed"}
    outcome(a_file(WEST, conditions=[{**condition, "stage": "decided"}, proposed]))
    assert [c["key"] for c in Permit.objects.get(area__key="provomrade").conditions] == ["ecmo"]


def test_an_area_is_known_by_its_aliases():
    outcome(a_file(WEST, aliases=["Provvård"]))
    (published,) = publish([a_file(WEST, key="provvard", name="Provvård", scope=REWORDED)], by=US)
    assert (published.key, published.version) == ("provomrade", 2)


def test_two_documents_about_one_area_are_refused():
    with refuses("area_twice"):
        publish([a_file(WEST), a_file(SOUTH)], by=US)


def test_an_unknown_region_is_refused_with_the_nearest_and_nothing_is_published():
    good = a_file(WEST, key="annat", name="Annat")
    words = r"^Provområde: Okänd region ”Region Skane läns” \(menade du «Region Skåne»\?\)\. Skriv en av"
    with pytest.raises(Refused, match=words):
        publish([good, a_file({"region": "Region Skane läns"})], by=US)
    assert not AreaDocument.objects.filter(area__key="annat").exists()


def test_a_hospital_we_have_not_met_is_entered_under_its_region():
    outcome(a_file({"region": "Region Skåne", "hospital": "Provsjukhuset"}))
    assert Organisation.objects.get(name="Provsjukhuset").parent.name == "Region Skåne"


def test_an_act_that_fails_after_its_diary_entry_leaves_neither(monkeypatch):
    """The control: without the failure both are there."""
    before = DiaryEntry.objects.count()

    def record_and_fail(*arguments, **named):
        entry = type(DIARY).record(DIARY, *arguments, **named)
        raise RuntimeError(f"after entry {entry.number}")

    with monkeypatch.context() as patch:
        failing = {"record": staticmethod(record_and_fail), "take_turn": staticmethod(DIARY.take_turn)}
        patch.setattr(publication, "DIARY", type("Failing", (), failing))
        with pytest.raises(RuntimeError, match="after entry"):
            publish([a_file(WEST)], by=US)
    assert DiaryEntry.objects.count() == before
    assert not AreaDocument.objects.filter(area__key="provomrade").exists()

    publish([a_file(WEST)], by=US)
    assert DiaryEntry.objects.count() == before + 1
    assert AreaDocument.objects.filter(area__key="provomrade").exists()
