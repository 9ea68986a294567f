"""Run in a process of its own: inspects the files of a folder, and tells for each the words, and the seconds.

The last line is the highest use of memory, of this process or of one it started, in MB.
"""

import json
import resource
import sys
import time
from pathlib import Path

from nhv.records.acts import Refused
from nhv.records.uploads import inspect

found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    started = time.monotonic()
    try:
        words = inspect(path, path.name)
    except Refused as refused:
        words = str(refused)
    found[path.name] = (words, time.monotonic() - started)
peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({"found": found, "peak": max(peaks)}))
