"""What the worker does for every memory: searches and reads files, forgets what was said in old mail, sweeps up."""

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nhv.records import checkpoints
from nhv.records.acts import one_transaction
from nhv.records.memory import memories
from nhv.records.scanning import Clamd, scan_waiting
from nhv.records.scrubbing import scrub, share_of
from nhv.records.work import Job
from nhv.register.days_kept import keep_day
from nhv.register.memory import KEYS
from nhv.rules.actor import Actor

log = logging.getLogger("nhv.files")

# How long it can be seen what a sent mail said.
MAIL_KEPT = timedelta(days=30)
_BY = Actor("program", "nhv work")


def scan_files() -> None:
    """Search what has been received since, where there is somebody to do it. What is found stands in the diary."""
    if not settings.CLAMD:
        return
    for memory in memories():
        for digest, harm in scan_waiting(memory.files, Clamd(settings.CLAMD)):
            with one_transaction(memory.diary.entries):
                memory.diary.record("file_infected", kind="file", key=digest, by=_BY, payload={"harm": harm})


def forget_old_mail() -> None:
    """Erase the text of messages that were sent long ago."""
    for memory in memories():
        memory.outbox.erase_texts(sent_before=timezone.now() - MAIL_KEPT)


def sweep_files() -> None:
    """Take away content that no row speaks of."""
    for memory in memories():
        memory.files.sweep()


def scrub_files() -> None:
    """Read this hour's share of the received files. What is damaged stands in the diary, and health tells of it."""
    for memory in memories():
        for fault in scrub(memory, share_of(timezone.now()), by=_BY):
            log.error("%s: hämta den ur en säkerhetskopia med nhv repair", fault)


def write_checkpoint() -> None:
    """Where there is a folder for them outside: a checkpoint of the day."""
    if settings.CHECKPOINTS:
        checkpoints.write(Path(settings.CHECKPOINTS), checkpoints.taken(KEYS))


def keep_checkpoint() -> None:
    """How far the diary has come, signed, beside the database."""
    checkpoints.keep(settings.OWN_CHECKPOINTS, KEYS)


def keep_the_day() -> None:
    """The public register as it is when the day is met, signed and kept at an address of its own."""
    keep_day(settings.DAYS_KEPT, timezone.localdate())


JOBS = (
    Job("scan_files", timedelta(minutes=1), scan_files),
    Job("forget_old_mail", timedelta(days=1), forget_old_mail),
    Job("sweep_files", timedelta(days=1), sweep_files),
    Job("scrub_files", timedelta(hours=1), scrub_files),
    Job("keep_the_day", timedelta(hours=1), keep_the_day),
    Job("keep_checkpoint", timedelta(minutes=15), keep_checkpoint),
    Job("write_checkpoint", timedelta(days=1), write_checkpoint),
)
