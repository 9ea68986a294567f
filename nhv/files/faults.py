"""Why a file cannot be opened."""

from nhv.language.faults import Fault


class FileFault(Fault):
    """`str()` is what is wrong, and after the first full stop what to do about it."""

    @property
    def what(self) -> str:
        """What is wrong, as the first half of a sentence."""
        return _small(str(self).partition(". ")[0])

    @property
    def what_to_do(self) -> str:
        """What to do about it, as the second half."""
        return _small(str(self).partition(". ")[2].rstrip("."))


def _small(sentence: str) -> str:
    """«Filen är …» as it stands after other words; names keep their capital."""
    first = sentence.split(" ", 1)[0]
    return sentence if first.startswith(("Word-", "PDF-", "XML-")) else sentence[:1].lower() + sentence[1:]
