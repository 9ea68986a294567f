"""Put the judged questions to the search and to plain full text on the same texts: `python -m benchmarks verdicts`.

With `--wrong` also every question answered wrongly. With `--file X.json` instead the questions of that file
(`blind.py` says how it looks), and with `--misses` those that went wrong. `--keep FILE` before a change of the model
and `--against FILE` after it show which of the kept questions the change turns round.
"""

import argparse
import json
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import django.apps
import psycopg

from benchmarks.verdicts import blind, foreign, ordinary
from benchmarks.verdicts.judged import SECOND, Answerer, Found, Marks, Question, marks, read_questions
from nhv.derived.answers.answer import VERDICT_OF
from nhv.derived.answers.entries import Entry, search_entries


def search() -> Answerer:
    """The product's own search, on the register that Django is set to."""
    from nhv.register.search import search as ask

    def answers(question: str) -> list[Found]:
        found = ask(question)["answers"]
        return [Found(one["area"], one["clause_key"] or "", one["verdict"]) for one in found]

    return answers


def sqlite_full_text(entries: Sequence[Entry]) -> Answerer:
    """SQLite's FTS5 as it comes: unicode61, bm25, any of the words."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entries USING fts5(body)")
    base.executemany(
        "INSERT INTO entries(rowid, body) VALUES (?, ?)", [(n, _body(e)) for n, e in enumerate(entries, 1)]
    )

    def answers(question: str) -> list[Found]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        rows = base.execute(
            "SELECT rowid FROM entries WHERE entries MATCH ? ORDER BY bm25(entries), rowid LIMIT 20", (words,)
        )
        return [_found(entries[row - 1]) for (row,) in rows]

    return answers


def postgresql_full_text(entries: Sequence[Entry], address: str) -> Answerer:
    """PostgreSQL's `swedish` configuration as it comes: ts_rank, any of the words."""
    base = psycopg.connect(f"{address}/postgres", autocommit=True)
    base.execute("CREATE TABLE entries (id int PRIMARY KEY, body text, words tsvector)")
    with base.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO entries VALUES (%s, %s, to_tsvector('swedish', %s))",
            [(n, _body(e), _body(e)) for n, e in enumerate(entries, 1)],
        )

    def answers(question: str) -> list[Found]:
        words = " or ".join(re.findall(r"\w+", question))
        rows = base.execute(
            "SELECT id FROM entries, websearch_to_tsquery('swedish', %s) AS asked WHERE words @@ asked "
            "ORDER BY ts_rank(words, asked) DESC, id LIMIT 20",
            (words,),
        ).fetchall()
        return [_found(entries[row - 1]) for (row,) in rows]

    return answers


def _body(entry: Entry) -> str:
    return " ".join((entry.part, entry.text, *(phrase.text for phrase in entry.phrases)))


def _found(entry: Entry) -> Found:
    return Found(entry.area, entry.key, VERDICT_OF[entry.kind])


def bundled_entries() -> list[Entry]:
    """The entries of the bundled areas, as the register holds them."""
    from nhv.register.models import AreaDocument

    return [
        entry
        for document in AreaDocument.objects.order_by("area__key")
        for entry in search_entries(document.specification)
    ]


def report(*, show_wrong: bool = False) -> dict[str, Marks]:
    """Print the marks of all three on all questions, and ours on those that guided the tuning and those that were
    kept apart from it; and ours on the second set. Gives the marks on the first set by name. The register must be
    loaded."""
    from tests.support.postgres import cluster

    questions, entries = read_questions(), bundled_entries()
    with cluster() as address:
        answerers = {
            "nhv": search(),
            "SQLite FTS5": sqlite_full_text(entries),
            "PostgreSQL swedish": postgresql_full_text(entries, address),
        }
        found = {name: marks(questions, answerer) for name, answerer in answerers.items()}
    print(f"{len(questions)} judged questions on {len(entries)} entries")
    print(f"{'':26}{'questions':>10}{'first right':>13}{'verdict right':>15}{'MRR':>8}{'false answers':>15}")
    for name, one in found.items():
        _print_row(name, one, questions)
    for name, held_out in (("nhv, used in tuning", False), ("nhv, kept apart", True)):
        some = tuple(question for question in questions if question.held_out == held_out)
        _print_row(name, marks(some, answerers["nhv"]), some)
    again = read_questions(SECOND)
    second = marks(again, answerers["nhv"])
    _print_row("nhv, second set", second, again)
    _report_foreign(entries)
    if show_wrong:
        _print_wrong(found["nhv"])
        _print_wrong(second)
    return found


def _report_foreign(entries: list[Entry]) -> None:
    """Every short phrase beside every foreign word: how many got a sure yes."""
    from nhv.register.search import search as ask

    asked = [*foreign.pairs(entries), *foreign.beside_verbs(), *foreign.measured(entries)]
    wrong = foreign.sure_yes(lambda question: ask(question)["answers"], iter(asked))
    print(f"{len(asked)} short phrases with a foreign word of medicine: {len(wrong)} sure yes {wrong[:10]}")
    near = ordinary.answered(lambda question: ask(question)["answers"])
    print(f"{len(ordinary.read_ordinary())} questions about ordinary care: {len(near)} answered {near}")


def _print_row(name: str, one: Marks, questions: Sequence[Question]) -> None:
    nothing = sum(question.area is None for question in questions)
    shares = f"{one.first_right:>13.1%}{one.verdict_right:>15.1%}{one.reciprocal_rank:>8.3f}"
    print(f"{name:26}{one.questions:>10}{shares}{one.false_answers:>9} of {nothing}")


def _print_wrong(one: Marks) -> None:
    for question, answers in one.wrong:
        wanted = f"{question.area or 'no answer'} {'|'.join(question.verdicts)} {question.clause or ''}"
        print(f"- {question.text!r}: wanted {wanted}; got {[(a.area, a.verdict, a.clause) for a in answers]}")


def main(arguments: Sequence[str] = ()) -> None:
    """Report on a register with the bundled areas: of its own, unless Django is set to one already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list the questions answered wrongly")
    parser.add_argument("--file", type=Path, help="put the questions of this JSON file instead")
    parser.add_argument("--keep", type=Path, help="write what each kept question is answered to this file")
    parser.add_argument("--against", type=Path, help="list what has turned since such a file was written")
    parser.add_argument("--misses", action="store_true", help="list those of the file that went wrong")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if not django.apps.apps.ready:
            os.environ["NHV_DATA"] = folder
            os.environ.pop("DATABASE_URL", None)
        _load_bundled()
        if options.keep or options.against:
            _compare(options.keep, options.against)
        elif options.file:
            _put(options.file, misses=options.misses)
        else:
            report(show_wrong=options.wrong)


def _compare(keep: Path | None, against: Path | None) -> None:
    """For one who changes the model: what the kept sets were answered before, and what has turned round since."""
    from nhv.register.search import search as ask

    questions = (*read_questions(), *read_questions(SECOND))
    said = {question.text: blind.in_short(ask(question.text)["answers"]) for question in questions}
    if keep:
        keep.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    if against:
        before = json.loads(against.read_text(encoding="utf-8"))
        turned = [text for text in said if said[text] != before.get(text)]
        for text in turned:
            print(f"{text!r}\n    was {before.get(text)}\n    now {said[text]}")
        print(f"{len(turned)} of {len(said)} answers have turned")


def _put(path: Path, *, misses: bool) -> None:
    from nhv.register.search import search as ask

    blind.report(blind.ask_all(path, lambda question: ask(question)["answers"]), misses=misses)


def _load_bundled() -> None:
    from nhv.program.main import main as nhv

    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        nhv(["load"])


if __name__ == "__main__":
    main(sys.argv[1:])
