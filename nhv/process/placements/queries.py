"""What is asked about the placement of a case."""

from nhv.filings.models import Filing
from nhv.register.models import Call, Organisation
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
    return tuple(sorted(applicants_by_code(key)))


def applicants_by_code(key: str) -> dict[str, list[Organisation]]:
    """The hospitals that a call's applicants would do the care at, by the code of their municipality. One query. Raises
    Refused as above."""
    received = Filing.objects.filter(kind="application", about=key[:80], received_at__isnull=False)
    found = received.filter(withdrawn_at__isnull=True).select_related("organisation", "place__parent")
    by_code: dict[str, list[Organisation]] = {}
    for application in found[:MOST_APPLICATIONS]:
        hospital = application.place.hospital if application.place else None
        assert application.organisation is not None, "an application is always a region's"
        code = code_of(hospital, application.organisation)
        if hospital is not None and hospital not in by_code.setdefault(code, []):
            by_code[code].append(hospital)
    if not by_code:
        raise Refused("no_applicants", "Ingen har sökt i ärendet ”{key}” ännu. Ange kommunerna själv.", key=key[:80])
    return by_code
