"""Public pages are made once for each state of the register: kept here, kept by anybody for a minute, and asked
about cheaply after that."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from nhv.records.notice import notice_on
from nhv.register import queries
from nhv.register.memory import register_state
from nhv.website.parameters import by_own_names, refusal_of_unknown

SECONDS = 60

# A page is also as old as the program that made it.
SOURCES = ("**/*.py", "areas/*.tsv", "pictures/**/*.json", "website/templates/**/*", "website/locale/*")
NHV = Path(__file__).parents[1]
PROGRAM = max(path.stat().st_mtime_ns for pattern in SOURCES for path in NHV.glob(pattern) if path.is_file())


class Pages:
    """Finished pages by their tag, the least lately used dropped first. Shared by the threads of a process."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        """The page of this tag, as an answer of its own."""
        with self._lock:
            page = self._pages.get(tag)
            if page is None:
                return None
            self._pages.move_to_end(tag)
        return HttpResponse(page[0], headers=page[1])

    def keep(self, tag: str, response: HttpResponse) -> None:
        """Keeps a finished page, and lets go of others until there is room."""
        with self._lock:
            if tag in self._pages or len(response.content) > self._most_bytes:
                return
            self._pages[tag] = (response.content, dict(response.headers))
            self._bytes += len(response.content)
            while self._bytes > self._most_bytes:
                _tag, (content, _headers) = self._pages.popitem(last=False)
                self._bytes -= len(content)


KEPT = Pages(most_bytes=16_000_000)


def nothing_more() -> str:
    """What a page depends on besides register, day and address, when that is nothing."""
    return ""


def this_minute() -> str:
    """For pages that say whether a call is open: deadlines have hours and minutes."""
    return timezone.now().strftime("%H:%M")


def seconds_kept(also: Callable[[], str]) -> int:
    """How long anybody may keep a page unasked: a minute, or what is left of the minute that the page tells of, so
    that no call is shown as open when its time is out."""
    return SECONDS if also is nothing_more else SECONDS - timezone.now().second


def public_page(
    *, depends_on: tuple[str, ...], knows: tuple[str, ...] = (), also: Callable[[], str] = nothing_more
) -> Callable[..., Any]:
    """Makes a view's page once for each address and state of the register; an unchanged one is answered with 304.

    `depends_on` are the parts of the register (nhv.register.memory) that the page is made of: what happens to others
    leaves it as it is. `knows` are the words that its address may have after the question mark; any other is refused,
    since an answer to something else than was asked looks like one. `also` gives what it depends on besides. One query
    when the page is there already. Only for pages that show the same to everybody. A page whose address holds what
    somebody asks about is kept by nobody else.
    """

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def conditional(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
            if refusal := refusal_of_unknown(request, knows):
                return refusal
            by_own_names(request, knows)
            seconds, tag = seconds_kept(also), page_tag(request, depends_on, also())
            is_asking = holds_a_question(request)
            response = get_conditional_response(request, etag=tag) or (None if is_asking else KEPT.get(tag))
            if response is None:
                response = view(request, *args, **named)
                if response.status_code == 200 and not is_asking:
                    KEPT.keep(tag, response)
            if response.status_code in (200, 304):
                response.headers["ETag"] = tag
                _say_who_may_keep(response, is_asking, seconds)
            return response

        conditional.depends_on = depends_on  # type: ignore[attr-defined]  # a note on a function
        conditional.knows = knows  # type: ignore[attr-defined]  # a note on a function
        return conditional

    return decorated


# What an address may say after its question mark without telling what anybody wonders: a day, a page, a choice among
# few. Anything else is taken for a question, whatever it is called.
HARMLESS = {
    **dict.fromkeys(
        ("datum", "as_of", "as-of", "since", "until", "visste", "known_at"), r"[0-9]{4}-[0-9]{2}-[0-9]{2}|"
    ),
    "mot": r"[0-9]{4}-[0-9]{1,4}|",
    **dict.fromkeys(("sida", "limit", "offset"), r"[0-9]{0,7}"),
    "after": r"[0-9]{0,12}",
    **dict.fromkeys(("sjukvardsregion", "region", "kind"), r"[a-z_-]{0,40}"),
    "galler": r"ja|nej|",
    "alder": r"barn|vuxna|",
    **dict.fromkeys(("utskrift", "stor"), r"|1"),
    "format": r"|csv|xlsx",
    "text": r"",
    "q": r"",
}


def holds_a_question(request: HttpRequest) -> bool:
    """Whether the address says what somebody wonders about: perhaps a disease, and perhaps their own."""
    return not all(
        name in HARMLESS and re.fullmatch(HARMLESS[name], value)
        for name, values in request.GET.lists()
        for value in values
    )


def _say_who_may_keep(response: HttpResponse, is_asking: bool, seconds: int = SECONDS) -> None:
    """Anybody for so long; of an answer to a question only the asker's own browser."""
    patch_cache_control(response, **{"private" if is_asking else "public": True}, max_age=seconds)


def page_tag(request: HttpRequest, depends_on: tuple[str, ...], also: str = "") -> str:
    """A weak ETag: the same address has the same content while its parts of the register, day and program are the
    same.

    The state is the hash of the diary's last entry about those parts, which holds all before it. What this
    installation calls itself stands on pages too: moved to another address, it makes them anew.
    """
    state = (
        register_state(depends_on), queries.today().isoformat(), also, PROGRAM, settings.DEMONSTRATION, settings.COPY,
        settings.BASE_URL, settings.PUBLISHER, notice_on(settings.DATA, queries.today()), request.get_full_path(),
    )  # fmt: skip
    return weak_tag(repr(state).encode())


def content_tagged(*, knows: tuple[str, ...]) -> Callable[..., Any]:
    """Gives a page an ETag of what stands on it. No query: for pages that have few to spend. `knows` as above."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def conditional(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
            response = refusal_of_unknown(request, knows) or view(request, *args, **named)
            if response.status_code != 200:
                return response
            response.headers["ETag"] = weak_tag(response.content)
            _say_who_may_keep(response, holds_a_question(request))
            return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

        conditional.knows = knows  # type: ignore[attr-defined]  # a note on a function
        return conditional

    return decorated


def weak_tag(content: bytes) -> str:
    """W/"…" of a content's sha256."""
    return "W/" + quote_etag(hashlib.sha256(content).hexdigest()[:32])
