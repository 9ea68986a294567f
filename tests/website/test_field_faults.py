"""What is wrong with a field is said with the field's name and in figures, and nothing that somebody pastes is cut off
before it has been said."""

import lxml.html
import pytest
from django import forms
from django.test import Client

from nhv.website.act_forms import ActForm
from nhv.website.field_faults import faults_of
from nhv.website.strict_fields import WholeNumberField
from tests.website.access_company import browser
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.form_bodies import forms as form_routes

# A question to the register is searched whole, and what of it is shown again is shorter.
QUESTIONS = {"q"}


class Grapes(ActForm):
    name = forms.CharField(label="Namn", max_length=5, min_length=3, required=False)
    years = WholeNumberField(label="År", min_value=1, max_value=9, required=False)
    kind = forms.ChoiceField(label="Sort", choices=[("red", "Röd")], required=False)
    must = forms.CharField(label="Skäl")
    own = forms.CharField(label="Eget", max_length=2, required=False, error_messages={"max_length": "Två tecken."})


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("name", "Vindruvor", "”Namn” har 9 tecken och får ha högst 5. Korta texten."),
        ("name", "Vi", "”Namn” har 2 tecken och ska ha minst 3."),
        ("years", "10", "”År” får vara högst 9."),
        ("years", "0", "”År” får vara lägst 1."),
        ("years", "tio", "”År” ska vara ett heltal, skrivet med siffror."),
        ("kind", "blue", "Välj ett av svaren på ”Sort”. Det som skickades finns inte bland dem."),
        ("must", "", "”Skäl” är inte ifyllt."),
        ("own", "Tre", "Två tecken."),
    ],
)
def test_each_fault_names_its_field(field: str, written: str, said: str) -> None:
    form = Grapes({"once": "a", "must": "ja", field: written})
    assert not form.is_valid()
    assert faults_of(form[field]) == [said]
    assert form.reasons == said


def test_a_text_that_is_too_long_is_told_so_and_comes_back_whole(sqlite_register: object) -> None:
    written = "Det står fel. " * 400
    page = Client().post("/stammer-det-inte/", {"page": "/", "once": "a-key", "text": written}).content.decode()
    assert f"har {len(written.strip()):d} tecken och får ha högst" in page.replace("\xa0", "")
    assert written.strip() in page


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("long"))


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in form_routes()])
def test_no_browser_cuts_off_or_leaves_out_what_is_written(stage: Stage, route: Route) -> None:
    """What is pasted beyond a bound; «ca 12» in a box of type number; an address that a browser rewrites; and half a
    day in its calendar, which it holds back only where it may look at the form."""
    with stage.who_may(route) as (walker, address):
        page = (walker.browser() if walker else browser()).get(address)
        if page.status_code != 200 or page.streaming:
            return
        drawn = lxml.html.fromstring(page.content)
    assert set(drawn.xpath("//*[@maxlength]/@name")) <= QUESTIONS
    assert not drawn.xpath("//input[@type='number' or @type='email' or @type='url']")
    assert not drawn.xpath("//form[@novalidate]//input[@type='date']")


def test_the_control_django_tells_the_browser_so() -> None:
    assert 'maxlength="5"' in str(Grapes()["name"])
    assert [str(kind().widget.input_type) for kind in (forms.IntegerField, forms.EmailField)] == [
        "number",
        "email",
    ]
