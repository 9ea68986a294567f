"""Why a file that somebody sent cannot be read as our form, in one Swedish sentence."""

from nhv.rules.refusals import Refused


class PaperFault(Refused):
    """A file that is refused whole."""
