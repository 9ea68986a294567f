"""What stands in a document can be written in the forms of its group: every decided field of every bundled area, and
one area from nothing, as its group would write it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhv.process.cases.acts import begin_review, open_case
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.groups.acts import declare
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.area import Area
from nhv.specification.drafting import LISTS
from nhv.specification.layers import decided
from nhv.specification.parts import Frozen
from nhv.specification.toml import read_area_file
from nhv.website.group.part_forms import FORMS, HeadForm, HeadingsForm, form_of_new, kind_of
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation, signed_in

US = Actor("program", "test")
GROUP = "gruppen"
OESOPHAGUS = "viss-avancerad-esofaguskirurgi"
# Not the wording of a part: its key, where it stands, what the decision puts on it; and to which area one turns.
OTHERWISE = {"key", "stage", "areas"}
# Of the document itself: what is decided with it, and not written by its group.
OF_THE_DECISION = {"decision", "in_force_from", "in_force_until", "condition_groups", *LISTS}
FOLDER = Path(__file__).parents[2] / "areas"
DOCUMENTS = {path.stem: path for path in sorted(FOLDER.glob("*.toml")) if path.stem not in ("general", "organisations")}


def document(name: str) -> Area:
    return read_area_file(DOCUMENTS[name].read_text(encoding="utf-8")).area


def as_sent(form: Any) -> dict[str, Any]:
    """What a browser would send of a form that is opened and sent again as it stands."""
    sent = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False and value != "":
            sent[name] = value if isinstance(value, (list, str)) else str(value)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in sent.items()}


def wording(part: dict[str, Any]) -> dict[str, Any]:
    """The decided fields of a part by itself, without those that stand in it. An empty field is no field."""
    return {name: value for name, value in part.items() if name not in OTHERWISE | {"criteria"} and value}


def plain_parts(area: Area) -> Iterator[tuple[Frozen, dict[str, Any]]]:
    """Every part with its decided layer, in reading order."""
    by_key = dict(area.keyed())

    def found(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, list):
            for one in value:
                yield from found(one)
        elif isinstance(value, dict):
            if value.get("key") in by_key:
                yield value
            for inner in value.values():
                yield from found(inner)

    for plain in found(list(decided(area).values())):
        yield by_key[plain["key"]], plain


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_decided_field_of_a_part_stands_in_its_form(name):
    area = document(name)
    for part, plain in plain_parts(area):
        shown = FORMS[kind_of(part)](None, area=area, seen=0, part=part)
        sent = FORMS[kind_of(part)](as_sent(shown), area=area, seen=0, part=part)
        assert sent.is_valid(), (plain["key"], sent.errors)
        fields = type(part).model_fields
        editorial = {"question", "belongs_to"}
        said = {name: v for name, v in sent.said.items() if name not in editorial and v != fields[name].default}
        expected = {field: value for field, value in wording(plain).items() if field != "points"}
        assert wording(said) == expected, plain["key"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_decided_field_of_the_document_itself_stands_in_a_form(name):
    area = document(name)
    head = HeadForm(as_sent(HeadForm(None, area=area, seen=0)), area=area, seen=0)
    headings = HeadingsForm(as_sent(HeadingsForm(None, area=area, seen=0)), area=area, seen=0)
    assert head.is_valid(), head.errors
    assert headings.is_valid(), headings.errors
    plain = decided(area)
    assert wording(head.said) == {k: v for k, v in wording(plain).items() if k not in OF_THE_DECISION}
    order = list(headings.groups)
    groups = sorted(plain.get("condition_groups", []), key=lambda one: order.index(one["group"]))
    assert (headings.said["condition_groups"] or []) == groups


class Writer:
    """A member of the group, at the pages of the text."""

    def __init__(self) -> None:
        self.case = open_case(title="Nytt område", by=US, now=timezone.now(), once_key=once())
        begin_review(case=self.case, group=an_organisation(GROUP, "group"), by=US)
        person = a_person(Role.EXPERT, GROUP)
        declare(case=self.case, interests="", nothing=True, by=actor(person), now=timezone.now())
        self.client, self.sent = signed_in(Client(), person), 0
        self.keys: dict[str, str] = {}

    @property
    def area(self) -> Area:
        return drafted_at(self.case, latest_number(self.case)).area

    def sends(self, route: str, *arguments: str, form: Any, **query: str) -> None:
        said = {**as_sent(form), "seen": str(latest_number(self.case)), "once": once()}
        said = {name: self._own(name, value) for name, value in said.items()}
        address = reverse(route, args=[self.case.key, *arguments], query=query)
        answer = self.client.post(address, said)
        assert answer.status_code == 302, (said, answer.text)
        self.sent += 1

    def adds(self, area: Area, part: Frozen, under: str = "") -> None:
        kind, before = kind_of(part), {key for key, _part in self.area.keyed()}
        form = FORMS[kind](None, area=area, seen=0, part=part)
        fitting = form_of_new(kind)(None, area=area, seen=0)
        form.fields = {name: field for name, field in form.fields.items() if name in fitting.fields}
        self.sends("group-text-add", kind, form=form, **({"under": self.keys[under]} if under else {}))
        (self.keys[part.key],) = {key for key, _part in self.area.keyed()} - before
        for inner in (*getattr(part, "points", ()), *getattr(part, "criteria", ())):
            self.adds(area, inner, under=part.key)

    def _own(self, name: str, value: Any) -> Any:
        """The keys that the parts were given here, where a field points to one."""
        if name in {"may_be_brought_to", "points"}:
            return [self.keys[key] for key in value] if isinstance(value, list) else self.keys[value]
        return value


def without_keys(area: Area) -> dict[str, Any]:
    """The decided layer with the number of each part for its key, which is what its first wording made it."""
    number = {key: f"del {place}" for place, (key, _part) in enumerate(area.keyed())}

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: told(one) for name, one in value.items() if name not in {"stage"}}
        if isinstance(value, list):
            return [told(one) for one in value]
        return number.get(value, value) if isinstance(value, str) else value

    plain = {name: value for name, value in decided(area).items() if name not in {"key", "decision", "in_force_from"}}
    return told(plain)


def test_an_area_is_written_from_nothing_and_says_all_that_its_document_says(register):
    wanted, writer = document(OESOPHAGUS), Writer()
    writer.sends("group-text-head", form=HeadForm(None, area=wanted, seen=0))
    writer.sends("group-text-headings", form=HeadingsForm(None, area=wanted, seen=0))
    begun = writer.area.scope[0].key
    for name in ("scope", "clarifications", "pathways", "exclusions", "sub_permits", "conditions", "measures"):
        for part in getattr(wanted, name):
            writer.adds(wanted, part)
    # The group that every new text begins with.
    address = reverse("group-text-press", args=[writer.case.key, begun, "bort"])
    writer.client.post(address, {"once": once()})
    assert without_keys(writer.area) == without_keys(wanted)
    # One press to open each form and one to send it.
    assert writer.sent == 2 + sum(1 for _part in wanted.keyed())
