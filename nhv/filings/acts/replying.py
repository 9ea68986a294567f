"""The written reply to a request for more: drafted by those who write, received with the completion, never before."""

from django.utils import timezone

from nhv.filings.acts.drafts import write_answers
from nhv.filings.acts.handling import MOST_TEXT
from nhv.filings.acts.moving import check_step, locked
from nhv.filings.tables import CompletionRequestBase, FilingBase
from nhv.filings.until import open_request
from nhv.filings.working_copy import own_answers
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def write_reply(*, filing: FilingBase, text: str, by: Actor) -> FilingBase:
    """What is to be said with the completion, in the working copy: the receiver sees it when it is sent. Empty takes it
    away. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        check_step(filing, "save", by=by)
        request = open_request(filing)
        if request is None:
            raise Refused("no_completion_open", "Ingen komplettering är begärd nu. Läs sidan på nytt.")
        if len(words := text.strip()) > MOST_TEXT:
            raise Refused("text_too_long", "Texten är för lång: högst {most} tecken. Korta den.", most=MOST_TEXT)
        if words != reply_to(filing, request):
            write_answers(filing, {_key(request): words or None}, by=by, now=timezone.now())
        return filing


def reply_to(filing: FilingBase, request: CompletionRequestBase) -> str:
    """What stands in the working copy in reply to this request. One query."""
    return str(own_answers(filing).get(_key(request), ""))


def _key(request: CompletionRequestBase) -> str:
    # No question of an outline has a key with a colon, so that this is never taken for an answer to one.
    return f"komplettering:{request.number}"
