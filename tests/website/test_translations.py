"""Every word on the website has its English."""

from nhv.website.translations import _calls_of, found_in_sources, missing


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
