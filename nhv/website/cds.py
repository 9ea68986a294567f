"""«Is this NHV?» for record systems: CDS Hooks 2.0. Off unless the operator has said who may ask.

A call holds a patient's key. No body is logged, nothing of it is kept, no address in it is called and the access it may
lend us is not read; a client's own token is held against keys that came here by another way.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from nhv.interchange.cds import HOOKS, MOST_BODY, Asked, NotUnderstood, Told, asked, cards, question, services
from nhv.interchange.cds_clients import Clients, NotAClient, Token, identified
from nhv.register.queries import today
from nhv.register.search import search
from nhv.specification.layers import sha256_of
from nhv.website.api.problems import not_allowed, problem
from nhv.website.copied import copy_note
from nhv.website.reading import Unreadable, read_json
from nhv.website.words import VERDICTS

View = Callable[..., HttpResponse]


def where_allowed(view: View) -> View:
    """404 where nobody may ask; and for a browser on a page that may, what it needs to be told (CORS)."""

    @csrf_exempt
    @wraps(view)
    def asked_of(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        clients: Clients | None = settings.CDS_HOOKS
        if clients is None:
            return problem(request, 404, "Not found", "Record systems may not ask here: NHV_CDS_HOOKS is not set.")
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, clients, *args, **named)
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ("Origin",))
        if (origin := request.headers.get("Origin", "")) in clients.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        return response

    return asked_of


@where_allowed
def discovery(request: HttpRequest, clients: Clients) -> HttpResponse:
    """Which services there are."""
    if request.method not in ("GET", "HEAD"):
        return not_allowed(request, "Services are read with GET.", allow="GET, HEAD, OPTIONS")
    return JsonResponse(services(fetches_patient=clients.fetches_patient), json_dumps_params={"ensure_ascii": False})


@where_allowed
def service(request: HttpRequest, clients: Clients, name: str) -> HttpResponse:
    """A call of a hook, answered with cards."""
    hook = name.removeprefix("nhv-")
    if hook not in HOOKS or name == hook:
        return problem(request, 404, "Not found", "GET /cds-services says which services there are.")
    if request.method != "POST":
        return not_allowed(request, "A hook is called with POST.", allow="POST, OPTIONS")
    if len(request.body) > MOST_BODY:
        return problem(request, 413, "Not received", f"At most {MOST_BODY} bytes are read here. Send fewer orders.")
    try:
        _let_in(request, clients)
        told = asked(read_json(request.body.decode(), most=MOST_BODY), hook)
    except NotAClient as fault:
        refused = problem(request, 401, "Not a client", str(fault))
        refused.headers["WWW-Authenticate"] = 'Bearer realm="cds-services"'
        return refused
    except (NotUnderstood, Unreadable, UnicodeDecodeError) as fault:
        what = str(fault) if isinstance(fault, NotUnderstood) else "the body is no JSON in UTF-8"
        return problem(request, 400, "Not understood", what)
    with override("sv"):
        unread = () if told.codes else told.unread
        answers = [*_answers(told, clients)]
        found = cards(answers, base=settings.BASE_URL, note=copy_note(), unread=unread, left=told.left)
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _let_in(request: HttpRequest, clients: Clients) -> None:
    """Raises NotAClient for a call without a token that holds, and for one that has been here before."""
    if not clients.issuers:
        return
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer":
        raise NotAClient("the call has no token")
    address = f"{settings.BASE_URL}{request.path}"
    if not _is_new(identified(text.strip(), clients, audience=address)):
        raise NotAClient("the token has been used")


def _is_new(token: Token) -> bool:
    """Counted where every process sees it, by a hash, until the token has had its time."""
    name = sha256_of(f"{token.issuer} {token.name}")
    seconds = token.until - int(datetime.now(UTC).timestamp())
    return bool(cache.add(f"cds-{name}", 1, timeout=max(seconds, 1)))


def _answers(told: Asked, clients: Clients) -> Iterator[Told]:
    """What the register answers about each code: those it is sure of, else the best that is likely."""
    born = told.born if clients.fetches_patient else None
    for system, code in told.codes:
        for answer in search(question(system, code, born, today()), language="sv")["answers"]:
            yield _told(answer)


def _told(answer: Mapping[str, Any]) -> Told:
    named = (answer["area"], answer["clause_key"])
    page = reverse("clause", args=named) if answer["clause_key"] else reverse("area", args=named[:1])
    return Told(
        area=answer["area"],
        area_name=answer["area_name"],
        verdict=answer["verdict"],
        verdict_in_words=str(VERDICTS[answer["verdict"]]),
        is_sure=answer["confidence"] == "sure",
        why=answer["why"],
        units=tuple(one["unit"] or one["hospital"] or one["region"] for one in answer["holders"]),
        narrower=tuple(answer["narrower"]),
        units_note=answer["holders_note"],
        turns_on=tuple(turn["text"] for turn in answer["turns_on"]),
        begins=answer["begins"] or "",
        page=f"{settings.BASE_URL}{page}",
    )
