"""What an act said no with: its code. The words are people's, and are looked at where words themselves are tried."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nhv.language.faults import Fault
from nhv.website.sentences import names_in, sentences


@contextmanager
def refuses(*codes: str) -> Iterator[pytest.ExceptionInfo[Fault]]:
    """What is done within is refused, with this code or one of these."""
    with pytest.raises(Fault) as refused:
        yield refused
    assert refused.value.code in codes


def is_told(code: str, page: str) -> bool:
    """Whether the refusal with this code stands in Swedish in the text of a page, whatever values it was told with."""
    words = next(sentence.words for sentence in sentences() if sentence.code == code)
    pattern = re.escape(words)
    for name in names_in(words):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), ".+?")
    return re.search(pattern, page) is not None
