"""Publication: a document becomes a version, an edition, new facts, or nothing; and all or none."""

from datetime import date

import pytest

from nhv.register import publication
from nhv.register.acts import documents
from nhv.register.acts.documents import publish_document
from nhv.register.memory import DIARY
from nhv.register.models import AreaDocument, DiaryEntry, Organisation, Permit
from nhv.register.publication import Done, publish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from tests.support.areas import SOUTH, WEST, a_file, an_area
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
    (entry,) = DiaryEntry.objects.filter(subject_kind="area", subject_key="provomrade")
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
    with refuses("document_before_newest"):
        publish([older], by=US)
    assert outcome(older, history=True) == "new_version"
    holders = Permit.objects.known().filter(area__key="provomrade")
    assert [permit.holder.name for permit in holders] == ["Västra Götalandsregionen"], "history moves no permit"


def known():
    return [permit.holder.name for permit in Permit.objects.known().filter(area__key="provomrade")]


def test_a_permit_that_a_whole_file_names_no_more_is_struck_by_an_act_with_its_reason():
    outcome(a_file(WEST, SOUTH))
    (published,) = publish([a_file(WEST)], by=US)
    assert published.outcome == "new_facts"
    assert published.acts == (Done("permit_struck", "Region Skåne, Skånes universitetssjukhus", publication.SAYS_ALL),)
    entry = DiaryEntry.objects.last()
    assert (entry.act, entry.subject_key, entry.why) == ("permit_struck", "provomrade:2", publication.SAYS_ALL)
    rows = Permit.objects.filter(area__key="provomrade").order_by("holder__name")
    assert [(p.holder.name, p.superseded_at is None) for p in rows] == [
        ("Region Skåne", False),
        ("Västra Götalandsregionen", True),
    ]


@pytest.mark.parametrize("holders", ["whole", "part", "not_read", "not_stated", "not_decided"])
def test_a_file_that_names_no_permit_takes_none_away(holders):
    outcome(a_file(WEST, SOUTH))
    outcome(a_file(scope=REWORDED, completeness={"holders": holders}))
    assert known() == ["Region Skåne", "Västra Götalandsregionen"]


def test_a_file_that_does_not_name_all_takes_none_away():
    outcome(a_file(WEST, SOUTH))
    outcome(a_file(WEST, completeness={"holders": "part"}))
    assert known() == ["Region Skåne", "Västra Götalandsregionen"]


def test_publishing_a_document_touches_no_permit():
    outcome(a_file(WEST, SOUTH))
    rows = list(Permit.objects.order_by("pk").values())
    published = publish_document(area=an_area(scope=REWORDED, units=1), by=US)
    assert published.outcome == "new_version"
    assert list(Permit.objects.order_by("pk").values()) == rows


@pytest.mark.parametrize(
    "otherwise",
    [
        {"record_number": "1/2024"},
        {"valid_until": date(2026, 1, 1)},
        {"hospital": "Skaraborgs sjukhus"},
        {"unit": "Provenheten"},
    ],
    ids=str,
)
def test_what_a_file_says_otherwise_of_a_permit_supersedes_it(otherwise):
    outcome(a_file(WEST))
    (published,) = publish([a_file({**WEST, **otherwise})], by=US)
    assert [done.act for done in published.acts] == ["permit_superseded"]
    assert [(p.number, p.superseded_at is None) for p in Permit.objects.filter(area__key="provomrade")] == [
        (1, False),
        (1, True),
    ]


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
    with refuses("two_documents_of_one_area"):
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
        patch.setattr(documents, "DIARY", type("Failing", (), failing))
        with pytest.raises(RuntimeError, match="after entry"):
            publish([a_file(WEST)], by=US)
    assert DiaryEntry.objects.count() == before
    assert not AreaDocument.objects.filter(area__key="provomrade").exists()

    publish([a_file(WEST)], by=US)
    assert DiaryEntry.objects.count() == before + 2, "the document and its permit"
    assert AreaDocument.objects.filter(area__key="provomrade").exists()
