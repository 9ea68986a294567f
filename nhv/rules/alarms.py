"""The kinds of attempts that are refused, and how many in two hours are so many that somebody should look."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "not_allowed", "absent", "forged_form", "unreadable", "wrong_password", "wrong_code", "wrong_link", "throttled",
    "upload_refused", "not_received", "provider_refused",
]  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """`words` as the sentence of an alarm has them."""

    words: str
    alarm_at: int


KINDS: Final[dict[Kind, Attempt]] = {
    "not_allowed": Attempt("försök till sådant som rollen inte får", 100),
    "absent": Attempt("försök på sidor som inte finns för den som frågar", 100),
    "forged_form": Attempt("formulär utan rätt märke", 50),
    "unreadable": Attempt("sändningar som inte går att läsa", 100),
    "wrong_password": Attempt("fel lösenord", 100),
    "wrong_code": Attempt("fel koder i andra steget", 30),
    "wrong_link": Attempt("länkar som inte gäller", 50),
    "provider_refused": Attempt("inloggningar via annan tjänst som inte gällde", 50),
    "throttled": Attempt("försök som stoppades för att de var för många", 30),
    "upload_refused": Attempt("filer som avvisades", 100),
    "not_received": Attempt("sändningar som var för stora eller för långsamma", 100),
}


def sentence(kind: Kind, number: int) -> str:
    """What health says of a kind that has come so often."""
    return f"{number} {KINDS[kind].words} på två timmar; se sidan Avvisade försök"
