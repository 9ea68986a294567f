"""Which outline a filing answers: derived from the document, the general questions and the call."""

from nhv.derived.application_form import application_form
from nhv.process.calls.models import CallForApplications
from nhv.register.general import general
from nhv.specification.outline import Outline


def form_of(call: CallForApplications) -> Outline:
    """What an application to this call is asked."""
    return application_form(
        call.document.specification,
        general(),
        sub_permits=call.facts.sought_sub_permits,
        separate_sub_permits=call.facts.separate_sub_permits,
    )
