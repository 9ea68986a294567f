"""Comments between those who write and those who may send: theirs alone."""

import pytest

from nhv.filings.acts.commenting import comment
from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from tests.support.calls import WEST, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses


def test_a_comment_is_kept_once_and_the_others_are_told_once_a_day(register: str) -> None:
    writer, signatory = an_applicant(role=Role.WRITER), an_applicant()
    filing, key = a_draft(an_open_call(), writer), once()
    for _again in range(2):
        comment(filing=filing, text="Stämmer volymen?", question="vantad-volym", by=actor(signatory), once_key=key)
    comment(filing=filing, text="Och dagen?", by=actor(signatory), once_key=once())
    assert list(filing.comments.values_list("question", "text")) == [
        ("vantad-volym", "Stämmer volymen?"),
        ("", "Och dagen?"),
    ]
    told = OutgoingMessage.objects.filter(kind="application_comment")
    assert sorted(told.values_list("to", flat=True)) == sorted([writer.email, signatory.email])
    assert not any("volym" in message.text for message in told)


@pytest.mark.parametrize(
    ("text", "question", "code"),
    [(" ", "", "comment_empty"), ("x" * 2_001, "", "text_too_long"), ("x", "finns-inte", "question_not_asked")],
)
def test_what_is_no_comment_is_refused(sqlite_register: str, text: str, question: str, code: str) -> None:
    writer = an_applicant(role=Role.WRITER)
    with refuses(code):
        comment(filing=a_draft(an_open_call(), writer), text=text, question=question, by=actor(writer), once_key=once())


def test_neither_another_region_nor_an_officer_comments(sqlite_register: str) -> None:
    writer = an_applicant(role=Role.WRITER)
    filing = a_draft(an_open_call(), writer)
    for other, code in ((an_applicant(WEST), "role_elsewhere"), (a_person(Role.OFFICER), "no_such_role")):
        with refuses(code):
            comment(filing=filing, text="Hej", by=actor(other), once_key=once())
    sent(filing, an_applicant())
    comment(filing=filing, text="Nu är den skickad.", by=actor(writer), once_key=once())
