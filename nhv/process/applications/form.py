"""Which outline a filing answers: derived from the document, the general questions and the call."""

from nhv.derived.application_form import application_form
from nhv.register.models import Call
from nhv.specification.outline import Outline


def form_of(call: Call) -> Outline:
    """What an application to this call is asked."""
    return application_form(
        call.document.specification,
        call.general.specification,
        sub_permits=call.facts.sought_sub_permits,
        separate_sub_permits=call.facts.separate_sub_permits,
    )
