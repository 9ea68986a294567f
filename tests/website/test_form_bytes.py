"""What a form is in bytes: UTF-8 and nothing else, and each field once; what is not is said, and nothing is saved."""

import io
from urllib.parse import quote_plus

import pytest
from django.test import Client

from nhv.filings.models import InternalNote
from nhv.rules.roles import Role
from nhv.website.part_heads import Watched
from nhv.website.reading import NotUtf8
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, signed_in

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def note():
    """What sends these bytes as the text of a note, and answers with what became of it."""
    by = an_applicant()
    filing = a_filled_application(an_open_call(), by)
    sent(filing, by)
    officer = signed_in(Client(), a_person(Role.OFFICER))
    page = f"/handlaggning/ansokningar/{filing.key}/"

    def as_it_is(body, content_type="multipart/form-data; boundary=B"):
        return officer.post(f"{page}anteckning/", body, content_type, headers={"Referer": f"http://testserver{page}"})

    def send(text, content_type=FORM, more=b""):
        if content_type.startswith("multipart"):
            body = b"".join(
                b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, value)
                for name, value in ((b"once", once().encode()), (b"text", text))
            )
            body += more + b"--B--\r\n"
        else:
            body = b"once=" + once().encode() + b"&text=" + text + more
        return as_it_is(body, content_type)

    send.as_it_is = as_it_is
    return send


def kept():
    return [note.text for note in InternalNote.objects.all()]


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        (b"%E5terl%E4mnad", FORM),
        (b"\xe5terl\xe4mnad", FORM),
        (b"%C3", FORM),
        (b"%ED%A0%80", FORM),
        (b"\xe5terl\xe4mnad", "multipart/form-data; boundary=B"),
        ("återlämnad".encode(), f"{FORM}; charset=iso-8859-1"),
    ],
)
def test_other_bytes_than_utf_8_are_never_called_saved(note, text, content_type):
    answer = note(text, content_type)
    assert answer.status_code == 400 and "UTF-8" in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        (quote_plus("återlämnad �").encode(), FORM),
        ("återlämnad �".encode(), FORM),
        ("återlämnad �".encode(), "multipart/form-data; boundary=B"),
        (quote_plus("återlämnad �").encode(), f"{FORM}; charset=UTF-8"),
    ],
)
def test_the_control_utf_8_is_kept_as_it_was_also_a_sign_of_what_was_lost_before(note, text, content_type):
    assert note(text, content_type).status_code == 302
    assert kept() == ["återlämnad �"]


def test_a_field_that_says_two_things_is_not_done_with_the_last(note):
    answer = note(b"ett", more=b"&text=tva")
    assert answer.status_code == 400 and "två gånger" in answer.content.decode()
    assert kept() == []
    assert note(b"ett", more=b"&text=ett").status_code == 302, "the same twice says one thing"
    assert kept() == ["ett"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (b'"pl\xe5n.pdf"', "UTF-8"),
        (b'"/"', "Döp om filen"),
        (b'".."', "Döp om filen"),
        (b'"mapp/"', "Döp om filen"),
        (b'"a\\\\"', "Döp om filen"),
    ],
)
def test_a_file_whose_name_cannot_be_read_is_never_left_out_in_silence(note, name, words):
    file = b'--B\r\nContent-Disposition: form-data; name="file"; filename=%s\r\n\r\n%s\r\n' % (name, b"x" * 90_000)
    answer = note(b"hej", "multipart/form-data; boundary=B", more=file)
    assert answer.status_code == 400 and words in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize("name", [b'"plan.pdf"', '"plån.pdf"'.encode(), b'""', b'"C:\\mapp\\plan.pdf"', b"plan.pdf"])
def test_a_file_with_a_name_and_a_field_without_one_go_through(note, name):
    file = b'--B\r\nContent-Disposition: form-data; name="file"; filename=%s\r\n\r\nx\r\n' % name
    assert note(b"hej", "multipart/form-data; boundary=B", more=file).status_code == 302
    assert kept() == ["hej"]


PART = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s'


@pytest.mark.parametrize("end", [b"", b"\r\n--", b"\r\n--B", b"\r\n--B\r\n", b"\r\n--B-"])
def test_a_form_whose_last_part_has_no_end_has_done_nothing(note, end):
    answer = note.as_it_is(PART % (b"once", once().encode()) + b"\r\n" + PART % (b"text", b"Jag tror att") + end)
    assert answer.status_code == 400 and "kom inte fram helt" in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize("code", ["base64", "Quoted-Printable", "x-own"])
def test_a_part_in_another_code_is_refused_and_not_guessed(note, code):
    more = b'--B\r\nContent-Transfer-Encoding: %s\r\nContent-Disposition: form-data; name="x"\r\n\r\n!!!\r\n'
    assert note(b"hej", "multipart/form-data; boundary=B", more=more % code.encode()).status_code == 400
    assert kept() == []


@pytest.mark.parametrize("step", [1, 3, 50, 70_000])
@pytest.mark.parametrize(
    ("body", "is_whole"),
    [(PART % (b"a", b"x") + b"\r\n--B--\r\n", True), (b"--B--\r\n", True), (PART % (b"a", b"x--B--"), False)],
)
def test_the_end_is_seen_however_the_bytes_come(step, body, is_whole):
    watched = Watched(io.BytesIO(body), b"B")
    while watched.read(step):
        pass
    assert watched.has_ended == is_whole


@pytest.mark.parametrize("step", [1, 3, 50, 70_000])
def test_a_head_is_seen_however_the_bytes_come(step):
    body = b'--B\r\nContent-Disposition: form-data; name="a"; filename="a.pdf"\r\n\r\n' + b"x" * 500 + b"\r\n"
    bad = b'--B\r\nContent-Disposition: form-data; name="b"; filename="\xe5"\r\n\r\nx\r\n--B--\r\n'
    watched = Watched(io.BytesIO(body + bad), b"B")
    with pytest.raises(NotUtf8):
        while watched.read(step):
            pass
