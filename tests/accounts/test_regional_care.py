"""What a region tells of care that is not national: kept by it alone, in versions, confirmed once a year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nhv.accounts.vouching.regional_care import confirm_regional_care, remind_of_stale, save_regional_care
from nhv.register import regional_care
from nhv.register.models import Area, DiaryEntry, Organisation, OutgoingMessage, RegionalCare
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.regional_care import RegionalCareFacts
from tests.support.areas import WEST, a_file
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

PROGRAM = Actor("program", "test")
SOUTH = "region-skane"
FACTS = RegionalCareFacts(who="Provkliniken, Provsjukhuset", telephone="040-628 04 20")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXCLUSIONS = [
    {
        "key": "enkel-vard",
        "text": "Enkel vård av provsjuka.",
        "points": [{"key": "forsta-besok", "text": "Första besök."}],
    },
    {"key": "provfeber", "text": "Vård av provfeber."},
    {"key": "provdiabetes", "text": "Provdiabetes hör till ett annat tillstånd."},
]


@pytest.fixture(autouse=True)
def _in_a_register(register):
    publish([a_file(WEST, exclusions=EXCLUSIONS)], by=PROGRAM)


def region(key=SOUTH):
    return Organisation.objects.get(key=key)


def saved(by=None, *, clause="enkel-vard", at=SOUTH, seen=0, facts=FACTS, now=NOW):
    by = by or actor(a_person(Role.REGION_ADMINISTRATOR, at))
    area = Area.objects.get(key="provomrade")
    return save_regional_care(
        area=area, clause=clause, region=region(at), facts=facts, seen_version=seen, by=by, now=now
    )


def kept(key=SOUTH):
    """Exclusion → what the region tells of it."""
    found = regional_care.kept_by([region(key)])
    return {
        one.excluded.exclusion.key: one.care and one.care.facts
        for one in found
        if one.excluded.area.key == "provomrade"
    }


def test_what_a_region_could_tell_is_every_exclusion_that_is_not_another_areas():
    assert kept() == {"enkel-vard": None, "provfeber": None}
    saved()
    assert kept() == {"enkel-vard": FACTS, "provfeber": None}
    assert kept("vastra-gotalandsregionen") == {"enkel-vard": None, "provfeber": None}


def test_how_much_is_kept_is_missing_and_is_old():
    by = actor(a_person(Role.REGION_ADMINISTRATOR, SOUTH))
    everything = regional_care.summary(regional_care.kept_by([region()]))
    saved(by)
    saved(by, clause="provfeber", now=datetime(2020, 1, 1, tzinfo=UTC))
    now = regional_care.summary(regional_care.kept_by([region()]))
    assert (everything.kept, everything.stale) == (0, 0)
    assert (now.kept, now.missing) == (2, everything.missing - 2)
    assert now.stale >= 1


def test_what_is_told_has_a_day_and_a_role_and_never_a_person():
    saved()
    (told,) = regional_care.told_around(region())
    plain = told.as_json()
    assert (plain["who"], plain["confirmed_on"]) == ("Provkliniken, Provsjukhuset", "2026-03-02")
    assert (plain["confirmed_role"], plain["confirmed_for"]) == ("region_administrator", "Region Skåne")
    entry = DiaryEntry.objects.order_by("-number").first()
    assert (entry.act, entry.subject_key) == ("regional_care_saved", f"provomrade:enkel-vard:{SOUTH}")


def test_a_change_supersedes_and_rewrites_nothing():
    by = actor(a_person(Role.REGION_ADMINISTRATOR, SOUTH))
    saved(by)
    other = FACTS.model_copy(update={"how": "Vanlig remiss."})
    saved(by, seen=1, facts=other, now=NOW + timedelta(days=1))
    area = Area.objects.get(key="provomrade")
    about = {"area": area, "clause": "enkel-vard", "region": region()}
    confirm_regional_care(**about, seen_version=2, by=by, now=NOW + timedelta(days=300))
    rows = RegionalCare.objects.order_by("version")
    assert [(row.facts, row.superseded_at is None) for row in rows] == [(FACTS, False), (other, False), (other, True)]
    with refuses("kept_information_changed"):
        saved(by, seen=1)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.REGION_ADMINISTRATOR, "vastra-gotalandsregionen"),
        (Role.WRITER, SOUTH),
        (Role.UNIT_EDITOR, "skanes-universitetssjukhus"),
        (Role.ADMINISTRATOR, "socialstyrelsen"),
    ],
)
def test_only_the_region_itself_may(role, place):
    with refuses("role_elsewhere", "no_such_role"):
        saved(actor(a_person(role, place)))
    assert RegionalCare.objects.count() == 0


def test_only_of_what_the_areas_text_excludes_and_the_regions_do():
    for clause in ("bedomning", "provdiabetes", "forsta-besok"):
        with refuses("no_such_exclusion"):
            saved(PROGRAM, clause=clause)
    with refuses("care_of_no_region"):
        saved(PROGRAM, at="sodra")


def test_an_answer_rests_on_what_the_region_tells_and_then_on_its_neighbours():
    saved()
    saved(at="region-halland", facts=RegionalCareFacts(who="Kliniken i Halmstad"))
    saved(at="vastra-gotalandsregionen", facts=RegionalCareFacts(who="En annan sjukvårdsregion"))
    rests_on = {"area": "provomrade", "exclusion_key": "enkel-vard"}

    def told_in(key):
        (answer,) = regional_care.with_regional_care([rests_on], region(key))
        return [one["who"] for one in answer["regional_care"]]

    assert told_in(SOUTH) == ["Provkliniken, Provsjukhuset", "Kliniken i Halmstad"]
    assert told_in("region-halland") == ["Kliniken i Halmstad", "Provkliniken, Provsjukhuset"]
    assert regional_care.with_regional_care([rests_on], None) == [{**rests_on, "regional_care": []}]
    (of_care,) = regional_care.with_regional_care([{**rests_on, "exclusion_key": None}], region())
    assert of_care["regional_care"] == []


def test_what_is_old_is_reminded_of_once_a_month():
    keeper = a_person(Role.REGION_ADMINISTRATOR, SOUTH)
    a_person(Role.REGION_ADMINISTRATOR, "vastra-gotalandsregionen")
    saved(actor(keeper))
    fresh, old = NOW + timedelta(days=364), NOW + timedelta(days=370)
    assert remind_of_stale(now=fresh) == 0
    assert [remind_of_stale(now=old) for _ in range(2)] == [1, 1]
    (mail,) = OutgoingMessage.objects.filter(kind="regional_care_stale")
    assert (mail.to, "Enkel vård av provsjuka." in mail.text) == (keeper.email, True)
    assert regional_care.stale_by_region(date(2027, 3, 1)) == {}
