"""What is decided is sent: to the parties first, and at a set minute to everybody, with permits in the same act."""

from datetime import date, datetime

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.filings.models import Filing
from nhv.process.board.matter_papers import carry_out
from nhv.process.board.meetings import record
from nhv.process.board.minutes import is_frozen
from nhv.process.board.models import MOST_NAME, AppealText, BoardDecision, Dispatch, PartyDecision, PublishedDecision
from nhv.process.board.party_papers import PartyPaper, party_papers, with_conditions
from nhv.process.board.public_paper import keep_public_paper
from nhv.process.board.seats import BOARD_KIND
from nhv.process.board.signing import check_signed
from nhv.process.cases.acts import CASE_KIND
from nhv.process.decisions.queries import case_behind
from nhv.process.papers import kept_pdf
from nhv.process.permits.acts import permit_of
from nhv.process.weighing.models import MOST_WORDS
from nhv.process.weighing.queries import applications
from nhv.records.acts import one_transaction
from nhv.records.work import each_by_itself
from nhv.register.acts.documents import publish_document
from nhv.register.acts.permits import Terms, grant
from nhv.register.memory import DIARY
from nhv.register.models import Area as RegisterArea
from nhv.register.models import AreaDocument
from nhv.register.queries.documents import in_order
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage, shortened
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import FINAL, ForApplicant, MatterOutcome, Motion, Outcome


def confirm_appeal_text(
    *, kind: Outcome | MatterOutcome, text: str, source: str, lawyer: str, confirmed_on: date, by: Actor, now: datetime
) -> AppealText:
    """What a decision of this kind says about appeal, confirmed by a lawyer. The latest counts. Raises Refused."""
    with one_transaction(AppealText):
        access.check(by, "appeal_text.confirm")
        words, where, who = passage(text), shortened(source), shortened(lawyer)
        if not words or len(words) > MOST_WORDS or not where or not who or max(len(where), len(who)) > MOST_NAME:
            raise Refused("appeal_text_incomplete", "Skriv texten, dess källa och vilken jurist som har bekräftat den.")
        if confirmed_on > timezone.localdate(now, SWEDEN):
            raise Refused("confirmed_in_the_future", "Dagen då juristen bekräftade texten har inte varit.")
        made = AppealText.objects.create(
            kind=kind,
            text=words,
            source=where,
            lawyer=who,
            confirmed_on=confirmed_on,
            entered_by=str(by),
            entered_at=now,
        )
        DIARY.record("appeal_text_confirmed", kind=BOARD_KIND, key=str(kind), by=by, payload={"text": made.pk})
        return made


def send_to_parties(*, decision: BoardDecision, public_at: datetime, by: Actor, now: datetime) -> Dispatch:
    """Each applicant gets its decision now, and everybody may read it from `public_at` on. Raises Refused before the
    minutes are adjusted, before these very texts are signed, and for a kind of decision whose text about appeal no
    lawyer has confirmed."""
    with one_transaction(Dispatch):
        DIARY.take_turn()
        access.check_case(by, "board.send", decision.item.scope)
        if not is_frozen(decision.item.meeting):
            raise Refused("minutes_not_adjusted", "Protokollet är inte justerat.")
        if decision.motion.said.kind not in FINAL:
            raise Refused("nothing_to_send", "Ärendet är inte slutligt avgjort, så det finns inget beslut att skicka.")
        if Dispatch.objects.filter(decision=decision).exists():
            raise Refused("decision_sent", "Beslutet är redan skickat.")
        if public_at < now:
            raise Refused("public_before_parties", "Parterna får beslutet först. Välj en senare tid för alla andra.")
        papers = party_papers(decision)
        check_signed(decision, papers)
        for one in papers:
            _kept(decision, one)
        made = Dispatch.objects.create(decision=decision, sent_by=str(by), sent_at=now, public_at=public_at)
        told = {each.key: each.sha256 for each in papers}
        record("decision_sent", decision.item.meeting, by, item=decision.item.number, papers=told, public_at=public_at)
        return made


def publish_due(*, by: Actor, now: datetime) -> int:
    """What is to be out by now, and is not. Gives how many were published; each in a transaction of its own, so that
    one that cannot be carried out keeps none of the others waiting."""
    waiting = Dispatch.objects.filter(public_at__lte=now, decision__published__isnull=True)
    found = list(waiting.select_related("decision").order_by("public_at", "pk"))
    return len(each_by_itself(found, lambda one: _publish(one.decision, by, now)))


def _publish(decision: BoardDecision, by: Actor, now: datetime) -> None:
    with one_transaction(PublishedDecision):
        DIARY.take_turn()
        if PublishedDecision.objects.filter(decision=decision).exists():
            return
        item = decision.item
        if item.matter_id:
            _publish_matter(decision, by, now)
            return
        said, call = decision.motion.said, item.applied_in
        why = f"Nämndens beslut {decision.record_number}".strip()
        day = timezone.localdate(decision.decided_at, SWEDEN)
        document = _documents(call.area, said, day, by, why)[-1]
        filed = {one.key: one for one in applications(call)}
        permits = [
            grant(document=document, terms=_terms(one, filed[one.application], decision, day), by=by, why=why).key
            for one in said.granted
        ]
        PublishedDecision.objects.create(decision=decision, document=document, permits=permits, published_at=now)
        paper = keep_public_paper(decision, document)
        told = {"item": item.number, "permits": permits, "version": document.version, "sha256": paper.sha256}
        record("decision_published", item.meeting, by, **told)
        about = {"meeting": item.meeting.key, **told}
        if case := case_behind(call.document):
            DIARY.record("case_permits", kind=CASE_KIND, key=case.key, by=by, payload={"state": case.state, **about})


def _documents(area: RegisterArea, said: Motion, day: date, by: Actor, why: str) -> list[AreaDocument]:
    """What the board has decided, from its day on: in the text in force that day, and in each that begins later. The
    newest last."""
    after = area.documents.filter(in_force_from__gt=day).newest_first()
    # Of each first day the one that is in force.
    later = {one.in_force_from: one for one in reversed(after)}
    texts = [
        *in_order(area.documents.all(), day)[:1],
        *sorted(later.values(), key=lambda one: one.in_force_from or day),
    ]
    return [
        publish_document(
            area=_as_decided(one.specification, said),
            since=max(day, one.in_force_from or day),
            by=by,
            why=why,
            history=one != texts[-1],
        ).document
        for one in texts
    ]


def _as_decided(area: Area, said: Motion) -> Area:
    """The document with what the board has decided: its conditions, and that they are decided; and, where nobody had a
    permit before, that those who get one now are all, and that a place which nobody gets is vacant."""
    area = with_conditions(area, said)
    if not said.granted:
        return area
    known: dict[str, object] = {}
    if area.completeness.conditions == "not_decided":
        known["conditions"] = "whole"
    if area.completeness.holders == "not_decided":
        known |= {"holders": "whole", "vacant": True}
    return area.model_copy(update={"completeness": area.completeness.model_copy(update=known)}) if known else area


def _publish_matter(decision: BoardDecision, by: Actor, now: datetime) -> None:
    """The permit is changed, and everybody may read why, in the same act."""
    item = decision.item
    permit = permit_of(item.held).key
    carry_out(decision, by=by, now=now)
    PublishedDecision.objects.create(decision=decision, document=None, permits=[permit], published_at=now)
    paper = keep_public_paper(decision, None)
    record("decision_published", item.meeting, by, item=item.number, permits=[permit], sha256=paper.sha256)


def _terms(one: ForApplicant, filing: Filing, decision: BoardDecision, day: date) -> Terms:
    assert filing.organisation is not None, "an application is always a region's"
    return Terms(
        holder=filing.organisation,
        place=filing.place,
        cooperates_with=one.cooperates_with,
        sub_permits=one.sub_permits,
        record_number=decision.record_number,
        decided_on=day,
        valid_from=one.valid_from,
        part_days={part.key: {"from": part.valid_from.isoformat()} for part in one.parts},
    )


def _kept(decision: BoardDecision, paper: PartyPaper) -> PartyDecision:
    """The decision of one party, kept, with a mail that it is there."""
    filing = paper.filing
    made = PartyDecision.objects.create(
        decision=decision,
        filing=filing,
        matter=None if filing else decision.item.held,
        content=paper.content,
        sha256=paper.sha256,
        pdf_sha256=kept_pdf(paper.writing),
    )
    if filing is None:
        telling.tell(
            telling.people_at(made.party.key, "permit_matter.see_own"),
            kind="permit_matter_decided",
            subject="Beslut om ert tillstånd",
            text=f"Nämnden har beslutat. Läs beslutet här: {telling.link('own_permit_matter', key=paper.key)}",
            about=paper.key,
        )
        return made
    telling.tell(
        telling.people_at(filing.organisation_id or "", "application.read_own"),
        kind="permit_decided",
        subject="Nämnden har beslutat om er ansökan",
        text=f"Beslutet finns här: {telling.link('party_decision', key=filing.key)}",
        about=filing.key,
    )
    return made
