"""The same form in two windows, refused and mended, filled in again: each thing written waits once, none is lost."""

from typing import Any

import pytest
from django.test import Client

from nhv.accounts.models import UnsentForm, User
from nhv.accounts.unsent import RECEIVED
from nhv.process.models import CallQuestion
from nhv.website.unsent.drawn import NAME
from nhv.website.unsent.filling import MACHINERY
from nhv.website.unsent.keeping import RECEIVED as TOLD
from tests.support.calls import an_applicant, an_open_call
from tests.support.people import signed_in
from tests.website.written_forms import Filled, filled, forms_of_page

WAIT = "/konto/oskickat/vanta/"


class Writer:
    """Somebody who asks a question of a call, in one browser."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.browser = signed_in(Client(enforce_csrf_checks=True), user)
        self.address = f"/utlysningar/{an_open_call().key}/fraga/"

    def opens(self) -> Any:
        """The form as it is drawn now."""
        (form,) = forms_of_page(self.browser.get(self.address))
        return form

    def writes(self, form: Any, words: str, **also: str) -> Filled:
        """The form with these words, which wait as a script lets them."""
        made = filled(form, self.address)
        made.written["question"] = [words]
        made.carried |= {name: [value] for name, value in also.items()}
        return made

    def lets_wait(self, made: Filled) -> None:
        assert self.browser.post(WAIT, made.body | {"unsent_action": made.action}).status_code == 204

    def sends(self, made: Filled) -> Any:
        return self.browser.post(made.action, made.body)

    @property
    def page(self) -> str:
        return self.browser.get(self.address).content.decode()

    @property
    def field(self) -> str:
        return str(self.opens().fields["question"]).strip()


@pytest.fixture
def anna(register: str) -> Writer:
    return Writer(an_applicant())


def waiting() -> int:
    return UnsentForm.objects.exclude(content=RECEIVED).count()


def asked() -> list[str]:
    return [one.question for one in CallQuestion.objects.order_by("pk")]


def test_what_was_written_in_two_windows_waits_in_both(anna: Writer) -> None:
    first, second = anna.opens(), anna.opens()
    anna.lets_wait(anna.writes(first, "I det ena fönstret"))
    anna.lets_wait(anna.writes(second, "I det andra fönstret"))
    assert anna.field == "I det andra fönstret"
    assert "I det ena fönstret" in anna.page and "men inte sist" in anna.page
    anna.sends(anna.writes(anna.opens(), "I det andra fönstret"))
    assert asked() == ["I det andra fönstret"]
    assert anna.field == "I det ena fönstret" and "men inte sist" not in anna.page


def test_what_was_refused_waits_and_what_is_mended_lets_it_go(anna: Writer) -> None:
    too_long = "Får två sjukhus dela? " * 2_000
    anna.lets_wait(made := anna.writes(anna.opens(), too_long))
    refused = anna.sends(made)
    assert asked() == []
    assert anna.field == too_long.strip(), "the page that refuses was left"
    (again,) = forms_of_page(refused)
    anna.lets_wait(mended := anna.writes(again, "Får två sjukhus dela?"))
    assert waiting() == 1, "what is mended waits beside what was refused"
    anna.sends(mended)
    assert asked() == ["Får två sjukhus dela?"]
    assert (anna.field, waiting()) == ("", 0)


def test_what_is_written_on_in_a_form_that_was_filled_in_waits_once(anna: Writer) -> None:
    anna.lets_wait(anna.writes(anna.opens(), "Får två"))
    anna.lets_wait(anna.writes(anna.opens(), "Får två sjukhus dela?"))
    assert (anna.field, waiting()) == ("Får två sjukhus dela?", 1)


@pytest.mark.parametrize("waited_before", [True, False])
def test_what_comes_to_wait_after_the_form_itself_does_not_come_back(anna: Writer, waited_before: bool) -> None:
    made = anna.writes(anna.opens(), "Får två sjukhus dela?")
    if waited_before:
        anna.lets_wait(made)
    anna.sends(anna.writes(anna.opens(), "En annan fråga"))
    # As the script does that has sent something to wait.
    made.carried["unsent"] = ["0"]
    anna.sends(made)
    made.carried.pop("unsent")
    anna.lets_wait(made)
    assert asked() == ["En annan fråga", "Får två sjukhus dela?"]
    assert (anna.field, waiting()) == ("", 0)


def test_many_forms_that_were_sent_push_out_nothing_that_waits(anna: Writer) -> None:
    anna.lets_wait(anna.writes(anna.opens(), "Det som väntar"))
    for number in range(25):
        form = filled(anna.opens(), anna.address)
        anna.sends(Filled(form.action, {"question": [f"Fråga {number}"]}, form.carried | {"unsent": ["0"]}))
    assert len(asked()) == 25
    assert anna.field == "Det som väntar"
    assert UnsentForm.objects.filter(content=RECEIVED).count() <= 20


@pytest.mark.parametrize("is_opened_again", [True, False])
def test_a_box_that_is_no_longer_ticked_waits_no_longer(anna: Writer, is_opened_again: bool) -> None:
    """A browser sends nothing of such a box. What waits from another window stays."""
    anna.lets_wait(made := anna.writes(anna.opens(), "on"))
    other = anna.writes(anna.opens(), "I det andra fönstret")
    other.carried.pop("unsent")
    anna.lets_wait(other)
    assert waiting() == 2
    if is_opened_again:
        made.carried[NAME] = [anna.opens().fields[NAME]]
        made.carried["unsent"] = [str(UnsentForm.objects.order_by("pk").values_list("pk", flat=True)[0])]
    made.written = {}
    made.carried = {name: values for name, values in made.carried.items() if name in MACHINERY}
    anna.lets_wait(made)
    assert (anna.field, waiting()) == ("I det andra fönstret", 1)


def test_a_window_that_names_a_sending_twice_is_told_of_the_last(anna: Writer) -> None:
    """As one of an older release did, whose form was sent to be looked at before it was saved."""
    made = anna.writes(anna.opens(), "Får två sjukhus dela?")
    made.carried |= {"sent_as": ["1" * 16, "2" * 16]}
    assert anna.sends(made).status_code == 302
    assert asked() == ["Får två sjukhus dela?"]
    assert "2" * 16 in anna.browser.get(anna.address).wsgi_request.COOKIES[TOLD]
