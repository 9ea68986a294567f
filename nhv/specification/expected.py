"""How many patients a source expects, and how much a quality registry covers: what reports are laid beside."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from nhv.specification.parts import Frozen, Short, Source

Patients = Annotated[int, Field(ge=1, le=100_000)]


class Expected(Frozen):
    """How many a year there should be in the country: from `least` to `most`, equal where the source has one number.
    `counts` says whom the source counts, which need not be those whom the reports count."""

    least: Patients
    most: Patients
    counts: Short
    counts_en: Short | None = None
    source: Source

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise ValueError(f"minst {self.least} är mer än högst {self.most}; byt plats på dem")
        return self


class Coverage(Frozen):
    """How many of the patients a national quality registry says that it holds, in percent, and of which year."""

    registry: Short
    percent: Annotated[int, Field(ge=0, le=100)]
    year: Annotated[int, Field(ge=1990, le=2200)]
    source: Source
