"""Handing a working copy over: who writes asks those who may send it to read it through."""

from nhv.filings.acts.moving import check_step, locked
from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import FilingBase
from nhv.filings.telling import tell_owner
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor


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
