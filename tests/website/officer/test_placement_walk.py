"""From what a group sees of the seven university hospitals to what a journalist reckons: the same numbers."""

import csv
import io
import json
import re
import secrets
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.process.cases.acts import take_up_known_areas
from nhv.process.cases.models import Case
from nhv.process.opinions.acts import appoint
from nhv.program.demo.applications import HOSPITALS
from nhv.program.main import main
from nhv.rules.roles import Role
from tests.support.board import a_board, a_weighed_call, an_open_meeting, an_opinion
from tests.support.calls import AREA, PROGRAM, a_draft_call, an_open_call
from tests.support.pages import Page
from tests.support.pdf import alternatives_of, words_of
from tests.support.people import a_person, an_organisation
from tests.website.officer.pages import Official
from tests.website.officer.test_effects import closed, frozen
from tests.website.officer.test_placement import applied, names, page_of

GROUP = "beredningsgrupp-prov"
TENTH = Decimal("0.1")


@pytest.fixture
def call():
    """Open, and all seven have applied."""
    made = an_open_call()
    applied(made, HOSPITALS)
    return made


@pytest.fixture
def case():
    """That of the call's area, which a group prepares."""
    take_up_known_areas(by=PROGRAM, now=timezone.now())
    made = Case.objects.get(area__key=AREA)
    appoint(case=made, group=an_organisation(GROUP, "group"), by=PROGRAM)
    return made


def member(role=Role.PREPARATORY_MEMBER, group=GROUP):
    return Official(user=a_person(role, group))


def shown(number, unit):
    """A number of the file as pages and texts write it: one decimal, a half upwards."""
    return f"{Decimal(str(number)).quantize(TENTH, ROUND_HALF_UP)} {unit}".replace(".", ",")


def written(told):
    """The four measures of each combination, in a list's order, as they are written for people."""
    ordered = sorted(told["combinations"], key=lambda one: (one["mean"], one["holders"]))
    return [
        [shown(one["mean"], "min"), shown(one["p95"], "min")]
        + [shown(Decimal(str(one[name])) * 100, "%") for name in ("over_2h", "over_4h")]
        for one in ordered
    ]


def measures(page, caption):
    """The same as a page's table has them."""
    rows = page.html.xpath(f"//table[starts-with(caption, '{caption}')]/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td|th")][1:5] for row in rows]


def test_a_member_sees_which_pairs_of_the_seven_differ_and_for_whom(call, case):
    """From what the group prepares, by links alone; the numbers are those of the worked example."""
    somebody = member()
    (way,) = [link for link in somebody.get(f"/beredning/{case.key}/").links() if "/placering/" in link]
    page = somebody.get(way)
    assert len(names(page)) == 21
    front = page.texts("//table[caption='Kombinationer']/tbody/tr[.//*[contains(., 'ingen annan är')]]/td[1]/a")
    assert front == ["Solna + Göteborg", "Uppsala + Göteborg", "Lund + Örebro", "Linköping + Umeå"]
    rows = page.texts("//table[caption='Kombinationer']/tbody/tr/td[2]")
    assert rows[:3] == ["137,5 min", "141,9 min", "147,3 min"]
    both = somebody.get(f"{way}?visa=0184,1480&mot=0380,1480")
    assert "I medel 137,5 min i stället för 141,9 min." in both.text
    assert "Mest längre för: Region Norrbotten (41,6 min längre)" in both.text
    assert "Mest kortare för: Region Gotland (41,6 min kortare), Region Stockholm (38,1 min kortare)" in both.text


def test_a_member_of_the_board_sees_the_same_from_the_agenda():
    """By links alone, from the item, and only what is on their own board's agenda. Nothing is judged here."""
    board, weighing = a_board(), a_weighed_call(tuple(HOSPITALS), hospitals=HOSPITALS)
    asked = page_of(weighing.call, "?visa=0184,1480&mot=0380,1480")
    an_organisation("namnd-annan", "group")
    somebody, other = (
        Official(user=one) for one in (board.members["norra"], a_person(Role.BOARD_MEMBER, "namnd-annan"))
    )
    assert somebody.get(asked).status == 403, "it is on no agenda yet"
    an_opinion(weighing)
    item = an_open_meeting(board, weighing)
    (way,) = [
        link
        for link in somebody.get(reverse("board-item", args=[item.meeting.key, item.number])).links()
        if link.endswith("/placering/")
    ]
    page = somebody.get(way)
    assert "Solna + Göteborg" in names(page)
    assert not page.html.xpath("//a[contains(@href, '/bedom/')] | //form[contains(@action, '/frys/')]")
    assert Official().get(way).html.xpath("//a[contains(@href, '/bedom/')]"), "else nobody could"
    assert "I medel 137,5 min i stället för 141,9 min." in somebody.get(asked).text
    assert somebody.get(page_of(weighing.call, "bedom/")).status == 403
    refusal = other.get(asked)
    assert (refusal.status, "du är inte en av dem" in refusal.text) == (403, True), "the call itself is public"
    assert other.get(page_of(weighing.call, "?visa=0184").replace(weighing.call.key, "hittepa")).status == 404


def test_the_group_that_weighs_reads_and_judges_nothing():
    weighing = a_weighed_call(tuple(HOSPITALS), hospitals=HOSPITALS)
    somebody = member(group=weighing.group.key)
    (way,) = [link for link in somebody.get(f"/matris/{weighing.call.key}/").links() if link.endswith("/placering/")]
    page = somebody.get(way)
    assert page.status == 200
    assert not page.html.xpath("//a[contains(@href, '/bedom/')]")
    assert somebody.get(page_of(weighing.call, "bedom/")).status == 403


def test_for_whom_two_differ_is_published_and_reckoned_alike(call, case, capsys):
    """The sentence, the file and the command that the page names; the paper says it too."""
    officer = Official()
    frozen(officer, call, chosen="0184,1480", against="0380,1480")
    closed(call)
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    public = f"/utlysningar/{call.key}/jamforelse/1/"
    page = Page(200, lxml.html.fromstring(Client().get(public).content), {}, 0)
    (command,) = page.texts("//*[starts-with(normalize-space(), 'nhv placement') and contains(., '--against')][not(*)]")
    assert main(command.split()[1:]) == 0
    reckoned = json.loads(capsys.readouterr().out)
    told = json.loads(Client().get(f"{public}kombinationer.json").content)["beside"]
    assert told == {name: reckoned[name] for name in ("against", "change", "longer")}
    assert told["longer"]["region-norrbotten"] == 41.6
    seen = officer.get(page_of(call, "?visa=0184,1480&mot=0380,1480"))
    for text in (seen.text, page.text):
        assert "41,6 min kortare" in text
    rows = page.html.xpath("//table[caption='Den inritade mot den andra, i medel']/tbody/tr")
    assert len(rows) == 21
    assert "32,2 min längre" in words_of(Client().get(f"{public}kombinationer.pdf").content)


def test_the_maps_that_were_seen_stand_in_what_is_published_and_are_reckoned_alike(call, case, capsys):
    officer = Official()
    frozen(officer, call, chosen="0184,1480", against="0380,1480")
    closed(call)
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    public = f"/utlysningar/{call.key}/jamforelse/1/"
    page = Page(200, lxml.html.fromstring(Client().get(public).content), {}, 0)
    assert len(page.html.xpath("//main//figure/*[local-name()='svg']")) == 2
    told = json.loads(Client().get(f"{public}kombinationer.json").content)["looked_at"]
    commands = page.texts("//dd[starts-with(normalize-space(), 'nhv placement') and contains(., '--municipalities')]")
    for one, command in zip(told, commands, strict=True):
        assert main(command.split()[1:]) == 0
        reckoned = json.loads(capsys.readouterr().out)
        assert {name: one[name] for name in ("municipalities", "within")} == {
            name: reckoned[name] for name in ("municipalities", "within")
        }
        assert len(one["municipalities"]) == 290
    (rows, _other) = page.html.xpath("//table[starts-with(caption, 'Karta: restid')]/tbody")
    assert sum(int(row[2].text_content()) for row in rows if row[0].text_content() != "Enhet") == 290
    made = Client().get(f"{public}kombinationer.pdf").content
    assert "Karta: restid, Solna + Göteborg" in words_of(made)
    assert [alt.split(".")[0] for alt in alternatives_of(made)] == [
        "Karta: restid, Solna + Göteborg", "Karta: restid, Uppsala + Göteborg",
    ]  # fmt: skip


def test_page_print_table_file_and_command_have_the_same_numbers(call, case, capsys):
    """The group's page, what is frozen of it, what is published, and what anybody reckons from that."""
    officer = Official()
    page = measures(member().get(page_of(call)), "Kombinationer")
    frozen(officer, call)
    closed(call)
    officer.post(page_of(call, "1/publicera/"), once=secrets.token_hex(16))
    public = f"/utlysningar/{call.key}/jamforelse/1/"
    told = json.loads(Client().get(f"{public}kombinationer.json").content)
    data = told["data"]
    command = ["placement", "--from", ",".join(data["from"]), "--k", str(told["k"]), "--weight", data["weight"]]
    assert main([*command, "--json"]) == 0
    reckoned = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in reckoned} == reckoned
    expected = written(reckoned)
    published = Page(200, lxml.html.fromstring(Client().get(public).content), {}, 0)
    assert len(expected) == 21
    assert page == expected
    assert measures(published, "Kombinationer") == expected
    # Names that need two lines stand between the numbers on paper.
    paper = re.findall(r"\d+,\d (?:min|%)", words_of(Client().get(f"{public}kombinationer.pdf").content))
    assert Counter(cell for row in expected for cell in row) - Counter(paper) == {}
    rows = table(Client().get(f"{public}kombinationer.csv"))
    assert rows == table(officer.download(page_of(call, "1/kombinationer.csv")))
    # Flight is reckoned when it is frozen; the file of a comparison that is still looked at has none.
    assert any(name.startswith("flight_") for name in rows[0])
    by_ground = [{name: cell for name, cell in row.items() if not name.startswith("flight_")} for row in rows]
    assert by_ground == table(officer.download(page_of(call).replace("placering/", "kombinationer.csv")))
    for one, row in zip(reckoned["combinations"], rows, strict=True):
        assert row["codes"] == " + ".join(one["holders"])
        assert [number(row[name]) for name in ("mean", "p95", "over_2h", "over_4h")] == [
            one[name] for name in ("mean", "p95", "over_2h", "over_4h")
        ]
        assert {code: number(row[f"load_{code}"]) for code in one["holders"]} == one["load"]
        assert number(row["mean_region-gotland"]) == one["regions"]["region-gotland"]["mean"]
        assert row["pareto"] == ("yes" if one["holders"] in reckoned["pareto"] else "no")


def number(cell):
    """A number of the CSV, which has a decimal comma."""
    return float(cell.replace(",", "."))


def table(response):
    text = response.content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_member_judges_and_freezes_nothing(call, case):
    somebody, officer = member(Role.PREPARATORY_SECRETARY), Official()
    form = somebody.get(page_of(call, "bedom/"))
    assert form.status == 200
    assert not somebody.get(page_of(call)).html.xpath("//form[contains(@action, '/frys/')]")
    assert officer.get(page_of(call)).html.xpath("//form[contains(@action, '/frys/')]"), "else nobody could"
    assert somebody.post(page_of(call, "frys/"), k="2", weight="population").status == 403
    frozen(officer, call)
    assert somebody.get(page_of(call, "1/")).status == 200
    assert somebody.post(page_of(call, "1/publicera/")).status == 403


def test_another_groups_member_and_who_is_barred_meet_nothing(call, case):
    """Also an officer who is barred: the combination looked at stands in the address and leads nowhere."""
    asked, other = page_of(call, "?visa=0184,1480"), an_organisation("beredningsgrupp-annan", "group")
    frozen(Official(), call)
    barred, barred_officer = member(), Official()
    assert [one.get(asked).status for one in (barred, barred_officer)] == [200, 200]
    for one in (barred, barred_officer):
        decide_conflict(user=one.user, case=case.scope, by=PROGRAM, why="Är gift med en sökande.")
    for one in (member(group=other.key), barred, barred_officer):
        for address in (asked, page_of(call, "1/"), page_of(call, "1/kombinationer.csv"), page_of(call, "bedom/")):
            page = one.get(address)
            # Who is barred is told so, on a page that is not there for them.
            assert page.status == 403 or (page.status == 404 and "utestängd" in page.text), address


def test_what_is_no_call_yet_is_no_groups(case):
    draft = a_draft_call()
    assert member().get(page_of(draft)).status == 404
    assert Official().get(page_of(draft)).status == 200
