"""A page's form as a browser would send it, and as none does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

import lxml.html

from nhv.rules.access import PUBLIC
from tests.website.access_examples import OWN
from tests.website.access_walk import Route, all_routes

FORM = "application/x-www-form-urlencoded"

# What may be answered: done or shown again, kept without a word, seen elsewhere, cannot be read, may not, is not here,
# no such method, is otherwise now, too much, too often.
ANSWERS = {200, 204, 302, 303, 400, 403, 404, 405, 409, 413, 422, 429}

# Text where a number should be and the other way round, and what has broken a parser somewhere. As sent.
HOSTILE = {
    "nothing": b"",
    "long": b"a" * 60_000,
    "digits": b"9" * 5_000,
    "deep": b"[" * 10_000,
    "deep, closed": b"[" * 5_000 + b"]" * 5_000,
    "half a character": b"%ED%A0%80",
    "half a character in JSON": quote_plus('{"id": "\\ud800", "rawId": "\\ud800"}').encode(),
    "JSON of another shape": quote_plus('{"id": 1, "response": [], "type": {}}').encode(),
    "no sign": b"%00",
    "not our digits": quote_plus("٢٠٢٦-٠٣-٣١").encode(),
    "no number": b"NaN",
    "beyond numbers": b"1e999999",
    "below nothing": b"-1",
    "no day": b"2026-13-45",
    "lines": b"a%0D%0Ab%0D%0A%0D%0A",
    "quotes": quote_plus("'\"><script>{{7*7}}{% now %}").encode(),
    "in words": b"tre",
}
# Names that some page reads, besides those that stand on it.
NAMES = ("once", "revision", "answers", "why", "despite", "credential", "code", "login", "password", "next", "drawn",
         "version", "text", "day", "organisation", "role", "email", "unknown-field")  # fmt: skip


@dataclass(frozen=True)
class Form:
    """The fields of a page as they stand in it, with the first of its buttons; and the names of all its fields."""

    fields: tuple[tuple[str, str], ...]
    names: tuple[str, ...]

    def sent(self, **other: str) -> bytes:
        """As a browser sends it, with these instead."""
        kept = [(name, value) for name, value in self.fields if name not in other]
        return urlencode([*kept, *other.items()]).encode()

    @property
    def has_key(self) -> bool:
        """Whether it carries a key that lets it do its act once."""
        return "once" in self.names


def form_at(page: bytes, address: str) -> Form:
    """The form that is sent to this address, else all that the page has; nothing where there is no page."""
    if not page.lstrip().startswith(b"<"):
        return Form((), ())
    forms = [form for form in lxml.html.fromstring(page).forms if form.method.upper() == "POST"]
    own = [form for form in forms if (form.action or address).partition("#")[0] in (address, "")][:1]
    fields, names = [], []
    for form in own or forms[:1]:
        fields += [(name, str(value)) for name, value in form.form_values() if name != "csrfmiddlewaretoken"]
        buttons = form.xpath(".//button[@name] | .//input[@type='submit'][@name]")
        fields += [(button.get("name"), button.get("value", "")) for button in buttons[:1]]
    for form in forms:
        names += [name for name in form.xpath(".//@name") if name not in names and name != "csrfmiddlewaretoken"]
    return Form(tuple(fields), tuple(names))


def hostile(form: Form) -> Iterator[tuple[str, bytes]]:
    """Every hostile value in every field, and in one field of a form that else stands as it was; each field twice."""
    names = sorted({quote_plus(name) for name in (*form.names, *NAMES)})
    for number, (what, value) in enumerate(HOSTILE.items()):
        yield what, b"&".join(name.encode() + b"=" + value[: 3_000 if what == "long" else None] for name in names)
        if form.fields:
            name, _stands = form.fields[number % len(form.fields)]
            # Each with a key of its own: the same again would rightly be led where the first was.
            own = [(other, f"{stands}{number}" if other == "once" else stands) for other, stands in form.fields]
            others = urlencode([(other, stands) for other, stands in own if other != name])
            yield f"{what} in {name}", f"{others}&{quote_plus(name)}=".encode() + value
    yield "all twice", b"&".join(name.encode() + b"=1&" + name.encode() + b"=2" for name in names)
    yield "names alone", b"&".join(name.encode() for name in names)
    yield "no form at all", b"\xff\xfe%%%===&&&" * 50


def leads_to_a_door(location: str) -> bool:
    """Whether somebody is asked who they are, and nothing has been done yet."""
    return re.search(r"/konto/(logga-in|bekrafta|andra-steget)", location) is not None


def takes_a_form(route: Route) -> bool:
    """Whether something can be sent there."""
    if route.name.endswith("None") or not route.activities or route.needs("POST") is None:
        return False
    if route.activities == {PUBLIC}:
        return not route.arguments and bool(re.search("konto/|stammer-det-inte/", str(route.pattern.pattern)))
    # A passkey of one's own takes a real one: tests/journeys/test_passkeys.py.
    return not (route.name in OWN and route.arguments)


def forms() -> list[Route]:
    """Every route that takes a form."""
    return [route for route in all_routes() if takes_a_form(route)]
