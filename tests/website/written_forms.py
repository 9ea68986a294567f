"""The forms of a page, and something written in every field of one: for whoever asks what becomes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import lxml.html

from nhv.rules.access import PUBLIC
from nhv.website.unsent.keeping import SECRETS
from tests.website.access_examples import OWN
from tests.website.access_walk import protected_routes

NOT_WRITTEN = {"hidden", "password", "file", "submit", "button", "image", "reset"}

# The pages that may have forms.
PAGES = [
    route
    for route in protected_routes()
    if route.needs("GET") not in (None, PUBLIC)
    # It shows what waits, and is no form. A passkey of one's own takes a real one.
    and route.name != "unsent"
    and not (route.name in OWN and route.arguments)
]


@dataclass
class Filled:
    """A form as a person would send it. `written` is what they wrote or chose, by field; `carried` the rest."""

    action: str
    written: dict[str, list[str]] = field(default_factory=dict)
    carried: dict[str, list[str]] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, list[str]]:
        return {**self.carried, **self.written}


def forms_of(content: bytes) -> list[Any]:
    """The forms that somebody writes in. Those that ask for a secret are none of them."""
    document = lxml.html.document_fromstring(content.decode())
    return [form for form in document.forms if form.method == "POST" and _is_written_in(form)]


def forms_of_page(page: Any) -> list[Any]:
    """The same of what a server answered: nothing where it is no page."""
    is_page = page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    return forms_of(page.content) if is_page else []


def filled(form: Any, address: str) -> Filled:
    """Something written in every field, and every choice made anew."""
    made = Filled(urljoin(address, form.get("action") or address).partition("#")[0])
    for control in controls(form):
        name, kind = control.get("name"), control.get("type", "text") if control.tag == "input" else control.tag
        if kind == "hidden":
            made.carried.setdefault(name, []).append(control.get("value", ""))
        elif kind == "radio":
            made.written[name] = [control.get("value")]
        elif kind == "checkbox":
            _tick(made, control)
        elif kind == "select":
            options = [option.get("value", option.text_content()) for option in control.iter("option")]
            made.written[name] = options[-1:]
        elif kind not in NOT_WRITTEN:
            made.written.setdefault(name, []).append(_words(control, len(made.written)))
    return made


def stands(form: Any, written: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the fields of these names hold now."""
    found: dict[str, list[str]] = {name: [] for name in written}
    for control in controls(form):
        name, kind = control.get("name"), control.get("type", "")
        if name not in found:
            continue
        if kind in ("radio", "checkbox"):
            found[name] += [control.get("value", "on")] if control.get("checked") is not None else []
        elif control.tag == "textarea":
            # The first line break within a textarea is none of its text.
            found[name].append((control.text or "").removeprefix("\n"))
        else:
            # A list without anything to choose sends nothing.
            found[name] += [control.value or ""] if control.tag == "input" or control.value is not None else []
    return found


def controls(form: Any) -> Iterator[Any]:
    return (control for control in form.iter("input", "textarea", "select") if control.get("name"))


def _is_written_in(form: Any) -> bool:
    names = {control.get("name") for control in controls(form)}
    kinds = {control.get("type", "text") if control.tag == "input" else control.tag for control in controls(form)}
    return bool(kinds - NOT_WRITTEN) and not names & SECRETS and "password" not in kinds


def _tick(made: Filled, control: Any) -> None:
    """Every other box, so that one that was ticked is not, too."""
    values = made.written.setdefault(control.get("name"), [])
    if control.get("checked") is None:
        values.append(control.get("value", "on"))


def _words(control: Any, number: int) -> str:
    words = f"Skrivet {number} i ”{control.get('name')}” <åäö> & 'så'"
    return f"\n{words}\n\nen rad till" if control.tag == "textarea" else words
