"""What the worker does besides sending mail: jobs that come back, each at its time, by one worker at a time."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models, router, transaction
from django.utils import timezone

log = logging.getLogger("nhv.work")

Row = TypeVar("Row")
Result = TypeVar("Result")

HEARTBEAT = "worker"


@dataclass(frozen=True)
class Job:
    """Something done again and again. `run` is an ordinary function; it may raise, and is then run at its next time."""

    name: str
    every: timedelta
    run: Callable[[], object]


def each_by_itself(rows: Iterable[Row], act: Callable[[Row], Result]) -> list[Result]:
    """Do the act for each row, so that one that fails keeps none of the others waiting. Gives what each gave. Raises
    the first fault when all have been tried: the job is then told of as failing, and tries again in its time."""
    faults: list[Exception] = []
    given: list[Result] = []
    for row in rows:
        try:
            given.append(act(row))
        except Exception as fault:
            log.exception("one of several failed")
            faults.append(fault)
    if faults:
        raise faults[0]
    return given


_jobs: list[Job] = []


def do_regularly(job: Job) -> None:
    """Let the worker do this too. Every app adds its own jobs when it is made ready."""
    if job.name not in {other.name for other in _jobs}:
        _jobs.append(job)


def jobs() -> tuple[Job, ...]:
    """All that the worker does besides sending mail."""
    return tuple(_jobs)


class JobRunBase(models.Model):
    """When a job is next due and how it went. The row `worker` is the heartbeat of whoever works."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Work:
    """The jobs of one database, and the pulse of its workers."""

    runs: type[JobRunBase]

    def run_due(self, jobs: Iterable[Job], *, now: datetime | None = None) -> list[str]:
        """Run the jobs whose time has come and that no other worker has begun. Gives the names of those run."""
        done = []
        # Asked every other second, so it must not hold up those who write when there is nothing to do.
        resting = set(self._rows.filter(due_at__gt=now or timezone.now()).values_list("name", flat=True))
        for job in jobs:
            if job.name not in resting and self._take(job, now or timezone.now()):
                self._run(job)
                done.append(job.name)
        return done

    def beat(self, *, now: datetime | None = None) -> None:
        """Say that a worker is alive."""
        moment = now or timezone.now()
        values = {"due_at": moment, "started_at": moment, "finished_at": moment}
        self._rows.update_or_create(name=HEARTBEAT, defaults=values)

    def last_seen(self) -> datetime | None:
        """When a worker last said that it was alive. One query."""
        return self._rows.filter(name=HEARTBEAT).values_list("finished_at", flat=True).first()

    def failing(self) -> dict[str, str]:
        """The jobs whose last run failed, and how."""
        return dict(self._rows.exclude(last_fault="").values_list("name", "last_fault"))

    def _take(self, job: Job, now: datetime) -> bool:
        with transaction.atomic(using=self._database):
            self._rows.bulk_create([self.runs(name=job.name, due_at=now)], ignore_conflicts=True)
            taken = self._rows.filter(name=job.name, due_at__lte=now).update(due_at=now + job.every, started_at=now)
        return taken == 1

    def _run(self, job: Job) -> None:
        fault = ""
        try:
            job.run()
        except Exception as error:
            # One job that fails must not keep the others, or the mail, waiting.
            log.exception("the job %s failed", job.name)
            fault = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        self._rows.filter(name=job.name).update(finished_at=timezone.now(), last_fault=fault)

    @property
    def _database(self) -> str:
        return router.db_for_write(self.runs)

    @property
    def _rows(self) -> "models.QuerySet[JobRunBase]":
        return self.runs._default_manager.using(self._database)
