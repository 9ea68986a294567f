"""Which passwords are refused, and what is said."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

from nhv.accounts.models import User
from nhv.program.settings import PASSWORD_HASHERS


def somebody():
    user = User(email="kerstin.alm@region-ett.exempel", name="Kerstin Alm")
    user.organisation_names = ("Region Ett",)
    return user


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fjorton tecken", "password_too_short"),
        ("kerstinalm123456", "password_about_the_user"),
        ("Kerstin.Alm@Region-Ett", "password_about_the_user"),
        ("regionett regionett", "password_about_the_user"),
        ("nhv2026 lösenord", "password_about_the_user"),
        ("Socialstyrelsen2026", "password_about_the_user"),
        ("john!20130605at1753", "password_too_common"),
        ("qwertyuiopasdfghjkl", "password_predictable"),
        ("hejsanhejsanhejsan", "password_predictable"),
        ("aaaaaaaaaaaaaaaaaab", "password_predictable"),
        ("sommar 1234567890", "password_predictable"),
    ],
)
def test_a_password_that_can_be_guessed_is_refused(password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, somebody())
    assert [error.code for error in refused.value.error_list] == [code]


@pytest.mark.parametrize(
    "password", ["fyra renar går över myren", "en alm och tretton skator", "nhv är inte hela världen"]
)
def test_words_of_ones_own_may_occur_in_a_long_password(password):
    validate_password(password, somebody())


def test_a_password_is_kept_with_argon2_and_is_hard_to_guess():
    user = somebody()
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        user.set_password("fyra renar går över myren")
        assert user.check_password("fyra renar går över myren")
        assert not user.check_password("fyra renar går över myran")
        # Some browsers on a Mac send å as a letter and a ring.
        assert user.check_password("fyra renar ga\u030ar o\u0308ver myren")
    # 100 MB, twice over.
    assert user.password.startswith("argon2$argon2id$v=19$m=102400,t=2,")
