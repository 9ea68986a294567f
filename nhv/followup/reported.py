"""How many patients each place has reported for an area in a year, from what is published and from nothing else."""

from dataclasses import dataclass

from nhv.followup.volumes import newest_of_areas


@dataclass(frozen=True)
class Reported:
    """What is published of a place's patients in a year: none where the number is hidden. `whole` is the country's."""

    year: int
    patients: int | None
    whole: int | None

    @property
    def share(self) -> float | None:
        """Of all who have reported; none where one of the two is hidden."""
        return self.patients / self.whole if self.patients is not None and self.whole else None


def reported_patients() -> dict[tuple[str, str], Reported]:
    """The newest edition of each area, by the keys of area and place; who has not reported is not in it. Two queries at
    most."""
    return {
        (area, place): Reported(one.year, volume.number, one.whole.number)
        for area, one in newest_of_areas().items()
        for place, volume in one.places.items()
        if volume.stands != "silent"
    }
