"""The answer page: is it national care, by which clause, where, and how does the patient get there?"""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.register import queries
from nhv.register.models import AreaDocument, Organisation
from nhv.register.referrals import telephones_by_area
from nhv.register.search import search
from nhv.specification.referrals import Telephone
from nhv.website import words
from nhv.website.caching import content_tagged
from nhv.website.states import state_of_answer

LONGEST_SHOWN = 300  # what goes back into the field; the whole question is still searched


@content_tagged(knows=("q", "sjukvardsregion", "besked"))
def answers(request: HttpRequest) -> HttpResponse:
    """The question in `q`, narrowed by `sjukvardsregion` and `besked`.

    Three queries at most while the register stays as it is.
    """
    question = request.GET.get("q", "")
    chosen = {
        "healthcare_region": request.GET.get("sjukvardsregion", ""),
        "verdict": request.GET.get("besked", ""),
    }
    found = search(question, **chosen) if question.strip() else None
    page = {
        "query": question[:LONGEST_SHOWN],
        "found": found,
        "answers": with_reasons(found["answers"]) if found else [],
        "related": unlike(found["related"]) if found else [],
        "chosen": chosen,
        "verdicts": words.VERDICTS.items(),
        "healthcare_regions": healthcare_regions(str(connection.settings_dict["NAME"])),
        "today": queries.today(),
        "instead": instead_of_answers() if found and found.get("index_is_down") else [],
    }
    return render(request, "public/answers.html", page)


def instead_of_answers() -> list[tuple[AreaDocument, list[tuple[str, Telephone]]]]:
    """When questions cannot be answered: every area by name, and a number of each unit that has told one. Two
    queries."""
    told = telephones_by_area()
    return [(document, told.get(document.area.key, [])) for document in queries.documents_on()[: queries.MOST_ROWS]]


def with_reasons(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers with `nobody_yet`, that the board has not decided; in `shown` the holders or those whose permits
    have ended; in `told` the holders that tell how to refer to them, each once, of so many `places`."""
    return [
        answer
        | {
            "nobody_yet": answer["holders_are"] == "not_decided",
            "state": state_of_answer(answer),
            "shown": answer["holders"] or answer["ended"],
            "places": len({each["place"] for each in answer["holders"]}),
            "told": list({each["place"]: each for each in answer["holders"] if each["referral"]}.values()),
        }
        for answer in answers
    ]


def unlike(related: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of those that would look the same: two points of an area may have one wording."""
    return list({(answer["area"], answer["clause"]): answer for answer in reversed(related)}.values())[::-1]


_HEALTHCARE_REGIONS: dict[str, list[Organisation]] = {}


def healthcare_regions(database: str) -> list[Organisation]:
    """The six, kept once found: a change of them is a change of the country, and an answer has few queries to spend."""
    if not _HEALTHCARE_REGIONS.get(database):
        _HEALTHCARE_REGIONS[database] = queries.organisations(Organisation.Kind.HEALTHCARE_REGION)
    return _HEALTHCARE_REGIONS[database]
