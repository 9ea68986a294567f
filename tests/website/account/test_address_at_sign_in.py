"""An address as people paste it: with signs that nobody sees."""

import pytest
from django.test import Client

from nhv.register.models import OutgoingMessage
from tests.support.people import PASSWORD, a_person


@pytest.mark.parametrize("spoil", ["\u200b{}", "{}\u2060 ", " \ufeff{}"])
def test_signs_that_do_not_show_keep_nobody_from_signing_in(spoil):
    person = a_person()
    page = Client().post("/konto/logga-in/", {"login": spoil.format(person.email.title()), "password": PASSWORD})
    assert page.status_code == 302 and "andra-steget" in page["Location"]
    wrong = Client().post("/konto/logga-in/", {"login": spoil.format(f"x{person.email}"), "password": PASSWORD})
    assert wrong.status_code == 200


def test_nor_from_a_new_password():
    person = a_person()
    Client().post("/konto/losenord/glomt/", {"email": f"\u200b{person.email}\ufeff"})
    assert [mail.to for mail in OutgoingMessage.objects.all()] == [person.email]
