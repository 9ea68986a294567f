"""A stored file that is no longer what was received: the reader is told, and gets none of it."""

import pytest
from django.test import Client

from nhv.filings.acts.attachments import attach
from nhv.register.memory import FILES
from nhv.register.models import StoredFile
from nhv.rules.roles import Role
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor, signed_in
from tests.website.access_examples import A_PICTURE


@pytest.fixture
def page(sqlite_register) -> tuple[Client, str]:
    """A browser of the region's signatory, and the address of a file in what they have sent."""
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    attach(filing=filing, question="verksamhetsplan", name="plan.png", chunks=[A_PICTURE], by=actor(signatory))
    sent(filing, signatory)
    return signed_in(Client(), signatory), f"/ansokningar/{filing.key}/filer/{StoredFile.objects.get().sha256}/"


def test_a_whole_file_comes_with_its_length_and_name(page):
    client, path = page
    answer = client.get(path)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, A_PICTURE)
    assert answer.headers["Content-Length"] == str(len(A_PICTURE))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.png"'


@pytest.mark.parametrize("content", [A_PICTURE[:-1], A_PICTURE[:-1] + b"?", b""], ids=["cut", "flipped", "empty"])
def test_a_damaged_one_is_said_to_be_so(page, content):
    client, path = page
    FILES.path(StoredFile.objects.get().sha256).write_bytes(content)
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Filen har skadats hos oss efter mottagandet" in answer.content.decode()


def test_the_authority_is_told_the_same(page):
    client, path = page
    officer = signed_in(Client(), a_person(Role.OFFICER))
    theirs = path.replace("/ansokningar/", "/handlaggning/ansokningar/").replace("/filer/", "/fil/")
    assert officer.get(theirs).status_code == 200
    FILES.path(StoredFile.objects.get().sha256).write_bytes(A_PICTURE[:-1])
    answers = [client.get(path), officer.get(theirs)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert all("Filen har skadats hos oss efter mottagandet" in answer.content.decode() for answer in answers)
