"""Addresses of signing in, of one's own account, and of the people one administers."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as provider
from django.views.generic import RedirectView

from nhv.rules.access import PUBLIC, SIGNED_IN
from nhv.website.access import not_kept, regex_route, route
from nhv.website.account import addresses, attempts, invitation, letters, notice, own, people, trying
from nhv.website.account.openid import callback, public_keys, sign_in
from nhv.website.headers import with_scripts
from nhv.website.unsent import pages as unsent

# Anybody may ask, and the answer depends on who does.
entrance = [
    route("konto/logga-in/", not_kept(with_scripts(account.login)), name="account_login", needs=PUBLIC),
    # Both are as if they were not there, but for who tries a demonstration at the machine itself.
    route("prova/", not_kept(trying.show_roles), name="try-roles", needs={"GET": PUBLIC}),
    route("konto/prova/", not_kept(trying.sign_in), name="try-person", needs=PUBLIC),
    route("konto/stangt/", not_kept(account.account_inactive), name="account_inactive", needs=PUBLIC),
    route("konto/utan-inbjudan/", not_kept(account.signup), name="account_signup", needs=PUBLIC),
    route("konto/inbjudan/<str:token>/", not_kept(invitation.accept), name="invitation", needs=PUBLIC),
    route("konto/losenord/glomt/", not_kept(account.password_reset), name="account_reset_password", needs=PUBLIC),
    route(
        "konto/losenord/glomt/skickat/",
        not_kept(account.password_reset_done),
        name="account_reset_password_done",
        needs=PUBLIC,
    ),
    regex_route(
        r"^konto/losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        not_kept(account.password_reset_from_key),
        name="account_reset_password_from_key",
        needs=PUBLIC,
    ),
    route(
        "konto/losenord/nytt/klart/",
        not_kept(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
        needs=PUBLIC,
    ),
    route(
        "konto/andra-steget/kod/", not_kept(with_scripts(factors.authenticate)), name="mfa_authenticate", needs=PUBLIC
    ),
    route(
        "konto/andra-steget/nycklar/logga-in/", not_kept(keys.login_webauthn), name="mfa_login_webauthn", needs=PUBLIC
    ),
    route("konto/via/<str:provider_id>/", not_kept(sign_in), name="openid_connect_login", needs=PUBLIC),
    route("konto/via/<str:provider_id>/tillbaka/", not_kept(callback), name="openid_connect_callback", needs=PUBLIC),
    route("konto/via/<str:provider_id>/nycklar/", public_keys, name="openid_connect_keys", needs={"GET": PUBLIC}),
    route(
        "konto/via-avbruten/", not_kept(provider.login_cancelled), name="socialaccount_login_cancelled", needs=PUBLIC
    ),
    route("konto/via-fel/", not_kept(provider.login_error), name="socialaccount_login_error", needs=PUBLIC),
]

# For everybody who is signed in, also before there is a second factor.
first_of_all = [
    route("konto/logga-ut/", account.logout, name="account_logout", needs=SIGNED_IN, before_second_factor=True),
    route(
        "konto/bekrafta/",
        account.reauthenticate,
        name="account_reauthenticate",
        needs=SIGNED_IN,
        before_second_factor=True,
    ),
    route("konto/andra-steget/", own.second_factor, name="mfa_index", needs=SIGNED_IN, before_second_factor=True),
    route(
        "konto/andra-steget/app/",
        app.activate_totp,
        name="mfa_activate_totp",
        needs=SIGNED_IN,
        before_second_factor=True,
    ),
    route(
        "konto/andra-steget/nycklar/ny/",
        with_scripts(keys.add_webauthn),
        name="mfa_add_webauthn",
        needs=SIGNED_IN,
        before_second_factor=True,
    ),
]

own_account = [
    route("konto/prova/bekrafta/", trying.confirm, name="try-confirm", needs=SIGNED_IN),
    route("konto/", own.show, name="account", needs=SIGNED_IN),
    route("konto/oskickat/", unsent.show, name="unsent", needs=SIGNED_IN),
    route("konto/oskickat/vanta/", unsent.wait, name="unsent-wait", needs=SIGNED_IN),
    route("konto/brev/", letters.show, name="letters", needs=SIGNED_IN),
    route("konto/brev/folj/", letters.begin_to_follow, name="follow", needs={"POST": SIGNED_IN}),
    route("konto/brev/sluta-folja/", letters.stop_following, name="stop-following", needs={"POST": SIGNED_IN}),
    route("konto/avsluta-andra/", own.end_others, name="end-other-sessions", needs=SIGNED_IN),
    route("konto/losenord/byt/", account.password_change, name="account_change_password", needs=SIGNED_IN),
    route("konto/losenord/valj/", account.password_set, name="account_set_password", needs=SIGNED_IN),
    route("konto/andra-steget/bekrafta/", factors.reauthenticate, name="mfa_reauthenticate", needs=SIGNED_IN),
    route("konto/andra-steget/app/ta-bort/", app.deactivate_totp, name="mfa_deactivate_totp", needs=SIGNED_IN),
    route(
        "konto/andra-steget/reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes", needs=SIGNED_IN
    ),
    route(
        "konto/andra-steget/reservkoder/nya/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
        needs=SIGNED_IN,
    ),
    route(
        "konto/andra-steget/nycklar/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
        needs=SIGNED_IN,
    ),
    route(
        "konto/andra-steget/nycklar/bekrafta/",
        with_scripts(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
        needs=SIGNED_IN,
    ),
    route("konto/andra-steget/nycklar/<int:pk>/namn/", keys.edit_webauthn, name="mfa_edit_webauthn", needs=SIGNED_IN),
    route(
        "konto/andra-steget/nycklar/<int:pk>/ta-bort/",
        keys.remove_webauthn,
        name="mfa_remove_webauthn",
        needs=SIGNED_IN,
    ),
]

administration = [
    route("avvisade-forsok/", attempts.show, name="attempts", needs={"GET": "attempts.see"}),
    route("meddelande/", notice.notice, name="notice", needs="notice.put"),
    route("personer/", people.show, name="people", needs="people.see"),
    route("personer/bjud-in/", people.invite, name="invite", needs="people.invite"),
    route(
        "personer/inbjudningar/<int:invitation>/aterta/",
        people.withdraw_invitation,
        name="withdraw-invitation",
        needs="people.invite",
    ),
    route("personer/adresser/", addresses.addresses, name="addresses", needs="organisations.address"),
    route("personer/<int:person>/", people.show_person, name="person", needs="people.see"),
    route("personer/<int:person>/ny-roll/", people.give_role, name="give-role", needs="people.change"),
    route(
        "personer/<int:person>/roller/<int:membership>/avsluta/",
        people.end_role,
        name="end-role",
        needs="people.change",
    ),
    route("personer/<int:person>/namn/", people.correct_name, name="correct-name", needs="people.change"),
    route("personer/<int:person>/flytta/", people.move, name="move-person", needs="people.change"),
    route("personer/<int:person>/andra-steget/", people.reset_second_factor, name="reset", needs="people.change"),
    route(
        "personer/<int:person>/andra-steget/svar/", people.confirm_reset, name="confirm-reset", needs="people.change"
    ),
    route("personer/<int:person>/stang/", people.close, name="close-account", needs="people.change"),
]

urlpatterns = [*entrance, *first_of_all, *own_account, *administration]
