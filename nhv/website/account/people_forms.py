"""The forms with which an administrator invites people and gives them roles."""

from typing import Any, Final, cast

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhv.register.models import Organisation
from nhv.rules.reach import Reach
from nhv.rules.roles import PLACES, Role
from nhv.website.act_forms import ActForm
from nhv.website.address_input import AddressInput
from nhv.website.strict_fields import RowField
from nhv.website.words import ROLE_MEANINGS, ROLES


class RoleRadios(forms.RadioSelect):
    """Roles, each with what it is for."""

    meanings = ROLE_MEANINGS


class RoleForm(ActForm):
    """A role at an organisation within reach, perhaps until a last day."""

    organisation = RowField(Organisation.objects.none(), label=_("Organisation"), empty_label=_("Välj"))
    role = forms.ChoiceField(label=_("Roll"), widget=RoleRadios)
    # A day is written, as everywhere else here: a browser's own field has the language and order of the browser.
    valid_until = forms.DateField(
        label=_("Sista dag (om rollen är tillfällig)"),
        required=False,
        help_text=_("Skriv år, månad och dag, till exempel 2027-06-30."),
        widget=forms.DateInput({"inputmode": "numeric", "autocomplete": "off"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, reached: Reach, **named: Any) -> None:
        super().__init__(*args, **named)
        cast("RowField", self.fields["organisation"]).queryset = possible_places(reached)
        cast(forms.ChoiceField, self.fields["role"]).choices = possible_roles(reached)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InvitationForm(RoleForm):
    """The same for somebody who is known by an address only."""

    email = AddressInput(label=_("E-postadress"), help_text=_("Personens egen adress i arbetet."))
    field_order = ("email", "organisation", "role", "valid_until")


class MoveForm(ActForm):
    """Another organisation, and the roles there."""

    to = RowField(Organisation.objects.none(), label=_("Ny organisation"), empty_label=_("Välj"))
    roles = forms.MultipleChoiceField(label=_("Roller där"), widget=forms.CheckboxSelectMultiple)
    why = forms.CharField(label=_("Varför?"), max_length=300)

    def __init__(self, *args: Any, reached: Reach, **named: Any) -> None:
        super().__init__(*args, **named)
        cast("RowField", self.fields["to"]).queryset = possible_places(reached)
        cast(forms.ChoiceField, self.fields["roles"]).choices = possible_roles(reached)

    def clean_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class NameForm(ActForm):
    """What a person is called from now on."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    why = forms.CharField(label=_("Varför?"), max_length=300)


class WhyForm(ActForm):
    """Why a role is ended or an account closed."""

    why = forms.CharField(label=_("Varför?"), max_length=300)


HOW_KNOWN: Final = {
    "met": _("Vi har mötts, och jag har kontrollerat vem det är"),
    "asked": _("En annan administratör ska bekräfta"),
}


class ResetForm(ActForm):
    """How the administrator knows that it is the right person who has lost a second factor."""

    how = forms.ChoiceField(
        label=_("Hur vet du att det är rätt person?"), choices=HOW_KNOWN.items(), widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Beskriv kontrollen"), max_length=300)


def possible_places(reached: Reach) -> QuerySet[Organisation]:
    """The organisations within reach where anybody can have a role."""
    places = Organisation.objects.filter(kind__in=set().union(*PLACES.values()))
    return places if reached.everything else places.filter(pk__in=reached.organisations)


def possible_roles(reached: Reach) -> list[tuple[Role, Promise]]:
    """The roles that anybody can have at an organisation within reach, with their words."""
    kinds = set(possible_places(reached).values_list("kind", flat=True))
    return [(role, ROLES[role]) for role in Role if PLACES[role] & kinds]
