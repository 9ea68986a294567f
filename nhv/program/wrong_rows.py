"""Where several rows of a file are wrong, each of the first ones is told in a line of its own."""

import sys
from pathlib import Path

from nhv.language.faults import Fault
from nhv.program.faults import InputFault, printable
from nhv.specification.rows import WrongRows

MOST_TOLD = 20


def refused(path: Path, fault: Fault) -> InputFault:
    """What a command ends with; the rows are told at once, on standard error."""
    if isinstance(fault, WrongRows) and len(fault.faults) > 1:
        for line, why in fault.faults[:MOST_TOLD]:
            print(f"rad {line}: {printable(str(why))}", file=sys.stderr)
    return InputFault(f"{path}: {fault}")
