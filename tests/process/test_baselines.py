"""Keeping how the country's care was placed, and what has become of it since."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from nhv.placement.baseline import since
from nhv.process.placements.baselines import baseline, keep_baseline
from nhv.process.placements.models import Baseline
from nhv.register.baseline import placed_on
from nhv.register.models import DiaryEntry
from nhv.register.publication import publish
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import PROGRAM
from tests.support.pages import get
from tests.support.people import a_person, actor
from tests.website.officer.pages import Official

pytestmark = pytest.mark.usefixtures("sqlite_register")


@pytest.fixture
def year():
    return timezone.localdate().year


def kept(year=None):
    now = timezone.now()
    return keep_baseline(year=year or timezone.localdate(now).year, by=PROGRAM, now=now)


def area(document, key="provomrade"):
    return next(one for one in document["areas"] if one["key"] == key)


def test_a_year_is_kept_as_its_last_day_and_this_year_as_today():
    publish([a_file({**WEST, "valid_from": date(2024, 2, 1), "valid_until": date(2025, 6, 1)})], by=PROGRAM)
    then, before = kept(2025), kept(2024)
    assert (then.document["day"], before.document["day"]) == ("2025-12-31", "2024-12-31")
    assert area(then.document)["places"] == []
    assert [one["name"] for one in area(before.document)["places"]] == [WEST["hospital"]]
    assert kept().document["day"] == timezone.localdate().isoformat()
    assert DiaryEntry.objects.filter(act="baseline_kept").count() == 3


def test_what_is_believed_stays_when_more_is_known(year):
    publish([a_file(WEST)], by=PROGRAM)
    believed = kept()
    with pytest.raises(Refused) as refused:
        kept()
    assert refused.value.code == "baseline_unchanged"
    publish([a_file(WEST, SOUTH)], by=PROGRAM)
    assert kept().number == 2
    assert baseline(year, 1).content == believed.content
    found = since(believed.document, placed_on(timezone.localdate()))
    (one,) = found.changed
    assert (one.how, one.gained, one.lost) == ("moved", (SOUTH["hospital"],), ())
    assert one.longer < -10, "two places are nearer than one"
    assert [(place.name, place.after - place.before) for place in found.moved_places] == [(SOUTH["hospital"], 1)]
    assert not found.other_tables


def test_a_year_that_is_none_is_refused(year):
    for wrong in (2006, year + 1):
        with pytest.raises(Refused) as refused:
            kept(wrong)
        assert refused.value.code == "no_baseline_year"
    assert not Baseline.objects.exists()


def test_an_officer_keeps_one_and_everybody_reads_what_has_changed(year):
    publish([a_file(WEST)], by=PROGRAM)
    officer = Official()
    officer.send("/handlaggning/utgangslagen/", year=str(year))
    (link,) = [link for link in get("/utgangslagen/").links() if link == f"/utgangslagen/{year}/1/"]
    assert "Inget område har fått eller mist någon." in get(link).text
    publish([a_file(WEST, SOUTH)], by=PROGRAM)
    assert f"Provområde {SOUTH['hospital']}" in get(link).text
    officer.send("/handlaggning/utgangslagen/", year=str(year))
    assert SOUTH["hospital"] in get(f"{link}?mot={year}-2").text
    for wrong in (f"{link}?mot={year}-9", f"{link}?mot=fel", f"/utgangslagen/{year}/9/", "/utgangslagen/99999/1/"):
        assert get(wrong).status == 404


def test_the_files_have_the_commands_numbers(year, capsys):
    from nhv.program.main import main

    kept()
    told = json.loads(Client().get(f"/utgangslagen/{year}/1/utgangslage.json").content)
    one = area(told, "neuromuskulara-sjukdomar")
    assert main(["placement", "--from", ",".join(one["travel"]["holders"]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["combinations"] == [one["travel"]]
    text = Client().get(f"/utgangslagen/{year}/1/utgangslage.csv").content.decode().removeprefix("\ufeff")
    rows = {row["area"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert float(rows[one["key"]]["mean"].replace(",", ".")) == one["travel"]["mean"] == 105.02
    assert len(rows) == len(told["areas"]) > 30


def test_only_an_officer_keeps_one(year):
    by = actor(a_person(Role.REGISTRAR))
    with pytest.raises(Refused):
        keep_baseline(year=year, by=by, now=timezone.now())
    keep_baseline(year=year, by=actor(a_person(Role.OFFICER)), now=timezone.now())
    assert Baseline.objects.count() == 1
