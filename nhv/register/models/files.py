"""The files that have been received."""

from nhv.records.files import StoredFileBase


class StoredFile(StoredFileBase):
    class Meta:
        db_table = "register_file"
