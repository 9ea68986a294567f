"""The Word way: a form to fill in offline, and what becomes of it when it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhv.filings.acts.drafts import save_answers
from nhv.filings.acts.set_aside import WrittenClash
from nhv.filings.kinds import kind_of
from nhv.filings.tables import FilingBase
from nhv.filings.working_copy import Effective, effective, own_answers
from nhv.language.dates import date_in_words
from nhv.paper.filled_form import Properties, read_form, texts_of_form
from nhv.paper.returned_form import Returned, returned
from nhv.paper.word_form import form
from nhv.records.acts import one_transaction
from nhv.register.figures import FILE
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.answers import Change, changed, in_words
from nhv.specification.outline import Asked

MOST_BYTES = 10_000_000


@dataclass(frozen=True)
class ComeBack:
    """What came of a returned form: answers now changed, and clashes with what others have written."""

    changes: tuple[Change, ...]
    clashes: tuple[WrittenClash, ...]


def word_form(filing: FilingBase, title_facts: Sequence[tuple[str, str]]) -> bytes:
    """The form as .docx with what the region has answered, and what its hospital has attested beside it."""
    said = effective(filing)
    return form(
        said.outline,
        own_answers(filing),
        filing=filing.key,
        revision=filing.revision,
        version=str(filing.document.version) if filing.document else "",
        title_facts=title_facts,
        attested={asked.key: _attested(asked, said) for asked in said.outline.asked() if asked.key in said.inherited},
    )


def read_back(filing: FilingBase, data: bytes, title_facts: Sequence[tuple[str, str]] = ()) -> tuple[Returned, int]:
    """What a filled-in form would change, and the revision that it was made from. Nothing is kept. `title_facts` are
    those that a form made now begins with: by it is seen what somebody has written beside the fields.

    Raises Refused with one sentence for a file that is no form, or the form of another application.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    outline = filing.outline.outline
    filled = read_form(data, outline, texts_of_form(word_form(filing, title_facts)))
    revision = _check_same(filing, filled.properties)
    base = own_answers(filing, at_revision=revision)
    return returned(filled, outline, base=base, now=own_answers(filing)), revision


def take_back(
    *, filing: FilingBase, raw: Mapping[str, Any], revision: int, by: Actor, source: str = FILE.name
) -> ComeBack:
    """Save what a form, or another source, said that it did not say when it was made from this revision.

    What anybody has saved since is merged: of a question that two have answered, theirs stands until somebody chooses.
    """
    with one_transaction(type(filing)):
        before = own_answers(filing)
        saved = save_answers(filing=filing, raw=raw, seen_revision=revision, by=by, written_elsewhere=True)
        filing.refresh_from_db(fields=["revision"])
        kind_of(filing).came_from(filing, saved.kept, source)
        return ComeBack(changed(filing.outline.outline, before, own_answers(filing)), saved.clashes)


def _attested(asked: Asked, said: Effective) -> str:
    fact = said.inherited[asked.key]
    words, until = in_words(asked.question, fact.value), date_in_words(fact.valid_until)
    return f"Sjukhuset har intygat: {words}. Det gäller till och med {until}. Lämna fältet tomt om ni inget ändrar."


def too_large() -> Refused:
    """The file cannot be one of our forms."""
    return Refused(
        "form_too_large", "Filen är för stor för att vara formuläret. Ladda upp formuläret som ni hämtade här."
    )


def _check_same(filing: FilingBase, said: Properties) -> int:
    """The revision that the form was made from. Raises Refused unless it is this application's own form."""
    if said.filing is None or said.revision is None or said.outline is None:
        raise Refused(
            "form_without_properties",
            "Filen har tappat uppgiften om vilken ansökan den hör till. Hämta formuläret här på nytt, flytta över "
            "svaren och ladda upp det.",
        )
    if said.filing != filing.key:
        raise Refused(
            "form_of_another_application", "Filen är formuläret till en annan ansökan. Ladda upp den där i stället."
        )
    if said.outline != filing.outline_id or said.revision > filing.revision:
        raise Refused(
            "form_of_other_questions",
            "Filen har andra frågor än ansökan. Hämta formuläret på nytt, flytta över svaren och ladda upp.",
        )
    return said.revision
