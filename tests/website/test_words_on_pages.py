"""No page that somebody reads says what only a program would say: checksums, keys, raw names, the machine's time. Every
page of the demonstration is met, as everybody and as each of its people."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from django.utils import translation
from lxml.html import HtmlElement

from nhv.filings.kinds import KINDS
from nhv.process.proposals.moves import PROPOSAL
from nhv.specification.changes import VALUES
from nhv.website import words
from nhv.website.translations import read_english
from tests.support.crawl import Met, everything

# What a program says → how it is known.
MACHINE = {
    "a checksum or a key": r"(?i)sha-?256|\b[0-9a-f]{16,}\b",
    "the machine's time": r"\bUTC\b|\b\d\d[.:]\d\d[.:]\d\d\b|\d{4}-\d\d-\d\dT",
    "a value of the code": r"\b(None|True|False|null|undefined|NaN|datetime)\b|\[\]|\{\}",
    "a piece of a template": r"\{\{|\{%|%\(\w+\)|%s\b|&(amp|lt|gt);",
    "a name of the code": r"\b[a-zåäö0-9]+_[a-zåäö0-9_]+\b",
    "a day of the machine": r"(?<![-/\d=])\b\d{4}-\d\d(-\d\d)?\b(?![-\d])",
    "a key": r"^(: )?[a-z0-9]+(-[a-z0-9]+){2,}$",
}
# Where it belongs: commands and keys set as code, what is folded away for who compares, and what somebody types.
LEFT_OUT = "self::script or self::style or self::code or self::pre or self::textarea or self::option"
PROOF = "contains(concat(' ', @class, ' '), ' nhv-proof ')"
# Right as it is: the day of a source of open data, as its owner writes it; and how a day is to be typed.
AS_IT_IS = re.compile(r"(Folkmängd|Population|till exempel|for example) \d{4}-\d\d-\d\d")


def texts(page: Met) -> Iterator[tuple[HtmlElement, str]]:
    """All that is read on a page, or read aloud, with what it stands in."""
    root = lxml.html.fromstring(page.html)
    for found in root.xpath(f"//text()[not(ancestor::*[{LEFT_OUT} or {PROOF}])]"):
        if said := " ".join(found.split()):
            yield found.getparent(), said
    for found in root.xpath("//body//*/@aria-label | //body//img/@alt | //body//*/@title"):
        yield found.getparent(), str(found)


def machine_words(page: Met) -> Iterator[str]:
    """What on the page only a program would say, and why it is thought so."""
    for _where, said in texts(page):
        for what, pattern in MACHINE.items():
            if re.search(pattern, AS_IT_IS.sub("", said)):
                yield f"{what}: {said[:160]}"


def untranslated(page: Met, ours: dict[str, str]) -> Iterator[str]:
    """Our own Swedish words on an English page, where it does not say that they are Swedish."""
    for where, said in texts(page) if page.language == "en" else ():
        language = where.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        if language == "en" and ours.get(said, said) != said:
            yield f"Swedish: {said[:160]}"


@pytest.fixture(scope="module")
def pages(demonstrated: tuple[Path, str]) -> list[Met]:
    return list(everything(demonstrated[1]))


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    """The words of the website → their English."""
    return {message.id: message.string for message in read_english() if isinstance(message.id, str) and message.id}


def test_pages_of_all_kinds_are_met_by_all(pages):
    assert len({page.who for page in pages}) > 15
    assert len(pages) > 500


def test_no_page_says_what_only_a_program_would(pages):
    found = {(said, page.path) for page in pages for said in machine_words(page)}
    assert sorted(found)[:40] == []


def test_no_english_page_says_in_swedish_what_has_its_english(pages, ours):
    found = {(said, page.path) for page in pages for said in untranslated(page, ours)}
    assert sorted(found)[:40] == []


@pytest.mark.parametrize(
    "said",
    [
        "sha256 1f",
        "0ad68cb0cccb13fd",
        "kl. 07.06.47",
        "23:00 UTC",
        "2026-01",
        "proposal_made",
        "None",
        "%(who)s",
        "barn-under-18-ar",
    ],
)
def test_a_word_of_the_machine_would_have_been_seen(said):
    assert list(machine_words(Met("", "sv", "/", f"<div><p>{said}</p></div>")))
    assert not list(machine_words(Met("", "sv", "/", f"<div><p><code>{said}</code></p></div>")))


def test_a_swedish_word_on_an_english_page_would_have_been_seen(ours):
    def met(html: str) -> list[str]:
        return list(untranslated(Met("", "en", "/en/", f'<html lang="en"><body>{html}</body></html>'), ours))

    assert met("<p>Logga ut</p>") == ["Swedish: Logga ut"]
    assert met('<p lang="sv">Logga ut</p>') == []


def test_every_deed_of_a_proposal_or_of_what_is_filed_has_its_words():
    of_filings = {f"{kind.name}_{act}" for kind in KINDS.values() for act in kind.steps}
    assert of_filings - set(words.DEEDS) == set()
    assert {f"proposal_{move.act}" for move in PROPOSAL.moves} - set(words.CASE_NEWS) == set()


@pytest.mark.parametrize(
    ("field", "those"),
    [
        ("force", words.FORCES),
        ("stage", words.STAGES),
        ("group", words.CONDITION_GROUPS),
        ("kind", words.PATHWAYS),
        ("instead", words.LEVELS),
    ],
)
def test_a_value_is_called_the_same_in_a_difference_as_on_a_page(field, those):
    for place, language in enumerate(("sv", "en")):
        with translation.override(language):
            assert {key: pair[place] for key, pair in VALUES[field].items()} == {k: str(v) for k, v in those.items()}
