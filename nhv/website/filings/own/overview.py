"""An application's own page: what is left to do, who works on it, what was sent and what has happened."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from nhv.accounts.deeds import deeds_of, names_of
from nhv.filings.history import OF_THE_RECEIVER
from nhv.filings.tables import FilingVersionBase
from nhv.filings.working_copy import writers
from nhv.specification.answers import Change, changed
from nhv.website.filings.own.comment_form import CommentForm
from nhv.website.filings.own.handed import newest_hand_over
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.since import SinceHanded
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


@dataclass(frozen=True)
class Sent:
    """A version with the name of its sender."""

    version: FilingVersionBase
    who: str


def overview(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The task list. Eighteen queries at most, however long the application is."""
    own = own_or_not_here(request, pages, key)
    return overview_page(own, CommentForm(None, own.filing.outline.outline))


def overview_page(own: Own, comment_form: CommentForm) -> HttpResponse:
    """The page, with the form for a comment as it stands."""
    filing, request = own.filing, own.request
    comments = list(filing.comments.all())
    versions = list(filing.versions.select_related("outline").order_by("-number"))
    deeds = deeds_of("filing", filing.key, leave_out=OF_THE_RECEIVER)
    who_writes = writers(filing)
    actors = {who for who, _at in who_writes} | {version.sent_by for version in versions}
    actors |= {one.written_by for one in comments}
    facts = own.said.inherited
    names = names_of(actors | {fact.attested_by for fact in facts.values()})
    page = {
        "own": own,
        "filing": filing,
        "writers": [(names[who], last) for who, last in who_writes],
        "sent": [Sent(version, names[version.sent_by]) for version in versions],
        "changes": changes_since(own, versions[0]) if versions else (),
        "told": [fact for fact in own.facts if not fact.address],
        "inherited": [
            (asked, facts[asked.key], names[facts[asked.key].attested_by])
            for asked in own.said.outline.asked()
            if asked.key in facts
        ],
        "deeds": deeds,
        "withdrawn_by": next((deed.who for deed in deeds if deed.act == "filing_withdrawn"), ""),
        "ready": SinceHanded(own, ready) if (ready := newest_hand_over(deeds)) else None,
        "comments": [(one, names[one.written_by], filing.outline.outline.find(one.question)) for one in comments],
        "comment_form": comment_form,
        "saved": filing.outline.outline.section(request.GET.get("sparat", "")),
    }
    return render(request, "filings/own/overview.html", page)


def changes_since(own: Own, version: FilingVersionBase) -> tuple[Change, ...]:
    """What the working copy says otherwise than a version that was sent."""
    return changed(own.said.outline, version.answers_by_key, own.said.answers)
