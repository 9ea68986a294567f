"""What is asked about the placement of a case."""

from nhv.filings.models import Filing
from nhv.register.models import Call
from nhv.register.placement import code_of
from nhv.rules.refusals import Refused

MOST_APPLICATIONS = 500


def is_case(key: str) -> bool:
    """Whether there is a call made here with this key, in any state. One query."""
    return Call.cases.made_here().filter(key=key[:80]).exists()


def codes_of_applicants(key: str) -> tuple[str, ...]:
    """The codes of the municipalities that a call's applicants would do the care in, each once. One query.

    Those who have taken their application back are not among them. Raises Refused where none has applied, and for an
    applicant whose municipality is not known.
    """
    received = Filing.objects.filter(kind="application", about=key[:80], received_at__isnull=False)
    found = received.filter(withdrawn_at__isnull=True).select_related("organisation", "place__parent")
    codes = {_code_of(one) for one in found[:MOST_APPLICATIONS]}
    if not codes:
        raise Refused("no_applicants", "Ingen har sökt i ärendet ”{key}” ännu. Ange kommunerna själv.", key=key[:80])
    return tuple(sorted(codes))


def _code_of(application: Filing) -> str:
    assert application.organisation is not None, "an application is always a region's"
    return code_of(application.place.hospital if application.place else None, application.organisation)
