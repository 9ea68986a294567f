"""What a record system sends, and the cards that it is given."""

from datetime import date

import pytest

from nhv.interchange.cds import NotUnderstood, Told, asked, cards, question, services

ICD = "urn:oid:1.2.752.116.1.1.1.1.3"
TODAY = date(2026, 11, 28)


def an_order(name, *codes, system=ICD, reasons=()):
    return {
        "resource": {
            "resourceType": "ServiceRequest",
            "id": name,
            "code": {"coding": [{"system": system, "code": code} for code in codes]},
            "reasonCode": [{"coding": [{"system": system, "code": code}]} for code in reasons],
        }
    }


def a_call(*orders, hook="order-sign", prefetch=None, **context):
    orders = {"resourceType": "Bundle", "entry": list(orders)}
    sent = {"userId": "Practitioner/1", "patientId": "1", "draftOrders": orders, **context}
    return {"hook": hook, "hookInstance": "a-b-c", "context": sent, "prefetch": prefetch or {}}


def codes(call, hook="order-sign"):
    return [code for _system, code in asked(call, hook).codes]


def test_a_choice_of_orders_that_is_none_is_not_taken_for_all_of_them():
    with pytest.raises(NotUnderstood, match="selections"):
        asked(a_call(hook="order-select", selections=5), "order-select")
    assert asked(a_call(hook="order-select", selections=[]), "order-select").codes == ()


def test_one_service_a_hook():
    told = services(fetches_patient=False)["services"]
    assert len({one["id"] for one in told}) == len({one["hook"] for one in told}) == len(told) == 2
    assert not any("prefetch" in one for one in told)
    assert all("patient" in one["prefetch"] for one in services(fetches_patient=True)["services"])


def test_what_is_to_be_done_is_asked_before_why_and_at_most_four():
    call = a_call(an_order("a", "G12.0", reasons=["G12.1"]), an_order("b", "C15.5", "G12.0", "C16.0", "C17.0"))
    assert codes(call) == ["G12.0", "G12.1", "C15.5", "C16.0"]


def test_what_is_not_looked_at_is_told_in_a_card_of_its_own():
    many = asked(
        a_call(an_order("a", "C15.1", "C15.2", "C15.3", "C15.4"), an_order("b", "G12.0", "C15.1")), "order-sign"
    )
    assert many.left == ("G12.0",)
    (card,) = cards([], base="https://nhv.example", note="Kopia.", left=many.left)["cards"]
    assert "”G12.0”" in card["detail"] and "högst 4 koder" in card["detail"] and card["detail"].endswith("Kopia.")
    first, last = cards([a_told()], base="https://nhv.example", left=("G12.0",))["cards"]
    assert first["summary"] == "NHV: Ett område" and last["summary"] == "NHV: inte alla koder är lästa"
    assert asked(a_call(an_order("a", "x" * 17)), "order-sign").left == ("x" * 17,)
    assert len(cards([], base="https://nhv.example", left=("y" * 9_000,) * 500)["cards"][0]["detail"]) < 2_000
    late = a_call(*(an_order(f"o{number}", "C15.1") for number in range(300)), an_order("b", "G12.0"))
    assert codes(late) == ["C15.1", "G12.0"]


def test_which_systems_are_not_known_is_told():
    snomed = "http://snomed.info/sct"
    told = asked(a_call(an_order("a", "22298006", system=snomed), an_order("b", "G12.0")), "order-sign")
    assert (told.codes, told.unread) == ((("ICD-10-SE", "G12.0"),), (snomed,))
    (card,) = cards([], base="https://nhv.example", note="Kopia.", unread=(snomed, ""))["cards"]
    assert snomed in card["detail"] and card["detail"].endswith("Kopia.") and card["indicator"] == "info"
    assert len(cards([], base="https://nhv.example", unread=("x" * 5_000,))["cards"][0]["detail"]) < 500


def test_of_what_is_only_selected_the_rest_is_not_asked():
    call = a_call(an_order("a", "G12.0"), an_order("b", "C15.5"), hook="order-select", selections=["ServiceRequest/b"])
    assert codes(call, "order-select") == ["C15.5"]


@pytest.mark.parametrize(
    "order",
    [
        an_order("a", "G12.0", system="http://okand.example/"),
        an_order("a", "x" * 17),
        {"resource": {"resourceType": "MedicationRequest", "code": {"coding": [{"system": ICD, "code": "G12.0"}]}}},
        {"resource": {"resourceType": "ServiceRequest", "code": "G12.0"}},
        {"resource": {"resourceType": "ServiceRequest", "code": {"coding": "G12.0"}, "reasonCode": 5}},
        {"resource": None},
        "G12.0",
    ],
)
def test_what_is_no_code_of_an_order_that_we_know_asks_nothing(order):
    assert codes(a_call(order)) == []


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        a_call(hook="patient-view"),
        {**a_call(), "context": []},
        {**a_call(), "hookInstance": 1},
        a_call(draftOrders=None),
        a_call(draftOrders={"entry": 1}),
    ],
)
def test_what_is_no_call_is_said_to_be_none(body):
    with pytest.raises(NotUnderstood):
        asked(body, "order-sign")


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (None, "G12.0"),
        ("2023-11-28", "G12.0 3 år"),
        ("2023-11-29", "G12.0 2 år"),
        ("2026-08-01", "G12.0 3 månader"),
        ("2023", "G12.0 3 år"),
        ("2023-05", "G12.0 3 år"),
        ("2030-01-01", "G12.0"),
        ("i fjol", "G12.0"),
        ("٢٠٢٣", "G12.0"),
    ],
)
def test_an_age_is_asked_with_where_it_is_known(born, words):
    patient = {"patient": {"resourceType": "Patient", "birthDate": born}}
    told = asked(a_call(an_order("a", "G12.0"), prefetch=patient), "order-sign")
    assert question("ICD-10-SE", "G12.0", told.born, TODAY) == words


@pytest.mark.parametrize("code", ["1531", "ORPHA:1531"])
def test_a_number_alone_is_asked_by_its_system(code):
    assert question("ORPHA", code, None, TODAY) == "ORPHA:1531"


def a_told(area="ett-omrade", verdict="included", **changed):
    told = {
        "area": area, "area_name": "Ett område", "verdict": verdict, "verdict_in_words": "Ja, ingår", "is_sure": True,
        "why": "Punkten säger det.", "units": ("Enhet A", "Enhet B"), "narrower": (), "page": "https://nhv.example/x",
    }  # fmt: skip
    return Told(**{**told, **changed})


def test_a_card_says_which_area_where_and_why():
    (card,) = cards([a_told()], base="https://nhv.example")["cards"]
    assert card["summary"] == "NHV: Ett område"
    assert (card["indicator"], card["source"]["label"]) == ("warning", "NHV-registret")
    assert "Enhet A; Enhet B" in card["detail"] and "Punkten säger det." in card["detail"]
    assert card["links"][0]["type"] == "absolute"


def test_one_card_an_area_the_national_first_at_most_four_and_the_rest_named():
    found = [a_told(f"o{number}", "excluded", area_name=f"O{number}") for number in range(6)]
    found += [a_told("o5", "included"), a_told("o5")]
    *told, more = cards(found, base="https://nhv.example")["cards"]
    assert [card["indicator"] for card in told] == ["warning", "info", "info", "info"]
    assert "”O3”, ”O4”" in more["detail"] and more["summary"] == "NHV: koderna leder till fler områden"


def test_nothing_found_is_no_card_and_no_summary_is_longer_than_the_standard_lets_it():
    assert cards([], base="https://nhv.example") == {"cards": []}
    (card,) = cards([a_told(area_name="Långt " * 60)], base="https://nhv.example")["cards"]
    assert len(card["summary"]) < 140


def test_what_is_likely_says_so():
    (card,) = cards([a_told(is_sure=False)], base="https://nhv.example")["cards"]
    assert card["detail"].startswith("Troligen: ")


def test_a_card_says_what_it_depends_on_whether_the_units_are_all_and_from_when():
    told = a_told(
        turns_on=("Ålder under 18 år", "Planerad operation"),
        units_note="Listan är inte fullständig: 3 av 5.",
        begins="2027-02-20",
    )
    (card,) = cards([told], base="https://nhv.example")["cards"]
    for words in ("Det beror på: Ålder under 18 år; Planerad operation", "3 av 5", "från och med 2027-02-20"):
        assert words in card["detail"]
    # The control: nothing is said where there is nothing to say.
    (bare,) = cards([a_told()], base="https://nhv.example")["cards"]
    assert "Det beror på" not in bare["detail"] and "från och med" not in bare["detail"]


def test_no_tag_and_no_link_of_the_callers_stands_in_a_card():
    (card,) = cards([], base="https://nhv.example", unread=("urn:<b>x</b>[läs](http://evil.invalid)",))["cards"]
    assert not set("<>[]") & set(card["detail"])
    assert "urn:" in card["detail"]
