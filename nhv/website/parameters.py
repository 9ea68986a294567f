"""What stands after the question mark of an address: the words that a page knows, and what is said of any other."""

import difflib
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from nhv.website.api.problems import is_for_programs, problem

# One and the same thing, as people and programs write it: the day that a page or a table is about.
DAY: Final = ("datum", "as_of", "as-of")
# Put there by others, to count by. They change no answer.
COUNTERS: Final = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
NEAR = 0.5
MOST_SHOWN = 40


def by_own_names(request: HttpRequest, knows: tuple[str, ...]) -> None:
    """The day under the name that the page itself uses, whichever of its names the address has."""
    own = next((name for name in DAY if name in knows), "")
    others = [name for name in DAY if name != own and name in request.GET]
    if own and others:
        said = request.GET.copy()
        for name in others:
            said.setlist(own, said.pop(name))
        request.GET = said  # type: ignore[assignment]  # a copy is a QueryDict too


def refusal_of_unknown(request: HttpRequest, knows: tuple[str, ...]) -> HttpResponse | None:
    """Said in words, with the nearest name, when the address asks for something that the page does not know.

    Otherwise nothing. A filter that is not understood would else give an answer to another question.
    """
    unknown = next(_unknown(request, knows), None)
    if unknown is None:
        return _refusal_of_twice(request)
    near = next(iter(difflib.get_close_matches(unknown.casefold(), knows, n=1, cutoff=NEAR)), "")
    response = _refusal(request, unknown, near, knows)
    # It may hold what somebody wonders about.
    patch_cache_control(response, private=True, no_store=True)
    return response


def _refusal_of_twice(request: HttpRequest) -> HttpResponse | None:
    """A program that says two things of one parameter is not answered by the last, which it may not have meant."""
    twice = [name for name, values in request.GET.lists() if len(set(values)) > 1]
    if not twice or not is_for_programs(request):
        return None
    return problem(request, 422, "Bad parameter", f"{str(twice[0])[:MOST_SHOWN]}: say it once. It has two values here.")


def _refusal(request: HttpRequest, unknown: str, near: str, knows: tuple[str, ...]) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem(request, 422, "Unknown parameter", _in_english(unknown[:MOST_SHOWN], near, knows))
    page = {"unknown": unknown[:MOST_SHOWN], "near": near, "knows": knows, "address": _address(request, unknown, near)}
    return render(request, "public/unknown_parameter.html", page, status=400)


def _unknown(request: HttpRequest, knows: tuple[str, ...]) -> Iterator[str]:
    known = {*knows, *(DAY if set(knows) & set(DAY) else ())}
    return (name for name in request.GET if name not in known and not name.startswith(COUNTERS))


def _in_english(unknown: str, near: str, knows: tuple[str, ...]) -> str:
    mean = f" Did you mean {near}?" if near else ""
    those = f"It takes {', '.join(knows)}." if knows else "It takes none."
    return f"{unknown}: this address takes no such parameter.{mean} {those}"


def _address(request: HttpRequest, unknown: str, near: str) -> str:
    """The same address with the nearest name in place of the unknown one, or without it."""
    pairs = [(near if name == unknown else name, value) for name, values in request.GET.lists() for value in values]
    query = urlencode([(name, value) for name, value in pairs if name])
    return f"{request.path}?{query}" if query else request.path
