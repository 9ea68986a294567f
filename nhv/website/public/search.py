"""The answer page: is it national care, by which clause, where, and how does the patient get there?"""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.derived.for_patients import asked_about, asks_as_a_patient
from nhv.language.order import swedish_order
from nhv.language.urgency import cannot_wait
from nhv.language.what_it_is import asks_what_it_is
from nhv.register import queries
from nhv.register.contacts import contacts
from nhv.register.general import general
from nhv.register.models import Organisation
from nhv.register.regional_care import region_named, with_regional_care
from nhv.register.search import search
from nhv.website import words
from nhv.website.caching import content_tagged
from nhv.website.errors import NotHere
from nhv.website.last_known import areas_and_numbers
from nhv.website.states import state_of_answer

OVERVIEW = "https://www.socialstyrelsen.se/kunskapsstod-och-regler/regler-och-riktlinjer/nationell-hogspecialiserad-vard/oversikt/"
LONGEST_SHOWN = 300  # what goes back into the field; the whole question is still searched


@content_tagged(knows=("q", "sjukvardsregion", "besked", "region"))
def answers(request: HttpRequest) -> HttpResponse:
    """The question in `q`, narrowed by `sjukvardsregion` and `besked`; `region` is the asker's own.

    Three queries at most while the register stays as it is, three more where a region is named, and one where nothing
    answers what a patient asks of no area.
    """
    question = request.GET.get("q", "")
    chosen = {
        "healthcare_region": request.GET.get("sjukvardsregion", ""),
        "verdict": request.GET.get("besked", ""),
    }
    found = search(question, **chosen) if question.strip() else None
    about_all = asks_what_it_is(question)
    if found and about_all:
        # It names no care: what resembles one of its words answers something else.
        found |= {"answers": [], "related": []}
    asker = region_asking(request, found)
    as_a_patient = found and not found["answers"] and asks_as_a_patient(question)
    page = {
        "query": question[:LONGEST_SHOWN],
        "found": found,
        "answers": with_reasons(with_regional_care(found["answers"], asker)) if found else [],
        "related": unlike(found["related"]) if found else [],
        # A spelling that nothing is found with either helps nobody.
        "meant": found["did_you_mean"] if found and (found["answers"] or found["related"]) else None,
        "chosen": chosen,
        "verdicts": words.VERDICTS.items(),
        "healthcare_regions": kept_places(Organisation.Kind.HEALTHCARE_REGION),
        **asking_from(asker),
        **(_coordinators(asker) if found and not found["answers"] else {}),
        "overview": OVERVIEW,
        "asks_what_it_is": about_all,
        "cannot_wait": cannot_wait(question),
        "for_patients": asked_about(question, general()) if as_a_patient else (),
        "today": queries.today(),
        "instead": areas_and_numbers() if found and found.get("index_is_down") else [],
    }
    return render(request, "public/answers.html", page)


def with_reasons(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers with `nobody_yet`, that the board has not decided; in `shown` the holders or those whose permits
    have ended, and whether they `are_called`: also of what is not national where there is an exception; in `told` the
    holders that tell how to refer to them, each once. `call` has the number to dial and whose it is, where a
    unit or its region has told one; it is `without_number` where one of them has not."""
    return [_with_calling(answer) for answer in _with_states(answers)]


def _with_calling(answer: dict[str, Any]) -> dict[str, Any]:
    is_yes = answer["are_called"] and answer["verdict"] != "excluded"
    silent = is_yes and not all(map(_has_number, answer["shown"])) and bool(answer["shown"])
    return answer | {
        "call": next(filter(None, map(_number_of, answer["shown"])), None) if is_yes else None,
        "without_number": silent,
        **_may(answer),
    }


def _may(answer: dict[str, Any]) -> dict[str, Any]:
    """Who asks whether a place may do what is surely national is answered that first: `may` is yes or no, else empty;
    `look` is the verdict that the card looks like."""
    told, verdict = answer["permission"], answer["verdict"]
    known = told is not None and told["has_permit"] is not None and answer["confidence"] == "sure"
    if not known or verdict not in ("included", "area"):
        return {"may": "", "look": verdict}
    return {"may": "yes", "look": "included"} if told["has_permit"] else {"may": "no", "look": "excluded"}


def _has_number(holder: dict[str, Any]) -> bool:
    return _number_of(holder) is not None


def _number_of(holder: dict[str, Any]) -> dict[str, str] | None:
    """The number to dial for a unit, and whose it is: the acute one, else its first; of a unit that tells nothing that
    of its region. None where there is none."""
    told, contact = holder["referral"], holder["contact"] or {}
    if told:
        numbers = [told["acute"]["number"]] if told.get("acute") else [one["number"] for one in told["telephones"]]
        whose = holder["hospital"] or holder["region"]
    else:
        numbers = [number for name in ("telephone", "switchboard") if (number := contact.get(name))]
        whose = holder["region"]
    return {"number": numbers[0], "whose": whose} if numbers else None


def _with_states(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        answer
        | {
            "nobody_yet": answer["holders_are"] == "not_decided",
            # Who asks for leave is told so in the answer to that.
            "says_not_yet": bool(answer["permission"]) and answer["holders_are"] == "not_decided",
            "state": state_of_answer(answer),
            "shown": answer["holders"] or answer["ended"],
            "are_called": not answer["ended"] and (answer["verdict"] != "excluded" or bool(answer["steps"])),
            "told": list({each["place"]: each for each in answer["holders"] if each["referral"]}.values()),
        }
        for answer in answers
    ]


def _coordinators(asker: Organisation | None) -> dict[str, Any]:
    """Whom one asks about what the register does not know: in `coordinators` the asker's own region's where one is
    named and has told, else in `coordinators_of_all` every region with its own, or with None. One query."""
    told = {pk: one for pk, one in contacts().items() if one.telephone or one.switchboard or one.email}
    if asker is not None:
        return {"coordinators": [told[asker.pk]] if asker.pk in told else []}
    regions = sorted(kept_places(Organisation.Kind.REGION), key=lambda one: swedish_order(one.name))
    return {"coordinators_of_all": [(region, told.get(region.pk)) for region in regions]}


def unlike(related: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of those that would look the same: two points of an area may have one wording."""
    return list({(answer["area"], answer["clause"]): answer for answer in reversed(related)}.values())[::-1]


def asked_region(request: HttpRequest) -> Organisation | None:
    """The asker's own region, where the address names one. One query then. NotHere for one that there is none of."""
    key = request.GET.get("region", "")
    found = region_named(key[:80]) if key else None
    if key and found is None:
        raise NotHere(_("Ingen region har adressen ”%(key)s”. Välj en av de 21 på svarets sida.") % {"key": key[:80]})
    return found


def region_asking(request: HttpRequest, found: dict[str, Any] | None) -> Organisation | None:
    """The asker's own region: the one in the address, else that of the place in the question."""
    asker, place = asked_region(request), found["understood"]["place"] if found else None
    if asker is not None or place is None:
        return asker
    return next((one for one in kept_places(Organisation.Kind.REGION) if one.key == place["region"]), None)


def asking_from(asker: Organisation | None) -> dict[str, Any]:
    """What a card needs to tell who does it in the asker's region, else whom to ask there, and to let the region be
    chosen. One query where one is."""
    contact = contacts().get(asker.pk) if asker else None
    return {"asker": asker, "contact": contact, "regions": kept_places(Organisation.Kind.REGION)}


_PLACES: dict[tuple[str, str], list[Organisation]] = {}


def kept_places(kind: str) -> list[Organisation]:
    """The healthcare regions or the regions, for a choice among them, kept once found: a change of them is a change
    of the country, and an answer has few queries to spend."""
    place = (str(connection.settings_dict["NAME"]), kind)
    if not _PLACES.get(place):
        _PLACES[place] = queries.organisations(kind)
    return _PLACES[place]
