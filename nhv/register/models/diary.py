"""The register's own diary, in the register's database."""

from nhv.records.diary import DiaryEntryBase, DiaryPayloadBase


class DiaryEntry(DiaryEntryBase):
    class Meta(DiaryEntryBase.Meta):
        db_table = "register_diary"


class DiaryPayload(DiaryPayloadBase):
    class Meta(DiaryPayloadBase.Meta):
        db_table = "register_diary_payload"
