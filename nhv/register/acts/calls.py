"""Calls that a source tells of: read, told of here, and changed as the source is read again."""

from django.utils import timezone

from nhv.records.acts import one_transaction
from nhv.register.general import general_document
from nhv.register.leave import check_leave
from nhv.register.memory import CALL, DIARY
from nhv.register.models import AreaDocument, Call, CallState
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.document import CallFacts
from nhv.specification.layers import canonical_text


def read_call(*, document: AreaDocument, facts: CallFacts, by: Actor) -> bool:
    """Tell of a call that the source of this document tells of. Says whether it told otherwise before.

    Raises Refused for the key of a call made here, or for another area.
    """
    check_leave(by, "area.publish")
    with one_transaction(Call):
        DIARY.take_turn()
        call = Call.cases.filter(key=facts.key).select_related("area", "document", "general").first()
        if call is None:
            call = _new(document, facts)
        elif call.is_made_here or call.area_id != document.area_id:
            raise Refused(
                "call_key_of_another",
                "Adressen ”{key}” används redan av en annan utlysning. Ge den en annan adress.",
                key=facts.key,
            )
        elif call.content == canonical_text(facts):
            return False
        else:
            call.revision, call.document = call.revision + 1, document
        call.say(facts)
        call.save()
        DIARY.record("call_read", kind=CALL, key=call.key, by=by, payload=call.told())
        return True


def _new(document: AreaDocument, facts: CallFacts) -> Call:
    return Call(
        key=facts.key,
        origin=Call.Origin.SOURCE,
        area=document.area,
        document=document,
        general=general_document(),
        state=CallState.PUBLISHED,
        created_at=timezone.now(),
    )
