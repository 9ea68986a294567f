"""/meddelande/: what an administrator says on every page, and until when."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhv.accounts.acts.notices import say_nothing_more, say_on_every_page
from nhv.records.notice import MOST_TEXT, notice_on
from nhv.website.act_forms import ActForm, ParagraphsField
from nhv.website.day_fields import DayField
from nhv.website.requests import SignedIn


class NoticeForm(ActForm):
    """What everybody reads, and its last day."""

    text = ParagraphsField(label=gettext_lazy("Vad som ska stå"), max_length=MOST_TEXT, rows=3)
    english = ParagraphsField(label=gettext_lazy("Detsamma på engelska"), max_length=MOST_TEXT, rows=3, required=False)
    until = DayField(label=gettext_lazy("Till och med"))


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: SignedIn) -> HttpResponse:
    """See, change and take away the notice."""
    now = notice_on(settings.DATA, timezone.localdate())
    if request.method == "POST" and request.POST.get("do") == "remove":
        say_nothing_more(by=request.actor)
        messages.success(request, _("Meddelandet är borttaget."))
        return redirect("notice")
    begun = {"text": now.text, "english": now.english, "until": now.until} if now else {}
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "english", "until")}
        if form.has_done(request, lambda: say_on_every_page(**said, by=request.actor)):
            messages.success(request, _("Meddelandet står nu på alla sidor."))
            return redirect("notice")
    return render(request, "people/notice.html", {"form": form, "now": now})
