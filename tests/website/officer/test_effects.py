"""What a placement means beside the care: judged under four headings, frozen as it was seen, and published."""

import json
import secrets
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

import lxml.html
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.hospital_facts import attest
from nhv.process.calls import acts as calls
from nhv.process.placements.models import EffectJudgement, FrozenComparison, PublishedComparison
from nhv.program.main import main
from nhv.register.models import Call, Organisation
from nhv.register.placement import country
from nhv.rules.roles import Role
from tests.support.calls import PROGRAM, an_open_call
from tests.support.pages import Page
from tests.support.people import a_person, actor
from tests.website.officer.pages import Official
from tests.website.officer.test_placement import applied, page_of

SAHLGRENSKA = "sahlgrenska-universitetssjukhuset"
JUDGED = {
    "hospital": SAHLGRENSKA,
    "heading": "emergency_care",
    "function": "Kärlkirurgi",
    "effect": "strained",
    "why": "Jouren delas med thoraxkirurgin.",
    "benefit": "Den som blöder når hjälp i tid.",
}


@pytest.fixture
def call():
    made = an_open_call()
    applied(made)
    return made


def judged(officer, call, **other):
    return officer.post(page_of(call, "bedom/"), **JUDGED | {"once": secrets.token_hex(16)} | other)


def frozen(officer, call, chosen="0184,1480", against="0184,1281"):
    officer.send(page_of(call, "frys/"), at=page_of(call, f"?visa={chosen}&mot={against}"))
    return FrozenComparison.objects.get(call=call)


def closed(call):
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now())
    calls.close(call=Call.cases.get(pk=call.pk), by=PROGRAM, now=timezone.now())


def test_all_four_headings_stand_for_every_hospital_judged_or_not(call):
    officer = Official()
    page = officer.get(page_of(call))
    assert page.texts("//dl//em") == ["inte bedömt"] * 3 * 4
    judged(officer, call)
    page = officer.get(page_of(call, "?visa=0184,1281"))
    assert page.texts("//dl//em") == ["inte bedömt"] * (3 * 4 - 1)
    assert "Kärlkirurgi: ansträngd." in page.text
    assert "blir utan i den inritade" in page.text


def test_a_newer_one_on_the_same_counts_and_the_former_is_kept(call):
    officer = Official()
    judged(officer, call)
    judged(officer, call, effect="at_risk", function="kärlkirurgi")
    page = officer.get(page_of(call))
    assert "hotad." in page.text and "ansträngd." not in page.text
    assert EffectJudgement.objects.count() == 2


@pytest.mark.parametrize("missing", ["why", "benefit", "effect"])
def test_a_judgement_says_why_and_how_it_serves_the_patient(call, missing):
    judged(Official(), call, **{missing: "  "})
    assert not EffectJudgement.objects.exists()


def test_what_is_frozen_stays_and_is_what_the_command_tells(call, capsys):
    officer = Official()
    judged(officer, call)
    kept = frozen(officer, call)
    judged(officer, call, effect="lost")
    document = json.loads(kept.content)
    assert [one["effect"] for one in document["judgements"]] == ["strained"]
    assert main(["placement", "--area", call.key, "--k", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {name: document[name] for name in told} == told
    page = officer.get(page_of(call, "1/"))
    assert "Kärlkirurgi: ansträngd." in page.text
    assert officer.download(page_of(call, "1/kombinationer.json")).content == kept.content.encode()
    assert officer.download(page_of(call, "1/kombinationer.pdf")).content.startswith(b"%PDF")


def test_nobody_outside_sees_it_before_it_is_published_nor_before_the_close(call):
    officer, public = Official(), f"/utlysningar/{call.key}/jamforelse/1/"
    frozen(officer, call)
    assert Client().get(public).status_code == 404
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    assert not PublishedComparison.objects.exists()
    closed(call)
    assert Client().get(public).status_code == 404
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    page = Client().get(public)
    assert page.status_code == 200 and "Sahlgrenska universitetssjukhuset" in page.content.decode()
    assert Client().get(f"{public}kombinationer.json").content == FrozenComparison.objects.get().content.encode()
    assert public in Client().get(f"/utlysningar/{call.key}/").content.decode()


@pytest.mark.parametrize(("chosen", "against"), [("0184,1480", "0184,1281"), ("", "")])
def test_regions_stand_with_how_many_live_there_on_the_page_and_when_it_is_published(call, chosen, against):
    officer = Official()
    frozen(officer, call, chosen, against)
    closed(call)
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    lives = f"{country().inhabitants['region-gotland']:,}".replace(",", "\u00a0")
    page = Client().get(f"/utlysningar/{call.key}/jamforelse/1/").content.decode()
    assert "Region för region" in page
    assert lives in page
    if chosen:
        drawn = officer.get(page_of(call, f"?visa={chosen}&mot={against}"))
        (row,) = drawn.texts("//table[caption='Region för region']/tbody/tr[th[contains(., 'Gotland')]]")
        assert lives in row or lives.replace("\u00a0", " ") in row


def test_who_judged_is_in_nothing_that_is_published(call):
    officer = Official()
    judged(officer, call)
    content = frozen(officer, call).content
    assert EffectJudgement.objects.get().judged_by not in content
    assert "judged_by" not in content


def test_a_function_is_judged_at_the_hospital_that_is_left_without(call):
    """From the area's conditions to the function, to what the hospital has attested, to what somebody has said."""
    officer = Official()
    hospital = Organisation.objects.get(key="skanes-universitetssjukhus")
    attester = actor(a_person(Role.ATTESTER, hospital.key))
    attest(hospital=hospital, fact="thoraxkirurgi", raw="Dygnet runt på sjukhuset", by=attester, now=timezone.now())
    page = officer.get(page_of(call, "?visa=0184,1480"))
    assert "Thoraxkirurgi: behövs på samma sjukhus" in page.text
    assert "Skånes universitetssjukhus: sjukhuset intygar Dygnet runt på sjukhuset; inte bedömt" in page.text
    (link,) = [one for one in page.links() if "funktion=Akut%20thoraxkirurgi" in one]
    assert officer.get(link).html.xpath("//input[@name='function']/@value") == ["Akut thoraxkirurgi"]
    judged(officer, call, hospital=hospital.key, function="Akut thoraxkirurgi")
    page = officer.get(page_of(call, "?visa=0184,1480"))
    assert "sjukhuset intygar Dygnet runt på sjukhuset; ansträngd" in page.text
    text = officer.get(page_of(call, f"{frozen(officer, call).number}/")).text
    assert "Skånes universitetssjukhus Dygnet runt på sjukhuset ansträngd" in text
    assert "Den som den jämfördes med" in text


def test_anybody_gets_the_published_numbers_from_what_is_published(call, capsys):
    """A journalist has the page's file and the command: the same numbers, and the file says by which command."""
    officer = Official()
    frozen(officer, call)
    closed(call)
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    public = f"/utlysningar/{call.key}/jamforelse/1/"
    told = json.loads(Client().get(f"{public}kombinationer.json").content)
    data = told["data"]
    command = ["placement", "--from", ",".join(data["from"]), "--k", str(told["k"]), "--weight", data["weight"]]
    command.append("--json")
    assert f"nhv {' '.join(command)}" in Client().get(public).content.decode()
    assert main(command) == 0
    again = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in again} == again
    for name in ("municipalities", "roads"):
        assert data[name]["sha256"] == sha256((settings.AREAS / f"{name}.tsv").read_bytes()).hexdigest()
    page = Page(200, lxml.html.fromstring(Client().get(public).content), {}, 0)
    means = page.texts("//table[starts-with(caption, 'Kombinationer')]/tbody/tr/td[1]")
    tenth = Decimal("0.1")
    expected = [Decimal(str(one["mean"])).quantize(tenth, ROUND_HALF_UP) for one in again["combinations"]]
    assert means == [f"{mean} min".replace(".", ",") for mean in sorted(expected)]


def test_a_frozen_one_is_never_changed(call):
    kept = frozen(Official(), call)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenComparison.objects.filter(pk=kept.pk).update(content="{}")
