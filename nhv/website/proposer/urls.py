"""Addresses of those who propose, and of the officers who handle what is proposed."""

from nhv.website.access import route
from nhv.website.proposer import proposals

HANDLED = "handlaggning/forslag/<int:number>/"
HANDLE = "proposal.handle"

routes = [
    route("forslag/", proposals.list_own, name="proposals", needs={"GET": "proposal.read_own"}),
    route("forslag/nytt/", proposals.propose, name="proposal-new", needs="proposal.make"),
    route(
        "forslag/<int:number>/",
        proposals.show_own,
        name="proposal",
        needs={"GET": "proposal.read_own", "POST": "proposal.make"},
    ),
    route("handlaggning/forslag/", proposals.list_all, name="officer-proposals", needs={"GET": HANDLE}),
    route(HANDLED, proposals.handle, name="officer-proposal", needs={"GET": HANDLE}),
    route(f"{HANDLED}oppna/", proposals.start, name="officer-proposal-start", needs={"POST": HANDLE}),
    route(f"{HANDLED}avboj/", proposals.decline, name="officer-proposal-decline", needs={"POST": HANDLE}),
    route(f"{HANDLED}sammanfor/", proposals.merge, name="officer-proposal-merge", needs={"POST": HANDLE}),
]
