"""Questions about a call: what has been asked, and the answer that everybody reads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts.deeds import names_of
from nhv.process.calls.acts import answer
from nhv.website.errors import NotHere
from nhv.website.officer.call_forms import AnswerForm
from nhv.website.officer.calls import case_or_not_here
from nhv.website.requests import SignedIn


def answer_question(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The question as asked and by whom, the words it is published with, and its answer. Answered again, it changes."""
    call = case_or_not_here(request, key)
    question = call.questions.select_related("organisation").filter(pk=number).first()
    if question is None:
        raise NotHere(_("Det finns ingen sådan fråga."))
    initial = {"published_question": question.published_question or question.question, "answer": question.answer}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answered = form.try_to(
            request,
            lambda: answer(
                question=question,
                published_question=said["published_question"],
                answer=said["answer"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if answered:
            messages.success(request, _("Svaret är publicerat."))
            return redirect("officer-call", key)
    page: dict[str, Any] = {"call": call, "question": question, "form": form, "asker": names_of([question.asked_by])}
    return render(request, "officer/answer.html", {**page, "asker": page["asker"][question.asked_by]})
