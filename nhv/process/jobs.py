"""What the worker does for the process: closes calls whose time is out, gives each area a case, measures the
combinations of those who have applied, compares us with the official diarium, and sets the board's packs."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nhv.process.board.pack import make_packs_ready
from nhv.process.board.sending import publish_due
from nhv.process.calls.acts import close_what_has_ended
from nhv.process.cases.acts import take_up_known_areas
from nhv.process.consultations.links import forget_links
from nhv.process.corrections.acts import forget_addresses
from nhv.process.diarium.comparing import compare
from nhv.process.diarium.folder import exchange
from nhv.process.placements.comparing import measure_what_is_asked
from nhv.records.work import Job
from nhv.rules.actor import Actor

_BY = Actor("program", "nhv work")


def exchange_with_the_diarium() -> None:
    """Where there is a folder for it: its lists read and ours written; and what differs worked out anew."""
    if settings.DIARIUM:
        exchange(Path(settings.DIARIUM), by=_BY, now=timezone.now())
    compare(by=_BY, now=timezone.now())


JOBS = (
    Job("publish_decisions", timedelta(seconds=20), lambda: publish_due(by=_BY, now=timezone.now())),
    Job("close_calls", timedelta(minutes=1), lambda: close_what_has_ended(by=_BY, now=timezone.now())),
    Job("forget_address_links", timedelta(hours=1), forget_links),
    Job("take_up_areas", timedelta(minutes=1), lambda: take_up_known_areas(by=_BY, now=timezone.now())),
    Job("measure_combinations", timedelta(minutes=1), measure_what_is_asked),
    Job("exchange_with_the_diarium", timedelta(hours=1), exchange_with_the_diarium),
    Job("forget_addresses", timedelta(minutes=10), forget_addresses),
    Job("make_board_packs", timedelta(minutes=2), lambda: make_packs_ready(by=_BY, now=timezone.now())),
)
