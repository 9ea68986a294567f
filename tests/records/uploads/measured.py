"""Run in a process of its own: inspects the files of a folder, and tells for each the code, and the seconds of work
(which do not grow when the machine is busy with other things).

The peak is the highest use of memory, of this process or of one it started, in MB.
"""

import json
import resource
import sys
from pathlib import Path

from nhv.records.uploads import inspect
from nhv.rules.refusals import Refused


def seconds_of_work() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    started = seconds_of_work()
    try:
        said = inspect(path, path.name)
    except Refused as refused:
        said = refused.code
    found[path.name] = (said, seconds_of_work() - started)
# Of itself by what the kernel counts for this program: getrusage also counts what the one that started it had used.
own = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line[:6] == "VmHWM:")
peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
print(json.dumps({"found": found, "peak": peak}))
