"""Sign-in at an OpenID Connect provider. Allauth's way, but that the provider's signature is always checked."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from requests import RequestException

from nhv.accounts.acts.identities import name_at
from nhv.accounts.identities import KEPT
from nhv.accounts.models import Invitation
from nhv.website.account import client_key, id_token
from nhv.website.account.asked import asked, check_level

# What is needed of what a provider tells of itself.
DISCOVERED = ("issuer", "jwks_uri", "authorization_endpoint", "token_endpoint")
# In the session: what ties a token to a sign-in that began in this browser; of several tabs the newest few.
NONCES, MOST_BEGUN = "openid_nonces", 5
# And the invitation that the newest sign-in began with, by its number: the link itself stands in the mail alone.
INVITED = "openid_invited"


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """The id token is verified against the provider's keys also when it came straight from the provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's discovery document, once it is what it should be. Raises OAuth2Error, RequestException."""
        told: Any = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in DISCOVERED):
            raise OAuth2Error("what the provider tells of itself cannot be read")
        # OpenID Connect Discovery 1.0 §4.3. A closing slash is nobody else's address.
        if told["issuer"].rstrip("/") != issuer:
            raise OAuth2Error("the provider calls itself something else than the settings do")
        return told

    def get_provider(self) -> Any:
        provider = super().get_provider()  # type: ignore[no-untyped-call]  # allauth says nothing of it
        # The way out is ours as the way back is, with one address to come back to. Allauth would make an adapter anew.
        provider.get_oauth2_adapter = lambda _request: self
        provider.get_auth_params = lambda: asked(provider.app.settings, self.openid_config)
        return provider

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Exchanges the code; who we are is shown by our key, where we have one."""
        if not (key := app.settings.get("client_key")):
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        with id_token.unreadable_is_refused():
            shown = client_key.assertion(key, client=app.client_id, provider=self.openid_config)
        self.did_fetch_access_token = True
        return client.get_access_token(request.GET["code"], pkce_code_verifier, shown)

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        with id_token.unreadable_is_refused():
            token: SocialToken = super().parse_token(data)  # type: ignore[no-untyped-call]  # allauth says nothing of it
        return token

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **named: Any) -> SocialLogin:
        claims = id_token.verified(
            named["response"].get("id_token") or "", provider=self.openid_config, client=app.client_id
        )
        begun, invited = request.session.pop(NONCES, []), request.session.pop(INVITED, {})
        if claims.get("nonce") not in begun:
            raise OAuth2Error("the provider's token was not made for a sign-in that began in this browser")
        check_level(app.settings, claims)
        claims = {**self._said_besides(app, token, claims), **claims}
        # Some providers write truth as a text, and «false» is a text too.
        is_verified = claims.get("email_verified") is True or claims.get("email_verified") == "true"
        kept = {**id_token.what_is_kept(claims), "email_verified": is_verified}
        found: SocialLogin = self.get_provider().sociallogin_from_response(
            request, {KEPT: {**kept, "sub": claims["sub"]}}
        )
        found.account.uid = name_at(provider=self.provider_id, issuer=claims["iss"], subject=claims["sub"])
        found.account.extra_data = {KEPT: kept}
        # Which invitation it began with: of this very sign-in, not of another tab's.
        begun_with = invited if invited.get("nonce") == claims["nonce"] else None
        found.invited = begun_with  # type: ignore[attr-defined]  # a note on what allauth hands on
        return found

    def _said_besides(self, app: SocialApp, token: SocialToken, claims: dict[str, Any]) -> dict[str, Any]:
        """What the userinfo says of who it is, where it is asked: of the one whom the signed token is about."""
        must_be_signed = app.settings["signed_userinfo"]
        if not must_be_signed and all(name in claims for name in ("email", *app.settings["claims"])):
            return {}
        with id_token.unreadable_is_refused():
            with get_adapter().get_requests_session() as session:
                response = session.get(self.profile_url, headers={"Authorization": f"Bearer {token.token}"})
                response.raise_for_status()
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if kind == "application/jwt":
                said = id_token.verified_userinfo(
                    response.text, provider=self.openid_config, client=app.client_id, subject=claims["sub"]
                )
            elif must_be_signed:
                raise OAuth2Error("what the provider says at its userinfo is not signed")
            else:
                said = response.json()
            return {name: said[name] for name in id_token.OF_PERSON if name in said and said["sub"] == claims["sub"]}

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        # Under our own public address, whatever host the request names; one for both languages, since the provider
        # has to know it beforehand.
        with translation.override("sv"):
            path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{settings.BASE_URL}{path}"


def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider (POST), or the question whether to go there (GET)."""
    return _lead_on(request, provider_id)


def take_invitation(request: HttpRequest, *, invitation: Invitation, name: str) -> HttpResponse:
    """To the provider (POST), and back with an account of this name, for who has opened the link."""
    return _lead_on(request, settings.OIDC_PROVIDER, {"number": invitation.pk, "name": name})


def _lead_on(request: HttpRequest, provider_id: str, invited: dict[str, Any] | None = None) -> HttpResponse:
    """By a page that leads on, since a browser that is told to send forms to us alone does not follow a form
    elsewhere."""
    # What else the address asks for is nobody's to ask: what we want of the provider stands in the settings.
    nonce, wanted = secrets.token_urlsafe(24), QueryDict(mutable=True)
    if following := request.GET.get("next"):
        wanted["next"] = following
    wanted["auth_params"] = urlencode({"nonce": nonce})
    request.GET = wanted  # type: ignore[assignment]  # as Django makes it, but for who wrote it
    if request.method == "POST":
        request.session[NONCES] = [*request.session.get(NONCES, []), nonce][-MOST_BEGUN:]
        if invited is not None:
            request.session[INVITED] = {**invited, "nonce": nonce}
    response = _answer(OAuth2LoginView, request, provider_id)
    if isinstance(response, HttpResponseRedirect) and urlsplit(response.url).hostname:
        return render(request, "account/leaving.html", {"address": response.url})
    return response


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider, with a code to exchange."""
    return _answer(OAuth2CallbackView, request, provider_id)


@require_safe
def public_keys(request: HttpRequest, provider_id: str) -> HttpResponse:
    """/konto/via/<provider>/nycklar/: what the provider holds our signature against. There only where we sign."""
    app = configured()
    if app is None or app["provider_id"] != provider_id or "client_key" not in app["settings"]:
        raise Http404
    return JsonResponse({"keys": [client_key.public_key(app["settings"]["client_key"])]})


def configured() -> dict[str, Any] | None:
    """The provider as the settings have it, if there is one."""
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0] if apps else None


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = SignedTokens(request, provider_id)
    try:
        response: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error) as fault:
        # Where its addresses stand is asked before allauth minds what happens.
        return render_authentication_error(request, adapter.get_provider(), exception=fault)  # type: ignore[no-any-return]
    return response
