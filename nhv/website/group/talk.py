"""What is said of a text while it is written: comments on its parts, and the questions that it must answer."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.deeds import names_of
from nhv.process.drafting import talk
from nhv.process.drafting.models import MOST_COMMENT, MOST_QUESTION, PartComment
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.rules.verdicts import VERDICTS
from nhv.website import words
from nhv.website.act_forms import ActForm, ParagraphsField, press_button
from nhv.website.group.pages import group_case
from nhv.website.group.text import SEE, about_text, part_or_not_here
from nhv.website.requests import SignedIn

COMMENT = "draft.comment"


class CommentForm(ActForm):
    """What somebody says of a part."""

    text = ParagraphsField(label=gettext_lazy("Kommentar"), max_length=MOST_COMMENT, rows=4)


class QuestionForm(ActForm):
    """A question and the verdict that the text must give."""

    text = forms.CharField(label=gettext_lazy("Fråga, som någon i vården skulle skriva den"), max_length=MOST_QUESTION)
    must = forms.ChoiceField(
        label=gettext_lazy("Beskedet som texten ska ge"), choices=[(one, words.VERDICTS[one]) for one in VERDICTS]
    )


def comment_part(request: SignedIn, key: str, part: str) -> HttpResponse:
    """What has been said of a part, settled or not, and a field for more."""
    case = group_case(request, key, COMMENT)
    number = latest_number(case)
    found = part_or_not_here(drafted_at(case, number).area, part)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["text"]
        if form.try_to(
            request, lambda: talk.comment(case=case, part=part, text=said, by=request.actor, now=request.received_at)
        ):
            messages.success(request, _("Kommentaren är sparad."))
            return redirect(f"{reverse('group-text', args=[key])}#{part}")
    comments = list(case.comments.filter(part=part).order_by("settled_at", "pk"))
    page = {"part": found, "form": form, "comments": comments, "names": _names(comments)}
    return render(request, "group/comment.html", {**about_text(request, case, number), **page})


def settle_comment(request: SignedIn, key: str, number: int) -> HttpResponse:
    """It is done, or is not to be."""
    case = group_case(request, key, COMMENT)
    press_button(request, lambda: talk.settle(case=case, number=number, by=request.actor, now=request.received_at))
    return redirect("group-text", key)


def show_questions(request: SignedIn, key: str) -> HttpResponse:
    """The questions with what the text answers now, wrong ones first, and a field for one more."""
    case = group_case(request, key, SEE if request.method == "GET" else COMMENT)
    number = latest_number(case)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if form.try_to(
            request,
            lambda: talk.ask(
                case=case, text=said["text"], must=said["must"], by=request.actor, now=request.received_at
            ),
        ):
            return redirect("group-text-questions", key)
    cards = sorted(talk.cards(case, drafted_at(case, number).area), key=lambda card: card.is_right)
    page = {"form": form, "cards": cards}
    return render(request, "group/questions.html", {**about_text(request, case, number), **page})


def drop_question(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The question is put no more."""
    case = group_case(request, key, COMMENT)
    press_button(request, lambda: talk.drop(case=case, number=number, by=request.actor))
    return redirect("group-text-questions", key)


def _names(comments: list[PartComment]) -> dict[str, str]:
    return names_of(who for one in comments for who in (one.written_by, one.settled_by) if who)
