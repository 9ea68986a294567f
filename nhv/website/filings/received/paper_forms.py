"""The forms by which a registrar enters what came by post, by mail or over the counter."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhv.rules.reasons import MOST_WHY
from nhv.specification.deadlines import SWEDEN
from nhv.specification.outline import Asked
from nhv.website.act_forms import ActForm, HourField, ParagraphsField
from nhv.website.day_fields import DayField
from nhv.website.filings.owners import Place
from nhv.website.filings.pages import FilingPages
from nhv.website.words import CAME_BY

FILES = "filer-"


class ManyFiles(forms.FileInput):
    """A field of several files."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """The files that were sent in it, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        return [clean_one(file, initial) for file in data or ()]


class PaperForm(ActForm):
    """What came, from whom, when, how and why. The files are asked for by the call's own questions."""

    sender = forms.ChoiceField(label=_("Från"))
    day = DayField(label=_("Dag då handlingen kom"))
    hour = HourField(label=_("Klockslag"), help_text=_("Svensk tid, till exempel 15.20. Den avgör om den kom i tid."))
    which = forms.ChoiceField(
        label=_("Klockan ställs tillbaka den natten, så klockslaget inträffar två gånger. Vilken gång kom handlingen?"),
        required=False,
        choices=[("0", _("Första gången (sommartid)")), ("1", _("Andra gången (normaltid)"))],
        widget=forms.RadioSelect,
    )
    came_by = forms.ChoiceField(label=_("Hur handlingen kom"), choices=list(CAME_BY.items()), widget=forms.RadioSelect)
    why = ParagraphsField(label=_("Varför den inte kom genom tjänsten"), max_length=MOST_WHY, rows=3)
    word_form = forms.FileField(
        label=_("Ifyllt Word-formulär, om det kom med"),
        required=False,
        help_text=_("Formuläret som hämtas i tjänsten. Svaren läses ur det."),
    )
    beside = forms.BooleanField(
        label=_("Det som står utanför fälten finns bland de skannade handlingarna"), required=False
    )

    def __init__(self, data: Any, files: Any, senders: Mapping[str, Place], asked: Sequence[Asked]) -> None:
        super().__init__(data, files=files)
        self.came_at: datetime | None = None
        choices: Any = self.fields["sender"]
        choices.choices = [("", _("Välj")), *((value, place.name) for value, place in senders.items())]
        if not senders:
            # Who it is stands in the paper itself, and is typed in with the answers.
            del self.fields["sender"]
        for one in asked:
            self.fields[f"{FILES}{one.key}"] = FilesField(label=one.question.text, required=False)
        self.asks_which = False
        self.asks_beside = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("day") and said.get("hour"):
            self._read_time(said)
        is_empty = not said.get("word_form") and not any(said.get(name) for name in said if name.startswith(FILES))
        if is_empty and not self.errors:
            self.add_error(None, _("Bifoga minst en skannad handling, eller det ifyllda Word-formuläret."))
        return said

    def _read_time(self, said: dict[str, Any]) -> None:
        """The instant in UTC. A missing hour is refused; of a doubled one it is asked which."""
        first, second = (
            datetime.combine(said["day"], said["hour"].replace(fold=fold), tzinfo=SWEDEN) for fold in (0, 1)
        )
        if first.utcoffset() == second.utcoffset():
            self.came_at = first.astimezone(UTC)
        elif first.astimezone(UTC).astimezone(SWEDEN).time() != said["hour"]:
            self.add_error("hour", _("Klockslaget finns inte den dagen: klockan ställs fram. Kontrollera det."))
        elif said.get("which"):
            self.asks_which = True
            self.came_at = (second if said["which"] == "1" else first).astimezone(UTC)
        else:
            self.asks_which = True
            self.add_error("which", _("Välj vilken gång det var."))


class WhichForm(forms.Form):
    """What it is that came an answer to."""

    om = forms.ChoiceField()

    def __init__(self, pages: FilingPages, abouts: Sequence[tuple[str, str]]) -> None:
        super().__init__(label_suffix="", use_required_attribute=False)
        field: Any = self.fields["om"]
        field.label = pages.words.about
        field.choices = [("", _("Välj")), *abouts]


class DropForm(ActForm):
    """Why what was entered is taken away."""

    why = ParagraphsField(label=_("Varför posten tas bort"), max_length=MOST_WHY, rows=2)
