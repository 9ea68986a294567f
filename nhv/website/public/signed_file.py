"""The whole public register as one signed file, at an address that never changes: a new one each day, and when
something has changed. What a hospital shows inside its own walls is made of it (`nhv serve --copy`)."""

from django.http import HttpRequest, HttpResponse

from nhv.records.copies import KIND, packed
from nhv.records.envelope import signed_envelope
from nhv.register.copying import public_register
from nhv.register.memory import KEYS, REGIONAL_CARE, REGISTER_KINDS
from nhv.website.caching import public_page
from nhv.website.downloads import attached

NAME = "nhv-register.json"


def _key_in_use() -> str:
    return KEYS.public_keys()[-1].key_id


@public_page(depends_on=(*REGISTER_KINDS, REGIONAL_CARE), also=_key_in_use)
def signed_file(request: HttpRequest) -> HttpResponse:
    """A signed envelope (DSSE) of gzipped JSON. The same bytes from every process for the same day, state and key."""
    told = public_register(signed_from=KEYS.public_keys()[-1].valid_from)
    return attached(signed_envelope(packed(told), KIND, KEYS), "application/json", NAME)
