"""A page with a form, and what was written in it before: put back, field by field. Knows nothing of whose it is."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

from nhv.accounts.unsent import Written
from nhv.website.unsent.drawn import NAME

# What a form carries for the program. The signs are new on each page.
SENT_AS = "sent_as"
# «12 kontakt»: the revision of the answers that a field is of, where that is not the page's.
SEEN = "seen"
# On a field that says what the page itself shows, to be signed or sent as it is read: the page's own always holds.
OF_THIS_PAGE = "data-of-this-page"
SIGNS = frozenset({"csrfmiddlewaretoken", NAME, "unsent", "unsent_action", SENT_AS})
MACHINERY = SIGNS | {
    "once",
    "revision",
    "window",
    SEEN,
    "drawn",
    "clash",
    "answers",
    "read",
    "next",
    "do",
    "go",
    "fact",
}
_BUTTONS = ("submit", "button", "image", "reset")
_NEVER = ("password", "file", *_BUTTONS)


class Page:
    """A page that is to be shown, as it can be filled in."""

    def __init__(self, content: bytes, address: str) -> None:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        self._document: Any = lxml.html.document_fromstring(content, parser=parser)
        self._address = address
        self._filled: list[Any] = []

    def form_for(self, written: Written) -> Any | None:
        """The form that was written in, as it stands on this page: sent to the same place, with most of its fields."""
        found = [(_fields_of(form, written), form) for form in self._document.forms if self._is_for(form, written)]
        most, form = max(found, key=lambda each: each[0], default=(0, None))
        return form if most else None

    def is_filled(self, written: Written) -> bool:
        """Whether its form has been filled in with something else."""
        return self.form_for(written) in self._filled

    def fill(self, written: Written, number: int) -> list[str]:
        """Put back what was written, and mark the form. Gives what has no field any more."""
        form = self.form_for(written)
        if form is None:
            return texts(written)
        self._filled.append(form)
        left = _fill(form, {name: list(values) for name, values in written.fields.items()})
        self.mark(written, number)
        return left

    def mark(self, written: Written, number: int) -> None:
        """Let the form say that it is one that waits, so that it waits no longer when it is received."""
        form = self.form_for(written)
        if form is not None:
            form.append(lxml.html.fromstring(f'<input type="hidden" name="unsent" value="{number:d}">'))

    def machinery(self, written: Written) -> dict[str, list[str]]:
        """What the form carries for the program on this page, by name."""
        form = self.form_for(written)
        carried = [one for one in _controls(form) if one.get("type") == "hidden"] if form is not None else []
        names = {one.get("name") for one in carried} & MACHINERY - SIGNS
        return {name: [one.get("value", "") for one in carried if one.get("name") == name] for name in names}

    def say(self, notice: str) -> None:
        """Put words above what stands on the page."""
        for place in self._document.find_class("nhsuk-main-wrapper")[:1]:
            place.insert(0, lxml.html.fragment_fromstring(notice, create_parent="div"))

    @property
    def content(self) -> bytes:
        return bytes(lxml.html.tostring(self._document, doctype="<!doctype html>", encoding="utf-8"))

    def _is_for(self, form: Any, written: Written) -> bool:
        if form.get("method", "").casefold() != "post":
            return False
        return where(urljoin(self._address, form.get("action") or self._address)) == where(written.action)


def where(address: str) -> str:
    """The path of an address, the same in both languages."""
    path = urlsplit(address).path
    return path.removeprefix("/en") if path.startswith("/en/") else path


def texts(written: Written) -> list[str]:
    """What somebody has written, without what the form itself carries."""
    return [value for name, values in written.fields.items() if name not in MACHINERY for value in values if value]


def _fields_of(form: Any, written: Written) -> int:
    """How many of the fields of a writing are fields here; nothing when none can be seen. A hidden one that says the
    same counts too: several forms of a page may differ in that alone."""
    seen = {control.get("name") for control in _controls(form) if control.get("type") not in ("hidden", *_NEVER)}
    same = {
        control.get("name")
        for control in _controls(form)
        if control.get("type") == "hidden" and control.get("value") in written.fields.get(control.get("name"), ())
    }
    both = seen & written.fields.keys()
    return len(both) + len(same - MACHINERY) if both else 0


def _controls(form: Any) -> Iterator[Any]:
    return (control for control in form.iter("input", "textarea", "select") if control.get("name"))


def _fill(form: Any, values: dict[str, list[str]]) -> list[str]:
    controls = list(_controls(form))
    names = [control.get("name") for control in controls]
    buttons = {button.get("name") for button in form.iter("button")}
    left = {name: given for name, given in values.items() if name not in MACHINERY | buttons}
    drawn = values.get("drawn")
    for control in controls:
        name, kind = control.get("name"), control.get("type", "")
        if (
            kind in _NEVER
            or name in SIGNS
            or OF_THIS_PAGE in control.attrib
            or (kind == "hidden" and names.count(name) > 1)
        ):
            continue
        if drawn and name not in values and name.partition(".")[0] not in drawn:
            # Another question of the page, which was saved: it stands as it does.
            continue
        if kind in ("radio", "checkbox"):
            _check(control, values.get(name, []), left.get(name, []))
        elif values.get(name):
            _write(control, values[name], left.get(name, []))
    if SEEN not in names:
        for said in values.get(SEEN, []):
            etree.SubElement(form, "input", type="hidden", name=SEEN, value=said)
    return [value for given in left.values() for value in given if value]


def _check(control: Any, values: list[str], left: list[str]) -> None:
    value = control.get("value", "on")
    control.attrib.pop("checked", None)
    if value in values:
        control.set("checked", "")
        _show(control)
        if value in left:
            left.remove(value)


def _write(control: Any, values: list[str], left: list[str]) -> None:
    """One of the values; of several fields of the same name each takes its own."""
    if control.tag == "select":
        for option in control.iter("option"):
            option.attrib.pop("selected", None)
            value = option.get("value", option.text_content())
            if value in values:
                option.set("selected", "")
                _forget(left, value)
        return
    value = values.pop(0)
    _forget(left, value)
    if control.tag == "textarea":
        # The first line break within a textarea is none of its text.
        control.text = f"\n{value}"
    else:
        control.set("value", value)
    if value and control.get("type") != "hidden":
        _show(control)


def _forget(left: list[str], value: str) -> None:
    if value in left:
        left.remove(value)


def _show(control: Any) -> None:
    """What is folded away is folded up: nobody is to send what they do not see."""
    for details in control.iterancestors("details"):
        details.set("open", "")
