"""How an act says no, and how it says that nobody knows. One family, so that every room meets them alike.

Each is raised with a code, which means one thing for ever and which programs and tests compare, and with the Swedish
sentence that people read. What is below these rooms has faults of its own, made alike: `nhv.language.faults`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from nhv.language.faults import Fault

# Of each thing that a form carried so much is kept to be shown again.
MOST_SHOWN = 2_000


class Refused(Fault):
    """The act cannot be done. `str()` is a Swedish sentence fit to show: what, where, what to do."""


class NoRoom(Refused):
    """Nothing was kept, because the disk is full. The same words wherever it is met."""

    def __init__(self) -> None:
        super().__init__(
            "no_room", "Det finns inget utrymme kvar på servern, så inget är sparat. Försök igen om en stund."
        )


class OutcomeUnknown(Fault):
    """Nobody knows whether the act is kept: no receipt may be given. The act's idempotency key tells later."""

    def __init__(self) -> None:
        super().__init__(
            "outcome_unknown",
            "Utfallet är okänt: servern fick inget besked om att allt är sparat. Kontrollera ärendet eller skicka "
            "samma formulär igen; det blir aldrig två ärenden.",
        )


def refused_for(fault: Fault, kind: type[Refused] = Refused) -> Refused:
    """What is below these rooms could not be done, and so the act cannot: the same code and the same words."""
    return kind(fault.code, fault.words, **fault.told)


def unreadable_answer(question: str, fault: Fault) -> Refused:
    """What was given is no answer to the question, and this is why."""
    return Refused("answer_unreadable", "”{question}”: {fault}", question=question, fault=fault)


class OtherContent(Fault):
    """The form's key came before, with something else in it: what came first holds, and what comes now is not kept.

    `first` and `now` are what the form carried, by name; `first` may be cut short, or empty where it is not to be kept.
    `shown` is what the form itself calls each of its fields, and both as they stand on its page; it may say nothing.
    """

    shown: Mapping[str, tuple[str, str, str]] = MappingProxyType({})

    def __init__(self, *, first: Mapping[str, str], now: Mapping[str, str]) -> None:
        super().__init__(
            "form_sent_with_other_content",
            "Formuläret är redan skickat, med annat innehåll. Det som kom först gäller, och det som kom nu är inte "
            "sparat. Öppna sidan på nytt och skicka därifrån.",
        )
        self.first, self.now = first, now

    @property
    def differing(self) -> list[tuple[str, str, str]]:
        """Name, what came first and what came now, of all that is not the same."""
        names = dict.fromkeys((*self.now, *self.first))
        pairs = [(name, self.first.get(name, ""), self.now.get(name, "")) for name in names]
        return [(name, first, now) for name, first, now in pairs if first != now[:MOST_SHOWN]]
