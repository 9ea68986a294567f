"""What is special about a report that is owed, in a word for a list and in sentences for its page."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhv.followup.marks import Marks
from nhv.specification.area import Area
from nhv.website.templatetags.nhv import day


def in_a_word(marks: Marks) -> list[str]:
    """For lists."""
    told = {
        _("del av året"): marks.begins or marks.ends,
        _("deltillstånd"): marks.sub_permits,
        _("samverkar"): marks.cooperates_with,
        _("definitionen ändrad under året"): marks.changed,
    }
    return [word for word, is_so in told.items() if is_so]


def in_sentences(marks: Marks, area: Area) -> Iterator[tuple[str, str]]:
    """A word and what there is to know; `area` is the document that the report is asked by."""
    if marks.begins or marks.ends:
        yield _("Del av året"), _part_of_the_year(marks)
    is_english = get_language() == "en"
    texts = {one.key: (one.english if is_english else None) or one.text for one in area.sub_permits}
    for one in marks.sub_permits:
        days = _days(one.begins, one.ends)
        yield _("Deltillstånd"), f"{texts.get(one.key, one.key)}{f' ({days})' if days else ''}"
    if marks.cooperates_with:
        yield _("Samverkar med"), ", ".join(marks.cooperates_with)
    for changed in marks.changed:
        yield (
            _("Definitionen ändrad"),
            _("En ny definition gäller från %(day)s. Frågorna följer den som gällde när året slutade.")
            % {"day": day(changed)},
        )


def _part_of_the_year(marks: Marks) -> str:
    return _("Tillståndet gällde inte hela året: %(days)s.") % {"days": _days(marks.begins, marks.ends)}


def _days(begins: date | None, ends: date | None) -> str:
    told = {"begins": day(begins), "ends": day(ends)}
    if begins and ends:
        return _("%(begins)s till %(ends)s") % told
    if begins:
        return _("från %(begins)s") % told
    return _("till och med %(ends)s") % told if ends else ""
