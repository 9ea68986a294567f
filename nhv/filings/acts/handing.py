"""Handing a working copy over: who writes asks those who may send it to read it through, and who may send it asks who
must choose between two answers to do so."""

from nhv.filings.acts.moving import check_step, locked
from nhv.filings.acts.set_aside import waiting
from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import FilingBase
from nhv.filings.telling import ask_people, tell_owner
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def hand_over(*, filing: FilingBase, by: Actor) -> FilingBase:
    """Tell those who may send that it is ready to be read through. Once for each revision; nothing is locked by it, and
    the authority learns nothing. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        check_step(filing, "save", by=by)
        diary = cabinet_of(filing).memory.diary
        diary.record("filing_handed_over", kind="filing", key=filing.key, by=by)
        tell_owner(filing, "hand_over", about=f"ready:{filing.revision}")
        return filing


def ask_to_choose(*, filing: FilingBase, by: Actor) -> FilingBase:
    """Tell those whose later answers wait for a choice that somebody waits for theirs. Once for each revision, and
    never oneself. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        check_step(filing, "save", by=by)
        asked = {one.written_by for one in waiting(filing)} - {str(by)}
        if not asked:
            raise Refused("no_choice_waits", "Ingen annan har ett svar som väntar på ett val.")
        diary = cabinet_of(filing).memory.diary
        diary.record("filing_choice_asked_for", kind="filing", key=filing.key, by=by)
        ask_people(filing, asked, about=f"choice:{filing.revision}")
        return filing
