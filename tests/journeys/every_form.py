"""A form of a page, as a browser shows it: written in, left in every way that one can leave it, and looked at again."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from nhv.accounts.models import User
from tests.journeys.two_browsers import Window, is_signed_out, no_page_came, send, signs_in, text
from tests.support.line import Line
from tests.support.patience import until

# The forms in which one writes, as the script of every page finds them.
_FORM = "const form = typeof written === 'function' ? written()[args[0]] : undefined;"
# Something in every field, and another choice wherever there is one, as by somebody's hand.
_WRITE = f"""{_FORM}
for (const [number, field] of fieldsOf(form).entries()) {{
  if (field.type === 'checkbox') field.checked = !field.checked;
  else if (field.type === 'radio') field.checked = true;
  else if (field.options) field.selectedIndex = field.options.length - 1;
  else if (field.type === 'date') field.value = '2031-05-17';
  else if (field.type === 'number' || field.inputMode === 'numeric') field.value = String(number + 1);
  else field.value = `${{args[1]}} ${{number}} <åäö>${{field.tagName === 'TEXTAREA' ? '\\n\\nen rad till' : ''}}`;
  field.dispatchEvent(new Event('input', {{bubbles: true}}));
}}"""
_STANDS = f"""{_FORM}
return form ? fieldsOf(form).map((field) => [field.name, field.value, field.checked ?? null]) : [];"""
# What waits in the window is put in by a press.
_PUT_IN = f"""{_FORM}
form?.querySelectorAll('.nhv-kept button[type=button]').forEach((button) => button.click());"""
_HOW_MANY = "return typeof written === 'function' ? written().length : 0"
_FORGET = "sessionStorage.clear()"

Field = tuple[str, str, bool | None]


@dataclass
class Tried:
    """A form (by its place among those of its page that one writes in) before somebody who is signed in."""

    shown: Window
    line: Line
    user: User
    address: str
    number: int

    def writes(self, words: str = "Skrivet") -> list[Field]:
        """Fill in the form of this page. Gives what then stands there."""
        assert self.shown.run(f"{_FORM} return Boolean(form)", self.number), f"no form to write in: {text(self.shown)}"
        self.shown.run(_WRITE, self.number, words)
        return self.stands()

    def stands(self) -> list[Field]:
        return [tuple(field) for field in self.shown.run(_STANDS, self.number)]

    def opens(self) -> None:
        self.shown.go(self.address)

    def sends(self) -> None:
        self.shown.run(f"{_FORM} form.dataset.tried = args[0]", self.number)
        send(self.shown, f"[data-tried='{self.number}']")

    def sends_in_vain(self) -> None:
        self.shown.run(f"{_FORM} form.noValidate = true; form.requestSubmit()", self.number)
        # Not before the browser has given up: what it still tries may come through later.
        until(lambda: no_page_came(self.shown), else_say="the browser does not say that no page came")

    def has_again(self) -> list[Field]:
        """What stands in the form when all that the page offers is put in."""
        self.shown.run(_PUT_IN, self.number)
        return self.stands()

    def forgets(self) -> None:
        """Nothing of it waits in the window any more."""
        self.opens()
        self.shown.run(_FORGET)


def forms_on(shown: Window, address: str) -> int:
    """How many forms of the page one writes in."""
    shown.go(address)
    return int(shown.run(_HOW_MANY))


# --- The ways to leave a form that is not sent: each gives what was written -----------------------------


def left_and_opened_again(form: Tried) -> list[Field]:
    """The page is left while one writes."""
    form.opens()
    wrote = form.writes()
    form.opens()
    return wrote


def left_and_come_back_to(form: Tried) -> list[Field]:
    """By the browser's own button."""
    form.opens()
    wrote = form.writes()
    form.shown.go("/tillganglighet/")
    form.shown.back()
    return wrote


def sent_when_the_session_has_ended(form: Tried) -> list[Field]:
    """And its writer signs in again."""
    form.opens()
    wrote = form.writes()
    is_signed_out(form.shown)
    form.sends()
    assert "Logga in och fortsätt med det du skrev" in text(form.shown), text(form.shown)
    signs_in(form.shown, form.user)
    form.opens()
    return wrote


def sent_with_an_old_sign(form: Tried) -> list[Field]:
    """The page refuses, and leads back."""
    form.opens()
    wrote = form.writes()
    form.shown.run(f"{_FORM} form.elements.csrfmiddlewaretoken.value = 'a'.repeat(64)", form.number)
    form.sends()
    assert "Formuläret är för gammalt" in text(form.shown), text(form.shown)
    form.opens()
    return wrote


def sent_when_the_line_is_down(form: Tried) -> list[Field]:
    """The browser says that no page came; and it is opened again when the line is up."""
    form.opens()
    wrote = form.writes()
    form.line.goes_down()
    form.sends_in_vain()
    form.line.comes_up()
    form.opens()
    return wrote


def lost(way: Callable[[Tried], list[Field]], form: Tried) -> list[Any]:
    """What was written and does not come back when the form is left in this way; or what was met instead."""
    try:
        wrote = way(form)
    except AssertionError as met:
        return [str(met)]
    return _differing(wrote, form.has_again())


def lost_of_two_tabs(form: Tried) -> list[Any]:
    """What was written in either of two tabs and neither stands in the form nor beside it."""
    form.opens()
    form.shown.other_tab()
    form.opens()
    form.shown.other_tab()
    one = form.writes("Ena")
    form.shown.other_tab()
    other = form.writes("Andra")
    form.shown.close_tab()
    form.shown.other_tab()
    form.shown.close_tab()
    left: list[Any] = []

    def is_there() -> bool:
        form.opens()
        left[:] = _missing(form, one, other)
        return not left

    with suppress(AssertionError):
        until(is_there)
    return left


def _missing(form: Tried, one: list[Field], other: list[Field]) -> list[Any]:
    """What stands neither in the form nor beside it. What a closed tab has sent may be on its way."""
    names = {name for name, _value, _checked in one}
    # What asks which of two is to stand has come since.
    now = [field for field in form.has_again() if field[0] in names]
    beside = one if now == other else other
    page = form.shown.run("return document.body.textContent")
    return _differing(one if beside is other else other, now) + [
        value for _name, value, _checked in beside if value.startswith(("Ena", "Andra")) and value not in page
    ]


def _differing(wrote: list[Field], now: list[Field]) -> list[Any]:
    return [] if now == wrote else list(zip_longest(wrote, now))


# The way, in words → what is lost by it.
WAYS: dict[str, Callable[[Tried], list[Any]]] = {
    way.__name__: partial(lost, way)
    for way in (
        left_and_opened_again,
        left_and_come_back_to,
        sent_when_the_session_has_ended,
        sent_with_an_old_sign,
        sent_when_the_line_is_down,
    )
} | {"written_in_two_tabs": lost_of_two_tabs}
