"""The list of what has been received: its lanes, its filters, its sheets, and nothing of a draft."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from nhv.filings.acts import handing, handling, sending
from nhv.filings.models import Filing, FilingVersion
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from nhv.website.deadlines import moment_in_words
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call, sent
from tests.support.days import in_days
from tests.support.people import actor
from tests.website.officer.pages import Official

LIST = "/handlaggning/ansokningar/"


@pytest.fixture
def officer():
    return Official()


def rows(page):
    return page.texts("//main//tbody/tr/td[1]")


def a_received(call, organisation=SKANE, **more):
    signatory = an_applicant(organisation)
    filing = a_draft(call, signatory, organisation=organisation)
    sent(filing, signatory, **more)
    filing.refresh_from_db()
    return filing


def test_what_is_received_is_listed_and_a_draft_is_not(officer):
    call = an_open_call()
    signatory = an_applicant(WEST)
    draft = a_draft(call, signatory, organisation=WEST)
    a_received(call)
    before = officer.get(LIST)
    assert rows(before) == ["Region Skåne"]
    assert "I tid (1)" in before.text and draft.key not in before.text
    sent(draft, signatory)
    assert sorted(rows(officer.get(LIST))) == ["Region Skåne", "Västra Götalandsregionen"]


def test_late_ones_are_in_a_lane_of_their_own(officer):
    call = an_open_call()
    a_received(call)
    a_received(call, WEST, received_at=call.closes_at, late_because="Strömavbrott")
    assert rows(officer.get(LIST)) == ["Region Skåne"]
    late = officer.get(f"{LIST}?sena")
    assert rows(late) == ["Västra Götalandsregionen"]
    assert "I tid (1)" in late.text and "För sent (1)" in late.text


def test_the_list_is_narrowed_by_call_region_state_and_words(officer):
    first, second = an_open_call(key="forsta"), an_open_call(key="andra")
    in_skane, in_west = a_received(first), a_received(second, WEST)
    registrar = Official(Role.REGISTRAR)
    number = handling.give_record_number(filing=in_west, by=actor(registrar.user), now=timezone.now())
    signatory = an_applicant()
    sending.withdraw(filing=in_skane, why="", by=actor(signatory), now=timezone.now())
    found = {
        asked: rows(officer.get(f"{LIST}?{asked}"))
        for asked in (
            "om=forsta",
            f"fran={WEST}",
            "lage=withdrawn",
            f"text={number}",
            "text=SKÅNE",
            "text=x",
        )
    }
    skane, west = ["Region Skåne"], ["Västra Götalandsregionen"]
    assert found == {
        "om=forsta": skane,
        f"fran={WEST}": west,
        "lage=withdrawn": skane,
        f"text={number}": west,
        "text=SKÅNE": skane,
        "text=x": [],
    }


def test_the_sheets_hold_the_same_rows_and_no_cell_is_a_formula(officer):
    call = an_open_call()
    a_received(call)
    Organisation.objects.filter(key=SKANE).update(name="=1+1")
    text = officer.download("/handlaggning/ansokningar.csv").content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text), delimiter=";")
    assert (head[2], row[2]) == ("Från", "'=1+1")
    book = openpyxl.load_workbook(io.BytesIO(officer.download("/handlaggning/ansokningar.xlsx").content))
    cell = book.active["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_sheets_hold_nothing_of_a_draft(officer):
    call = an_open_call()
    filing = a_draft(call, an_applicant())
    assert filing.key not in officer.download("/handlaggning/ansokningar.csv").content.decode()
    received = a_received(call)
    assert received.key in officer.download("/handlaggning/ansokningar.csv").content.decode()


def test_a_region_has_no_such_list():
    assert Official(user=an_applicant()).get(LIST).status in (403, 404)


def many_received(number):
    call = an_open_call()
    original = a_received(call)
    Filing.objects.bulk_create(
        Filing(
            key=f"{place:016x}",
            kind="application",
            organisation=original.organisation,
            about=call.key,
            document=call.document,
            outline=original.outline,
            state="received",
            created_at=original.created_at,
            created_by="program:test",
            received_at=original.received_at - timedelta(seconds=place),
        )
        for place in range(1, number)
    )


@pytest.mark.parametrize("number", [50, 500])
def test_the_list_costs_twelve_queries_at_most_however_many_there_are(officer, number):
    many_received(number)
    page = officer.get(LIST)
    assert len(rows(page)) == 50
    assert page.queries <= 12


def test_the_next_page_keeps_what_the_list_is_narrowed_to(officer):
    many_received(60)
    page = officer.get(f"{LIST}?fran={SKANE}")
    (following,) = page.html.xpath("//a[@rel='next']/@href")
    assert len(rows(officer.get(f"{LIST}{following}"))) == 10


def test_a_late_version_takes_nothing_from_what_came_in_time(officer):
    """It stands in both lanes, each with its own time, and says of the other; so do its owner's list and receipts."""
    call, signatory = an_open_call(), an_applicant()
    filing = a_draft(call, signatory)
    first = sent(filing, signatory)
    late = sent(filing, signatory, received_at=call.closes_at + timedelta(hours=1), late_because="Strömavbrott")
    lane, other = officer.get(LIST), officer.get(f"{LIST}?sena")
    assert rows(lane) == rows(other) == ["Region Skåne"]
    assert "I tid (1)" in lane.text and "För sent (1)" in lane.text
    assert "En senare version kom för sent" in lane.text and "Version 1 kom i tid" in other.text
    texts = [
        officer.download(f"/handlaggning/ansokningar.csv{lane}").content.decode("utf-8-sig") for lane in ("", "?sena")
    ]
    in_sheet = [list(csv.DictReader(io.StringIO(text), delimiter=";")) for text in texts]
    came = [(row["I tid"], row["Inkommen (svensk tid)"]) for (row,) in in_sheet]
    times = [timezone.localtime(one.received_at).strftime("%Y-%m-%d %H:%M:%S") for one in (first, late)]
    assert came == [("I tid", times[0]), ("För sent", times[1])]
    me = Official(user=signatory)
    assert "För sent" in me.get("/ansokningar/").text and "Version 1 kom i tid" in me.get("/ansokningar/").text
    assert "Version 1 kom i tid" in me.get(f"/ansokningar/{filing.key}/kvitto/2/").text
    assert "Version 2 har kommit sedan, för sent" in me.get(f"/ansokningar/{filing.key}/kvitto/1/").text


def test_a_completion_after_the_close_does_not_change_when_the_application_came(officer):
    call, signatory = an_open_call(), an_applicant()
    filing = a_draft(call, signatory)
    first = sent(filing, signatory, received_at=timezone.now() - timedelta(days=2))
    filing.refresh_from_db()
    handling.request_completion(
        filing=filing, text="Mer.", deadline=in_days(90), by=actor(officer.user), now=timezone.now()
    )
    after = call.closes_at + timedelta(days=3)
    sent(filing, signatory, received_at=after)
    (told,) = officer.get(LIST).texts("//main//tbody//td[@data-label='Inkommen']")
    assert told.startswith(moment_in_words(first.received_at))
    assert f"Komplettering kom {moment_in_words(after)}" in told
    text = officer.download("/handlaggning/ansokningar.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    times = [timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") for at in (first.received_at, after)]
    assert [row["Inkommen (svensk tid)"], row["Senare version (svensk tid)"]] == times


def test_a_new_version_says_that_it_is_one(officer):
    call, signatory = an_open_call(), an_applicant()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    assert "Ny version" not in officer.get(LIST).text + officer.get("/handlaggning/").text
    sent(filing, signatory)
    assert "Ny version. Den första kom" in officer.get(LIST).text
    assert "Ny version kom" in officer.get("/handlaggning/").text


def test_the_control_a_later_version_in_time_replaces_the_first(officer):
    call, signatory = an_open_call(), an_applicant()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    sent(filing, signatory)
    assert "För sent (0)" in officer.get(LIST).text and "senare version" not in officer.get(LIST).text
    me = Official(user=signatory)
    assert "har ersatt den här" in me.get(f"/ansokningar/{filing.key}/kvitto/1/").text


@pytest.mark.parametrize("text", ["2026 3", "3/2026", "nhv 3 2026", "NHV-3", "nhv3", "3-2026"])
def test_a_record_number_is_found_as_people_say_it(officer, text):
    call = an_open_call()
    wanted, other = a_received(call), a_received(call, WEST)
    for filing, number in ((wanted, "NHV-3/2026"), (other, "NHV-14/2025")):
        Filing.objects.filter(pk=filing.pk).update(record_number=number)
    assert rows(officer.get(f"{LIST}?text={text}")) == ["Region Skåne"]


def test_a_region_and_part_of_a_number_are_found_in_any_order(officer):
    call = an_open_call()
    wanted, other = a_received(call), a_received(call, WEST)
    for filing, number in ((wanted, "NHV-1205/2026"), (other, "NHV-11205/2026")):
        Filing.objects.filter(pk=filing.pk).update(record_number=number)
    for text in ("Skåne 1205", "1205 skåne", "Skåne 205", "205/2026 Region Skåne"):
        assert rows(officer.get(f"{LIST}?text={text}")) == ["Region Skåne"], text
    assert rows(officer.get(f"{LIST}?text=Västra 205")) == ["Västra Götalandsregionen"]
    assert rows(officer.get(f"{LIST}?text=Skåne 99999")) == []


def test_part_of_a_receipts_number_finds_it_and_the_number_is_shown(officer):
    call = an_open_call()
    wanted = a_received(call)
    a_received(call, WEST)
    number = str(FilingVersion.objects.get(filing=wanted).diary_number)
    assert len(number) > 1
    page = officer.get(f"{LIST}?text={number[:-1]}")
    assert "Region Skåne" in rows(page) and f"Kvittonummer {number}" in page.text
    assert officer.get(f"{LIST}?text=9{number}9").texts("//main//tbody/tr") == []
    assert "Kvittonummer" not in officer.get(LIST).text
    assert f"Ärendekod {wanted.key}" in officer.get(f"{LIST}?text={wanted.key[:9]}").text


def test_both_lanes_can_be_had_in_one_sheet_and_the_page_says_what_each_holds(officer):
    call = an_open_call()
    a_received(call)
    a_received(call, WEST, received_at=call.closes_at, late_because="Strömavbrott")
    page = officer.get(LIST)
    assert "Hämta de inkomna i tid:" in page.text
    (both,) = [link for link in page.links("//main//a") if link.endswith(".csv?alla")]
    texts = [officer.download(link).content.decode("utf-8-sig") for link in ("/handlaggning/ansokningar.csv", both)]
    told = [sorted(row["I tid"] for row in csv.DictReader(io.StringIO(text), delimiter=";")) for text in texts]
    assert told == [["I tid"], ["För sent", "I tid"]]
    narrowed = officer.get(f"{LIST}?fran={SKANE}")
    assert "Det är bara det som filtret visar." in narrowed.text
    assert not [link for link in narrowed.links("//main//a") if link.endswith("alla")]


def test_what_another_lane_has_is_said_where_the_chosen_one_has_nothing(officer):
    call = an_open_call()
    a_received(call)
    late = a_received(call, WEST, received_at=call.closes_at, late_because="Strömavbrott")
    said = "Ingen som kom i tid passar det du har valt. Visa det som kom för sent (1)"
    for text in (late.key[:5], str(late.versions.get().diary_number), "Västra Götaland"):
        page = officer.get(f"{LIST}?text={text}")
        assert rows(page) == [] and said in page.text
        (there,) = [link for link in page.links("//main//p/a") if link.endswith("sena")]
        assert rows(officer.get(f"{LIST}{there.partition('ansokningar/')[2]}")) == ["Västra Götalandsregionen"]
    back = officer.get(f"{LIST}?text=Skåne&sena")
    assert "Ingen som kom för sent passar det du har valt. Visa det som kom i tid (1)" in back.text
    nowhere = officer.get(f"{LIST}?text=zzz")
    assert said not in nowhere.text and "Ingen ansökan passar det du har valt." in nowhere.text


def test_how_the_applicants_worked_before_they_sent_is_told_to_them_alone(officer):
    signatory, writer = an_applicant(), an_applicant(role=Role.WRITER)
    filing = a_draft(an_open_call(), writer)
    handing.hand_over(filing=filing, by=actor(writer))
    sent(filing, signatory)
    filing.refresh_from_db()
    theirs = ("Bad om att den läses igenom och skickas in", "Började skriva", writer.name)
    shown = officer.get(f"{LIST}{filing.key}/")
    assert "Skickade in" in shown.text and signatory.name in shown.text
    assert [words for words in theirs if words in shown.text] == []
    own = Official(user=signatory).get(f"/ansokningar/{filing.key}/")
    assert [words for words in theirs if words not in own.text] == []
