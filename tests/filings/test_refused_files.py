"""A file that an answer does not take is not kept, though nothing is wrong with the file itself."""

from pathlib import Path

from nhv.filings.acts.attachments import attach
from nhv.register.memory import FILES
from tests.records.uploads import making
from tests.support.calls import a_filled_application, an_applicant, an_open_call
from tests.support.people import actor
from tests.support.refusals import refuses


def lying() -> list[str]:
    places: list[Path] = [path for path in FILES.folder.rglob("*") if path.is_file() and path.name != "lock"]
    return sorted(path.name for path in places)


def test_neither_for_its_name_nor_for_the_number(sqlite_register):
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)

    def send(name: str, pages: int) -> None:
        content = making.pdf(pages)
        attach(filing=filing, question="verksamhetsplan", name=name, chunks=[content], by=actor(signatory))

    send("plan.pdf", 1)
    before = lying()
    with refuses("answer_unreadable"):
        send("plan.pdf", 2)
    assert lying() == before
    # The control: under another name the very same content is kept.
    for number in range(2, 11):
        send(f"plan {number}.pdf", number)
    assert len(lying()) == len(before) + 9
    with refuses("answer_unreadable"):
        send("plan 11.pdf", 11)
    assert len(lying()) == len(before) + 9
