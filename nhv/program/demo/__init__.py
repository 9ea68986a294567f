"""The demonstration, as one story in chapters: people for every role, a call, a hospital's facts, seven applications,
how to refer, invented areas from proposal to permits, before the board, on their way and with a history, years
that were reported and published, the applicants compared, and what of it one sees first.

All of it is made by the acts that the pages use. Where it may be made: nhv/program/demo_mark.py. Whoever adds a role
adds its person in people.py; whoever adds a part of the process adds its chapter here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils import timezone

from nhv.accounts.models import User
from nhv.program.demo.applications import apply_for_the_open_call
from nhv.program.demo.before_the_board import put_before_the_board
from nhv.program.demo.call import give_addresses, open_call
from nhv.program.demo.cases import tell_cases
from nhv.program.demo.decided import consult, decide, give_opinion
from nhv.program.demo.ended import end_one, withdraw_a_definition
from nhv.program.demo.facts import attest_facts
from nhv.program.demo.follow_up import report_years
from nhv.program.demo.granted import grant_permits, seat_the_board
from nhv.program.demo.history import tell_a_history
from nhv.program.demo.living import live_on
from nhv.program.demo.norrsken import propose_areas, review_one, write_text
from nhv.program.demo.numbered import number_documents
from nhv.program.demo.people import Made, open_accounts
from nhv.program.demo.placement import compare_applicants, keep_a_baseline
from nhv.program.demo.published import publish_answers
from nhv.program.demo.referrals import tell_contacts, tell_how_to_refer
from nhv.program.demo.regional_care import tell_of_own_care
from nhv.program.demo.righted import put_right
from nhv.program.demo.tour import show_first
from nhv.program.demo.under_way import change_what_is_decided, send_another_out
from nhv.program.demo.weighed import weigh
from nhv.records.acts import one_transaction

# Each makes what is missing of its part, so that a second telling changes nothing.
CHAPTERS: Final[tuple[Callable[[datetime], None], ...]] = (
    give_addresses,
    open_call,
    attest_facts,
    apply_for_the_open_call,
    tell_how_to_refer,
    tell_contacts,
    tell_of_own_care,
    propose_areas,
    review_one,
    write_text,
    consult,
    give_opinion,
    decide,
    publish_answers,
    seat_the_board,
    grant_permits,
    put_right,
    change_what_is_decided,
    send_another_out,
    end_one,
    withdraw_a_definition,
    tell_cases,
    report_years,
    tell_a_history,
    weigh,
    put_before_the_board,
    compare_applicants,
    keep_a_baseline,
    live_on,
    number_documents,
    show_first,
)


def tell() -> list[Made]:
    """The whole story, or what is missing of it. Gives the accounts that were made; a second time none are."""
    with one_transaction(User):
        made = open_accounts()
        now = timezone.now()
        for chapter in CHAPTERS:
            chapter(now)
    return made
