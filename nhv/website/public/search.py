"""The answer page: is it national care, by which clause, where, and how does the patient get there?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.register import queries
from nhv.register.models import Organisation
from nhv.register.search import search
from nhv.website import words
from nhv.website.caching import content_tagged

LONGEST_SHOWN = 300  # what goes back into the field; the whole question is still searched


@content_tagged
def answers(request: HttpRequest) -> HttpResponse:
    """The question in `q`, narrowed by `sjukvardsregion` and `besked`. Four queries at most."""
    question = request.GET.get("q", "")
    chosen = {
        "healthcare_region": request.GET.get("sjukvardsregion", ""),
        "verdict": request.GET.get("besked", ""),
    }
    page = {
        "query": question[:LONGEST_SHOWN],
        "found": search(question, **chosen) if question.strip() else None,
        "chosen": chosen,
        "verdicts": words.VERDICTS.items(),
        "healthcare_regions": healthcare_regions(str(connection.settings_dict["NAME"])),
        "today": queries.today(),
    }
    return render(request, "public/answers.html", page)


_HEALTHCARE_REGIONS: dict[str, list[Organisation]] = {}


def healthcare_regions(database: str) -> list[Organisation]:
    """The six, kept once found: a change of them is a change of the country, and an answer has few queries to spend."""
    if not _HEALTHCARE_REGIONS.get(database):
        _HEALTHCARE_REGIONS[database] = queries.organisations(Organisation.Kind.HEALTHCARE_REGION)
    return _HEALTHCARE_REGIONS[database]
