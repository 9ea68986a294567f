"""Every refusal there is, by a walk of the sources: one code for one meaning, whole sentences, both languages."""

from collections import defaultdict
from datetime import date

import pytest
from django.utils.translation import override

from nhv.language.faults import Fault, Fragment, say
from nhv.rules.refusals import NoRoom, Refused, unreadable_answer
from nhv.website.refusals import in_readers_words
from nhv.website.sentences import Sentence, names_in, sentences
from nhv.website.translations import read_english

EVERY = sentences()
ENGLISH = {message.id: message.string for message in read_english() if message.id}
# These are told after «Sista ansökningsdag:», or where in a document they stand, and are no sentences of their own.
CLAUSES = {"DeadlineFault", "DraftFault", "FactsFault", "StretchFault"}
CODED = [sentence for sentence in EVERY if sentence.code]


def by(sentence: Sentence) -> str:
    return sentence.code or sentence.words


def test_the_walk_finds_those_that_are_known_to_be_there() -> None:
    found = {sentence.code: sentence for sentence in CODED}
    assert len(found) > 140
    assert found["call_key_taken"].where == "nhv/process/calls/acts.py: draft_call.do"
    assert found["no_room"].made == "NoRoom", "said once for all of its kind"
    assert found["field_gone"].made == "_Unreadable", "a class of the family that is another room's own"
    assert "ett utkast" in {sentence.words for sentence in EVERY if not sentence.code}


def test_a_code_stands_for_one_template_and_a_template_has_one_code() -> None:
    words, codes = defaultdict(set), defaultdict(set)
    for sentence in CODED:
        words[sentence.code].add(sentence.words)
        codes[sentence.words].add(sentence.code)
    assert [code for code, said in words.items() if len(said) > 1] == []
    assert [said for said, code in codes.items() if len(code) > 1] == []


@pytest.mark.parametrize("sentence", EVERY, ids=by)
def test_what_is_said_is_whole(sentence: Sentence) -> None:
    assert sentence.told >= names_in(sentence.words), "every value that the words have room for is told"
    assert names_in(ENGLISH[sentence.words]) == names_in(sentence.words)
    assert not {"«", "»"} & set(sentence.words + ENGLISH[sentence.words])
    if sentence.code:
        assert sentence.code == sentence.code.lower() and sentence.code.replace("_", "").isalpha()
    if sentence.code and sentence.made not in CLAUSES:
        for words in (sentence.words, ENGLISH[sentence.words]):
            assert words[0].isupper() or words[0] in "{”“"
            assert words.endswith((".", "{fault}"))


def test_a_refusal_that_is_not_written_out_where_it_is_raised_is_found_out(tmp_path) -> None:
    room = tmp_path / "nhv"
    room.mkdir()
    (room / "acts.py").write_text("WORDS = 'Nej.'\n\ndef act():\n    raise Refused('no', WORDS)\n")
    (room / "refusals.py").write_text("class Refused(Fault): ...\n")
    with pytest.raises(ValueError, match=r"nhv/acts\.py:4: Refused"):
        sentences(room)


SEVERAL = Refused(
    "answers_missing",
    "Frågor utan svar: {named}. Svara på dem, eller kryssa för att skicka ändå.",
    named=Fragment("{named} och {more} till", named="”{Hur?}”", more=2_000),
)
LATE = Refused(
    "call_deadline_after_start",
    "Enligt utlysningen kan vården börja den {starts}. Välj en sista dag före det.",
    starts=date(2027, 3, 1),
)
WITHIN = unreadable_answer("Antal?", Fault("number_too_large", "Talet kan inte vara större än {most}.", most=1_500))


@pytest.mark.parametrize(
    ("fault", "swedish", "english"),
    [
        (
            SEVERAL,
            "Frågor utan svar: ”{Hur?}” och 2\u00a0000 till. Svara på dem, eller kryssa för att skicka ändå.",
            "Questions without an answer: ”{Hur?}” and 2,000 more. Answer them, or tick the box to send anyway.",
        ),
        (
            LATE,
            "Enligt utlysningen kan vården börja den 1 mars 2027. Välj en sista dag före det.",
            "According to the call, care can begin on 1 March 2027. Choose a last day before that.",
        ),
        (
            WITHIN,
            "”Antal?”: Talet kan inte vara större än 1\u00a0500.",
            "“Antal?”: The number cannot be greater than 1,500.",
        ),
    ],
    ids=["a part of a sentence", "a day", "a fault within"],
)
def test_a_refusal_is_said_in_the_language_of_its_reader(fault: Fault, swedish: str, english: str) -> None:
    assert str(fault) == say(fault) == swedish
    with override("sv"):
        assert in_readers_words(fault) == swedish
    with override("en"):
        assert in_readers_words(fault) == english


def test_what_a_program_logs_of_a_refusal_is_its_code() -> None:
    assert repr(NoRoom()) == "NoRoom('no_room')"
    assert repr(SEVERAL) == "Refused('answers_missing')", "no value, which may be somebody's name"
