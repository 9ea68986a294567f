"""What is done with applications besides what is done with anything filed."""

from django.utils import timezone

from nhv.accounts import access
from nhv.filings.acts.drafts import locked, start_filing, write_answers
from nhv.filings.kinds import kind_of
from nhv.filings.models import Filing
from nhv.filings.working_copy import own_answers
from nhv.process.applications.form import form_of
from nhv.records.acts import one_transaction
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

# The general question that the choice of hospital answers.
NAME_OF_HOSPITAL = "sjukhus"


def start_application(
    *, call: Call, organisation: Organisation, hospital: Organisation | None, by: Actor, once_key: str
) -> Filing:
    """A region's draft of an application to a call that is out."""
    if hospital is not None and hospital.parent_id != organisation.pk:
        raise _hospital_of_another(hospital, organisation)
    outline = form_of(call)
    return start_filing(
        kind="application",
        organisation=organisation,
        hospital=hospital,
        document=call.document,
        outline=outline,
        call=call,
        answers={NAME_OF_HOSPITAL: hospital.name} if hospital else {},
        by=by,
        once_key=once_key,
    )


def change_hospital(*, filing: Filing, hospital: Organisation | None, by: Actor) -> Filing:
    """Another hospital in the working copy: its attested facts are inherited from now on."""
    with one_transaction(Filing):
        filing = locked(filing)
        move = kind_of(filing).process.check("save", source=filing.state)
        access.check(by, move.needs, filing.organisation)
        if hospital is not None and hospital.parent_id != filing.organisation_id:
            raise _hospital_of_another(hospital, filing.organisation)
        before, filing.hospital = filing.hospital, hospital
        filing.save(update_fields=["hospital"])
        # The name follows along, unless somebody has written another.
        written = own_answers(filing).get(NAME_OF_HOSPITAL)
        follows = written in (None, before.name if before else None)
        named = {NAME_OF_HOSPITAL: hospital.name if hospital else None} if follows else {}
        write_answers(filing, named, by=by, now=timezone.now())
        return filing


def _hospital_of_another(hospital: Organisation, region: Organisation) -> Refused:
    return Refused(
        "hospital_of_another_region",
        "{hospital} hör inte till {region}. Välj ett av regionens sjukhus.",
        hospital=hospital.name,
        region=region.name,
    )
