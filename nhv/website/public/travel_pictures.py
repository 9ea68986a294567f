"""Pictures of travel in the reader's language: the map of shades, the curve of people, and how times and shares are
written."""

from collections.abc import Mapping, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nhv.language.rounding import percent_shown
from nhv.pictures.curve import Curve, CurveWords, draw_curves
from nhv.pictures.picture import Picture
from nhv.pictures.shading import Dot, Shade, ShadingWords, draw_shading
from nhv.placement.changes import nearest, share_within
from nhv.placement.listing import SHADES
from nhv.placement.measures import Scene

CHANGES = (-600, -19, 20, 601)  # tenths of a minute: from these on it is the next shade
MARKED = (120, 240, 480)
STEP, LAST = 10, 1_500  # minutes between two points of a curve, and the last


def map_of_times(name: str, scene: Scene, holders: Sequence[str], *, key: str) -> Picture:
    """Each municipality by the time to the nearest of the holders."""
    times = nearest(scene, holders)
    shaded = {
        one.code: sum(int(minutes) > limit * 10 for limit in SHADES)
        for one, minutes in zip(scene.country.municipalities, times, strict=True)
    }
    names = (_("högst 1 h"), "1–2 h", "2–3 h", "3–4 h", _("mer än 4 h"))
    words = ShadingWords(
        head=(_("Restid"), _("Andel av folket"), _("Kommuner")),
        marked=_("Enhet"),
        description=_(
            "Sveriges kommuner efter restid till närmaste enhet, mörkare ju längre. Punkter visar enheterna."
        ),
    )
    title = _("Karta: restid, %(name)s") % {"name": name}
    return draw_shading(title, shaded, _shades(scene, shaded, names), _dots(scene, holders), key=key, words=words)


def map_of_change(name: str, scene: Scene, before: Sequence[str], after: Sequence[str], *, key: str) -> Picture:
    """Each municipality by how much longer its way is with the holders `after` than with those `before`: marked are
    those `after`."""
    more = nearest(scene, after).astype(int) - nearest(scene, before)
    shaded = {
        one.code: sum(int(longer) >= limit for limit in CHANGES)
        for one, longer in zip(scene.country.municipalities, more, strict=True)
    }
    names = (
        _("> 1 h kortare"), _("kortare"), _("lika"), _("längre"), _("> 1 h längre"),
    )  # fmt: skip
    words = ShadingWords(
        head=(_("Skillnad i restid"), _("Andel av folket"), _("Kommuner")),
        marked=_("Enhet"),
        description=_("Sveriges kommuner efter hur mycket längre restiden blir, mörkare ju längre."),
    )
    title = _("Karta: skillnad i restid, %(name)s") % {"name": name}
    return draw_shading(title, shaded, _shades(scene, shaded, names), _dots(scene, after), key=key, words=words)


def curve_of(name: str, scene: Scene, combinations: Mapping[str, Sequence[str]], *, key: str) -> Picture:
    """How large a share lives within each time, a curve for each named combination."""
    limits = range(0, LAST + 1, STEP)
    curves = [Curve(called, share_within(scene, holders, limits)) for called, holders in combinations.items()]
    words = CurveWords(
        head=_("Inom"),
        minutes=in_hours,
        share=in_percent,
        description=_("Hur stor del av folket som har högst en viss restid till närmaste enhet."),
    )
    return draw_curves(
        _("Andel inom en viss tid, %(name)s") % {"name": name}, curves, marked=MARKED, key=key, words=words
    )


def in_hours(minutes: int) -> str:
    """«2 h», «1 h 50»: short enough to stand under a line."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest and hours else f"{hours} h" if hours else f"{rest} min"


def in_percent(share: float) -> str:
    """With one decimal, but none where the share is whole: in a sentence, or on a scale."""
    value = percent_shown(share)
    return f"{number_format(value, decimal_pos=0)} %" if value == int(value) else measured_percent(share)


def measured_percent(share: float) -> str:
    """With one decimal: among other measures, as print and files have it."""
    return f"{number_format(percent_shown(share), decimal_pos=1)} %"


def _shades(scene: Scene, shaded: Mapping[str, int], names: Sequence[str]) -> list[Shade]:
    codes = [one.code for one in scene.country.municipalities]
    shades = []
    for number, name in enumerate(names):
        inside = [row for row, code in enumerate(codes) if shaded[code] == number]
        share = float(scene.counted[inside].sum() / scene.total)
        shades.append(Shade(name, (in_percent(share), str(len(inside)))))
    return shades


def _dots(scene: Scene, holders: Sequence[str]) -> list[Dot]:
    towns = [scene.country.municipality(code) for code in holders]
    return [Dot(town.name, town.latitude, town.longitude) for town in towns]
