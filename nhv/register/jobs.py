"""What the worker does for the memory: searches files, forgets what was said in old mail, sweeps up."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from nhv.records.acts import one_transaction
from nhv.records.scanning import Clamd, scan_waiting
from nhv.records.work import Job
from nhv.register.memory import DIARY, FILES, OUTBOX
from nhv.rules.actor import Actor

# How long it can be seen what a sent mail said.
MAIL_KEPT = timedelta(days=30)
_BY = Actor("program", "nhv work")


def scan_files() -> None:
    """Search what has been received since, where there is somebody to do it. What is found stands in the diary."""
    if not settings.CLAMD:
        return
    for digest, harm in scan_waiting(FILES, Clamd(settings.CLAMD)):
        with one_transaction(DIARY.entries):
            DIARY.record("file_infected", kind="file", key=digest, by=_BY, payload={"harm": harm})


def forget_old_mail() -> None:
    """Erase the text of messages that were sent long ago."""
    OUTBOX.erase_texts(sent_before=timezone.now() - MAIL_KEPT)


JOBS = (
    Job("scan_files", timedelta(minutes=1), scan_files),
    Job("forget_old_mail", timedelta(days=1), forget_old_mail),
    Job("sweep_files", timedelta(days=1), FILES.sweep),
)
