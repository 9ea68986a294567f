"""The forms by which somebody handles what has been received."""

from django.utils.translation import gettext_lazy as _

from nhv.filings.acts.handling import MOST_TEXT
from nhv.website.act_forms import ActForm, DayField, ParagraphsField


class CompletionForm(ActForm):
    """What is asked for, and by when."""

    text = ParagraphsField(
        label=_("Vad behöver kompletteras?"),
        max_length=MOST_TEXT,
        rows=8,
        help_text=_("Den som har skickat in läser det på sin sida, och får ett mejl om att det finns där."),
    )
    deadline = DayField(label=_("Senast den"))


class NoteForm(ActForm):
    """A note for the colleagues."""

    text = ParagraphsField(label=_("Anteckning"), max_length=MOST_TEXT, rows=4)
