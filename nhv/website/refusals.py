"""A refusal as its reader meets it: in the language of the page."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from nhv.language.faults import Fault, Fragment, say
from nhv.rules.refusals import NoRoom, OutcomeUnknown, Refused
from nhv.specification.faults import DocumentFault

# Why an act has not been seen to be done. Both are told in words on the page, where all that was typed still stands.
NOT_DONE = (Refused, OutcomeUnknown)
# What is said of a file that was received, and is not there any more as it came.
_NOT_WHOLE = ("file_not_as_received", "file_unreadable_now")


def status_of(said: Fault) -> int:
    """503 when the server could not, or does not know, and the same again may do; 410 when a file has been damaged
    here; 409 when it is otherwise now."""
    if said.code in _NOT_WHOLE:
        return 410
    return 503 if isinstance(said, NoRoom | OutcomeUnknown) else 409


def in_readers_words(said: Fault | Fragment) -> str:
    """The sentence in the language of the page, with its days and numbers as that language writes them."""
    return say(said, gettext, _value)


def with_originals(said: Fragment) -> SafeString:
    """A sentence in the language of the page, in which what somebody has written stands as it was written: marked as
    Swedish where the page is not."""
    return mark_safe(say(said, lambda words: escape(gettext(words)), _original))  # noqa: S308  # each part is escaped


def _original(value: object) -> str:
    if not isinstance(value, str) or (get_language() or "sv").startswith("sv"):
        return escape(_value(value))
    return format_html('<span lang="sv">{}</span>', value) if value else ""


def document_fault_in_readers_words(fault: DocumentFault) -> str:
    """What is wrong with facts that a form asked for: Swedish where only a whole document can be wrong like that."""
    return in_readers_words(fault.said) if fault.said else fault.what


def _value(value: object) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return number_format(value, use_l10n=True, force_grouping=True) if isinstance(value, int | float) else str(value)
