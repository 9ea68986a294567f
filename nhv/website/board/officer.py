"""What officers keep for the board: who has which seat, and what decisions say about appeal."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts.models import Membership
from nhv.process.board import seats
from nhv.process.board.sending import confirm_appeal_text
from nhv.register.models import Organisation
from nhv.rules.access import SEATED
from nhv.specification.motion import MatterOutcome, Outcome
from nhv.website.act_forms import ActForm
from nhv.website.act_pages import page_of_an_act
from nhv.website.board.forms import AppealForm, SeatForm
from nhv.website.requests import SignedIn


def seat(request: SignedIn) -> HttpResponse:
    """Whose seat somebody has, and until when; with all who have it and have had it."""
    held = Membership.objects.on(timezone.localdate()).filter(role__in=list(SEATED)).select_related("user")
    on_board = {str(one.pk): one for one in held[:500]}
    regions = {one.key: one for one in Organisation.objects.filter(kind=Organisation.Kind.HEALTHCARE_REGION)}
    form = SeatForm(
        request.POST or None,
        [(number, one.user.name) for number, one in on_board.items()],
        [(one.key, one.name) for one in regions.values()],
    )

    def do() -> bool:
        region = regions.get(form.cleaned_data["region"])
        membership = on_board[form.cleaned_data["membership"]]
        seats.seat(membership=membership, healthcare_region=region, by=request.actor)
        if last_day := form.cleaned_data["last_day"]:
            seats.end_term(membership=membership, last_day=last_day, by=request.actor)
        return True

    return _page(request, form, do, _("Platser i nämnden"))


def appeal_text(request: SignedIn) -> HttpResponse:
    """What a kind of decision says about appeal."""
    form = AppealForm(request.POST or None)

    def do() -> bool:
        said = form.cleaned_data
        more = {name: said[name] for name in ("text", "source", "lawyer", "confirmed_on")}
        made = confirm_appeal_text(kind=_kind(said["kind"]), **more, by=request.actor, now=request.received_at)
        return bool(made)

    return _page(request, form, do, _("Text om överklagande"))


def _kind(said: str) -> Outcome | MatterOutcome:
    return Outcome(said) if said in set(Outcome) else MatterOutcome(said)


def _page(request: SignedIn, form: ActForm, do: Callable[[], object], title: str) -> HttpResponse:
    page = {"title": title, "button": _("Spara")}
    return page_of_an_act(request, form, do, to=("board-meetings",), template="board/act.html", page=page)
