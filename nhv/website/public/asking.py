"""A region asks about a call. The page is its own, because the call's page is the same for everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.process.calls.acts import ask
from nhv.process.calls.queries import own_call_questions
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.website.deadlines import deadline_in_words
from nhv.website.officer.call_forms import QuestionForm
from nhv.website.public.calls import open_case
from nhv.website.requests import SignedIn


def ask_question(request: SignedIn, call: str) -> HttpResponse:
    """The form, what one's own organisations have asked and not had answered, and the way to all answers."""
    case = open_case(call)
    reach = access.reach(request.actor, "call.ask")
    regions = Organisation.objects.filter(pk__in=reach.organisations, kind=Organisation.Kind.REGION)
    organisations = list(regions.order_by(in_swedish("name")))
    form = QuestionForm(request.POST or None, organisations)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asker = next(one for one in organisations if one.key == said["organisation"])
        asked = form.try_to(
            request,
            lambda: ask(
                call=case,
                organisation=asker,
                question=said["question"],
                by=request.actor,
                now=request.received_at,
                once_key=said["once"],
            ),
        )
        if asked:
            messages.success(request, _("Frågan är skickad. Svaret publiceras på utlysningens sida, lika för alla."))
            return redirect("call-ask", case.key)
    page = {
        "call": case,
        "form": form,
        "deadline": deadline_in_words(case.facts),
        "waiting": own_call_questions(request.actor, case),
    }
    return render(request, "public/ask.html", page)
