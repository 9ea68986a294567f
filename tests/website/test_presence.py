"""Who is signed in is said on every page, though public pages are made once for everybody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.rules.roles import Role
from tests.support.people import a_person, signed_in

PUBLIC = (
    "/",
    "/sok/?q=ALS",
    "/omraden/",
    "/omraden/neuromuskulara-sjukdomar/",
    "/utlysningar/",
    "/omraden/finns-inte/",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_somebody_signed_in_sees_name_desk_and_the_way_out_and_strangers_never_do(sqlite_register, path):
    officer = a_person(Role.OFFICER)
    mine, stranger = signed_in(Client(), officer), Client()
    before = stranger.get(path)
    kept_by_me = mine.get(path, headers={"If-None-Match": before.headers.get("ETag", "")})
    after = stranger.get(path)

    said = kept_by_me.content.decode()
    assert (officer.name in said, "Att göra" in said, "Logga ut" in said, ">Logga in<" in said) == (
        True,
        True,
        True,
        False,
    )
    assert kept_by_me.headers["Cache-Control"].replace(" ", "").split(",") == ["no-store", "private"]
    assert "ETag" not in kept_by_me.headers
    for page in (before, after):
        assert officer.name not in page.content.decode() and ">Logga in<" in page.content.decode()
        assert "Cookie" in page.headers["Vary"], "a browser asks anew when it is somebody else's"
    assert before.content == after.content


def test_a_session_that_is_over_meets_the_page_as_a_stranger(sqlite_register):
    client = signed_in(Client(), a_person(Role.OFFICER))
    client.session.flush()
    assert ">Logga in<" in client.get("/").content.decode()


def test_a_strangers_page_costs_no_query_more(sqlite_register):
    client = Client()
    client.get("/omraden/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/omraden/")
    assert len(asked) == 1
