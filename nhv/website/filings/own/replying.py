"""What is said in writing with a completion: drafted here by those who write, and sent with it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.acts.handling import MOST_TEXT
from nhv.filings.acts.replying import reply_to, write_reply
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.errors import NotHere
from nhv.website.filings.own.own import own_or_not_here
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


class ReplyForm(ActForm):
    """The words; empty when there is nothing to say besides the answers."""

    text = ParagraphsField(
        label=gettext_lazy("Skriftligt svar"),
        required=False,
        max_length=MOST_TEXT,
        rows=8,
        help_text=gettext_lazy("Det skickas med kompletteringen. Innan dess ser bara ni det."),
    )


def reply(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The reply to what is asked for now."""
    own = own_or_not_here(request, pages, key)
    if own.completion is None:
        raise NotHere(_("Ingen komplettering är begärd nu."))
    form = ReplyForm(request.POST or None, initial={"text": reply_to(own.filing, own.completion)})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if form.has_done(request, lambda: write_reply(filing=own.filing, text=text, by=request.actor)):
            messages.success(request, _("Svaret är sparat. Det skickas med när ni skickar in kompletteringen."))
            return HttpResponseRedirect(own.page("show"))
    return render(request, "filings/own/reply.html", {"own": own, "filing": own.filing, "form": form})
