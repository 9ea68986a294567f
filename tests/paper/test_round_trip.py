"""What we write as Word, HTML and PDF says the same when it is read again: every word, once, in its order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nhv.files.pdf.opening import pdf_lines
from nhv.files.web.page import web_lines
from nhv.files.word.lines import word_lines
from nhv.files.written import FOOT, Walked
from nhv.language.words import normalise
from nhv.paper.page import html_page
from nhv.paper.pdf import pdf
from nhv.paper.word import word
from nhv.specification.writing import Bullets, Facts, Heading, Paragraph, Table, Writing
from tests.support.generated import cases

WORD = st.text(alphabet="abcdefghijklmnoprstuvyåäöéABCÅÄÖ", min_size=2, max_size=14)
LINE = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
PAIR = st.tuples(LINE, LINE)
PROSE_BLOCK = st.one_of(
    st.builds(Heading, level=st.integers(2, 4), text=LINE),
    st.builds(Paragraph, text=LINE, tone=st.sampled_from(["plain", "lead", "note"])),
    st.builds(Bullets, items=st.lists(LINE, min_size=1, max_size=5).map(tuple), numbered=st.booleans()),
)
BLOCK = st.one_of(
    PROSE_BLOCK,
    st.builds(Table, caption=LINE, head=PAIR, rows=st.lists(PAIR, min_size=1, max_size=4).map(tuple)),
    st.builds(Facts, pairs=st.lists(PAIR, min_size=1, max_size=4).map(tuple)),
)


def writings(blocks: st.SearchStrategy[object]) -> st.SearchStrategy[Writing]:
    many = st.lists(blocks, min_size=1, max_size=8).map(tuple)
    return st.builds(Writing, title=LINE, blocks=many, language=st.just("sv"), subject=st.none())


WRITING = writings(BLOCK)
# In a PDF the cells of a row stand beside each other, line by line: what is in them is read, but not cell by cell.
PROSE = writings(PROSE_BLOCK)


def words_of(writing: Writing) -> list[str]:
    """Every line of text that the writing holds, in the order that it is read."""
    found = [writing.title]
    for block in writing.blocks:
        match block:
            case Heading() | Paragraph():
                found.append(block.text)
            case Bullets():
                found += block.items
            case Table():
                found += [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
            case Facts():
                found += [cell for row in block.pairs for cell in row]
    return found


def squeezed(text: str) -> str:
    return "".join(sign for sign in normalise(text) if sign.isalpha())


def read(walked: Walked) -> str:
    """The text alone, without marks of lists and without the foot of our own pages."""
    lines = [line.text for line in walked.lines if line.place != FOOT]
    assert (walked.apart, {line.place for line in walked.lines} - {"", FOOT}) == ([], set())
    assert all(re.fullmatch(r".*Sida \d+ av \d+", line.text) for line in walked.lines if line.place == FOOT)
    return squeezed(" ".join(re.sub(r"\bSida \d+ av \d+$", "", line) for line in lines))


def glued(writing: Writing, walked: Walked) -> list[str]:
    """The texts that do not stand by themselves, in a line or in a cell of one."""
    cells = {squeezed(cell) for line in walked.lines for cell in line.text.split("\t")}
    return [text for text in words_of(writing) if squeezed(text) not in cells]


@cases(25)
@given(WRITING)
def test_a_word_file_is_read_as_it_was_written(writing: Writing) -> None:
    walked = word_lines(word(writing))
    assert read(walked) == squeezed("".join(words_of(writing)))
    assert glued(writing, walked) == []
    headings = [block.text for block in writing.blocks if isinstance(block, Heading)]
    assert [squeezed(line.text) for line in walked.lines if line.heading][1:] == list(map(squeezed, headings))


@cases(25)
@given(WRITING)
def test_a_page_is_read_as_it_was_written(writing: Writing) -> None:
    walked = web_lines(html_page(writing).encode())
    assert read(walked) == squeezed("".join(words_of(writing)))
    assert glued(writing, walked) == []
    items = [item for block in writing.blocks if isinstance(block, Bullets) for item in block.items]
    assert [squeezed(line.text) for line in walked.lines if re.match(r"\s+(?:•|\d+\.) ", line.text)] == list(
        map(squeezed, items)
    )


@cases(25)
@given(PROSE)
def test_a_pdf_is_read_as_it_was_written(writing: Writing) -> None:
    assert read(pdf_lines(pdf(writing))) == squeezed("".join(words_of(writing)))
