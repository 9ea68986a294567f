"""Placement: all combinations with the Pareto set, time and memory, and the p-median optimum against others' solvers.

HiGHS solves the p-median problem as whole numbers. spopt, where it is installed (requirements/bench.lock, in an
environment of its own), puts the same to HiGHS its own way, so that the model is somebody else's too.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import highspy
import numpy as np
from highspy._core import _Highs

try:
    import pulp
    from spopt.locate import PMedian
except ImportError:
    PMedian = None

from nhv.placement.combinations import every_combination
from nhv.placement.country import country_in
from nhv.placement.measures import Scene
from nhv.placement.pareto import pareto
from tests.placement.places import SEVEN, TWENTY_ONE

AREAS = Path(__file__).parents[1] / "areas"
TEN = [*SEVEN, "2281", "0162", "0180"]
T = TypeVar("T")
CASES = ((SEVEN, 4), (TEN, 3), (TWENTY_ONE, 5))


def main(say: Callable[[str], None] = print) -> None:
    """A line for each case, measured in a process of its own on one core."""
    say("| val | kombinationer | mått | Pareto | i mängden | minne | HiGHS, p-median | spopt + HiGHS | samma optimum |")
    say("|--|--:|--:|--:|--:|--:|--:|--:|--|")
    for number in range(len(CASES)):
        command = ["taskset", "-c", "0", sys.executable, "-m", "benchmarks.placement", str(number)]
        say(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])


def one(places: Sequence[str], size: int) -> str:
    """The line of one case."""
    scene = Scene.of(country_in(AREAS), places)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured, seconds = _timed(lambda: every_combination(scene, size))
    front, for_front = _timed(lambda: pareto(measured))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    best = float(measured.sums.min() / scene.total / 10)
    ours, for_ours = _timed(lambda: p_median(scene, size))
    theirs, for_theirs = _timed(lambda: by_spopt(scene, size))
    same = [abs(other - best) < 1e-6 for other in (ours, theirs) if other is not None]
    return (
        f"| {len(places)} över {size} | {len(measured)} | {_ms(seconds)} | {_ms(for_front)} | {len(front)} | "
        f"{memory:.0f} MB | {_ms(for_ours)} | {_ms(for_theirs) if theirs is not None else 'inte installerad'} | "
        f"{'ja' if all(same) else 'NEJ'} ({len(same)} av 2 prövade) |"
    )


def p_median(scene: Scene, size: int) -> float:
    """The least mean, by whole-number programming: which places are open, and where each municipality goes."""
    towns, places = scene.times.shape
    to = towns * places
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = to + places, towns + to + 1
    shares = scene.counted / scene.total
    model.col_cost_ = np.concatenate([(scene.times * shares[:, None]).ravel() / 10, np.zeros(places)])
    model.col_lower_, model.col_upper_ = np.zeros(to + places), np.ones(to + places)
    model.row_lower_ = np.concatenate([np.ones(towns), np.full(to, -np.inf), [size]])
    model.row_upper_ = np.concatenate([np.ones(towns), np.zeros(to), [size]])
    town, place = np.divmod(np.arange(to), places)
    open_rows = [np.append(towns + np.flatnonzero(place == each), towns + to) for each in range(places)]
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.index_ = np.concatenate([np.stack([town, towns + np.arange(to)], axis=1).ravel(), *open_rows])
    model.a_matrix_.value_ = np.concatenate([np.ones(2 * to), *(np.append(-np.ones(towns), 1) for _ in open_rows)])
    model.a_matrix_.start_ = np.concatenate([np.arange(0, 2 * to, 2), 2 * to + np.arange(places + 1) * (towns + 1)])
    model.integrality_ = [highspy.HighsVarType.kContinuous] * to + [highspy.HighsVarType.kInteger] * places
    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(model)
    solver.run()
    return float(solver.getObjectiveValue())


def by_spopt(scene: Scene, size: int) -> float | None:
    """The same by spopt, or nothing where it is not installed."""
    if PMedian is None:
        return None
    problem = PMedian.from_cost_matrix(scene.times / 10.0, scene.counted / scene.total, p_facilities=size)
    solved = problem.solve(pulp.HiGHS(msg=False, threads=1))
    return float(solved.problem.objective.value())


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    """What the act gives, and the seconds of the processor that it took: others may use the machine too."""
    started = time.process_time()
    return act(), time.process_time() - started


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:.0f} ms"


if __name__ == "__main__":
    print(one(*CASES[int(sys.argv[1])]))
