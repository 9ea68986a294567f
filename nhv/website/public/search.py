"""The answer page: is it national care, by which clause, where, and how does the patient get there?"""

from functools import lru_cache

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.register import queries
from nhv.register.models import Organisation
from nhv.register.search import search
from nhv.website import words
from nhv.website.caching import public_page, revision

LONGEST_SHOWN = 300  # what goes back into the field; the whole question is still searched


@public_page
def answers(request: HttpRequest) -> HttpResponse:
    """The question in `q`, narrowed by `sjukvardsregion` and `besked`."""
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
        "healthcare_regions": healthcare_regions(str(connection.settings_dict["NAME"]), revision(request)),
        "today": queries.today(),
    }
    return render(request, "public/answers.html", page)


@lru_cache(maxsize=4)
def healthcare_regions(database: str, revision: int) -> list[Organisation]:
    """The six, kept as long as the register is unchanged: an answer has few queries to spend."""
    return queries.organisations(Organisation.Kind.HEALTHCARE_REGION)
