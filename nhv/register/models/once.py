"""What acts gave, by the key of the form that asked for them."""

from nhv.records.once import OnceBase


class OnceKey(OnceBase):
    class Meta:
        db_table = "register_once"
