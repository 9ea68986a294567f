"""What is accepted and not shown: the officer knows what is held and why before and after, and where it ends."""

from django.test import Client
from django.urls import reverse

from nhv.followup.models import PublishedEdition
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.followup.test_lacking import not_reported
from tests.support.pages import get
from tests.support.people import a_person, signed_in
from tests.support.reports import (
    AREA,
    YEAR,
    a_report,
    accepted,
    corrected,
    patients,
    published,
    reported,
    sent,
    the_duties,
)

OTHERS = {"nya-patienter-antal": 9, "sjukdomsmodifierande-antal": 7}


def officer() -> Client:
    return signed_in(Client(), a_person(Role.OFFICER, "socialstyrelsen"))


def read(client: Client, name: str, year: int, *more: str) -> str:
    return client.get(reverse(name, args=[year, *more])).content.decode()


def test_a_correction_that_is_held_is_told_before_and_after_it_is_published(register):
    reported(YEAR)
    published(YEAR)
    corrected(YEAR, 1)
    place, client = the_duties()[0].place, officer()
    before = read(client, "officer-round-publish", YEAR, AREA)
    assert "Hålls, och visas inte ännu" in before and f"{place.name}, {YEAR}" in before
    assert PublishedEdition.objects.count() == 1
    (held,) = published(YEAR).held
    assert (held["unit"], held["reported"] - held["shown"]) == (place.key, 1)
    assert f"{held['shown']} patienter, rapporterat {held['reported']}" in before
    for page in (read(client, "officer-round", YEAR), read(client, "officer-round-area", YEAR, AREA)):
        assert "Godtaget men inte visat ännu:" in page and f"{place.name} {YEAR}" in page
    # Everybody reads that one came, and not whose.
    told = get(f"/omraden/{AREA}/uppfoljning/{YEAR}/").text
    assert "En rättelse har kommit" in told and "Rättat av" not in told


def test_what_is_held_still_is_no_reason_for_another_edition(sqlite_register):
    reported(YEAR)
    published(YEAR)
    corrected(YEAR, 1)
    published(YEAR)
    try:
        published(YEAR)
    except Refused as refused:
        assert refused.code == "nothing_to_restate"
    assert PublishedEdition.objects.count() == 2


def test_a_late_report_of_an_earlier_year_leads_to_the_edition_that_takes_it(register):
    silent, *others = the_duties(year=YEAR - 1)
    for duty in others:
        accepted(sent(a_report(duty), patients([20, 10]) | OTHERS))
    not_reported(silent)
    published(YEAR - 1)
    reported(YEAR)
    published(YEAR)
    client, name = officer(), silent.place.name
    public = f"/omraden/{AREA}/uppfoljning/{YEAR}/"
    assert f"{name} hade inte rapporterat {YEAR - 1} när" in get(public).text
    newest = reverse("officer-round-publish", args=[YEAR, AREA])
    assert newest not in read(client, "officer-round", YEAR)
    accepted(sent(a_report(silent), patients([18, 12]) | OTHERS))
    # The earlier year says where, and the newest has the button.
    assert f"det nya tas med i nästa utgåva av {YEAR}" in read(client, "officer-round", YEAR - 1)
    assert newest in read(client, "officer-round", YEAR - 1) and newest in read(client, "officer-round", YEAR)
    made = published(YEAR)
    is_in = any(one.unit == silent.place.key for one in made.document.edition.corrected)
    assert is_in or [one["unit"] for one in made.held] == [silent.place.key]
    assert newest not in read(client, "officer-round", YEAR - 1)


def test_a_report_that_has_come_stands_on_the_officers_desk_until_it_is_accepted(register):
    duty = the_duties()[0]
    client = officer()
    assert "Årsrapporter att granska" not in client.get(reverse("desk")).content.decode()
    report = sent(a_report(duty), patients([20, 10]) | OTHERS)
    desk = client.get(reverse("desk")).content.decode()
    assert "Årsrapporter att granska" in desk and duty.place.name in desk
    accepted(report)
    assert "Årsrapporter att granska" not in client.get(reverse("desk")).content.decode()
