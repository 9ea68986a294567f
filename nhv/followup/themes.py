"""The in-depth follow-up of a year: asked of all units, reminded of, read, and told with a summary."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from nhv.accounts.access import check
from nhv.derived.theme_answer import MOST_IN_A_QUESTION, MOST_QUESTIONS
from nhv.followup.lacking import last_instant
from nhv.followup.letters import tell_places
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import Duty, Round, Theme, ThemeEdition
from nhv.followup.queries import duties_of
from nhv.followup.recognised import check_may_be_told
from nhv.followup.theme_answers import Answered, answers_to, theme_at
from nhv.followup.theme_kind import KIND
from nhv.language.dates import date_in_words
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded
from nhv.rules.refusals import Refused

THEME = "follow_up.theme"
MOST_IN_A_SUBJECT = 200
MOST_IN_A_SUMMARY = 20_000


def ask(
    *,
    year: int,
    subject: str,
    clause: str,
    questions: Sequence[str],
    last_day: date,
    by: Actor,
    now: datetime,
    nobody_because: str = "",
) -> Theme:
    """Put the questions of a theme to every place of a round, and tell them. `clause` is the condition's own words, or
    empty. Raises Refused, also where the year has a theme, and for words about patients as `tell_theme` does."""
    check(by, THEME)
    with one_transaction(Theme):
        DIARY.take_turn()
        found = Round.objects.filter(year=year).first()
        if found is None:
            raise Refused("no_such_round", "Uppföljningen av {year} är inte öppnad.", year=str(year))
        if Theme.objects.filter(round=found).exists():
            raise Refused("theme_asked_already", "Uppföljningen av {year} har redan ett tema.", year=str(year))
        closes_at = last_instant(last_day)
        if closes_at <= now:
            raise Refused("round_day_passed", "Den sista dagen har redan varit. Ange en dag framåt i tiden.")
        about, asked = _subject(subject), _questions(questions)
        confirmed = check_may_be_told(texts_of_asking(about, asked), nobody_because)
        made = Theme.objects.create(
            round=found,
            subject=about,
            clause=clause,
            questions=asked,
            last_day=last_day,
            closes_at=closes_at,
            asked_at=now,
            asked_by=str(by),
        )
        _tell(made, list(duties_of(year)), f"asked:{made.pk}")
        told = {"subject": made.subject, "questions": len(made.questions), "last_day": last_day, **confirmed}
        DIARY.record("theme_asked", kind=FOLLOW_UP, key=str(year), by=by, payload=told)
        return made


def remind(*, year: int, by: Actor, now: datetime) -> int:
    """A mail to those that have not answered. Gives how many places. Raises Refused where all have."""
    check(by, THEME)
    with one_transaction(Theme):
        DIARY.take_turn()
        theme = theme_at(year)
        silent = [one.duty for one in answers_to(theme) if one.filing is None]
        if not silent:
            raise Refused("no_unit_to_remind", "Alla enheter har svarat. Det finns ingen att påminna.")
        _tell(theme, silent, f"reminded:{theme.pk}:{now.isoformat()}")
        DIARY.record("theme_reminded", kind=FOLLOW_UP, key=str(year), by=by, payload={"number": len(silent)})
        return len(silent)


def tell_theme(
    *, year: int, text: str, shown: Collection[str], by: Actor, now: datetime, nobody_because: str = ""
) -> ThemeEdition:
    """Publish the officer's summary with the answers of the duties whose keys are `shown`. Raises Refused for words
    about patients, for words that may point one out unless the officer says why they do not, and for an answer that may
    not be shown or has not come. What was published before stays."""
    check(by, THEME)
    with one_transaction(ThemeEdition):
        DIARY.take_turn()
        theme = theme_at(year)
        words = bounded(text, MOST_IN_A_SUMMARY)
        if not words:
            raise Refused("summary_missing", "Sammanfattningen är tom. Skriv vad som har kommit fram.")
        answers = answers_to(theme)
        if not any(one.filing for one in answers):
            raise Refused("nobody_answered", "Ingen enhet har svarat ännu. Det finns inget att sammanfatta.")
        _check_may_be_shown(answers, set(shown))
        confirmed = check_may_be_told(texts_of_telling(words, answers, shown), nobody_because)
        told = [_told(one, is_shown=one.duty.key in shown) for one in answers]
        before = theme.editions.last()
        if before is not None and (before.text, before.answers) == (words, told):
            raise Refused("nothing_new_of_theme", "Inget har ändrats sedan sammanfattningen publicerades.")
        number = before.number + 1 if before else 1
        made = ThemeEdition.objects.create(
            theme=theme, number=number, text=words, answers=told, published_at=now, published_by=str(by)
        )
        counts = {"edition": number, "answers": sum(one["said"] is not None for one in told), "shown": len(set(shown))}
        DIARY.record("theme_told", kind=FOLLOW_UP, key=str(year), by=by, payload={**counts, **confirmed})
        return made


def _told(one: Answered, *, is_shown: bool) -> dict[str, object]:
    """What everybody reads of an answer. Lists and not tuples, as they come back from the database."""
    words = [list(each) for each in one.said] if is_shown else []
    where = {"area": one.duty.area.key, "name": one.duty.document.name, "place": one.duty.place.name}
    return {**where, "said": words if one.filing else None}


def _check_may_be_shown(answers: Sequence[Answered], shown: Collection[str]) -> None:
    by_key = {one.duty.key: one for one in answers}
    for key in sorted(shown):
        one = by_key.get(key)
        if one is None or not one.said:
            raise Refused("no_answer_to_show", "Ett svar som ska visas har inte kommit in. Läs in sidan på nytt.")
        if not one.is_willing:
            raise Refused("unit_says_no", "{unit} har inte sagt ja till att svaret visas.", unit=one.duty.place.name)


def texts_of_asking(subject: str, questions: Sequence[str]) -> list[tuple[str, str]]:
    """What everybody will read of a theme that is asked, with what each text is called."""
    return [("Temat", subject), *((f"Fråga {number}", one) for number, one in enumerate(questions, 1))]


def texts_of_telling(text: str, answers: Sequence[Answered], shown: Collection[str]) -> list[tuple[str, str]]:
    """What everybody will read when a summary is published with the answers of the duties `shown`."""
    told = [(one.duty.place.name, answer) for one in answers if one.duty.key in shown for _question, answer in one.said]
    return [("Sammanfattningen", text), *told]


def _subject(subject: str) -> str:
    words = " ".join(bounded(subject, MOST_IN_A_SUBJECT).split())
    if not words:
        raise Refused("theme_without_subject", "Skriv vad temat handlar om.")
    return words


def _questions(questions: Sequence[str]) -> list[str]:
    found = [words for one in questions if (words := " ".join(bounded(one, MOST_IN_A_QUESTION).split()))]
    if not 1 <= len(found) <= MOST_QUESTIONS:
        raise Refused("theme_questions", "Skriv en till {most} frågor, en på varje rad.", most=str(MOST_QUESTIONS))
    return found


def _tell(theme: Theme, duties: Sequence[Duty], about: str) -> None:
    """Who may write the answers is told of the questions and the last day."""
    subject = f"Frågor till alla enheter: {theme.subject}"
    text = f"är inte besvarad. Sista dag är den {date_in_words(theme.last_day)}."
    words = dict.fromkeys(duties, text)
    tell_places(
        f"{KIND.name}.write", subject, words, about, what="Temafrågan", page=f"/{KIND.address}/", kind="theme_asked"
    )
