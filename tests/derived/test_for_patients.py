"""A patient's page follows from the area's own part and what is the same for all areas."""

from nhv.derived.for_patients import Section, for_patients, joined
from nhv.specification.for_patients import ForPatients, PatientOrganisation, ToAsk, Told
from nhv.specification.general import General
from nhv.specification.layers import decided_hash, whole_hash
from tests.support.areas import an_area

PAGE = "https://exempel.invalid/sida"
OWN = Told(topic="travel", text="Regionen betalar resan.", source=PAGE)
SHARED = Told(topic="travel", text="Varje region har egna regler.", source=PAGE)
REFERRAL = Told(topic="referral", text="En läkare skickar remiss.", source=PAGE)


def test_the_areas_own_words_stand_apart_from_what_all_areas_share_in_the_order_a_patient_asks():
    area = an_area(for_patients=ForPatients(told=(OWN, REFERRAL)))
    general = General(for_patients=ForPatients(told=(SHARED,)))
    assert for_patients(area, general) == (Section("referral", (REFERRAL,), ()), Section("travel", (OWN,), (SHARED,)))


def test_what_nobody_says_has_no_section():
    assert for_patients(an_area(), General()) == ()


def test_questions_and_organisations_are_the_areas_own_first():
    own, shared = ToAsk(text="Ska jag fasta?"), ToAsk(text="Vem bokar?")
    peers = PatientOrganisation(name="Provföreningen", address=PAGE)
    area = an_area(for_patients=ForPatients(questions=(own,), organisations=(peers,)))
    also = joined(area, General(for_patients=ForPatients(questions=(shared,))))
    assert (also.questions, also.organisations, also.told) == ((own, shared), (peers,), ())


def test_words_to_patients_need_no_new_decision():
    plain, told = an_area(), an_area(for_patients=ForPatients(told=(OWN,)))
    assert decided_hash(told) == decided_hash(plain)
    assert whole_hash(told) != whole_hash(plain)
