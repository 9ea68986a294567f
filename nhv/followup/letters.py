"""Mails to the places of a round and to who sends for them: one to each person, with a line for each that is theirs."""

from collections.abc import Mapping
from functools import cache

from nhv.accounts import telling
from nhv.followup.models import Duty


def tell_places(
    activity: str,
    subject: str,
    said: Mapping[Duty, str],
    about: str,
    *,
    what: str = "Årsrapporten",
    page: str = "/arsrapporter/",
    kind: str = "annual_report_lacking",
) -> None:
    """One mail to each who may do this for a place or its holder, with a line about each of `what` that is theirs."""
    theirs = dict[tuple[str, str], list[str]]()
    at = cache(lambda key: telling.people_at(key, activity))
    for duty, words in said.items():
        line = f"{what} {duty.round.year} för {duty.document.name}, {duty.place.name}, {words}"
        for who in {*at(duty.place.key), *at(duty.holder.key)}:
            theirs.setdefault(who, []).append(line)
    for who, lines in theirs.items():
        text = "\n\n".join([*lines, telling.address(page)])
        telling.tell([who], kind=kind, subject=subject, text=f"{text}\n", about=about)
