"""What an act said no with: its code. The words are people's, and are looked at where words themselves are tried."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nhv.language.faults import Fault


@contextmanager
def refuses(*codes: str) -> Iterator[pytest.ExceptionInfo[Fault]]:
    """What is done within is refused, with this code or one of these."""
    with pytest.raises(Fault) as refused:
        yield refused
    assert refused.value.code in codes
