"""The register's tables."""

from nhv.register.models.areas import Area, AreaAlias, AreaDocument
from nhv.register.models.calls import Call
from nhv.register.models.diary import DiaryEntry, DiaryPayload
from nhv.register.models.organisations import Organisation
from nhv.register.models.permits import Permit
from nhv.register.models.search import Posting, SearchEntry, SearchToken

__all__ = [
    "Area",
    "AreaAlias",
    "AreaDocument",
    "Call",
    "DiaryEntry",
    "DiaryPayload",
    "Organisation",
    "Permit",
    "Posting",
    "SearchEntry",
    "SearchToken",
]
