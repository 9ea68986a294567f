"""A region's people before their application, with Django's client as browser."""

from collections.abc import Callable
from typing import Any

import pytest

from nhv.accounts.models import User
from nhv.filings.models import Filing
from nhv.rules.roles import Role
from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.website.applicant.pages import Applicant


@pytest.fixture
def writer() -> User:
    """Somebody who writes for Region Skåne."""
    return an_applicant(role=Role.WRITER)


@pytest.fixture
def signatory() -> User:
    """Somebody who may send for Region Skåne."""
    return an_applicant()


@pytest.fixture
def filing(signatory: User) -> Filing:
    """Region Skåne's application to an open call, just begun, for its university hospital."""
    return a_draft(an_open_call(), signatory, hospital="skanes-universitetssjukhus")


@pytest.fixture
def browser() -> Callable[..., Any]:
    """The client of somebody who is signed in: `browser(writer).get(...)`."""
    return Applicant
