"""The application form: every area has one, and it asks about each condition in the condition's own words."""

from pathlib import Path
from typing import Any, get_args

import pytest

from nhv.derived.application_form import application_form
from nhv.specification.answers import missing
from nhv.specification.area import Area
from nhv.specification.general import General
from nhv.specification.outline import Asked, Outline
from nhv.specification.questions import QuestionKind
from nhv.specification.toml import read_area_file, read_general
from tests.support.areas import an_area

FOLDER = Path(__file__).parents[2] / "areas"
DOCUMENTS = sorted(path for path in FOLDER.glob("*.toml") if path.stem not in ("general", "organisations"))
GENERAL = read_general((FOLDER / "general.toml").read_text())


def area_named(key: str) -> Area:
    return read_area_file((FOLDER / f"{key}.toml").read_text()).area


OESOPHAGUS = application_form(area_named("viss-avancerad-esofaguskirurgi"), GENERAL)


def condition(key: str, group: str = "other", text: str = "Villkor", **more: Any) -> dict[str, Any]:
    return {"key": key, "group": group, "force": "must", "stage": "proposed", "text": text, **more}


def with_conditions(*conditions: dict[str, Any], **more: Any) -> Outline:
    return application_form(an_area(conditions=list(conditions), **more), GENERAL)


def kinds(outline: Outline) -> dict[str, str]:
    return {asked.key: asked.question.kind for asked in outline.asked() if asked.about}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("separate", [False, True])
def test_a_form_follows_from_every_area_without_code_for_it(path: Path, separate: bool) -> None:
    area = read_area_file(path.read_text()).area
    form = application_form(area, GENERAL, separate_sub_permits=separate)
    assert (form.kind, form.title) == ("application", f"Ansökan: {area.name}")
    assert {one.key for one in area.conditions} == {asked.about for asked in form.asked() if asked.about}
    assert Outline.model_validate_json(form.model_dump_json()) == form


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_choice_is_without_alternatives(path: Path) -> None:
    form = application_form(read_area_file(path.read_text()).area, GENERAL)
    choices = [asked for asked in form.asked() if asked.question.kind in ("choice", "several_choices")]
    assert [asked.key for asked in choices if not asked.question.choices] == []


def test_the_sections_stand_in_the_order_in_which_an_applicant_thinks() -> None:
    assert [section.heading for section in OESOPHAGUS.sections] == [
        "Sökande",
        "Blankett och plan",
        "Personal",
        "Andra kompetenser",
        "Utrustning och lokaler",
        "Övriga villkor",
        "Volym och start",
        "Patientens bästa",
        "Konsekvenser i den egna regionen",
    ]


def test_what_a_newcomer_meets_in_the_oesophagus_form() -> None:
    asked = list(OESOPHAGUS.asked())
    assert {
        "sections": len(OESOPHAGUS.sections),
        "questions in sight": sum(not one.further and not one.only_if for one in asked),
        "folded away": sum(one.further for one in asked),
        "put only to some": sum(one.only_if is not None for one in asked),
        "required": len(missing(OESOPHAGUS, {})),
        "required, answered by facts of the hospital": sum(one.fact is not None for one in missing(OESOPHAGUS, {})),
        "pages of attachments required": sum(one.question.kind == "attachment" for one in missing(OESOPHAGUS, {})),
    } == {
        "sections": 9,
        "questions in sight": 43,
        "folded away": 78,
        "put only to some": 1,
        "required": 38,
        "required, answered by facts of the hospital": 7,
        "pages of attachments required": 2,
    }


def test_a_condition_is_asked_about_beside_its_exact_words_and_what_may_be_added_is_folded_away() -> None:
    form = with_conditions(
        condition("kurator", "other_competence", "Kurator", question={"kind": "number", "text": "Hur många kuratorer?"})
    )
    assert form.find("villkor-kurator") == Asked.model_validate(
        {
            "key": "villkor-kurator",
            "question": {"kind": "number", "text": "Hur många kuratorer?"},
            "about": "kurator",
            "clause": "Kurator",
        }
    )
    further = [asked for asked in form.asked() if asked.further and asked.about]
    assert [(asked.key, asked.question.kind, asked.about, asked.question.required) for asked in further] == [
        ("villkor-kurator-hur", "text", "kurator", False),
        ("villkor-kurator-fran", "date", "kurator", False),
        ("villkor-kurator-underlag", "attachment", "kurator", False),
    ]


def test_nothing_is_asked_twice_about_one_condition() -> None:
    form = with_conditions(
        condition("samarbete", question={"kind": "text", "text": "Hur samarbetar ni?"}),
        condition("avtal", question={"kind": "attachment", "text": "Avtalet"}),
    )
    assert kinds(form) == {
        "villkor-samarbete": "text",
        "villkor-samarbete-fran": "date",
        "villkor-samarbete-underlag": "attachment",
        "villkor-avtal": "attachment",
        "villkor-avtal-hur": "text",
        "villkor-avtal-fran": "date",
    }


@pytest.mark.parametrize(
    "group, text, kind",
    [
        ("critical_staff", "Dietist", "roles_and_numbers"),
        ("other_competence", "Kurator", "roles_and_numbers"),
        ("other_competence", "Neurokirurg i beredskap", "number"),
        ("critical_equipment", "Operationssal dygnet runt", "number"),
        ("critical_equipment", "Magnetkamera", "text"),
        ("other", "Enheten ska föra journal.", "text"),
    ],
)
def test_a_condition_whose_document_asks_nothing_is_asked_what_fits_its_kind(group: str, text: str, kind: str) -> None:
    asked = with_conditions(condition("x", group, text)).find("villkor-x")
    assert asked is not None
    assert (asked.question.kind, asked.clause, asked.known) == (kind, text, "inferred")


def test_a_fact_of_the_hospital_asks_what_the_hospital_attests() -> None:
    own = {"kind": "yes_no", "text": "Finns ECMO?"}
    asked = with_conditions(condition("hjartlungmaskin", question=own, fact="ecmo")).find("villkor-hjartlungmaskin")
    fact = GENERAL.fact("ecmo")
    assert asked and fact
    assert (asked.fact, asked.question) == ("ecmo", fact.question)
    assert [asked.fact for asked in OESOPHAGUS.asked() if asked.fact] == [
        "thoraxkirurgi",
        "lungmedicin",
        "gastroenterologi",
        "plastikkirurgi",
        "akut-interventionell-radiologi",
        "ecmo",
        "intensivvard",
    ]


def test_the_groups_own_words_introduce_it_and_what_holds_for_all_conditions_is_said_once() -> None:
    leads = [section.lead for section in OESOPHAGUS.sections]
    assert leads[2] == (
        "Kritisk personalkompetens\n"
        "Samtliga nedan specialister/professioner i det esofaguskirurgiska teamet ska ha specifik kompetens och "
        "erfarenhet inom det definierade området:\n"
        "Villkorets ord står vid varje fråga. Skriv hur det är i dag; det som blir klart senare får ett datum."
    )
    assert leads[4:6] == ["Kritisk utrustning eller lokaler", None]


def test_an_area_whose_conditions_are_not_read_asks_about_them_all_at_once() -> None:
    section = application_form(area_named("vulvacancer"), GENERAL).section("villkor")
    assert section is not None
    assert [(asked.key, asked.question.kind, asked.known) for asked in section.questions] == [
        ("villkor-alla", "text", "unknown")
    ]


def test_sub_permits_are_ticked_in_the_same_application_or_sought_one_by_one() -> None:
    area = area_named("ryggmargsskador")

    def offered(**how: Any) -> dict[str, tuple[str, tuple[str, ...], bool]]:
        asked = [application_form(area, GENERAL, **how).find(key) for key in ("sokt-tillstand", "sokta-undertillstand")]
        return {
            one.key: (one.question.kind, one.question.choices, one.question.required)
            for one in asked
            if one is not None
        }

    children, high = (sub_permit.text for sub_permit in area.sub_permits)
    assert offered() == {"sokta-undertillstand": ("several_choices", (children, high), False)}
    assert offered(sub_permits=["barn"]) == {"sokta-undertillstand": ("several_choices", (children,), False)}
    assert offered(sub_permits=[]) == {}
    assert offered(separate_sub_permits=True) == {
        "sokt-tillstand": ("choice", ("Tillståndet för hela området", children, high), True)
    }


def test_the_contractor_is_named_only_when_there_is_one() -> None:
    def asked_for(answers: dict[str, Any]) -> bool:
        return "utforarens-namn" in {asked.key for asked in missing(OESOPHAGUS, answers)}

    assert (asked_for({}), asked_for({"annan-utforare": False}), asked_for({"annan-utforare": True})) == (
        False,
        False,
        True,
    )


def test_the_patients_come_before_what_happens_at_home() -> None:
    keys = [section.key for section in OESOPHAGUS.sections]
    assert keys.index("for-patienterna") < keys.index("konsekvenser-hemma")


def test_the_official_form_whose_text_we_lack_is_asked_for_and_never_demanded() -> None:
    unknown = [asked for asked in OESOPHAGUS.asked() if asked.known == "unknown"]
    assert [(asked.key, asked.question.kind, asked.question.required) for asked in unknown] == [
        ("ansokningsblankett", "attachment", True)
    ]


def test_all_kinds_of_question_can_stand_in_a_form() -> None:
    conditions = [
        condition(
            kind.replace("_", "-"),
            question={"kind": kind, "text": "Hur?", "choices": ["A", "B"] if "choice" in kind else []},
        )
        for kind in get_args(QuestionKind)
    ]
    assert {asked.question.kind for asked in with_conditions(*conditions).asked()} == set(get_args(QuestionKind))


def test_general_material_without_sections_gives_no_form_but_says_so() -> None:
    with pytest.raises(ValueError, match="sections"):
        application_form(an_area(), General())
