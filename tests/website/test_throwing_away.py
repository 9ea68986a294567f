"""What waits unsent is thrown away in two steps, from wherever it is shown: one press loses nothing."""

import re

from django.conf import settings
from django.test import Client

from nhv.accounts.models import UnsentForm
from nhv.rules.roles import Role
from tests.support.people import a_person, signed_in
from tests.website.written_forms import filled, forms_of_page

PAGE = "/konto/oskickat/"
FORM = "/handlaggning/utlysningar/ny/"


def left_behind():
    """A browser whose person's session ended while something was written, and who is back."""
    person = a_person(Role.OFFICER)
    browser = signed_in(Client(), person)
    form = next(filled(one, FORM) for one in forms_of_page(browser.get(FORM)))
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert browser.post(form.action, form.body).status_code == 403
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    return browser


def test_a_press_only_asks_and_the_second_throws_it_away(sqlite_register):
    browser = left_behind()
    number = UnsentForm.objects.get().pk
    # Where the form stands and where all of it stands, the same link leads to the same question.
    for page in (FORM, PAGE):
        assert f"{PAGE}?slang={number}#skrivet-{number}" in browser.get(page).content.decode(), page
    asked = browser.get(f"{PAGE}?slang={number}").content.decode()
    assert "Ska det slängas?" in asked and "Det går inte att få tillbaka." in asked and FORM in asked
    assert browser.post(PAGE, {"number": number}).url.startswith(f"{PAGE}?slang={number}")
    assert UnsentForm.objects.exists()
    page = browser.post(PAGE, {"number": number, "sure": "1"}, follow=True).content.decode()
    assert "Det är slängt." in page and "Inget väntar." in page
    assert not UnsentForm.objects.exists()


def test_a_number_of_somebody_elses_asks_about_nothing(sqlite_register):
    browser = left_behind()
    page = browser.get(f"{PAGE}?slang=999999").content.decode()
    assert "Ska det slängas?" not in page and re.search("Skrivet", page)
