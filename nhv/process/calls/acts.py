"""A call from draft to close. Two officers extend it; nobody shortens it."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.derived.call import places_in_words
from nhv.language.dates import date_in_words
from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.calls.moves import CALL
from nhv.process.permits.places import places_of
from nhv.records.acts import one_transaction
from nhv.records.work import each_by_itself
from nhv.register.general import general_document
from nhv.register.memory import CALL as CALL_KIND
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import AreaDocument, Call, CallState, Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import DeadlineFault, first_too_late
from nhv.specification.document import CallFacts, TakenPlace

MOST_QUESTION = 4_000
MOST_PLACE = 200


def draft_call(*, document: AreaDocument, facts: CallFacts, by: Actor, once_key: str) -> Call:
    """A new draft of a call for what this version of the area document defines. Raises Refused."""

    def do() -> dict[str, str]:
        access.check(by, "call.draft")
        if Call.cases.filter(key=facts.key).exists():
            raise Refused(
                "call_key_taken",
                "Det finns redan en utlysning med adressen ”{key}”. Välj en annan adress.",
                key=facts.key,
            )
        call = Call(
            key=facts.key,
            origin=Call.Origin.HERE,
            area=document.area,
            document=document,
            general=general_document(),
            created_at=timezone.now(),
        )
        _say(call, _with_places(call, facts))
        call.save()
        _record("call_drafted", call, by=by)
        return {"key": call.key}

    kept = IDEMPOTENCY.run(
        once_key, "draft_call", by, {"area_version": document.pk, **facts.model_dump(mode="json")}, do
    )
    return Call.cases.get(key=kept["key"])


def edit_call(*, call: Call, facts: CallFacts, seen_revision: int, by: Actor) -> Call:
    """Other facts in a draft. Refused when somebody else has changed it since it was seen."""
    with one_transaction(Call):
        call = _locked(call)
        access.check(by, "call.draft")
        CALL.check("edit", source=call.state)
        if call.revision != seen_revision:
            raise Refused(
                "call_draft_changed",
                "Någon annan har ändrat utkastet sedan du öppnade det. Läs det på nytt och ändra igen.",
            )
        if facts.key != call.key:
            raise Refused("call_key_fixed", "Utlysningens adress kan inte ändras. Gör ett nytt utkast.")
        _say(call, _with_places(call, facts))
        call.general, call.revision = general_document(), call.revision + 1
        call.save()
        _record("call_edited", call, by=by)
        return call


def publish(*, call: Call, by: Actor, now: datetime, without_questions: bool = False) -> Call:
    """Out to everybody: the page, and a mail to every region's registered address. A call that lacks an address for
    questions, or their last day, is published only `without_questions`: so that it is meant. Raises Refused."""
    with one_transaction(Call):
        call = _locked(call)
        access.check(by, "call.publish")
        CALL.check("publish", source=call.state)
        if call.closes_at is None:
            raise Refused("call_deadline_missing", "Utlysningen saknar sista ansökningsdag. Ange den i utkastet.")
        if call.closes_at <= now:
            raise Refused(
                "call_deadline_passed", "Sista ansökningsdagen har redan varit. Ange en dag framåt i tiden i utkastet."
            )
        if lacks_for_questions(call.facts) and not without_questions:
            raise Refused(
                "call_questions_unsaid",
                "Utlysningen saknar e-post för frågor eller sista dag att ställa dem. Ange dem i utkastet, eller "
                "kryssa för att publicera ändå.",
            )
        if call.general != general_document():
            raise Refused(
                "call_general_changed",
                "De allmänna villkoren har ändrats sedan utkastet sparades. Läs utkastet och spara det på nytt.",
            )
        # As it is when it goes out: a permit may have ended, or begun, since it was drafted.
        facts = _with_places(call, call.facts).model_copy(update={"published_on": timezone.localdate(now)})
        call.state, call.published_at = CallState.PUBLISHED, now
        _say(call, facts)
        _keep("call_published", call, by=by)
        _tell_regions(
            call,
            about="published",
            subject=f"Ny utlysning: {call.document.name}",
            text=" ".join(
                filter(
                    None,
                    (
                        f"Socialstyrelsen utlyser tillstånd för {call.document.name}.",
                        places_in_words(call.document.specification, facts),
                        deadline_sentence(facts),
                    ),
                )
            ),
        )
        return call


def lacks_for_questions(facts: CallFacts) -> bool:
    """Whether nothing is said of where questions are sent, or until when."""
    return facts.contact_email is None or facts.questions_until is None


def propose_extension(
    *, call: Call, deadline: date, deadline_time: time | None = None, why: str, by: Actor, now: datetime
) -> Extension:
    """The first officer's half of an extension."""
    with one_transaction(Extension):
        call = _locked(call)
        access.check(by, "call.extend")
        _check_extension(call, deadline, deadline_time, now)
        if call.extensions.filter(confirmed_at__isnull=True).exists():
            raise Refused(
                "extension_pending",
                "En förlängning väntar redan på en annan handläggare. Bekräfta eller ta bort den först.",
            )
        proposed = Extension.objects.create(
            call=call,
            deadline=deadline,
            deadline_time=deadline_time,
            why=reason(why),
            proposed_by=str(by),
            proposed_at=now,
        )
        _record("call_extension_proposed", call, by=by, why=why, payload={"deadline": deadline, "time": deadline_time})
        return proposed


def confirm_extension(*, extension: Extension, by: Actor, now: datetime) -> Call:
    """The second officer's half: the deadline moves, and everybody concerned is told."""
    with one_transaction(Extension):
        call = _locked(extension.call)
        extension = call.extensions.select_for_update().get(pk=extension.pk)
        access.check(by, "call.extend")
        if extension.confirmed_at is not None:
            raise Refused("extension_confirmed_already", "Förlängningen är redan bekräftad. Läs sidan på nytt.")
        if extension.proposed_by == str(by):
            raise Refused(
                "extension_needs_another_officer",
                "En annan handläggare än den som föreslog förlängningen ska bekräfta den.",
            )
        _check_extension(call, extension.deadline, extension.deadline_time, now)
        extension.confirmed_by, extension.confirmed_at = str(by), now
        extension.save()
        facts = call.facts.model_copy(update={"deadline": extension.deadline, "deadline_time": extension.deadline_time})
        _say(call, facts)
        _keep("call_extended", call, by=by, why=extension.why)
        text = f"Ansökningstiden för {call.document.name} är förlängd. {deadline_sentence(facts)} {extension.why}"
        subject = f"Förlängd ansökningstid: {call.document.name}"
        _tell_regions(call, about=f"extended{extension.pk}", subject=subject, text=text)
        _tell_applicants(call, about=f"extended{extension.pk}", subject=subject, text=text)
        return call


def drop_extension(*, extension: Extension, by: Actor) -> None:
    """Take away a proposal that nobody has confirmed, so that another can be made. The diary keeps it."""
    with one_transaction(Extension):
        call = _locked(extension.call)
        extension = call.extensions.select_for_update().get(pk=extension.pk)
        access.check(by, "call.extend")
        if extension.confirmed_at is not None:
            raise Refused("extension_in_force", "Förlängningen är bekräftad och gäller. Den kan inte tas bort.")
        payload = {"deadline": extension.deadline, "time": extension.deadline_time, "why": extension.why}
        _record("call_extension_dropped", call, by=by, payload=payload)
        extension.delete()


def close(*, call: Call, by: Actor, now: datetime) -> Call:
    """The end of the time for applications; from now on the list of applicants is public."""
    with one_transaction(Call):
        call = _locked(call)
        access.check(by, "call.close")
        CALL.check("close", source=call.state)
        if call.is_open(now):
            raise Refused(
                "call_still_open", "Ansökningstiden pågår och kan inte kortas. Utlysningen stängs när den är slut."
            )
        call.state, call.ended_at = CallState.CLOSED, now
        _keep("call_closed", call, by=by)
        return call


def close_what_has_ended(*, by: Actor, now: datetime) -> int:
    """Close every call whose time has ended: the worker's periodic job. Gives how many."""
    ended = Call.objects.made_here().filter(state=CallState.PUBLISHED, closes_at__lte=now)
    return len(each_by_itself(ended, lambda call: close(call=call, by=by, now=now)))


def withdraw(*, call: Call, why: str, by: Actor, now: datetime) -> Call:
    """Take the call back. What the regions have written and sent stays readable to them; they are told."""
    with one_transaction(Call):
        call = _locked(call)
        access.check(by, "call.withdraw")
        was_out = CALL.check("withdraw", source=call.state).source != CallState.DRAFT
        call.state, call.ended_at, call.ended_because = CallState.WITHDRAWN, now, reason(why)
        if was_out:
            _keep("call_withdrawn", call, by=by, why=why)
            subject = f"Återkallad utlysning: {call.document.name}"
            text = f"Socialstyrelsen har återkallat utlysningen av {call.document.name}. {call.ended_because}"
            _tell_regions(call, about="withdrawn", subject=subject, text=text)
            _tell_applicants(call, about="withdrawn", subject=subject, text=text)
        else:
            call.save()
            _record("call_withdrawn", call, by=by, why=why)
        return call


def ask(
    *, call: Call, organisation: Organisation, question: str, by: Actor, now: datetime, once_key: str
) -> CallQuestion:
    """A region's question about a call. It is published with its answer, without saying who asked."""

    def do() -> dict[str, int]:
        access.check(by, "call.ask", organisation)
        if not call.is_open(now):
            raise Refused(
                "call_not_open_for_questions",
                "Utlysningen är inte öppen, så frågor tas inte emot. Skriv till kontaktadressen.",
            )
        if not call.takes_questions(now):
            raise Refused(
                "call_questions_ended", "Sista dagen att ställa frågor har varit. Läs svaren på utlysningens sida."
            )
        words = question.strip()
        if not words:
            raise Refused("call_question_empty", "Frågan är tom. Skriv vad ni undrar över.")
        if len(words) > MOST_QUESTION:
            raise Refused(
                "call_question_too_long", "Frågan är för lång: högst {most} tecken. Korta den.", most=MOST_QUESTION
            )
        asked = CallQuestion.objects.create(
            call=call, organisation=organisation, question=words, asked_at=now, asked_by=str(by)
        )
        _record("call_question_asked", call, by=by, payload={"question": asked.pk})
        return {"pk": asked.pk}

    kept = IDEMPOTENCY.run(
        once_key, "ask", by, {"call": call.key, "organisation": organisation.key, "question": question}, do
    )
    return CallQuestion.objects.get(pk=kept["pk"])


def answer(*, question: CallQuestion, published_question: str, answer: str, by: Actor, now: datetime) -> CallQuestion:
    """Answer a question, the same for everybody. `published_question` may be the question with what tells who asked
    taken out. The question's first wording stays with the authority."""
    with one_transaction(CallQuestion):
        question = CallQuestion.objects.select_for_update().select_related("call").get(pk=question.pk)
        access.check(by, "call.answer")
        if not answer.strip() or not published_question.strip():
            raise Refused("call_answer_incomplete", "Både frågan och svaret ska ha text innan de publiceras.")
        question.published_question, question.answer = published_question.strip(), answer.strip()
        question.answered_at = now
        question.save()
        # Part of what the public reads about the call, so the entry is one of the register's.
        DIARY.record("call_question_answered", kind=CALL_KIND, key=question.call.key, by=by)
        return question


def deadline_sentence(facts: CallFacts) -> str:
    """«Sista ansökningsdag är den 14 november 2025.», with the hour where there is one."""
    if facts.deadline is None:
        return "Sista ansökningsdag är inte bestämd."
    hour = f" klockan {facts.deadline_time:%H.%M}" if facts.deadline_time else ""
    return f"Sista ansökningsdag är den {date_in_words(facts.deadline)}{hour}."


def _check_extension(call: Call, deadline: date, at: time | None, now: datetime) -> None:
    CALL.check("extend", source=call.state)
    if not call.is_open(now):
        raise Refused("call_time_ended", "Ansökningstiden är slut och kan inte förlängas. Gör en ny utlysning.")
    try:
        later = first_too_late(deadline, at)
    except DeadlineFault as fault:
        raise _no_deadline(fault) from None
    if call.closes_at is None or later <= call.closes_at:
        raise Refused(
            "call_deadline_not_later",
            "Den nya tiden är inte senare än den som gäller. En ansökningstid kan bara bli längre.",
        )
    starts = call.facts.starts_earliest
    if starts is not None and deadline > starts:
        raise Refused(
            "call_deadline_after_start",
            "Enligt utlysningen kan vården börja den {starts}. Välj en sista dag före det.",
            starts=starts,
        )


def _with_places(call: Call, facts: CallFacts) -> CallFacts:
    """The facts with who holds a place of the area already, and how many are open."""
    places = places_of(call.area.key)
    taken = tuple(
        TakenPlace(place=one.name[:MOST_PLACE], region=one.region.name, sub_permits=one.lasting_parts)
        for one in (places.taken if places else ())
    )
    return facts.model_copy(update={"taken": taken, "places_open": places.free if places else None})


def _say(call: Call, facts: CallFacts) -> None:
    try:
        call.say(facts)
    except DeadlineFault as fault:
        raise _no_deadline(fault) from None


def _no_deadline(fault: DeadlineFault) -> Refused:
    return Refused("call_deadline_impossible", "Sista ansökningsdag: {fault}.", fault=fault)


def _locked(call: Call) -> Call:
    """The call as it is now, for nobody else to change until the act has ended."""
    # Joined rows are not locked: of them the first act's commit would be waited for, and nothing of them changes.
    rows = Call.cases.made_here().select_for_update(of=("self",))
    return rows.select_related("area", "general", "document__area").get(pk=call.pk)


def _keep(act: str, call: Call, *, by: Actor, why: str = "") -> None:
    """What the public reads of the call from now on. The entry holds it whole, so the diary is its history."""
    call.save()
    DIARY.record(act, kind=CALL_KIND, key=call.key, by=by, why=why, payload=call.told())


def _record(act: str, call: Call, *, by: Actor, why: str = "", payload: dict[str, Any] | None = None) -> None:
    # A draft is no part of the register, so these are entries of the case.
    DIARY.record(act, kind="call_case", key=call.key, by=by, why=why, payload=payload or call.told())


def _tell_regions(call: Call, *, about: str, subject: str, text: str) -> None:
    page = telling.link("call", key=call.key)
    telling.tell(
        telling.regions_addresses(), kind="call", subject=subject, text=f"{text}\n\n{page}", about=f"{call.key}:{about}"
    )


def _tell_applicants(call: Call, *, about: str, subject: str, text: str) -> None:
    page = telling.link("call", key=call.key)
    for organisation in Organisation.objects.filter(filings__kind="application", filings__about=call.key).distinct():
        telling.tell(
            telling.people_at(organisation.key, "application.write"),
            kind="call_applicant",
            subject=subject,
            text=f"{text}\n\n{page}",
            about=f"{call.key}:{about}",
        )
