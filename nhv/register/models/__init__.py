"""The register's tables."""

from nhv.register.models.areas import Area, AreaAlias, AreaDocument
from nhv.register.models.calls import Call, CallState
from nhv.register.models.contacts import RegionContact
from nhv.register.models.diary import DiaryEntry, DiaryPayload, DiaryWitness
from nhv.register.models.figures import Figure
from nhv.register.models.files import StoredFile
from nhv.register.models.general import GeneralDocument
from nhv.register.models.hospital_facts import HospitalFact
from nhv.register.models.idempotency import IdempotencyKey
from nhv.register.models.organisations import Organisation
from nhv.register.models.outbox import OutgoingMessage
from nhv.register.models.permits import Permit
from nhv.register.models.referrals import ReferralInformation
from nhv.register.models.regional_care import RegionalCare
from nhv.register.models.search import Posting, SearchEntry, SearchToken
from nhv.register.models.work import JobRun

__all__ = [
    "Area",
    "AreaAlias",
    "AreaDocument",
    "Call",
    "CallState",
    "DiaryEntry",
    "DiaryPayload",
    "DiaryWitness",
    "Figure",
    "GeneralDocument",
    "HospitalFact",
    "IdempotencyKey",
    "JobRun",
    "Organisation",
    "OutgoingMessage",
    "Permit",
    "Posting",
    "ReferralInformation",
    "RegionContact",
    "RegionalCare",
    "SearchEntry",
    "SearchToken",
    "StoredFile",
]
