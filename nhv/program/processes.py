"""The processes and the table of access as an official can check them: printed from the tables that the acts ask."""

from nhv.followup.kind import REPORT
from nhv.followup.theme_moves import ANSWER as THEME_ANSWER
from nhv.masking.moves import MASKING
from nhv.pictures.picture import Picture
from nhv.pictures.process import ProcessWords, Step, draw_process
from nhv.process.applications.moves import APPLICATION
from nhv.process.board.moves import MEETING
from nhv.process.calls.moves import CALL
from nhv.process.cases.moves import CASE
from nhv.process.consultations.kind import ANSWER
from nhv.process.consultations.open_kind import OPEN_ANSWER
from nhv.process.hearings.kind import REPLY
from nhv.process.permits.kind import LETTER
from nhv.process.permits.moves import MATTER
from nhv.process.proposals.moves import PROPOSAL
from nhv.process.weighing.moves import WEIGHING
from nhv.rules.access import ACCESS, ALL, MEMBER, OWN, PARTY, PUBLIC, SELF, SIGNED_IN, Scope, roles_with
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role
from nhv.website.words import (
    CALL_STATES,
    CASE_STATES,
    FILING_STATES,
    MASKING_STATES,
    MATTER_STATES,
    MEETING_STATES,
    MOVES,
    PROPOSAL_STATES,
    ROLES,
    WEIGHING_STATES,
    Words,
)

# The key is in the name of the printed picture.
PROCESSES: tuple[tuple[str, str, Process, Words], ...] = (
    ("call", "Utlysningen", CALL, CALL_STATES),
    ("application", "Ansökan", APPLICATION, FILING_STATES),
    ("proposal", "Förslaget", PROPOSAL, PROPOSAL_STATES),
    ("consultation", "Remissvaret", ANSWER, FILING_STATES),
    ("masking", "Publiceringen av ett svar", MASKING, MASKING_STATES),
    ("annual_report", "Årsrapporten", REPORT, FILING_STATES),
    ("theme_answer", "Svaret i den fördjupade uppföljningen", THEME_ANSWER, FILING_STATES),
    ("open_answer", "Remissvaret utan konto", OPEN_ANSWER, FILING_STATES),
    ("hearing", "Yttrandet när man hörs", REPLY, FILING_STATES),
    ("permit_notice", "Innehavarens skrivelse om ett tillstånd", LETTER, FILING_STATES),
    ("permit_matter", "Ett ärende i ett tillstånds liv", MATTER, MATTER_STATES),
    ("weighing", "Beredningen av det som har sökts", WEIGHING, WEIGHING_STATES),
    ("meeting", "Nämndens sammanträde", MEETING, MEETING_STATES),
    ("case", "Ärendet: de fyra första stegen", CASE, CASE_STATES),
)
WORDS = ProcessWords(
    head=("från", "gör", "till", "vem", "och då gäller"),
    description=(
        "En ruta för varje läge, och i den en rad för varje steg. Ett streck går från steget till läget som det leder "
        "till; en båge betyder att läget blir detsamma, dubbel ram att inget steg leder vidare."
    ),
)

# How each scope is written, and what it means.
SCOPES: dict[Scope, tuple[str, str]] = {
    OWN: ("egna", "den egna organisationens och det som ligger under den."),
    ALL: ("allas", "alla organisationers."),
    SELF: ("sina", "personens egna."),
    MEMBER: ("gruppens", "ärendena i den grupp där rollen finns, och det egna där."),
    PARTY: ("parternas", "ärendena där den egna organisationen är part."),
}


def drawings() -> dict[str, Picture]:
    """Each process as a picture with its table, under the name of the file it is printed to."""
    return {
        f"moves-{key}.svg": draw_process(name, [_step(move, states) for move in process.moves], key=key, words=WORDS)
        for key, name, process, states in PROCESSES
    }


def moves() -> str:
    """Each process as a picture and as a table: from, act, to, who, and what must hold besides."""
    text = [
        "# Processerna\n",
        "Varje steg som finns står här; det som inte står här går inte att göra. Vem som får står i "
        "[tabellen över åtkomst](access.md).",
        "",
        WORDS.description,
    ]
    for file, picture in drawings().items():
        text += ["", f"## {picture.title}", "", f"![{picture.title}: lägen och steg, som i tabellen nedan]({file})", ""]
        text += [f"| {' | '.join(picture.table.head)} |", "|---" * len(picture.table.head) + "|"]
        text += [f"| {' | '.join(row)} |" for row in picture.table.rows]
    return "\n".join(text) + "\n"


def access() -> str:
    """The whole table of access: activity by role, and whose records each reaches."""
    roles = [Role(name) for name in ROLES]
    text = [
        "# Vem får göra vad",
        "",
        *(f"- «{word}»: {meaning}" for word, meaning in SCOPES.values()),
        "- Tomt: får inte.",
        "",
        "Ett beslut om jäv stänger ärendet för den det gäller, vilka roller hen än har. "
        "Ingen roll vid myndigheten når ett utkast: det finns ingen verksamhet för det i tabellen.",
        "",
        f"Utan roll: `{PUBLIC}` är för alla, `{SIGNED_IN}` för var och en som är inloggad. En rad där ingen roll får "
        "är för den som utan konto har bekräftat sin e-postadress, och når bara det egna svaret.",
        "",
        f"| verksamhet | {' | '.join(str(ROLES[role]) for role in roles)} |",
        "|---" * (len(roles) + 1) + "|",
    ]
    for activity, row in ACCESS.items():
        cells = [SCOPES[row[role]][0] if role in row else "" for role in roles]
        text.append(f"| `{activity}` | {' | '.join(cells)} |")
    return "\n".join(text) + "\n"


def _step(move: Move, states: Words) -> Step:
    return Step(_word(MOVES, move.act), _word(states, move.source), _word(states, move.target), _who(move), move.guard)


def _who(move: Move) -> str:
    return ", ".join(str(ROLES[role]) for role in roles_with(move.needs))


def _word(words: Words, name: str) -> str:
    return str(words[name]).lower()
