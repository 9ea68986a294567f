"""What the page for trying shows first: a tour of five minutes, and a case of every kind, each with who looks at it.

Whoever adds a part of the story that is worth a look adds its line here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from nhv.accounts.demonstration import note_seeded, seeded_cases
from nhv.accounts.models import User
from nhv.filings.models import Filing
from nhv.process.board.models import Item, PublishedDecision
from nhv.program.demo import before_the_board, cases, granted, history, norrsken, under_way
from nhv.program.demo.call import the_open_call
from nhv.program.demo.people import BY, DOMAIN, HOSPITAL, SOUTH, WEST


@dataclass(frozen=True)
class Look:
    """What there is to see, by whom (an account's first word, or nobody: everybody), and at which address."""

    what: str
    who: str
    address: str


TOUR: Final = (
    _("Fråga registret om SMA: beskedet, färre enheter för barn, och vem man ringer."),
    _("Två skribenter har svarat på samma fråga. Välj vilket svar som ska gälla."),
    _("Ansökan kom in halv, och har skrivits vidare. Läs igenom den, skicka in den på nytt och läs kvittot."),
    _("En ansökan har kommit in. Ge den ett diarienummer."),
    _("Det som väntar i dag: sena, besvarade kompletteringar och en fråga att svara på."),
    _("Nämndens sammanträde är öppet, och en omröstning har börjat. Läs underlaget och rösta."),
)
BESIDE: Final = (
    _("Ett område med en historia: två versioner, ett tillstånd som har upphört och de som kom efter."),
    _("En ansökan som är inskickad, med sitt kvitto."),
    _("En ansökan som har skickats in igen: version 2, jämförd med version 1."),
    _("En ansökan där en komplettering är begärd."),
    _("En ansökan där kompletteringen är besvarad."),
    _("En ansökan som kom för sent."),
    _("En uppgift om sjukhuset vars tid har gått ut, att intyga på nytt."),
    _("Ett telefonnummer för akuta fall som ingen har provat på länge."),
    _("En sakkunniggrupps text, där två kan skriva samtidigt."),
    _("Ett beslut om en definition, undertecknat, med filerna och skälen till varje ändring efter remissen."),
    _("Ett yttrande om vad definitionen betyder för annan vård."),
    _("Alla par av sju sökande sjukhus, sida vid sida: vilka som skiljer sig, och för vem."),
    _("En remiss som är ute: inbjudna, och en region som ber om längre tid."),
    _("Regionens vecka: det som är öppet, påbörjat, gammalt och att rapportera."),
    _("Matrisen över dem som har ansökt, villkor för villkor, där två bedömer olika."),
    _("Ett ärende som ordföranden avgör: två förslag och en omröstning."),
    _("Ett justerat protokoll: fyra röster mot tre, en jävig ledamot och två avvikande meningar."),
    _("Nämndens beslut om tillstånd, ett av dem till en del."),
    _("Samma beslut, som det kom till en av de sökande."),
)


def show_first(now: datetime) -> None:
    """Notes what the tour leads to. A second telling notes nothing."""
    if seeded_cases():
        return
    for step, look in enumerate(_tour(), start=1):
        _note(look, step)
    for look in _beside():
        _note(look, 0)


def _note(look: Look, step: int) -> None:
    user = User.objects.get(email=f"{look.who}@{DOMAIN}") if look.who else None
    note_seeded(look.what, address=look.address, user=user, step=step, by=BY)


def _tour() -> tuple[Look, ...]:
    call = the_open_call()
    south, west = (_of(call.key if call else "", region) for region in (SOUTH, WEST))
    sections = south.outline.outline.sections
    section = next(one for one in sections if cases.CLASHED in {asked.key for asked in one.questions})
    addresses = (
        reverse("search") + "?q=SMA",
        reverse("application:section", args=[south.key, section.key]),
        reverse("application:show", args=[south.key]),
        reverse("received-application:show", args=[west.key]),
        reverse("desk"),
        _item_now(before_the_board.FIRST),
    )
    who = ("", "skane-skriver", "skane-sander", "registrator1", "handlaggare1", "namnd-soder")
    return tuple(map(Look, TOUR, who, addresses))


def _beside() -> tuple[Look, ...]:
    call, change, decided = the_open_call(), under_way.the_change(), norrsken.the_case()
    assert change is not None and decided is not None
    west = _of(call.key if call else "", WEST)
    replaced, asked, answered, late = (
        _of(cases.KEY, one.region).key for one in (cases.REPLACED, cases.ASKED, cases.ANSWERED, cases.LATE)
    )
    addresses = (
        reverse("versions", args=[history.KEY]),
        reverse("application:receipt", args=[west.key, 1]),
        reverse("received-application:compare", args=[replaced, 1, 2]),
        reverse("received-application:show", args=[asked]),
        reverse("received-application:show", args=[answered]),
        reverse("received-application:show", args=[late]),
        reverse("facts-of-hospital", args=[HOSPITAL]),
        reverse("units"),
        reverse("group-text", args=[change.key]),
        reverse("decision", args=[decided.key]),
        reverse("given-opinion", args=[decided.key, 1]),
        reverse("officer-placement", args=[call.key if call else ""]),
        reverse("officer-invited", args=[under_way.consultation_key()]),
        reverse("week"),
        reverse("weighing", args=[cases.KEY]),
        _item_now(before_the_board.SECOND),
        reverse("board-minutes", args=[_meeting_held()]),
        reverse("permits-decision", args=[granted.KEY]),
        reverse("party-decision", args=[_of(granted.KEY, SOUTH).key]),
    )
    officer = "handlaggare1"
    of_filings = ("", "vast-sander", officer, officer, officer, officer, "intygare", "enhet")
    of_texts = ("sakkunnig1", "", "", "beredning-ledamot", officer, "skane-samordnar")
    of_the_board = ("beredning2-ledamot", "namnd-ordforande", "namnd-sekreterare", "", "skane-sander")
    who = (*of_filings, *of_texts, *of_the_board)
    return tuple(map(Look, BESIDE, who, addresses))


def _item_now(one: before_the_board.Waiting) -> str:
    item = Item.objects.select_related("meeting").get(call__key=one.call)
    return reverse("board-item", args=[item.meeting.key, item.number])


def _meeting_held() -> str:
    return PublishedDecision.objects.get(decision__item__call__key=granted.KEY).decision.item.meeting.key


def _of(call: str, region: str) -> Filing:
    return Filing.objects.get(about=call, organisation__key=region)
