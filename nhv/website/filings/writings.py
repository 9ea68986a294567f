"""What was filed as texts to be read and printed, for its owner and for who has received it. Swedish, whatever the
reader's language: it stands beside Swedish answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from nhv.accounts.deeds import names_of
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.filings.working_copy import Effective
from nhv.paper.filed import comparison_writing, filed_writing
from nhv.records import receipts
from nhv.specification.answers import Answers, size_in_words
from nhv.specification.outline import Asked, Outline
from nhv.specification.writing import Facts, Heading, Paragraph, Table, Writing
from nhv.website.deadlines import moment_in_words
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.words import TIME_CLASSES, WAYS

Pairs = list[tuple[str, str]]


def draft_writing(pages: FilingPages, filing: FilingBase, said: Effective) -> Writing:
    """The working copy whole."""
    facts = [*_whose(pages, filing), ("Version", "Utkast, inte inskickat")]
    return filed_writing(said.outline, said.answers, title=said.outline.title, facts=facts)


def version_writing(pages: FilingPages, filing: FilingBase, version: FilingVersionBase) -> Writing:
    """One version as it was received."""
    outline = version.outline.outline
    facts = _received(pages, filing, version)
    return filed_writing(outline, version.answers_by_key, title=outline.title, facts=facts)


def receipt_writing(pages: FilingPages, filing: FilingBase, version: FilingVersionBase) -> Writing:
    """The receipt in words, with the hash of every file and how it is verified."""
    read = receipts.read(version.receipt)
    files = tuple((one["name"], size_in_words(one["size"]), one["sha256"]) for one in version.files)
    with override("sv"):
        lead = str(pages.words.was_received)
    blocks: list[Any] = [
        Paragraph(tone="lead", text=lead),
        Facts(
            pairs=(*_received(pages, filing, version), ("Händelselogg", f"Nummer {version.diary_number}")),
        ),
    ]
    if files:
        blocks.append(Table(caption="Bilagor", head=("Fil", "Storlek", "Kontrollsumma"), rows=files))
    blocks += [
        Heading(level=2, text="Så kontrolleras kvittot"),
        Paragraph(
            text="Kvittot finns också som en signerad fil. Den som har filen och bilagorna kan kontrollera dem på "
            "vilken dator som helst med kommandot nhv verify-receipt och den publika nyckeln."
        ),
        Facts(
            pairs=(("Signerat", read["signed_at"]), ("Nyckelns namn", read["key_id"]), ("Signatur", read["signature"]))
        ),
    ]
    return Writing(title="Kvitto", subject=version.outline.outline.title, blocks=tuple(blocks))


def difference_writing(outline: Outline, before: FilingVersionBase, after: FilingVersionBase, *, whose: str) -> Writing:
    """What is answered differently in a later version."""
    return _difference(outline, before.answers_by_key, after.answers_by_key, (_name(before), _name(after)), whose)


def change_writing(
    outline: Outline, before: FilingVersionBase | Answers, now: Answers, *, by: Mapping[str, str]
) -> Writing:
    """What the working copy says otherwise than a version, or than it said when it was handed over. `by` is who has
    changed each answer."""
    if isinstance(before, FilingVersionBase):
        name, answers = _name(before), before.answers_by_key
    else:
        name, answers = "När den lämnades över", dict(before)
    return _difference(outline, answers, now, (name, "Utkastet nu"), "Skillnad", by)


def _difference(
    outline: Outline,
    before: Answers,
    after: Answers,
    names: tuple[str, str],
    whose: str,
    by: Mapping[str, str] | None = None,
) -> Writing:
    title = f"{whose}: {names[0].lower()} och {names[1].lower()}"
    return comparison_writing(outline, before, after, title=title, names=names, by=by)


def hospital_of(version: FilingVersionBase, question: str) -> str:
    """The hospital as the version itself names it: that of the working copy may have been changed since."""
    return str(version.answers_by_key.get(question, "")) if question else ""


def attested_in(version: FilingVersionBase) -> list[tuple[Asked, str, Mapping[str, str]]]:
    """What the hospital had attested when it was sent: the question, who attested, and the rest of what was kept."""
    names = names_of(fact["attested_by"] for fact in version.inherited.values()) if version.inherited else {}
    find = version.outline.outline.find
    return [
        (found, names[fact["attested_by"]], fact) for key, fact in version.inherited.items() if (found := find(key))
    ]


def _received(pages: FilingPages, filing: FilingBase, version: FilingVersionBase) -> Pairs:
    with override("sv"):
        told = [
            *_whose(pages, filing, hospital_of(version, pages.kind.place_question)),
            ("Diarienummer", filing.record_number),
            ("Version", str(version.number)),
            ("Inkommen", f"{moment_in_words(version.received_at)}, svensk tid"),
            ("I tid eller för sent", str(TIME_CLASSES[version.time_class])),
            ("Inkom genom", str(WAYS[version.way])),
            ("Svarens kontrollsumma", version.answers_sha256),
            ("Skriftligt svar", version.reply),
        ]
    return [(word, what) for word, what in told if what]


def _whose(pages: FilingPages, filing: FilingBase, hospital: str = "") -> Pairs:
    near = getattr(filing, "place", None)
    place = hospital or (near.name if near else "")
    told = [
        ("Från", owner_names([filing])[filing.key]),
        ("Sjukhus", place),
        *((fact.name, fact.text) for fact in pages.facts(filing)),
        ("Ärendekod", filing.key),
    ]
    return [(str(word), str(what)) for word, what in told if what]


def _name(version: FilingVersionBase) -> str:
    return f"Version {version.number}"
