"""The public register as one document, and a register made of it again: the same answers, and nothing personal."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.records.acts import one_transaction
from nhv.records.copies import CopyFault
from nhv.register.acts.permits import Terms, revoke
from nhv.register.changes import public_log
from nhv.register.contacts import Contact, contacts, tell_contact
from nhv.register.copying import TABLES, Table, public_register, take_in
from nhv.register.memory import CALL, DIARY
from nhv.register.models import Area, DiaryEntry, Organisation, Permit
from nhv.register.queries import today
from nhv.register.search import search
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.referrals import ReferralFacts, Telephone
from nhv.website.api.views import register_of
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor

# What no copy has: a row's own number and the end of what was believed (a copy has what is known now), whom one reaches
# at an organisation, and of the log what was said.
IN_NO_COPY = {"id", "superseded_at", "email", "why", "witness_sha256"}
SOMEBODY = "Förnamn Efternamnsson"
HOSPITAL, REGION = "sahlgrenska-universitetssjukhuset", "vastra-gotalandsregionen"
FACTS = ReferralFacts(address="Provgatan 1, 413 45 Göteborg", telephones=(Telephone(number="031-390 06 10"),))


def told_by_people():
    """Somebody at a unit and at a region has told what everybody may read."""
    for role, place in ((Role.UNIT_EDITOR, HOSPITAL), (Role.REGION_COORDINATOR, REGION)):
        person = a_person(role, place)
        person.name = SOMEBODY
        person.save()
        place, now = Organisation.objects.get(key=place), datetime.now(UTC)
        if role is Role.UNIT_EDITOR:
            area = Area.objects.get(key="neuromuskulara-sjukdomar")
            save_referral_information(area=area, holder=place, facts=FACTS, seen_version=0, by=actor(person), now=now)
        else:
            said = Contact(coordinator="Samordnare", switchboard="031-390 06 00")
            tell_contact(region=place, contact=said, by=actor(person), now=now)
    return [str(actor(person)) for person in [person]]


def test_a_copy_is_the_same_register_and_answers_the_same(register, databases):
    told_by_people()
    told, whole = public_register(), register_of().model_dump(mode="json")
    answers, reached = search("SMA 3 år"), contacts()
    with databases.copy("sqlite", "empty"):
        take_in(json.loads(json.dumps(told)))
        assert public_register() == told
        assert register_of().model_dump(mode="json") == whole
        assert search("SMA 3 år") == answers
        assert [one.region for one in contacts().values()] == [one.region for one in reached.values()] != []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_that_comes_to_a_table_comes_to_the_copy_or_is_left_out_by_name(table: Table):
    said = {*table.columns, *table.unsaid}
    assert {each.name for each in table.model._meta.concrete_fields} - said <= IN_NO_COPY - said


def test_a_copy_says_as_the_register_which_part_has_ended_and_where_new_referrals_go(register, databases):
    permit = next(one for one in Permit.objects.known() if one.sub_permits)
    last = today() + timedelta(days=60)
    days = {permit.sub_permits[0]: {"until": today().isoformat()}}
    said = revoke(
        permit=permit, terms=replace(Terms.of(permit), part_days=days, turned_on=last), by=PROGRAM, why="Prov"
    )
    told = public_register()
    with databases.copy("sqlite", "empty"):
        take_in(json.loads(json.dumps(told)))
        taken = Permit.objects.get(area__key=said.area.key, number=said.number)
        assert (taken.part_days, taken.turned_on) == (days, last)


def test_it_names_nobody(register):
    actors = told_by_people()
    text = json.dumps(public_register(), ensure_ascii=False)
    assert "Samordnare" in text and "Provgatan 1" in text, "what they told is there"
    for personal in (SOMEBODY, *actors, '"actor"', '"confirmed_by"', '"hash"'):
        assert personal not in text


def test_the_log_tells_of_what_is_public_alone_and_from_a_day_on(register):
    with one_transaction(DiaryEntry):
        for act, kind in (("effect_judged", CALL), ("signed_in", "user"), ("call_published", CALL)):
            DIARY.record(act, kind=kind, key="nagot", by=Actor("user", "1"))
    acts = list(public_log().values_list("act", flat=True))
    assert acts[-1] == "call_published" and not {"effect_judged", "signed_in"} & set(acts)
    # The register may have been made before midnight.
    first, last = (timezone.localdate(entry.at) for entry in (public_log()[0], DIARY.entries.objects.last()))
    assert list(public_log(first)) == list(public_log())
    assert not public_log(last + timedelta(days=1)).exists()


def test_what_is_signed_but_cannot_be_a_register_is_refused_and_leaves_nothing(register, databases):
    told = public_register()
    told["tables"]["permits"][5]["holder"] = "ingen"
    with databases.copy("sqlite", "empty"):
        with pytest.raises(CopyFault, match="går inte att läsa"):
            take_in(told)
        assert not Area.objects.exists()
