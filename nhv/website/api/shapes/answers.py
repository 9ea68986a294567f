"""What a question about a patient is answered with."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from nhv.derived.portfolio import Together
from nhv.rules.verdicts import Verdict
from nhv.specification.holding import State
from nhv.website.api.shapes.permits import ContactShape, ReferralShape
from nhv.website.api.shapes.regional_care import RegionalCareShape


class PlaceShape(Schema):
    """Where the question says that it is asked from: a municipality with its official code, or only a region."""

    name: str
    municipality: str | None
    region: str
    region_name: str


class Understood(Schema):
    age: str | None
    terms: list[str]
    place: PlaceShape | None
    from_abroad: bool


class NearHospital(Schema):
    hospital: str
    minutes: int


class OwnUnit(Schema):
    region: str
    hospital: str | None


class NearestShape(Schema):
    """Which of the holders' hospitals are nearest by car from the municipality of the question, at most three towns,
    with minutes to the nearest ten. `all_counted` is false when a holder is left out whose hospital is not known.
    `own_region` are the holders of the region that the municipality lies in: they come before what is nearest."""

    from_name: str
    municipality: str
    own_region: list[OwnUnit]
    hospitals: list[NearHospital]
    all_counted: bool


class Step(Schema):
    requirement: Literal["must", "may"]
    what: str
    clause_key: str | None


class TurnShape(Schema):
    """Something a verdict turns on, in which language it is said, and whether the question states it."""

    text: str
    language: Literal["sv", "en"]
    settled: bool


class PermissionShape(Schema):
    """Whether the `place` of a question that asks who may do something holds a permit. `has_permit` is null where no
    place is named, where no permit is needed, and where it is not known: the words say which."""

    place: str | None
    has_permit: bool | None
    words: str


class PartOfAreaShape(Schema):
    """A clause of an area that was asked for as a whole."""

    verdict: Verdict
    text: str
    clause_key: str


class PathwayShape(Schema):
    """How a patient gets there, in Swedish; `english` is a help where there is one."""

    kind: str
    text: str
    english: str | None
    url: str | None


class AnswerHolder(Schema):
    """`place` is the key of where one turns: the unit, else the hospital, else the region; `page`
    the hospital's own page about the area, where it is among the sources; `contact` is
    what that region tells of its coordinator and switchboard."""

    region: str
    hospital: str | None
    unit: str | None
    sub_permits: list[str]
    valid_from: date | None
    place: str
    page: str | None
    referral: ReferralShape | None
    contact: ContactShape | None


class Answer(Schema):
    """A verdict with its clause. `verdict` is the clause's word, never ours alone: read `why` and `depends_on`.

    `confidence` is `sure` only when every word of the question that tells something is accounted for. A `likely` one
    says in `certainty_note` why it is no more; `not_understood` are the words that it rests without.

    `holders` are those known to do this part for this age, and none else; `holders_are` says whether they are all
    there are, `holders_note` the same in words, with whom to ask. `narrower` has a line for each sub-permit that
    the part may take: then fewer units do it. `permits_state` is how the permits of those `holders` stand taken
    together, as in the list of areas; `in_force` is true where it is `in_force`. `ended` are the holders whose
    permits have ended, when no later is known.

    `begins` is the first day of a definition that is decided and not in force yet: until then the care is not national.
    `in_force_until` is the last day of a definition that has been withdrawn, and from then on the area is no answer.

    `what_is_national` says what is done nationally, where the clause itself only names who it is done for; `parts` are
    the clauses of an area that was asked for as a whole.

    `exclusion_key` is the exclusion that the verdict rests on, where the regions do that care themselves;
    `regional_care` is what the `region` of the question, and then the others of its healthcare region, tell of who
    does it: empty where no region was named or none has told.
    """

    area: str
    area_name: str
    verdict: Verdict
    confidence: Literal["sure", "likely"]
    certainty_note: str
    not_understood: list[str]
    clause: str | None
    clause_english: str | None
    clause_key: str | None
    part: str | None
    why: str
    instead: str | None
    exclusion_key: str | None
    regional_care: list[RegionalCareShape]
    depends_on: list[str]
    turns_on: list[TurnShape]
    if_met: str
    permission: PermissionShape | None
    parts: list[PartOfAreaShape]
    what_is_national: list[str]
    steps: list[Step]
    pathway: PathwayShape | None
    ways_in: int
    begins: date | None
    in_force_until: date | None
    in_force: bool
    permits_state: Together
    units_decided: int | None
    holders: list[AnswerHolder]
    holders_are: State
    holders_note: str
    narrower: list[str]
    nearest: NearestShape | None
    ended: list[AnswerHolder]
    complete: bool
    source: str | None


class RegisterShape(Schema):
    areas: int
    as_of: date


class RepealedShape(Schema):
    """An area that the question is about and that is national no longer: its definition was in force until and with
    `last_day`."""

    area: str
    area_name: str
    last_day: date


class Answers(Schema):
    """`answers` are sure, or else likely, best first, at most 20; weaker ones stand in `related`, and areas that are
    national no longer in `repealed`. No answer is no verdict."""

    query: str
    understood: Understood
    answers: list[Answer]
    related: list[Answer]
    repealed: list[RepealedShape]
    did_you_mean: str | None
    # «register» is also the name of a method that every model class has, hence the alias.
    about_register: RegisterShape = Field(..., alias="register")
