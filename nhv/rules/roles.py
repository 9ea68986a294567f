"""The roles a person can have, and at what kind of organisation each can be held."""

from enum import StrEnum
from typing import Final

from nhv.specification.organisations import OrganisationKind as Kind


class Role(StrEnum):
    """What somebody does here. A role is always held at an organisation, for a period."""

    # At the authority.
    ADMINISTRATOR = "administrator"  # administratör
    OFFICER = "officer"  # handläggare
    REGISTRAR = "registrar"  # registrator
    # At a region.
    REGION_ADMINISTRATOR = "region_administrator"  # regionens administratör
    REGION_COORDINATOR = "region_coordinator"  # regionens samordnare
    WRITER = "writer"  # skribent
    SIGNATORY = "signatory"  # behörig att skicka in
    # At a hospital, or at its region.
    ATTESTER = "attester"  # intygar sjukhusets uppgifter
    # At a unit, its hospital, or the region where a permit names no hospital.
    UNIT_EDITOR = "unit_editor"  # enhetens redaktör
    # In a programme area (a group), or at a region.
    PROPOSER = "proposer"  # förslagsställare
    # In an expert group.
    EXPERT = "expert"  # sakkunnig
    PATIENT_REPRESENTATIVE = "patient_representative"  # patientföreträdare
    # In a preparatory group: of an opinion on system effects, or of what has been applied for.
    PREPARATORY_MEMBER = "preparatory_member"  # ledamot i beredningsgrupp
    PREPARATORY_SECRETARY = "preparatory_secretary"  # beredningsgruppens sekreterare
    # On the board. Which healthcare region's seat somebody has is told by the seat.
    BOARD_CHAIR = "board_chair"  # nämndens ordförande
    BOARD_MEMBER = "board_member"  # ledamot i nämnden
    BOARD_DEPUTY = "board_deputy"  # ersättare i nämnden
    BOARD_SECRETARY = "board_secretary"  # nämndens sekreterare


PLACES: Final[dict[Role, frozenset[str]]] = {
    Role.ADMINISTRATOR: frozenset({Kind.AUTHORITY}),
    Role.OFFICER: frozenset({Kind.AUTHORITY}),
    Role.REGISTRAR: frozenset({Kind.AUTHORITY}),
    Role.REGION_ADMINISTRATOR: frozenset({Kind.REGION}),
    Role.REGION_COORDINATOR: frozenset({Kind.REGION}),
    Role.WRITER: frozenset({Kind.REGION}),
    Role.SIGNATORY: frozenset({Kind.REGION}),
    Role.ATTESTER: frozenset({Kind.REGION, Kind.HOSPITAL}),
    Role.UNIT_EDITOR: frozenset({Kind.REGION, Kind.HOSPITAL, Kind.UNIT}),
    Role.PROPOSER: frozenset({Kind.REGION, Kind.GROUP}),
    Role.EXPERT: frozenset({Kind.GROUP}),
    Role.PATIENT_REPRESENTATIVE: frozenset({Kind.GROUP}),
    Role.PREPARATORY_MEMBER: frozenset({Kind.GROUP}),
    Role.PREPARATORY_SECRETARY: frozenset({Kind.GROUP}),
    Role.BOARD_CHAIR: frozenset({Kind.GROUP}),
    Role.BOARD_MEMBER: frozenset({Kind.GROUP}),
    Role.BOARD_DEPUTY: frozenset({Kind.GROUP}),
    Role.BOARD_SECRETARY: frozenset({Kind.GROUP}),
}

# Those who sit in an expert group, and in a preparatory one: whoever else a group has, it is there for something else.
IN_EXPERT_GROUPS: Final = frozenset({Role.EXPERT, Role.PATIENT_REPRESENTATIVE})
IN_PREPARATORY_GROUPS: Final = frozenset({Role.PREPARATORY_MEMBER, Role.PREPARATORY_SECRETARY})
# An organisation must never be without the last of these: nobody could then let anybody in.
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR, Role.REGION_ADMINISTRATOR})
