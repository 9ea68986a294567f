"""One person has one account, however the address is written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nhv.accounts.models import User
from nhv.language.addresses import one_address
from nhv.website.address_input import AddressInput

WRITTEN = [
    "Åsa.Ek@Exempel.invalid",
    "\u200båsa.ek@exempel.invalid\ufeff",
    "a\u030asa.ek@exempel.invalid",
    " åsa\u00ad.ek@exempel.invalid ",
    "A\u030aSA.EK@EXEMPEL.INVALID",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_an_address_has_one_form(written: str) -> None:
    assert one_address(written) == "åsa.ek@exempel.invalid"


@pytest.mark.parametrize("written", WRITTEN)
def test_a_second_account_for_one_address_is_impossible(written, people):
    first = User.objects.create(email="åsa.ek@exempel.invalid", name="Åsa Ek")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=written, name="Åsa Ek")])
    assert User.objects.get(email=written) == first
    assert User.objects.create(email=f"x{written.strip()}", name="X").email.startswith("x"), "another person may"


def test_what_is_kept_is_what_the_object_says(people):
    user = User.objects.create(email="\u200bAnna@Exempel.invalid", name="Anna")
    assert user.email == "anna@exempel.invalid" == User.objects.get(pk=user.pk).email


def test_what_no_form_can_read_as_an_address_is_still_refused():
    with pytest.raises(ValidationError):
        AddressInput().clean("anna\u200b exempel.invalid")
