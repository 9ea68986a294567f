"""Questions of leave, of a suspicion, of where a patient lives now, and of one who does not live here."""

import pytest

from nhv.register.search import search

HIPEC = "cytoreduktiv-kirurgi-crs-och-hyperterm-intraperitoneal-kemoterapi-hipec"


def first(asked, language="sv"):
    return search(asked, language=language)["answers"][0]


@pytest.mark.parametrize(
    ("asked", "has"),
    [
        ("får vi göra HIPEC i Örebro", False),
        ("får USÖ göra HIPEC", False),
        ("får Karolinska göra HIPEC", True),
        ("kan vi operera kraniosynostos i Umeå", False),
        ("är HIPEC NHV på Akademiska", True),
        ("får lungtransplantation göras i Göteborg", True),
        ("får Region Dalarna bedriva HIPEC", False),
        ("har Norrlands universitetssjukhus tillstånd för hjärttransplantation", False),
        ("kan kraniosynostos opereras i Falun", False),
        ("are we allowed to do HIPEC in Örebro", False),
        ("may Karolinska perform liver transplantation", True),
        ("får vi göra HIPEC här", None),
        ("vem har tillstånd för HIPEC", None),
    ],
)
def test_who_asks_for_leave_is_told_whether_the_place_holds_the_permit(sqlite_register, asked, has):
    told = first(asked)["permission"]
    assert told["has_permit"] is has
    holders = {one["hospital"] for one in first(asked)["holders"]}
    assert any(hospital in told["words"] for hospital in holders)


@pytest.mark.parametrize(
    "asked",
    ["HIPEC Örebro", "patient i Örebro, vart remitteras HIPEC", "får vi remittera HIPEC från Örebro till Karolinska"],
)
def test_who_asks_for_the_way_in_is_not_told_of_leave(sqlite_register, asked):
    assert first(asked)["permission"] is None


@pytest.mark.parametrize(
    "asked",
    [
        "får vi operera matstrupscancer i Sundsvall?",
        "får esofaguscancer opereras i Umeå",
        "har Sundsvalls sjukhus tillstånd för esofaguskirurgi",
        "är det tillåtet att operera matstrupscancer här",
        "kan vi operera cancer i matstrupen i Falun",
        "are we allowed to operate oesophageal cancer in Umeå",
    ],
)
def test_who_asks_for_leave_before_any_unit_is_named_has_one_answer(sqlite_register, asked):
    answer = first(asked)
    assert answer["holders_are"] == "not_decided"
    told = answer["permission"]
    assert told["has_permit"] is None
    assert "Nu har ingen tillstånd" in told["words"] and "När tillstånden börjar gälla" in told["words"]
    # What is not national is told as an answer to what is asked, not as a second one.
    assert not any("då är det inte nationell" in line for line in answer["depends_on"])


def test_what_is_not_national_is_called_so_where_nobody_asks_for_leave(sqlite_register):
    assert any("då är det inte nationell" in line for line in first("matstrupscancer")["depends_on"])


def test_leave_is_never_refused_for_what_is_not_national_nor_by_a_list_that_is_not_whole(sqlite_register):
    told = first("får vi behandla ALS i Örebro")
    assert told["verdict"] == "excluded" and told["permission"]["has_permit"] is None
    unplaced = first("får vi behandla könsdysfori hos ungdom i Göteborg")["permission"]
    assert unplaced["has_permit"] is None and "anger inte vid vilket sjukhus" in unplaced["words"]


@pytest.mark.parametrize(
    "asked",
    [
        "misstänkt SMA 4 år",
        "misstänkt SMA hos 4-åring",
        "misstanke om SMA",
        "uteslut SMA",
        "?SMA",
        "SMA misstänks",
        "rule out SMA",
        "misstänkt Duchennes muskeldystrofi",
        "frågeställning SMA",
    ],
)
def test_a_suspicion_of_what_is_included_known_or_suspected_has_one_yes(sqlite_register, asked):
    answer = first(asked)
    assert answer["verdict"] == "included" and not answer["depends_on"]
    assert "misstänkt neuromuskulär sjukdom" in answer["why"]
    assert first("SMA, ingen misstanke om annat")["verdict"] == first("SMA")["verdict"] == "included"


def test_a_clause_that_speaks_of_work_up_says_so_to_who_suspects(sqlite_register):
    assert "misstanke" in first("misstänkt kraniosynostos")["why"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("SMA flyttat från Skåne till Norrbotten", "Region Norrbotten"),
        ("har flyttat till Umeå från Lund, HIPEC", "Umeå"),
        ("SMA, tidigare i Skåne, bor nu i Kiruna", "Kiruna"),
        ("folkbokförd i Gävle, studerar i Uppsala, SMA", "Gävle"),
        ("SMA från Umeå till Göteborg för operation", "Umeå"),
        ("moved from Malmö to Gothenburg, SMA", "Göteborg"),
    ],
)
def test_it_is_asked_from_where_the_patient_lives_now(sqlite_register, asked, place):
    found = search(asked)
    assert found["understood"]["place"]["name"] == place
    assert found["answers"][0]["verdict"] == "included"


def test_the_own_regions_unit_comes_before_what_is_nearest(sqlite_register):
    answer = first("könsdysfori 17 år Göteborg")
    assert answer["nearest"]["own_region"] == [{"region": "Västra Götalandsregionen", "hospital": None}]
    assert answer["holders"][0]["region"] == "Västra Götalandsregionen"
    assert first("SMA barn Malmö")["nearest"]["own_region"] == []


def test_the_units_are_listed_as_they_are_counted_up(sqlite_register):
    answer = first("SMA barn Malmö")
    assert [one["hospital"] for one in answer["holders"]] == [one["hospital"] for one in answer["nearest"]["hospitals"]]


@pytest.mark.parametrize("asked", ["papperslös med SMA", "patient utan personnummer SMA", "patient från Norge SMA"])
def test_who_does_not_live_here_is_known_and_gets_the_same_verdict(sqlite_register, asked):
    found = search(asked)
    assert found["understood"]["from_abroad"]
    assert (found["answers"][0]["verdict"], found["answers"][0]["confidence"]) == ("included", "sure")
    assert not search("SMA patient från Umeå")["understood"]["from_abroad"]


def test_a_way_in_for_one_cancer_of_several_says_which(sqlite_register):
    """The document's conference is for anal cancer: who asks about another cancer must not take it for theirs."""
    pathway = first("slidcancer")["pathway"]
    assert pathway["kind"] == "national_conference"
    assert pathway["heading"].endswith("för analcancer")
