"""The official diarium by files, on both kinds of database: what goes out, what comes in, and what does not agree."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.acts.conflicts import decide_conflict
from nhv.paper.sheet import csv_text, sheet
from nhv.process.cases import acts as cases
from nhv.process.diarium.acts import OUT, out_rows, take_in
from nhv.process.diarium.comparing import compare, differences_for
from nhv.process.diarium.documents import MOST_DOCUMENTS, documents
from nhv.process.diarium.models import DiariumDifference, DiariumRow
from nhv.process.diarium.reading import HEADINGS, Told, read_list
from nhv.register.models import DiaryEntry
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.roles import Role
from nhv.specification.rows import WrongRows
from tests.support.calls import a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

US = Actor("program", "test")


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def today():
    return timezone.localdate()


def ours(since=None):
    return {one.key: one for one in documents(US, since or today())}


def a_received_application(call=None):
    signatory = an_applicant()
    return sent(a_draft(call or an_open_call(), signatory), signatory)


def an_application(call=None):
    """As it is told to the diarium."""
    version = a_received_application(call)
    return ours()[key_of(version)]


def key_of(version):
    return f"in-{version.filing.key}-{version.number}"


def told(*rows):
    return [Told(number, document, title, day, line) for line, (number, document, title, day) in enumerate(rows, 2)]


def read(*rows):
    return take_in(told=told(*rows), by=US, now=timezone.now())


def kinds(document=None):
    found = DiariumDifference.objects.all()
    return [one.kind for one in (found.filter(document=document) if document else found)]


def row_of(one, number="7/2026"):
    return (number, one.key, one.title, one.day)


# --- out -------------------------------------------------------------------------------------------


def test_what_came_in_and_was_drawn_up_today_goes_out_today_and_no_draft_does():
    call = an_open_call()
    version, draft = a_received_application(call), a_draft(call, an_applicant())
    case = cases.open_case(title="Norrskenssjuka", by=US, now=timezone.now(), once_key=once())
    found = ours()
    one = found[key_of(version)]
    assert (one.came_in, one.with_whom, one.about, one.sha256) == (
        True, "Region Skåne", call.key, version.answers_sha256,
    )  # fmt: skip
    assert found[f"utlysning-{call.key}"].came_in is False
    assert found[f"arende-{case.key}"].title == "Norrskenssjuka"
    assert not [key for key in found if draft.key in key]
    head, *rows = [OUT, *out_rows(US, today())]
    assert head[:4] == HEADINGS and {row[1] for row in rows} == set(found)


def test_our_own_list_comes_back_as_it_went_out_in_both_forms():
    """What has no number yet is left until it has."""
    a_received_application()
    rows = [["12/2026", *row[1:]] if row[1].startswith("in-") else list(row) for row in out_rows(US, today())]
    for data in (csv_text(OUT, rows).encode(), csv_text(OUT, rows).encode("utf-16"), sheet(OUT, rows)):
        (one,) = read_list(data)
        assert one.number == "12/2026" and one.day == today() and one.title == ours()[one.document].title


def test_no_list_costs_more_queries_with_ten_times_the_documents():
    def cost():
        with CaptureQueriesContext(connection) as asked:
            documents(US, today())
        return len(asked)

    call = an_open_call()
    a_received_application(call)
    few = cost()
    for _each in range(10):
        a_received_application(call)
    assert cost() == few <= 30
    assert MOST_DOCUMENTS == 5_000


# --- in --------------------------------------------------------------------------------------------


def test_a_number_stands_on_its_document_and_nothing_is_left_to_say_of_it():
    one = an_application()
    compare(by=US, now=timezone.now())
    assert kinds(one.key) == ["without_number"]
    found = read(row_of(one))
    assert (found.new, found.changed, found.unchanged) == (1, 0, 0) and kinds(one.key) == []
    again = read(row_of(one))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert DiaryEntry.objects.filter(act="diarium_read").count() == 2


def test_each_way_not_to_agree_is_named():
    call = an_open_call()
    first, second, third = (an_application(call) for _each in range(3))
    read(
        row_of(first),
        row_of(second),
        ("8/2026", third.key, "Något annat", today() - timedelta(days=1)),
        ("9/2026", "", "Fråga från en journalist", today()),
    )
    assert kinds(first.key) == kinds(second.key) == ["number_twice"]
    assert sorted(kinds(third.key)) == ["other_day", "other_title"]
    (unknown,) = DiariumDifference.objects.filter(kind="unknown_number")
    assert (unknown.number, unknown.title) == ("9/2026", "Fråga från en journalist")
    said = {one.document: one.said for one in DiariumDifference.objects.filter(kind="number_twice")}
    assert said == {first.key: second.key, second.key: first.key}
    # Capitals and a stop at the end are no other title.
    read(("8/2026", third.key, f"{third.title.upper()}.", today()), row_of(second, "10/2026"), row_of(first))
    assert not kinds(third.key) and not kinds(first.key) and not kinds(second.key)


def test_a_later_list_is_believed_and_what_was_read_before_stays():
    first, second = (an_application() for _each in range(2))
    read(row_of(first))
    found = read(row_of(second))
    assert (found.new, found.changed) == (0, 1)
    # The number is another document's now, so this one has none.
    assert kinds(first.key) == ["without_number"] and kinds(second.key) == []
    assert DiariumRow.objects.filter(superseded_at__isnull=False).get().document == first.key


def test_a_case_gets_the_number_that_the_list_has_of_it_and_its_documents_begin_with_it():
    case = cases.open_case(title="Norrskenssjuka", by=US, now=timezone.now(), once_key=once())
    read(("4.2-1/2026", f"arende-{case.key}", "Norrskenssjuka", today()))
    case.refresh_from_db()
    assert case.record_number == "4.2-1/2026" and not kinds(f"arende-{case.key}")
    cases.number_case(case=case, record_number="4.2-2/2026", by=US)
    compare(by=US, now=timezone.now())
    assert kinds(f"arende-{case.key}") == ["other_number"]


def test_what_differs_keeps_the_time_it_was_found():
    one, now = an_application(), timezone.now()
    compare(by=US, now=now)
    compare(by=US, now=now + timedelta(days=1))
    assert DiariumDifference.objects.get(document=one.key).found_at == now


# --- bad lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "diarium_list_columns"),
        (b"Diarienummer;Handling;Rubrik\n1;;;", "diarium_list_columns"),
        (b"\x00\x01\x02PK", "content_binary"),
        (b"PK\x03\x04 ingen bok", "sheet_damaged"),
        (b"Diarienummer;Handling;Rubrik;Datum\n", "diarium_list_empty"),
        (b"Diarienummer;Handling;Rubrik;Datum\n;;En rubrik;2026-01-01\n", "rows_wrong"),
        (b"Diarienummer;Handling;Rubrik;Datum\n1;;En rubrik;i fjol\n", "rows_wrong"),
        (b"Diarienummer;Handling;Rubrik;Datum\n1;;En rubrik;2026-02-30\n", "rows_wrong"),
        (b"Diarienummer;Handling;Rubrik;Datum\n" + b"1" * 61 + b";;;\n", "rows_wrong"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_words(data, code):
    with refuses(code):
        read_list(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("parted", [";", ",", "\t"])
def test_letters_are_read_whatever_they_were_written_in(encoding, parted):
    lines = [HEADINGS, ("1/2026", "", "Åtgärd för ögon", "2026-03-01")]
    text = "\r\n".join(parted.join(cells) for cells in lines)
    (one,) = read_list(text.encode(encoding))
    assert (one.number, one.title) == ("1/2026", "Åtgärd för ögon")


def test_two_numbers_of_one_document_and_a_document_that_is_none_name_their_rows_and_nothing_is_kept():
    one = an_application()
    rows = [row_of(one, "1/2026"), row_of(one, "2/2026"), ("3/2026", "", "", "")]
    with pytest.raises(WrongRows) as wrong:
        read_list(csv_text(HEADINGS, rows).encode())
    assert [line for line, _why in wrong.value.faults] == [3]
    assert "på rad 2" in str(wrong.value)
    with pytest.raises(WrongRows) as unknown:
        read(row_of(one), ("2/2026", "in-finns-inte-1", "", None))
    assert [line for line, _why in unknown.value.faults] == [3] and "in-finns-inte-1" in str(unknown.value)
    assert not DiariumRow.objects.exists()


# --- who -------------------------------------------------------------------------------------------


def test_the_registrar_alone_and_never_in_a_case_where_one_is_barred():
    call = an_open_call()
    one = an_application(call)
    compare(by=US, now=timezone.now())
    registrar = a_person(Role.REGISTRAR)
    assert one.key in {each.document for each in differences_for(actor(registrar))}
    assert one.key in {row[1] for row in out_rows(actor(registrar), today())}
    officer = actor(a_person(Role.OFFICER))
    assert not differences_for(officer).exists()
    with refuses("no_such_role"):
        out_rows(officer, today())
    with refuses("no_such_role"):
        take_in(told=told(row_of(one)), by=officer, now=timezone.now())
    decide_conflict(user=registrar, case=CaseScope(call.key), why="Jäv.", by=US)
    assert one.key not in {each.document for each in differences_for(actor(registrar))}
    assert not {one.key, f"utlysning-{call.key}"} & {row[1] for row in out_rows(actor(registrar), today())}
