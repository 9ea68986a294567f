"""Every verdict has all that a reader meets: words, a sign, a colour, a line on the command line, a sentence."""

import re
from importlib.resources import files

import pytest

from nhv.derived.answers.answer import ORDER, VERDICT_OF
from nhv.derived.answers.sentences import BOTH
from nhv.program.commands.search import SIGNS
from nhv.rules.verdicts import OF_A_CLAUSE, VERDICTS
from nhv.website import words


@pytest.mark.parametrize(
    "table", [words.VERDICTS, words.LIKELY_VERDICTS, words.VERDICT_MEANINGS, SIGNS, ORDER, dict.fromkeys(VERDICTS)]
)
def test_every_table_has_every_verdict_and_no_other(table):
    assert set(table) == set(VERDICTS)


def test_a_clause_gives_some_of_them_by_itself_each_with_its_heading():
    assert tuple(words.SCOPES) == OF_A_CLAUSE


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_has_a_sign_and_a_colour(verdict):
    website = files("nhv.website")
    assert website.joinpath(f"templates/public/signs/{verdict}.html").is_file()
    styles = website.joinpath("frontend/style/_verdict.scss").read_text(encoding="utf-8")
    (colours,) = re.findall(r"\$verdicts: \((.*?)\n\);", styles, re.DOTALL)
    assert re.search(rf'^\s*"?{verdict}"?:', colours, re.MULTILINE)


@pytest.mark.parametrize("language", BOTH)
def test_what_follows_from_a_clause_is_said_in_both_languages(language):
    said = {name.removeprefix("then_") for name in BOTH[language] if name.startswith("then_")}
    assert said >= set(OF_A_CLAUSE)
    assert set(VERDICT_OF.values()) <= set(VERDICTS)
