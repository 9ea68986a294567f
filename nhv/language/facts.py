"""Facts that are stated in many words and mean one: «svarar inte på medicin» is «behandlingsrefraktär»."""

import re
from dataclasses import dataclass

REFRACTORY = "behandlingsrefraktär"
SPREAD = "metastaserad"
AGAIN = "återfall"
FIRST = "nyupptäckt"
CANCER = "cancer"
INOPERABLE = "inoperabel"
CURATIVE = "kurativ"
WITHOUT = "saknar"
BLEEDS = "blödningsbenägenhet"
WHICH_SEX = "könsoklarhet"
CHOSEN_EMBRYO = "embryoval"
LEAKS = "avföringsläckage"
SELF_HARM = "självskadebeteende"
FROM_BIRTH = "medfödd"
MYASTHENIA = "myasteni"

# Parts of the body that somebody may be born without: «bebis utan matstrupe» lacks it, and denies nothing.
LACKED = (
    r"(?:en\s+|sin\s+)?(?:matstrupen?|ändtarm(?:en|s\w+)?|analöppning(?:en)?|anus|rump?hål(?:et)?|hål\s+i\s+rumpan"
    r"|(?:under|över)?arm(?:en|ar)?|hand|händer|fing(?:er|rar)|tumm(?:e|ar)|(?:under|lår)ben(?:et)?|fot|fötter"
    r"|(?:ytter)?ör(?:a|on)|slida|vagina)"
)

_SOME = r"(?:flera|all|någon|given|olika|många|två|tre|standard|any|the|several)"
_CURE = (
    r"(?:\w*behandling\w*|\w*medicin\w*|\w*läkemed\w*|\w*terapi\w*|preparat|försök\w*|treatments?|medication|drugs"
    r"|therapy)"
)
_CARE = rf"(?:{_SOME}\s+)?{_CURE}"
_NO_ANSWER = (
    rf"(?:som\s+)?(?:inte|ej|aldrig)\s+(?:har\s+)?(?:svara\w*|hjälp\w*|blivit\s+bättre)(?:\s+(?:på|av|med))?(?:\s+{_CARE})?",
    rf"(?:svara\w*|hjälp\w*|biter)\s+(?:inte|ej)(?:\s+(?:på|av))?(?:\s+{_CARE})?",
    rf"{_CARE}\s+(?:har\s+)?(?:inte|ej)\s+(?:hjälp\w*|räck\w*|bit\w*|fungera\w*)",
    rf"{_CARE}\s+(?:har\s+)?(?:misslyckats|sviktat|sviktar|failed)",
    rf"(?:inga|ingen|inget)\s+(?:\w+\s+)?{_CURE}\s+(?:har\s+)?(?:hjälp\w*|räck\w*|bit\w*|fungera\w*)",
    r"utan\s+(?:\w+\s+)?(?:effekt|resultat|framgång)",
    rf"{_CARE}\s+(?:räcker|hjälper|biter|fungerar)\s+(?:inte|ej)",
    r"(?:utan\s+att|inte)\s+(?:har\s+)?(?:blivit|bli|blir)\s+bättre|(?:utan|ingen|no|without)\s+(?:förbättring|improvement)",
    r"(?:ingenting|inget|nothing)\s+(?:har\s+)?(?:hjälp\w*|help\w*|works?|worked|fungera\w*|bit\w*)",
    rf"(?:trots|despite)\s+{_CARE}",
    r"efter\s+(?:flera|två|tre)\s+(?:\w+\s+)?(?:behandlings)?försök",
    r"(?:treatment|therapy|drug)[\s-]+(?:resistant|refractory)",
    r"(?:does\s+not|doesn't|not)\s+respond\w*(?:\s+to\s+\w+)?",
    r"(?:refraktär|terapiresist|terapirefrakt|behandlingsresist|behandlingsrefrakt|farmakaresist|svårbehandla)\w*",
    r"resistent\w*|refractory|resistant",
)
_FACTS = (
    (REFRACTORY, "|".join(_NO_ANSWER)),
    (
        INOPERABLE,
        r"(?:kan|går|gick|kunde)\s+(?:inte|ej)\s+(?:att\s+)?(?:opereras?|reseceras?|tas\s+bort|avlägsnas)"
        r"|(?:inte|ej)\s+(?:går|kan)\s+(?:att\s+)?(?:opereras?|reseceras?|tas\s+bort|avlägsnas)"
        r"|(?:ej|inte|icke)\s+(?:operabel\w*|resektabel\w*)|irresektabel\w*|unresectable|not\s+(?:resectable|operable)",
    ),
    (SPREAD, r"(?:har\s+)?(?:spridit\s+sig|spridd|spritt)|has\s+spread"),
    (AGAIN, r"kom(?:mit|mer)\s+tillbaka|recidiv\w*|återfall\w*|återkommit|recurren\w+|relapse\w*"),
    # «ca penis», «ca i vulva», and not «ca 5 cm», which is about.
    (CANCER, r"ca(?!\.?\s*(?:\d|en\b|ett\b|två|tre|fyra|fem|sex|tio|halva|var))"),
    (
        CURATIVE,
        r"kurativ\w*|curative\w*|botande|botad|(?:(?:som|med)\s+)?(?:syfta(?:r|de|nde)\s+till|syfte\s+att|för\s+att|kan)"
        r"\s+bota?",
    ),
    # What people say in a sentence, and care in a word.
    (
        WITHOUT,
        rf"(?:född\w*|fött\w*|föddes)\s+utan|utan(?=\s+{LACKED}(?![\w-]))|born\s+without|saknar|saknas|saknade|is\s+missing|missing(?=\s+(?:a|an|his|her|both)\b)",
    ),
    (
        BLEEDS,
        r"(?:slutar|vill)\s+(?:inte|aldrig)\s+(?:sluta\s+)?blöda|blödning\w*\s+(?:slutar|stannar)\s+(?:inte|aldrig)"
        r"|blöder\s+(?:så\s+|väldigt\s+|onormalt\s+|alltid\s+)?(?:lätt|länge|mycket|onormalt)|blöder\s+mer\s+än\s+andra"
        r"|(?:får|fått)\s+(?:så\s+)?(?:lätt\s+|många\s+)?blåmärken(?:\s+lätt)?|(?:won't|doesn't|never)\s+stops?\s+bleeding"
        r"|bleeds?\s+(?:easily|a\s+lot|too\s+much)|blödningsbenägen\w*|blödarsjuk\w*",
    ),
    (
        WHICH_SEX,
        r"(?:(?:kan\s+)?(?:inte|ej)\s+)?(?:vet|ser|se|säga|avgöra|veta|avgörs|bestämma|går)\s+(?:inte\s+)?(?:att\s+)?(?:se\s+|säga\s+|avgöra\s+)?(?:om\s+)?"
        r"(?:\w+\s+){0,5}?(?:pojke|flicka|kille|tjej)\s+eller\s+(?:en\s+)?(?:pojke|flicka|kille|tjej)"
        r"|(?:oklart|oklara|osäkert|tvetydigt|tvetydiga|obestämt)\s+(?:kön\w*|genital\w*)|varken\s+pojke\s+eller\s+flicka"
        r"|(?:tell|know|say)\s+(?:if|whether)\s+(?:\w+\s+){0,4}?(?:boy|girl)\s+or\s+(?:a\s+)?(?:boy|girl)|ambiguous\s+genitalia",
    ),
    (
        CHOSEN_EMBRYO,
        r"(?:välj\w*|valt|sorter\w*|test\w*|kolla\w*|undersök\w*|select\w*|choos\w*|test\w*|screen\w*)\s+"
        r"(?:ut\s+|bort\s+|på\s+|the\s+|an?\s+|ett\s+|vårt\s+|våra\s+|friska?t?\s+|healthy\s+|rätt\s+|vilket\s+|vilka\s+|of\s+)*"
        r"(?:embryo\w*|befruktade?\s+ägg\w*)|embryo\w*\s+(?:testas|testing|selection|väljs)",
    ),
    (
        LEAKS,
        r"läck\w+\s+(?:av\s+)?(?:bajs|avföring)|(?:bajs|avförings)läckage|(?:kan|håller)\s+inte\s+(?:hålla\s+)?(?:tätt|bajset"
        r"|avföringen)|bajsar\s+på\s+(?:sig|mig)|faecal\s+incontinence|fecal\s+incontinence|leak\w*\s+(?:stool|poo|faeces)",
    ),
    (
        SELF_HARM,
        r"sk(?:är|ära|urit)\s+sig|skad(?:ar|a|at)\s+sig\s+själva?|gör\s+sig\s+(?:själv\s+)?illa|själv(?:skada\w*|destruktiv\w*)"
        r"|self[\s-]?harm\w*|(?:hurts?|cuts?|cutting|harms?)\s+(?:her|him|them)sel\w+",
    ),
    (
        FROM_BIRTH,
        r"(?:sedan|sen|från|ända\s+sedan)\s+(?:födseln|födelsen|\w+\s+(?:föddes|kom\s+till\s+världen))"
        r"|(?:since|from)\s+birth|född\w*\s+med|born\s+with",
    ),
    # «generaliserad mg», and not «40 mg».
    (MYASTHENIA, r"(?:generaliserad|okulär|juvenil|generalised|ocular|seropositiv|seronegativ)\s+mg|mg-kris"),
    (FIRST, r"nyupptäck\w+|nydebuterad\w*|nydiagnos\w+|newly\s+diagnosed"),
)
_FEW = r"(?:(?:har|fått|tidigare|någon|några|given|gett|prövat|gjort|gjorts|ännu)\s+){0,3}"
_TRIED = r"(?:\w*behandl(?:ing\w*|at\w*|ad\w*)|\w*försök\w*|\w*terapi|dagvård\w*|heldygnsvård\w*)"
_UNTREATED = re.compile(
    rf"(?<![\w-])(?:(?:inga|ingen|inget|utan|aldrig|inte|ej)\s+{_FEW}{_TRIED}(?!\s+(?:har\s+)?(?:hjälp|bit|fungera|räck|svara)\w*)"
    rf"|{_TRIED}\s+(?:är\s+|har\s+)?(?:inte|ej|aldrig)\s+(?:\w+\s+)?(?:prövad\w*|prövat\w*|provad\w*|påbörja\w*|starta\w*|given|gjord\w*|gjorts)"
    r"|obehandlad\w*|never\s+(?:been\s+)?treated|untreated|no\s+(?:previous|prior)\s+(?:treatment|therapy)\w*)(?![\w-])",
    re.IGNORECASE,
)
_PATTERNS = tuple((fact, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for fact, words in _FACTS)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact by its one word, and where its words stand, as (start, end)."""

    fact: str
    start: int
    end: int


def is_untreated(text: str) -> bool:
    """Whether a text says that nothing has been tried: «inga tidigare försök», «aldrig behandlad», «obehandlad»."""
    return _UNTREATED.search(text) is not None


def find_facts(text: str) -> tuple[FoundFact, ...]:
    """The facts a text states, from left to right; of those that overlap, the first and longest."""
    found = [FoundFact(fact, *match.span()) for fact, pattern in _PATTERNS for match in pattern.finditer(text)]
    kept: list[FoundFact] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
