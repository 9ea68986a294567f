"""A proposal made, taken back, and what becomes of it: merged, declined, started."""

from dataclasses import asdict, dataclass
from datetime import datetime

from nhv.accounts import access
from nhv.process.cases.acts import open_case
from nhv.process.cases.models import Case
from nhv.process.locking import locked
from nhv.process.proposals.models import GROUNDS, MOST_TEXT, Proposal
from nhv.process.proposals.moves import PROPOSAL, ProposalState
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason, shortened
from nhv.rules.refusals import Refused

# The list is public, so what happens to a proposal makes its page anew.
PROPOSAL_KIND = "proposal"
MOST_A_YEAR = 1_000_000


@dataclass(frozen=True)
class Proposed:
    """What a proposal says. `grounds` are those of 7 ch. 5 § of the Health and Medical Services Act."""

    title: str
    care: str
    why: str
    grounds: tuple[str, ...] = ()
    patients_a_year: int | None = None
    done_today: str = ""


def propose(*, proposer: Organisation, said: Proposed, by: Actor, now: datetime, once_key: str) -> Proposal:
    """A proposal, on the list at once. Raises Refused."""

    def do() -> dict[str, int]:
        access.check(by, "proposal.make", proposer)
        _check(said)
        made = Proposal.objects.create(
            proposer=proposer,
            proposed_by=str(by),
            proposed_at=now,
            **{**asdict(said), "title": shortened(said.title), "grounds": list(said.grounds)},
        )
        _record("proposal_made", made, by=by)
        return {"pk": made.pk}

    kept = IDEMPOTENCY.run(once_key, "propose", by, {"proposer": proposer.key, **asdict(said)}, do)
    return Proposal.objects.get(pk=kept["pk"])


def take_back(*, proposal: Proposal, why: str, by: Actor) -> Proposal:
    """The proposer no longer proposes it."""
    with one_transaction(Proposal):
        proposal = locked(proposal, "proposer")
        access.check(by, "proposal.make", proposal.proposer)
        return _kept("take_back", proposal, by=by, why=reason(why))


def decline(*, proposal: Proposal, why: str, by: Actor) -> Proposal:
    """Off the list, with a reason that the proposer and everybody can read."""
    with one_transaction(Proposal):
        proposal = locked(proposal, "proposer")
        access.check(by, "proposal.handle")
        return _kept("decline", proposal, by=by, why=reason(why))


def merge(*, proposal: Proposal, into: Proposal, by: Actor) -> Proposal:
    """The same as another proposal, which stays on the list for both. Raises Refused."""
    with one_transaction(Proposal):
        proposal, into = locked(proposal, "proposer"), Proposal.objects.get(pk=into.pk)
        access.check(by, "proposal.handle")
        if into.pk == proposal.pk or into.state != ProposalState.LISTED:
            raise Refused("no_proposal_to_merge_into", "Välj ett annat förslag som står på listan.")
        proposal.merged_into = into
        return _kept("merge", proposal, by=by)


def start(*, proposal: Proposal, by: Actor, now: datetime, once_key: str) -> Case:
    """A case is opened for it, and for those that have been merged into it. Raises Refused."""
    with one_transaction(Proposal):
        proposal = locked(proposal, "proposer")
        access.check(by, "proposal.handle")
        PROPOSAL.check("start", source=proposal.state)
        proposal.case = open_case(title=proposal.title, by=by, now=now, once_key=once_key)
        _kept("start", proposal, by=by)
        return proposal.case


def _check(said: Proposed) -> None:
    for text, most in ((said.title, 300), (said.care, MOST_TEXT), (said.why, MOST_TEXT)):
        if not text.strip() or len(text) > most:
            raise Refused(
                "proposal_incomplete",
                "Förslaget ska ha ett namn på högst 300 tecken, och säga vilken vård det gäller och varför med högst "
                "{most} tecken var.",
                most=MOST_TEXT,
            )
    if len(said.done_today) > MOST_TEXT:
        raise Refused("proposal_too_long", "Var vården görs i dag: högst {most} tecken. Korta det.", most=MOST_TEXT)
    if not said.grounds or set(said.grounds) - set(GROUNDS):
        raise Refused("proposal_without_ground", "Ange minst ett av lagens skäl att samla vården.")
    if said.patients_a_year is not None and not 0 <= said.patients_a_year <= MOST_A_YEAR:
        raise Refused(
            "patients_a_year_impossible", "Antalet patienter per år ska vara mellan 0 och {most}.", most=MOST_A_YEAR
        )


def _kept(act: str, proposal: Proposal, *, by: Actor, why: str = "") -> Proposal:
    proposal.state = PROPOSAL.check(act, source=proposal.state).target
    proposal.because = why
    proposal.save()
    _record(f"proposal_{act}", proposal, by=by, why=why)
    return proposal


def _record(act: str, proposal: Proposal, *, by: Actor, why: str = "") -> None:
    told = {
        "title": proposal.title,
        "state": proposal.state,
        "merged_into": proposal.merged_into_id,
        "case": proposal.case.key if proposal.case else None,
    }
    DIARY.record(act, kind=PROPOSAL_KIND, key=str(proposal.pk), by=by, why=why, payload=told)
