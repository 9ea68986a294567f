"""The part of a motion that is about conditions: which are changed, struck or added, and how it is said."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.derived.board_minutes import change_in_words
from nhv.process.weighing.models import MOST_WORDS
from nhv.register.models import Call
from nhv.specification.area import Area
from nhv.specification.motion import ForCondition
from nhv.specification.motion import Motion as Said
from nhv.website.act_forms import ParagraphsField
from nhv.website.refusals import with_originals
from nhv.website.words import CONDITION_GROUPS, FORCES

CHANGED_AT_ONCE, ADDED_AT_ONCE = 3, 2
MOST_SHOWN = 120
YES, NO = "yes", "no"
STRICTER = gettext_lazy("Begär den nya lydelsen mer än vad som är utlyst, eller än vad de sökande har hörts om?")
UNSAID = gettext_lazy("Säg om den nya lydelsen begär mer. Gör den det hörs de sökande innan nämnden beslutar.")

Fields = Iterator[tuple[str, forms.Field]]


class Changes:
    """The rows of a motion's form that are about conditions: as many as there were in the motion it begins with, and at
    least a few."""

    def __init__(self, area: Area, begun: Said | None) -> None:
        said = begun.conditions if begun else ()
        self._area = area
        self._old = [one for one in said if one.change != "add"]
        self._new = [one for one in said if one.change == "add"]
        self._changed = range(max(CHANGED_AT_ONCE, len(self._old)))
        self._added = range(max(ADDED_AT_ONCE, len(self._new)))

    def fields(self) -> Fields:
        """All of them, in their order."""
        for number in self._changed:
            yield from self._of_changed(number)
        for number in self._added:
            yield from self._of_added(number)

    def initial(self) -> dict[str, Any]:
        """What the motion that it begins with says."""
        begun: dict[str, Any] = {}
        for number, one in enumerate(self._old):
            begun |= {f"condition-{number}": one.key, f"text-{number}": one.text, f"because-{number}": one.why}
            if one.stricter is not None:
                begun[f"stricter-{number}"] = YES if one.stricter else NO
        for number, one in enumerate(self._new):
            begun |= {f"new-{number}": one.text, f"new-group-{number}": one.group, f"new-force-{number}": one.force}
            begun[f"new-because-{number}"] = one.why
        return begun

    def unsaid(self, said: dict[str, Any]) -> list[str]:
        """The fields that have to be answered and are not: whether a new wording asks for more."""
        return [
            f"stricter-{number}"
            for number in self._changed
            if said.get(f"condition-{number}") and said.get(f"text-{number}") and not said.get(f"stricter-{number}")
        ]

    def said(self, said: dict[str, Any]) -> Iterator[ForCondition]:
        """What was filled in. Raises ValidationError of pydantic's for a change without its reason."""
        for number in self._changed:
            if key := said.get(f"condition-{number}"):
                text, more = said.get(f"text-{number}") or None, said.get(f"stricter-{number}")
                yield ForCondition.model_validate(
                    {
                        "key": key,
                        "change": "adjust" if text else "strike",
                        "text": text,
                        "stricter": more == YES if text and more else None,
                        "why": said.get(f"because-{number}"),
                    }
                )
        for number in self._added:
            if text := said.get(f"new-{number}"):
                yield ForCondition.model_validate(
                    {
                        "key": "",
                        "change": "add",
                        "text": text,
                        "group": said.get(f"new-group-{number}"),
                        "force": said.get(f"new-force-{number}"),
                        "why": said.get(f"new-because-{number}"),
                    }
                )

    def _of_changed(self, number: int) -> Fields:
        conditions = [("", "–"), *((one.key, one.text[:MOST_SHOWN]) for one in self._area.conditions)]
        label = _("Villkor som ändras, %(number)s (frivilligt)") % {"number": number + 1}
        yield f"condition-{number}", forms.ChoiceField(label=label, choices=conditions, required=False)
        yield f"text-{number}", _words(gettext_lazy("Ny lydelse; tom om villkoret stryks"))
        yield (
            f"stricter-{number}",
            forms.ChoiceField(
                label=STRICTER,
                required=False,
                widget=forms.RadioSelect,
                choices=[(YES, gettext_lazy("Ja, de sökande hörs först")), (NO, gettext_lazy("Nej"))],
            ),
        )
        yield f"because-{number}", _words(gettext_lazy("Varför villkoret ändras"))

    def _of_added(self, number: int) -> Fields:
        yield (
            f"new-{number}",
            _words(_("Nytt villkor %(number)s, som de sökande hörs om först (frivilligt)") % {"number": number + 1}),
        )
        yield f"new-group-{number}", _choice(gettext_lazy("Det nya villkorets slag"), CONDITION_GROUPS, "other")
        yield f"new-force-{number}", _choice(gettext_lazy("Det nya villkorets styrka"), FORCES, "must")
        yield f"new-because-{number}", _words(gettext_lazy("Varför villkoret läggs till"))


def sentences_of(changes: Iterable[ForCondition], call: Call) -> list[tuple[ForCondition, SafeString]]:
    """Each change with what it says in the reader's language, without why."""
    stands = {one.key: one.text for one in call.document.specification.conditions}
    return [(one, with_originals(change_in_words(one, stands))) for one in changes]


def _words(label: Any) -> forms.Field:
    return ParagraphsField(label=label, rows=2, required=False, max_length=MOST_WORDS)


def _choice(label: Any, words: Any, first: str) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=list(words.items()), initial=first)
