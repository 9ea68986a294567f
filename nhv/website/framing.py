"""Which pages may stand in a frame of somebody else's page: none, but those that are made for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nhv.website.headers import CONTENT_SECURITY_POLICY

View = Callable[..., HttpResponse]
NOBODY: Final = "frame-ancestors 'none'"


def framable(view: View) -> View:
    """Lets the pages that NHV_FRAME_ANCESTORS names show a view's page in a frame. What is asked there is told to
    nobody whom a link leads to."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        if settings.FRAME_ANCESTORS:
            allowed = f"frame-ancestors {' '.join(settings.FRAME_ANCESTORS)}"
            response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(NOBODY, allowed)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer
