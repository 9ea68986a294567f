"""A person needs a role for every act of the register, the command line none; and no act forgets to ask."""

import inspect
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import walk_packages

import pytest

import nhv.register
from nhv.register import leave
from nhv.register.acts.calls import read_call
from nhv.register.acts.documents import publish_document, publish_general
from nhv.register.acts.figures import record_figures
from nhv.register.acts.permits import Terms, end, grant, revoke, strike, supersede
from nhv.register.contacts import Contact, tell_contact
from nhv.register.general import general
from nhv.register.models import Area, AreaDocument, DiaryEntry, Organisation, Permit
from nhv.register.organisations import describe_unit, enter_organisation, load_organisations, register_address
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.organisations import Organisations
from tests.support.areas import WEST, a_file, an_area
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

REGION = "vastra-gotalandsregionen"
UNIT = {**WEST, "unit": "Barnkliniken"}


@pytest.fixture(autouse=True)
def _in_a_register(register):
    publish([a_file(UNIT)], by=Actor("program", "test"))


def document() -> AreaDocument:
    return Area.objects.get(key="provomrade").documents.newest_first()[0]


def permit() -> Permit:
    return Permit.objects.known().get(area__key="provomrade")


def unit() -> Organisation:
    return permit().turn_to


def region() -> Organisation:
    return Organisation.objects.get(key=REGION)


NO_ORGANISATIONS = Organisations(healthcare_regions=(), regions=(), hospitals=())
# Part of an act in accounts, which has asked.
PART_OF_AN_ACT = {"next_version"}

# Every act of the register, as somebody would do it.
ACTS = {
    publish: lambda by: publish([a_file(UNIT, key="annat", name="Annat")], by=by),
    publish_document: lambda by: publish_document(area=an_area(name="Annat"), by=by),
    publish_general: lambda by: publish_general(general=general().model_copy(update={"facts": ()}), by=by),
    read_call: lambda by: read_call(document=document(), facts=None, by=by),
    grant: lambda by: grant(document=document(), terms=Terms(holder=region()), by=by),
    supersede: lambda by: supersede(permit=permit(), terms=Terms(holder=region()), by=by, why="Prov"),
    end: lambda by: end(permit=permit(), last_day=date(2030, 1, 1), by=by, why="Prov"),
    revoke: lambda by: revoke(permit=permit(), terms=Terms.of(permit()), by=by, why="Prov"),
    strike: lambda by: strike(permit=permit(), by=by, why="Prov"),
    record_figures: lambda by: record_figures(source="file", rows=[], by=by),
    load_organisations: lambda by: load_organisations(NO_ORGANISATIONS, by=by),
    register_address: lambda by: register_address(organisation=region(), email="a@exempel.invalid", by=by),
    enter_organisation: lambda by: enter_organisation(kind="hospital", name="Nytt", under=region(), by=by),
    describe_unit: lambda by: describe_unit(unit=unit(), hsa_id="", telephone="031-390 06 10", by=by),
    tell_contact: lambda by: tell_contact(
        region=region(), contact=Contact("Samordnare"), by=by, now=datetime(2026, 1, 2, tzinfo=UTC)
    ),
}


def test_every_act_of_the_register_is_tried_here():
    modules = (import_module(found.name) for found in walk_packages(nhv.register.__path__, "nhv.register."))
    found = {
        function
        for module in modules
        for _name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not function.__name__.startswith("_")
        if "by" in inspect.signature(function).parameters and module is not leave
    }
    assert {function.__name__ for function in found} - PART_OF_AN_ACT == {function.__name__ for function in ACTS}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_who_has_no_role_is_refused_and_leaves_no_trace(act):
    nobody, before = actor(a_person()), DiaryEntry.objects.count()
    with refuses("no_such_role"):
        ACTS[act](nobody)
    assert DiaryEntry.objects.count() == before


OFFICERS = (publish_document, publish_general, grant, supersede, end, revoke, strike, enter_organisation)


@pytest.mark.parametrize("act", OFFICERS, ids=lambda act: act.__name__)
def test_an_officer_does_what_the_register_consists_of(act):
    officer = actor(a_person(Role.OFFICER))
    ACTS[act](officer)
    assert DiaryEntry.objects.order_by("-number").first().actor == str(officer)


@pytest.mark.parametrize(
    ("role", "organisation", "codes"),
    [
        (Role.UNIT_EDITOR, None, ()),
        (Role.UNIT_EDITOR, "sahlgrenska-universitetssjukhuset", ()),
        (Role.REGION_ADMINISTRATOR, REGION, ()),
        (Role.ADMINISTRATOR, "socialstyrelsen", ()),
        (Role.UNIT_EDITOR, "skanes-universitetssjukhus", ("role_elsewhere",)),
        (Role.REGION_ADMINISTRATOR, "region-skane", ("role_elsewhere",)),
        (Role.WRITER, REGION, ("no_such_role",)),
    ],
)
def test_a_unit_is_described_by_those_who_know_it(role, organisation, codes):
    by = actor(a_person(role, organisation or unit().key))
    if not codes:
        assert ACTS[describe_unit](by)
        return
    with refuses(*codes):
        ACTS[describe_unit](by)


def test_where_nobody_can_answer_no_person_may(monkeypatch):
    officer = actor(a_person(Role.OFFICER))
    monkeypatch.setattr(leave, "_answers", [])
    with refuses("nobody_to_ask"):
        ACTS[grant](officer)
    assert ACTS[grant](Actor("program", "test"))
