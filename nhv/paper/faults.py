"""Why a file that somebody sent cannot be read as our form, in one Swedish sentence."""


class PaperFault(Exception):
    """A file that is refused whole. `str()` is one sentence fit to show."""
