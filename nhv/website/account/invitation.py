"""The page that the link of an invitation leads to: what it is about, and yes."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nhv.accounts.acts import accept_invitation, find_invitation
from nhv.accounts.models import Invitation, User
from nhv.website.account.openid import configured, take_invitation
from nhv.website.attempts import as_attempt
from nhv.website.refusals import NOT_DONE, in_readers_words

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class NewPerson(forms.Form):
    """Name and password of somebody who has no account yet."""

    name = forms.CharField(
        label=gettext_lazy("Ditt namn"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=gettext_lazy("Välj ett lösenord"),
        strip=False,
        help_text=gettext_lazy(
            "Minst 15 tecken. Några ord efter varandra är bra. Undvik din adress, ditt namn och din organisation."
        ),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, by_provider: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.invitation, self.by_provider = invitation, by_provider
        self.fields["password"].required = not by_provider

    def clean_password(self) -> str:
        """Who goes on to the provider chooses none, whatever stands in the field."""
        if self.by_provider:
            return ""
        user = User(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
        user.organisation_names = (self.invitation.organisation.name,)
        validate_password(self.cleaned_data["password"], user)
        return str(self.cleaned_data["password"])


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """/konto/inbjudan/<token>/. Only a POST uses the link up: mail programs open links by themselves."""
    invitation = find_invitation(token)
    if invitation is None:
        return as_attempt(render(request, "account/invitation_gone.html", status=404), "wrong_link")
    there = User.objects.filter(email=invitation.email, is_active=True).first()
    if there is not None:
        return _one_more_role(request, token, invitation, there)
    by_provider = "by_provider" in request.POST and configured() is not None
    form = NewPerson(request.POST or None, invitation=invitation, by_provider=by_provider)
    if request.method == "POST" and form.is_valid():
        if by_provider:
            return take_invitation(request, invitation=invitation, name=form.cleaned_data["name"])
        try:
            user = accept_invitation(
                token=token, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except NOT_DONE as refusal:
            form.add_error(None, in_readers_words(refusal))
        else:
            login(request, user, backend=BACKEND)
            record_authentication(request, user, method="password")
            return redirect("mfa_index")
    return render(request, "account/invitation.html", {"invitation": invitation, "form": form})


def _one_more_role(request: HttpRequest, token: str, invitation: Invitation, there: User) -> HttpResponse:
    """For who has an account: signed in with it, one press is enough."""
    is_there = request.user.is_authenticated and request.user.pk == there.pk
    if request.method == "POST" and is_there:
        try:
            accept_invitation(token=token, as_user=there, keep_session=request.session.session_key or "")
        except NOT_DONE as refusal:
            messages.error(request, in_readers_words(refusal))
        else:
            request.session.cycle_key()
            messages.success(request, _("Rollen gäller från och med nu."))
        return redirect("account")
    return render(
        request, "account/invitation.html", {"invitation": invitation, "has_account": True, "is_there": is_there}
    )
