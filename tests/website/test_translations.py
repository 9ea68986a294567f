"""Every word on the website has its English."""

import re

import pytest

from nhv.website.translations import _calls_of, found_in_sources, missing, read_english


def test_no_message_lacks_its_english():
    assert missing() == []


def test_the_search_for_messages_finds_those_of_templates_and_of_python():
    found = {message.id for message in found_in_sources()}
    assert {"Så remitterar du", "Nej, ingår inte", "Hela området"} <= found


def test_what_follows_a_comment_in_a_template_is_found_too():
    template = (
        "{% comment %}Why.{% endcomment %}\n{# more #}<p>{% translate 'Sök' %}</p>{% comment \"x\" %}…{% endcomment %}"
    )
    assert b"gettext(u'S\xc3\xb6k')" in _calls_of(template).partition(b"#")[0]


# A tag's own quotation marks are read by no reader.
TAG = re.compile(r"<[^>]*>")


def said(language):
    """All that pages say in one language."""
    for message in read_english():
        both = (message.id, message.string)
        yield from (one for one in [both[language == "en"]] for one in ([one] if isinstance(one, str) else one) if one)


@pytest.mark.parametrize(("language", "others"), [("sv", "«»“‘"), ("en", "«»")])
def test_there_is_one_kind_of_quotation_marks_and_of_apostrophes(language, others):
    words = [TAG.sub("", one) for one in said(language)]
    assert len(words) > 1_000
    assert [one for one in words if any(sign in one for sign in others)] == []
    assert [one for one in words if '"' in one or re.search(r"\w'(?:\w|\s)", one)] == []
