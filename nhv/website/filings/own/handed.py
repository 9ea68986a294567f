"""That somebody who writes has asked for it to be read through and sent, since it was last sent."""

from collections.abc import Iterable, Sequence

from nhv.accounts.deeds import Deed, newest_deeds
from nhv.filings.receiving import ACTS
from nhv.filings.tables import FilingBase

HANDED_OVER = "filing_handed_over"
_SENT = frozenset(ACTS.values())


def handed_over(filings: Iterable[FilingBase]) -> dict[str, Deed]:
    """Filing's key → that it was handed over, for those where nothing has been sent since. Three queries, or none."""
    keys = [filing.key for filing in filings]
    newest = newest_deeds("filing", keys, (HANDED_OVER, *_SENT)) if keys else {}
    return {key: deed for key, deed in newest.items() if deed.act == HANDED_OVER}


def newest_hand_over(deeds: Sequence[Deed]) -> Deed | None:
    """The same of one filing, from what has been done with it, the latest first."""
    newest = next((deed for deed in deeds if deed.act == HANDED_OVER or deed.act in _SENT), None)
    return newest if newest is not None and newest.act == HANDED_OVER else None
