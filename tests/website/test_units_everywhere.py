"""No list of units that may be partial looks whole: every area × part × age, on card, page, API and CSV.

What may be partial is told here by the files themselves, the slow and obvious way.
"""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhv.derived.answers.answer import Answer
from nhv.language.ages import find_age
from nhv.register import queries
from nhv.register.answer_told import told as told_answer
from nhv.specification import toml

AREAS = Path(__file__).parents[2] / "areas"
FILES = {
    path.stem: toml.read_area_file(path.read_text(encoding="utf-8"))
    for path in sorted(AREAS.glob("*.toml"))
    if path.stem not in ("general", "organisations")
}
ASK = re.compile("Fråga (regionens samordnare|den egna regionen)")
AGES = ("", "nyfödd", "5 år", "16 år", "tonåring", "40 år")


def may_be_partial(file, sub_permits):
    """Whether somebody who is not named may hold the area's permit, with these sub-permits."""
    held = [
        permit
        for permit in file.permits
        if set(sub_permits) <= set(permit.sub_permits)
        and (permit.valid_until is None or permit.valid_until >= timezone.localdate())
    ]
    numbers = [one.units for one in file.area.sub_permits if one.key in sub_permits] or [file.area.units]
    enough = None not in numbers and len(held) >= min(numbers)
    if sub_permits and None not in numbers:
        return not enough
    return file.area.completeness.holders != "whole" or (not enough and None not in numbers) or not held


def parts_of(area):
    """The keys a verdict may rest on, and none."""
    return ["", *(key for key, _ in area.keyed())]


@pytest.mark.parametrize("key", FILES)
def test_every_card_of_every_part_and_age(key):
    file = FILES[key]
    holders = queries.holders_on().get(key, [])
    for clause in parts_of(file.area):
        for words in AGES:
            found = find_age(words)
            age = found.age if found else None
            answer = Answer(key, "included", "text", clause, "", "why")
            card = told_answer(answer, file.area, holders, age, "sv")
            needed = [
                one.key
                for one in file.area.sub_permits
                if one.key == clause
                or clause in one.covers.points
                or (one.covers.population and age is not None and age.high < 18)
            ]
            assert all(set(needed) <= set(holder["sub_permits"]) for holder in card["holders"]), (clause, words)
            if may_be_partial(file, needed):
                assert card["holders_are"] != "whole", (clause, words)
                assert "Fråga" in card["holders_note"], (clause, words)
            else:
                assert (card["holders_are"], card["holders_note"].count("Fråga")) == ("whole", 0), (clause, words)


def test_some_lists_are_whole_and_some_are_not():
    whole = {key for key, file in FILES.items() if not may_be_partial(file, ())}
    assert whole and set(FILES) - whole


@pytest.mark.parametrize("key", FILES)
def test_every_page_says_that_its_list_may_be_partial(key):
    file = FILES[key]
    page = unescape(Client().get(f"/omraden/{key}/").content.decode())
    units = page[page.index('id="enheter"') : page.index('id="beslut"')]
    assert bool(ASK.search(units)) == may_be_partial(file, ())
    for sub_permit in file.area.sub_permits:
        clause = unescape(Client().get(reverse("clause", args=(key, sub_permit.key))).content.decode())
        where = clause[clause.index("nhv-verdict__body") :]
        assert bool(ASK.search(where)) == may_be_partial(file, (sub_permit.key,))
        for holder in file.permits:
            if sub_permit.key not in holder.sub_permits and holder.hospital:
                table = where[: where.index("Källa")]
                assert f">{holder.hospital}</a>" not in table


def test_every_list_of_the_api_says_so():
    areas = {one["key"]: one for one in Client().get("/api/v1/areas?limit=500").json()["items"]}
    whole = {one["key"]: one for one in Client().get("/api/v1/register.json").json()["areas"]}
    permits = Client().get("/api/v1/permits?limit=500").json()["items"]
    for key, file in FILES.items():
        for told in (areas[key], whole[key], *(one for one in permits if one["area"] == key)):
            assert (told["holders_are"] != "whole") == may_be_partial(file, ()), key
        for told in (areas[key], whole[key]):
            parts = {one["sub_permit"]: one for one in told["parts"]}
            assert parts.keys() == {one.key for one in file.area.sub_permits}
            for sub_permit, part in parts.items():
                assert (part["holders_are"] != "whole") == may_be_partial(file, (sub_permit,)), (key, sub_permit)


def test_every_row_of_the_csv_says_so():
    text = Client().get("/api/v1/register.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=csv.Sniffer().sniff(text.splitlines()[0]).delimiter))
    assert {row["area_key"] for row in rows} == set(FILES)
    for row in rows:
        file = FILES[row["area_key"]]
        assert (row["holders_are"] != "whole") == may_be_partial(file, ()), row["area_key"]
        unread = any(may_be_partial(file, (one.key,)) for one in file.area.sub_permits)
        assert row["sub_permits_are_read"] == ("no" if unread else "yes"), row["area_key"]


def test_the_answer_page_and_the_api_show_the_same_words():
    shown = 0
    for key, file in FILES.items():
        for sub_permit in file.area.sub_permits:
            for age in ("", " 12 år", " 40 år"):
                question = f"{file.area.name} {sub_permit.text}{age}"[:200]
                page = unescape(Client().get("/sok/", {"q": question}).content.decode())
                for answer in json.loads(Client().get("/api/v1/search", {"q": question}).content)["answers"]:
                    shown += bool(answer["holders_note"])
                    assert answer["holders_note"] in page, (key, question)
                    assert all(line in page for line in answer["narrower"])
    assert shown
