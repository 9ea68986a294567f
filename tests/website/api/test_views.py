"""The addresses for programs, asked the way programs ask."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file

US = Actor("program", "test")
SEED = "neuromuskulara-sjukdomar"


def get(address, **headers):
    return Client(headers=headers).get(address)


def test_the_list_of_areas_tells_decided_from_in_force(register):
    items = {item["key"]: item for item in get("/api/v1/areas?limit=500").json()["items"]}
    assert items[SEED]["in_force"] is True
    assert items[SEED]["units_decided"] == 4
    assert items["viss-avancerad-esofaguskirurgi"]["in_force"] is False
    assert items["viss-avancerad-esofaguskirurgi"]["holders"] == []


def test_how_permits_stand_is_one_word_everywhere(register):
    """`in_force` of an area, a permit and an answer are of different things; the states are the same four words."""
    of_permits = {}
    for one in get("/api/v1/permits?limit=2000").json()["items"]:
        of_permits.setdefault(one["area"], set()).add(one["state"])
        assert one["in_force"] == {"in_force": True, "start_unknown": None}.get(one["state"], False)
    assert {state for states in of_permits.values() for state in states} >= {"in_force", "start_unknown"}
    for area in get("/api/v1/areas?limit=2000").json()["items"]:
        states = of_permits.get(area["key"], set())
        first = next((one for one in ("in_force", "start_unknown", "decided", "ended") if one in states), "none")
        assert area["permits_state"] == first, area["key"]
        assert get(f"/api/v1/areas/{area['key']}").json()["permits_state"] == first
    answer = get("/api/v1/search?q=G12.0").json()["answers"][0]
    assert (answer["permits_state"], answer["in_force"]) == ("in_force", True)


@pytest.mark.parametrize("address", ["/api/v1/areas", "/api/v1/register.csv", "/api/v1/openapi.json", "/datasets/dcat"])
def test_writing_is_refused_as_a_program_is_told(register, address):
    refused = Client(enforce_csrf_checks=True).post(address, {"a": 1})
    assert (refused.status_code, refused.headers["Content-Type"]) == (405, "application/problem+json")
    assert refused.headers["Allow"] == "GET, HEAD"
    assert refused.json()["status"] == 405
    assert Client(enforce_csrf_checks=True).post("/api/finns-inte").json()["status"] == 404


@pytest.mark.parametrize(
    "query",
    [
        "as_of=igar",
        "as_of=2026-02-30",
        "as_of=0001-01-01",
        "as_of=9999-12-31",
        "limit=1_0",
        "limit=x",
        "as_of=20260101",
    ],
)
def test_what_is_wrong_with_a_parameter_is_said_in_english_alone(register, query):
    told = get(f"/api/v1/areas?{query}").json()["detail"]
    assert told.startswith(query.partition("=")[0])
    assert not set(told.casefold()) & set("åäö"), told
    assert "Value error" not in told


def test_a_parameter_that_is_said_twice_is_not_guessed_at(register):
    for address in (
        "/api/v1/areas?limit=1&limit=2",
        "/api/v1/search?q=ALS&q=SMA",
        "/api/v1/register.json?as_of=&as_of=1",
    ):
        answer = get(address)
        assert (answer.status_code, answer.headers["Content-Language"]) == (422, "en"), address
    assert get("/api/v1/areas?limit=2&limit=2").status_code == 200


def test_what_a_day_begins_or_ends_by_itself_is_told(register):
    """A permit that comes into force on a day is no act of anybody's: the log is silent, the days are not."""
    told = get("/api/v1/changes/days?since=2023-03-31&until=2023-04-01&limit=2000").json()
    begun = {one["key"] for one in told["items"] if one["what"] == "permit_begins"}
    permits = get("/api/v1/permits?as_of=2023-04-01&limit=2000").json()["items"]
    assert begun == {one["key"] for one in permits if one["valid_from"] in ("2023-03-31", "2023-04-01")} != set()
    whole = get("/api/v1/changes/days?limit=2000").json()
    assert [one["on"] for one in whole["items"]] == sorted(one["on"] for one in whole["items"])
    assert get("/api/v1/changes").json()["days_total"] == whole["total"] > 0
    assert get("/api/v1/changes/days?since=2023-04-02&until=2023-04-01").json()["items"] == []
    one = get("/api/v1/changes/days?limit=1&offset=1").json()
    assert one["items"] == whole["items"][1:2]


def test_changes_are_read_on_from_the_highest_number_seen(register):
    whole = get("/api/v1/changes?limit=2000").json()
    numbers = [one["number"] for one in whole["items"]]
    assert whole["total"] == len(numbers) > 2
    seen = numbers[0]
    rest = get(f"/api/v1/changes?after={seen}&limit=2000").json()
    assert [one["number"] for one in rest["items"]] == numbers[1:] and rest["total"] == len(numbers) - 1
    assert rest["days_total"] <= whole["days_total"]
    assert get(f"/api/v1/changes?after={numbers[-1]}").json()["items"] == []
    assert get(f"/api/v1/changes?after={'9' * 12}").json()["total"] == 0
    assert get(f"/api/v1/changes?after={'9' * 13}").status_code == 422


def test_a_list_can_be_read_in_pages(register):
    whole = get("/api/v1/areas?limit=500").json()
    page = get("/api/v1/areas?limit=2&offset=1").json()
    assert page["total"] == whole["total"]
    assert page["items"] == whole["items"][1:3]


def test_one_area_is_the_whole_document_with_its_permits(register):
    area = get(f"/api/v1/areas/{SEED}").json()
    assert area["document"]["units"] == 4
    assert [permit["region"] for permit in area["permits"]] == [
        "Region Skåne",
        "Region Stockholm",
        "Region Östergötland",
        "Västra Götalandsregionen",
    ]


def test_another_day_is_another_register(register):
    before = {p["area"] for p in get("/api/v1/permits?limit=500&as-of=2023-03-31").json()["items"] if p["in_force"]}
    after = {p["area"] for p in get("/api/v1/permits?limit=500&as-of=2023-04-01").json()["items"] if p["in_force"]}
    assert SEED not in before
    assert SEED in after


def test_versions_are_told_with_their_hashes(register):
    publish([a_file(WEST)], by=US)
    publish([a_file(WEST, units=1)], by=US)
    items = get("/api/v1/areas/provomrade/versions").json()["items"]
    assert [(item["version"], item["edition"]) for item in items] == [(1, 1), (2, 1)]
    assert items[0]["decided_sha256"] != items[1]["decided_sha256"]


def test_all_regions_are_there(register):
    regions = get("/api/v1/organisations?kind=region").json()
    assert regions["total"] == 21
    assert {region["county_code"] for region in regions["items"]} >= {"01", "14", "25"}


def test_the_whole_register_is_one_json_and_one_csv(register):
    publish([a_file({**WEST, "unit": "=SUMMA(A1)"})], by=US)
    whole = get("/api/v1/register.json").json()
    areas = get("/api/v1/areas?limit=500").json()
    assert sorted(area["key"] for area in whole["areas"]) == sorted(item["key"] for item in areas["items"])
    rows = list(csv.DictReader(io.StringIO(get("/api/v1/register.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert {row["area_key"] for row in rows} == {area["key"] for area in whole["areas"]}
    assert next(row for row in rows if row["area_key"] == "provomrade")["unit"] == "'=SUMMA(A1)", "text, not a formula"


def test_a_table_is_a_file_to_keep_also_when_it_is_asked_for_again(register):
    for end in ("csv", "xlsx"):
        told = [get(f"/api/v1/register.{end}")["Content-Disposition"] for _ in range(2)]
        assert told == [f'attachment; filename="nhv-register.{end}"'] * 2


def test_the_table_opens_in_a_swedish_spreadsheet_and_says_the_same_as_an_xlsx(register):
    publish([a_file({**WEST, "unit": "=SUMMA(A1)"})], by=US)
    raw = get("/api/v1/register.csv").content
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    book = openpyxl.load_workbook(io.BytesIO(get("/api/v1/register.xlsx").content))
    cells = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert (cells[0], len(cells) - 1, len(head)) == (head, len(rows), 35)
    names = head.index("area_name")
    assert [row[names] for row in rows] == [row[names] for row in cells[1:]]


def test_the_search_answers_with_the_agreed_fields(register):
    found = get("/api/v1/search?q=ALS").json()
    assert set(found) == {"query", "understood", "answers", "related", "repealed", "did_you_mean", "register"}
    assert set(found["answers"][0]) == {
        "area", "area_name", "verdict", "confidence", "certainty_note", "not_understood", "clause", "clause_english",
        "clause_key", "part", "why", "instead", "depends_on", "turns_on", "if_met", "steps", "pathway", "ways_in",
        "permission", "parts", "what_is_national",
        "begins", "in_force_until", "in_force", "permits_state", "units_decided", "holders", "holders_are",
        "holders_note", "nearest", "narrower", "ended", "complete", "source", "exclusion_key", "regional_care",
    }  # fmt: skip
    assert (found["answers"][0]["area"], found["answers"][0]["verdict"]) == (SEED, "excluded")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/areas/finns-inte", 404),
        ("/api/v1/areas/finns-inte/versions", 404),
        ("/api/v1/areas/Stor%20Bokstav", 422),
        ("/api/v1/areas/a%00b", 422),
        ("/api/v1/areas?as-of=igar", 422),
        ("/api/v1/areas?limit=0", 422),
        ("/api/v1/search", 422),
        ("/api/v1/finns-inte", 404),
        ("/api/finns-inte", 404),
    ],
)
def test_every_fault_is_a_problem(register, address, status):
    response = get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status


def test_an_answer_that_has_not_changed_is_not_sent_again(register):
    first = get("/api/v1/areas")
    again = get("/api/v1/areas", If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    publish([a_file(WEST)], by=US)
    assert get("/api/v1/areas", If_None_Match=first["ETag"]).status_code == 200


def test_health_is_well_and_says_why_when_it_is_not(register):
    idle = {"last_seen": None, "mails_waiting": 0, "oldest_seconds": 0, "mails_failing": 0, "jobs_failing": []}
    answer = get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "well", "reasons": [], "worker": idle, "alarms": []})
    table = "" if connection.vendor == "sqlite" else " ON register_diary"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER register_diary_no_update{table}")
        cursor.execute("DELETE FROM register_posting")
    response = get("/health/")
    assert response.status_code == 503
    assert json.loads(response.content)["reasons"] == [
        "skyddet register_diary_no_update saknas",
        "sökindexet stämmer inte med dokumenten",
    ]


LISTS = ("/api/v1/areas", "/api/v1/permits", "/api/v1/register.json", "/api/v1/register.csv")


def test_no_list_costs_more_queries_with_ten_times_the_areas(register):
    def costs():
        counted = []
        for address in LISTS:
            with CaptureQueriesContext(connection) as captured:
                assert get(address).status_code == 200
            counted.append(len(captured))
        return counted

    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(4)], by=US)
    few = costs()
    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(4, 44)], by=US)
    assert costs() == few
    assert few[0] <= 5


@pytest.mark.parametrize("path", [
    "areas", f"areas/{SEED}", "register.csv", "register.xlsx", "openapi.json", "areas/finns-inte", "areas?limit=x",
])  # fmt: skip
def test_the_head_of_an_answer_is_that_of_the_answer(path, register):
    whole, head = Client().get(f"/api/v1/{path}"), Client().head(f"/api/v1/{path}")
    names = ("Content-Type", "ETag", "Cache-Control", "Vary")
    assert (head.status_code, [head.get(name) for name in names]) == (
        whole.status_code,
        [whole.get(name) for name in names],
    )
    assert (head.content, bool(whole.content)) == (b"", True)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/changes?since={}",
        f"/api/v1/areas/{SEED}/permits?known_at={{}}",
        f"/omraden/{SEED}/tillstand/?visste={{}}",
        f"/en/omraden/{SEED}/?datum={{}}",
        "/datasets/nhv-register-{}.json",
    ],
)
def test_a_day_at_the_end_of_the_calendar_is_refused_wherever_it_is_asked_for(register, address, day):
    assert Client().get(address.format(day)).status_code in (404, 422)
