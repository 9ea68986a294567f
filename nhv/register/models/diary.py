"""The register's own diary, in the register's database."""

from django.db import models

from nhv.records.diary import DiaryEntryBase, DiaryPayloadBase, DiaryWitnessBase


class DiaryEntry(DiaryEntryBase):
    class Meta(DiaryEntryBase.Meta):
        db_table = "register_diary"
        # The register's own state is asked of every public page, past the entries of cases and people.
        indexes = [models.Index(fields=["subject_kind", "-number"], name="diary_by_kind")]


class DiaryPayload(DiaryPayloadBase):
    class Meta(DiaryPayloadBase.Meta):
        db_table = "register_diary_payload"


class DiaryWitness(DiaryWitnessBase):
    class Meta(DiaryWitnessBase.Meta):
        db_table = "register_diary_witness"
