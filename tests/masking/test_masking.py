"""An answer on its way to everybody: masked, seen by a second person, published, taken down; on both databases."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from nhv.accounts.acts.conflicts import decide_conflict
from nhv.accounts.desk import desk
from nhv.filings.acts import drafts, sending
from nhv.filings.acts.attachments import attach
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.owners import Owner
from nhv.masking import acts
from nhv.masking.acts import What
from nhv.masking.models import Masking
from nhv.masking.moves import MASKING, MaskingState
from nhv.process.consultations.models import Consultation
from nhv.process.consultations.publishing import published_answers
from nhv.register.models import DiaryPayload
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.paper.test_pictured import SECRET, an_original, holds, written
from tests.process.test_anyones_answer import a_browser
from tests.process.test_anyones_answer import sent as sent_by_anyone
from tests.process.test_consultations import out
from tests.support.calls import SKANE, once
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

LAW = "21 kap. 1 § OSL"
FILE = "protokollsutdrag"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def asked() -> Consultation:
    return out()[1]


@pytest.fixture
def one() -> Actor:
    return actor(a_person(Role.OFFICER))


@pytest.fixture
def another() -> Actor:
    return actor(a_person(Role.REGISTRAR))


def a_pdf() -> bytes:
    return written(an_original())


def over(asked: Consultation) -> None:
    Consultation.objects.filter(pk=asked.pk).update(closes_at=timezone.now() - timedelta(seconds=1))


def an_answer(
    asked: Consultation, *, over_now: bool = True, files: tuple[tuple[str, bytes], ...] = ()
) -> FilingVersion:
    """A region's, which names somebody, with files."""
    by = actor(a_person(Role.SIGNATORY, SKANE))
    begun = drafts.start_filing(kind="consultation", owner=Owner(SKANE), about=asked.key, by=by, once_key=once())
    raw = {
        "helheten": "Avstyrker",
        "allmant-definition": f"Hos oss har {SECRET} varit sjuk.",
        "allmant-villkor": "Bra.",
    }
    drafts.save_answers(filing=begun, raw=raw, seen_revision=begun.revision, by=by)
    for name, content in files:
        attach(filing=begun, question=FILE, name=name, chunks=[content], by=by)
    begun.refresh_from_db()
    now = timezone.now()
    told = {"received_at": now, "once_key": once(), "seen_revision": begun.revision, "despite_missing": True}
    sending.send(filing=begun, by=by, **told)
    if over_now:
        over(asked)
    return FilingVersion.objects.get(filing=begun)


def hidden(version: FilingVersion, by: Actor, **what: object) -> Masking:
    told = {"paragraph": LAW, "why": "Enskilds hälsa.", "by": by, "now": timezone.now()}
    return acts.hide(version=version, what=What(**(what or {"words": SECRET})), **told).masking


def proposed(masking: Masking, by: Actor) -> Masking:
    return acts.propose(masking=masking, by=by, now=timezone.now())


def published(masking: Masking, by: Actor) -> Masking:
    return acts.publish(masking=masking, seen=masking.sha256, by=by, now=timezone.now())


def page(asked: Consultation, more: str = "") -> str:
    return Client().get(f"/remisser/{asked.key}/{more}").content.decode()


def test_what_is_masked_is_read_by_nobody_and_the_original_by_those_who_may(asked, one, another):
    version = an_answer(asked, files=((f"{SECRET}.pdf", a_pdf()),))
    assert "Hos oss har" not in page(asked)
    masking = published(proposed(hidden(version, one), one), another)
    shown = page(asked, f"svaren/{masking.pk}/")
    assert f'href="/remisser/{asked.key}/svaren/{masking.pk}/"' in page(asked)
    for words in ("Hos oss har [maskat] varit sjuk.", LAW, "Enskilds hälsa.", "bilaga-1.pdf", "Avstyrker"):
        assert words in shown
    assert "Öström" not in shown
    file = Client().get(f"/remisser/{asked.key}/svaren/{masking.pk}/bilaga-1.pdf")
    assert file.status_code == 200
    assert not holds(file.content, "Öström") and holds(file.content, "och vill ändra")
    officer = signed_in(Client(), a_person(Role.OFFICER))
    assert SECRET in officer.get(f"/handlaggning/remissvar/{version.filing.key}/").content.decode()
    assert SECRET not in "".join(DiaryPayload.objects.values_list("content", flat=True))


def test_nothing_is_published_by_one_person_nor_unseen(asked, one, another):
    masking = proposed(hidden(an_answer(asked), one), one)
    with refuses("publishing_takes_two"):
        published(masking, one)
    with refuses("masking_seen_is_another"):
        acts.publish(masking=masking, seen="0" * 64, by=another, now=timezone.now())
    assert [part.name for part, _found in desk(another, timezone.now()) if part.name == "maskings"] == ["maskings"]
    assert "maskings" not in [part.name for part, _found in desk(one, timezone.now())]
    assert published_answers(asked) == []
    published(masking, another)
    assert [body.name for body, _one in published_answers(asked)] == ["Region Skåne"]


def test_what_is_returned_is_worked_on_and_what_is_taken_down_is_gone(asked, one, another):
    version = an_answer(asked)
    masking = proposed(hidden(version, one), one)
    with refuses("state_forbids_act"):
        hidden(version, one, words="sjuk")
    masking = acts.send_back(masking=masking, why="Också ordet sjuk.", by=another)
    assert (masking.content, masking.why) == ("", "Också ordet sjuk.")
    masking = published(proposed(hidden(version, one, words="sjuk"), one), another)
    address = f"svaren/{masking.pk}/"
    assert "[maskat] varit [maskat]." in page(asked, address)
    acts.take_down(masking=masking, why="Mer ska döljas.", by=one)
    assert Client().get(f"/remisser/{asked.key}/{address}").status_code == 404
    assert "[maskat] varit" not in page(asked)
    masking = published(proposed(hidden(version, one, question="allmant-definition"), one), another)
    assert "varit" not in page(asked, address)
    assert masking.masks.count() == 3


def test_before_the_close_nobody_reads_it_and_replaced_or_taken_back_never(asked, one, another):
    version = an_answer(asked, over_now=False)
    masking = hidden(version, one)
    with refuses("answers_before_the_close"):
        proposed(masking, one)
    over(asked)
    masking = published(proposed(masking, one), another)
    by = actor(a_person(Role.SIGNATORY, SKANE))
    sending.withdraw(filing=Filing.objects.get(pk=version.filing_id), why="Fel.", by=by, now=timezone.now())
    assert Client().get(f"/remisser/{asked.key}/svaren/{masking.pk}/").status_code == 404


def test_a_private_person_is_a_number_and_their_name_is_nowhere(asked, one, another):
    browser = a_browser(asked, "alva@exempel.invalid")
    words = {"allmant_definition": "Jag, Alva Ek, nås på alva@exempel.invalid."}
    sent_by_anyone(browser, asked, **words)
    over(asked)
    version = FilingVersion.objects.get(filing__kind="open_answer")
    masking = published(proposed(acts.begin(version=version, by=one, now=timezone.now()), one), another)
    shown = page(asked, f"svaren/{masking.pk}/")
    assert "Privatperson 1" in shown and "Jag, [maskat], nås på [maskat]." in shown
    assert "Alva" not in shown and "alva@" not in shown


def test_each_kind_of_file_is_made_anew_or_refused_in_words(asked, one):
    word, sheet = io.BytesIO(), io.BytesIO()
    document = Document()
    document.core_properties.author = SECRET
    document.add_paragraph(f"Vi är {SECRET}s grannar och vill ändra.")
    document.save(word)
    import openpyxl

    openpyxl.Workbook().save(sheet)
    version = an_answer(asked, files=(("svar.docx", word.getvalue()), ("tal.xlsx", sheet.getvalue())))
    masking = hidden(version, one)
    with refuses("file_kind_not_masked"):
        proposed(masking, one)
    hidden(version, one, file=version.files[1]["sha256"])
    made = proposed(masking, one).public.files
    assert [(one.name, bool(one.sha256), one.text_only, one.places) for one in made] == [
        ("bilaga-1.pdf", True, True, 1),
        ("bilaga-2.pdf", False, False, 1),
    ]
    officer = signed_in(Client(), a_person(Role.OFFICER))
    file = officer.get(f"/handlaggning/maskering/{version.filing.key}/1/bilaga-1.pdf").content
    assert not holds(file, "Öström")
    assert officer.get(f"/handlaggning/maskering/{version.filing.key}/1/bilaga-2.pdf").status_code == 404


def test_a_page_of_a_file_is_hidden_whole(asked, one):
    version = an_answer(asked, files=(("svar.pdf", a_pdf()),))
    masking = hidden(version, one, file=version.files[0]["sha256"], page=1)
    (made,) = proposed(masking, one).public.files
    assert (made.pages, made.places) == (1, 1)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (What(), "mask_of_nothing"),
        (What(words="--"), "mask_of_nothing"),
        (What(words="x" * 301), "mask_of_nothing"),
        (What(words="a", question="helheten"), "mask_of_nothing"),
        (What(question="finns-inte"), "mask_of_nothing"),
        (What(file="0" * 64), "mask_of_nothing"),
        (What(words="a", page=1), "mask_of_nothing"),
    ],
)
def test_what_is_not_there_is_not_hidden(asked, one, what, code):
    with refuses(code):
        acts.hide(version=an_answer(asked), what=what, paragraph=LAW, why="Prov", by=one, now=timezone.now())


def test_nothing_is_hidden_without_support_and_reason(asked, one):
    version = an_answer(asked)
    for paragraph, why, code in (("", "Prov", "mask_without_support"), (LAW, " ", "reason_missing")):
        with refuses(code):
            acts.hide(version=version, what=What(words="a"), paragraph=paragraph, why=why, by=one, now=timezone.now())
    assert not Masking.objects.exists()


def test_who_is_kept_out_of_the_case_masks_nothing_and_regions_never(asked, one):
    version = an_answer(asked)
    person = a_person(Role.OFFICER)
    decide_conflict(user=person, case=asked.case.scope, why="Prov", by=Actor("program", "test"))
    with refuses("no_such_role", "role_elsewhere"):
        hidden(version, actor(person))
    client = signed_in(Client(), person)
    assert client.get(f"/handlaggning/maskering/{version.filing.key}/1/").status_code == 404
    with refuses("no_such_role"):
        hidden(version, actor(a_person(Role.SIGNATORY, SKANE)))
    assert (
        signed_in(Client(), a_person(Role.OFFICER)).get(f"/handlaggning/maskering/{version.filing.key}/1/").status_code
        == 200
    )


def test_it_is_done_by_pressing(asked):
    version = an_answer(asked, files=(("svar.pdf", a_pdf()),))
    here = f"/handlaggning/maskering/{version.filing.key}/1/"
    first, second = (signed_in(Client(), a_person(Role.OFFICER)) for _ in range(2))
    assert "Inget är dolt" in first.get(here).content.decode()
    form = {"once": once(), "words": SECRET, "question": "", "file": "", "page": "", "paragraph": LAW, "why": "Hälsa."}
    assert first.post(here, form).status_code == 302
    assert "[maskat] varit sjuk" in first.get(here).content.decode()
    first.post(f"{here}foresla/", {"once": once()})
    assert "Någon annan än du" in first.get(here).content.decode()
    (publish,) = re.findall(r'action="([^"]+/publicera/[^"]+)"', second.get(here).content.decode())
    second.post(publish, {"once": once()})
    assert Masking.objects.get().state == MaskingState.PUBLISHED
    assert "1 av 1 är publicerade" in second.get(f"/handlaggning/remisser/{asked.key}/publicering/").content.decode()


def test_every_state_but_none_has_a_way_on():
    assert set(MaskingState) == {move.source for move in MASKING.moves}
