"""The invented area goes from its group's text to a decision: sent out, answered in every way, prepared, changed by
what was answered, decided. All of it lies in the past, told from the day of the demonstration."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from nhv.derived.consultation_form import STAND, WHY, parts_asked_about
from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.paper import confirm_paper, enter_paper
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.process.cases import acts as cases
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CaseState
from nhv.process.consultations import acts, links
from nhv.process.consultations.bodies import Outside, invite
from nhv.process.consultations.longer import answer_longer, ask_longer
from nhv.process.consultations.models import Consultation
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.drafting.acts import freeze
from nhv.process.opinions.acts import Seen, appoint, give, write_view
from nhv.program.demo.norrsken import edit, the_case
from nhv.program.demo.people import DOMAIN, HOSPITAL, PREPARATORY, SOUTH, WEST, actor
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.effects import Effect, EffectHeading
from nhv.specification.drafting import Drafted, Plain, reword
from nhv.specification.layers import sha256_of

OUT, ASKED, ANSWERED, LAST, PREPARED, DECIDED = (timedelta(days=-days) for days in (483, 430, 420, 390, 360, 333))
VISITS, AFTER, ON_CALL = "minst-tva-besok-forsta-aret", "uppfoljning-efter-forsta-aret", "jour-med-vana-av-sjukdomen"
NUMBER, DECIDER = "0.0-00000/2026 (påhittat)", "Generaldirektören (påhittat beslut)"
UNION = Outside("Patientföreningen Norrsken (påhittad)", f"patientforeningen@{DOMAIN}")
CHANGED: Mapping[str, Plain] = {
    ON_CALL: {"text": "Jour med vana av sjukdomen, på plats inom 30 minuter"},
    VISITS: {"text": "Minst ett besök på enheten första året, och ett till som kan vara på distans"},
    AFTER: {"text": "Uppföljning efter första året, enligt enhetens plan"},
}


def consult(now: datetime) -> None:
    """The text is frozen and sent out; some are invited, one has longer time, and they answer."""
    case = the_case()
    if case is None or case.consultations.exists():
        return
    officer = actor("handlaggare1")
    freeze(case=case, by=officer, now=now + OUT)
    asked = acts.open_consultation(case=case, by=officer, now=now + OUT)
    regions = Organisation.objects.filter(key__in=(SOUTH, WEST))
    invite(consultation=asked, organisations=regions, others=[UNION], by=officer, now=now + OUT)
    _give_longer_time(asked, now)
    answer_for_region(asked, WEST, {ON_CALL: ("Vill ändra", "Skriv inom 30 minuter.")}, now + ANSWERED)
    said = {VISITS: ("Vill ändra", "Ett besök räcker."), "linsbyte": ("Stöder", "")}
    answer_for_region(asked, SOUTH, said, now + LAST, **{"allmant-antal-enheter": "Tre enheter."})
    _answer_by_address(asked, now + ANSWERED)
    _answer_on_paper(asked, now + ANSWERED)


def give_opinion(now: datetime) -> None:
    """The preparatory group: a member's own view, the group's common one, and the opinion."""
    case = the_case()
    if case is None or case.state != CaseState.CONSULTATION:
        return
    prepare(case, now + PREPARED)
    give(
        case=case,
        overall="Akutkedjan tål två enheter. (Påhittat yttrande.)",
        by=actor("beredning-sekreterare"),
        now=now + PREPARED,
    )


def decide(now: datetime) -> None:
    """What became of the answers, the text as it was changed by them, and the decision."""
    case = the_case()
    if case is None or case.state != CaseState.CONSULTATION:
        return
    officer = actor("handlaggare1")
    cases.send_back(case=case, why="Remissvaren ändrar tre delar. (Påhittat.)", by=officer)
    for key, said in CHANGED.items():
        edit(case, "reword", _reworded(key, said), now + PREPARED, key=key)
    freeze(case=case, by=officer, now=now + PREPARED)
    _say_what_became(case.consultations.get(), officer)
    acts.conclude_review(case=case, why="Svaren är omhändertagna. (Påhittat.)", by=officer, now=now + DECIDED)
    decide_definition(
        case=case,
        record_number=NUMBER,
        in_force_from=timezone.localdate(now + DECIDED),
        reason="Vården är svår och patienterna få; två enheter ger den vana som behövs. (Påhittat.)",
        signed=SignedOff(
            decider=DECIDER,
            presenter="Demo: handläggare 1",
            reasons=dict.fromkeys(CHANGED, "Ändrat efter remissvaren, se beskeden om dem. (Påhittat.)"),
        ),
        by=officer,
        now=now + DECIDED,
    )


def prepare(case: Case, now: datetime) -> None:
    """A preparatory group is appointed, a member writes a view, and the secretary the group's."""
    appoint(case=case, group=Organisation.objects.get(key=PREPARATORY), by=actor("handlaggare1"))
    hospital = Organisation.objects.get(key=HOSPITAL)
    own = Seen(hospital, EffectHeading.EDUCATION, "ST i ögonsjukvård", Effect.UNAFFECTED, "Få patienter. (Påhittat.)")
    write_view(case=case, seen=own, by=actor("beredning-ledamot"), now=now)
    why = "Jouren delas med annan ögonsjukvård och räcker för två enheter i landet. (Påhittat.)"
    common = Seen(hospital, EffectHeading.EMERGENCY_CARE, "Ögonjour", Effect.STRAINED, why, common=True)
    write_view(case=case, seen=common, by=actor("beredning-sekreterare"), now=now)


def _give_longer_time(asked: Consultation, now: datetime) -> None:
    day = asked.last_day + timedelta(days=14)
    wish = ask_longer(
        consultation=asked,
        organisation=Organisation.objects.get(key=SOUTH),
        wanted_day=day,
        why="Regionstyrelsen möts då. (Påhittat.)",
        by=actor("skane-sander"),
        now=now + ASKED,
    )
    answer = "Svaret ska vara politiskt förankrat. (Påhittat.)"
    answer_longer(wish=wish, last_day=day, answer=answer, by=actor("handlaggare1"), now=now + ASKED)


def answer_for_region(
    asked: Consultation, region: str, said: Mapping[str, tuple[str, str]], at: datetime, **more: str
) -> None:
    """A region's answer, as its board has decided it: stands and reasons by part, and `more` by the form's keys."""
    by = actor("skane-sander" if region == SOUTH else "vast-sander")
    decided = {"beslutsdag": timezone.localdate(at).isoformat(), "paragraf": "Regionstyrelsen, § 1 (påhittad)"}
    raw = {"helheten": "Tillstyrker med synpunkter", **decided, **stands(asked, said), **more}
    _send("consultation", Owner(region), asked, raw, by, at)


def _answer_by_address(asked: Consultation, at: datetime) -> None:
    """An association without an account, by the address that it confirms."""
    tokens: list[str] = []
    links.ask_for_link(
        consultation=asked,
        address=UNION.address,
        device="demonstration",
        link=lambda token: _keep(tokens, token),
        now=at,
    )
    told = links.confirm(token=tokens[0], now=at)
    raw = {"for-vem": "En organisation", "namn": "Påhittad", "organisation": UNION.name, "helheten": "Tillstyrker"}
    raw |= stands(asked, {AFTER: ("Vill ändra", "Vem gör det?")})
    _send("open_answer", Owner(person=-told.pk), asked, raw, links.actor_of(told), at)


def _answer_on_paper(asked: Consultation, at: datetime) -> None:
    """A private person's letter, entered by one registrar and confirmed by another."""
    raw = {"for-vem": "Mig själv", "namn": "Påhittad", "helheten": "Tillstyrker", "allmant-konsekvenser": "Resorna."}
    entry = enter_paper(
        kind="open_answer",
        about=asked.key,
        owner=None,
        came_at=at,
        came_by="post",
        why="Ett brev. (Påhittat.)",
        raw=raw,
        by=actor("registrator1"),
        now=at,
        once_key=f"nhv demo letter {asked.key}",
    )
    confirm_paper(entry=entry, by=actor("registrator2"), now=at)


def stands(asked: Consultation, said: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Stand and reason on parts, by their keys, as the form asks for them."""
    numbers = {part: key.removeprefix(f"{STAND}-") for key, part in parts_asked_about(asked.text.area).items()}
    return {
        name: word
        for part, (stand, why) in said.items()
        for name, word in ((f"{STAND}-{numbers[part]}", stand), (f"{WHY}-{numbers[part]}", why))
        if word
    }


def _send(kind: str, owner: Owner, asked: Consultation, raw: Mapping[str, str], by: Actor, at: datetime) -> None:
    once = sha256_of(f"nhv demo {kind} {owner} {asked.key}")
    begun = start_filing(kind=kind, owner=owner, about=asked.key, by=by, once_key=once)
    save_answers(filing=begun, raw=raw, seen_revision=begun.revision, by=by)
    begun.refresh_from_db()
    send(
        filing=begun,
        by=by,
        received_at=at,
        once_key=f"nhv demo send {begun.key}",
        seen_revision=begun.revision,
        despite_missing=True,
    )


def _say_what_became(asked: Consultation, officer: Actor) -> None:
    union, letter = (
        f"~{-(person or 0)}"
        for person in Filing.objects.filter(kind="open_answer", about=asked.key)
        .order_by("pk")
        .values_list("person", flat=True)
    )
    for body, part, outcome, why in (
        (WEST, ON_CALL, "accepted", "Tiden saknades i förslaget."),
        (SOUTH, "", "no", "Patienterna är för få för tre enheter."),
        (SOUTH, VISITS, "partly", "Det andra besöket får vara på distans."),
        (SOUTH, "linsbyte", "noted", "Delen står kvar som den är."),
        (union, AFTER, "accepted", "Det står nu vems plan som gäller."),
        (letter, "", "noted", "Resorna vägs in när tillstånden ges."),
    ):
        acts.say_outcome(
            consultation=asked, body=body, part=part, outcome=outcome, why=f"{why} (Påhittat.)", by=officer
        )


def _reworded(key: str, said: Plain) -> Callable[[Drafted], Drafted]:
    return lambda old: reword(old, key, said)


def _keep(tokens: list[str], token: str) -> str:
    tokens.append(token)
    return token
