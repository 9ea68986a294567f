"""A sure answer is certain: kinds of question where one was sure without cause, on the bundled areas."""

import pytest

from nhv.register.search import search

TIPS = "transjugular-intrahepatisk-portosystemisk-shunt-tips"
TESTIS = "retroperitoneal-lymfkortelutrymning-vid-testikelcancer"
ROP = "prematuritetsretinopati-rop"
OI = "osteogenesis-imperfecta-oi"

FIRST = (
    # An exclusion named in words, beside a code that says more than its clause.
    ("ALS G12.2", "neuromuskulara-sjukdomar", "excluded"),
    # An infant is a patient with the disease, and not the area.
    ("medfött diafragmabråck, 2 månader", "viss-barnkirurgi-medfott-diafragmabrack", "included"),
    # A limit in the clause that nobody has said, and one that is.
    ("RPLND efter cytostatika", TESTIS, "depends"),
    ("bisfosfonat vid OI hos vuxen", OI, "depends"),
    ("vuxen med OI typ III, bisfosfonat", OI, "included"),
    ("barn med OI, bisfosfonat", OI, "included"),
    # Small letters that are an ordinary word, and those of the area.
    ("tips vid ascites", TIPS, "included"),
    # An area by its exact name, before one that names it in passing.
    ("levertransplantation", "levertransplantation", "area"),
    # One who is ill with it asks for what it depends on; who asks by the name alone, for the area.
    ("rop hos för tidigt född", ROP, "depends"),
    ("min son har rop, född v 24", ROP, "depends"),
    ("ROP stadium 3", ROP, "depends"),
    ("rop", ROP, "area"),
    # What is said too is not denied; a word that ends as a verb does denies what follows it.
    ("inte multipel skleros utan systemisk skleros", "stamcellstransplantation-vid-systemisk-skleros", "depends"),
    ("prolapsnät inte via slidan utan via buken", "natkirurgi-vid-prolaps-och-urininkontinens", "excluded"),
    # What is named is not undone by what names more.
    ("choriocarcinom, stigande hCG", "gestationell-trofoblastsjukdom", "included"),
    # As one shortens in a chart.
    ("dubbellungtx vid IPF", "lungtransplantation", "area"),
    ("TEN 40 % BSA", "svara-brannskador", "included"),
    ("ten 40 % bsa", "svara-brannskador", "included"),
    ("generaliserad mg refraktär mot rituximab", "neuromuskulara-sjukdomar", "included"),
    ("hjärttransplantation på barn 2 år", "hjarttransplantation", "area"),
)


@pytest.mark.parametrize(("question", "area", "verdict"), FIRST)
def test_the_first_answer(sqlite_register, question, area, verdict):
    first = search(question)["answers"][0]
    assert (first["area"], first["verdict"]) == (area, verdict)


# Only what an area is about, beside another act, stage or condition than those of its clauses; a way in that is denied;
# and what only names the area stands beside it and would get an answer alone.
ONLY_THE_SUBJECT = (
    ("pacemaker AV-block", "pacemaker elektrodextraktion"),
    ("testikelcancer stadium I, orkidektomi", "testikelcancer rest efter cellgift"),
    ("testikelcancer efter 3 BEP, ingen rest över 10 mm", "testikelcancer efter 3 BEP, rest över 10 mm"),
    ("kronisk obstruktiv lungsjukdom hos 68-årig rökare", "kronisk obstruktiv lungsjukdom hos barn"),
    ("sned skalle, ingen synostos", "sned skalle, synostos"),
    ("ERCP, PSC inte aktuellt", "ERCP, PSC"),
    ("benskörhet hos 78-årig kvinna", "medfödd benskörhet hos 78-årig kvinna"),
    ("cervixcancer IB1 utan önskan om att bevara fertilitet", "cervixcancer IB1, vill bevara fertilitet"),
    ("endometriom på en sida, inte fertil", "endometriom på en sida, fertil"),
)


# An adult in the care of children; a part of the name that is denied; an act for another reason; and abbreviations that
# are ordinary words.
ONLY_THE_SUBJECT += (
    ("cochleaimplantat 67 år, plötslig dövhet", "cochleaimplantat 2 år"),
    ("cochleaimplantat 65 år", "cochleaimplantat"),
    ("bronkiektasier hos 66-årig kvinna, inte CF", "bronkiektasier hos 6-årig flicka, inte CF"),
    ("hypertrof kardiomyopati utan obstruktion", "hypertrof kardiomyopati med obstruktion"),
    ("stamcellstransplantation vid AML", "stamcellstransplantation vid systemisk skleros"),
    ("tips på en bra vårdcentral i Umeå", "TIPS i Umeå"),
    ("tips på bra läkare", "tips vid ascites"),
    ("exit, hur lämnar man ett gäng", "exit vid halstumör hos foster"),
    ("ge exit", "exit"),
    ("rop på hjälp", "rop hos prematur"),
)


# What names more than the clause, beside what ordinary care does or another matter; what is mild, of an area about the
# severe; an adult, of what only a child can have.
ONLY_THE_SUBJECT += (
    ("nefrotiskt syndrom hos barn, kortison", "nefrotiskt syndrom hos barn"),
    ("Bells pares, fysioterapi", "Bells pares"),
    ("blåscancer, TURB", "blåscancer med T4b"),
    ("bulimi, samtalsterapi", "bulimi"),
    ("lindrig ätstörning", "ätstörning"),
    ("okomplicerad epilepsi", "svårbehandlad epilepsi"),
    ("sömnapné, 54 år", "sömnapné"),
    # What names more says nothing where the question denies what the clause needs.
    ("testikelcancer, ingen resttumör", "testikelcancer, resttumör"),
)


@pytest.mark.parametrize(("question", "answered"), ONLY_THE_SUBJECT)
def test_an_area_is_no_answer_by_its_subject_alone(sqlite_register, question, answered):
    assert [one["area"] for one in search(question)["answers"]] == []
    assert search(answered)["answers"]


@pytest.mark.parametrize(
    "question",
    ["matstrupen inte utvecklad armbåge", "kavernom utan epilepsi kolesterol", "anorexi blir inte frisk njursten"],
)
def test_a_word_behind_a_denied_one_is_not_taken_for_understood(sqlite_register, question):
    answers = search(question)["answers"]
    assert answers and {one["confidence"] for one in answers} == {"likely"}
    assert question.split()[-1] in answers[0]["not_understood"]


@pytest.mark.parametrize(("question", "settled"), [("LVA, armlymfödem", "behandlingen gäller lymfödem")])
def test_a_kind_of_it_says_it_too(sqlite_register, question, settled):
    turns = {turn["text"]: turn["settled"] for one in search(question)["answers"] for turn in one["turns_on"]}
    assert turns.get(settled) is True


@pytest.mark.parametrize("question", ["ORPHA:666"])
def test_codes_that_no_clause_settles_are_never_sure(sqlite_register, question):
    assert [one["confidence"] for one in search(question)["answers"]] == ["likely"]


def test_two_codes_that_no_clause_names_together_are_only_near(sqlite_register):
    found = search("CKE40 C69.3")
    assert (found["answers"], {one["area"] for one in found["related"]}) == ([], {"ogononkologi"})


def test_an_ordinary_word_is_no_abbreviation(sqlite_register):
    assert search("tips mot hosta")["answers"] == []


def test_what_belongs_to_another_area_is_never_called_not_national(sqlite_register):
    found = search("hjärttransplantation på barn")
    heart = [
        one for one in (*found["answers"], *found["related"]) if one["area"] == "hjartkirurgi-pa-barn-och-ungdomar"
    ]
    assert heart and all("inte nationell" not in one["why"] + one["if_met"] for one in heart)
