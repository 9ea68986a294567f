"""Files that people send: words found, told and lost in every kind of place, and what the worst file takes.

Run: python -m benchmarks files
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nhv.reading.result import read_document
from tests.reading.test_bad_files import BAD
from tests.reading.test_every_place import FILES, PAGE


def main(say: Callable[[str], None] = print) -> None:
    """A line for each format, and one for the worst file."""
    made = {name: make(PAGE) for name, (make, _tokens) in FILES.items()}
    for name, (_make, tokens) in FILES.items():
        reading = read_document(made[name], name)
        running = "\n".join(line.text for line in reading.lines if not line.place)
        told = "\n".join([*(line.text for line in reading.lines if line.place), *(one.why for one in reading.doubts)])
        found = {kind for kind, token in tokens.items() if token in running}
        apart = {kind for kind, token in tokens.items() if kind not in found and token in told}
        lost = tokens.keys() - found - apart
        named = f" ({', '.join(sorted(lost))})" if lost else ""
        say(f"{name}: {len(tokens)} places, {len(found)} found, {len(apart)} told, {len(lost)} lost{named}")
    files = made | {name: data for name, (data, _why) in BAD.items()}
    with tempfile.TemporaryDirectory() as folder:
        taken = {name: _taken(Path(folder) / name, data) for name, data in files.items()}
    slowest = max(taken, key=lambda name: taken[name][0])
    largest = max(taken, key=lambda name: taken[name][1])
    say(
        f"of {len(taken)} files the slowest took {taken[slowest][0]:.1f} s ({slowest}), "
        f"the largest {taken[largest][1]} MB ({largest})"
    )


def _taken(path: Path, data: bytes) -> tuple[float, int]:
    """Seconds of work and the most MB of a process that reads the file, with the processes that it starts."""
    path.write_bytes(data)
    command = [sys.executable, "-c", _READ, str(path)]
    started = time.process_time()
    process = os.posix_spawn(sys.executable, command, os.environ)
    _pid, _status, usage = os.wait4(process, 0)
    return usage.ru_utime + usage.ru_stime + time.process_time() - started, usage.ru_maxrss // 1024


_READ = """
import sys
from pathlib import Path
from nhv.reading.faults import ReadingFault
from nhv.reading.extraction import read_bytes
from nhv.reading.result import read_document
path = Path(sys.argv[1])
try:
    read_document(read_bytes(path), path.name)
except ReadingFault:
    pass
"""
