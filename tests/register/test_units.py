"""A unit is an organisation at its hospital; where one turns (unit, else hospital, else region) is said the same
everywhere."""

import pytest

from nhv.register import queries, referrals
from nhv.register.memory import register_state
from nhv.register.models import DiaryEntry, Organisation, Permit
from nhv.register.organisations import describe_unit, load_organisations
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.faults import DocumentFault
from nhv.specification.toml import read_organisations
from tests.support.areas import WEST, a_file

US = Actor("program", "test")
REGION = "Västra Götalandsregionen"
HOSPITAL = "Sahlgrenska universitetssjukhuset"
UNIT = {**WEST, "unit": "Barnkliniken"}
HSA = "SE2321000131-E000000000001"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """Each test has the bundled organisations."""


def the_unit():
    return Organisation.objects.get(kind="unit", name="Barnkliniken", parent__name=HOSPITAL)


def test_a_unit_we_have_not_met_is_entered_under_its_hospital_and_met_again():
    publish([a_file(UNIT), a_file(UNIT, key="annat", name="Annat")], by=US)
    assert the_unit().parent.parent.name == REGION
    assert the_unit().key == "barnkliniken-sahlgrenska-universitetssjukhuset"
    (entry,) = DiaryEntry.objects.filter(act="organisation_entered", subject_key=the_unit().key)
    assert entry.subject_kind == "organisations"


def test_units_of_one_name_at_two_hospitals_are_two():
    south = {"region": "Region Skåne", "hospital": "Skånes universitetssjukhus", "unit": "Barnkliniken"}
    publish([a_file(UNIT, south)], by=US)
    assert Organisation.objects.filter(kind="unit", name="Barnkliniken").count() == 2


def test_a_unit_without_a_hospital_lies_under_the_region():
    publish([a_file({"region": REGION, "unit": "Provcentrum"})], by=US)
    permit = Permit.objects.known().get(area__key="provomrade")
    assert (permit.place.name, permit.place.parent.name, permit.place.hospital) == ("Provcentrum", REGION, None)


@pytest.mark.parametrize(
    ("stated", "turn_to"),
    [({}, REGION), ({"hospital": HOSPITAL}, HOSPITAL), ({**WEST, "unit": "Barnkliniken"}, "Barnkliniken")],
    ids=["region", "hospital", "unit"],
)
def test_where_one_turns_is_said_the_same_everywhere(stated, turn_to):
    publish([a_file({"region": REGION, **stated})], by=US)
    permit = Permit.objects.known().get(area__key="provomrade")
    place = Organisation.objects.get(pk=Permit.objects.with_place().get(pk=permit.pk).turn_to_id)
    (holder,) = queries.area_on("provomrade").holders
    (row,) = [each for each in queries.area_rows() if each.key == "provomrade"]
    (unit,) = referrals.units(None, area="provomrade")
    assert {permit.turn_to, place, holder.place, row.holders[0].place, unit.holder} == {place}
    assert (place.name, referrals.has_permit(permit.area, place)) == (turn_to, True)
    for name in {REGION, HOSPITAL, "Barnkliniken"} - {turn_to}:
        for other in Organisation.objects.filter(name=name):
            assert not referrals.has_permit(permit.area, other)


def test_the_portfolio_of_hospital_and_region_holds_what_their_units_do():
    publish([a_file(UNIT)], by=US)
    for organisation in (the_unit(), the_unit().parent, the_unit().parent.parent):
        assert "provomrade" in {row.key for row in queries.portfolio(organisation)}
    other = Organisation.objects.get(key="skanes-universitetssjukhus")
    assert "provomrade" not in {row.key for row in queries.portfolio(other)}


def test_hsa_id_and_telephone_are_entered_and_never_guessed():
    publish([a_file(UNIT)], by=US)
    assert (the_unit().hsa_id, the_unit().telephone) == (None, "")
    before = register_state()
    assert describe_unit(unit=the_unit(), hsa_id=HSA, telephone="031-390 06 10", by=US)
    assert not describe_unit(unit=the_unit(), hsa_id=HSA, telephone="031-390 06 10", by=US)
    assert (the_unit().hsa_id, the_unit().telephone) == (HSA, "031-390 06 10")
    assert register_state() != before


@pytest.mark.parametrize(
    ("hsa_id", "telephone", "words"),
    [("2321000131-E1", "", "inget HSA-id"), ("", "ring oss", "inget telefonnummer")],
)
def test_what_is_no_hsa_id_or_number_is_refused(hsa_id, telephone, words):
    publish([a_file(UNIT)], by=US)
    with pytest.raises(Refused, match=words):
        describe_unit(unit=the_unit(), hsa_id=hsa_id, telephone=telephone, by=US)


def test_an_hsa_id_belongs_to_one_unit_and_only_units_have_one():
    publish([a_file(UNIT, {"region": "Region Skåne", "unit": "Provcentrum"})], by=US)
    describe_unit(unit=the_unit(), hsa_id=HSA, telephone="", by=US)
    with pytest.raises(Refused, match="redan till en annan enhet"):
        describe_unit(unit=Organisation.objects.get(name="Provcentrum"), hsa_id=HSA, telephone="", by=US)
    with pytest.raises(Refused, match="är ingen enhet"):
        describe_unit(unit=the_unit().parent, hsa_id=HSA, telephone="", by=US)


def a_document(**unit):
    said = "".join(f'{name} = "{value}"\n' for name, value in unit.items())
    return read_organisations(
        f"""
[[healthcare_regions]]
key = "vastra"
name = "Västra"
name_en = "Western"
[[regions]]
key = "vg"
name = "VG"
short_name = "VG"
code = "14"
healthcare_region = "vastra"
[[hospitals]]
key = "su"
name = "SU"
region = "vg"
town = "Göteborg"
latitude = 57.7
longitude = 11.9
[[units]]
{said}"""
    )


def test_the_document_of_organisations_may_name_units_and_leaves_what_it_does_not_say():
    load_organisations(a_document(key="enheten", name="Enheten", hospital="su", hsa_id=HSA), by=US)
    unit = Organisation.objects.get(key="enheten")
    assert (unit.kind, unit.parent.key, unit.hsa_id) == ("unit", "su", HSA)
    load_organisations(a_document(key="enheten", name="Enheten för prov", hospital="su"), by=US)
    unit.refresh_from_db()
    assert (unit.name, unit.hsa_id) == ("Enheten för prov", HSA)


def test_a_unit_at_an_unknown_hospital_is_a_fault():
    with pytest.raises(DocumentFault, match="okänt sjukhus «sy»"):
        a_document(key="enheten", name="Enheten", hospital="sy")
