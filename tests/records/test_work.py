"""Jobs that come back: each at its time, by one worker, whatever another job does."""

from datetime import timedelta

from django.utils import timezone

from nhv.records.work import Job, each_by_itself
from nhv.register.memory import WORK
from tests.support.together import at_once

HOUR = timedelta(hours=1)


def test_a_job_is_run_when_its_time_has_come(empty_database):
    runs, now = [], timezone.now()
    jobs = [Job("ett", HOUR, lambda: runs.append(1))]
    assert WORK.run_due(jobs, now=now) == ["ett"]
    assert WORK.run_due(jobs, now=now + HOUR / 2) == []
    assert WORK.run_due(jobs, now=now + HOUR) == ["ett"]
    assert len(runs) == 2


def test_a_job_that_fails_is_told_of_and_leaves_the_others(empty_database):
    runs, now = [], timezone.now()
    jobs = [Job("fel", HOUR, lambda: 1 // 0), Job("rätt", HOUR, lambda: runs.append(1))]
    assert WORK.run_due(jobs, now=now) == ["fel", "rätt"]
    assert (runs, list(WORK.failing())) == ([1], ["fel"])
    WORK.run_due([Job("fel", HOUR, lambda: None)], now=now + HOUR)
    assert WORK.failing() == {}


def test_one_row_that_fails_keeps_no_other_waiting_and_is_told_of(empty_database):
    def act(row: int) -> int:
        done.append(row)
        return 12 // row

    done: list[int] = []
    assert each_by_itself([1, 2, 3], act) == [12, 6, 4]
    done.clear()
    WORK.run_due([Job("rader", HOUR, lambda: each_by_itself([1, 0, 2, 3], act))])
    assert done == [1, 0, 2, 3]
    assert list(WORK.failing()) == ["rader"]


def test_four_workers_run_a_job_once(empty_database):
    runs = []
    jobs = [Job("ett", HOUR, lambda: runs.append(1))]
    assert sorted(at_once(4, lambda: WORK.run_due(jobs))) == [[], [], [], ["ett"]]
    assert runs == [1]


def test_the_pulse_tells_when_a_worker_was_last_seen(empty_database):
    assert WORK.last_seen() is None
    now = timezone.now()
    WORK.beat(now=now - HOUR)
    WORK.beat(now=now)
    assert WORK.last_seen() == now
