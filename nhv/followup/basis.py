"""What was true for an edition, as text that is kept beside it and never shown."""

import json

import numpy as np

from nhv.disclosure.published import Dimension, Group
from nhv.disclosure.reported import Reported


def to_text(reported: Reported) -> str:
    """The counts and what they are of, the same text each time."""
    told = {
        "dimensions": {name: one.model_dump(mode="json") for name, one in reported.dimensions.items()},
        "within": dict(reported.within),
        "counts": [[name, list(family), counts.tolist()] for (name, family), counts in reported.counts.items()],
        "impossible": [one.model_dump(mode="json") for one in reported.impossible],
    }
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str) -> Reported:
    """What `to_text` wrote."""
    told = json.loads(text)
    return Reported(
        {name: Dimension.model_validate(one) for name, one in told["dimensions"].items()},
        told["within"],
        {(name, tuple(family)): np.array(counts, dtype=np.int64) for name, family, counts in told["counts"]},
        tuple(Group.model_validate(one) for one in told["impossible"]),
    )


def with_measures_of(before: Reported, now: Reported) -> Reported:
    """An earlier one with nobody in the measures that it did not know of, so that the two can be compared."""
    counts = dict(before.counts)
    for (name, family), ours in now.counts.items():
        if (name, family) not in counts:
            sizes = [len(before.dimensions[one].values) for one in family]
            counts[name, family] = np.zeros(sizes, dtype=ours.dtype)
    return Reported(before.dimensions, {**now.within, **before.within}, counts, before.impossible)
