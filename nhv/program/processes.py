"""The processes and the table of access as an official can check them: printed from the tables that the acts ask."""

from collections.abc import Sequence

from nhv.process.applications.moves import APPLICATION
from nhv.process.calls.moves import CALL
from nhv.rules.access import ACCESS, ALL, MEMBER, OWN, PARTY, PUBLIC, SELF, SIGNED_IN, Scope, roles_with
from nhv.rules.moves import Move, Process
from nhv.website.words import CALL_STATES, FILING_STATES, MOVES, ROLES, Words

PROCESSES: tuple[tuple[str, Process, Words], ...] = (
    ("Utlysningen", CALL, CALL_STATES),
    ("Ansökan", APPLICATION, FILING_STATES),
)

# How each scope is written, and what it means.
SCOPES: dict[Scope, tuple[str, str]] = {
    OWN: ("egna", "den egna organisationens och det som ligger under den."),
    ALL: ("allas", "alla organisationers."),
    SELF: ("sina", "personens egna."),
    MEMBER: ("gruppens", "ärendena i den grupp där rollen finns, och det egna där."),
    PARTY: ("parternas", "ärendena där den egna organisationen är part."),
}


def moves() -> str:
    """Each process as a picture in text and as a table: from, act, to, who, and what must hold besides."""
    text = [
        "# Processerna\n",
        "Varje steg som finns står här; det som inte står här går inte att göra. Vem som får står i "
        "[tabellen över åtkomst](access.md).",
    ]
    for name, table, states in PROCESSES:
        text += ["", f"## {name}", "", "```", *_picture(table.moves, states), "```", ""]
        text += ["| från | gör | till | vem | och då gäller |", "|---|---|---|---|---|"]
        text += [f"| {' | '.join(_cells(move, states))} |" for move in table.moves]
    return "\n".join(text) + "\n"


def access() -> str:
    """The whole table of access: activity by role, and whose records each reaches."""
    roles = [*ROLES]
    text = [
        "# Vem får göra vad",
        "",
        *(f"- «{word}»: {meaning}" for word, meaning in SCOPES.values()),
        "- Tomt: får inte.",
        "",
        "Ett beslut om jäv stänger ärendet för den det gäller, vilka roller hen än har. "
        "Ingen roll vid myndigheten når ett utkast: det finns ingen verksamhet för det i tabellen.",
        "",
        f"Utan roll: `{PUBLIC}` är för alla, `{SIGNED_IN}` för var och en som är inloggad.",
        "",
        f"| verksamhet | {' | '.join(str(ROLES[role]) for role in roles)} |",
        "|---" * (len(roles) + 1) + "|",
    ]
    for activity, row in ACCESS.items():
        cells = [SCOPES[row[role]][0] if role in row else "" for role in roles]
        text.append(f"| `{activity}` | {' | '.join(cells)} |")
    return "\n".join(text) + "\n"


def _cells(move: Move, states: Words) -> tuple[str, ...]:
    return (_word(states, move.source), _word(MOVES, move.act), _word(states, move.target), _who(move), move.guard)


def _picture(table: Sequence[Move], states: Words) -> list[str]:
    """The states in the order of the table, each with the ways out of it."""
    names = list(dict.fromkeys(state for move in table for state in (move.source, move.target)))
    lines: list[str] = []
    for name in names:
        out = [move for move in table if move.source == name]
        lines.append(f"[{_word(states, name)}]" + ("" if out else "  (slut)"))
        for move in out:
            branch = "└──" if move is out[-1] else "├──"
            goal = "samma" if move.target == name else f"[{_word(states, move.target)}]"
            lines.append(f" {branch} {_word(MOVES, move.act)} ──▶ {goal}  ({_who(move)})")
        lines.append("")
    return lines[:-1]


def _who(move: Move) -> str:
    return ", ".join(str(ROLES[role]) for role in roles_with(move.needs))


def _word(words: Words, name: str) -> str:
    return str(words[name]).lower()
