"""Comments between those who work on it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from nhv.filings.acts.commenting import comment as say
from nhv.website.filings.own.comment_form import CommentForm
from nhv.website.filings.own.overview import overview_page
from nhv.website.filings.own.own import own_or_not_here
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


def comment(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """One more."""
    own = own_or_not_here(request, pages, key)
    form = CommentForm(request.POST, own.filing.outline.outline)
    if form.is_valid():
        said = form.cleaned_data
        kept = form.try_to(
            request,
            lambda: say(
                filing=own.filing,
                text=said["text"],
                question=said["question"],
                by=request.actor,
                once_key=said["once"],
            ),
        )
        if kept:
            messages.success(request, _("Kommentaren är sparad. Bara ni som arbetar med den ser den."))
            return HttpResponseRedirect(f"{own.page('show')}#kommentarer")
    return overview_page(own, form)
