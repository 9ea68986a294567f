"""A register in which all that can be done has been done once, by the acts that the product does it with."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from nhv.accounts.acts import ask_for_reset, decide_conflict, declare_conflict, invite
from nhv.accounts.models import Membership, User
from nhv.filings.acts import handling, paper, sending
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.process.calls import acts as calls
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import end_consultation, open_consultation, say_outcome
from nhv.process.consultations.bodies import invite as invite_bodies
from nhv.process.consultations.links import ask_for_link, confirm
from nhv.process.consultations.longer import answer_longer, ask_longer
from nhv.process.consultations.models import Consultation
from nhv.process.corrections.acts import Said, report_error
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.queries import meaning_of, seal_of
from nhv.process.drafting.acts import freeze
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.drafting.talk import ask, comment
from nhv.process.groups.acts import seat
from nhv.process.groups.stand_ins import stand_in
from nhv.process.opinions import acts as opinions
from nhv.process.placements.acts import Judged, Seen, freeze_comparison, judge_effect, publish_comparison
from nhv.program.demo import tell
from nhv.program.demo.people import PREPARATORY
from nhv.program.demo.under_way import the_change
from nhv.records.acts import one_transaction
from nhv.register.acts.figures import record_figures
from nhv.register.memory import FILES
from nhv.register.models import Call, Organisation, Permit
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.reach import CaseScope
from nhv.rules.roles import Role
from nhv.specification.figures import FigureRow
from tests.support.a_used_board import use_the_board, use_what_is_lacking
from tests.support.a_used_permit import use_a_permit
from tests.support.areas import WEST as REGION
from tests.support.areas import a_file
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import AUTHORITY, a_person, actor

LUND = "skanes-universitetssjukhus"


def use_the_register() -> None:
    """Everything, in the database in use. What tests make by hand is the act's too, so the diary tells of it."""
    with one_transaction(User):
        tell()
        people = {role: a_person(role) for role in (Role.OFFICER, Role.REGISTRAR, Role.ADMINISTRATOR)}
        by = {role: actor(person) for role, person in people.items()}
        call = an_open_call()
        _handle(_received(call), by)
        _extend_and_ask(call)
        _enter_paper(call)
        _count()
        _compare(by[Role.OFFICER])
        said = Said(page="/omraden/", text="Numret stämmer inte.")
        report_error(said=said, sender="prov", now=timezone.now(), once_key=once())
        _decide_an_area(by[Role.OFFICER])
        _change_people(people[Role.OFFICER], by[Role.ADMINISTRATOR])
        use_the_board()
        use_a_permit()
        use_what_is_lacking()


def _decide_an_area(officer: Actor) -> None:
    """The change of the demonstration's own area: its text sent out, answered, and decided a year and more ahead."""
    case, now = the_change(), timezone.now()
    later = now + timedelta(days=400)
    member = Membership.objects.filter(organisation=case.group).first()
    seat(case=case, membership=member, nominated_by=Organisation.objects.get(key="norra"), by=officer)
    today, stands_in = timezone.localdate(), a_person(Role.WRITER, SKANE).email
    stand_in(case=case, member=member, address=stands_in, begins=today, last_day=today, by=officer)
    _talk_of(case)
    freeze(case=case, by=officer, now=now)
    asked = open_consultation(case=case, by=officer, now=now)
    _answer_without_account(asked)
    signatory = actor(an_applicant())
    _invite(asked, officer, signatory)
    answer = start_filing(kind="consultation", owner=Owner(SKANE), about=asked.key, by=signatory, once_key=once())
    sending.send(
        filing=answer,
        by=signatory,
        received_at=now,
        once_key=once(),
        seen_revision=answer.revision,
        despite_missing=True,
    )
    region = Organisation.objects.get(key=SKANE)
    say_outcome(consultation=asked, body=region.key, part="", outcome="noted", why="Noterat.", by=officer)
    end_consultation(case=case, by=officer, now=later)
    _give_opinion(case, officer, later)
    day = timezone.localdate(later)
    decide_definition(
        case=case,
        record_number="0.1-1/2026",
        in_force_from=day,
        seen=seal_of(meaning_of(case, later)),
        signed=SignedOff(decider="Generaldirektören (prov)"),
        by=officer,
        now=later,
    )


def _invite(asked: Consultation, officer: Actor, signatory: Actor) -> None:
    """A region is asked by name, asks for longer time, and does not get it."""
    region, now = Organisation.objects.get(key=SKANE), timezone.now()
    invite_bodies(consultation=asked, organisations=[region], by=officer, now=now)
    day = asked.last_day + timedelta(days=1)
    wish = ask_longer(consultation=asked, organisation=region, wanted_day=day, why="Prov.", by=signatory, now=now)
    answer_longer(wish=wish, last_day=None, answer="Det brådskar.", by=officer, now=now)


def _give_opinion(case: Case, officer: Actor, now: datetime) -> None:
    """A preparatory group's secretary writes one judgement, and gives it."""
    group = Organisation.objects.get(key=PREPARATORY)
    opinions.appoint(case=case, group=group, by=officer)
    secretary = actor(a_person(Role.PREPARATORY_SECRETARY, group.key))
    lund = Organisation.objects.get(key=LUND)
    said = opinions.Seen(lund, EffectHeading.EMERGENCY_CARE, "Ögonjour", Effect.STRAINED, "Prov.", common=True)
    opinions.write_view(case=case, seen=said, by=secretary, now=now)
    opinions.give(case=case, overall="Prov.", by=secretary, now=now)


def _talk_of(case: Case) -> None:
    """A comment and a question on the text as it stands, before it is frozen."""
    expert = actor(Membership.objects.filter(organisation=case.group).first().user)
    part, _part = next(iter(drafted_at(case, latest_number(case)).area.keyed()))
    comment(case=case, part=part, text="Gäller det barn?", by=expert, now=timezone.now())
    ask(case=case, text="norrskenssjuka", must="included", by=expert, now=timezone.now())


def _answer_without_account(asked: Consultation) -> None:
    """An address is confirmed by its link."""
    tokens: list[str] = []
    ask_for_link(
        consultation=asked,
        address="svarar@exempel.invalid",
        device="127.0.0.1",
        link=lambda token: tokens.append(token) or token,
        now=timezone.now(),
    )
    confirm(token=tokens[0], now=timezone.now())


def _compare(officer: Actor) -> None:
    """What two applicants are beside each other: judged, frozen, and published after the close."""
    call = an_open_call()
    for region, hospital in ((SKANE, LUND), ("region-stockholm", "karolinska-universitetssjukhuset")):
        by = an_applicant(region)
        sent(a_draft(call, by, organisation=region, hospital=hospital), by)
    judged = Judged(
        Organisation.objects.get(key=LUND), EffectHeading.RESEARCH, Effect.STRAINED, why="Prov.", benefit="Prov."
    )
    judge_effect(call=call, judged=judged, by=officer, now=timezone.now())
    frozen = freeze_comparison(call=call, seen=Seen(1), by=officer, now=timezone.now())
    later = call.closes_at + timedelta(minutes=1)
    frozen.call = calls.close(call=call, by=officer, now=later)
    publish_comparison(frozen=frozen, by=officer, now=later)


def _received(call: Call) -> list[Filing]:
    signatory = an_applicant()
    filings = [a_draft(call, signatory, hospital=LUND) for _ in range(3)]
    for filing in filings:
        sent(filing, signatory)
    sent(filings[0], signatory)
    sending.withdraw(filing=filings[1], why="Vi söker inte i år.", by=actor(signatory), now=timezone.now())
    FILES.enter(FILES.store([b"en plan"], most_bytes=settings.MOST_FILE_BYTES), "text/plain")
    return filings


def _handle(filings: list[Filing], by: dict) -> None:
    now = timezone.now()
    handling.give_record_number(filing=filings[0], by=by[Role.REGISTRAR], now=now)
    handling.write_note(filing=filings[0], text="Ring regionen.", by=by[Role.OFFICER], once_key=once())
    deadline = timezone.localdate() + timedelta(days=20)
    handling.request_completion(
        filing=filings[2], text="Mer om bemanningen.", deadline=deadline, by=by[Role.OFFICER], now=now
    )


def _extend_and_ask(call: Call) -> None:
    first, second, now = actor(a_person(Role.OFFICER)), actor(a_person(Role.OFFICER)), timezone.now()
    later = timezone.localdate() + timedelta(days=60)
    proposed = calls.propose_extension(call=call, deadline=later, why="Fler vill hinna.", by=first, now=now)
    calls.confirm_extension(extension=proposed, by=second, now=now)
    region = Organisation.objects.get(key=SKANE)
    call.refresh_from_db()
    question = calls.ask(
        call=call, organisation=region, question="Gäller det barn?", by=actor(an_applicant()), now=now, once_key=once()
    )
    calls.answer(question=question, published_question="Gäller det barn?", answer="Nej.", by=first, now=now)


def _enter_paper(call: Call) -> None:
    first, second, now = a_person(Role.REGISTRAR), a_person(Role.REGISTRAR), timezone.now()
    entry = paper.enter_paper(
        kind="application",
        about=call.key,
        owner=Owner(WEST),
        came_at=now - timedelta(hours=2),
        came_by="post",
        why="Kom i ett brev.",
        raw={"kontakt": "Registraturen"},
        by=actor(first),
        now=now,
        once_key=once(),
    )
    paper.confirm_paper(entry=entry, by=actor(second), now=now)


def _count() -> None:
    measures = [{"key": "operationer", "text": "Antal operationer", "kind": "count"}]
    publish([a_file(REGION, measures=measures)], by=Actor("program", "test"))
    permit = Permit.objects.known().get(area__key="provomrade")
    row = FigureRow("provomrade", permit.turn_to.key, "operationer", date(2025, 3, 1), 7)
    record_figures(source="file", rows=[row], by=Actor("program", "test"))


def _change_people(officer: User, by) -> None:
    authority = Organisation.objects.get(key=AUTHORITY)
    invite(email="ny@exempel.invalid", organisation=authority, role=Role.OFFICER, by=by, link=str)
    colleague = actor(a_person(Role.OFFICER))
    declare_conflict(
        user=officer,
        case=CaseScope("annat-arende"),
        case_name="Ett annat ärende",
        what="Har varit anställd hos sökanden.",
        activity="application.read_received",
        by=actor(officer),
    )
    decide_conflict(user=officer, case=CaseScope("ett-arende"), by=colleague, why="Är gift med sökanden.")
    ask_for_reset(user=officer, by=by, why="Tappade telefonen.")
