"""The form in which somebody declares a conflict of interest, wherever the case is, and the words around it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy

from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, ParagraphsField


class DeclareForm(ActForm):
    """An interest that the authority should try."""

    what = ParagraphsField(label=gettext_lazy("Vad vill du anmäla?"), rows=4, max_length=MOST_WHY)


DECLARING: Final[dict[str, Any]] = {
    "title": gettext_lazy("Anmäl jäv"),
    "button": gettext_lazy("Anmäl"),
    "lead": gettext_lazy("Myndigheten prövar anmälan. Du stängs ute först om jäv beslutas, och då från den stunden."),
}
