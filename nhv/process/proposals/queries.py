"""Proposals as they are asked for, and what is like one: areas by the register's own search, proposals by its words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.language.analyser import analyser
from nhv.process.proposals.models import Proposal
from nhv.process.proposals.moves import ProposalState
from nhv.register.search import search
from nhv.rules.actor import Actor

MOST_ROWS = 500
MOST_ALIKE = 10


@dataclass(frozen=True)
class Alike:
    """What is like a proposal: areas of the register (key and name), and other proposals, the most alike first."""

    areas: list[tuple[str, str]]
    proposals: list[Proposal]


def gross_list() -> "QuerySet[Proposal]":
    """What stands on the list, by name and not ranked, then what has left it. For everybody."""
    return _all().exclude(state=ProposalState.TAKEN_BACK).order_by("title", "pk")


def own_proposals(by: Actor) -> "QuerySet[Proposal]":
    """Those of one's own programme area or region, the latest first."""
    return _all().filter(proposer__in=access.reach(by, "proposal.read_own").organisations).order_by("-proposed_at")


def proposals_for(by: Actor) -> "QuerySet[Proposal]":
    """All of them, for those who handle them; nobody else's query finds any."""
    reached = access.reach(by, "proposal.handle")
    return _all().order_by("-proposed_at") if reached.everything else _all().none()


def alike(title: str, care: str, *, but: int | None = None) -> Alike:
    """What the register and the list already hold of this care. The queries of one search, and one more."""
    found: dict[str, Any] = search(f"{title} {care}")
    areas = {one["area"]: one["area_name"] for one in (*found["answers"], *found["related"]) if "area" in one}
    return Alike(list(areas.items())[:MOST_ALIKE], _alike_proposals(title, but))


def _alike_proposals(title: str, but: int | None) -> list[Proposal]:
    """Those whose names share a word with this one, the more the words tell the earlier."""
    wanted = analyser().weights(title)
    rows = _all().filter(state=ProposalState.LISTED).exclude(pk=but or 0)[:MOST_ROWS]
    told = [(sum(wanted.get(token, 0) for token in analyser().weights(row.title)), row) for row in rows]
    alike = sorted(((weight, row) for weight, row in told if weight), key=lambda pair: -pair[0])
    return [row for _weight, row in alike[:MOST_ALIKE]]


def _all() -> "QuerySet[Proposal]":
    return Proposal.objects.select_related("proposer", "merged_into", "case")
